/** Words, digests and addresses that a full line has broken in two. */

/**
 * A word that no line is wide enough for, one that the registry and its clients use, or an address that breaks off
 * before it says what of the package it wants.
 */
export function isTorn(last: string, word: string, width: number): boolean {
  const start = /\S*$/.exec(last)?.[0] ?? '';
  if (start === '' || word === '') return false;
  return (
    (start.length + word.length > width && (word.length < width || /[/:]/.test(start))) ||
    (/[a-z_]$/i.test(start) && WORDS.has(around(last, word))) ||
    (ADDRESS.test(start) && !ASKED.test(start) && ASKED.test(start + word)) ||
    (DIGEST.test(start) && /^[0-9a-f]+(?![\w-])/.test(word))
  );
}

/** Two whole words, or a status and its reason: there was a space between them. */
export function isParted(last: string, word: string): boolean {
  if (/\b[45]\d\d$/.test(last) && REASON.test(word)) return true;
  const before = /(?<![\w-])[a-z_]+$/i.exec(last)?.[0].toLowerCase() ?? '';
  const after = /^[a-z_]+(?![\w-])/i.exec(word)?.[0].toLowerCase() ?? '';
  if (before === '' || after === '' || WORDS.has(before + after)) return false;
  return WORDS.has(before) || WORDS.has(after);
}

const REASON = /^(?:Forbidden|Unauthorized|Not|Bad|Too|Internal|Service|Gateway)\b/;

/** The letters on both sides of a break. */
function around(last: string, word: string): string {
  return `${/[a-z_]*$/i.exec(last)?.[0]}${/^[a-z_]*/i.exec(word)?.[0]}`.toLowerCase();
}

const ADDRESS = /https?:\/\/[^/\s]+\/(?:v2\/|token\?)\S*$/;
const ASKED = /\/(?:manifests|blobs|tags|referrers)\/|[&?]service=[\w.-]+/;
/** One that is too short to be whole. */
const DIGEST = /sha256:[0-9a-f]{0,63}$/;

const WORDS = new Set(
  'manifests blobs uploads manifest invalid status denied failed secondary limit permission_denied write_package read_package create_package installation organization package unauthorized unauthenticated authenticated authentication authorization forbidden requested required provided unexpected lowercase repository reference unknown credentials received anonymous not found'.split(
    ' ',
  ),
);

/** A digest has 64 digits. */
export function isCutDigest(before: string, after: string): boolean {
  const begun = /sha256:([0-9a-f]+)$/.exec(before)?.[1]?.length ?? 0;
  const rest = /^[0-9a-f]+(?![\w-])/.exec(after)?.[0].length ?? 0;
  return begun > 0 && rest > 0 && begun + rest === 64;
}

/** What stands behind the last quote of a line, as far as it may be a piece of an address. */
const BEHIND_QUOTE = /["'`]([^\s"'`]{1,400})$/;
/** docker names in brackets what it pushes to. */
const BEHIND_BRACKET = /\brepository \[[^\s[\]]{1,200}$/;
const QUOTED_ADDRESS = /^https?:\/\/[^\s"'`]+(?:["'`]|$)/;

/**
 * Whether a line breaks off within an address, and the next goes on with it, at whatever width: the quotes around it are
 * not closed yet.
 */
export function isCutAddress(before: string, after: string): boolean {
  if (BEHIND_BRACKET.test(before) && /^[^\s[\]]+\]$/.test(after)) return true;
  const begun = BEHIND_QUOTE.exec(before)?.[1];
  return begun !== undefined && !/^["'`]?https?:/.test(after) && QUOTED_ADDRESS.test(begun + after);
}

/** GitHub's limit, whose numbers differ: it may break off within its first number, or behind it. */
const LIMIT_BEGUN = /\bretry-after: ?[\d.]{0,12}(?:[mnµμu]?s,? ?)?$/i;
const LIMIT_REST = /^[\d.]{0,12}[mnµμu]?s?,? ?allowed: ?\d/i;

/** Whether a line breaks off within the sentence about how soon to ask again. */
export function isCutLimit(before: string, after: string): boolean {
  return LIMIT_BEGUN.test(before) && LIMIT_REST.test(after);
}
