/**
 * The sentences of the registry and of its clients, letter by letter: where a line ends in the middle of one of them
 * and the next goes on with the rest, a terminal broke it, at whatever width.
 */

/** As they are printed (facts, sections 2 and 3; moby `distribution`, containers/image, oras-go, containerd `remotes/docker`). */
const SENTENCES = [
  'ghcr.io/',
  'https://ghcr.io/v2/',
  'https://ghcr.io/token?scope=repository',
  '{"errors":[{"code":"UNAUTHORIZED","message":"authentication required"}]}',
  '{"errors":[{"code":"DENIED","message":"denied"}]}',
  '{"errors":[{"code":"DENIED","message":"requested access to the resource is denied"}]}',
  '{"errors":[{"code":"MANIFEST_UNKNOWN","message":"',
  '{"errors":[{"code":"NAME_UNKNOWN","message":"',
  '": denied: denied',
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
  'OCI index found, but Accept header does not support OCI indexes',
  'You have exceeded a secondary rate limit',
  'toomanyrequests: retry-after: ',
  'ms, allowed: ',
  'µs, allowed: ',
  'get versions API failed. Package not found',
  'delete version API failed. Package not found',
  'blob upload unknown to registry',
  'manifest unknown: manifest unknown',
  'no such manifest: ghcr.io/',
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
  'Server did not provide instructions to authenticate',
  'repository name must be lowercase',
  ') must be lowercase',
  'installation not allowed to Create organization package',
  'installation not allowed to Write organization package',
  'installation not allowed to Read organization package',
  'The requested installation does not exist',
  'token provided does not match expected scopes',
  'requested access to the resource is denied',
  'User cannot be authenticated with the token provided',
  'layer-sha256:',
  'manifest-sha256:',
  'unexpected status: 405 Method Not Allowed',
  'failed commit on ref ',
  ': no response',
  'Username and password required',
  'net/http: request canceled while waiting for connection (Client.Timeout exceeded while awaiting headers)',
  'context deadline exceeded (Client.Timeout exceeded while awaiting headers)',
  'failed to do request: Head ',
  'failed to do request: Get ',
  'httpReadSeeker: failed open: ',
  'failed to verify certificate: x509: certificate signed by unknown authority',
  'error pulling image configuration: ',
  'dial tcp: lookup ghcr.io',
  'server misbehaving',
  'Error: No credentials found for registry ',
  'trying to reuse blob sha256:',
  'failed to read from destination repository ',
  'received unexpected HTTP status: 500 Internal Server Error',
  'received unexpected HTTP status: 503 Service Unavailable',
  'exceeds the maximum permissible limit of 4.00MiB',
  'has an IP allow list enabled, and your IP address is not permitted to access this resource',
  'Invalid workflow file: .github/workflows/',
  'The workflow is not valid. .github/workflows/',
  'Error calling workflow ',
  'connection reset by peer',
  'connection refused',
  'no such host',
  'TLS handshake timeout',
  'context deadline exceeded',
  'The requested URL returned error: ',
  'Process completed with exit code ',
  'error writing layer blob: ',
  'error writing manifest blob: ',
  'error writing config blob: ',
  'cannot reuse body, request must be retried',
  'no matching manifest for linux/',
  'in the manifest list entries',
  'no match for platform in manifest',
  'no image found in image index for architecture ',
  'no image found in manifest list for architecture ',
  'could not parse reference: ',
  'repository can only contain the characters ',
  "is requesting 'packages: write', but is only allowed 'packages: ",
  'is required, but not provided while calling',
  'is not defined in the referenced workflow',
  'Requested Range Not Satisfiable',
  '502 Bad Gateway',
  '503 Service Unavailable',
  '504 Gateway Timeout',
  '429 Too Many Requests',
  'failed to parse error response ',
  'The operation is unsupported',
  'cannot delete the last tagged version of a package',
  'downloads cannot be deleted',
  'is not accessible. Please check the image and registry credential',
  'Unable to access the repository ',
  'Not authorized: url https://',
  'Cannot perform an interactive login from a non TTY device',
  'inappropriate ioctl for device',
  'Input required and not supplied: ',
].map((sentence) => sentence.toLowerCase());

/** Characters in front of a break by which its sentences are found, and those that are compared. */
const BEFORE = 3;
const COMPARED = 12;

/** Where each sentence may be broken, by what stands in front. */
const BREAKS = new Map<string, { before: string; behind: string }[]>();
for (const sentence of SENTENCES)
  for (let at = BEFORE; at < sentence.length; at++) {
    const key = sentence.slice(at - BEFORE, at);
    const sides = { before: sentence.slice(Math.max(0, at - COMPARED), at), behind: sentence.slice(at) };
    BREAKS.set(key, [...(BREAKS.get(key) ?? []), sides]);
  }

/**
 * Whether a line ends within one of the sentences, and the next goes on with the very next letter, as much as fits. At the
 * end of a word it has to be seen that a space is left: else somebody's own line may end there.
 */
export function isTornSentence(last: string, next: string): boolean {
  const end = last.slice(-COMPARED).toLowerCase();
  const start = next.slice(0, COMPARED).toLowerCase();
  if (end.trim() === '' || start.trim() === '') return false;
  return (BREAKS.get(end.slice(-BEFORE)) ?? []).some(
    ({ before, behind }) => end.endsWith(before) && goesOn(start, behind.slice(0, COMPARED)),
  );
}

/** The same at the end of a word, where the space is gone with the break. */
export function isBrokenSentence(last: string, next: string): boolean {
  return isTornSentence(`${last.trimEnd()} `, next.trimStart());
}

/** The rest of a sentence, and nothing that makes another word of it; or a short line that is a part of it. */
function goesOn(start: string, behind: string): boolean {
  if (start.length < behind.length) return behind.startsWith(start);
  return (
    start.startsWith(behind) && (behind.length === COMPARED || !/^\w\w/.test(start.slice(behind.length - 1)))
  );
}
