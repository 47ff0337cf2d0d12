/** Clients that are run out of an image: `docker run`, and steps that `uses: docker://…`. */

import { withoutTag } from '../../evidence/registry/untagged.js';
import { HOLE, hasHole } from '../language/values.js';
import { nameOfFile } from '../language/workspace.js';
import { readArguments } from './arguments.js';
import type { Surroundings } from './clients.js';
import { COMPOSE_OPTIONS } from './programs/compose.js';
import { PROGRAMS, programAt } from './programs/index.js';
import { composeCall, composeTexts } from './project-files/compose.js';

/**
 * Which program an image starts; `''`: none, so that the command begins with one.
 * Sources: the images' own documentation of their entrypoint.
 */
const STARTS: ReadonlyMap<string, string> = new Map([
  ...PROGRAMS.flatMap(({ names: [name = ''], images = [] }) => images.map((image) => [image, name] as const)),
  ...[
    'quay.io/buildah/stable',
    'quay.io/containers/buildah',
    'quay.io/podman/stable',
    'quay.io/containers/podman',
  ].map((image) => [image, ''] as const),
]);

/**
 * The words of the command that a container runs; null where nobody can say.
 *
 * @param entrypoint what is given in the place of the image's own
 */
export function containedWords(
  image: string,
  entrypoint: string | null,
  args: readonly string[],
): string[] | null {
  if (entrypoint !== null && entrypoint !== '') return programAt(entrypoint) ? [entrypoint, ...args] : null;
  const program = STARTS.get(nameOf(image));
  if (program === undefined) return null;
  // docker's own image takes the name of the program as well.
  return program === '' || args[0] === program ? [...args] : [program, ...args];
}

/** What images set for themselves, so that their client looks into no home folder: by the variable that would change it. */
const OWN_FILES: readonly [image: RegExp, variable: string][] = [
  // GoogleContainerTools/kaniko, deploy/Dockerfile; that of `-slim` sets none.
  [/\/kaniko\b(?!\S*-slim)/, 'DOCKER_CONFIG'],
  [/\/skopeo\/|\/containers\/skopeo\b/, 'REGISTRY_AUTH_FILE'],
];

/** The variable by which an image names a file of credentials of its own; null: it names none. */
export function ownFileOf(image: string): string | null {
  return OWN_FILES.find(([pattern]) => pattern.test(`/${image.toLowerCase()}`))?.[1] ?? null;
}

/** Without tag, digest and the registry that docker takes by itself. */
function nameOf(image: string): string {
  return withoutTag(image.toLowerCase())
    .replace(/^docker\.io\//, '')
    .replace(/^library\//, '');
}

/** A command in a container of its own. */
export interface Contained {
  words: string[];
  /**
   * `ours`: docker's own file of this machine stands where it looks for one. `perhaps`: it is given files or variables
   * among which a credential may be.
   */
  handed: 'ours' | 'perhaps' | 'nothing';
}

/** Options of `docker run` with a value (docs.docker.com/reference/cli/docker/container/run); podman takes the same. */
const TAKES = new Set(
  (
    '-v --volume --mount --volumes-from --tmpfs -e --env --env-file -w --workdir -u --user --name --network --net ' +
    '-p --publish --expose --link --entrypoint --platform -l --label --label-file --pull -m --memory --cpus -h ' +
    '--hostname --add-host --dns --cap-add --cap-drop --device --gpus --ulimit --restart --log-driver --log-opt ' +
    '--security-opt --pid --ipc --userns --shm-size --runtime --stop-signal --stop-timeout --sysctl --group-add ' +
    '--cidfile --cgroup-parent --authfile --secret'
  ).split(' '),
);

const HANDS_FILES = /^(?:-v|--volume|--mount|--volumes-from|--secret)$/;
const HANDS_VARIABLES = /^(?:-e|--env|--env-file)$/;
const SAYS_CREDENTIAL = /docker|auth|config|cred|token|pass|secret|home|root/i;

/** `SOURCE:TARGET[:OPTIONS]`, or the same by name: `type=bind,src=SOURCE,dst=TARGET`. */
function mountOf(value: string): { source: string; target: string } | null {
  if (/(?:^|,)type=/.test(value)) {
    const given = (key: string) => new RegExp(`(?:^|,)(?:${key})=([^,]*)`).exec(value)?.[1] ?? '';
    return { source: given('src|source'), target: given('dst|destination|target') };
  }
  const [source = '', target] = value.split(':');
  return target === undefined ? null : { source, target };
}

/** docker's own file, or its folder; what stands before it is the home folder. */
const OWN_FILE = /^(.*)\/\.docker(?:\/config\.json|\/)?$/s;
const ITS_PLACE = /^\/(?:root|home\/[\w.-]+)\/\.docker(?:\/config\.json|\/)?$/;
/** Of the images that name it themselves. */
const KANIKOS_PLACE = /^\/kaniko\/\.docker(?:\/config\.json|\/)?$/;

/** What a mount brings: it is the place in the container that counts, for there the client looks. */
function mountedCredential(value: string, place: RegExp, written: () => string): Contained['handed'] {
  const mount = mountOf(value);
  if (!mount || hasHole(mount.target)) return 'perhaps';
  const { source, target } = mount;
  const home = OWN_FILE.exec(source)?.[1];
  if (home !== undefined && isHome(home, written) && place.test(target)) return 'ours';
  // The socket leads to docker, and to none of its credentials.
  return SAYS_CREDENTIAL.test(`${source} ${target}`.replaceAll('docker.sock', '')) ? 'perhaps' : 'nothing';
}

function isHome(folder: string, written: () => string): boolean {
  if (/^(?:~|\/root|\/home\/[\w.-]+)$/.test(folder)) return true;
  return folder === HOLE && /\$(?:HOME|\{HOME\})["']?\/\.docker\b/.test(written());
}

/** Programs with the words of docker's command line. */
const ENGINES = new Set(['docker', 'podman', 'nerdctl']);

/** What such a program is told to do, with its operands; null for another program. */
function ofEngine([path = '', ...rest]: readonly string[]): readonly string[] | null {
  if (!ENGINES.has(nameOfFile(path))) return null;
  return rest[0] === 'container' ? rest.slice(1) : rest;
}

/**
 * What `docker run` runs; null for any other command, and for an image that nobody knows.
 *
 * @param written the command as it stands in its script
 */
export function runContained(words: readonly string[], written: () => string): Contained | null {
  const said = ofEngine(words);
  if (said?.[0] !== 'run') return null;
  let entrypoint: string | null = null;
  let handed = 'nothing' as Contained['handed'];
  const mounts: string[] = [];
  const hand = (value: Contained['handed']) => {
    if (handed !== 'ours') handed = value === 'nothing' ? handed : value;
  };
  for (let at = 1; at < said.length; at += 1) {
    const word = said[at] as string;
    if (!word.startsWith('-')) {
      const inner = containedWords(word, entrypoint, said.slice(at + 1));
      const place = ownFileOf(word) === 'DOCKER_CONFIG' ? KANIKOS_PLACE : ITS_PLACE;
      for (const mount of mounts) hand(mountedCredential(mount, place, written));
      // These images name a file of their own in REGISTRY_AUTH_FILE.
      const isRead = handed !== 'ours' || !/\/(?:skopeo|buildah|podman)\b/.test(nameOf(word));
      return inner && { words: inner, handed: isRead ? handed : 'perhaps' };
    }
    const [, name = word, joined] = /^(--[^=]+)=([\s\S]*)$/.exec(word) ?? [];
    const value = joined ?? (TAKES.has(name) ? (said[at + 1] ?? '') : '');
    if (joined === undefined && TAKES.has(name)) at += 1;
    if (name === '--entrypoint') entrypoint = hasHole(value) ? HOLE : value;
    if (HANDS_FILES.test(name)) mounts.push(value);
    if (HANDS_VARIABLES.test(name) && (name === '--env-file' || SAYS_CREDENTIAL.test(value))) hand('perhaps');
  }
  return null;
}

/** Options of `docker exec` with a value; compose's takes the same. */
const EXEC_TAKES = new Set('-e --env --env-file -u --user -w --workdir --index --detach-keys'.split(' '));

/**
 * The command that `docker run`, `docker exec` and their like of compose are given; empty for any other command. Which program
 * the image itself puts before it is not asked.
 */
export function commandInContainer(words: readonly string[]): readonly string[] {
  const engine = ofEngine(words);
  const isCompose = engine?.[0] === 'compose' || nameOfFile(words[0] ?? '') === 'docker-compose';
  const said = isCompose
    ? readArguments(engine?.slice(1) ?? words.slice(1), COMPOSE_OPTIONS).positional
    : (engine ?? []);
  if (said[0] !== 'run' && said[0] !== 'exec') return [];
  const takes = said[0] === 'exec' ? EXEC_TAKES : TAKES;
  let at = 1;
  while (said[at]?.startsWith('-')) at += takes.has(said[at] as string) ? 2 : 1;
  return said.slice(at + 1);
}

/** `docker run` of an image of which nobody knows what it does. */
export interface UnknownRun {
  /** What it is told behind the name of the image. */
  words: readonly string[];
  /** The variables that it is handed, `NAME=VALUE` or by their name alone; a hole for files that may have a credential. */
  handed: readonly string[];
}

/** null: any other command, or one whose program is known. */
export function unknownRun(words: readonly string[]): UnknownRun | null {
  if (ofEngine(words)?.[0] !== 'run' || runContained(words, () => '') !== null) return null;
  const told = commandInContainer(words);
  const { values } = readArguments(words.slice(0, words.length - told.length - 1), [...TAKES]);
  const files = [...values('-v', '--volume', '--mount', '--volumes-from', '--secret')];
  const isHeld = (value: string) => mountedCredential(value, ITS_PLACE, () => '') !== 'nothing';
  const open = files.some(isHeld) || values('--env-file').length > 0 ? [HOLE] : [];
  return { words: told, handed: [...values('-e', '--env'), ...open] };
}

/**
 * The image of `docker run` and `docker create`, which is pulled where the machine does not have it; null for any
 * other command, and with `--pull=never`.
 */
export function imageRun(words: readonly string[]): string | null {
  const said = ofEngine(words);
  if (said?.[0] !== 'run' && said?.[0] !== 'create') return null;
  const { positional, values } = readArguments(said.slice(1), [...TAKES]);
  return values('--pull').includes('never') ? null : (positional[0] ?? null);
}

/** The folder of docker's or podman's credentials, or the home folder in which it is. */
const HOME = String.raw`(?:~|\$\{?HOME\}?|/root|/home/runner)/?`;
const HANDS_HOME = new RegExp(
  String.raw`(?<![\w.-])\.docker(?![\w.-])|containers/auth\.json|(?:^|[\s"'=])${HOME}:|(?:source:|(?:src|source)=)\s*["']?${HOME}["']?(?=[\s,]|$)`,
);

/**
 * Does a command run containers that are given this machine's file of credentials? Then a login in one of them is a
 * login here, and nobody sees it.
 */
export function isHandedHome(
  words: readonly string[],
  around: Pick<Surroundings, 'file' | 'variable'>,
): boolean {
  const [path = '', ...rest] = words;
  const program = nameOfFile(path);
  const isCompose = program === 'docker-compose' || program === 'podman-compose';
  if (!isCompose && !ENGINES.has(program)) return false;
  if (!isCompose && rest[0] !== 'compose')
    return /^(?:run|create|container)$/.test(rest[0] ?? '') && handsHome(words);
  const { positional, values } = readArguments(isCompose ? rest : rest.slice(1), COMPOSE_OPTIONS);
  if (!/^(?:run|up|exec|start|create)$/.test(positional[0] ?? '')) return false;
  return (
    handsHome(words) ||
    composeTexts(composeCall({ files: values('-f', '--file'), envFiles: [] }, around).files, around).some(
      (text) => HANDS_HOME.test(text),
    )
  );
}

function handsHome(words: readonly string[]): boolean {
  // What is not known and goes to a home folder was one.
  return words.some((word) => HANDS_HOME.test(word) || (hasHole(word) && TO_HOME.test(word)));
}

const TO_HOME = /(?::|\b(?:dst|target|destination)=)\/(?:root|home\/[\w.-]+)\/?(?:[:,]|$)/;
