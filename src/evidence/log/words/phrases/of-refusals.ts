/** A refusal in the frame of a client, without GitHub's words. */
import { OUR_HOST } from '../registry-names.js';
import { any, client, near, OF_HEAD, type Phrase } from './phrase.js';

export const OF_REFUSALS: readonly Phrase[] = [
  ...client(
    'refused',
    /\bdenied: denied\b/i,
    /\b(?:Head|Get)\b[^\n]*https?:[^\n]*\/v2\/[^\n]*?["')]: ?(?:denied|unauthorized)/i,
    /\bcode: (?:Unauthorized|Denied)\b.*\bmessage: /i,
    /Error response from daemon: (?:error from registry: |unknown: |login attempt to \S+ failed with status: )*(?:denied|unauthorized|40[13])\b(?!:? requested access)/i,
    /error from registry: (?:denied|unauthorized)\b(?!: requested access)/i,
    // docker's before 17.07, of what it may not see or what is not there.
    /\brepository \S+ not found: does not exist or no pull access\b/,
    // docker's, where a manager of a swarm asks for the digest of a service's image.
    /could not be accessed on a registry to record/i,
    /unexpected (?:HTTP status(?: code)?:? |(?:HTTP )?status(?: code)?(?:: ?| from (?:HEAD|GET|POST|PUT|PATCH) request to \S+?:? | (?=40[13] (?:Forbidden|Unauthorized))))40[13]\b/i,
    // jib's last line, below which only its FAQ is named.
    /perhaps you should make sure (?:you have permissions|your credentials) for\b/i,
    /Requesting bear(?:er)? token: .*\b40[13]\b/i,
    /Datasource unauthorized|Unauthorized docker lookup/i,
    // The attest action's, of the signature that it stores beside an image.
    /\bexpected 20\d, (?:received|got) 40[13]\b/,
    /unable to retrieve auth token: |invalid username\/password: /i,
    /\b(?:existing|stored) credentials (?:are )?invalid\b/i,
    OF_HEAD('40[13]'),
    // A page in its place is none of the registry's.
    /error parsing HTTP 40[13] response body(?!: invalid character '<')/i,
    /non-successful response \(status=40[13]/i,
    // The libraries of wasm's clients, .NET's, ORAS for Java, Terraform's provider.
    /\bNot authorized: url https?:/i,
    /\breceived status code '(?:Forbidden|Unauthorized)'/,
    /\bOrasException: .*\b40[13]\b/,
    /bad response from registry: 40[13]\b/i,
    // The containers library's, which says what it asked; the status alone is the frame of browsers, got and .NET, too.
    /\b(?:registry|repository|blob|manifest|layer upload|bear(?:er)? token)\b.*\b(?:403 \(Forbidden\)|401 \(Unauthorized\))/i,
    /response status code 40[13]/i,
    /error writing (?:layer blob|manifest blob|config blob): .*(?:denied|403)/i,
    /"code":\s*"(?:UNAUTHORIZED|DENIED)"|\bcode:(?:UNAUTHORIZED|DENIED) message:/,
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
    // A status without its word, and what forms for logins say: programs of every kind do.
    /\bunexpected status(?: code)? 40[13]\b|\binvalid username\/password\b/i,
    // Scripts of their own, of which the address stands beside it.
    /\bRequest failed with status code 40[13]\b/,
    /\b[Ff]ailed to (?:push|pull|upload|publish)\b[^:]*: 40[13]\b/,
    /\b403 \(Forbidden\)|\b401 \(Unauthorized\)/,
    // Skaffold's last line, whatever the registry said.
    /\bNo push access to specified image repository\b/,
    // The word is written small, by the registry and by docker, or as a code. In front stands what was being done, without a name.
    /^(?:(?:Error|ERROR|error|FATAL|FATA\[\d+\]|[✗✘⨯❌]|\d+ errors? occurred):? )*(?:(?:[Ee]rror|[Ff]ailed to|[Uu]nable to) [a-z]{3,9}(?: (?:the|repositor(?:y|ies)|image|manifest|chart|artifact|blob|config|index|digest|tags?|referrers)){1,3}: )?(?:denied|unauthorized|DENIED|UNAUTHORIZED)(?:: .+)?[.!]?$/,
    // The same in a message of the engine's API, which says it twice; other servers' answers have the one word.
    /"errorDetail":.*"error":\s?"(?:denied|unauthorized)"/,
    /^(?:error|ERROR|Error)?:? ?40[13] (?:Forbidden|Unauthorized)$/,
    /\bdenied(?:: requested access to the resource is denied)?(?:\.\.\.)? +\d+\.\ds$/i,
    /UNAUTHORIZED - authentication required/,
    /requested access to the resource is denied/i,
    /insufficient_scope: authorization failed/i,
    // The registry's words are small.
    /(?:^|: )authentication required\.?$/,
  ),
  ...any(
    'refused',
    // Dependabot's, of a registry that a manifest names.
    /source could not be reached as it requires authentication/i,
    // Fly's, and others', of an image that they may not see, or that is not there. docker looks at home first, and then asks.
    new RegExp(
      String.raw`\b(?:could not|couldn't|cannot|can't|unable to) find (?:the )?image ["'\x60]?${OUR_HOST}/(?!\S+ locally$)\S`,
      'i',
    ),
    // Azure's, of the image that it names.
    /\bimage '[^']+' in container group '[^']*' is not accessible/i,
    // Of a swarm's task: its node asked the registry, and tells no more than that it got nothing. docker itself puts "Error" in front.
    /\bRejected\b.{0,80}\bago\b.*\bNo such image: |"Err": ?"No such image: |^\d+\/\d+: No such image: |\btask (?:error|failed)\b.*\bNo such image: |\bNo such image: .*\bnode\/agent\b|^No such image: \S+\/\S/,
    // .NET's, of a registry that the sentence names (CONTAINER1015, CONTAINER1016); what is advised behind it differs.
    /\bUnable to access the (?:repository '[^']+' in the )?registry '[^']+'/i,
    /confirm your credentials are correct and that you have access to this repository/i,
    /Docker login for '[^']*' failed with exit code/i,
    /Docker pull failed with exit code/i,
    /authentication required/i,
    /may not have permission to access/i,
    // What libraries of other languages make of a 401, and nothing behind it.
    /: not authori[sz]ed[.!]?$/i,
    // The dev containers' CLI, of a feature that it names.
    /Could not resolve Feature (?:manifest for )?'[^']+'\. +(?:If necessary, provide registry credentials|Ensure the Feature is published and accessible)/,
    /ensure registry read(?:\/write)? access to/i,
    new RegExp(
      String.raw`\b(?:docker login \S*|(?:podman|nerdctl|helm registry|oras) login )${OUR_HOST}.*(?:\bexit(?:ed)?(?: with)?(?: code| status)?[ :=]+[1-9]|failed)`,
      'i',
    ),
    /(?:^|\| )(?:\S{1,40} ){0,2}\[\d+\] 40[13] https?:/,
    // How programs write down a request and its answer. A 401 is what the registry says first to everybody.
    /https?:\S+ (?:=>|->|→) 403\b|<-- 403 https?:/,
    /\[40[13]\]|(?:status|[Cc]ode|HTTP|error|Status)["')]*[ :=(]+["'(]?40[13]\b| - 40[13]$|: 40[13]$|\b40[13] - /,
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
