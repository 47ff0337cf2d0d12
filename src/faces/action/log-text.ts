import { heldSecrets } from '../../evidence/secrets/secrets.js';
import { clean, inert } from '../../report/text.js';

/** As it may stand in the log: nothing in it is taken for a workflow command, and no secret stands in it. */
export function logText(text: string): string {
  return inert(clean(heldSecrets.mask(text)));
}
