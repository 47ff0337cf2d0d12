/**
 * With which credential a push of a job arrives at the registry: the logins and
 * logouts before it, in the files that its client reads.
 */
import { hostOfAddress } from '../../knowledge/clients.js';
import { happens } from '../../language/chance.js';
import { hasHole } from '../../language/values.js';
import type { Act, SignAct, TransferAct } from '../steps/frame.js';
import { isRunAnyway } from '../steps/tolerance.js';
import { type AfterRefusal, afterRefusal } from './after-refusals.js';
import { loginByEnvironment } from './environment-logins.js';
import {
  loginsAnywhere,
  type MissingCredential,
  missingOf,
  withLate,
  withoutOthers,
} from './missing-credentials.js';
import { mustSucceed } from './needed-logins.js';
import { type Password, passwordOf } from './passwords.js';
import { isMisdirected, servesRegistry } from './served-registries.js';
import {
  coversPush,
  isInSameFile,
  isKeptFor,
  isMoved,
  mayTakeAway,
  placesRead,
  placesWritten,
  storedIn,
} from './stored-logins.js';
import type { TransferCredential } from './transfer-credential.js';

/** Something that is written to a registry or read from one. */
export interface TransferReading {
  act: TransferAct;
  credential: TransferCredential;
  /** A logout that takes its login away in some runs; null: there is none. */
  perhapsGone: SignAct | null;
  /**
   * Logins between our own step and it, to the registry or to a host that is written for it: where one of them is refused, the job
   * ends before it.
   */
  passed: readonly SignAct[];
  /** null: where its login is refused, the job does not go on. */
  ifRefused: AfterRefusal | null;
  /** Something before it may have logged in out of our sight. */
  isAfterUnread: boolean;
}

/**
 * Each transfer looks back over all logins before it, and tells which of them it passes; so many are looked at for all of a
 * job's: seconds. What is beyond it – no job comes near – has a credential that nobody knows, and passes none that is told.
 */
const MOST_LOOKS = 400_000;

/** The credential of each push and pull, in their order. */
export function* credentialsOf(acts: readonly Act[], registry: string): Generator<TransferReading> {
  const signs = acts.filter((act) => act.kind === 'sign');
  const logins: SignAct[] = [];
  const needed: SignAct[] = [];
  // A copy that the transfers up to the next of them share: one for each would be as many.
  let neededYet: readonly SignAct[] = [];
  let unseen: Transfer['unseen'] = 'none';
  let seenSince = 0;
  let isAfterUnread = false;
  let looks = 0;
  for (const act of acts) {
    if (act.kind === 'opaque') {
      if (act.hasCredential && act.runs !== 'no') {
        seenSince = logins.length;
        if (unseen !== 'possible') unseen = runsBesideLogins(act) ? 'unlikely' : 'possible';
      }
      isAfterUnread ||= act.runs !== 'no';
    } else if (act.kind === 'sign') {
      logins.push(act);
      if (mustSucceed(act, registry)) needed.push(act);
    } else if (act.kind === 'transfer') {
      looks += signs.length;
      if (looks > MOST_LOOKS) {
        const credential = { kind: 'unknown', near: [] } as const satisfies TransferCredential;
        yield { act, credential, perhapsGone: null, passed: [], ifRefused: null, isAfterUnread };
        continue;
      }
      if (neededYet.length < needed.length) neededYet = [...needed];
      const at = { act, unseen, seenSince, registry, later: signs.slice(logins.length) };
      const credential = credentialOf(at, logins);
      const refused = afterRefusal({ credential, logins }, act, (others) => credentialOf(at, others));
      for (let each = refused; each; each = each.ifRefused) looks += signs.length;
      yield {
        act,
        credential,
        perhapsGone: perhapsGone(credential, act, logins, registry),
        passed: isRunAnyway(act) ? [] : neededYet,
        ifRefused: refused,
        isAfterUnread,
      };
    }
  }
}

/** A logout that may take the login away before the push, and may not be run. */
function perhapsGone(
  credential: TransferCredential,
  act: TransferAct,
  logins: readonly SignAct[],
  registry: string,
): SignAct | null {
  const login = credential.kind === 'token' ? credential.login : null;
  if (!login) return null;
  const places = placesRead(act).filter((each) => placesWritten(login).includes(each));
  const later = logins.slice(logins.indexOf(login) + 1);
  const isGone = (each: SignAct) =>
    each.sign.password === null &&
    each.runs !== 'no' &&
    servesRegistry(each, registry) === 'yes' &&
    !isMoved(each, act) &&
    isKeptFor(each, act) &&
    mayTakeAway(each, login) &&
    places.every((place) => placesWritten(each).includes(place));
  return places.length === 0 ? null : (later.find(isGone) ?? null);
}

/** A push or a pull, and what is known of the steps before it. */
interface Transfer {
  act: TransferAct;
  /** May something before it have logged in out of our sight, with a credential that it was given? */
  unseen: 'none' | 'unlikely' | 'possible';
  /** How many logins and logouts stand in front of the last that may have done so. */
  seenSince: number;
  /** The logins and logouts behind it. */
  later: readonly SignAct[];
  registry: string;
}

function credentialOf(at: Transfer, logins: readonly SignAct[]): TransferCredential {
  const { act, registry } = at;
  const usual = credentialInFiles(at, logins);
  if (act.authVariable === undefined || (usual.kind === 'token' && usual.login === null)) return usual;
  const early = loginByEnvironment(act, registry);
  if (early === null) return usual;
  // Whether this client looks there first is not seen: it is one of the two.
  if (usual.kind === 'unknown') return { ...usual, near: [early, ...usual.near] };
  if (usual.kind === 'none' || !usual.login) return { kind: 'unknown', near: [early] };
  return { kind: 'unknown', near: [early, usual.login], isOneOf: true };
}

function credentialInFiles(at: Transfer, all: readonly SignAct[]): TransferCredential {
  const { act, unseen, registry } = at;
  const { found } = act;
  const logins = withoutOthers(all, registry);
  if (found.password !== undefined) return given(found.password);
  if (found.isAnonymous) return { kind: 'none', reason: 'declined', near: [], logout: null };
  const { candidates, loggedOut, isCertain } = candidatesFor(at, logins);
  if (candidates.length > 0) {
    const among = amongCandidates(at, candidates, logins);
    const areHere = candidates.every((each) => servesRegistry(each, registry) === 'yes');
    const areAll = isCertain && areHere && unseen === 'none' && isOnlyInFiles(found);
    const isOneOf = among.kind === 'unknown' && areAll;
    return isOneOf ? { ...among, isOneOf } : among;
  }
  if (found.fallback !== undefined) return given(found.fallback);
  const anywhere = loginsAnywhere(act, logins, registry);
  if (anywhere.length > 0) return { kind: 'unknown', near: anywhere };
  const missing = withLate(missingOf(act, logins, loggedOut, registry), at);
  // Nor does anything out of sight log in a second time for another user of the machine.
  const isOwn = missing.reason === 'user';
  const mayBeElsewhere = isPerhapsConfigured(act) || missing.reason === 'remote';
  // GITHUB_TOKEN opens no other registry: that login was meant for this one, so nothing else makes it.
  const isMeant = () => logins.some((each) => isMisdirected(each, registry));
  const mayBeHidden = unseen !== 'none' && !isOwn && !isMeant() && !takesHidden(at, all, missing.logout);
  if (!mayBeHidden && !mayBeElsewhere) return missing;
  const isUnlikely = !mayBeElsewhere && unseen === 'unlikely' && logsInByItself(missing);
  return { kind: 'unknown', near: [], otherwise: missing, ...(isUnlikely ? { isUnlikely } : {}) };
}

/**
 * A logout behind all that is out of sight: whatever logged in there, nothing is left of it in the files that are read. Into
 * that of buildx alone writes who names a scope (docker/login-action, `scope`), and that is for some images only.
 */
function takesHidden(
  { act, seenSince }: Transfer,
  all: readonly SignAct[],
  logout: SignAct | null | undefined,
): boolean {
  if (!logout || logout.sign.scope || all.lastIndexOf(logout) < seenSince) return false;
  return placesRead(act).every((place) => placesWritten(logout).includes(place) || place.endsWith(':buildx'));
}

/** Has it no other place to find a login in? */
function isOnlyInFiles({ mayBeConfigured = false, fallback }: TransferAct['found']): boolean {
  return mayBeConfigured === false && fallback === undefined;
}

/** What a build file sends as its password is a token that the workflow hands to it: of itself, a script is given none. */
function isPerhapsConfigured({ found, document, ownFile, authFolder }: TransferAct): boolean {
  const { mayBeConfigured = false } = found;
  if (mayBeConfigured === 'named') return isNamedBeside(ownFile || authFolder || '', document.text);
  return mayBeConfigured === 'handed' ? HANDS_ON.test(document.text) : mayBeConfigured;
}

/** Who makes a file names it, or its folder: `jq … > FILE`. Those who are to read it do no more than that. */
function isNamedBeside(file: string, text: string): boolean {
  const names = file.split('/').filter((each) => each !== '' && !/^(?:\.+|tmp)$/.test(each));
  if (names.length === 0 || names.some(hasHole)) return true;
  const others = text.replace(/\\\n/g, ' ').replace(READS_FILE, '');
  return names.some((each) => others.includes(each));
}

/** A line of theirs. */
const READS_FILE =
  /^(?!.*login)(?=.*\b(?:push|pull|copy|cp|attach|tag|sync)\b)(?=.*--(?:\w+-)?(?:registry-config|authfile)\b).*/gm;

/** Words of a workflow, or of an action, in which a token may be. */
const HANDS_ON = /secrets|github\s*[.[(,)]+\s*.?token|toJSON|_TOKEN|\binputs\b|\bvars\b|pass|cred/i;

/**
 * Does the job log in by steps of its own: to others, or to this registry in other runs, too late, or where this client does not
 * find it, or out again?
 */
function logsInByItself({ reason, near, late }: MissingCredential): boolean {
  return reason !== 'missing' || late !== undefined || near.some(({ runs }) => happens(runs));
}

/** It is run in every run, and does not say that it has to do with credentials. */
function runsBesideLogins({ guards, document, step: { node } }: Act): boolean {
  return guards.length === 0 && !SAYS_LOGIN.test(document.text.slice(node.start, node.end));
}

const SAYS_LOGIN = /log-?in|auth|cred|secret|token|vault|registr|docker/i;

/** With a password that no login brings. */
function given(password: string): TransferCredential {
  return { kind: 'token', password: passwordOf(password), login: null, replaced: [] };
}

/** The logins of which it finds one, the last first, the logout behind which there may be none, and whether there is one for certain. */
function candidatesFor(
  { act, registry }: Transfer,
  logins: readonly SignAct[],
): { candidates: SignAct[]; loggedOut: SignAct | null; isCertain: boolean } {
  const candidates: SignAct[] = [];
  let loggedOut: SignAct | null = null;
  let isCertain = false;
  for (const place of placesRead(act)) {
    const state = storedIn(place, act, logins, registry);
    loggedOut ??= state.loggedOut;
    candidates.push(...state.logins);
    isCertain = state.isCertain;
    if (isCertain) break;
  }
  return { candidates: candidates.filter(({ runs }) => runs !== 'no'), loggedOut, isCertain };
}

/** The credential where one of these logins, which are not none, is found. */
function amongCandidates(
  { act, unseen, registry }: Transfer,
  candidates: readonly SignAct[],
  logins: readonly SignAct[],
): TransferCredential {
  const near = [...candidates];
  const first = candidates[0] as SignAct;
  const [password, ...others] = candidates.map(({ sign }) => passwordOf(sign.password ?? ''));
  if (hasHole(hostOfAddress(first.sign.host))) return { kind: 'unknown', near };
  const isSure = coversPush(first, act) && candidates.length === 1;
  const areAlike = others.every((each) => JSON.stringify(each) === JSON.stringify(password));
  if (isSure || (areAlike && candidates.some((each) => coversPush(each, act)))) {
    const replaced = logins
      .slice(0, logins.indexOf(first))
      .filter((each) => happens(each.runs) && isInSameFile(each, first, registry) && isKeptFor(each, act));
    return { kind: 'token', password: password as Password, login: first, replaced };
  }
  // It runs under a condition that the push does not have.
  const isNarrower = act.runs === 'yes' && candidates.every(({ runs }) => runs === 'sometimes');
  if (!isNarrower || unseen !== 'none' || act.found.mayBeConfigured || act.found.fallback)
    return { kind: 'unknown', near };
  return { kind: 'none', reason: 'condition', near, logout: null };
}
