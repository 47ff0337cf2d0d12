/** The repository that we stand in. */
import { existsSync } from 'node:fs';
import * as path from 'node:path';
import { outsideHook } from '../../evidence/files/git-environment.js';
import { isInCheckout, originInConfig } from './git-config.js';
import { type CheckoutOrigin, originAmong, type Remote } from './remotes.js';

/** Milliseconds. */
const GIT_TIMEOUT = 5_000;

/** The folder of the repository that a place is in; without one, the folder that we stand in. */
export function rootOf(place: string): string {
  for (let folder = place; ; folder = path.dirname(folder)) {
    if (existsSync(path.join(folder, '.github')) || existsSync(path.join(folder, '.git'))) return folder;
    if (path.dirname(folder) === folder) return process.cwd();
  }
}

/**
 * `Owner/Name` of the repository that a folder is a checkout of, as its remote has it; null without git, a checkout or a
 * remote that tells.
 *
 * @param server address of the GitHub server that it must be on
 */
export async function repositoryOn(server: string, folder: string): Promise<string | null> {
  return (await originOf(folder, server, { only: true })).repository;
}

/**
 * Whose checkout a folder is, and on which GitHub.
 *
 * @param server its address, where it was named
 */
export async function originOf(
  folder: string,
  server: string | null,
  { only } = { only: false },
): Promise<CheckoutOrigin> {
  const host = server === null ? null : new URL(server).hostname;
  // A checkout of its own: a hook of another one, or of this, has no say in it.
  const env = isInCheckout(folder) ? outsideHook() : process.env;
  const written = originInConfig(folder, env);
  if (written === '') return { repository: null, server: null };
  if (written !== null) {
    const main = originAmong([{ name: 'origin', address: written }], host, { only: true });
    if (main.repository !== null) return main;
  }
  return originAmong(await remotesOf(folder, env), host, { only });
}

/** All of them, by git's own reading of its settings. */
async function remotesOf(folder: string, env: NodeJS.ProcessEnv): Promise<Remote[]> {
  const { runProgram } = await import('../../evidence/credentials/process.js');
  const asked = ['-C', folder, 'config', '--null', '--get-regexp', '^remote\\..*\\.url$'];
  const git = await runProgram('git', asked, { timeout: GIT_TIMEOUT, env });
  if (git.kind !== 'exited' || git.code !== 0) return [];
  const addresses = new Map<string, string>();
  for (const each of git.stdout.split('\0')) {
    const [, name, address] = /^remote\.(.*)\.url\n(.*)$/s.exec(each) ?? [];
    // The last one counts, as with `git config --get`.
    if (name !== undefined && address) addresses.set(name, address.trim());
  }
  return [...addresses].map(([name, address]) => ({ name, address }));
}
