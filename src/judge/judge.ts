/** Which cause explains a case best: the same for a live answer and for a line of a log. Pure. */
import type { Case } from '../causes/case.js';
import type { Cause, Claim } from '../causes/cause.js';
import { CAUSES } from '../causes/index.js';
import { isOutsideActions } from '../causes/questions/run.js';
import { byConfidence } from './order.js';

/** A cause that holds, and what it says. */
export interface Candidate {
  cause: Cause;
  claim: Claim;
}

export interface Judgement {
  best: Candidate;
  /** What could explain it too, likeliest first. */
  others: Candidate[];
}

/** The surest cause is named; among equals the more specific one, which the book has first. null: none holds. */
export function judge(seen: Case): Judgement | null {
  const [best, ...others] = candidates(seen);
  return best ? { best, others: others.filter(({ cause }) => !cause.lastResort) } : null;
}

/** All that hold, the surest first. */
export function candidates(seen: Case): Candidate[] {
  const isElsewhere = isOutsideActions(seen);
  const all = CAUSES.flatMap((cause) => {
    const claim = isElsewhere && cause.onlyInWorkflows ? undefined : cause.explains?.(seen);
    return claim ? [{ cause, claim: seen.isAssumed ? humbled(claim) : claim }] : [];
  }).sort(
    (one, other) => byConfidence(one.claim, other.claim) || (other.claim.odds ?? 0) - (one.claim.odds ?? 0),
  );
  return seen.isAlone || seen.isAfterLoginOnly
    ? all.map(({ cause, claim }) => ({ cause, claim: guessed(claim) }))
    : all;
}

/** Where no registry is named at all, nothing is certain: it may have been another one. */
function humbled(claim: Claim): Claim {
  return claim.confidence === 'certain' ? { ...claim, confidence: 'likely' } : claim;
}

/** Of a message alone, or of one behind a login that anybody may have printed, nothing more can be said than what it may mean. */
function guessed(claim: Claim): Claim {
  return { ...claim, confidence: 'possible' };
}
