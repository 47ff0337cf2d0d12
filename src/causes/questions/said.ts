/** What was said with a refusal, by the registry and by a client. */
import type { Case } from '../case.js';

/** The registry's sentences (facts, section 1.7), also as people repeat them. */
export const REGISTRY_SENTENCES = {
  deadToken:
    /User (?:can ?not|can['’]t|could not|couldn['’]t) be authenticated with the (?:token provided|provided token)|\b(?:unauthorized|denied): unauthenticated\b|\bBad credentials\b/i,
  resource: /requested access to the resource is denied/i,
  scopes: /(?:does not|doesn['’]t|did not|didn['’]t) match (?:the )?expected scopes?\b/i,
  create: /installation (?:(?:is |was )?not|(?:isn|wasn)['’]t) allowed to Create/i,
  write: /installation (?:(?:is |was )?not|(?:isn|wasn)['’]t) allowed to Write/i,
  read: /installation (?:(?:is |was )?not|(?:isn|wasn)['’]t) allowed to Read/i,
  noInstallation: /requested installation (?:does not|doesn['’]t|did not|didn['’]t) exist/i,
  createPackage: /permission_denied: create_package/i,
  writePackage: /permission_denied: write_package/i,
  readPackage: /permission_denied: read_package/i,
  noOwner: /owner not found/i,
  manifest: /manifest[ _]unknown/i,
} as const;

/** Some of them whole, as the registry answers: the code of the answer, then its message. */
export const REGISTRY_ANSWERS = {
  deadToken: 'UNAUTHORIZED: unauthenticated: User cannot be authenticated with the token provided.',
  scopes: 'DENIED: permission_denied: The token provided does not match expected scopes.',
  create: 'DENIED: installation not allowed to Create organization package',
  write: 'DENIED: installation not allowed to Write organization package',
  read: 'DENIED: installation not allowed to Read organization package',
  noInstallation: 'DENIED: permission_denied: The requested installation does not exist.',
} as const;

/** go-containerregistry (cosign, crane, kaniko, ko) of a name with capital letters; it does not say that it minds them. */
export const CAPITALS_UNPARSED =
  /could not parse reference: ([^\s:@]+\/[^\s:@]*[A-Z][^\s:@]*)|\brepository can only contain the (?:characters|runes) \S+: ([^\s:@]*[A-Z][^\s:@]*)/;

/** docker/login-action's, of its own inputs: it makes no login (facts L5). */
export const LOGIN_INPUTS = /Cannot use registry-auth with other inputs|\bNo registry to login\b/;

/** Go's, Node's and Python's, of a header that no client can send: the token that stands in it has a line break. */
export const UNSENDABLE: readonly RegExp[] = [
  /invalid header field value for "Authorization"/i,
  /Invalid character in header content \["authorization"\]/i,
  /Invalid leading whitespace, reserved character\(s\), or return character\(s\) in header value/i,
];

/** A list of tags is asked of a whole package: where there is none, no tag is missing. */
export const NO_TAG_LIST = /\/tags\/list\b.*\b404\b/;

/** The registry's answer to a name that it cannot take, in its own words and in docker's. */
export const NAME_INVALID = /\bNAME_INVALID\b|\bname invalid\b/;

/**
 * oras' library (helm, oras, flux) of a name that the specification does not allow; older versions do not show it.
 * Mostly it has the capital letters of its owner.
 */
export const REPOSITORY_UNFIT = /invalid[_ ]reference: invalid repository(?: "([^"]+)")?/i;

/**
 * The same library of a tag. Newer versions show it, and where helm put the chart's name and version behind a URL that had a tag,
 * it holds them: `0.1.0/app:0.1.0`. Older ones (helm before 3.18) have an underscore in it and show nothing.
 */
const TAG_WITH_CHART = /invalid reference: invalid tag "[^"/\s]*\/([^":\s]+):[^"\s]*"/;
const TAG_UNFIT = /invalid_reference: invalid tag\b/;

/** The chart that helm put behind the tag of a URL; empty: nothing shows its name. Null: this is something else. */
export function chartBehindTag({ text, client, access, image }: Case): string | null {
  const shown = TAG_WITH_CHART.exec(text)?.[1];
  if (shown !== undefined) return shown;
  // A pull has a tag of its own to get wrong.
  return TAG_UNFIT.test(text) && client === 'helm' && (access === 'push' || (access === null && !image))
    ? ''
    : null;
}

/** The name that such a client minds, as it was written; empty: nothing shows it. */
export function unfitName({ text, image }: Case): string {
  return REPOSITORY_UNFIT.exec(text)?.[1] ?? image?.given ?? '';
}

/**
 * A reference in quotes, whatever stands in others: loggers write the time and the whole message so. The containers library
 * (skopeo, podman) gives its transport instead.
 */
const GIVEN_REFERENCE = /"([^"\s\\/]*\/[^"\s\\]*)\\{0,3}"|\bdocker:\/\/([^\s"\\]+?):?(?=[\s"\\]|$)/;

/** The fields of a logger, as text and as JSON. */
const LOGGED = /\b(?:time|level|msg)=|"(?:time|ts|level|msg|message)":/;

/** The reference that a client minds in its message; empty: it shows none. */
export function mindedName(text: string): string {
  const [, quoted, transported] = GIVEN_REFERENCE.exec(text) ?? [];
  if (quoted !== undefined || transported !== undefined) return quoted ?? transported ?? '';
  return LOGGED.test(text) ? '' : (/"([^"]+)"/.exec(text)?.[1] ?? '');
}

/** One of the patterns is in the registry's words, or in the line that shows them. */
export function says({ said, text }: Case, ...words: RegExp[]): boolean {
  return words.some((pattern) => pattern.test(said ?? '') || pattern.test(text));
}

/** The client could not send its token, and asked nothing. */
export function isUnsent(seen: Case): boolean {
  return says(seen, ...UNSENDABLE);
}

/** Refused without a word, as in the answer to a HEAD request. */
export function saidNothing({ said }: Case): boolean {
  return !said;
}

/** What the registry says where it gives no reason; the status alone, where that is all that somebody shows. */
export const EMPTY_WORDS = /^(?:denied|unauthorized|forbidden|HTTP 40[13])$/i;

/** Refused without a reason: a bare status, or `denied` alone. */
export function withoutReason({ kind, said }: Case): boolean {
  return kind === 'refused' && (said === null || EMPTY_WORDS.test(said));
}

/** 401, in its number or its word: nobody's credential was sent, or one that is not known. */
export function isUnauthorized(seen: Case): boolean {
  const { said, status } = seen;
  return status === 401 || (status === null && /\bunauthorized\b/i.test(said ?? seen.text));
}

/** `installation not allowed to Create` or `… Write`. */
export function mayNotWrite(seen: Case): boolean {
  return says(seen, REGISTRY_SENTENCES.create, REGISTRY_SENTENCES.write);
}

/** The registry said no, or that it knows no such thing. A name that was never sent has causes of its own. */
export function isRefusedOrMissing({ kind }: Case): boolean {
  return kind === 'refused' || kind === 'missing';
}

/** The dev containers' CLI, of a 403: with a credential the registry sends no challenge (facts P12). It spells it so. */
export const WITHOUT_CHALLENGE = /Server did not provide instructions to authentic?ate/i;

/** The registry asked for a token and was sent none that it took. */
export function wantsLogin(seen: Case): boolean {
  return says(seen, /authentication required/i);
}
