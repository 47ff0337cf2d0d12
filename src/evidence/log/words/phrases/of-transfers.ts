/** What is said of a transfer that went wrong: its protocol, and where it broke off. */
import { client, near, type Phrase } from './phrase.js';

/** How clients in Go, Java, Node, Python and Rust say that the other side is gone in the middle of a transfer. */
const BREAK =
  '[Cc]onnection reset(?: by peer)?|[Bb]roken pipe(?: \\(Write failed\\))?|use of closed network connection|unexpected EOF|Unexpected end of file from server|transport connection broken|client connection lost|connection closed before message completed|bad record MAC|EOF occurred in violation of protocol|socket hang up|ECONNRESET|EPIPE';

/** Who says that it ends. Java, Gradle and Maven name who throws it, or which goal ended so. */
const ENDS =
  '^(?:(?:Error|error|ERROR|FATAL|fatal|FATA\\[\\d+\\])[: ]+)?(?:(?:> |Caused by: )?(?:[\\w$]+\\.)+[\\w$]+(?:Exception|Error): |\\[ERROR\\] Failed to execute goal \\S+ (?:\\([^)]*\\) )?on project \\S+: )?(?:Error response from daemon: )?';

/** Of a network of one's own: the registry has no address there, what a chart is deployed to has. */
const PRIVATE = '(?:10|127|192\\.168|172\\.(?:1[6-9]|2\\d|3[01])|\\[(?:f[cd]|::1))[.:\\]\\w]';

/** The whole of a line: what it broke off stands above it. */
const BARE_BREAK = new RegExp(
  `${ENDS}(?:(?:(?:(?:read|write) tcp \\S+|read|write):? )*(?:${BREAK}|EOF)|(?:read|write) tcp (?!\\S*->${PRIVATE})\\S+ (?:i/o timeout|(?:read|write): (?:connection|operation) timed out))\\.?(?: -> \\[Help 1\\])?$`,
);

/** The same of a connection that was not made, at the port of all registries: whose it was stands beside it. */
const BARE_SILENCE = new RegExp(
  `${ENDS}(?:dial tcp (?!${PRIVATE})\\S+:443: (?:connect: )?(?:i/o timeout|(?:connection|operation) timed out|connection refused|no route to host|network is unreachable)|net/http: TLS handshake timeout)$`,
);

/** The same as Ansible tells of a command that it ran. */
const BREAK_IN_RESULT = new RegExp(`"stderr": ?"(?:[^"\\\\]|\\\\.)*(?:${BREAK})\\.?(?:\\\\n)?"`);

/** Nothing but that: of what was under way. */
export const OF_BREAKS: readonly Phrase[] = [
  ...near('interrupted', BARE_BREAK, BREAK_IN_RESULT),
  ...near('unreachable', BARE_SILENCE),
];

/** A transfer broke off, and the line says no more: only what was under way tells whose it was. */
export function isBareBreak(text: string): boolean {
  return BARE_BREAK.test(text) || BARE_SILENCE.test(text);
}

/**
 * An error code of the distribution specification, as the registry sends it and as docker's library and oras' print it (docker,
 * podman, skopeo, helm, oras): in lower case, with spaces, and the message behind it.
 */
const code = (name: string): string =>
  `(?:\\b${name}\\b|\\b${name.toLowerCase().replaceAll('_', ' ')}(?=: |$))`;
const codes = (...names: string[]): RegExp => new RegExp(names.map(code).join('|'));

/** The message of such a code where its client leaves the code out: docker since 28, and libraries of other languages. */
const messages = (...list: string[]): RegExp =>
  new RegExp(`\\b(?:error from registry|OCI API error|because): (?:${list.join('|')})\\b`);

export const OF_TRANSFERS: readonly Phrase[] = [
  // A code says more than the status beside it.
  // What docker's daemon writes down of whatever is pushed there: only its registry's name tells whose it was.
  ...near('interrupted', /\bUpload failed, retrying: blob upload (?:unknown|invalid)\b/),
  ...client(
    'interrupted',
    codes('BLOB_UPLOAD_UNKNOWN', 'BLOB_UPLOAD_INVALID'),
    /blob upload unknown/i,
    // The same without its code: of a session that is sent to, 404 can say nothing else.
    /\b(?:PATCH|Patch|PUT|Put) (?:request to )?"?https?:\/\/\S{1,200}\/blobs\/uploads?\/\S.{0,400}?\b404\b/,
  ),
  ...client(
    'protocol',
    /REQUESTED_RANGE_NOT_SATISFIABLE|416 Requested Range/i,
    codes(
      ...['MANIFEST_BLOB_UNKNOWN', 'MANIFEST_INVALID', 'MANIFEST_UNVERIFIED', 'TAG_INVALID'],
      ...['DIGEST_INVALID', 'SIZE_INVALID', 'RANGE_INVALID', 'PAGINATION_NUMBER_INVALID'],
    ),
    messages(
      'provided digest did not match uploaded content',
      'provided length did not match content length',
      'manifest references a manifest or blob unknown to registry',
    ),
    // Whatever was asked for; it does not delete by the protocol.
    /"UNSUPPORTED",\s?"message"|(?:^|: )(?:unsupported|UNSUPPORTED): The operation is unsupported\b/,
    /\b405(?: \(|:? )Method|\b405: unsupported|\b(?:DELETE|[Ff]ailed to delete)\b[^\n]*\bUNSUPPORTED(?:: |")/i,
    /^(?!.*<html\b)(?=.*\b400 \(?Bad Request\b).*\b(?:unexpected status|blob|layer|manifest|destination)\b|\bresponse status code 400\b/i,
  ),
  // Every server's, and .NET's of every server.
  ...near('protocol', /\b400 \(?Bad Request\b/i),
  ...near('refused', /\bResponse status code does not indicate success: 40[13]\b/),
  ...near('interrupted', /\b413\b[^\n]*(?:Entity|Payload|Content) Too Large|error parsing HTTP (?:408|413)/i),
  // docker's, of the page that a gateway answers with in the registry's place.
  ...near('unavailable', /error parsing HTTP 5\d\d response body/i),
  // docker's before 1.10, which leaves the registry out of the name.
  ...near('missing', /(?:^|[\s"])Error: image \S+ not found["'.]*$|\bTag \S+ not found in repository \S+$/),
  ...client(
    'missing',
    /OCIError: Error uploading artifact|expected 200, received 404/i,
    // cosign's, of what is to be signed.
    /\bentity not found in registry\b/i,
  ),
  // The specification's code for what has none, in go-containerregistry's spelling, docker's and the body's: nothing is refused.
  ...client(
    'unavailable',
    /\bUNKNOWN: unknown error\b|(?:^|: )unknown: unknown error\b|"UNKNOWN",\s?"message":\s?"unknown error"/,
    messages('unknown error', 'service unavailable', 'blob unknown to registry'),
  ),
  // The same for a service that is down, as docker's library has it.
  ...client(
    'unavailable',
    /\bUNAVAILABLE: service unavailable\b|(?:^|: )unavailable: service unavailable\b|"UNAVAILABLE",\s?"message":\s?"service unavailable"/,
  ),
  // It knows nothing of a blob that it was given a moment ago (facts K6).
  ...client('unavailable', /(?:^|[\s:"])unknown blob\b/, codes('BLOB_UNKNOWN')),
  ...client(
    'interrupted',
    /failed commit on ref "(?:layer|config|manifest|index)-[^"]*": (?!unexpected status|denied)/i,
    /cannot reuse body, request must be retried/i,
    // Not what was read: a download that broke off is the network's doing.
    new RegExp(
      `^(?!.*(?:httpReadSeeker|[Ff]ailed to pull|[Ee]rror pulling|: Get "https?:)).*(?:failed to (?:copy|push|do request(?!: (?:Head|Get)\\b)|send)|writing (?:blob|layer)|[Uu]ploading|Tried to push|Put|Patch|Post|PUT|PATCH|POST|pushing|/blobs/uploads?/).*(?:${BREAK}|closed pipe|closed network connection|stream error: |sent GOAWAY|timed out|i/o timeout|[: ]EOF$| 499\\b)`,
    ),
    /(?:read|write)(?: on|:)? closed pipe/i,
  ),
];
