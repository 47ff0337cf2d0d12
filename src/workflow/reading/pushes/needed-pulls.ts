/**
 * Pulls without which the job does not come to its push: `docker pull BASE && docker tag BASE APP && docker push APP`. Only a command that asks
 * the registry in any case counts, in a step that surely ends with it.
 */
import { happens } from '../../language/chance.js';
import type { Act, TransferAct } from '../steps/frame.js';
import { isRunAnyway, isTolerated, stepsAround } from '../steps/tolerance.js';

/** @param transfers of a job, in their order */
export function neededPulls(transfers: readonly TransferAct[]): ReadonlySet<TransferAct> {
  return new Set(transfers.filter((act, at) => isNeeded(act, transfers.slice(at + 1).filter(isPushBehind))));
}

function isPushBehind(act: TransferAct): boolean {
  return act.found.access === 'push' && happens(act.runs) && !isRunAnyway(act);
}

function isNeeded(act: TransferAct, behind: readonly TransferAct[]): boolean {
  const { found, runs, isPast, home, goesOn } = act;
  if (!found.isFetched || found.mayFail || runs !== 'yes' || isPast || home === 'remote') return false;
  if (behind.length === 0 || stepsAround(act).some(({ node }) => isTolerated(node))) return false;
  return goesOn === false || (goesOn === true && isInFrontOf(act, behind));
}

/** Where it fails, the rest of its own list is not run, whatever becomes of the script: all that is pushed has to stand there. */
function isInFrontOf(act: TransferAct, behind: readonly TransferAct[]): boolean {
  const line = act.document.text.slice(act.place.start, act.place.end);
  return line.includes('&&') && !OTHERWISE.test(line) && behind.every((push) => isInOneLine(push, act));
}

/** What is run where the first part fails, or in any case, and what nobody waits for. */
const OTHERWISE = /(?<![&|>])&(?![&>])|[|;!]/;

function isInOneLine(one: Act, other: Act): boolean {
  return (
    one.step === other.step && one.place.start === other.place.start && one.place.end === other.place.end
  );
}
