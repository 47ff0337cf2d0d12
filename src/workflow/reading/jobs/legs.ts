/** The legs of a job's matrix, one by one where they may differ in what is read. */
import type { Contexts } from '../../language/evaluation.js';
import type { Expressions } from '../../language/expressions.js';
import { type Leg, legContext, matrixContext, matrixLegs } from '../../language/matrix.js';
import type { Value } from '../../language/values.js';
import type { YamlNode } from '../../text/document.js';
import { type JobText, jobSource } from '../../text/job.js';

/** Legs that are told apart; of more, what they agree on. */
export const MOST_LEGS = 40;

/** Which legs a job has in a run, as its text tells; null: nobody can say. */
export function legsIn(job: YamlNode, expressions: Expressions, contexts: Contexts): Leg[] | null {
  return matrixLegs(job, (written) => expressions.valueOf(written, contexts));
}

/** The `matrix` context of each leg; one for a job that has none, or none that is known. */
export function legContexts(legs: readonly Leg[] | null): Value[] {
  return legs === null || legs.length === 0 ? [matrixContext(legs)] : legs.map(legContext);
}

/** Does the text of a job say `matrix` beside the one that it declares? Else its own steps do the same in each leg. */
export function mentionsMatrix(job: JobText): boolean {
  return /\bmatrix\b/.test(jobSource(job).replace(/\bmatrix\s*:/, ''));
}
