/** The registry's own wording: OCI errors and challenges. */
import { json, type Reply } from '../http.js';
import type { Refusal } from './rules.js';

/** `{"errors":[{"code":…,"message":…}]}` (distribution spec; seen from ghcr in this very shape). */
export function ociErrorBody(
  status: number,
  code: string,
  message: string,
  headers: Record<string, string> = {},
): Reply {
  return json(status, { errors: [{ code, message }] }, headers);
}

/**
 * The 401 that tells a client where tokens are (facts, section 5).
 * @param name the repository; without one ghcr names a literal `user/image`. The scope always says `pull`
 */
export function challenge(origin: string, name: string | null, message = 'authentication required'): Reply {
  const scope = `repository:${name ?? 'user/image'}:pull`;
  return ociErrorBody(401, 'UNAUTHORIZED', message, {
    'www-authenticate': `Bearer realm="${origin}/token",service="ghcr.io",scope="${scope}"`,
  });
}

/** A refusal of the rule book as an answer. Only a 401 has a challenge: ghcr's 403 has none (P12). */
export function refuse(refusal: Refusal, origin: string, name: string): Reply {
  return refusal.status === 401
    ? challenge(origin, name, refusal.message)
    : ociErrorBody(refusal.status, refusal.code, refusal.message);
}
