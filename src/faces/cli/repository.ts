/** The repository that we stand in. */
import { run } from '../../evidence/credentials/process.js';

/** Milliseconds. */
const GIT_TIMEOUT = 5_000;

/** `Owner/Name` of the remote `origin`, as it is written there; null without git, a checkout or a remote. */
export async function originOf(folder: string): Promise<string | null> {
  return /[/:]([^/:]+\/[^/]+?)(?:\.git)?\/?$/.exec(await remoteOf(folder))?.[1] ?? null;
}

/** Others that keep repositories: their remotes are copies of what runs on GitHub. */
const OTHER_FORGES =
  /(?:^|\.)(?:gitlab|bitbucket|codeberg|gitea|sr|azure|visualstudio)\.|^(?:localhost|[\d.]+)$/;

/** The server of the remote `origin`, where it is one of GitHub Enterprise; null for any other. */
export async function enterpriseServerOf(folder: string): Promise<string | null> {
  const remote = await remoteOf(folder);
  const host = /^(?:(?:https?|ssh|git):\/\/)?(?:[^@/]+@)?([\w-]+(?:\.[\w-]+)+)(?::\d+)?[/:]/.exec(
    remote,
  )?.[1];
  if (host === undefined || host.endsWith('github.com') || OTHER_FORGES.test(host)) return null;
  return `https://${host.toLowerCase()}`;
}

async function remoteOf(folder: string): Promise<string> {
  const git = await run('git', ['-C', folder, 'config', '--get', 'remote.origin.url'], '', GIT_TIMEOUT);
  return git.kind === 'exited' && git.code === 0 ? git.stdout.trim() : '';
}
