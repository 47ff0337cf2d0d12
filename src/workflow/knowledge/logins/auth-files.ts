/** The files in which clients keep credentials, as scripts name them. */
import { COMMON_STORES, type CredentialStore } from '../clients.js';

/** Not `index.docker.io`, a host, nor `tsconfig.json`. */
const AUTH_FILE =
  /(?<![\w.-])(?:\.docker(?![\w.-])|config\.json|auth\.json)|DOCKER_CONFIG|DOCKER_AUTH_CONFIG|REGISTRY_AUTH_FILE|credHelpers/;

/** Does a text name a file that holds credentials? */
export function touchesAuthFile(text: string): boolean {
  return AUTH_FILE.test(text);
}

/** docker's own place, in whosever home folder. docs: docker login */
const DOCKERS = /(?:^|\/)\.docker(?:\/config\.json)?$/;

/** podman's. docs: containers-auth.json(5) */
const PODMANS = /(?:^|\/)containers\/auth\.json$/;

/** The home folder of container steps, as the machine has it (actions/runner, src/Runner.Worker/Handlers/ContainerActionHandler.cs). */
const HOME_OF_CONTAINERS = /(?:^|\/)_github_home\//;

/** A file of credentials, or the folder in which it is. */
export interface AuthFile {
  /** One that clients read by themselves; else one of its name, that they may be told of. */
  isUsual: boolean;
  stores: readonly CredentialStore[];
  /** It is that of the container steps of a job. */
  isOfContainers?: true;
}

/**
 * Which file of credentials a path leads to; null: none.
 *
 * @param variable of the command that has the path
 */
export function authFileAt(path: string, variable: (name: string) => string | null): AuthFile | null {
  const bare = path.replace(/\/+$/, '');
  const folder = variable('DOCKER_CONFIG')?.replace(/\/+$/, '') || null;
  const isTold = folder !== null && [folder, `${folder}/config.json`].includes(bare);
  const home = HOME_OF_CONTAINERS.test(bare) ? { isOfContainers: true as const } : {};
  if (DOCKERS.test(bare) || isTold) return { isUsual: true, stores: ['docker'], ...home };
  const isPodmans = PODMANS.test(bare) || (bare !== '' && variable('REGISTRY_AUTH_FILE') === bare);
  if (isPodmans) return { isUsual: true, stores: ['containers'], ...home };
  return touchesAuthFile(path) ? { isUsual: false, stores: COMMON_STORES } : null;
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
