/** `ghcr-preflight`: starts a command; what all of them share is the way they end (contract, section 3). */
import { CommanderError } from 'commander';
import { TemporaryFolderError } from '../../evidence/files/folders.js';
import { holdToken } from '../../evidence/token.js';
import type { Language, Localized } from '../../types.js';
import { lostPart } from '../lost-part.js';
import { InputError } from '../usage.js';
import { languageOf } from './common-options.js';
import { behindCommand } from './leading-options.js';
import { printable, refusal } from './printable.js';
import { program } from './program.js';
import { watchStandardOutput } from './standard-output.js';

/** Runs the command line; `process.exitCode` is its result. Never shows a stack trace. */
export async function cli(
  argv: string[] = process.argv,
  env: NodeJS.ProcessEnv = process.env,
): Promise<void> {
  watchStandardOutput(languageOf(argv, env));
  // Also for commands that need none: it may stand in a log, in a file, or where a name belongs.
  for (const token of [env.GHCR_TOKEN, env.GITHUB_TOKEN, env.GH_TOKEN]) holdToken(token ?? '');
  try {
    await program(argv, env).parseAsync(behindCommand(argv));
  } catch (error) {
    if (error instanceof CommanderError) {
      // Help and version end this way too, with exit code 0.
      process.exitCode = error.exitCode === 0 ? 0 : 2;
      return;
    }
    process.stderr.write(`${refusal(`ghcr-preflight: ${sentenceOf(error, languageOf(argv, env))}`)}\n`);
    if (!(error instanceof InputError) && env.GHCR_PREFLIGHT_DEBUG)
      process.stderr.write(printable(`${(error as Error).stack}\n`));
    process.exitCode = 2;
  }
}

function sentenceOf(error: unknown, language: Language): string {
  const say = WORDS[language];
  if (error instanceof TemporaryFolderError) return say.noTemporaryFolder(error.folder, error.code);
  // libuv's name for asking in which folder the process stands.
  if ((error as NodeJS.ErrnoException).syscall === 'uv_cwd') return say.noFolder;
  return lostPart(error, language) ?? (error as Error).message;
}

interface Words {
  noTemporaryFolder(folder: string, code: string): string;
  /** The one in which the command was started. */
  noFolder: string;
}

const WORDS: Localized<Words> = {
  en: {
    noTemporaryFolder: (folder, code) =>
      `Temporary files could not be written to ${folder} (${code}): let TMPDIR name a folder with room that you may write to.`,
    noFolder: 'The folder in which this was started is gone, or closed to you: change to another one, cd /.',
  },
  'zh-CN': {
    noTemporaryFolder: (folder, code) =>
      `无法将临时文件写入 ${folder}（${code}）：请将 TMPDIR 设为可写且空间充足的目录。`,
    noFolder: '启动本命令时所在的目录已不存在或无法访问：请先切换到其他目录，例如 cd /。',
  },
};
