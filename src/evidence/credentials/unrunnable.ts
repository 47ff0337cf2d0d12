/** A program that is there and can't be started: clients say of it, too, that it was not found (Go's `exec.LookPath`). */
import { statSync } from 'node:fs';
import type { FailedHelper } from './lookup.js';
import { programPlaces } from './program-path.js';

/** Where a file of a program's name lies on `env`'s PATH; for one that `programPath` has not found, it may not be run. null: nowhere. */
export function unrunnableProgram(name: string, env: NodeJS.ProcessEnv): string | null {
  for (const file of programPlaces(name, env, process.platform)) if (isFile(file)) return file;
  return null;
}

/** A helper that was not found, with the file that is there all the same. */
export function lookedUp(failed: FailedHelper, env: NodeJS.ProcessEnv): FailedHelper {
  const file = failed.trouble.kind === 'missing' ? unrunnableProgram(failed.helper, env) : null;
  return file === null ? failed : { ...failed, trouble: { kind: 'not-executable', file } };
}

function isFile(file: string): boolean {
  try {
    return statSync(file, { throwIfNoEntry: false })?.isFile() ?? false;
  } catch {
    return false;
  }
}
