/** `ghcr-preflight`: starts a command; what all of them share is the way they end (contract, section 3). */
import { CommanderError } from 'commander';
import { InputError } from '../usage.js';
import { languageOf } from './common-options.js';
import { printable } from './printable.js';
import { program } from './program.js';
import { watchStandardOutput } from './standard-output.js';

/** Runs the command line; `process.exitCode` is its result. Never shows a stack trace. */
export async function cli(
  argv: string[] = process.argv,
  env: NodeJS.ProcessEnv = process.env,
): Promise<void> {
  watchStandardOutput(languageOf(argv, env));
  try {
    await program(argv, env).parseAsync(argv);
  } catch (error) {
    if (error instanceof CommanderError) {
      // Help and version end this way too, with exit code 0.
      process.exitCode = error.exitCode === 0 ? 0 : 2;
      return;
    }
    process.stderr.write(printable(`ghcr-preflight: ${(error as Error).message}\n`));
    if (!(error instanceof InputError) && env.GHCR_PREFLIGHT_DEBUG)
      process.stderr.write(printable(`${(error as Error).stack}\n`));
    process.exitCode = 2;
  }
}
