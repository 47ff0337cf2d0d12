/** Commands that are run for how they end: what follows happens at times, because somebody wrote it so. */
import { looksForImage, onlyLooks, onlyPulls, SELF_CONTAINED } from '../../knowledge/looks.js';
import { both, type Chance, opposite } from '../../language/chance.js';
import { isUpToRun } from '../../language/origins.js';
import { hasHole } from '../../language/values.js';
import type { Invocation } from '../effects.js';
import { onlyAsks } from './questions.js';

/**
 * How a command ends: known from a test, open, or «assumed» to succeed, as
 * everything in a script is that somebody wrote to get past it.
 */
export type Outcome = Chance | 'assumed';

/** How `A && B` ends, where B was reached at all. */
export function andOutcome(left: Outcome, right: Outcome): Outcome {
  if (left === 'assumed' || left === 'yes') return right;
  return right === 'assumed' ? left : both(left, right);
}

/** How `A || B` ends; what is assumed to go well needs no other side. */
export function orOutcome(left: Outcome, right: Outcome): Outcome {
  if (left === 'assumed' || left === 'yes') return left;
  if (left === 'no') return right;
  // The left side holds at times or perhaps, and the right one surely or as well.
  if (right === 'assumed' || right === 'yes') return right;
  return right === 'no' ? left : opposite(both(opposite(left), opposite(right)));
}

/** These ask a question: what follows with `&&` runs only for one answer. */
const QUESTIONS = new Set(['grep', 'egrep', 'which', 'command', 'type', 'false', 'diff', 'cmp']);

/**
 * What a command that was given these words comes to.
 *
 * @param stdin what it reads; null: not known
 * @param prints what a command prints that reads the same; null: not known
 */
export function answerOf(
  words: readonly string[],
  stdin: string | null,
  prints: (words: readonly string[]) => string | null,
): Outcome {
  const [name = ''] = words;
  if (!QUESTIONS.has(name) && !onlyLooks(words))
    return onlyAsks(words) && words.every(isUpToRun) ? 'sometimes' : 'assumed';
  const found = GREPS.has(name) ? prints(words.flatMap(loud)) : null;
  // What only the run knows is printed as it is meant, and may be nothing at all.
  if (found !== null && !hasHole(found)) return found === '' ? 'no' : 'yes';
  return [...words, stdin ?? ''].every(isUpToRun) ? 'sometimes' : 'unknown';
}

/** They find something, or fail. */
const GREPS = new Set(['grep', 'egrep']);

/** An option of grep without what keeps it silent. */
function loud(word: string): string[] {
  const said = /^-[A-Za-z]+$/.test(word) ? word.replace(/[qs]/g, '') : word;
  return said === '-' ? [] : [said];
}

/** Programs that everybody knows; any other may look at a setting that nobody has told us of. */
const KNOWN = new Set([
  ...SELF_CONTAINED,
  ...`kubectl git gh curl wget jq yq ls cat find sed awk tr cut head tail sort uniq wc stat file mkdir cp mv rm cd
  pushd touch timeout tar unzip`.split(/\s+/),
]);

/**
 * The answer where somebody asks for it, as in `if docker pull …; then`: a fact of the run, unless a
 * setting may have a say.
 *
 * @param words of the command that ran last; null: none did
 */
export function askedAnswer(outcome: Outcome, words: readonly string[] | null): Chance {
  if (outcome !== 'assumed') return outcome;
  return words !== null && KNOWN.has(words[0] ?? '') && words.every(isUpToRun) ? 'sometimes' : 'unknown';
}

const SAYS = new Set(['echo', 'printf', 'true', ':']);

/**
 * May a command have been asked something, one of nobody's knowing as in `./is-there.sh "$IMAGE" && continue`, or one that
 * pulls? Whoever leaves behind it leaves perhaps: it would be said in silence that the rest never runs.
 */
export function maybeAsks(words: readonly string[] | null): boolean {
  const [name = ''] = words ?? [];
  return (!KNOWN.has(name) && !onlySays(words)) || onlyPulls(words ?? []);
}

/**
 * How these ended decides what follows, whichever way it was: everything is assumed to go well, and who asks the registry whether an
 * image is there, as `docker manifest inspect` does, goes on with it for either answer.
 */
export function isByEnding(outcome: Outcome, commands: readonly Invocation[]): boolean {
  return outcome === 'assumed' || (isOpen(outcome) && commands.some(({ words }) => looksForImage(words)));
}

/** Does one of them ask for an image, so that nobody calls it a failure where there is none? */
export function areAsking(commands: readonly Invocation[]): boolean {
  return commands.some(({ words }) => onlyLooks(words) && looksForImage(words));
}

/** What it comes to how these have ended, of which one asks for an image. */
export function answerOfAll(commands: readonly Invocation[]): Chance {
  return commands.every(({ words }) => words.every(isUpToRun)) ? 'sometimes' : 'unknown';
}

function isOpen(outcome: Outcome): boolean {
  return outcome === 'sometimes' || outcome === 'unknown';
}

/** Does it end well, whatever it says? */
export function onlySays(words: readonly string[] | null): boolean {
  return SAYS.has(words?.[0] ?? '');
}
