/** In which folder a client looks for its credentials. */
import type { Sign } from '../../knowledge/clients.js';
import { authFileAt } from '../../knowledge/logins/auth-files.js';
import type { Chance } from '../../language/chance.js';
import { hasHole, isHole } from '../../language/values.js';
import { nameOfFile } from '../../language/workspace.js';
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

/**
 * That of one command, by its own options or by what the shell has exported: `docker --config FOLDER push`,
 * `podman push --authfile FILE`, `oras push --registry-config FILE`. null: not known.
 */
export function authFolderOfCommand({
  words,
  variable,
}: Pick<Invocation, 'words' | 'variable'>): string | null {
  const program = nameOfFile(words[0] ?? '');
  const told = PODMANS.test(program) ? podmansFile({ words, variable }) : null;
  if (told !== null) return told;
  // helm's own login writes there, its pushes look into docker's as well.
  const isOfHelm = program === 'helm' && words.includes('login');
  const named = program === 'oras' ? valuesOf(words, /^--(?:to-)?registry-config$/).at(-1) : undefined;
  const file = isOfHelm ? helmsFile({ words, variable }) || undefined : named;
  if (file !== undefined) return authFolder(file.replace(/\/config\.json$/, ''), variable);
  // Behind its command it is an option of that.
  const [folder] = program === 'docker' ? valuesOf(words, /^--config$/) : [];
  return folder === undefined ? authFolderIn(variable) : authFolder(folder, variable);
}

const PODMANS_OWN = /(?:^|\/)containers\/auth\.json$/;

const PODMANS = /^(?:podman|buildah|skopeo)$/;

function podmansFile({ words, variable }: Pick<Invocation, 'words' | 'variable'>): string | null {
  return authFolderOfPodman(valuesOf(words, /^--(?:dest-)?authfile$/).at(-1) ?? null, variable);
}

/**
 * Where one command looks beside docker's file, of which DOCKER_CONFIG decides nothing: `helm push --registry-config FILE`,
 * which HELM_REGISTRY_CONFIG says as well (docs: helm). Empty: by itself, in the home folder.
 */
export function ownFileOfCommand(command: Pick<Invocation, 'words' | 'variable'>): string {
  const { words, variable } = command;
  const program = nameOfFile(words[0] ?? '');
  if (APPTAINERS.test(program)) {
    const file = valuesOf(words, /^--authfile$/).at(-1);
    return file === undefined ? '' : (authFolder(file, variable) ?? '');
  }
  if (program !== 'helm') return podmansFile(command) ?? '';
  const file = helmsFile(command);
  if (file !== '')
    return HELMS_OWN.test(file) || PODMANS_OWN.test(file)
      ? ''
      : (authFolder(file.replace(/\/config\.json$/, ''), variable) ?? '');
  // Where nobody names the file, it is in the folder of its settings (docs: helm).
  const folder = variable('HELM_CONFIG_HOME') ?? '';
  if (folder === '' || isUnset(folder) || HELMS_HOME.test(folder)) return '';
  return authFolder(`${folder}/registry`, variable) ?? '';
}

const APPTAINERS = /^(?:apptainer|singularity)$/;

const HELMS_OWN = /(?:^|\/)helm\/registry(?:\/config)?\.json$/;

/** On Linux and on macOS. */
const HELMS_HOME = /(?:^|\/)(?:\.config|Library\/Preferences)\/helm\/*$/;

/** The file that helm is told of; empty: none. */
function helmsFile({ words, variable }: Pick<Invocation, 'words' | 'variable'>): string {
  const file = valuesOf(words, /^--registry-config$/).at(-1) ?? variable('HELM_REGISTRY_CONFIG') ?? '';
  return isUnset(file) ? '' : file;
}

/** podman, its kind and helm write what they are told to docker's file where that is the one that they are given (podman-login(1)). */
export function inNamedFile(sign: Sign, command: Pick<Invocation, 'words' | 'variable'>): Sign {
  const { words, variable } = command;
  const own = sign.stores.join();
  if (own === 'helm') {
    const file = helmsFile(command);
    const usual = HELMS_OWN.test(file) ? null : authFileAt(file, variable);
    if (usual?.isUsual) return { ...sign, stores: usual.stores };
    return usual && /\/config\.json$/.test(file) ? { ...sign, stores: ['helm', 'docker'] } : sign;
  }
  const file = valuesOf(words, /^--authfile$/).at(-1) ?? variable('REGISTRY_AUTH_FILE') ?? '';
  const isDockers = own === 'containers' && /\/config\.json$/.test(file);
  return isDockers ? { ...sign, stores: ['containers', 'docker'] } : sign;
}

/** What an option is given, each time: `--config FOLDER`, `--config=FOLDER`. */
function valuesOf(words: readonly string[], option: RegExp): string[] {
  return words.flatMap((word, at) => {
    const [name = '', joined] = /^(--[\w-]+)(?:=([\s\S]*))?$/.exec(word)?.slice(1) ?? [];
    return option.test(name) ? (joined ?? words[at + 1] ?? []) : [];
  });
}
