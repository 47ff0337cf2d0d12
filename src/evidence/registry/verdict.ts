/** From the registry's answers to one verdict (contract, section 1). */

import type { Verdict } from '../../types.js';
import type { Answer, Evidence, ImageEvidence, TokenSource } from '../types.js';

const OF_OUTCOME: Record<Answer['outcome'], Verdict> = {
  allowed: 'allowed',
  refused: 'denied',
  undecided: 'unknown',
};

/** Best first. */
const ORDER: readonly Verdict[] = ['not-needed', 'allowed', 'unknown', 'denied'];

export function verdictOf(answer: Answer): Verdict {
  return OF_OUTCOME[answer.outcome];
}

/** denied > unknown > allowed > not-needed; nothing at all is not needed. */
export function worst(verdicts: readonly Verdict[]): Verdict {
  return verdicts.reduce<Verdict>(
    (sofar, verdict) => (ORDER.indexOf(verdict) > ORDER.indexOf(sofar) ? verdict : sofar),
    'not-needed',
  );
}

/** The answer that counts for an image: the one to the chosen token. */
export function countingAnswer(image: ImageEvidence, chosen: TokenSource | null): Answer | null {
  return image.answers.find(({ token }) => token === chosen)?.answer ?? null;
}

export function imageVerdict(image: ImageEvidence, chosen: TokenSource | null): Verdict {
  const answer = countingAnswer(image, chosen);
  return answer ? verdictOf(answer) : 'unknown';
}

export function overallVerdict(evidence: Pick<Evidence, 'images' | 'chosen'>): Verdict {
  return worst(evidence.images.map((image) => imageVerdict(image, evidence.chosen)));
}

/** What one token was told about all images, in the images' order. */
export interface TokenTrial<T> {
  credential: T;
  answers: Answer[];
}

/**
 * The first token that may do all; when none may, the one that comes nearest: no refusal before
 * some, more images allowed, known to the registry before unknown to it, and then the order.
 */
export function chooseToken<T>(trials: readonly TokenTrial<T>[]): TokenTrial<T> | null {
  const score = ({ answers }: TokenTrial<T>) => {
    const distance = ORDER.indexOf(worst(answers.map(verdictOf)));
    const notAllowed = answers.filter(({ outcome }) => outcome !== 'allowed').length;
    return [distance, notAllowed, isTurnedAway(answers) ? 1 : 0] as const;
  };
  let best: { trial: TokenTrial<T>; score: readonly number[] } | null = null;
  for (const trial of trials) {
    const scored = score(trial);
    if (!best || compare(scored, best.score) < 0) best = { trial, score: scored };
  }
  return best?.trial ?? null;
}

/** Does the registry know nothing of this token? Asked for no name at all counts as that. */
export function isTurnedAway(answers: readonly Answer[]): boolean {
  return answers
    .filter(({ step }) => step !== 'name')
    .every(({ outcome, step, status }) => outcome === 'refused' && (step === 'token' || status === 401));
}

/**
 * Did the registry's own origin take this token, whatever it may do? Only then a login is made with it
 * (contract, section 2): what was never answered, or would have led elsewhere, is no such word.
 */
export function isAccepted(answers: readonly Answer[]): boolean {
  if (answers.some(leadsElsewhere)) return false;
  return answers.some(
    ({ outcome, step, status }) =>
      outcome === 'allowed' || ((step === 'upload' || step === 'manifest') && status !== 401),
  );
}

/** The registry sent its caller to another origin: a client that logs in would go there with the token. */
export function leadsElsewhere({ outcome, trouble }: Answer): boolean {
  return outcome !== 'allowed' && trouble?.kind === 'foreign-origin';
}

function compare(left: readonly number[], right: readonly number[]): number {
  for (const [index, value] of left.entries()) {
    const difference = value - (right[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** `true` only when the push was asked for and allowed. */
export function canPush({ access, ...evidence }: Pick<Evidence, 'access' | 'images' | 'chosen'>): boolean {
  return access === 'push' && overallVerdict(evidence) === 'allowed';
}

/** May all images be pulled? Who may write may read; after a refused push the tag list was asked. */
export function canPull({ access, ...evidence }: Pick<Evidence, 'access' | 'images' | 'chosen'>): boolean {
  if (overallVerdict(evidence) === 'allowed') return true;
  const isReadable = (image: ImageEvidence) =>
    image.readable === 'yes' || imageVerdict(image, evidence.chosen) === 'allowed';
  return access === 'push' && evidence.images.length > 0 && evidence.images.every(isReadable);
}
