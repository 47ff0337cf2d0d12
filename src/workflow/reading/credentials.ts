/**
 * With which credential a push of a job arrives at the registry: the logins and
 * logouts before it, in the files that its client reads.
 */

import { type CredentialStore, hostOfAddress, READS, type Sign } from '../knowledge/clients.js';
import { type Chance, happens } from '../language/chance.js';
import { STATUS_FUNCTION } from '../language/conditions.js';
import { isStandIn, type Origin, onlyOrigin, originsIn, withoutAbsent } from '../language/origins.js';
import { hasHole, isHole, knownStart } from '../language/values.js';
import { child, text, type YamlNode } from '../text/document.js';
import type { StepText } from '../text/job.js';
import { type Act, type Home, OTHER_HOME } from './frame.js';

export type SignAct = Extract<Act, { kind: 'sign' }>;
export type TransferAct = Extract<Act, { kind: 'transfer' }>;

/** Whose token a password is, as far as its text tells. */
export type Password =
  | { kind: 'github-token' }
  /** The one that our own step logged in with. */
  | { kind: 'own' }
  /** A secret of the repository or the organisation. */
  | { kind: 'secret'; name: string }
  | { kind: 'absent'; name: string; why: 'impossible' | 'not-passed' | 'fork' | 'composite' }
  /** A variable that nothing sets. */
  | { kind: 'unset'; name: string }
  /** `secrets.NAME || secrets.GITHUB_TOKEN`: the job's own token where there is no such secret. */
  | { kind: 'fallback'; name: string }
  /** The installation token of an App that is not GitHub Actions. */
  | { kind: 'app-token'; mayBeAnother?: true }
  /** Nothing at all is given. */
  | { kind: 'empty' }
  /** A token as it stands in the text; its documented prefix. */
  | { kind: 'written'; prefix: string }
  /** `$NAME` or `${ NAME }` where no shell reads it, or braces that are no expression. */
  | { kind: 'unfilled'; text: string }
  | { kind: 'unknown' };

export type TransferCredential =
  | { kind: 'token'; password: Password; login: SignAct | null; replaced: SignAct[] }
  | {
      kind: 'none';
      reason: MissingReason;
      near: SignAct[];
      /** The logout after which it is gone. */
      logout: SignAct | null;
      /** The first login that it would find, were it not made after it; absent: there is none. */
      late?: SignAct;
    }
  /** One of these logins, or one out of sight; without the latter it would be `otherwise`. */
  | { kind: 'unknown'; near: SignAct[]; otherwise?: MissingCredential };

/**
 * Why a push finds no credential. `declined`: it is told to look for none; `remote`: it is made on another machine,
 * where nobody is seen to log in.
 */
export type MissingReason =
  | 'missing'
  | 'logout'
  | 'store'
  | 'moved'
  | 'user'
  | 'container'
  | 'remote'
  | 'condition'
  | 'never'
  | 'declined';

export type MissingCredential = Extract<TransferCredential, { kind: 'none' }>;

/** What a variable with a password is called; others may come from anywhere. */
export const CREDENTIAL_NAME = /TOKEN|PASS|SECRET|PAT\b|_PAT|CRED|KEY/i;

/** Is a variable of this name meant for a credential? */
export function namesCredential(name: string): boolean {
  return CREDENTIAL_NAME.test(name);
}

/** What a variable with an account is called; what the machine or GitHub sets is none. */
const ACCOUNT_NAME = /^(?!GITHUB_|RUNNER_).+(?:USER|USERNAME|LOGIN|ACTOR|ACCOUNT)$/i;

/** Is there certainly no user name, where the client wants one? */
export function lacksUser({ user }: Sign): boolean {
  const given = user?.trim();
  if (given === undefined || given === '') return given === '';
  return (
    isStandIn(given) &&
    originsIn(given).every(
      (origin) =>
        (origin.kind === 'absent' && (origin.why === 'impossible' || origin.why === 'unset')) ||
        (origin.kind === 'variable' && ACCOUNT_NAME.test(origin.name)),
    )
  );
}

/** A user name is written there, and no secret that may be empty. */
export function hasUser(sign: Sign): boolean {
  const given = sign.user?.trim() ?? '';
  return given !== '' && !lacksUser(sign) && originsIn(given).every(({ kind }) => kind !== 'secret');
}

export function passwordOf(text: string): Password {
  const own = onlyOrigin(text);
  if (own) return ofOrigin(own);
  const origins = originsIn(text);
  const [only] = origins;
  if (origins.length === 0 && !hasHole(text)) return asWritten(text.trim());
  if (origins.length !== 1 || !only) return { kind: 'unknown' };
  // `x${{ secrets.A }}` is no token that we know.
  const alone = withoutAbsent(text).trim();
  if (alone !== '' && !isHole(alone)) return { kind: 'unknown' };
  return ofOrigin(only);
}

/** Prefixes of GitHub's tokens: docs, About authentication to GitHub, Token prefixes. */
const TOKEN = /^(gh[oprsu]_|github_pat_)\w{16,}/;

/** What no shell and no runner has filled in. Short, and of no form that a token has. */
const UNFILLED =
  /^(?:\$[A-Za-z_]\w{0,60}|\$ ?\{ ?[\w.]{1,60} ?\}|\$? ?\{\{ ?[\w.]{1,60} ?\}?\}?|\$\( ?(?:secrets|github|env)\.[\w.]{1,60} ?\)|GITHUB_TOKEN|(?:secrets|github|env)\.[\w.]{1,60})$/;

function asWritten(text: string): Password {
  if (text === '') return { kind: 'empty' };
  const prefix = TOKEN.exec(text)?.[1];
  if (prefix !== undefined) return { kind: 'written', prefix };
  return UNFILLED.test(text) ? { kind: 'unfilled', text } : { kind: 'unknown' };
}

function ofOrigin(origin: Origin): Password {
  switch (origin.kind) {
    case 'secret':
      return origin.name === 'GITHUB_TOKEN' ? { kind: 'github-token' } : origin;
    case 'absent':
      return origin.why === 'unset' ? { kind: 'unset', name: origin.name } : { ...origin, why: origin.why };
    case 'own':
      return origin;
    case 'variable':
      return { kind: 'unset', name: origin.name };
    case 'app-token':
      return origin.maybe ? { kind: 'app-token', mayBeAnother: true } : { kind: 'app-token' };
    case 'run':
      return { kind: 'unknown' };
    case 'either': {
      const all = origin.of.map(passwordOf);
      const [first] = all;
      const same = all.every((each) => JSON.stringify(each) === JSON.stringify(first));
      if (first && same) return first;
      if (all.some(({ kind }) => kind === 'app-token')) return { kind: 'app-token', mayBeAnother: true };
      const isLast = all.at(-1)?.kind === 'github-token' && all.length === 2;
      return isLast && first?.kind === 'secret'
        ? { kind: 'fallback', name: first.name }
        : { kind: 'unknown' };
    }
  }
}

/** Something that is written to a registry or read from one. */
export interface TransferReading {
  act: TransferAct;
  credential: TransferCredential;
  /** Logins between our own step and it: where one of them is refused, the job ends before it. */
  passed: readonly SignAct[];
  /** What it finds where its login is refused, and the job goes on; null: then it does not. */
  ifRefused: TransferCredential | null;
  /** Something before it may have logged in out of our sight. */
  isAfterUnread: boolean;
}

/** One file of credentials, in one home folder. */
type Place = `${Home | ''}:${CredentialStore}`;

/** The credential of each push and pull, in their order. */
export function* credentialsOf(acts: readonly Act[], registry: string): Generator<TransferReading> {
  const logins: SignAct[] = [];
  let opaque = false;
  let isAfterUnread = false;
  for (const [index, act] of acts.entries()) {
    if (act.kind === 'opaque') {
      opaque ||= act.hasCredential && act.runs !== 'no';
      isAfterUnread ||= act.runs !== 'no';
    } else if (act.kind === 'sign') logins.push(act);
    else if (act.kind === 'transfer') {
      const passed = logins.filter((each) => mustSucceed(each, act, registry));
      const credential = credentialOf(act, logins, opaque, registry);
      yield {
        act,
        credential: withLate(credential, act, acts.slice(index + 1), registry),
        passed,
        ifRefused: ifRefused(credential, act, () => {
          const others = logins.filter((each) => credential.kind !== 'token' || each !== credential.login);
          return credentialOf(act, others, opaque, registry);
        }),
        isAfterUnread,
      };
    }
  }
}

/** A login that would do and comes too late is another mistake than none. */
function withLate(
  credential: TransferCredential,
  act: TransferAct,
  later: readonly Act[],
  registry: string,
): TransferCredential {
  if (credential.kind !== 'none' || credential.reason !== 'missing') return credential;
  const late = later.find(
    (each): each is SignAct =>
      each.kind === 'sign' &&
      each.sign.password !== null &&
      happens(each.runs) &&
      serves(each, registry) === 'yes' &&
      placesWritten(each).some((place) => placesOf(act).includes(place)) &&
      !isMoved(each, act) &&
      inScope(each, act),
  );
  return late ? { ...credential, late } : credential;
}

/** A client that is refused leaves the file as it was, and its step ends: only `continue-on-error`, or `||` in its script, takes the job on. */
function ifRefused(
  credential: TransferCredential,
  act: TransferAct,
  without: () => TransferCredential,
): TransferCredential | null {
  const login = credential.kind === 'token' ? credential.login : null;
  if (!login || login.isPast || login.sign.isUntried) return null;
  if (login.mayFail) return without();
  if (login.step === act.step) return null;
  return written(login.step.node, 'continue-on-error') === 'true' ? without() : null;
}

/** What a script does about a command that fails. */
const IS_MENDED = /\|\||set \+e|\bif\b|\buntil\b|\bwhile\b/;

/** Is the registry asked by a login, in a step whose failure keeps the transfer from being made? */
function mustSucceed({ sign, runs, step, isPast }: SignAct, act: TransferAct, registry: string): boolean {
  if (isPast || runs !== 'yes' || sign.password === null || sign.isUntried || sign.stores.length === 0)
    return false;
  const mayFail = isTolerated(step) || STATUS_FUNCTION.test(written(act.step.node, 'if'));
  return !mayFail && hostOfAddress(sign.host) === registry;
}

function written(node: YamlNode, name: string): string {
  return String(text(child(node, name)) ?? '');
}

/** May something in a step fail without the job's end, as far as a look at its text tells? */
export function isTolerated({ node }: StepText): boolean {
  return !['', 'false'].includes(written(node, 'continue-on-error')) || IS_MENDED.test(written(node, 'run'));
}

function credentialOf(
  act: TransferAct,
  all: readonly SignAct[],
  opaque: boolean,
  registry: string,
): TransferCredential {
  const { found } = act;
  const logins = withoutOthers(all, registry);
  if (found.password !== undefined) {
    return { kind: 'token', password: passwordOf(found.password), login: null, replaced: [] };
  }
  if (found.isAnonymous) return { kind: 'none', reason: 'declined', near: [], logout: null };
  let candidates: SignAct[] = [];
  let loggedOut: SignAct | null = null;
  for (const place of placesOf(act)) {
    const state = stored(place, act, logins, registry);
    loggedOut ??= state.loggedOut;
    candidates.push(...state.logins);
    if (state.isCertain) break;
  }
  candidates = candidates.filter(({ runs }) => runs !== 'no');
  const [first] = candidates;
  if (first) {
    const passwords = candidates.map(({ sign }) => passwordOf(sign.password ?? ''));
    const isSure = covers(first, act) && candidates.length === 1;
    const [password, ...others] = passwords;
    const alike = others.every((each) => JSON.stringify(each) === JSON.stringify(password));
    if (hasHole(hostOfAddress(first.sign.host))) return { kind: 'unknown', near: candidates };
    if (isSure || (alike && candidates.some((each) => covers(each, act)))) {
      const replaced = logins.filter(
        (each) =>
          each !== first &&
          happens(each.runs) &&
          isAt(each, first, registry) &&
          logins.indexOf(each) < logins.indexOf(first),
      );
      return { kind: 'token', password: passwords[0] as Password, login: first, replaced };
    }
    // It runs under a condition that the push does not have.
    const narrower = act.runs === 'yes' && candidates.every(({ runs }) => runs === 'sometimes');
    if (!narrower || opaque || found.mayBeConfigured || found.fallback)
      return { kind: 'unknown', near: candidates };
    return { kind: 'none', reason: 'condition', near: candidates, logout: null };
  }
  if (found.fallback !== undefined) {
    return { kind: 'token', password: passwordOf(found.fallback), login: null, replaced: [] };
  }
  // GITHUB_TOKEN opens no other registry: that login was meant for this one, so nothing else makes it.
  const isMeant = logins.some((each) => isMisdirected(each, registry));
  const missing = missingOf(act, logins, loggedOut, registry);
  if (!missing) return { kind: 'unknown', near: [] };
  // Nor does anything out of sight log in a second time for another user of the machine.
  const isOwn = missing.reason === 'user';
  const mayBeHidden = (opaque && !isMeant && !isOwn) || found.mayBeConfigured || missing.reason === 'remote';
  return mayBeHidden ? { kind: 'unknown', near: [], otherwise: missing } : missing;
}

/** Why none of the logins is found; null where one of them goes to nobody knows where. */
function missingOf(
  act: TransferAct,
  logins: readonly SignAct[],
  loggedOut: SignAct | null,
  registry: string,
): MissingCredential | null {
  const elsewhere = logins.filter(
    (each) =>
      each.sign.password !== null &&
      each.sign.stores.length > 0 &&
      happens(each.runs) &&
      serves(each, registry) === 'yes',
  );
  if (
    logins.some(
      (each) => each.runs !== 'no' && each.sign.password !== null && serves(each, registry) === 'unknown',
    )
  ) {
    return null;
  }
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
 * A host that is a secret is no host that another login names: nobody keeps `ghcr.io` secret beside it. Nor is one
 * in a variable that nothing in the text sets.
 */
function withoutOthers(logins: readonly SignAct[], registry: string): readonly SignAct[] {
  const isSecret = ({ sign }: SignAct) =>
    originsIn(sign.host).some(({ kind }) => kind === 'secret' || kind === 'variable');
  const isNamed = logins.some(
    (each) => each.sign.password !== null && happens(each.runs) && serves(each, registry) === 'yes',
  );
  return isNamed ? logins.filter((each) => !isSecret(each)) : logins;
}

/** A login that would serve, in a run in which its condition does not hold. */
function isPassedOver(login: SignAct, act: TransferAct, registry: string): boolean {
  const isRead = placesWritten(login).some((each) => placesOf(act).includes(each));
  return login.runs === 'no' && login.sign.password !== null && isRead && serves(login, registry) === 'yes';
}

function placesOf({ found, home }: TransferAct): Place[] {
  // A container of its own is gone with its command.
  return home === 'own'
    ? []
    : READS[found.client ?? 'docker'].map((store): Place => `${home ?? ''}:${store}`);
}

function placesWritten({ sign, home }: SignAct): Place[] {
  return sign.stores.map((store): Place => `${home ?? ''}:${store}`);
}

/** What is in one file when the push comes: the last login, and those before it that may still be there. */
function stored(
  place: Place,
  act: TransferAct,
  logins: readonly SignAct[],
  registry: string,
): { logins: SignAct[]; isCertain: boolean; loggedOut: SignAct | null } {
  const found: SignAct[] = [];
  for (const each of [...logins].reverse()) {
    const written = placesWritten(each);
    if (
      !written.includes(place) ||
      isMovedFrom(place, each, act) ||
      serves(each, registry) === 'no' ||
      each.runs === 'no'
    )
      continue;
    if (!inScope(each, act)) continue;
    if (each.sign.password === null) {
      if (covers(each, act)) return { logins: found, isCertain: false, loggedOut: each };
      continue;
    }
    found.push(each);
    if (covers(each, act)) return { logins: found, isCertain: true, loggedOut: null };
  }
  return { logins: found, isCertain: false, loggedOut: null };
}

/** Of the files that podman and helm have of their own, HOME alone does not decide. */
function isMovedFrom(place: Place, login: SignAct, act: TransferAct): boolean {
  const isByHome = [login, act].some(({ authFolder }) => authFolder?.startsWith(OTHER_HOME));
  return isByHome && !/:(?:docker|buildx)$/.test(place) ? false : isMoved(login, act);
}

/** DOCKER_CONFIG or HOME sends the push to another folder than the login. */
function isMoved(login: SignAct, act: TransferAct): boolean {
  const [written, read] = [login, act].map(({ authFolder }) => authFolder?.replace(OTHER_HOME, ''));
  if (written === undefined || hasHole(written)) return false;
  // A file of the checkout is read by whom it is named to: by another path, perhaps, or from another folder.
  if (written.startsWith('./') && read?.startsWith('./')) return false;
  if (read === undefined) return written.startsWith('./');
  if (!hasHole(read)) return written !== read;
  // As far as it is known: `/tmp/tmp.…`, which `mktemp` makes, is nobody's home.
  const known = knownStart(read);
  return written === '' ? known.startsWith('/tmp/') : !written.startsWith(known);
}

/** Does the login run whenever the push does? */
function covers(login: SignAct, act: TransferAct): boolean {
  if (login.runs === 'yes') return true;
  return login.runs !== 'no' && login.guards.every((each) => act.guards.includes(each));
}

/** `scope: octo/app@push` keeps a credential for one repository. */
function inScope({ sign }: SignAct, { found }: TransferAct): boolean {
  if (!sign.scope) return true;
  const [scope = ''] = sign.scope.split('@');
  if (hasHole(sign.scope) || hasHole(found.reference)) return true;
  return found.reference.toLowerCase().includes(scope.toLowerCase());
}

/** What a variable with the host of a registry is called. */
const HOST_NAME = /REGISTRY|HOST|SERVER/i;

/** A host out of a variable that nothing sets is none: the client takes its own, Docker Hub. */
function lacksHost({ host }: Sign): boolean {
  return (
    isStandIn(host.trim()) &&
    originsIn(host).every(
      (origin) =>
        ((origin.kind === 'absent' && origin.why === 'unset') || origin.kind === 'variable') &&
        HOST_NAME.test(origin.name),
    )
  );
}

/** Each login is asked about for every push after it, in every run. */
const SERVES = new WeakMap<Sign, { registry: string; chance: Chance }>();

function serves({ sign }: SignAct, registry: string): Chance {
  const known = SERVES.get(sign);
  if (known?.registry === registry) return known.chance;
  const chance = serving(sign, registry);
  SERVES.set(sign, { registry, chance });
  return chance;
}

function serving(sign: Sign, registry: string): Chance {
  if (lacksHost(sign)) return 'no';
  const host = hostOfAddress(sign.host);
  if (host === '') return sign.host === '' ? 'no' : 'unknown';
  return hasHole(host) ? 'unknown' : host === registry ? 'yes' : 'no';
}

/** A login with the job's token to a host that has nothing to do with GitHub. */
function isMisdirected(login: SignAct, registry: string): boolean {
  const { sign, runs } = login;
  if (sign.password === null || runs !== 'yes' || serves(login, registry) !== 'no') return false;
  const isOther = !/github|localhost|127\.|^\d|\.ghe\.com/.test(hostOfAddress(sign.host));
  return isOther && passwordOf(sign.password).kind === 'github-token';
}

function isAt(one: SignAct, other: SignAct, registry: string): boolean {
  if (one.sign.password === null || serves(one, registry) !== 'yes') return false;
  return placesWritten(one).some((each) => placesWritten(other).includes(each));
}
