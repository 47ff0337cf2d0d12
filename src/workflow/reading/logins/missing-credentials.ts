/** Why a push or a pull of a job finds no credential at the registry. */
import type { MissingReason } from '../../../evidence/types/login.js';
import { hostOfAddress } from '../../knowledge/clients.js';
import { happens } from '../../language/chance.js';
import { originsIn } from '../../language/origins.js';
import type { SignAct, TransferAct } from '../steps/frame.js';
import { servesRegistry } from './served-registries.js';
import { isKeptApart, isKeptFor, isMoved, placesRead, placesWritten } from './stored-logins.js';

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
  const isElsewhere = elsewhere.length > 0;
  if (act.home === 'remote') return none('remote', [], loggedOut);
  if (isElsewhere && (act.home === 'container' || act.home === 'own')) return none('container', elsewhere);
  if (isElsewhere && elsewhere.every(({ home }) => home !== act.home)) return none('user', elsewhere);
  if (loggedOut) return none('logout', [], loggedOut);
  const passedOver = logins.filter((each) => isPassedOver(each, act, registry));
  if (passedOver.length > 0) return none('never', passedOver);
  if (isElsewhere && elsewhere.every((each) => isMoved(each, act))) return none('moved', elsewhere);
  const isApart = elsewhere.some((each) => isKeptApart(each, act));
  const isPart = elsewhere.some((each) => isWhereRead(each, act) && !isKeptFor(each, act));
  if (isElsewhere) return none(isApart ? 'spelling' : isPart ? 'part' : 'store', elsewhere);
  return none(
    'missing',
    logins.filter(({ sign }) => sign.password !== null),
  );
}

function none(
  reason: MissingReason,
  near: SignAct[],
  logout: MissingCredential['logout'] = null,
): MissingCredential {
  return { kind: 'none', reason, near, logout };
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
      isLoginTo(each, registry) && isWhereRead(each, act) && !isMoved(each, act) && isKeptFor(each, act),
  );
  return late ? { ...missing, late } : missing;
}

/** A login that happens, and surely serves the registry; a logout is none. */
function isLoginTo(login: SignAct, registry: string): boolean {
  return login.sign.password !== null && happens(login.runs) && servesRegistry(login, registry) === 'yes';
}

/**
 * A host that is a secret is no host that another login names: nobody keeps `ghcr.io` secret beside it. Nor is one
 * in a variable that nothing in the text sets.
 */
export function withoutOthers(logins: readonly SignAct[], registry: string): readonly SignAct[] {
  const isSecret = ({ sign }: SignAct) =>
    originsIn(hostOfAddress(sign.host)).some(({ kind }) => kind === 'secret' || kind === 'variable');
  const isNamed = logins.some((each) => isLoginTo(each, registry));
  return isNamed ? logins.filter((each) => !isSecret(each)) : logins;
}

/** A login that would serve, in a run in which its condition does not hold. */
function isPassedOver(login: SignAct, act: TransferAct, registry: string): boolean {
  const { runs, sign } = login;
  const isLogin = runs === 'no' && sign.password !== null && isWhereRead(login, act);
  return isLogin && servesRegistry(login, registry) === 'yes';
}

/** Is it in a file that the client of the push looks into, wherever its folder is? */
function isWhereRead(login: SignAct, act: TransferAct): boolean {
  return placesWritten(login).some((each) => placesRead(act).includes(each));
}
