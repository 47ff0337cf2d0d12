/** The repository that we stand in. */
import { existsSync } from 'node:fs';
import * as path from 'node:path';
import { outsideHook } from '../../evidence/files/git-environment.js';
import { isInCheckout, originInConfig } from './git-config.js';

/** Milliseconds. */
const GIT_TIMEOUT = 5_000;

/** The folder of the repository that a place is in; without one, the folder that we stand in. */
export function rootOf(place: string): string {
  for (let folder = place; ; folder = path.dirname(folder)) {
    if (existsSync(path.join(folder, '.github')) || existsSync(path.join(folder, '.git'))) return folder;
    if (path.dirname(folder) === folder) return process.cwd();
  }
}

/** Where a git remote points to: `https://HOST/…`, `ssh://git@HOST:22/…`, or `git@HOST:…`. */
const REMOTE =
  /^(?:(?:https?|ssh|git):\/\/(?:[^@/]+@)?([^:/]+)(?::\d+)?\/|(?:[^@/]+@)?([^:/]+):(?!\/\/))(.+)$/;

/**
 * `Owner/Name` of the remote `origin`, as it is written there; null without git, a checkout or such a remote.
 *
 * @param server address of the GitHub server that it must be on; null: any host will do
 */
export async function originOf(folder: string, server: string | null): Promise<string | null> {
  const [, byUrl, bySsh, place = ''] = REMOTE.exec(await remoteOf(folder)) ?? [];
  const host = (byUrl ?? bySsh ?? '').toLowerCase();
  // ssh over the port of HTTPS has a host of its own (docs "Using SSH over the HTTPS port").
  if (server !== null && host.replace(/^(?:ssh|www)\./, '') !== new URL(server).hostname) return null;
  return /(?:^|\/)([^/:]+\/[^/]+?)(?:\.git)?\/?$/.exec(place)?.[1] ?? null;
}

/** GHE.com, and hosts that are named after what runs there; of any other server `--server` has to tell. */
const ENTERPRISE = /\.ghe\.com$|^(?:github|ghe)[.-](?!com$)/;

/** The server of the remote `origin`, where it is one of GitHub Enterprise; null for any other. */
export async function enterpriseServerOf(folder: string): Promise<string | null> {
  const [, byUrl, bySsh] = REMOTE.exec(await remoteOf(folder)) ?? [];
  const host = (byUrl ?? bySsh ?? '').toLowerCase();
  return ENTERPRISE.test(host) ? `https://${host}` : null;
}

async function remoteOf(folder: string): Promise<string> {
  // A checkout of its own: a hook of another one, or of this, has no say in it.
  const env = isInCheckout(folder) ? outsideHook() : process.env;
  const written = originInConfig(folder, env);
  if (written !== null) return written;
  const { runProgram } = await import('../../evidence/credentials/process.js');
  const asked = ['-C', folder, 'config', '--get', 'remote.origin.url'];
  const git = await runProgram('git', asked, { timeout: GIT_TIMEOUT, env });
  return git.kind === 'exited' && git.code === 0 ? git.stdout.trim() : '';
}
