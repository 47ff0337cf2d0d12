/** Images of a job that several others call: which of them this run is of, and so which image it pushes, nobody tells. */
import { countingProspect } from '../evidence/registry/verdict.js';
import type { ImageEvidence } from '../evidence/types/image.js';
import type { ImageReference } from '../evidence/types/reference.js';
import type { TokenSource } from '../evidence/types/token.js';

/** What a push names, and the callers by which it is not made. */
export interface PushedReferences {
  references: readonly ImageReference[];
  exceptCallers: readonly number[];
}

/** For the images that some callers have none of their pushes of, these callers. */
export function exceptCallersOf(
  images: readonly ImageReference[],
  pushed: readonly PushedReferences[],
): Map<ImageReference, readonly number[]> {
  // Mostly there is one caller at most.
  if (pushed.every(({ exceptCallers }) => exceptCallers.length === 0)) return new Map();
  return new Map(
    images.flatMap((image) => {
      const own = pushed.filter(({ references }) => references.some((each) => isAlike(each, image)));
      const [first, ...others] = own.map(({ exceptCallers }) => exceptCallers);
      const none = first?.filter((caller) => others.every((each) => each.includes(caller))) ?? [];
      return none.length > 0 ? [[image, none] as const] : [];
    }),
  );
}

/** The registry looks at the name alone, a client at the whole of what is wrong in it. */
function isAlike(one: ImageReference, other: ImageReference): boolean {
  if (one.problem || other.problem) return one.reference === other.reference;
  return one.name === other.name;
}

/** Notes the images whose refusal is perhaps none of this run, where it may be of a caller to which nothing is refused. */
export function noteOpenCallers(images: readonly ImageEvidence[], chosen: TokenSource | null): void {
  if (images.every(({ exceptCallers = [] }) => exceptCallers.length === 0)) return;
  const refused = images.filter((image) => countingProspect(image, chosen).verdict === 'denied');
  const isRefusedNothing = (caller: number) =>
    refused.every(({ exceptCallers = [] }) => exceptCallers.includes(caller));
  for (const image of images) {
    if (!image.exceptCallers?.some(isRefusedNothing)) continue;
    image.isPerhapsOthers = true;
    image.logins = image.logins.map((login) => ({ ...login, sure: false }));
  }
}
