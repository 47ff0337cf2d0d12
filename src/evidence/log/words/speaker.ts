/**
 * Whose refusal a short text tells of that names no registry. Every system and every server says "permission denied" or
 * "403": it is a registry's where the text speaks of a registry's work, or where it says nothing else at all.
 */

/** The addresses of the distribution protocol, below those of the registry; people cut them short. */
export const PROTOCOL =
  /(?<![\w.-])(?:(?:POST|PUT|PATCH|HEAD|GET) )?\.{0,3}\/?(?:v2\/(?:\S*\/)?|\S*\/)?(?:blobs\/(?:uploads?|sha256)|manifests\/)\S*/g;

/** What is done at a registry, and with what. A pull request is git's, a push notification a telephone's, and Windows has a registry, too. */
const TRANSFER =
  /(?<!\bweb )\bpush(?:e[sd]|ing)?\b(?! notif| event)|\bpull(?:s|ed|ing)?\b(?![ -]?requests?\b)|\bregistry\b(?! key| access)|\bghcr\b|ErrImagePull|ImagePullBackOff|推送|拉取|プッシュ|プル/i;

/** Who works there, and what lies there. Programs of the same name do other work, too. */
const TRADE =
  /\b(?:docker|podman|buildah|buildx|buildkit|skopeo|crane|oras|nerdctl|kaniko|cosign)\b|\bdaemon\b|\b(?:images?|packages?|manifests?|blobs?)\b|\b(?:oauth|anonymous|bearer) token\b|\binsufficient_scope\b|\berror parsing HTTP \d|镜像|软件包|イメージ|パッケージ/i;

/** The operating system's words, a database's, Google's: the registry writes its own in lower case and as one word. */
const SYSTEMS = /\bpermission denied\b|\bPERMISSION_DENIED\b|\b(?:os error|errno)\b/i;
const OWN_WORD = /\bpermission_denied\b/;
/** With the system's number, or ssh's ways to log in: nobody else says so, whatever was to be pushed. */
const SYSTEMS_NUMBER = /\bpermission denied \((?:\d+|publickey|password)\b|\b(?:os error|errno) \d/i;

/** What a registry and its clients put together: its sentences, and the frame around a status. */
const SENTENCE =
  /(?:requested )?access to the resource is denied|request entity too large|unexpected status from \w+ request/gi;
/** What a logger, BuildKit and a shell set beside a message. */
const BESIDE =
  /\b\d{4}-\d\d-\d\d[T ][\d:.,]+(?:Z\b|[+-]\d\d:?\d\d\b)?|^#\d+\b(?: \d+\.\d+)?|\b[A-Z]{4}\[\d+\]|\blevel=\w+|\b(?:time|msg)=|\bProcess completed\b|\bexit (?:code|status) \d+/g;
/** Who asks what it means puts no more around it than these. */
const ASKED = 'i we my it this why help what does mean do get gets getting always still hi hello please';
const WORDS = new Set(
  (
    'error errors err failed failure http https status code response returned received unexpected with by from got a an the ' +
    'denied unauthorized unauthenticated forbidden access authentication authorization required login log in credentials bad ' +
    'invalid insufficient_scope permission_denied message not found too many requests large entity payload content 401 403 404 413 429 ' +
    `unknown token ${ASKED}`
  ).split(' '),
);

const FRAME = /^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu;

/** Nothing but a refusal: no name, no number of an error, no word that says what was to be done. */
function isRefusalOnly(line: string): boolean {
  const words = line
    .replace(BESIDE, ' ')
    .replace(SENTENCE, ' ')
    .split(/[\s:=,;.…"'`()[\]{}]+/);
  return words
    .map((word) => word.replace(FRAME, '').toLowerCase())
    .every((word) => word === '' || WORDS.has(word));
}

/** A line that somebody wrote: programs print signs, paths, numbers and names that are none of a language's words. */
function isProse(line: string): boolean {
  return line.split(/\s+/).every((word) => /^[\p{L}，。；：！？、]*[,.;:!?]?$/u.test(word));
}

/** Whether a line below a command may tell of its refusal: nobody else names himself in it, or what he was to do. */
export function mayAnswer(line: string): boolean {
  return isRefusalOnly(line) || (isProse(line) && !SYSTEMS.test(line));
}

/**
 * Whether a refusal that names no registry may be one's.
 *
 * @param lines the whole of the text
 * @param refusal that line of it which was taken for a refusal
 */
export function mayBeRegistrys(lines: readonly string[], refusal: string): boolean {
  const text = lines.join('\n');
  if (SYSTEMS_NUMBER.test(text)) return false;
  if (TRANSFER.test(text)) return true;
  if (SYSTEMS.test(text) && !OWN_WORD.test(text)) return false;
  if (TRADE.test(text)) return true;
  return lines.every((line) => isRefusalOnly(line) || (line !== refusal && isProse(line)));
}

/** It asks anybody: what a client of registries did around it has no part in it, only an address that is shown. */
export const ASKS_ANYBODY =
  /\bcurl: \(\d+\)|^(?:< )?HTTP\/[\d.]+ 403\b|\bRequest failed with status code|\bResponse status code does not indicate success|\bHTTPError: HTTP Error \d|\bResponse code \d{3} \(|\bHttpResponseException: \d|\bresponse status is not successful\b|\b[Ff]ailed to (?:push|pull|upload|publish)\b[^:]*: 40[13]\b|^(?:HTTP[ :]*)?40[13]$|\bheader (?:content \[|field value for |value: )/;
