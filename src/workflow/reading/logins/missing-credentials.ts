/** Why a push or a pull of a job finds no credential at the registry. */
import type { MissingReason } from '../../../evidence/types/login.js';
import { happens } from '../../language/chance.js';
import type { SignAct, TransferAct } from '../steps/frame.js';
import { servesRegistry } from './served-registries.js';
import { isKeptFor, isMoved, placesRead, placesWritten } from './stored-logins.js';

export interface MissingCredential {
  kind: 'none';
  reason: MissingReason;
  near: SignAct[];
  /** The logout after which it is gone. */
  logout: SignAct | null;
  /** The first login that it would find, were it not made after it; absent: there is none. */
  late?: SignAct;
}

/** Logins that go to nobody knows where. What is copied was a login before, and a file that is written stays in its home. */
export function loginsAnywhere(act: TransferAct, logins: readonly SignAct[], registry: string): SignAct[] {
  return logins.filter(
    (each) =>
      each.runs !== 'no' &&
      each.sign.password !== null &&
      !each.copies &&
      !(each.sign.isUntried && each.home !== act.home) &&
      servesRegistry(each, registry) === 'unknown',
  );
}

/** Why none of the logins is found, of which each goes to a known registry. */
export function missingOf(
  act: TransferAct,
  logins: readonly SignAct[],
  loggedOut: SignAct | null,
  registry: string,
): MissingCredential {
  const elsewhere = logins.filter((each) => isLoginTo(each, registry) && each.sign.stores.length > 0);
  if (act.home === 'remote') return { kind: 'none', reason: 'remote', near: [], logout: loggedOut };
  if (elsewhere.length > 0 && (act.home === 'container' || act.home === 'own'))
    return { kind: 'none', reason: 'container', near: elsewhere, logout: null };
  if (elsewhere.length > 0 && elsewhere.every(({ home }) => home !== act.home))
    return { kind: 'none', reason: 'user', near: elsewhere, logout: null };
  if (loggedOut) return { kind: 'none', reason: 'logout', near: [], logout: loggedOut };
  const passedOver = logins.filter((each) => isPassedOver(each, act, registry));
  if (passedOver.length > 0) return { kind: 'none', reason: 'never', near: passedOver, logout: null };
  if (elsewhere.length > 0 && elsewhere.every((each) => isMoved(each, act)))
    return { kind: 'none', reason: 'moved', near: elsewhere, logout: null };
  if (elsewhere.length > 0) return { kind: 'none', reason: 'store', near: elsewhere, logout: null };
  const near = logins.filter(({ sign }) => sign.password !== null);
  return { kind: 'none', reason: 'missing', near, logout: null };
}

/**
 * A login that would do and comes too late is another mistake than none.
 * `later`: the logins and logouts behind the push
 */
export function withLate(
  missing: MissingCredential,
  { act, later, registry }: { act: TransferAct; later: readonly SignAct[]; registry: string },
): MissingCredential {
  if (missing.reason !== 'missing') return missing;
  const late = later.find(
    (each) =>
      isLoginTo(each, registry) &&
      placesWritten(each).some((place) => placesRead(act).includes(place)) &&
      !isMoved(each, act) &&
      isKeptFor(each, act),
  );
  return late ? { ...missing, late } : missing;
}

/** A login that happens, and surely serves the registry; a logout is none. */
export function isLoginTo(login: SignAct, registry: string): boolean {
  return login.sign.password !== null && happens(login.runs) && servesRegistry(login, registry) === 'yes';
}

/** A login that would serve, in a run in which its condition does not hold. */
function isPassedOver(login: SignAct, act: TransferAct, registry: string): boolean {
  const isRead = placesWritten(login).some((each) => placesRead(act).includes(each));
  return (
    login.runs === 'no' && login.sign.password !== null && isRead && servesRegistry(login, registry) === 'yes'
  );
}
