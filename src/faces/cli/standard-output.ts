/** Standard output, whoever writes to it: all of it is written, or the command says that it was not. */
import { writeSync } from 'node:fs';
import type { Language, Localized } from '../../types.js';
import { isFile } from './terminal.js';

/**
 * From now on an output that is not whole ends the command with exit code 2 and one sentence. A reader that goes away
 * (`| head`) is no error.
 */
export function watchStandardOutput(language: Language): void {
  const { stdout, stderr } = process;
  if (isFile(1)) stdout._write = writeWhole;
  stdout.removeAllListeners('error').on('error', ({ code, message }: NodeJS.ErrnoException) => {
    if (code === 'EPIPE') process.exit();
    stderr.write(`ghcr-preflight: ${WORDS[language](code ?? message)}\n`);
    process.exit(2);
  });
  // There is nowhere left to say it.
  stderr.removeAllListeners('error').on('error', () => {});
}

/**
 * Node's stream for files calls `write` once and takes its word for it, but a disk that fills up takes a part first
 * (POSIX, write).
 */
function writeWhole(chunk: Buffer | string, encoding: BufferEncoding, done: (error?: Error) => void): void {
  const bytes = typeof chunk === 'string' ? Buffer.from(chunk, encoding) : chunk;
  try {
    for (let at = 0; at < bytes.length; ) at += writeSync(1, bytes, at);
  } catch (error) {
    done(error as Error);
    return;
  }
  done();
}

const WORDS: Localized<(code: string) => string> = {
  en: (code) => `Standard output could not be written (${code}), so what was printed is not whole.`,
  'zh-CN': (code) => `无法写入标准输出（${code}），输出的内容不完整。`,
};
