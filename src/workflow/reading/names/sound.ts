/** Names of which no look is needed to tell that a client takes them. */
import type { WorkflowPush } from '../../../evidence/types/push.js';

/** A reference whose open parts, at whatever place, leave nothing in it to be refused. */
const SOUND =
  /^[^/]+\/[a-z\d…]+(?:-[a-z\d…]+)*(?:\/[a-z\d…]+(?:[._-][a-z\d…]+)*)*(?::[\w…][\w.…-]{0,127})?(?:@.*)?$/;

/** Small letters and single signs between them, with or without a tag: most names, at whatever registry. */
const PLAIN = /^[a-z\d]+(?:[._/-][a-z\d]+)*(?::\w[\w.-]{0,127})?$/;

/** May a client refuse it? */
export function mayBeUnfit(given: string): boolean {
  return !PLAIN.test(given);
}

/** Is the name known, for its grammar to be read, or such that its open parts alone may be wrong? */
export function isSound({ shown, refuses }: Pick<WorkflowPush, 'shown' | 'refuses'>): boolean {
  return refuses === undefined && (!shown.includes('…') || SOUND.test(shown));
}
