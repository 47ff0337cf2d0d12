/**
 * The last door before anything is printed: no secret that we hold, in no form, and
 * nothing that is shaped like a GitHub token leaves through a report. A registry may
 * echo a credential in its error, and a user may paste one into the wrong input.
 */

/** Documented prefixes; the rest is opaque and of any length (facts, number 10). */
const TOKEN_SHAPES = /\b(gh[pousr]_|github_pat_)[A-Za-z0-9._-]{10,}/g;
/** Shorter strings are no secrets, and masking them would blank ordinary words. */
const SHORTEST = 6;

/** A text of somebody's in which tokens stand: blanked letter by letter, so that everything keeps its place. */
export function blankTokens(text: string): string {
  return text.replace(TOKEN_SHAPES, (found, prefix: string) => prefix.padEnd(found.length, '*'));
}

export type Mask = (text: string) => string;

/** @param secrets every form of every secret, as `secretForms` gives them */
export function masker(secrets: readonly string[]): Mask {
  // The longest first, or the tail of a form that contains another would remain.
  const known = [...new Set(secrets)]
    .filter((form) => form.length >= SHORTEST)
    .sort((a, b) => b.length - a.length);
  return (text) =>
    known.reduce((masked, form) => masked.split(form).join('***'), text).replace(TOKEN_SHAPES, '$1***');
}

/** What programs print of a login: headers, command lines, addresses, docker's config. */
const LEAKS: readonly [RegExp, string][] = [
  [/\b(authorization["']?\s*[:=]\s*["']?(?:basic|bearer|token)\s+)[^\s"',;]{6,}/gi, '$1***'],
  [/("(?:auth|password|identitytoken|token|access_token|registrytoken)"\s*:\s*")[^"]{4,}(")/gi, '$1***$2'],
  [/\b(https?:\/\/[^\s/:@]{1,100}:)[^\s/@]{3,}@/g, '$1***@'],
  [/(\blogin\b.{0,300}?\s(?:--password(?:=|\s+)|-p\s*))(?!\*{3}|-)[^\s]{4,}/g, '$1***'],
  [/(\s--(?:(?:src|dest)-)?creds(?:=|\s+)[^\s:]+:)(?!\*{3})[^\s]{3,}/g, '$1***'],
  [/\b((?:[A-Z0-9_]*(?:TOKEN|PASSWORD|SECRET|PAT))=)(?!\*{3})[^\s"'$]{6,}/g, '$1***'],
];

/** For text that somebody else printed: a log may have leaked what the runner did not know as a secret. */
export function maskLeaks(text: string): string {
  return LEAKS.reduce((masked, [pattern, by]) => masked.replace(pattern, by), text);
}

/** The same for every string of a JSON-like value. */
export function maskAll<T>(value: T, mask: Mask): T {
  if (typeof value === 'string') return mask(value) as T;
  if (Array.isArray(value)) return value.map((item) => maskAll(item, mask)) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, maskAll(item, mask)])) as T;
}
