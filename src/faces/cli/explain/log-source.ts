/** The bytes of a log that was named by hand: a file, or the end of a pipe, as `<(command)` is one. */
import { closeSync, createReadStream, fstatSync } from 'node:fs';
import { isatty } from 'node:tty';
import type { Language } from '../../../types.js';
import { explainWords } from '../../explain-words.js';
import { InputError } from '../../usage.js';
import { fromPipe, isInherited, openAtOnce } from '../pipes.js';

/** Bytes read at once: large enough to be fast, small enough to be forgotten soon. */
const CHUNK = 256 * 1024;

/** Seconds for which somebody has to begin to write into a pipe that has a name. */
const PATIENCE = 30;

/**
 * Opens what was named. Neither a pipe that nobody writes to nor a device that has nothing to say is waited for
 * without an end. Throws `InputError`, or the system's error.
 */
export async function openLog(file: string, language: Language): Promise<AsyncIterable<Uint8Array>> {
  if (file === '-' || file === '/dev/stdin') return process.stdin;
  // Opening a pipe that nobody writes to would wait, and so would reading what the kernel has yet to say.
  const descriptor = openAtOnce(file);
  if (fstatSync(descriptor).isFIFO())
    return isInherited(file)
      ? fromPipe(descriptor)
      : fromPipe(descriptor, { seconds: PATIENCE, silence: nobodyWrites(file, language) });
  if (isatty(descriptor)) {
    closeSync(descriptor);
    throw new InputError(explainWords(language).noInput);
  }
  return createReadStream(file, { fd: descriptor, highWaterMark: CHUNK });
}

function nobodyWrites(file: string, language: Language): InputError {
  return new InputError(explainWords(language).silent(file, PATIENCE));
}
