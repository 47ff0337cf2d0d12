/** In which folder a client looks for its credentials. */
import type { Chance } from '../../language/chance.js';
import { hasHole, isHole } from '../../language/values.js';
import type { Invocation } from '../../shell/effects.js';
import { isUnset } from '../../shell/known/process.js';

/** Home folders of the machines that jobs run on, and of their containers: which of them a step has by itself, no text says. */
const USUAL_HOME = /^(?:\/root|\/home\/[^/]+|\/github\/home)$/;

/** What stands in front of another home folder than that, with docker's file in it. */
export const OTHER_HOME = 'HOME=';

/** Where docker looks by itself: in the home folder, which HOME may say to be another. */
function homeFolder(variable: (name: string) => string | null): string {
  const home = variable('HOME')?.replace(/\/+$/, '') ?? '';
  return home === '' || hasHole(home) || !home.startsWith('/') || USUAL_HOME.test(home)
    ? ''
    : `${OTHER_HOME}${home}/.docker`;
}

/**
 * Does docker read the file at a path, or that of the folder at it, by itself? In a home folder it does, not in the checkout or another
 * folder.
 */
export function dockerReads(
  path: string,
  { variable, folder }: Pick<Invocation, 'variable' | 'folder'>,
): Chance {
  const home = path.replace(/\/?\.docker(?:\/config\.json)?\/*$/, '');
  if (home === variable('HOME') || /^~|^\/Users\/[^/]+$/.test(home) || USUAL_HOME.test(home)) return 'yes';
  if (hasHole(home)) return 'unknown';
  return folder === null && !home.startsWith('/') ? 'yes' : 'no';
}

/** The folder in which docker's file is looked for; empty: by itself, in the home folder. null: not known. */
export function authFolderIn(variable: (name: string) => string | null): string | null {
  const given = variable('DOCKER_CONFIG');
  // Set to nothing is not set (docker/cli, config.Dir).
  return given === '' ? homeFolder(variable) : authFolder(given, variable);
}

/** @param given a value of DOCKER_CONFIG, or of an option that does the same */
export function authFolder(given: string | null, variable: (name: string) => string | null): string | null {
  if (given === null) return null;
  if (isHole(given) && isUnset(given)) return homeFolder(variable);
  const home = variable('HOME');
  const folder = given.replace(/\/+$/, '');
  if (folder === '~/.docker' || (home && folder === `${home}/.docker`)) return homeFolder(variable);
  if (/^(?:\/root|\/home\/[^/]+|\/github\/home)\/\.docker$/.test(folder)) return '';
  return hasHole(folder) || /^[/~]/.test(folder) ? folder : `./${folder.replace(/^(?:\.\/|\.$)/, '')}`;
}

/**
 * The same for podman and its kind where they are told of a file, which is then the only one that they read
 * (containers-auth.json(5)); null: they are not.
 *
 * @param given the option `--authfile`; null: not given
 */
export function authFolderOfPodman(
  given: string | null,
  variable: (name: string) => string | null,
): string | null {
  const file = given ?? variable('REGISTRY_AUTH_FILE');
  // Nobody knows whether a variable is set of which nothing is known.
  if (file === null || file === '' || isUnset(file)) return null;
  if (PODMANS_OWN.test(file)) return null;
  const [, folder] = /^(.*)\/config\.json$/.exec(file) ?? [];
  return authFolder(folder ?? file, variable);
}

/** The file that podman and its kind have by themselves. */
export const PODMANS_OWN = /(?:^|\/)containers\/auth\.json$/;
