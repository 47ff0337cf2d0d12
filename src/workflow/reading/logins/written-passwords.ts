/** Passwords that stand in the text of a workflow, where a secret belongs: whoever quotes their line hides them. */
import { heldSecrets } from '../../../evidence/secrets/secrets.js';
import { originsIn } from '../../language/origins.js';
import { hasHole } from '../../language/values.js';
import type { SignAct } from '../steps/frame.js';
import { passwordOf } from './passwords.js';

/** `password`, `MY_TOKEN`: hidden wherever it stands, it would blank what explains the login. */
const WORD = /^(?:[a-z\W_]+|[A-Z\W_]+)$/;

/** From here on these are secrets of this process, of whichever registry they are. */
export function hideWrittenPasswords(logins: readonly Pick<SignAct, 'sign'>[]): void {
  for (const { sign } of logins) {
    const text = sign.password?.trim() ?? '';
    // What nobody has filled in is a name.
    if (text === '' || WORD.test(text) || passwordOf(text).kind === 'unfilled') continue;
    if (!hasHole(text) && originsIn(text).length === 0) heldSecrets.add(text);
  }
}
