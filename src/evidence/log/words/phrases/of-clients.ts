/** What a client says before the registry has judged anything: it has no credential, the name is none, there is no way to the host. */
import { LACKS_ARGUMENT } from '../login-options.js';
import { TOLD_TO_LACK_INPUT } from '../login-words.js';
import { NAMELESS_BUILD } from '../nameless-build.js';
import { any, client, near, type Phrase } from './phrase.js';

export const OF_CLIENTS: readonly Phrase[] = [
  ...client(
    'credential',
    /No credentials found for registry/i,
    /(?:Username and password|Username|Password) required(?:["'`]?\s*$|["'`](?=\s)|(?= \([^)]*(?:ghcr\.io|login-action)))/,
    ...TOLD_TO_LACK_INPUT,
    // docker/login-action's, of inputs that it does not take.
    /\bCannot use registry-auth with other inputs\b|(?:^|Error: )No registry to login\b/,
    /Cannot perform an interactive login from a non[- ]TTY/i,
    /Must provide --username with --password-stdin|\b(?:[Pp]assword|[Uu]sername) (?:is )?[Ee]mpty/,
    // .NET's: nothing is kept for that host (CONTAINER1008).
    /Failed retrieving credentials for "?[\w.-]+/i,
    // A prompt where nobody can answer: nothing came in on standard input.
    /(?:password|user ?name)\b[^\n]*inappropriate ioctl for device/i,
    // oras, which writes its answer behind the prompt.
    /\b(?:Password|Token): Error: (?:password|token) required/,
    /no basic auth credentials?\b/i,
  ),
  ...near(
    'credential',
    // Go's, Node's and Python's, of a token with a line break in it: it is never sent, wherever it was to go.
    /invalid header field value for "Authorization"|Invalid character in header content \["authorization"\]|Invalid leading whitespace, reserved character\(s\), or return character\(s\) in header value/i,
  ),
  ...client(
    'name',
    /repository name (?:\([^)]*\) )?must be lowercase|NAME_INVALID|(?:ERROR|error|Error|daemon|(?<![Vv]alidation )failed|:[\w.-]+|\b400): name invalid/,
    // The same code behind a whole name, with a tag or without.
    /(?:^|[\s"'`([])(?:[\w-]+\.)+[a-z]{2,}(?::\d+)?\/[^\s:]+(?:[:@][\w.:-]+)?["'`\])]{0,2}: name invalid\b/,
    // The message alone, as docker prints it since 28, and libraries of other languages.
    /\b(?:error from registry|OCI API error): invalid repository name$/,
    // The same code as docker's library prints it behind what podman, skopeo and buildah were about.
    /(?:\b(?:manifest|blob|layer upload|tags list|registry)\b|docker:\/\/).*: name invalid(?=: |[.!"'`)]*$)/,
    /invalid[_ ]reference: (?:invalid|missing) (?:repository|registry|tag|digest)\b/i,
    // go-containerregistry's, of the part of a name that it minds; in its older versions with Go's word for a character.
    /\b(?:repository|tag) can only contain the (?:characters|runes) \S/,
  ),
  ...near(
    'name',
    // BuildKit's, of a build to which nobody gave a name (facts K16): whose registry it was for, the rest of the log tells.
    NAMELESS_BUILD,
    // The code without more, as docker prints it below the push.
    /^(?:[Ee]rror: |ERROR: )?(?:name invalid|invalid repository name)$/,
    /invalid reference format|invalid tag "[^"]*": invalid reference|could not parse reference: \S+\//i,
    // Without its reason, as people cut it: no name has a space in it.
    /invalid tag "[^"\s]+\/[^"\s]+\s[^"]*"/i,
  ),
  // curl has an answer where it was told to fail with it: 22, and 56 with HTTP/2.
  ...near('limited', /\bcurl: \(\d+\) .*returned error: 429\b/),
  ...near('missing', /\bcurl: \(\d+\) .*returned error: 404\b/),
  ...near('unavailable', /\bcurl: \(\d+\) .*returned error: 5\d\d\b/),
  // Axios's, whose request stands above.
  ...near('missing', /\bRequest failed with status code 404\b/),
  ...near('limited', /\bRequest failed with status code 429\b/),
  ...near('unavailable', /\bRequest failed with status code 5\d\d\b/),
  // docker's and Go's, and nothing else in the line: of the push or the pull above.
  ...near(
    'unreachable',
    /^(?:[Ee]rror(?: response from daemon)?: )?net\/http: (?:TLS handshake timeout|request canceled)/,
  ),
  ...near('unreachable', /\bcurl: \((?:5|6|7|28|35|52|56|60)\)(?!.*returned error: \d)/),
  // The dev containers' CLI, of a feature or a template that it fetches.
  ...client(
    'unreachable',
    /\bError getting blob: .*\b(?:ETIMEDOUT|ECONNREFUSED|ECONNRESET|ENOTFOUND|EAI_AGAIN|ENETUNREACH|EHOSTUNREACH)\b/,
  ),
  ...any(
    'unreachable',
    /\bdial (?:tcp|udp)\b.*(?:timeout|refused|no such host|unreachable|misbehaving|: socket: )/i,
    // A name that was not found out, a connection that was not made: whatever the system says of why.
    /\bdial (?:tcp|udp)\b[^\n"]{0,120}?: (?:lookup [\w.-]{1,253}[^\n"]{0,80}?|connect): \w/,
    // A proxy's, in front of every registry.
    /\bProxy Authentication Required\b|\bCONNECT tunnel failed\b/i,
    // Of a proxy that lets nobody through Go prints the title of the status alone; a registry's refusal has words of its own.
    /\b(?:Get|Head|Post|Put|Patch) "https:\/\/[^\s"]+": Forbidden$/,
  ),
  // The actions toolkit's, of a login action whose password is required.
  ...near('credential', /Input required and not supplied: (?:registry[-_ ]?)?(?:password|username|token)\b/i),
  ...near('credential', LACKS_ARGUMENT),
  // A page for people: whatever answered, it is no registry.
  ...near(
    'unreachable',
    /<html\b[^>]*>.*\b40[13]\b|\b40[13]\b.{0,60}<(?:!DOCTYPE )?(?:html|head|title|body)\b|Request forbidden by administrative rules|<center><h1>40[13]\b|failed to parse error response 40[13]: <|error parsing HTTP 40[13] response body: invalid character '<'/i,
  ),
];
