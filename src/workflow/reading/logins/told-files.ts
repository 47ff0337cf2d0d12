/** Which file of credentials one command is told of, by its own options or by what the shell has exported. */
import type { Sign } from '../../knowledge/clients.js';
import { authFileAt } from '../../knowledge/logins/auth-files.js';
import { nameOfFile } from '../../language/workspace.js';
import type { Invocation } from '../../shell/effects.js';
import { isUnset } from '../../shell/known/process.js';
import { authFolder, authFolderIn, authFolderOfPodman, PODMANS_OWN } from './auth-folders.js';

/**
 * The folder of docker's, as of `authFolderIn`: `docker --config FOLDER push`,
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
