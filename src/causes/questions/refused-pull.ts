/** How a pull was refused, by what a log says of it. */
import type { Case } from '../case.js';
import { isLogin, isPull, wasAsked } from './asked.js';
import { EMPTY_WORDS, REGISTRY_SENTENCES, says, wantsLogin, withoutReason } from './said.js';

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
 * Asked without a login, and refused a token by a bare 403: so is what is not there, and by a 401 what is private (facts K1). The
 * sentence about the resource is said of both (facts P9).
 */
export function isAbsentToAnybody(seen: Case): boolean {
  const { token, kind, step, status } = seen;
  const isAnonymous = wasAsked(seen) && isPull(seen) && token === null;
  return isAnonymous && kind === 'refused' && step === 'token' && status === 403 && withoutReason(seen);
}

/**
 * docker names the address of what it asked for where it got no token for it, and nothing where the answer to the
 * question itself is no; podman speaks of a bearer token there, and here of the manifest. A login had been accepted.
 */
const TO_WHOM_LOGGED_IN =
  /Error response from daemon: denied(?![:a-z])|^ERROR: denied$|pull access denied for|or no pull access|reading manifest \S+ in \S+: denied(?![:a-z])/;

/**
 * docker sets its daemon's name in front of what a login or a pull is refused with, and prints what a push is refused
 * with as it comes (facts L1, P2, and section 1).
 */
const OF_A_PUSH = /^denied: denied$/;

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
  if (access === null && OF_A_PUSH.test(seen.text)) return null;
  if (says(seen, /\bdenied: denied\b|\binvalid token\b/i)) return 'credential';
  // The registry's word for a credential that it does not know; of what is not there it says more (facts, number 6).
  // A credential that was accepted a moment ago is known: a bare status is of the image then (facts P9).
  if (login?.succeeded && said === null && says(seen, /oauth token/i)) return 'role';
  if (says(seen, /oauth token/i) || (step === 'token' && said === 'denied')) return 'credential';
  if (says(seen, /bear(?:er)? token/i) || step === 'token') return image ? 'absent-or-stale' : 'credential';
  const isLoggedIn = (login && login.succeeded !== false) || TO_WHOM_LOGGED_IN.test(seen.text);
  if (said !== null && EMPTY_WORDS.test(said)) return isLoggedIn ? 'role' : 'absent';
  return withoutReason(seen) && access === 'pull' ? 'role' : null;
}
