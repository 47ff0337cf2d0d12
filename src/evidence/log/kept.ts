/** What is kept of a line that somebody else printed: no secret of it, and so many characters. */

import { maskLeaks } from '../secrets/leaks.js';
import { heldSecrets } from '../secrets/secrets.js';

/** To be asked before anything is cut out of a line: a piece of a token is no longer known as one. */
export function withoutSecrets(text: string): string {
  return maskLeaks(heldSecrets.mask(text));
}

/** The beginning of a text. A copy: a slice would keep the whole of it in memory. */
export function beginningOf(text: string, characters: number): string {
  return text.length > characters ? Buffer.from(text.slice(0, characters)).toString() : text;
}
