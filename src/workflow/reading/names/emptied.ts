/**
 * What of a name is empty that no client takes for want of it, as the text of the workflow shows. Loaded where a name is wrong.
 */
import type { ReferenceContext } from '../../../evidence/registry/reference.js';
import type { Emptied, ImageReference, NameProblem } from '../../../evidence/types/reference.js';
import { wholeReference } from '../../knowledge/names/names.js';
import { readOpenName } from '../../knowledge/names/open-names.js';
import { withFilling } from '../../language/origins.js';
import { HOLE } from '../../language/values.js';
import type { JobText } from '../../text/job.js';
import type { TransferAct } from '../steps/frame.js';
import { lackedNames, lostNames } from './empty.js';
import { emptyExpression } from './place.js';

/** The same, with what is empty in it; as it is, where something else is wrong with it. */
export function withEmptied(
  image: ImageReference,
  act: TransferAct,
  job: JobText,
  context: ReferenceContext,
): ImageReference {
  const { problem } = image;
  if (problem?.kind !== 'invalid') return image;
  const whole = wholeReference(act.found);
  const isNamed = lackedNames(whole).length > 0;
  const emptied = isNamed ? emptiedIn(whole, context) : emptyHere(problem, act, job);
  return emptied ? { ...image, problem: { ...problem, emptied } } : image;
}

function emptyHere(
  problem: Extract<NameProblem, { kind: 'invalid' }>,
  act: TransferAct,
  job: JobText,
): Emptied | null {
  const expression = isEmptyThere(problem) ? emptyExpression(act, job) : null;
  return expression === null ? null : { names: [], expression };
}

/** The names of what is always empty in a reference, where it would be taken with something in the place of each; else null. */
export function emptiedIn(reference: string, context: ReferenceContext): Emptied | null {
  const names = lackedNames(reference);
  if (names.length === 0 || !isTakenFilled(reference, context)) return null;
  const lost = lostNames(reference);
  return { names, ...(lost.length > 0 ? { lost } : {}), expression: null };
}

/** Is nothing wrong with it but what is empty in it? */
export function isTakenFilled(reference: string, context: ReferenceContext): boolean {
  const filled = readOpenName(withFilling(reference.trim(), HOLE), null, context);
  return filled?.problem?.kind !== 'invalid';
}

/** Does the fault stand where something is missing: at the end, or where the next part begins? */
export function isEmptyThere({ character }: Extract<NameProblem, { kind: 'invalid' }>): boolean {
  return /^[/:@]?$/.test(character);
}
