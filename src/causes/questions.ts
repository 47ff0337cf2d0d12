/**
 * What several causes ask of a case. Each question is small and has one answer,
 * so that a cause reads like the row of the facts page that it stands for.
 */
import type { TokenHint } from '../evidence/log/types.js';
import { packagePage } from '../evidence/settings-url.js';
import type { PermissionGrant, TokenDefect, TokenEvidence } from '../evidence/types.js';
import type { Access } from '../types.js';
import type { Case } from './case.js';
import type { Claim } from './cause.js';
import { differs } from './levels.js';

/** The registry's sentences (facts, section 1.7). */
export const REGISTRY_SENTENCES = {
  deadToken: /User cannot be authenticated with the token provided|\bBad credentials\b/i,
  resource: /requested access to the resource is denied/i,
  scopes: /does not match expected scopes/i,
  create: /installation not allowed to Create/i,
  write: /installation not allowed to Write/i,
  read: /installation not allowed to Read/i,
  noInstallation: /requested installation does not exist/i,
  createPackage: /permission_denied: create_package/i,
  writePackage: /permission_denied: write_package/i,
  readPackage: /permission_denied: read_package/i,
  noOwner: /owner not found/i,
  manifest: /manifest[ _]unknown/i,
} as const;

/** go-containerregistry (cosign, crane, kaniko, ko) of a name with capital letters; it does not say that it minds them. */
export const CAPITALS_UNPARSED =
  /could not parse reference: ([^\s:@]+\/[^\s:@]*[A-Z][^\s:@]*)|\brepository can only contain the characters \S+: ([^\s:@]*[A-Z][^\s:@]*)/;

/** Go's, Node's and Python's, of a header that no client can send: the token that stands in it has a line break. */
export const UNSENDABLE: readonly RegExp[] = [
  /invalid header field value for "Authorization"/i,
  /Invalid character in header content \["authorization"\]/i,
  /Invalid leading whitespace, reserved character\(s\), or return character\(s\) in header value/i,
];

/** The client could not send its token, and asked nothing. */
export function isUnsent(seen: Case): boolean {
  return !wasAsked(seen) && says(seen, ...UNSENDABLE);
}

/** A text that says of a pull that it failed, and nothing of the answer. */
export function isUntoldPull(seen: Case): boolean {
  return (
    seen.isAlone && seen.kind === 'refused' && isPull(seen) && seen.said === null && seen.status === null
  );
}

/** The registry's answer to a name that it cannot take, in its own words and in docker's. */
export const NAME_INVALID = /\bNAME_INVALID\b|\bname invalid\b/;

/**
 * oras' library (helm, oras, flux) of a name that the specification does not allow; older versions do not show it.
 * Mostly it has the capital letters of its owner.
 */
export const REPOSITORY_UNFIT = /invalid[_ ]reference: invalid repository(?: "([^"]+)")?/i;

/** The name that such a client minds, as it was written; empty: nothing shows it. */
export function unfitName({ text, image }: Case): string {
  return REPOSITORY_UNFIT.exec(text)?.[1] ?? image?.given ?? '';
}

const RIGHTS = Object.values(REGISTRY_SENTENCES).filter((words) => words !== REGISTRY_SENTENCES.deadToken);

// ------------------------------------------------------------ what was said

/** The registry was asked by us, so the credential is known; as against a line of a log. */
export function wasAsked({ seenIn }: Case): boolean {
  return seenIn === 'answer';
}

export function says({ said, text }: Case, ...words: RegExp[]): boolean {
  return words.some((pattern) => pattern.test(said ?? '') || pattern.test(text));
}

/** Refused without a word, as in the answer to a HEAD request. */
export function silent({ said }: Case): boolean {
  return !said;
}

const EMPTY_WORDS = /^(?:denied|unauthorized|forbidden)$/i;

/** Refused without a reason: a bare status, or `denied` alone. */
export function withoutReason({ kind, said }: Case): boolean {
  return kind === 'refused' && (said === null || EMPTY_WORDS.test(said));
}

/** `installation not allowed to Create` or `… Write`. */
export function mayNotWrite(seen: Case): boolean {
  return says(seen, REGISTRY_SENTENCES.create, REGISTRY_SENTENCES.write);
}

/** The registry said no, or that it knows no such thing. A name that was never sent has causes of its own. */
export function denied({ kind }: Case): boolean {
  return kind === 'refused' || kind === 'missing';
}

/** The credential itself is not accepted, whatever the image (facts L1, L2). */
export function credentialRefused(seen: Case): boolean {
  const { token, step, status } = seen;
  if (!wasAsked(seen)) {
    if (seen.kind !== 'refused' || seen.login?.isLogout || refusedPull(seen) === 'challenge') return false;
    if (says(seen, REGISTRY_SENTENCES.deadToken, /\bdenied: denied\b|\binvalid token\b/i)) return true;
    return (step === 'login' || step === 'token') && (withoutReason(seen) || wantsLogin(seen));
  }
  if (!token || !denied(seen)) return false;
  if (token.user?.rejected || says(seen, REGISTRY_SENTENCES.deadToken)) return true;
  const atTheDoor = step === 'login' || step === 'token' || status === 401;
  return atTheDoor && !says(seen, ...RIGHTS);
}

/** A login itself, as against a pull or a push that begins with the same request. */
export function isLogin({ step, access, kind }: Case): boolean {
  return kind === 'credential' || (step === 'login' && access === null);
}

/** The credential is accepted (or, in a log, nobody can say) and lacks a right. */
export function rightRefused(seen: Case): boolean {
  if (wasAsked(seen)) return seen.token !== null && denied(seen) && !credentialRefused(seen);
  return (
    seen.kind === 'refused' &&
    !credentialRefused(seen) &&
    !says(seen, REGISTRY_SENTENCES.resource, REGISTRY_SENTENCES.noOwner)
  );
}

/** How a pull was refused in a log, by what that says of the credential (facts P1, P2, P11, K1). */
export type RefusedPull =
  /** 401: something private, asked for by nobody. */
  | 'private'
  /** 403 without a reason: no such thing, asked for by nobody. */
  | 'absent'
  /** The same, while the token was fetched: nobody sees whether a credential was sent. */
  | 'absent-or-stale'
  /** A credential was sent and is not accepted. */
  | 'credential'
  /** A login had succeeded, and this is not given to it. */
  | 'role'
  /** Nobody's credential was sent, and so is everybody answered, whatever the image (facts, section 5: the challenge). */
  | 'challenge';

/**
 * docker names the address of what it asked for where it got no token for it, and nothing where the answer to the
 * question itself is no; podman speaks of a bearer token there, and here of the manifest. A login had been accepted.
 */
const TO_WHOM_LOGGED_IN =
  /Error response from daemon: denied(?![:a-z])|^ERROR: denied$|pull access denied for|reading manifest \S+ in \S+: denied(?![:a-z])/;

/** null: no pull, or refused with a reason that says more. */
export function refusedPull(seen: Case): RefusedPull | null {
  const { kind, said, status, image, access, step, login } = seen;
  if (wasAsked(seen) || seen.isAlone || kind !== 'refused' || access === 'push') return null;
  if (seen.sent === false && wantsLogin(seen)) return 'challenge';
  if (isLogin(seen)) return null;
  const { deadToken, readPackage, read, scopes, resource, noOwner } = REGISTRY_SENTENCES;
  if (says(seen, deadToken, readPackage, read, scopes, resource, noOwner)) return null;
  const isOpen = access === null && step !== 'token' && said === null && status !== 401;
  if (isOpen && !says(seen, /not have permission/i)) return null;
  if (says(seen, /anonymous token/i)) return status === 401 ? 'private' : 'absent';
  if (status === 401 || wantsLogin(seen) || says(seen, /not have permission|\bunauthorized\b/i))
    return step === 'login' ? null : 'private';
  if (seen.sent && step !== 'manifest' && EMPTY_WORDS.test(said ?? '')) return 'credential';
  // It had been logged out: no credential is left that could be stale.
  if (login?.isLogout) return 'absent';
  if (says(seen, /\bdenied: denied\b|\binvalid token\b/i)) return 'credential';
  // The registry's word for a credential that it does not know; of what is not there it says more (facts, number 6).
  if (says(seen, /oauth token/i) || (step === 'token' && said === 'denied')) return 'credential';
  if (says(seen, /bear(?:er)? token/i) || step === 'token') return image ? 'absent-or-stale' : 'credential';
  const isLoggedIn = (login && login.succeeded !== false) || TO_WHOM_LOGGED_IN.test(seen.text);
  if (said !== null && EMPTY_WORDS.test(said)) return isLoggedIn ? 'role' : 'absent';
  return withoutReason(seen) && access === 'pull' ? 'role' : null;
}

/** It happens in no job of GitHub Actions. A command that is typed may be a step of one, unless it only ever pulls. */
export function isOutsideActions({ asker: { place, onlyPulls } }: Case): boolean {
  return place === 'terminal' ? onlyPulls === true : place !== 'workflow' && place !== 'unknown';
}

/** A push is refused while its token is fetched, although the login had succeeded (facts K2). */
export function refusedAfterLogin(seen: Case): boolean {
  const { access, step, login, kind } = seen;
  return (
    !wasAsked(seen) &&
    kind === 'refused' &&
    access === 'push' &&
    step === 'token' &&
    login?.succeeded === true
  );
}

/** Tags that metadata-action makes for pull requests (facts K4). */
export function isPullRequestTag({ image }: Case): boolean {
  return /(?:^|-)pr-\d+(?:-|$)/.test(image?.tag ?? '');
}

export function wantsLogin(seen: Case): boolean {
  return says(seen, /authentication required/i);
}

/** A push, or what the log does not call a pull. */
export function isPush({ access }: Case): boolean {
  return access !== 'pull';
}

export function isPull({ access }: Case): boolean {
  return access === 'pull';
}

// -------------------------------------------------------------- the token

export function isJobToken(token: Pick<TokenEvidence, 'kind'> | null): boolean {
  return token?.kind === 'github-token';
}

/** A token that stands for a person. */
export function isUserToken(token: TokenEvidence | null): token is TokenEvidence {
  return token !== null && ['classic-pat', 'oauth', 'app-user', 'unknown'].includes(token.kind);
}

/** The right of this kind of token is refused, or, in a log, that of a token which nobody names. */
export function mayBeJobTokens(seen: Case): boolean {
  return wasAsked(seen) ? isJobToken(seen.token) && rightRefused(seen) : true;
}

/** Does a user's token have the scope for this access? null: not seen. */
export function hasPackagesScope(token: TokenEvidence, access: Access | null): boolean | null {
  const enough = ['admin:packages', 'write:packages', ...(access === 'pull' ? ['read:packages'] : [])];
  return token.user?.scopes ? token.user.scopes.some((scope) => enough.includes(scope)) : null;
}

const BEYOND_REPAIR: readonly TokenDefect[] = ['inner-white-space', 'control-character', 'name-in-front'];

/** White space or control characters inside, or a name in front: it is sent as it is. */
export function beyondRepair({ defects }: { defects: readonly TokenDefect[] }): boolean {
  return defects.some((defect) => BEYOND_REPAIR.includes(defect));
}

/** The log says that the token was of one of these sorts. */
export function hinted({ hints }: Case, ...kinds: TokenHint[]): boolean {
  return hints?.some((hint) => kinds.includes(hint)) ?? false;
}

/** So said to Apps; to GITHUB_TOKEN without the `permission_denied:` in front, in all reports (facts W1, W4, W20). */
export function saidToApp({ text }: Pick<Case, 'text'>): boolean {
  return /permission_denied: installation not allowed/i.test(text);
}

/** The log speaks of the token of another App. */
export function looksLikeApp(seen: Case): boolean {
  return !wasAsked(seen) && (saidToApp(seen) || hinted(seen, 'app'));
}

/** A login to that registry stands before it, in a file that the client which was refused does not read (facts K10). */
export function isKeptElsewhere({ login, logins, registry, line }: Case): boolean {
  const isBefore = (one: { line: number }) => line !== null && one.line < line;
  return (
    login === null &&
    (logins ?? []).some((one) => one.registry === registry && one.succeeded === true && isBefore(one))
  );
}

/** Nothing in the log logs in to that registry before. Sure only where the log is whole. */
export function neverLoggedIn({ login, logins, whole, registry }: Case): 'yes' | 'no' | 'unseen' {
  if (login) return login.isLogout ? 'yes' : 'no';
  const any = logins?.some((one) => one.registry === registry) ?? false;
  return whole && !any ? 'yes' : 'unseen';
}

/** One token was asked for repositories of several owners. */
export function mixedScopes({ scopes, text }: Case): boolean {
  if (!scopes) return false;
  const inText = [...text.matchAll(/scope=repository(?:%3A|:)([\w.*-]+)(?:%2F|\/)/gi)].map(
    ([, owner = '']) => owner,
  );
  const owners = [...scopes.map((scope) => scope.split('/')[0]), ...inText];
  return new Set(owners.map((owner) => owner?.toLowerCase())).size > 1;
}

// ----------------------------------------------------------------- the run

/** A fork's run or Dependabot's, as far as it was seen. */
export function isReadOnly({ readOnly }: Case): boolean {
  return readOnly === 'fork' || readOnly === 'dependabot';
}

/** The job has less than it takes to push, or can't have it. */
export function hasTooLittle(seen: Case): boolean {
  return seen.level === 'none' || seen.level === 'read' || isReadOnly(seen);
}

/** No `permissions` anywhere in the workflow; null: its text is not at hand. */
export function unsaidGrants({ workflow }: Case): boolean | null {
  const grants: readonly PermissionGrant[] = workflow?.grants ?? [];
  return grants.length > 0 ? grants.every(({ level }) => level === null) : null;
}

/** What the runner prints for a job without any `permissions` where the setting is the restricted one. */
export function isRestrictedDefault({ permissions }: Case): boolean {
  const set = Object.entries(permissions ?? {}).filter(([, level]) => level !== 'none');
  const names = set.map(([scope, level]) => `${scope}:${level}`).sort();
  return names.join() === 'contents:read,metadata:read,packages:read';
}

/** A run that GitHub restricts prints the same, whatever the workflow asks for (facts K3). */
export function mayBeRestrictedRun(seen: Case): boolean {
  return isRestrictedDefault(seen) && seen.secretSource === null;
}

/** A permission that the workflow leaves out could be the reason. */
export function mayLackPermission(seen: Case): boolean {
  if (!wasAsked(seen)) return mayNotWrite(seen) && seen.permissions?.packages !== 'write';
  return (
    isJobToken(seen.token) &&
    rightRefused(seen) &&
    seen.kind !== 'missing' &&
    !says(seen, REGISTRY_SENTENCES.noInstallation, REGISTRY_SENTENCES.noOwner, REGISTRY_SENTENCES.resource) &&
    !seen.writesElsewhere
  );
}

// ------------------------------------------------- the owner and the package

/** The image is in another account's namespace than the repository. Unknown, or masked, counts as no. */
export function ownersDiffer({ image, owner }: Case): boolean {
  return image !== null && !image.owner.includes('*') && differs(image.owner, owner);
}

/** What the package is linked to, seen from this repository; null: not seen. */
export function linked({ package: about, repository }: Case): 'here' | 'elsewhere' | null {
  if (!about?.visible || !repository) return null;
  return about.repository?.toLowerCase() === repository.toLowerCase() ? 'here' : 'elsewhere';
}

/** The command by which whoever asks here gets a new credential, or goes without; a client may have none. */
export function commandOf(seen: Case, what: 'renew' | 'forget'): Pick<Claim, 'command'> {
  const { asker, access, registry, image } = seen;
  const { commands } = asker;
  const command = (commands[what] ?? commands.renew)?.({
    access,
    registry,
    image: image?.address ?? '',
    secret: seen.pullSecret,
  });
  return command === undefined ? {} : { command };
}

/** The command that makes the pull secret anew, where the credential came from one. */
export function renewedSecret(seen: Case): Pick<Claim, 'command'> {
  return seen.pullSecret ? commandOf(seen, 'renew') : {};
}

/** The settings page of the package; none for a name that a log masks. */
export function settingsOf(seen: Case): Pick<Claim, 'url'> {
  const { package: about, image, serverUrl } = seen;
  if (about) return { url: about.settingsUrl };
  if (wasAsked(seen) || !image?.name.includes('/') || image.name.includes('*')) return {};
  return { url: packagePage(serverUrl, image) };
}
