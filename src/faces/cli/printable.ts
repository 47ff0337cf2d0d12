/** What a command prints beside its report: sentences with names and values of others in them. */
import { heldSecrets } from '../../evidence/secrets.js';
import { inert, visible } from '../../report/text.js';

/** The text without secrets, with nothing that a terminal or a runner that reads along would obey. */
export function printable(text: string): string {
  return inert(visible(heldSecrets.mask(text)));
}
