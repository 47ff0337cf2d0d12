/** Pushes that a run which goes well may not make, or whose refusal it may pass over. */
import { hasVersion, withoutSomeTag } from '../../language/sought-tags.js';
import { hasHole } from '../../language/values.js';
import type { TransferAct } from './frame.js';

/**
 * Made only where something has failed.
 *
 * @param images of which one is then not there; none: something else has failed, or nobody knows which
 */
export function madeUnless(act: TransferAct, images: readonly string[]): TransferAct {
  const unlessThere = meantBy(images, act);
  return unlessThere ? { ...act, found: { ...act.found, unlessThere } } : replaceable(act, []);
}

/** Made only where an image is there. @param images of several nobody says whether one of them is enough */
export function madeOnlyWith(act: TransferAct, images: readonly string[]): TransferAct {
  const onlyThere = images.length === 1 ? meantBy(images, act) : null;
  return onlyThere?.every(hasVersion) ? { ...act, found: { ...act.found, onlyThere } } : act;
}

/** The images as they are asked for, by a name alone where nobody knows which of it; null: there are none, or of one nobody can ask. */
function meantBy(images: readonly string[], { found: { reference } }: TransferAct): string[] | null {
  // Whoever lists all that there is of an image looks for what is pushed.
  const isPushed = (image: string) => reference.startsWith(`${image}:`) && !hasHole(reference);
  const meant = images.map((each) => (isPushed(each) ? reference : withoutSomeTag(each)));
  const isAsked = meant.every((each) => hostOf(each) === hostOf(reference));
  return images.length > 0 && isAsked ? meant : null;
}

/** @param others what is pushed in its place, as far as it is known; those of another host nobody asks about */
export function replaceable(act: TransferAct, others: readonly string[]): TransferAct {
  const { reference } = act.found;
  const areKnown = others.every((each) => !hasHole(each) && hostOf(each) === hostOf(reference));
  return { ...act, found: { ...act.found, fallbacks: areKnown ? [...new Set(others)] : [] } };
}

export function hostOf(reference: string): string {
  return reference.slice(0, reference.indexOf('/') + 1);
}
