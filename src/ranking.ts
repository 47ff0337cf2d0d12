/** Which of the causes that hold is named, and what stands beside it: the same for a live refusal and for a log. */
import type { Cause, Claim } from './causes/cause.js';
import type { Confidence, Language } from './types.js';

const CONFIDENCE: readonly Confidence[] = ['certain', 'likely', 'possible'];

export interface Candidate {
  cause: Cause;
  claim: Claim;
}

/** The surest first. Sorting is stable: among equals the more specific cause, which the list has first, wins. */
export function choose(candidates: readonly Candidate[]): { best: Candidate; others: Candidate[] } | null {
  const [best, ...others] = [...candidates].sort((left, right) => rank(left.claim) - rank(right.claim));
  if (!best) return null;
  return { best, others: others.filter(({ cause }) => cause.id !== 'unexplained-refusal') };
}

function rank({ confidence }: Claim): number {
  return CONFIDENCE.indexOf(confidence);
}

/** Path of a cause's page in the project. */
export function pageOf(id: string, language: Language): string {
  return language === 'zh-CN' ? `docs/zh-CN/causes/${id}.md` : `docs/causes/${id}.md`;
}
