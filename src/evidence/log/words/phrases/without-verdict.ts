/** Answers that decide nothing: a limit, an outage, no answer at all; and a 404, which may hide a refusal. */
import { OUR_HOST } from '../registry-names.js';
import { any, client, github, near, OF_HEAD, type Phrase } from './phrase.js';

/**
 * The page of a package, to which the registry sends a client for what it does not serve, as a list of referrers, and in
 * its bad hours for a manifest, too (fluxcd/source-controller#2050, artifacthub/hub#4785).
 */
const SENT_TO_PAGE = String.raw`\bgithub\.com\/-\/v2\/packages\b[^\s"']{0,400}?["']?:? (?:.{0,60}?[ (])?`;

export const WITHOUT_VERDICT: readonly Phrase[] = [
  ...github('limited', new RegExp(String.raw`${SENT_TO_PAGE}429\b`)),
  ...github('unavailable', new RegExp(String.raw`${SENT_TO_PAGE}(?:40[14]|5\d\d)\b`)),
  ...near('limited', /toomanyrequests/i, OF_HEAD('429')),
  ...near('unavailable', OF_HEAD('5\\d\\d')),
  ...near('missing', OF_HEAD('404')),
  ...any(
    'limited',
    /429 Too Many Requests|: Too Many Requests\b/i,
    /\[429\]|\b(?:status(?: ?code)?|HTTP)["')]*[ :=(]+["'(]?429\b| - 429$|: 429$/i,
  ),
  ...client(
    'unavailable',
    /(?:unexpected|received)(?: unexpected)? (?:HTTP )?status(?: code)?[^\n]*?\b5\d\d\b/i,
    /response status code 5\d\d/i,
    // BuildKit's, of a page for people where a body of the protocol belongs.
    /failed to parse error response 50[0234]\b/,
  ),
  ...any(
    'unavailable',
    // Rust's, with whatever the server put behind the number.
    /\bHTTP status server error \(50\d\b/,
    // Docker's own daemon wraps what the registry refused in a 500.
    /(?:\b50[0234]:? (?:Internal Server Error|Bad Gateway|Service Unavailable|Gateway Time-?out)|\[50[0234]\]|\b(?:status(?: ?code)?|HTTP)["')]*[ :=(]+["'(]?50[0234]\b)(?!.*(?:\/v2\/\S*?|\berror from registry)"?: (?:denied|unauthorized|manifest unknown))| - 50[0234]$|: 50[0234]$/i,
  ),
  ...any(
    'unreachable',
    /no such host|network is unreachable|no route to host|connection refused|connection reset by peer|TLS handshake timeout|i\/o timeout|Client\.Timeout|context deadline exceeded|x509: |connection timed out|server gave HTTP response to HTTPS client|server misbehaving|address family not supported/i,
    /lookup \S+:? .*Try again|Temporary failure in name resolution|could not resolve host|proxyconnect tcp|(?:remote|local) error: tls:|: tls: \w|certificate (?:verify failed|has expired)/i,
    /https?:\/\/[^\s"]+"?: (?:unexpected )?EOF\b/,
    /(?:httpReadSeeker|[Ff]ailed to pull|[Ee]rror pulling)[^\n]*(?:\bEOF\b|\bshort read\b|\bGOAWAY\b|stream (?:error|closed))/,
    // containerd's, of a request that got no answer, whose reason was cut off.
    /\bfailed to do request: (?:Head|Get) "https?:\/\/[^\s"]+"?:?$/,
    // Rust's, of a request that got no answer.
    /\berror sending request for url \(/,
    /\b(?:ECONNREFUSED|ECONNRESET|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH)\b/,
  ),
  // 404
  ...client(
    'missing',
    /manifest unknown|MANIFEST_UNKNOWN|manifest for \S+ not found|NAME_UNKNOWN|\bname unknown\b|name not known to registry/i,
    // It stores an index, and the client asked for a single manifest only.
    /OCI index found, but Accept header does not support OCI ind/i,
    // The same without a word. Of what is sent it says that the server does not take its kind.
    /^(?!.*\b(?:PUT|POST|PATCH) (?:request to )?"?https?:).*\b406 Not Acceptable\b/i,
    // The tag is there, and not for this machine.
    /no matching manifest for|no match for platform in manifest|no image found in (?:image index|manifest list)|does not (?:match|provide) the (?:specified|requested) platform|no child with platform/i,
  ),
  ...any(
    'missing',
    // .NET's, of a registry that the sentence names.
    /confirm that this name and tag are present in the registry/i,
    // docker's, of a reference that it was given for an index or for a look at it.
    new RegExp(String.raw`\bno such manifest: ${OUR_HOST}/`, 'i'),
    // As people put it, of a reference in the same sentence.
    new RegExp(String.raw`${OUR_HOST}/\S+ (?:is |gives |returns? |→ |-> )?(?:a )?404s?\b`, 'i'),
    // Skaffold says so of what it is to build now.
    new RegExp(
      String.raw`^(?!.*cache (?:import|manifest)).*${OUR_HOST}/\S+: not found\b(?!\. (?:re)?building)`,
      'i',
    ),
    // Whoever was to pull it, with what stands between left out.
    new RegExp(
      String.raw`\b(?:failed to pull|error pulling|(?:cannot|could not|unable to) pull)(?: image)? ["'\x60]?${OUR_HOST}/[^\s"'\x60]+["'\x60]?: (?:.{0,200}\b(?:manifest|tag|image|reference)\b.{0,40}?)?\bnot found["'\x60).]*$`,
      'i',
    ),
    /\b404 (?:Not Found|\(Not Found\))|status(?: ?code)?[ =:]+404|not found: not found/i,
  ),
];
