/** Pushes that are given no name at all: an action without a tag, a command without a reference. */
import { hostOfAddress } from '../knowledge/clients.js';
import { happens } from '../language/chance.js';
import { withoutAbsent } from '../language/origins.js';
import { child, text } from '../text/document.js';
import type { JobText, StepText } from '../text/job.js';
import type { TransferReading } from './logins/credentials.js';
import {
  isAtRegistry,
  isLoggedInOnlyTo,
  isOnlyLoggedInTo,
  isPlain,
  type LoginsAndPushes,
} from './only-logins.js';
import type { SignAct } from './steps/frame.js';
import { isTolerated } from './steps/tolerance.js';

/** What a job does in one run, and the steps by which it does it. */
export interface StepsAndPushes extends LoginsAndPushes, Pick<JobText, 'steps'> {}

/** Why a push whose reference is empty ends at once, whatever was done before it; null: nobody can say that it does. */
export function whyNameless(
  push: TransferReading,
  run: StepsAndPushes,
  registry: string,
): 'no-tags' | 'no-name' | null {
  if (isTagless(push, run, registry)) return 'no-tags';
  return isNameless(push, run, registry) ? 'no-name' : null;
}

/** Of what is empty in this run alone, nothing but a step that ends with it counts. */
export function isSurelyNameless({ act: { found, runs, step } }: TransferReading, why: string): boolean {
  return why === 'no-name' && found.needsName === true && runs === 'yes' && !isTolerated(step.node);
}

/**
 * Is a command given nothing where its name belongs? docker says "requires exactly 1 argument", or "invalid reference
 * format" where the nothing is quoted. In a job that pushes to the registry by another name it may be meant for anything.
 */
function isNameless(push: TransferReading, run: StepsAndPushes, registry: string): boolean {
  const { input, mayFail, needsName } = push.act.found;
  if (mayFail || (input !== undefined && !needsName)) return false;
  return needsName ? isOnlyMeantFor(run, push, registry) : isOnlyLoggedInTo(run, push, registry);
}

/** The same whatever its client takes a name without a host for. */
function isOnlyMeantFor(run: StepsAndPushes, push: TransferReading, registry: string): boolean {
  return !pushesByName(run, registry) && isLoggedInOnlyTo(run, push, registry);
}

/** By a run's pushes: each of those without a name asks, and there may be thousands. */
const BY_NAME = new WeakMap<StepsAndPushes['pushes'], Map<string, boolean>>();

/** Is anything pushed there that is given its name? */
function pushesByName({ pushes }: StepsAndPushes, registry: string): boolean {
  const known = BY_NAME.get(pushes) ?? new Map<string, boolean>();
  BY_NAME.set(pushes, known);
  const found = known.get(registry) ?? pushes.some((each) => isAtRegistry(each, registry));
  known.set(registry, found);
  return found;
}

/** Are all tags that an action is given empty? Then it pushes under no name at all. */
function isTagless(push: TransferReading, run: StepsAndPushes, registry: string): boolean {
  const { act } = push;
  return (
    (act.found.input === 'tags' || act.found.input === 'outputs') &&
    (isLoggedInOnlyTo(run, push, registry) || isWithoutMadeNames(push, run, registry)) &&
    run.pushes.every(
      ({ act: { step, found } }) =>
        step !== act.step || found.role === 'cache' || withoutAbsent(found.reference).trim() === '',
    )
  );
}

/** Does the job log in to the registry, among others, and make names for it that no push has? */
function isWithoutMadeNames({ act }: TransferReading, run: StepsAndPushes, registry: string): boolean {
  const isLogin = ({ sign, runs }: SignAct) =>
    sign.password !== null && happens(runs) && hostOfAddress(sign.host) === registry;
  const isMade = ({ node }: StepText) =>
    (text(child(child(node, 'with'), 'images')) ?? '').toLowerCase().includes(`${registry}/`);
  return (
    isPlain(act) &&
    run.logins.some(isLogin) &&
    run.steps.some(isMade) &&
    !run.pushes.some((each) => isWhole(each) && isAtRegistry(each, registry))
  );
}

/** A signature, an attestation or a cache is no image: what it belongs to was to be pushed under the names that were made. */
function isWhole({ act: { found } }: TransferReading): boolean {
  return found.role === 'image' && !found.isBeside;
}

/** Whether the push of that place is given nothing in each of these runs that makes it: an empty text, which nothing else may fill. */
export function emptyInAll(
  runs: readonly { pushes: readonly TransferReading[] }[],
): (push: TransferReading) => boolean {
  let named: Map<StepText['node'], Set<number>> | null = null;
  // Few jobs have such a push, and one may have thousands.
  return ({ act: { step, place } }) => {
    named ??= placesWithNames(runs);
    return !named.get(step.node)?.has(place.start);
  };
}

function placesWithNames(
  runs: readonly { pushes: readonly TransferReading[] }[],
): Map<StepText['node'], Set<number>> {
  const named = new Map<StepText['node'], Set<number>>();
  for (const { act } of runs.flatMap(({ pushes }) => pushes)) {
    if (act.found.reference.trim() === '') continue;
    const starts = named.get(act.step.node) ?? new Set();
    named.set(act.step.node, starts.add(act.place.start));
  }
  return named;
}
