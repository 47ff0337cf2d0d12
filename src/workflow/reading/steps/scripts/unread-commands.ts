/** Commands of a script that nobody reads to their end: what they may do, by their words and by what is known of their text. */
import type { Surroundings } from '../../../knowledge/clients.js';
import {
  commandEffects,
  commandSign,
  mayLogIn,
  pushesUnread,
  transfers,
} from '../../../knowledge/commands.js';
import { isHandedHome } from '../../../knowledge/containers.js';
import { touchesAuthFile } from '../../../knowledge/logins/auth-files.js';
import { push } from '../../../knowledge/transfers/transfers.js';
import { both } from '../../../language/chance.js';
import { HOLE, isHole } from '../../../language/values.js';
import type { Invocation } from '../../../shell/effects.js';
import { withoutPrefix } from '../../../shell/starting/prefixes.js';
import { wrapperNamed } from '../../../shell/starting/wrappers.js';
import { leavesAuthFiles } from '../../logins/auth-file-signs.js';
import { logoutsInProgram, saidInProgram } from '../../logins/program-logins.js';
import type { Act } from '../frame.js';
import { foreignProgram } from '../programs/foreign-programs.js';
import { isImagePush } from '../programs/image-commands.js';
import {
  isNamedForPublishing,
  isNamedForPushing,
  saysPushOfTask,
  startsOpenTask,
  variablesForbidPush,
} from '../programs/named-pushes.js';
import { namesLogin, pushesOfProgram } from '../programs/program-pushes.js';
import { tellsElsewhere } from '../programs/push-words.js';
import { saidPushes } from '../programs/said-pushes.js';
import type { OfCommand } from './command-acts.js';
import { isDoneElsewhere } from './remote-commands.js';
import { ownEnvironment } from './script-place.js';
import type { ScriptText } from './script-text.js';

/** `python -c "…"`, `node ci/publish.js`: logins and pushes that its words tell of. */
export function foreignActs(
  program: string,
  command: Invocation,
  text: ScriptText,
  near: Surroundings,
): Act[] {
  const runs = both(text.here.runs, command.runs);
  const here = { ...text.here, runs };
  const line = text.lineOf(command);
  const { told, acts } = saidPushes(program, here, line, { near, folder: command.folder });
  return [
    ...saidInProgram(program, here, line),
    ...(told.length > 0 ? [text.opaque('', { runs, told, saysPush: true })] : []),
    ...acts,
    ...logoutsInProgram(program, here, line),
  ];
}

/** What the text of the program pushes that a command runs, for `lint`. */
export function saidByProgram(command: Invocation, text: ScriptText, near: Surroundings): Act[] {
  const { words, folder, isSubstituted } = command;
  if (isSubstituted || !namesLogin(text.here)) return [];
  const program = foreignProgram(command, near);
  if (program === null) return [];
  const isInline = text.script.includes(program.trim().split('\n', 1)[0] ?? '');
  const pushes = pushesOfProgram({ text: program, command: words, isInline }, text.here, { near, folder });
  const runs = both(text.here.runs, command.runs);
  const place = text.lineOf(command);
  return pushes ? [{ ...text.opaque(words.join(' '), { runs, hasCredential: false, pushes }), place }] : [];
}

/** `make -C ci push`, `falcoctl registry push`, of which nobody reads what it does. */
export function namedPush(command: Invocation, text: ScriptText, act: OfCommand): Act[] {
  const { words } = command;
  if (text.here.own === undefined) return [];
  return push(namedReference(words, text)).map((found) => ({
    ...act,
    // Whose client it is in the end, nobody sees.
    mayBePodman: true,
    kind: 'transfer',
    found: { ...found, runs: 'unknown' },
    runs: both(act.runs, 'unknown'),
    place: text.lineOf(command),
  }));
}

/** The name that nobody knows; undefined: nothing says that it pushes an image. */
function namedReference(words: readonly string[], { here }: ScriptText): string | undefined {
  const environment = ownEnvironment(here);
  // Also where it is run for what it prints: `DIGEST=$(make push)`.
  const isNamed = mayLogIn(words) && isNamedForPushing(words) && !variablesForbidPush(environment);
  if (isNamed || isImagePush(words)) return HOLE;
  // What is published may be no image: it counts where the job is not seen to push another, and it is told none by its name.
  if (!mayLogIn(words) || !isNamedForPublishing(words) || variablesForbidPush(environment)) return undefined;
  const told = [...words, ...environment.values()];
  const isElsewhere = told.some((each) => NAMES_HOST.test(each)) || tellsElsewhere([...environment.keys()]);
  return isElsewhere ? undefined : `${HOLE}/${HOLE}`;
}

/** `ghcr.io/octo/app`, and `IMAGE=` in front of it. */
const NAMES_HOST = /(?:^|=)(?:[\w-]+\.)+(?:[a-z]{2,}|\d+)(?::\d+)?\/\S/i;

/**
 * `docker $ARGUMENTS`, or `bazel run $TARGET`, in a script that says a push: it may be that one. `$CLIENT push IMAGE` is one of some
 * client.
 */
export function unknownCommand({ words }: Invocation, text: ScriptText, act: OfCommand): Act[] {
  if (text.here.own === undefined) return [];
  const isOpen = isHole(words[1] ?? '') && /\bpush\b/i.test(text.script) && transfers(words);
  const isTask = startsOpenTask(words) && saysPushOfTask(text.script);
  const isClient = isHole(words[0] ?? '') && words[1] === 'push' && words.length > 2;
  if (!isOpen && !isClient && !isTask) return [];
  const reference = isClient
    ? words.slice(2).find((each) => each.includes('/') && !each.startsWith('-'))
    : HOLE;
  const found = push(reference).map((each) => ({ ...each, runs: 'unknown' as const }));
  const named = isClient || isTask ? { mayBePodman: true as const } : {};
  return found.map((each) => ({
    ...act,
    ...named,
    kind: 'transfer',
    found: each,
    runs: both(act.runs, each.runs),
    place: text.whole,
  }));
}

/** `some-tool run -- docker push IMAGE`: what nobody knows runs a client's words behind its dashes, if it does. */
export function pushBehindDashes(
  command: Invocation,
  text: ScriptText,
  act: OfCommand,
  near: Surroundings,
): Act[] {
  const { words } = command;
  const dashes = words.indexOf('--');
  // What is known to run commands, by other words of its own, does not run these.
  if (dashes < 1 || wrapperNamed(words[0] ?? '') !== null) return [];
  if (!mayDoAnything(command) || isDoneElsewhere(words)) return [];
  return commandEffects(withoutPrefix(words.slice(dashes + 1)), near)
    .filter(({ access }) => access === 'push')
    .map((found) => ({
      ...act,
      kind: 'transfer',
      found: { ...found, runs: both(found.runs, 'unknown') },
      runs: both(act.runs, both(found.runs, 'unknown')),
      place: text.lineOf(command),
    }));
}

/**
 * `docker push ${{ steps.meta.outputs.tags }}` with two tags, and `docker build --push -t` with them: GitHub fills the lines in, so that the second one is a command, and no
 * name that is pushed.
 */
export function nameAsCommand(
  { words }: Invocation,
  previous: () => Invocation | undefined,
  text: ScriptText,
  act: OfCommand,
): Act[] {
  const [name = ''] = words;
  const before = text.here.own !== undefined && NAMES_IMAGE.test(name) ? previous() : undefined;
  const refuses = before ? refusalBefore(before.words) : null;
  if (!before || !refuses) return [];
  return push(name).map((found) => ({
    ...act,
    kind: 'transfer',
    found: { ...found, refuses },
    place: text.lineOf(before),
  }));
}

/** A build that pushes ends with its first name then, and without the context behind the last one. */
function refusalBefore(words: readonly string[]): 'several' | 'unmarked' | null {
  if (words[1] === 'push') return 'several';
  const isTag = /^(?:-t|--tag)$/.test(words.at(-2) ?? '') && NAMES_IMAGE.test(words.at(-1) ?? '');
  return isTag && words.includes('build') && words.includes('--push') ? 'unmarked' : null;
}

const NAMES_IMAGE = /^(?:[\w-]+\.)+[\w-]+(?::\d+)?\/[\w./-]+:[^\s/]+$/;

/** Is it a program that may log in, or do anything else? Nobody does for what a command prints. */
export function mayDoAnything({ isSubstituted, words }: Invocation): boolean {
  return !isSubstituted && mayLogIn(words);
}

/** What a program that is not read may do: log in, push, change the files of credentials. */
export function unreadActs(command: Invocation, text: ScriptText, near: Surroundings): Act[] {
  const { here } = text;
  const runs = both(here.runs, command.runs);
  const words = command.words.join(' ');
  const isOpen = mayDoAnything(command);
  if (isOpen || command.writes.length > 0) text.noteCredential();
  const acts: Act[] = [];
  // `retry docker login …`, `eval "docker login …"`.
  if (isOpen && !isDoneElsewhere(command.words))
    acts.push(...saidInProgram(words, { ...here, runs }, text.lineOf(command)));
  // It can't log in, so it says no more than that something is pushed.
  if (!isOpen && pushesUnread(command.words, near))
    acts.push(text.opaque(words, { runs, hasCredential: false }));
  const touches =
    (touchesAuthFile(words) && !isRead(command) && !leavesAuthFiles(command)) ||
    isHandedHome(command.words, near);
  if (!isOpen && !touches) return acts;
  const told = [...command.words, ...ownEnvironment(here).values()];
  const isMeant = touches || SAYS_LOGIN.test(words);
  const opaque = text.opaque(words, { runs, told, ...(isMeant ? { hasCredential: true } : {}) });
  // `./release --push ghcr.io/octo/app`: it says so itself.
  const isNamed = isOpen && !isHole(command.words[0] ?? '');
  const isSaid = isNamed && here.own !== undefined && SAYS_PUSH.test(words);
  const said = isSaid ? [text.opaque(words, { runs, told: command.words, saysPush: true })] : [];
  return [...acts, opaque, ...said];
}

/** `oras login --registry-config FILE`: what a client that is read does to its file is said already. */
function isRead({ words, stdin }: Invocation): boolean {
  return commandSign(words, stdin) !== null;
}

/** A word of its own, or an option. */
const SAYS_PUSH = /(?:^|\s)-{0,2}(?:push|publish)(?:[\s=]|$)/;

/** Who says so logs in, wherever the credential comes from. */
const SAYS_LOGIN = /log-?in|auth|cred|secret|token|vault/i;
