/** What a command prints beside its report: sentences with names and values of others in them. */
import { withoutSecrets } from '../../evidence/log/kept.js';
import { heldSecrets } from '../../evidence/secrets/secrets.js';
import { inert, visible } from '../../report/text.js';
import { asSentence } from '../usage.js';

/** The text without secrets, with nothing that a terminal or a runner that reads along would obey. */
export function printable(text: string): string {
  return inert(visible(heldSecrets.mask(text)));
}

/** What refuses a command line, and shows what was given, in one line: where a name belongs may stand what is in an auth file. */
export function refusal(sentence: string): string {
  return printable(asSentence(withoutSecrets(sentence)));
}
