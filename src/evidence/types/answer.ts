/** What the registry answered, and why it gave no verdict. */
import type { OwnWords } from '../http/own-words.js';

/**
 * Where in the conversation the answer was given. `name`: nothing was sent. `platform`: the image is there, and not for
 * the platform that is asked for.
 */
export type RegistryStep = 'name' | 'ping' | 'token' | 'upload' | 'manifest' | 'platform';

/** Why there is no verdict. */
export type TroubleKind =
  /** 429, or a secondary rate limit. */
  | 'rate-limited'
  /** 5xx, HTML, a broken or oversized answer, an unexpected status. */
  | 'unavailable'
  /** DNS, TLS, refused, reset, timed out, proxy. */
  | 'unreachable'
  /** The answer would have sent the credential to another origin, or redirected. */
  | 'foreign-origin'
  /** Something between answered in the registry's place: a proxy, a firewall. */
  | 'intercepted';

export interface Trouble {
  kind: TroubleKind;
  /** One line in the wording of the protocol: `HTTP 503`, `ECONNREFUSED 127.0.0.1:5000`, … */
  detail: string;
  /** The same, where we say it ourselves. */
  own?: OwnWords;
  /** Seconds after which the registry wants to be asked again. Absent: it named none. */
  wait?: number;
}

/** What the registry answered for one image with one token. */
export interface Answer {
  outcome: 'allowed' | 'refused' | 'undecided';
  step: RegistryStep;
  status: number | null;
  /** OCI error code: `DENIED`, `UNAUTHORIZED`, `MANIFEST_UNKNOWN`, … */
  code: string | null;
  /** OCI error message, one line, at most 300 characters, secrets masked. */
  message: string | null;
  trouble: Trouble | null;
  /** `X-GitHub-Request-Id`, for GitHub Support. */
  requestId: string | null;
  attempts: number;
}
