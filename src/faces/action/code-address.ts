import type { CodeAddress } from '../../report/summary/page.js';

/** Where the code of this run can be read; null: the runner does not say. */
export function codeAddress(env: NodeJS.ProcessEnv): CodeAddress | null {
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository, GITHUB_SHA: sha, GITHUB_REF: ref } = env;
  if (!server || !repository || !sha) return null;
  const [, branch = null] = /^refs\/heads\/(.+)$/.exec(ref ?? '') ?? [];
  return { server: server.replace(/\/+$/, ''), repository, sha, branch };
}
