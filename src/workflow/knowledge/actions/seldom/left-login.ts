/** Logins that actions make on the machine itself and leave there: later steps find them. One made in a container ends with it. */
import { HOLE } from '../../../language/values.js';
import type { StepInputs } from '../../action.js';
import type { CredentialStore, Sign } from '../../clients.js';

/**
 * @param input that holds the password: its place is that of the login
 * @param stores docker's, when not said
 */
export function leftLogin(
  inputs: StepInputs,
  host: string | null,
  input: string,
  stores: readonly CredentialStore[] = ['docker'],
): Sign {
  return { host: host ?? HOLE, password: inputs.text(input) ?? '', sends: 'trimmed', stores, input };
}
