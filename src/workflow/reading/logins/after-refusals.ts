/** What a push finds where the login is refused that it would find: the job may go on, and the one before it is still there. */

import type { Sign } from '../../knowledge/clients.js';
import { child, text } from '../../text/document.js';
import type { SignAct, TransferAct } from '../steps/frame.js';
import { passwordOf } from './passwords.js';
import type { TransferCredential } from './transfer-credential.js';

/** What a transfer finds where its login is refused, and the job goes on. */
export interface AfterRefusal {
  credential: TransferCredential;
  /** Whether it goes on nobody knows. */
  isOpen: boolean;
  /** Where this one is refused, too. */
  ifRefused: AfterRefusal | null;
}

/** Logins with tokens of their own that are refused one after the other, and the job goes on. */
const MOST_REFUSALS = 5;

/**
 * A client that is refused leaves the file as it was, and its step ends: only `continue-on-error`, or its script, takes the job on.
 * What is behind too many of them nobody knows.
 *
 * @param among the credential where these are all logins before the transfer
 */
export function afterRefusal(
  { credential, logins }: { credential: TransferCredential; logins: readonly SignAct[] },
  act: TransferAct,
  among: (logins: readonly SignAct[]) => TransferCredential,
  refusals = 1,
): AfterRefusal | null {
  const login = credential.kind === 'token' ? credential.login : null;
  const goesOn = login !== null && goesOnAfter(login, act);
  if (!goesOn) return null;
  if (refusals > MOST_REFUSALS)
    return { credential: { kind: 'unknown', near: [login] }, isOpen: false, ifRefused: null };
  const others = logins.filter((each) => !isSameLogin(each, login));
  const next = among(others);
  const then = afterRefusal({ credential: next, logins: others }, act, among, refusals + 1);
  return { credential: next, isOpen: goesOn === 'perhaps', ifRefused: then };
}

function goesOnAfter(login: SignAct, act: TransferAct): boolean | 'perhaps' {
  if (login.isPast || login.sign.isUntried) return false;
  const { goesOn = login.mayFail === true } = login;
  if (goesOn) return goesOn;
  return login.step !== act.step && text(child(login.step.node, 'continue-on-error')) === 'true';
}

/** A loop makes it once more, or another step sends the same: what is refused once, is refused. */
function isSameLogin(one: SignAct, other: SignAct): boolean {
  if (one === other) return true;
  if (one.sign.password !== other.sign.password) return false;
  const isSamePlace = one.document === other.document && one.place.start === other.place.start;
  return (isSamePlace && one.step === other.step) || isSentAlike(one.sign, other.sign);
}

/** The same known token under the same name, in the same way. */
function isSentAlike(one: Sign, other: Sign): boolean {
  if (one.password === null || passwordOf(one.password).kind === 'unknown') return false;
  return one.user === other.user && one.sends === other.sends && one.host === other.host;
}
