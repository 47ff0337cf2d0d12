/** What a refusal says, read out of the frame that a client put around it. */

import type { Access } from '../../../types.js';
import type { Stage } from '../types.js';
import { askedStatusIn } from './asked-address.js';
import { isFailedLogin, isOfLogin, speaksOfLogin } from './login-words.js';
import { OUR_HOST } from './registry-names.js';
import { withinMarks } from './within-marks.js';

const LIMIT = 300;

const SENTENCES =
  /installation not allowed to \w+ organization package|permission_denied: ?\w+_package|(?:permission_denied: )?The (?:requested installation does not exist|token provided does not match expected scopes)\.?|(?:not_found: )?owner not found|(?:unauthenticated: )?User cannot be authenticated with the token provided\.?|requested access to the resource is denied|manifest unknown|toomanyrequests:? *retry-after: [^"']+?\/minute|You have exceeded a secondary rate limit|blob unknown to registry|blob upload unknown|authentication required|(?:existing|stored) credentials (?:are )?invalid/i;

const NAMED = new RegExp(`${OUR_HOST}/`);

/** `permission_denied: write_package`; null where no reason came with the refusal. */
export function saidIn(text: string): string | null {
  // A logger's field of that name holds what a client says, with the name of what it asked for.
  const message = /"message":\s*"((?:[^"\\]|\\.)+)"(?![\w/])/.exec(text)?.[1];
  const json = message !== undefined && NAMED.test(message) ? undefined : message;
  const framed =
    /(?:\b(?:denied|unauthorized|error from registry|DENIED|UNAUTHORIZED|NAME_INVALID|MANIFEST_INVALID|UNSUPPORTED|NAME_UNKNOWN)): (.+)$/.exec(
      text,
    )?.[1];
  // `denied: permission_denied: X` and `permission_denied: installation not allowed …` keep what leads in.
  const lead = /\bpermission_denied: installation not allowed to \w+ organization package/i.exec(text)?.[0];
  const sentence = lead ?? SENTENCES.exec(text)?.[0];
  const headed = /https?:[^\n]*["')]: ?(denied|unauthorized)/i.exec(text)?.[1]?.toLowerCase();
  const debug = /\bmessage: Some\("([^"]+)"\)/.exec(text)?.[1];
  // Some name the image behind the word: that is no reason.
  const isName = framed !== undefined && /^[\w.-]+\.[a-z]+\/\S+$/.test(framed);
  const named = /\b(denied|unauthorized): \S+$/i.exec(text)?.[1]?.toLowerCase();
  const bare = /(?:^|[\s:`'"*])(denied|unauthorized)[`'"*.)]*\s*$/i.exec(text)?.[1]?.toLowerCase();
  const said = sentence ?? json ?? debug ?? (isName ? named : framed) ?? headed ?? bare ?? null;
  return said === null ? null : tidy(said);
}

/** What GitHub's registry says beside its sentences, as all registries do. Its words are in lower case. */
const PLAIN =
  /^(?:(?:denied|unauthorized|forbidden)(?: (?:denied|unauthorized|forbidden))*|unauthenticated|(?:access|permission|authorization|authentication) (?:is )?(?:denied|failed)|invalid token|permission_denied\b.*|Error from intermediary\b.*|Resource protected by organization SAML\b.*|.*\bIP allow list\b.*)[.!]?$/;

/**
 * Whether a reason is one that GitHub's registry gives: of a text that names no registry, another reason is told by
 * another one (facts, section 1.7).
 *
 * @param said as `saidIn` reads it
 */
export function isGitHubsReason(said: string): boolean {
  return SENTENCES.test(said) || PLAIN.test(said);
}

/** Whether it is one of those sentences, and more than that it was refused. */
export function isWholeSentence(said: string): boolean {
  return SENTENCES.test(said);
}

/** Letters of another script: a registry's own words are in English. */
const FOREIGN = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Cyrillic}：，。；、！？（「“]/u;

/** What stands before somebody goes on in a language of another script; all of it where it begins so. */
function ownWords(said: string): string {
  const at = said.search(FOREIGN);
  const own = at < 0 ? '' : said.slice(0, at);
  return /[a-z]/i.test(own) ? own.replace(/[\s(,;:—-]{1,8}$/u, '') : said;
}

function tidy(said: string): string | null {
  const text = withinMarks(ownWords(said))
    .replace(/\\"/g, '"')
    // docker compose cuts its lines of status, and ends them with a timer (facts K7).
    .replace(/(?:\.{3})?\s+\d+(?:\.\d+)?s\s*$/, '')
    .replace(/^(?:denied|unauthorized|DENIED|UNAUTHORIZED|error from registry): /, '')
    .replace(/[\s`'"*\\)\]}]+$/, '')
    // docker run ends its own sentence so; its daemon says the word once more in a second line.
    .replace(/^(denied|unauthorized)(?:\.|(?:\\n|\s)+\1)$/, '$1')
    // The registry's word, and how somebody goes on.
    .replace(
      /^(denied|unauthorized)(?:[,;.]| -| [–—])? (?:and|as|at|because|but|for|from|in|on|since|so|when|which|while|with)\b.*$/,
      '$1',
    )
    .trim();
  const whole = completed(text);
  // The head of a reason whose rest was cut off.
  return whole === '' ||
    /^(?:unexpected status|Request failed\b|(?:Response code )?\d{3}\b|permission_denied:?\s*(?:$|…|\.{3}))/.test(
      whole,
    )
    ? null
    : whole.slice(0, LIMIT);
}

/** What GitHub's registry alone says, in full. */
const OWN_IN_FULL: readonly string[] = [
  ...['Create', 'Write', 'Read'].map((right) => `installation not allowed to ${right} organization package`),
  ...['create', 'write', 'read'].map((right) => `permission_denied: ${right}_package`),
  'permission_denied: The token provided does not match expected scopes',
  'permission_denied: The requested installation does not exist',
  'unauthenticated: User cannot be authenticated with the token provided',
  'not_found: owner not found',
];
const IN_FULL: readonly string[] = [...OWN_IN_FULL, 'requested access to the resource is denied'];

/** Whether a reason, as `saidIn` reads it, is a sentence that GitHub's registry alone says, cut off or not. */
export const isGitHubsSentence = (said: string | null): boolean =>
  said !== null && OWN_IN_FULL.includes(said);

/** A reason of which the end is missing, as terminals, docker compose and whoever pastes cut it: where only one begins so. */
function completed(said: string): string {
  const head = said.replace(/\s*(?:…|\.{3})$/, '');
  const whole = IN_FULL.filter((sentence) => sentence.startsWith(head));
  return head.length >= LEAST && whole.length === 1 ? (whole[0] as string) : said;
}

/** Letters of a sentence that somebody who writes of it would not begin by chance. */
const LEAST = 20;

const REASON =
  'Forbidden|Unauthorized|Bad credentials|Not Found|Bad Request|Method Not Allowed|Requested Range|Internal Server Error|Bad Gateway|Service Unavailable|Gateway Time-?out|Too Many Requests';

/** The HTTP status, where one is printed or follows from the code. */
export function statusIn(text: string): number | null {
  const found =
    new RegExp(`\\b([45]\\d\\d)(?: (?:Client Error: )?\\(?(?:${REASON})| REQUESTED_RANGE)`, 'i').exec(
      text,
    )?.[1] ??
    /(?:status(?: code)?|HTTP|received|code|returned|error)[ :=]+\(?([45]\d\d)\b/i.exec(text)?.[1] ??
    /(?:^|[\s(])([45]\d\d)(?:: | - \{)/.exec(text)?.[1] ??
    / - ([45]\d\d)$/.exec(text)?.[1] ??
    /^(?:HTTP[ :]*)?([45]\d\d)$/.exec(text)?.[1] ??
    // How it ended, and how long it took.
    /\s([45]\d\d)\s+\(?\d+(?:\.\d+)? ?m?s\)?$/.exec(text)?.[1] ??
    askedStatusIn(text);
  if (found !== null) return Number(found);
  // .NET's and Octokit's.
  const named =
    /\bstatus code '(Forbidden|Unauthorized)'|\bHttpError\]?: (Not Found|Forbidden|Bad credentials|Requires authentication)$/.exec(
      text,
    );
  if (named) return STATUSES.get(named[1] ?? named[2] ?? '') ?? 401;
  if (/\bDENIED\b|\bdenied: |permission_denied|installation not allowed|responds-with-forbidden/.test(text))
    return 403;
  if (
    /\bUNAUTHORIZED\b|\bUnauthorized (?:for|docker lookup)|Datasource unauthorized|code: Unauthorized|\bNot authorized: url|: not authori[sz]ed[.!]?$|unauthenticated|\bunauthorized\b/.test(
      text,
    )
  )
    return 401;
  if (/MANIFEST_UNKNOWN|manifest unknown|NAME_UNKNOWN|name unknown/i.test(text)) return 404;
  if (/toomanyrequests/i.test(text)) return 429;
  return null;
}

/** Those that are told by their names. */
const STATUSES: ReadonlyMap<string, number> = new Map([
  ['Forbidden', 403],
  ['Not Found', 404],
]);

/** The HTTP method of the request that failed; null: the line does not show it. */
export function methodIn(text: string): string | null {
  const found =
    /from (HEAD|GET|POST|PUT|PATCH|DELETE) request/.exec(text)?.[1] ??
    /\b(HEAD|GET|POST|PUT|PATCH|DELETE) "?https?:/.exec(text)?.[1] ??
    /\b(Head|Get|Post|Put|Patch) "?(?:https?:|ghcr|containers\.)/.exec(text)?.[1] ??
    (/initiating layer upload/.test(text) ? 'POST' : /trying to reuse blob/.test(text) ? 'HEAD' : undefined);
  return found?.toUpperCase() ?? null;
}

/** The body of an answer, on a line of its own; Maven puts its level in front. */
const BODY = /^(?:\[ERROR\] )?\{\s*"errors":/;

/** All that `curl -w '%{http_code}'` prints of an answer. */
const STATUS_ALONE = /^(?:HTTP[ :]*)?40[13]$/;

/**
 * The request whose answer's body or status a line is, as `curl` and people show it: what was asked stands in the line
 * before.
 *
 * @param before the lines before it that had to do with a registry
 * @returns null for every other line
 */
export function requestOf(text: string, before: string): string | null {
  const last = before.trimEnd().split('\n').at(-1) ?? '';
  if (STATUS_ALONE.test(text)) {
    if (!/%\{(?:http|response)_code\}/.test(last)) return null;
  } else if (!BODY.test(text)) return null;
  return /https?:\/\/[^\s/"']+\/(?:v2\b|token\?)/.test(last) ? last : null;
}

/** Whether a line is the status that a command was told to print, where it says no to somebody whom it knows. */
export function isRefusingStatus(text: string, before: string): boolean {
  if (!STATUS_ALONE.test(text)) return false;
  const request = requestOf(text, before);
  // A 401 is what the registry says first to everybody.
  return request !== null && (text.endsWith('403') || sendsCredential(request) === true);
}

/** Does `curl` send a credential with this request? null: it is no command of `curl`. */
export function sendsCredential(request: string | null): boolean | null {
  if (request === null || !/\bcurl\b/.test(request)) return null;
  return /\s(?:-u|--user|--oauth2-bearer|-n|--netrc)\b|\bauthorization:|:\/\/[^\s/@]+@/i.test(request);
}

/** A logger's line for whoever looks for faults, as logrus and slog write it. */
const FOR_DEBUGGING = /^(?:DEBU|TRAC)\[|\blevel=(?:debug|trace)\b|"level":"(?:debug|trace)"/i;

/** Where a token is to be had: the registry's first answer to everybody. */
const CHALLENGE = /\bBearer realm=/;

/**
 * What is said to every client in the course of things, on a line that says all: 401 comes before each token, and 404
 * for each blob that is not there yet.
 */
export function isInCourse(text: string): boolean {
  return FOR_DEBUGGING.test(text) && (CHALLENGE.test(text) || [401, 404].includes(statusIn(text) ?? 0));
}

/** The head of an answer in which the registry says where a token is to be had, as curl and traces of clients show it. */
export function isHeadOfChallenge(text: string): boolean {
  return /^(?:[<*] )?"?www-authenticate"?: "?bearer realm=/i.test(text);
}

/** The body of such an answer, which comes before each token. */
export function isBodyOfChallenge(text: string): boolean {
  return BODY.test(text) && /"UNAUTHORIZED"/.test(text) && /"authentication required"/.test(text);
}

/** What the failing request was about: the last address in the line counts. */
export function stageIn(text: string): Stage | null {
  if (isOfLogin(text)) return 'login';
  if (
    /\/token(?:\?|\b)|oauth token|anonymous token|bearer token|ing an auth(?:entication)? token/i.test(text)
  )
    return 'token';
  // The library of wasm's clients, and tart's, of the token endpoint's answer.
  if (/\bAuthentication failure: [{[]|\bAuthFailed\(why: /.test(text)) return 'token';
  if (/\bblobs\/uploads?\b|initiating layer upload|Tried to push BLOB|checking push permission/.test(text))
    return 'upload';
  if (
    /\/blobs\/sha256|reuse blob|(?:reading|fetching) blob|error writing layer blob|ref "layer-|image configuration/.test(
      text,
    )
  )
    return 'blob';
  if (
    /\/manifests\/|\/tags\/list|ref "(?:manifest|index)-|pull access denied for|no pull access|(?:reading|uploading) manifest|\[manifests |manifest unknown|failed to resolve/i.test(
      text,
    )
  )
    return 'manifest';
  if (/\/v2\/?["']?(?::? |$)/.test(text) || speaksOfLogin(text)) return 'login';
  return null;
}

/** What a request wants by a field of its own, as Axios and loggers have it; null: none, or a look, which either begins with. */
function methodFieldIn(text: string): Access | null {
  const [, method] = /\bmethod["']?\s?[:=]\s?["']?(GET|POST|PUT|PATCH)\b/i.exec(text) ?? [];
  if (method === undefined) return null;
  return /get/i.test(method) ? 'pull' : 'push';
}

/** Was it a pull or a push that the line tells of? null: it does not say. */
export function accessIn(text: string): Access | null {
  if (isFailedLogin(text)) return null;
  // cosign's, of what it is to store beside the image: it reads that first. And .NET's, which has one sentence for both.
  if (/\bsigning \[|\bCONTAINER1013\b|\bFailed to push to the output registry\b/.test(text)) return 'push';
  if (/\bnpm (?:ERR!|error)/.test(text)) return /\bPUT\b/.test(text) ? 'push' : 'pull';
  if (
    /\bimages\/create\?|Error downloading \[http|failed to (?:get|head) (?:manifest|blob|tag)|registry read access|source could not be reached|find (?:the )?image ['"`]?[\w.-]+\.[a-z]{2,}\/|fetch(?:ing)? (?:the )?(?:image|manifest|digest|tag|chart|artifact)s?\b|initializing source|listing repository tags|\[manifests |no match(?:ing)? (?!auth)|no image found|in container group '|could not resolve feature|unable to access the repository '[^']+' in the registry|\bfeature '[^']+' could not be processed/i.test(
      text,
    )
  )
    return 'pull';
  // containerd's and BuildKit's name for what reads a blob; also what is copied in a push is read before.
  if (/httpReadSeeker|\bGET(?: request to)? "?https?:\S*\/blobs\/sha256/i.test(text)) return 'pull';
  // Who writes with curl has the protocol's addresses in the line.
  if (/\bcurl: \(\d+\)/.test(text) && !/\/blobs\/uploads?\b|\b(?:PUT|POST|PATCH)\b/.test(text)) return 'pull';
  // BuildKit names what it wanted to read; what it wanted to write comes after «failed to push».
  if (/failed to solve: [\w.-]+\.[a-z]+\/\S+: /.test(text)) return 'pull';
  // One request may ask for several: to write one of them is what it is for.
  const scopes = [
    ...text.matchAll(/(?:scope=|repository%3A)\S*?(?:%3A|:)((?:pull|push)(?:(?:%2C|,)(?:pull|push))?)\b/gi),
  ].map(([, actions = '']) => actions);
  if (scopes.length > 0)
    return scopes.some((actions) => /push/i.test(actions)) || /push%2Cpull|push,pull/i.test(text)
      ? 'push'
      : 'pull';
  const asked = methodFieldIn(text);
  if (asked !== null) return asked;
  if (
    /failed to (?:push|put)|send blob (?:post|put|patch|chunk)|\bblobs\/uploads?\b|layer upload|\b[Pp]ush(?:ing|es|ed)?\b|writing blob|uploading manifest|initializing destination|\bon destination: |error writing|reuse blob|failed commit|Tried to push|(?:create|write)_package|allowed to (?:Create|Write)|make sure (?:you have permissions|your credentials) for|推送|プッシュ|\bPUT\b|blobs\/sha256\S*:? 40[03]/.test(
      text,
    )
  )
    return 'push';
  if (
    /\b[Pp]ull(?:ing)?\b|拉取|failed to resolve|load metadata|source metadata|(?:Head|Get|HEAD|GET)"? ?(?:request to )?"?(?:https?:|\/v2\/)\S*\/(?:manifests|tags)|\/tags\/list\b|reading manifest|image configuration|failed to pull|INSTALLATION FAILED|manifest unknown/i.test(
      text,
    )
  )
    return 'pull';
  return null;
}

/**
 * The registry names the right that was asked for. To read is a part of each push, too, which looks first what is there
 * (facts, section 1.7): so it tells of a pull only where nothing speaks of a push.
 */
export function isRightToReadRefused(text: string): boolean {
  return /\bread_package\b|\ballowed to Read\b/i.test(text);
}

/** What a request wants that is shown as `curl` sends it, which reads where nothing is said. */
export function accessOfRequest(request: string | null): Access | null {
  if (request === null) return null;
  const writes =
    /\/blobs\/uploads?\b|\s(?:-X|--request)[ =]?["']?(?:POST|PUT|PATCH)\b|\s(?:-T|--upload-file)\b/;
  return accessIn(request) ?? (writes.test(request) ? 'push' : 'pull');
}

/** kaniko's, of a layer or a base image that it then makes or fetches itself (kaniko: `pkg/image/image_util.go`). */
const CACHE_OF_KANIKO = /\bError while retrieving image from cache: /;

/** A cache was to be read, without which a build goes on. */
export function isImportOfCache(text: string): boolean {
  return CACHE_OF_KANIKO.test(text) || (isCache(text) && /import/i.test(text));
}

/** The export or import of a registry cache: BuildKit's, and what others call so. */
export function isCache(text: string): boolean {
  return /error writing (?:layer|manifest|config) blob|exporting cache|cache (?:export|import)er|importing cache|retrieving image from cache: |[/:_-](?:build-?)?cache(?:[:/_-]|\b)\S*|\bcache-(?:to|from)\b/i.test(
    text,
  );
}
