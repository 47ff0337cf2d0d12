/** The files in which clients keep credentials, as scripts name them. */

/** Not `index.docker.io`, a host, nor `tsconfig.json`. */
const AUTH_FILE =
  /(?<![\w.-])(?:\.docker(?![\w.-])|config\.json|auth\.json)|DOCKER_CONFIG|DOCKER_AUTH_CONFIG|REGISTRY_AUTH_FILE|credHelpers/;

/** Does a text name a file that holds credentials? */
export function touchesAuthFile(text: string): boolean {
  return AUTH_FILE.test(text);
}

/** Outside the checkout a folder has what the steps of the job put there. */
const OUTSIDE = /^["']?(?:\/(?!home\/runner\/work)|~|\$\{?(?:RUNNER_TEMP|HOME)\b|\$\(mktemp\b)/;

/** Does a script tell the clients to look where a credential may be that nobody saw come there? */
export function movesAuthFile(script: string): boolean {
  if (/\b(?:DOCKER_AUTH_CONFIG|REGISTRY_AUTH_FILE)\b/.test(script)) return true;
  return [...script.matchAll(/\bDOCKER_CONFIG=(.?.{0,40})/g)].some(
    ([, folder = '']) => !OUTSIDE.test(folder),
  );
}
