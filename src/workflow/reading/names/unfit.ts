/**
 * Pushes by a name that no client takes, of which the grammar alone does not tell: a part of the name is open, or it is the
 * client that refuses it. Few jobs have one, so this is loaded where one may be.
 */
import { parseReference, type ReferenceContext } from '../../../evidence/registry/reference.js';
import type { WorkflowPush } from '../../../evidence/types/push.js';
import type { ImageReference } from '../../../evidence/types/reference.js';
import { clientRefusal } from '../../knowledge/names/client-refusals.js';
import { readOpenName } from '../../knowledge/names/open-names.js';
import { HOLE } from '../../language/values.js';

/** The same pushes, each with the name that nobody takes. */
export function withUnfitNames(pushes: readonly WorkflowPush[], context: ReferenceContext): WorkflowPush[] {
  return pushes.map((push) => {
    const unfit = push.isHostKnown && !push.isNotFilledIn && !push.unfit ? unfitImage(push, context) : null;
    return unfit ? { ...push, unfit } : push;
  });
}

/** null: whether it is taken, nobody knows, or what is known of its name tells already. */
function unfitImage(
  { reference, shown, refuses }: WorkflowPush,
  context: ReferenceContext,
): ImageReference | null {
  if (refuses === 'blank') return inBlanks(shown, context);
  const known = reference === null ? null : parseReference(reference, context);
  const isTold = known !== null && 'problem' in known && known.problem !== null;
  const open =
    shown.includes('…') && !isTold ? readOpenName(shown.replaceAll('…', HOLE), null, context) : null;
  const problem = clientRefusal(shown, refuses) ?? open?.problem;
  const image = open?.image ?? parseReference(shown, context);
  return !problem || 'host' in image ? null : { ...image, given: shown, reference: shown, problem };
}

/** A name, and the first blank around it. */
function inBlanks(shown: string, context: ReferenceContext): ImageReference | null {
  const name = shown.trim();
  const image = parseReference(name, context);
  if ('host' in image) return null;
  const index = shown.startsWith(name) ? name.length : 0;
  const corrected = name.includes('…') || image.problem ? null : name;
  const problem = { kind: 'invalid', index, character: shown[index] ?? '', corrected } as const;
  return { ...image, given: shown, reference: shown, problem };
}
