/** Paths in the checkout: the folder of a run's workspace is not known, what stands in it is. */
import { standIn } from './origins.js';
import { hasHole } from './values.js';

/** GITHUB_WORKSPACE where its value is not known: a text that the run finds out. */
export const WORKSPACE = standIn({ kind: 'run', fact: 'workspace' });

/** RUNNER_TEMP, in whose place nothing of the checkout stands. */
export const TEMPORARY = standIn({ kind: 'run', fact: 'temp' });

/**
 * A path as it is in the workspace, without `.` and `..`; the workspace itself is ''. Null when it is not
 * known or lies outside.
 *
 * @param folder that it is relative to, in the workspace; null when not known
 */
export function inWorkspace(folder: string | null, path: string): string | null {
  const isRooted = path === WORKSPACE || path.startsWith(`${WORKSPACE}/`);
  const rest = isRooted ? path.slice(WORKSPACE.length) : path;
  const base = isRooted ? '' : folder;
  if (base === null || hasHole(rest) || (!isRooted && /^[/~]/.test(path))) return null;
  const parts: string[] = [];
  for (const part of `${base}/${rest}`.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) return null;
  }
  return parts.join('/');
}

/** The folder that a path lies in. */
export function folderOf(path: string): string {
  const at = path.lastIndexOf('/');
  return at === -1 ? '' : path.slice(0, at);
}

/** What stands at the end of a path: `docker` of `/usr/bin/docker`. */
export function nameOfFile(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** A path of the repository as scripts have it; '' is the workspace itself. */
export function workspacePath(path: string): string {
  return path === '' ? WORKSPACE : `${WORKSPACE}/${path}`;
}
