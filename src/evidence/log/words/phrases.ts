/**
 * The sentences that show a refusal or a failure, and whose they are. Verbatim
 * messages are those of the facts page; what stands around them differs from
 * client to client and is left to `client.ts`.
 */
import { isQuoted } from '../people/quoted.js';
import { isSpokenOf } from '../people/spoken.js';
import type { SymptomKind } from '../types.js';

export interface Phrase {
  pattern: RegExp;
  kind: SymptomKind;
  /**
   * `github`: nobody else says it. `client`: clients of registries say it, of any registry.
   * `near`: docker says it, and others might: what ran just before has to have worked with GitHub's registry.
   * `any`: everybody says it, so the line itself has to name GitHub's registry.
   */
  whose: 'github' | 'client' | 'near' | 'any';
  /** Said of the packages API: only where the log speaks of packages. */
  packages?: boolean;
}

const github = (kind: SymptomKind, ...patterns: RegExp[]): Phrase[] =>
  patterns.map((pattern) => ({ pattern, kind, whose: 'github' }));
const client = (kind: SymptomKind, ...patterns: RegExp[]): Phrase[] =>
  patterns.map((pattern) => ({ pattern, kind, whose: 'client' }));
const near = (kind: SymptomKind, ...patterns: RegExp[]): Phrase[] =>
  patterns.map((pattern) => ({ pattern, kind, whose: 'near' }));
const any = (kind: SymptomKind, ...patterns: RegExp[]): Phrase[] =>
  patterns.map((pattern) => ({ pattern, kind, whose: 'any' }));

/** How clients in Go, Java, Node, Python and Rust say that the other side is gone in the middle of a transfer. */
const BREAK =
  '[Cc]onnection reset(?: by peer)?|[Bb]roken pipe(?: \\(Write failed\\))?|use of closed network connection|unexpected EOF|Unexpected end of file from server|transport connection broken|client connection lost|connection closed before message completed|bad record MAC|EOF occurred in violation of protocol|socket hang up|ECONNRESET|EPIPE';

/** The whole of a line: what it broke off stands above. Java, Gradle and Maven name who throws it, or which goal ended so. */
const BARE_BREAK = new RegExp(
  `^(?:(?:Error|error|ERROR|FATAL|fatal|FATA\\[\\d+\\])[: ]+)?(?:(?:> |Caused by: )?(?:[\\w$]+\\.)+[\\w$]+(?:Exception|Error): |\\[ERROR\\] Failed to execute goal \\S+ (?:\\([^)]*\\) )?on project \\S+: )?(?:(?:Error response from daemon|(?:read|write) tcp \\S+|read|write):? )*(?:${BREAK}|EOF)\\.?(?: -> \\[Help 1\\])?$`,
);

/** The same as Ansible tells of a command that it ran. */
const BREAK_IN_RESULT = new RegExp(`"stderr": ?"(?:[^"\\\\]|\\\\.)*(?:${BREAK})\\.?(?:\\\\n)?"`);

/** A transfer broke off, and the line says no more: only what was under way tells whose it was. */
export function isBareBreak(text: string): boolean {
  return BARE_BREAK.test(text);
}

/** The first that matches names the kind, so the more telling stand first. */
export const PHRASES: readonly Phrase[] = [
  // before any step
  ...github(
    'start',
    /is requesting '[^']*packages: [^']*',? but is only allowed/i,
    /\bSecret \S*(?:GHCR|CR_PAT)\S* is required, but not provided while calling/i,
    // Whatever other secrets are for, these are the registry's (facts K18).
    /\bInvalid secret, \S*(?:GHCR|CR_PAT|GITHUB_TOKEN)\S* is not defined in the referenced workflow/i,
    /\bsecret name ["']?GITHUB_TOKEN["']? within ["']?workflow_call["']? can ?not be used/i,
    /\bUnrecognized named-value: 'secrets'.*\bsecrets\.\w*(?:GHCR|CR_PAT|GITHUB_TOKEN)/i,
    /job was not started because .*(?:payment|spending limit|billing|budget)/i,
    /(?:Invalid workflow file|workflow is not valid|\(Line: \d+, Col: \d+\)).*Unexpected value '(?:permissions|packages|(?:read|write|none)[^']+|[^']+(?:read|write|none))'/i,
  ),
  // the registry's own sentences (facts, section 1.7)
  ...github(
    'refused',
    /installation not allowed to \w+ organization package/i,
    /permission_denied: ?\w+_package/i,
    /requested installation does not exist/i,
    /token provided does not match expected scopes/i,
    /not_found: owner not found/i,
    /User cannot be authenticated with the token provided/i,
  ),
  // GitHub's limit, passed on by the registry in the frame of a refusal
  ...github('limited', /Error from intermediary.*(?:secondary rate limit|rate-limits-for-the-rest-api)/i),
  // what GitHub's services say of each other
  ...github('unavailable', /unable to connect to authzd|twirp error|Error from intermediary/i),
  ...github('limited', /retry-after: [\d.]+(?:[nµμu]?m?s)?, allowed: \d+\/minute/i),
  ...github('protocol', /maximum permissible limit of 4\.0+ ?MiB/i),
  // what other services of GitHub refuse to a job that publishes (facts K16)
  ...github(
    'api',
    /Unable to get (?:the )?ACTIONS_ID_TOKEN_REQUEST_(?:URL|TOKEN)|ACTIONS_ID_TOKEN_REQUEST_\w+ (?:env(?:ironment)? var(?:iable)? )?(?:is )?not (?:set|found)/i,
    /Failed to persist attestation: Resource not accessible/i,
    /rest\/repos\/attestations#create|Resource not accessible.*rest\/code-scanning/i,
  ),
  // the REST API's own sentences, and those of tools that know its limits
  ...github(
    'api',
    /\blist(?:ing)? packages (?:when using|using|with) (?:an? |the )?\$?GITHUB_TOKEN/i,
    /Resource protected by organization SAML enforcement/i,
    /has an IP allow list enabled, and your IP address is not permitted/i,
    /You need at least \w+:packages scope/i,
    // GraphQL's, which the old registry passed on.
    /requires one of the following scopes: \[[^\]]*\b(?:read|write|delete):packages\b/i,
    /cannot delete the last tagged version of a package|more than 5,?000 downloads cannot be deleted/i,
  ),
  {
    pattern: /Resource not accessible by (?:integration|personal access token)/i,
    kind: 'api',
    whose: 'client',
    packages: true,
  },
  {
    pattern: /(?:^|[\s"'])Invalid argument\.?["']?(?: \(HTTP 400\)|\s*$| - https:\/\/docs\.github\.com)/i,
    kind: 'api',
    whose: 'client',
    packages: true,
  },
  {
    pattern: /permissions requested are not granted to this installation/i,
    kind: 'api',
    whose: 'client',
    packages: true,
  },
  ...client(
    'api',
    /(?:^|[\s:"'])Package not found\.(?:["'`.]|\s*$| - https:\/\/docs\.github\.com| \()/,
    // Octokit's, as people write it down.
    /\bHttpError\]?: Package not found\b/,
    /rest\/packages\/packages#\S+/i,
  ),
  ...client('limited', /exceeded a secondary rate limit/i),
  // the client itself
  ...client(
    'credential',
    /No credentials found for registry/i,
    /(?:Username and password|Username|Password) required\s*$/,
    /Cannot perform an interactive login from a non[- ]TTY/i,
    /Must provide --username with --password-stdin|\b(?:[Pp]assword|[Uu]sername) (?:is )?[Ee]mpty/,
    // .NET's: nothing is kept for that host (CONTAINER1008).
    /Failed retrieving credentials for "?[\w.-]+/i,
    // A prompt where nobody can answer: nothing came in on standard input.
    /(?:password|user ?name)\b[^\n]*inappropriate ioctl for device/i,
    // oras, which writes its answer behind the prompt.
    /\b(?:Password|Token): Error: (?:password|token) required/,
    /no basic auth credentials/i,
  ),
  ...near(
    'credential',
    // Go's, Node's and Python's, of a token with a line break in it: it is never sent, wherever it was to go.
    /invalid header field value for "Authorization"|Invalid character in header content \["authorization"\]|Invalid leading whitespace, reserved character\(s\), or return character\(s\) in header value/i,
  ),
  ...client(
    'name',
    /repository name (?:\([^)]*\) )?must be lowercase|NAME_INVALID|(?:ERROR|error|Error|daemon|failed|:[\w.-]+|\b400): name invalid/,
    /invalid[_ ]reference: (?:invalid|missing) (?:repository|registry|tag|digest)\b/i,
    // go-containerregistry's, of the part of a name that it minds.
    /\b(?:repository|tag) can only contain the characters \S/,
  ),
  ...near(
    'name',
    /invalid reference format|invalid tag "[^"]*": invalid reference|could not parse reference: \S+\//i,
  ),
  // curl has an answer where it was told to fail with it: 22, and 56 with HTTP/2.
  ...near('limited', /\bcurl: \(\d+\) .*returned error: 429\b/),
  ...near('unavailable', /\bcurl: \(\d+\) .*returned error: 5\d\d\b/),
  // docker's and Go's, and nothing else in the line: of the push or the pull above.
  ...near(
    'unreachable',
    /^(?:[Ee]rror(?: response from daemon)?: )?net\/http: (?:TLS handshake timeout|request canceled)/,
  ),
  ...near('unreachable', /\bcurl: \((?:5|6|7|28|35|52|56|60)\)(?!.*returned error: \d)/),
  ...any(
    'unreachable',
    /\bdial (?:tcp|udp)\b.*(?:timeout|refused|no such host|unreachable|misbehaving|: socket: )/i,
    // A proxy's, in front of every registry.
    /\bProxy Authentication Required\b|\bCONNECT tunnel failed\b/i,
    // Of a proxy that lets nobody through Go prints the title of the status alone; a registry's refusal has words of its own.
    /\b(?:Get|Head|Post|Put|Patch) "https:\/\/[^\s"]+": Forbidden$/,
  ),
  // The actions toolkit's, of a login action whose password is required.
  ...near('credential', /Input required and not supplied: (?:registry[-_ ]?)?(?:password|username|token)\b/i),
  // A page for people: whatever answered, it is no registry.
  ...near(
    'unreachable',
    /<html\b[^>]*>.*\b40[13]\b|Request forbidden by administrative rules|<center><h1>40[13]\b|failed to parse error response 40[13]: </i,
  ),
  // a transfer
  ...client(
    'protocol',
    /REQUESTED_RANGE_NOT_SATISFIABLE|416 Requested Range/i,
    /MANIFEST_BLOB_UNKNOWN/,
    /\b(?:DIGEST|SIZE|RANGE)_INVALID\b/,
    /\b405(?: \(|:? )Method|\b405: unsupported|\b(?:DELETE|[Ff]ailed to delete)\b[^\n]*\bUNSUPPORTED(?:: |")/i,
    /^(?=.*\b400 \(?Bad Request\b).*\b(?:unexpected status|blob|layer|manifest|destination)\b|\bresponse status code 400\b/i,
  ),
  // Every server's, and .NET's of every server.
  ...near('protocol', /\b400 \(?Bad Request\b/i),
  ...near('refused', /\bResponse status code does not indicate success: 40[13]\b/),
  // Nothing but that: of what was under way.
  ...near('interrupted', BARE_BREAK, BREAK_IN_RESULT),
  ...near('interrupted', /\b413\b[^\n]*(?:Entity|Payload|Content) Too Large|error parsing HTTP 413/i),
  ...client(
    'missing',
    /OCIError: Error uploading artifact|expected 200, received 404/i,
    // cosign's, of what is to be signed.
    /\bentity not found in registry\b/i,
  ),
  // It knows nothing of a blob that it was given a moment ago (facts K6).
  ...client('unavailable', /(?:^|[\s:"])unknown blob\b|\bBLOB_UNKNOWN\b/),
  ...client(
    'interrupted',
    /BLOB_UPLOAD_UNKNOWN|blob upload unknown|BLOB_UPLOAD_INVALID/i,
    /failed commit on ref "(?:layer|config|manifest|index)-[^"]*": (?!unexpected status|denied)/i,
    /cannot reuse body, request must be retried/i,
    // Not what was read: a download that broke off is the network's doing.
    new RegExp(
      `^(?!.*(?:httpReadSeeker|[Ff]ailed to pull|[Ee]rror pulling|: Get "https?:)).*(?:failed to (?:copy|push|do request(?!: (?:Head|Get)\\b)|send)|writing (?:blob|layer)|[Uu]ploading|Tried to push|Put|Patch|Post|PUT|PATCH|POST|pushing|/blobs/uploads?/).*(?:${BREAK}|closed pipe|closed network connection|stream error: |sent GOAWAY|timed out|i/o timeout|[: ]EOF$| 499\\b)`,
    ),
    /(?:read|write)(?: on|:)? closed pipe/i,
  ),
  // no verdict
  ...near('limited', /toomanyrequests/i, /registry responded to head request with "?429\b/i),
  ...near('unavailable', /registry responded to head request with "?5\d\d\b/i),
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
    /no such host|network is unreachable|no route to host|connection refused|connection reset by peer|TLS handshake timeout|i\/o timeout|Client\.Timeout|context deadline exceeded|x509: |connection timed out|server misbehaving|address family not supported/i,
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
    /\b406 Not Acceptable\b/i,
    // The tag is there, and not for this machine.
    /no matching manifest for|no match for platform in manifest|no image found in (?:image index|manifest list)|does not (?:match|provide) the (?:specified|requested) platform|no child with platform/i,
  ),
  ...any(
    'missing',
    // .NET's, of a registry that the sentence names.
    /confirm that this name and tag are present in the registry/i,
    // As people put it, of a reference in the same sentence.
    /ghcr\.io\/\S+ (?:is |gives |returns? |→ |-> )?(?:a )?404s?\b/i,
    /^(?!.*cache (?:import|manifest)).*ghcr\.io\/\S+: not found\b|\b404 (?:Not Found|\(Not Found\))|status(?: code)?[ =:]+404|not found: not found/i,
  ),
  // a refusal in the frame of a client, without GitHub's words
  ...client(
    'refused',
    /\bdenied: denied\b/i,
    /\b(?:Head|Get)\b[^\n]*https?:[^\n]*\/v2\/[^\n]*?["')]: ?(?:denied|unauthorized)/i,
    /\bcode: (?:Unauthorized|Denied)\b.*\bmessage: /i,
    /Error response from daemon: (?:error from registry: |unknown: |login attempt to \S+ failed with status: )*(?:denied|unauthorized|40[13])\b(?!:? requested access)/i,
    /error from registry: (?:denied|unauthorized)\b(?!: requested access)/i,
    // docker's, where a manager of a swarm asks for the digest of a service's image.
    /could not be accessed on a registry to record/i,
    /unexpected (?:HTTP )?status(?: code)?(?: from (?:HEAD|GET|POST|PUT|PATCH) request to \S+?)?:? 40[13]\b/i,
    // jib's last line, below which only its FAQ is named.
    /perhaps you should make sure (?:you have permissions|your credentials) for\b/i,
    /Requesting bear(?:er)? token: .*\b40[13]\b/i,
    /Datasource unauthorized|Unauthorized docker lookup/i,
    // The attest action's, of the signature that it stores beside an image.
    /\bexpected 20\d, received 40[13]\b/,
    /unable to retrieve auth token: |invalid username\/password/i,
    /\b(?:existing|stored) credentials (?:are )?invalid\b/i,
    /registry responded to head request with "?40[13]/i,
    /error parsing HTTP 40[13] response body/i,
    /non-successful response \(status=40[13]/i,
    // The libraries of wasm's clients, .NET's, ORAS for Java, Terraform's provider.
    /\bNot authorized: url https?:/i,
    /\breceived status code '(?:Forbidden|Unauthorized)'/,
    /\bOrasException: .*\b40[13]\b/,
    /bad response from registry: 40[13]\b/i,
    /\b403 \(Forbidden\)|\b401 \(Unauthorized\)/,
    /response status code 40[13]/i,
    /error writing (?:layer blob|manifest blob|config blob): .*(?:denied|403)/i,
    /"code":\s*"(?:UNAUTHORIZED|DENIED)"/,
    // The dev containers' CLI, which spells it so.
    /Server did not provide instructions to authentic?ate/i,
    /\bUnauthorized for \S+\/\S+/,
    /: (?:UNAUTHORIZED|DENIED): /,
  ),
  ...near(
    'refused',
    /\bcurl: \(\d+\) .*returned error: 40[13]\b/,
    // The head of an answer, as `curl -i` and `curl -v` show it. A 401 is what the registry says first to everybody.
    /^(?:< )?HTTP\/[\d.]+ 403\b/,
    // Scripts of their own, of which the address stands beside it.
    /\bRequest failed with status code 40[13]\b/,
    /\b[Ff]ailed to (?:push|pull|upload|publish)\b[^:]*: 40[13]\b/,
    /^(?:Error: |ERROR: |error: |FATAL: )?(?:denied|unauthorized)(?:: .+)?[.!]?$/i,
    /^(?:error|ERROR|Error)?:? ?40[13] (?:Forbidden|Unauthorized)$/,
    /\bdenied(?:: requested access to the resource is denied)?(?:\.\.\.)? +\d+\.\ds$/i,
    /UNAUTHORIZED - authentication required/,
    /requested access to the resource is denied/i,
    /insufficient_scope: authorization failed/i,
    /(?:^|: )authentication required\.?$/i,
  ),
  ...any(
    'refused',
    // Dependabot's, of a registry that a manifest names.
    /source could not be reached as it requires authentication/i,
    // Azure's, of the image that it names.
    /\bimage '[^']+' in container group '[^']*' is not accessible/i,
    // Of a swarm's task: its node asked the registry, and tells no more than that it got nothing. docker itself puts "Error" in front.
    /\bRejected\b.{0,80}\bago\b.*\bNo such image: |"Err": ?"No such image: |^\d+\/\d+: No such image: |\btask (?:error|failed)\b.*\bNo such image: |\bNo such image: .*\bnode\/agent\b|^No such image: \S+\/\S/,
    // .NET's, of a registry that the sentence names (CONTAINER1015, CONTAINER1016).
    /confirm your credentials are correct and that you have access to this repository/i,
    /Docker login for '[^']*' failed with exit code/i,
    /Docker pull failed with exit code/i,
    /authentication required/i,
    /may not have permission to access/i,
    // The dev containers' CLI, of a feature that it names.
    /Could not resolve Feature (?:manifest for )?'[^']+'\. +(?:If necessary, provide registry credentials|Ensure the Feature is published and accessible)/,
    /ensure registry read(?:\/write)? access to/i,
    /docker login \S*ghcr\.io.*(?:exit(?: code| status)?|failed)/i,
    /(?:^|\| )(?:\S{1,40} ){0,2}\[\d+\] 40[13] https?:/,
    /\[40[13]\]|(?:status|code|HTTP|error|Status)["')]*[ :=(]+["'(]?40[13]\b| - 40[13]$|: 40[13]$|\b40[13] - /,
    /\b(?:unauthorized|forbidden)\b|: denied\b/i,
    // A tool's own line about a push or a pull, which ends with how it ended.
    /\b(?:[Pp]ush|[Pp]ull)\w*(?: image| chart| to| from)* \S+\/\S+(?: | → | - |: )+40[13](?: +\(?\d+(?:\.\d+)? ?m?s\)?)?$/,
    /(?:^|[\s:`'"*(])(?:denied|unauthorized)["'`*.)]*\s*$/i,
    /\b(?:40[13] (?:Forbidden|Unauthorized)|(?:HTTP|status|code|error|returned|received)[ :=]+40[13])\b/i,
    /\b40[13]: /,
    /(?:^|[\s"'`])(?:access|permission) denied\b/i,
    /\bdenied: \S/,
  ),
];

/** The first phrase in the line; undefined for an ordinary line, and for one that only quotes. */
export function phraseIn(text: string): Phrase | undefined {
  const found = PHRASES.find(({ pattern }) => pattern.test(text));
  if (!found || isQuoted(text) || isSpokenOf(text) || ANOTHERS.test(text) || isDockerHubsLimit(text))
    return undefined;
  // A machine's socket may stand in the command whose answer the line shows.
  return found.whose !== 'github' && isClientsOwn(text) ? undefined : found;
}

/** What a client says of how it was called, or of the machine that it is on: it never came to a registry. */
export function isClientsOwn(text: string): boolean {
  return /\btag is needed when pushing|\bmay not be set together|\bexporter option "\w+" conflicts|not supported for the docker driver|\bdoes not exist locally\b|\brequires (?:exactly|at least) \d+ argument|\bunknown (?:shorthand )?flag\b|\binvalid (?:flag|boolean value)\b|\bno space left on device|docker\.sock\b|\bdocker daemon\b|\bcommand not found\b/i.test(
    text,
  );
}

/** The refusals of other services in their own form: Azure's (the last is its library's for Go), the API's of a Kubernetes cluster, those of policies. */
const ANOTHERS =
  /^RESPONSE \d{3}: |Server failed to authenticate the request|\bis forbidden: |\bError from server \(|\bcannot \w+ resource "|\badmission webhook "|\bdenied by policy\b|\bunexpected status \d{3}(?: \([^)]*\))? with (?:error|response)\b/i;

/** A refusal that another registry, or another service, words as GitHub's never does. */
export function isWordedByAnother(text: string): boolean {
  return ANOTHERS.test(text) || WORDED_BY_ANOTHER.some((pattern) => pattern.test(text));
}

const WORDED_BY_ANOTHER: readonly RegExp[] = [
  // GitLab
  /\bHTTP Basic: Access denied|\bdenied: access forbidden\b/i,
  // Google
  /"artifactregistry\.repositories\.|\bToken exchange failed for project\b/i,
  // Amazon
  /\bnot authorized to perform: ecr:|\bYour authorization token has expired\b/i,
  // Docker Hub, and others that say for which right they ask: GitHub's answers have no such detail
  /\[map\[Action:\w* Class:\w* Name:/,
  /\bincorrect username or password\b|\baccess token has insufficient scopes\b|\bemail must be verified\b/i,
  // Quay and Nexus
  /\baccess to the requested resource is not authorized\b|\bunauthorized: Invalid Username or Password\b/i,
  // Gitea and Forgejo
  /\breqPackageAccess\b/i,
  // Harbor
  /\bunauthorized to access repository: /i,
  // Artifactory
  /\bclient does not have permission for manifest\b/i,
  // Azure
  /\baka\.ms\/acr\b/i,
];

/** Docker Hub's own sentence about its limit: what is put off beside it, Docker Hub puts off. */
export function isDockerHubsLimit(text: string): boolean {
  return /reached your (?:\w+ )?pull rate limit/i.test(text);
}
