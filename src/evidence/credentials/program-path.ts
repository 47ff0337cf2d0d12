/** Where a program is. */
import { accessSync, constants, statSync } from 'node:fs';
import * as path from 'node:path';

/**
 * The path of a program on `env`'s PATH; null when there is none of that name that may be run. `@actions/exec` would
 * look on this process's PATH, does not tell a missing program from one that fails, and complains on standard output
 * about a folder that it may not read. Folders that are not absolute are passed over, as docker's own look-up does
 * (Go's `exec.ErrDot`): a checkout may hold anything.
 */
export function programPath(name: string, env: NodeJS.ProcessEnv): string | null {
  if (path.basename(name) !== name) return null;
  const folders = (env.PATH ?? '').split(path.delimiter).filter((folder) => path.isAbsolute(folder));
  const endings = process.platform === 'win32' ? (env.PATHEXT ?? '.EXE').split(path.delimiter) : [''];
  for (const folder of folders) {
    for (const ending of endings) {
      const file = path.join(folder, name + ending);
      if (mayBeRun(file)) return file;
    }
  }
  return null;
}

function mayBeRun(file: string): boolean {
  try {
    if (!statSync(file, { throwIfNoEntry: false })?.isFile()) return false;
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
