/** What was refused: the credential, or a right of it. */
import type { Case } from '../case.js';
import { isPull, wasAsked } from './asked.js';
import { refusedPull } from './refused-pull.js';
import { isRefusedOrMissing, REGISTRY_SENTENCES, says, wantsLogin, withoutReason } from './said.js';

/** What the registry says of a credential that it knows. */
const RIGHTS = Object.values(REGISTRY_SENTENCES).filter((words) => words !== REGISTRY_SENTENCES.deadToken);

/** The credential itself is not accepted, whatever the image (facts L1, L2). */
export function isCredentialRefused(seen: Case): boolean {
  const { token, step, status } = seen;
  if (!wasAsked(seen)) {
    if (seen.kind !== 'refused' || seen.login?.isLogout || refusedPull(seen) === 'challenge') return false;
    if (says(seen, REGISTRY_SENTENCES.deadToken)) return true;
    // Whoever is told of a right was known; a frame may be printed twice, or another refusal stand beside it.
    if (says(seen, ...RIGHTS)) return false;
    if (says(seen, /\bdenied: denied\b|\binvalid token\b/i)) return true;
    return (step === 'login' || step === 'token') && (withoutReason(seen) || wantsLogin(seen));
  }
  if (!token || !isRefusedOrMissing(seen)) return false;
  if (token.user?.rejected || says(seen, REGISTRY_SENTENCES.deadToken)) return true;
  const atTheDoor = step === 'login' || step === 'token' || status === 401;
  return atTheDoor && !says(seen, ...RIGHTS);
}

/** The credential is accepted (or, in a log, nobody can say) and lacks a right. */
export function isRightRefused(seen: Case): boolean {
  if (wasAsked(seen)) return seen.token !== null && isRefusedOrMissing(seen) && !isCredentialRefused(seen);
  return (
    seen.kind === 'refused' &&
    !isCredentialRefused(seen) &&
    !says(seen, REGISTRY_SENTENCES.resource, REGISTRY_SENTENCES.noOwner)
  );
}

/** A push is refused while its token is fetched, although the login had succeeded (facts K2); another push shows that as well. */
export function refusedAfterLogin(seen: Case): boolean {
  const { access, step, login, kind, progress } = seen;
  const wentThrough = login === null || login.succeeded === null ? progress?.pushed : login.succeeded;
  return (
    !wasAsked(seen) && kind === 'refused' && access === 'push' && step === 'token' && wentThrough === true
  );
}

/**
 * A status beside the registry's name, and nothing that tells what was wanted: no word for a push or a pull, no request, no client's
 * own frame. It may have been anything, and asked of whoever stands in front of the registry.
 */
export function isOfAnything(seen: Case): boolean {
  const { access, step, method, client, scopes, status } = seen;
  const isBare = !wasAsked(seen) && !seen.isAlone && access === null && status === 403 && withoutReason(seen);
  return isBare && step === null && method === null && client === null && !scopes?.length;
}

/** A text that says of a pull that it failed, and nothing of the answer. */
export function isUntoldPull(seen: Case): boolean {
  return (
    seen.isAlone && seen.kind === 'refused' && isPull(seen) && seen.said === null && seen.status === null
  );
}
