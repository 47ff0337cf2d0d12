/** What was wanted, where the refusal does not say it and somebody tells it in the sentence above. */
import type { Symptom } from '../types.js';
import { toldAccess } from './access.js';
import { isOfOurs } from './sentence.js';

/** Lines in which that sentence stands. */
const NEAR = 3;

/** @param lines of the text, as it was given */
export function withAccessTold(symptom: Symptom, lines: readonly string[]): Symptom {
  const { access, stage, line } = symptom;
  if (access !== null || stage !== null) return symptom;
  const above = lines.slice(Math.max(0, line - 1 - NEAR), line - 1);
  const told = above.findLast((each) => isOfOurs(each) && toldAccess(each) !== null);
  return told === undefined ? symptom : { ...symptom, access: toldAccess(told) };
}
