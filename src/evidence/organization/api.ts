/**
 * The API as an audit asks it: many questions, within GitHub's limits. Octokit's plugins page, try again and wait;
 * what they do is counted, and told while it is done.
 */
import type { Octokit } from '@octokit/rest';
import { apiRefusal, countEachCall, fetchThrough, isRateLimit } from '../api/github.js';
import { HttpFailure } from '../http/exchanges.js';
import { type HttpClient, isSafeForCredentials } from '../http/http.js';
import type { ApiUsage, UnreadReason } from './types.js';

export interface ApiWait {
  /** `secondary`: too much at once; `primary`: nothing is left of the hour. */
  limit: 'primary' | 'secondary';
  seconds: number;
}

export interface OrganizationApi {
  octokit: Octokit;
  usage: ApiUsage;
}

/** Milliseconds: GitHub ends a query after ten seconds, and a page of a hundred repositories takes some. */
const TIMEOUT = 30_000;
/** Bytes: a query brings the texts of many files. A longer answer is asked for in parts. */
const LIMIT = 24 * 1024 * 1024;
/** How often a 5xx is tried again, and a limit waited for. */
const RETRIES = 2;
const WAITS = 4;
/** Seconds: a limit that lasts longer is not waited for. GitHub's longest is an hour. */
const LONGEST_WAIT = 3_700;

/** The address of the next page is what an answer says it is; the token goes to the API's own origin alone. */
function withinOrigin(apiUrl: string, send: ReturnType<typeof fetchThrough>): typeof send {
  const { origin } = new URL(apiUrl);
  return async (address, options) => {
    if (new URL(address).origin !== origin)
      throw new HttpFailure(`the API named an address of another origin: ${new URL(address).host}`, true);
    return send(address, options);
  };
}

/** Of the plugin's groups, as much as it uses. */
const AT_ONCE = { key: () => ({ schedule: (_options: object, job: () => Promise<void>) => job() }) };

/** Loads Octokit with its plugins. null when the address is neither HTTPS nor this machine: no token goes there. */
export async function organizationApi(
  apiUrl: string,
  token: string,
  client: HttpClient,
  waiting: (wait: ApiWait) => void,
): Promise<OrganizationApi | null> {
  if (!isSafeForCredentials(apiUrl)) return null;
  const [{ Octokit: Rest }, { retry }, { throttling }] = await Promise.all([
    import('@octokit/rest'),
    import('@octokit/plugin-retry'),
    import('@octokit/plugin-throttling'),
  ]);
  const usage: ApiUsage = { requests: 0, queries: 0, points: 0, waited: 0 };
  const wait =
    (limit: ApiWait['limit']) => (seconds: number, _options: object, _octokit: unknown, retries: number) => {
      if (retries >= WAITS || seconds > LONGEST_WAIT) return false;
      usage.waited += seconds;
      waiting({ limit, seconds });
      return true;
    };
  const silent = () => {};
  const octokit = new (Rest.plugin(retry, throttling))({
    auth: token || undefined,
    baseUrl: apiUrl,
    userAgent: 'ghcr-preflight',
    log: { debug: silent, info: silent, warn: silent, error: silent },
    request: { fetch: withinOrigin(apiUrl, fetchThrough(client, { timeout: TIMEOUT, limit: LIMIT })) },
    // A limit is the other plugin's business.
    retry: {
      retries: RETRIES,
      retryAfterBaseValue: 300,
      doNotRetry: [400, 401, 403, 404, 409, 410, 422, 429, 451],
    },
    throttle: {
      onRateLimit: wait('primary'),
      onSecondaryRateLimit: wait('secondary'),
      // The plugin takes each POST for a change and lets one a second pass: queries change nothing, and come one
      // after the other as it is.
      write: AT_ONCE as never,
    },
  });
  countEachCall(octokit);
  octokit.hook.before('request', ({ url }) => {
    if (url.endsWith('/graphql')) usage.queries += 1;
    else usage.requests += 1;
  });
  return { octokit, usage };
}

/** Which of them a failed call tells of. */
export function unreadReason(error: unknown): UnreadReason {
  const refusal = apiRefusal(error);
  // The plugin's own words for what a query says with status 200.
  if (/GraphQL Rate Limit/i.test(String((error as Error).message))) return 'limited';
  if (!refusal) return 'unreachable';
  const { status, headers, message } = refusal;
  if (status === 401) return 'bad-token';
  if (status === 404) return 'not-found';
  if (isRateLimit(refusal)) return 'limited';
  if (status >= 500) return 'unreachable';
  return String(headers['x-github-sso'] ?? '').startsWith('required') ? 'sso' : refusalReason(message);
}

/** What the sentence says with which GitHub keeps something from a token. */
export function refusalReason(message: string): UnreadReason {
  if (/IP allow list/i.test(message)) return 'ip-allow-list';
  return /SAML/i.test(message) ? 'sso' : 'not-allowed';
}
