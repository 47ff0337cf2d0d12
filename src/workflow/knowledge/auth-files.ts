/** The files in which clients keep credentials, as scripts name them. */

/** Not `index.docker.io`, a host, nor `tsconfig.json`. */
const AUTH_FILE =
  /(?<![\w.-])(?:\.docker(?![\w.-])|config\.json|auth\.json)|DOCKER_CONFIG|DOCKER_AUTH_CONFIG|REGISTRY_AUTH_FILE|credHelpers/;

/** Does a text name a file that holds credentials? */
export function touchesAuthFile(text: string): boolean {
  return AUTH_FILE.test(text);
}

/** docker's and podman's own place, in whosever home folder. docs: docker login; containers-auth.json(5) */
const USUAL = /(?:^|\/)(?:\.docker(?:\/config\.json)?|containers\/auth\.json)\/?$/;

/**
 * Which file of credentials a path leads to: one that clients read by themselves (or its folder), one of that name
 * that they may be told of, or none.
 *
 * @param variable of the command that has the path
 */
export function authFileAt(
  path: string,
  variable: (name: string) => string | null,
): 'usual' | 'other' | null {
  const bare = path.replace(/\/+$/, '');
  const folder = variable('DOCKER_CONFIG')?.replace(/\/+$/, '') || null;
  const told = [folder, folder && `${folder}/config.json`, variable('REGISTRY_AUTH_FILE') || null];
  if (bare !== '' && (USUAL.test(bare) || told.includes(bare))) return 'usual';
  return touchesAuthFile(path) ? 'other' : null;
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
