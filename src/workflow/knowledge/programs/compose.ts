/** `compose`, as every engine has it: docker's, nerdctl's, podman's. */
import { both } from '../../language/chance.js';
import { HOLE } from '../../language/values.js';
import { type Arguments, readArguments } from '../arguments.js';
import type { Client, Found, Surroundings } from '../clients.js';
import type { KnownCommand } from '../program.js';
import {
  type BuiltService,
  builtServices,
  composeCall,
  composeFileIsMade,
  composeImages,
  composeTexts,
  withNeededServices,
} from '../project-files/compose.js';
import { ofFile, push } from '../transfers/transfers.js';

/** With a value, in front of its command too. */
export const COMPOSE_OPTIONS =
  '-f --file -p --project-name --project-directory --profile --env-file --parallel --build-arg'.split(' ');

/**
 * `compose push` pushes the images of the services that are built, `compose publish` the
 * project itself.
 *
 * @param begins the words after the program's name
 * @param client who pushes in the end, and with whose credentials, where that is not the program itself
 */
export function composeCommand(
  begins: readonly string[],
  source: string,
  example: string,
  client?: Client,
): KnownCommand {
  return {
    words: begins,
    source,
    example,
    takes: COMPOSE_OPTIONS,
    finds: (args, around) => compose(args, around, client),
    elsewhere: /compose\b(?:[^\n]|\\\r?\n)*?\bpush/i,
  };
}

/** Commands that start services, or fetch what they need. */
const STARTS = /^(?:up|pull|create|run|start)$/;

/**
 * The images that `docker compose up` and its kin pull, where they are not there already: of services that are not built.
 * None for any other command.
 */
export function composePulls(words: readonly string[], around: Surroundings): string[] {
  const args = argumentsOf(words);
  if (args === null) return [];
  const { positional, values, has } = args;
  const [command = '', ...rest] = positional;
  if (!STARTS.test(command) || values('--pull').includes('never')) return [];
  const services = command === 'run' ? rest.slice(0, 1) : rest;
  const given = composeCall(filesOf(values), around);
  const named = has('--no-deps') || command === 'pull' ? services : [];
  return composeImages(given, named, around, 'pulled').map(({ image }) => image);
}

/** The services that `docker compose build` and `up --build` surely build, each with the first of its files. None for any other command. */
export function composeBuilds(
  words: readonly string[],
  around: Surroundings,
): (BuiltService & { file: string })[] {
  const args = argumentsOf(words);
  const [command = '', ...named] = args?.positional ?? [];
  if (!args || (command !== 'build' && !(command === 'up' && args.has('--build')))) return [];
  if (args.values('--project-directory', '--profile').length > 0) return [];
  const { files } = composeCall(filesOf(args.values), around);
  const [file = ''] = files;
  return builtServices(files, around)
    .filter(({ name, profiles }) => (named.length > 0 ? named.includes(name) : profiles.length === 0))
    .map((each) => ({ ...each, file }));
}

/** null: it is not compose. */
function argumentsOf(words: readonly string[]): Arguments | null {
  const [program = '', second] = words;
  const isPlugin = /(?:^|\/)(?:docker|podman)$/.test(program) && second === 'compose';
  if (!isPlugin && !/(?:^|\/)(?:docker|podman)-compose$/.test(program)) return null;
  return readArguments(words.slice(isPlugin ? 2 : 1), [...COMPOSE_OPTIONS, ...OF_UP]);
}

/** What its options name. */
function filesOf(values: Arguments['values']) {
  return { files: values('-f', '--file'), envFiles: values('--env-file'), profiles: values('--profile') };
}

const OF_UP =
  '--pull --scale -t --timeout --wait-timeout -e --env -v --volume -u --user -w --workdir --name'.split(' ');

function compose(
  { positional, values, has, chance }: Arguments,
  around: Surroundings,
  client?: Client,
): Found[] {
  const [command, ...rest] = positional;
  const who = client && { client };
  // Docs: docker compose, "Use dry run mode to test your command".
  if (has('--dry-run')) return [];
  if (command === 'publish') return push(rest[0], who);
  const runs = command === 'push' ? 'yes' : command === 'build' ? chance('--push') : 'no';
  if (runs === 'no') return [];
  const given = composeCall(filesOf(values), around);
  // Something is pushed all the same, by a name that the job itself writes, or that stands where nobody reads.
  const isUnread = composeFileIsMade(given.files, around) || composeTexts(given.files, around).length === 0;
  // Its files may then stand in another folder, and so may their env file.
  const isMoved = values('--project-directory').length > 0;
  const near = isMoved ? { ...around, unset: () => null } : around;
  // Docs: docker compose push, --include-deps; docker compose build, --with-dependencies.
  const isWithNeeded = has('--include-deps') || has('--with-dependencies');
  const services = isWithNeeded ? withNeededServices(given, rest, near) : rest;
  const found = isUnread ? [{ image: HOLE, runs }] : composeImages(given, services, near);
  // Docs: docker compose push, --ignore-push-failures.
  const forgiven = has('--ignore-push-failures') ? { mayFail: true } : {};
  return found.flatMap((each) =>
    push(each.image, { ...who, ...forgiven, runs: both(runs, each.runs) }).map(ofFile),
  );
}
