/**
 * Images of which nobody tells whether this run pushes them: of a job that several others call, and where a script has another one
 * ready for a refusal.
 */
import { countingProspect } from '../evidence/registry/verdict.js';
import type { ImageEvidence } from '../evidence/types/image.js';
import type { ImageReference } from '../evidence/types/reference.js';
import type { TokenSource } from '../evidence/types/token.js';

/** What a push names, and the callers by which it is not made. */
export interface PushedReferences {
  references: readonly ImageReference[];
  exceptCallers: readonly number[];
  /** Where it is refused, another image is pushed in its place. */
  hasFallback?: true;
}

/**
 * Notes the images whose refusal is perhaps none of this run, where it may be of a caller to which nothing is refused.
 *
 * @param pushed all pushes that name the images
 */
export function noteOpenCallers(
  images: readonly ImageEvidence[],
  pushed: readonly PushedReferences[],
  chosen: TokenSource | null,
): void {
  const open = new Map(images.map((each) => [each, withoutPushOf(each.image, pushed)]));
  const refused = images.filter((image) => countingProspect(image, chosen).verdict === 'denied');
  const isRefusedNothing = (caller: number) => refused.every((image) => open.get(image)?.includes(caller));
  for (const image of images) {
    const own = pushed.filter(({ references }) => references.some((each) => isAlike(each, image.image)));
    const isReplaced = own.length > 0 && own.every(({ hasFallback }) => hasFallback);
    if (!isReplaced && !open.get(image)?.some(isRefusedNothing)) continue;
    image.isPerhapsOthers = true;
    image.logins = image.logins.map((login) => ({ ...login, sure: false }));
  }
}

/** The callers that have no push of it. */
function withoutPushOf(image: ImageReference, pushed: readonly PushedReferences[]): readonly number[] {
  const own = pushed.filter(({ references }) => references.some((each) => isAlike(each, image)));
  const [first, ...others] = own.map(({ exceptCallers }) => exceptCallers);
  return first?.filter((caller) => others.every((each) => each.includes(caller))) ?? [];
}

/** The registry looks at the name alone, a client at the whole of what is wrong in it. */
function isAlike(one: ImageReference, other: ImageReference): boolean {
  if (one.problem || other.problem) return one.reference === other.reference;
  return one.name === other.name;
}
