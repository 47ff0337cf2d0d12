/** Where clients keep their logins, on each system. */
import { homedir } from 'node:os';
import * as path from 'node:path';

/** What the places depend on beside the environment. */
export interface System {
  platform: NodeJS.Platform;
  /** The user's home by the system's own word. */
  home: string;
  /** Null where users have no numbers. */
  uid: number | null;
}

function thisSystem(): System {
  return { platform: process.platform, home: homedir(), uid: process.getuid?.() ?? null };
}

/** How the paths of a system are written. */
export function pathsOf({ platform }: Pick<System, 'platform'>): path.PlatformPath {
  return platform === 'win32' ? path.win32 : path.posix;
}

/** As Go's `os.UserHomeDir` finds it, which docker and podman ask: `%USERPROFILE%` on Windows, else `$HOME`. */
function homeOf(env: NodeJS.ProcessEnv, system: System): string {
  return (system.platform === 'win32' ? env.USERPROFILE : env.HOME) || system.home;
}

/** `$DOCKER_CONFIG/config.json`, else `~/.docker/config.json`. */
export function dockerConfigFile(env: NodeJS.ProcessEnv, system = thisSystem()): string {
  const { join } = pathsOf(system);
  return join(env.DOCKER_CONFIG || join(homeOf(env, system), '.docker'), 'config.json');
}

/**
 * Where podman, buildah and skopeo write: `REGISTRY_AUTH_FILE`, else docker's file where `DOCKER_CONFIG` names its
 * folder (facts K12), else their own.
 */
export function podmanAuthFile(env: NodeJS.ProcessEnv, system = thisSystem()): string {
  if (env.REGISTRY_AUTH_FILE) return env.REGISTRY_AUTH_FILE;
  return env.DOCKER_CONFIG ? dockerConfigFile(env, system) : containersAuthFile(env, system);
}

/** containers-auth.json(5): under `$XDG_RUNTIME_DIR` on Linux, in the user's configuration on Windows and macOS. */
function containersAuthFile(env: NodeJS.ProcessEnv, system: System): string {
  const { join } = pathsOf(system);
  if (system.platform !== 'linux') return join(homeOf(env, system), '.config', 'containers', 'auth.json');
  return env.XDG_RUNTIME_DIR
    ? join(env.XDG_RUNTIME_DIR, 'containers', 'auth.json')
    : join('/run/containers', String(system.uid ?? 0), 'auth.json');
}

function userAuthFile(env: NodeJS.ProcessEnv, system: System): string {
  const { join } = pathsOf(system);
  return join(env.XDG_CONFIG_HOME || join(homeOf(env, system), '.config'), 'containers', 'auth.json');
}

/**
 * All files in which a client may keep a login, in the order in which podman and its like look at them (tried with skopeo):
 * `REGISTRY_AUTH_FILE` stands for the file of their own, and docker's comes last.
 */
export function authFiles(env: NodeJS.ProcessEnv, system = thisSystem()): string[] {
  const own = env.REGISTRY_AUTH_FILE ? [] : [containersAuthFile];
  const files = [podmanAuthFile, ...own, userAuthFile, dockerConfigFile];
  return [...new Set(files.map((file) => file(env, system)))];
}
