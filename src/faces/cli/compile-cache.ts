/**
 * Keeps the program as V8 has compiled it, for the next call, which then starts in a quarter less time. Node.js itself
 * leaves aside what was compiled of another version of it or of the file, and `NODE_DISABLE_COMPILE_CACHE=1` ends it.
 */
import * as nodeModule from 'node:module';
import { posix, win32 } from 'node:path';

/** Of Node.js 22 and later; never throws, and says in what it returns whether it could. */
type Enable = (folder: string) => unknown;

/** To be called before the program is loaded. */
export function keepCompiled(): void {
  const folder = compileCacheFolder(process.env, process.platform);
  const { enableCompileCache } = nodeModule as { enableCompileCache?: Enable };
  if (folder !== null) enableCompileCache?.(folder);
}

/**
 * In the user's own cache folder, not in the temporary one that Node.js proposes: whoever can write there could have
 * another program run. null: there is none, or nobody will call again, as in CI, where the machine is thrown away.
 */
export function compileCacheFolder(
  env: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform,
): string | null {
  if (env.CI) return null;
  const { isAbsolute, join } = platform === 'win32' ? win32 : posix;
  const home = (...parts: string[]) => (env.HOME ? join(env.HOME, ...parts) : undefined);
  // XDG Base Directory Specification: a path that is not absolute is passed over.
  const ofXdg = env.XDG_CACHE_HOME && isAbsolute(env.XDG_CACHE_HOME) ? env.XDG_CACHE_HOME : home('.cache');
  const own =
    platform === 'win32' ? env.LOCALAPPDATA : platform === 'darwin' ? home('Library', 'Caches') : ofXdg;
  return own && isAbsolute(own) ? join(own, 'ghcr-preflight') : null;
}
