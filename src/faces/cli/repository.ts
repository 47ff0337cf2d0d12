/** The repository that we stand in. */
import { run } from '../../evidence/credentials/process.js';

/** Milliseconds. */
const GIT_TIMEOUT = 5_000;

/** `Owner/Name` of the remote `origin`, as it is written there; null without git, a checkout or a remote. */
export async function originOf(folder: string): Promise<string | null> {
  const git = await run('git', ['-C', folder, 'config', '--get', 'remote.origin.url'], '', GIT_TIMEOUT);
  const address = git.kind === 'exited' && git.code === 0 ? git.stdout.trim() : '';
  return /[/:]([^/:]+\/[^/]+?)(?:\.git)?\/?$/.exec(address)?.[1] ?? null;
}
