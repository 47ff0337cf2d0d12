/**
 * The sentences of the registry and of its clients, letter by letter: where a line ends in the middle of one of their
 * words and the next goes on with the rest, a terminal broke it, at whatever width.
 */

/** As they are printed (facts, sections 2 and 3; moby `distribution`, containers/image, oras-go, containerd `remotes/docker`). */
const SENTENCES = [
  'denied: denied',
  'denied: installation not allowed to Create organization package',
  'denied: installation not allowed to Write organization package',
  'denied: installation not allowed to Read organization package',
  'denied: requested access to the resource is denied',
  'denied: permission_denied: write_package',
  'denied: permission_denied: read_package',
  'denied: permission_denied: create_package',
  'permission_denied: The requested installation does not exist',
  'permission_denied: The token provided does not match expected scopes',
  'unauthorized: unauthenticated: User cannot be authenticated with the token provided',
  'unauthorized: authentication required',
  'not_found: owner not found',
  'You have exceeded a secondary rate limit',
  'toomanyrequests: retry-after: ',
  'blob upload unknown to registry',
  'manifest unknown: manifest unknown',
  'Resource protected by organization SAML enforcement',
  'Resource not accessible by integration',
  'Error response from daemon: error from registry: denied',
  'error from registry: unauthorized',
  'Error response from daemon: Head ',
  'Error response from daemon: Get ',
  'pull access denied for ',
  'repository does not exist or may require ',
  'The push refers to repository [',
  'failed to solve: failed to push ',
  'failed to solve: failed to fetch ',
  'failed to solve: unexpected status: 403 Forbidden',
  'failed to build: failed to solve: ',
  'failed to build: invalid tag ',
  'unexpected status from HEAD request to https://',
  'unexpected status from POST request to https://',
  'unexpected status from PUT request to https://',
  'unexpected status from GET request to https://',
  'unexpected status code',
  'failed to authorize: failed to fetch anonymous token: ',
  'failed to authorize: failed to fetch oauth token: unexpected status: 403 Forbidden',
  'failed to resolve reference ',
  'failed to pull and unpack image ',
  'failed to copy: ',
  'invalid reference format: repository name must be lowercase',
  'unable to retrieve auth token: invalid username/password: unauthorized',
  'Requesting bearer token: invalid status code from registry 403 (Forbidden)',
  'received unexpected HTTP status: 403 Forbidden',
  'response status code 401: unauthorized',
  'response status code 403: denied',
  'status: 401 Unauthorized',
  'status: 404 Not Found',
  'Username and password required',
  'connection reset by peer',
  'connection refused',
  'no such host',
  'TLS handshake timeout',
  'context deadline exceeded',
  'The requested URL returned error: ',
  'Process completed with exit code ',
].map((sentence) => sentence.toLowerCase());

/** Letters on each side of a break that lead to the sentence that may have them, and those that are compared. */
const BEFORE = 3;
const BEHIND = 2;
const COMPARED = 12;

/** Where each sentence may be broken within a word, by the letters around the break. */
const BREAKS = new Map<string, { before: string; behind: string }[]>();
for (const sentence of SENTENCES)
  for (let at = BEFORE; at <= sentence.length - BEHIND; at++) {
    if (!/^\w\w$/.test(sentence.slice(at - 1, at + 1))) continue;
    const key = sentence.slice(at - BEFORE, at + BEHIND);
    const sides = { before: sentence.slice(Math.max(0, at - COMPARED), at), behind: sentence.slice(at) };
    BREAKS.set(key, [...(BREAKS.get(key) ?? []), sides]);
  }

/** Whether a line ends within a word of one of the sentences, and the next has the rest of it, or as much as fits. */
export function isTornSentence(last: string, next: string): boolean {
  if (!/\w$/.test(last) || !/^\w/.test(next)) return false;
  const end = last.slice(-COMPARED).toLowerCase();
  const start = next.slice(0, COMPARED).toLowerCase();
  return (BREAKS.get(end.slice(-BEFORE) + start.slice(0, BEHIND)) ?? []).some(
    ({ before, behind }) =>
      end.endsWith(before) && (start.startsWith(behind.slice(0, COMPARED)) || behind.startsWith(next.toLowerCase())),
  );
}
