/**
 * What V8 has compiled of a command is kept for the next one. To compile takes a third of what `lint` does on a small folder,
 * and a tenth on a thousand files. Docs: Node.js, «Module compile cache»; absent before Node.js 22.
 */
import { mkdirSync, statSync } from 'node:fs';
import module from 'node:module';
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';

const { enableCompileCache } = module as { enableCompileCache?: (folder: string) => unknown };

/** To be called before what is to be kept is loaded. Never throws: where nothing can be kept, it is compiled. */
export function keepCompiledCode(env: NodeJS.ProcessEnv): void {
  try {
    const folder = compiledCodeFolder(env, { platform: process.platform, home: homedir() });
    if (folder !== null) enableCompileCache?.(folder);
  } catch {
    // A user without a home, or with one that is closed to them.
  }
}

/**
 * Where it is kept; null: nowhere. A job of CI has a machine that was never here before, and what it wrote would be lost. What is kept
 * is run as it stands, so it must be a folder that nobody else writes to: not the one of temporary files, where
 * Node.js itself would look, and not that of a user who became root and brought their HOME. The folder in it is made for the user
 * alone, whatever their umask is, and one that is there already must be so too. Who has no caches wants none. Throws where
 * nobody may look, or nothing can be made.
 */
export function compiledCodeFolder(
  env: NodeJS.ProcessEnv,
  { platform, home }: { platform: NodeJS.Platform; home: string },
): string | null {
  const caches = env.CI ? null : cachesOf(env, platform, home);
  if (caches === null || !isAlone(caches, platform)) return null;
  const own = join(caches, 'ghcr-preflight');
  mkdirSync(own, { recursive: true, mode: 0o700 });
  return isAlone(own, platform) ? own : null;
}

/** XDG Base Directory Specification; macOS, File System Programming Guide; Windows, Known Folders. */
function cachesOf(env: NodeJS.ProcessEnv, platform: NodeJS.Platform, home: string): string | null {
  const given = platform === 'win32' ? env.LOCALAPPDATA : env.XDG_CACHE_HOME;
  // That of the folder we are in is somebody's repository.
  if (given && isAbsolute(given)) return given;
  if (platform === 'win32') return null;
  return platform === 'darwin' ? join(home, 'Library', 'Caches') : join(home, '.cache');
}

const OTHERS_WRITE = 0o022;

/** Does nobody but this user write to a folder? Windows keeps the modes of its files elsewhere, and this one for the user. */
function isAlone(folder: string, platform: NodeJS.Platform): boolean {
  const there = statSync(folder, { throwIfNoEntry: false });
  if (!there?.isDirectory()) return false;
  if (platform === 'win32') return true;
  return there.uid === process.getuid?.() && (there.mode & OTHERS_WRITE) === 0;
}
