/**
 * Pushes of steps that are there for where another step fails: `if: steps.first.outcome == 'failure'`, behind one that may fail
 * (`continue-on-error`). Docs: Contexts reference, steps context: `outcome` is what it came to before that is applied.
 */
import { both } from '../../language/chance.js';
import { normalised } from '../../language/conditions.js';
import { child, text } from '../../text/document.js';
import type { StepText } from '../../text/job.js';
import type { TransferReading } from '../logins/credentials.js';
import type { Act, SignAct } from './frame.js';
import { hostOf, replaceable } from './replaceable.js';
import { isTolerated, stepsAround } from './tolerance.js';

/** What is pushed only where another push fails is none of a run that goes well; and that one may be refused, and the job go on. */
export function withFallbackSteps(
  transfers: readonly TransferReading[],
  logins: readonly SignAct[],
): readonly TransferReading[] {
  const pushes = transfers.filter(({ act }) => act.found.access === 'push' && act.runs !== 'no');
  const made = new Map<TransferReading, TransferReading>();
  const put = (push: TransferReading, act: TransferReading['act']) => made.set(push, { ...push, act });
  for (const first of pushes) {
    const { id, node } = stepOf(first.act);
    if (id === null || !isTolerated(node)) continue;
    const { reference } = first.act.found;
    const isThere = (act: Act) => failedStepOf(stepOf(act)) === id.toLowerCase();
    const isTriedAnew = logins.some((each) => isThere(each) && each.sign.password !== null);
    const others = pushes.filter(
      ({ act }) => isThere(act) && (isTriedAnew || act.found.reference !== reference),
    );
    if (others.length === 0) continue;
    put(first, replaceable(first.act, isTriedAnew ? [] : others.map(({ act }) => act.found.reference)));
    for (const push of others) {
      const { act } = push;
      const isAsked = !isTriedAnew && hostOf(act.found.reference) === hostOf(reference);
      put(
        push,
        isAsked ? { ...act, runs: 'no' } : replaceable({ ...act, runs: both(act.runs, 'unknown') }, []),
      );
    }
  }
  return made.size === 0 ? transfers : transfers.map((each) => made.get(each) ?? each);
}

/** The step of the job in which it stands. */
function stepOf(act: Act): StepText {
  return stepsAround(act).at(-1) as StepText;
}

/** Whose failure a step asks for, among others perhaps; null: nobody's. In small letters. */
function failedStepOf({ node }: StepText): string | null {
  const parts = normalised(text(child(node, 'if'))).split('&&');
  return parts.map((each) => FAILED.exec(each)?.[1]).find((each) => each !== undefined) ?? null;
}

const FAILED = /^\(?steps\.([\w-]+)\.outcome(?:=='failure'|!='success')\)?$/;
