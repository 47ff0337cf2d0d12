/** Where a program is. */
import { accessSync, constants, statSync } from 'node:fs';
import { pathsOf } from './places.js';

/**
 * The path of a program on `env`'s PATH; null when there is none of that name that may be run. `@actions/exec` would
 * look on this process's PATH, does not tell a missing program from one that fails, and complains on standard output
 * about a folder that it may not read. Folders that are not absolute are passed over, as docker's own look-up does
 * (Go's `exec.ErrDot`): a checkout may hold anything.
 */
export function programPath(name: string, env: NodeJS.ProcessEnv): string | null {
  for (const file of programPlaces(name, env, process.platform)) if (mayBeRun(file)) return file;
  return null;
}

/** Where a program of that name could be, in the order in which it is looked for: mostly in one of the first folders. */
export function* programPlaces(
  name: string,
  env: NodeJS.ProcessEnv,
  platform: NodeJS.Platform,
): Generator<string> {
  const paths = pathsOf({ platform });
  if (paths.basename(name) !== name) return;
  const { folders, endings } =
    platform === 'win32'
      ? {
          folders: onWindows(env, 'PATH'),
          endings: (onWindows(env, 'PATHEXT') || '.COM;.EXE;.BAT;.CMD').split(';'),
        }
      : { folders: env.PATH, endings: [''] };
  for (const folder of (folders ?? '').split(paths.delimiter)) {
    if (!paths.isAbsolute(folder)) continue;
    for (const ending of endings) yield paths.join(folder, name + ending);
  }
}

/** A copy of Windows' environment has lost its look-up without case: there it is `Path`. */
function onWindows(env: NodeJS.ProcessEnv, name: string): string | undefined {
  return env[Object.keys(env).find((each) => each.toUpperCase() === name) ?? name];
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
