/**
 * The last door before anything is printed: no secret that we hold, in no form, and
 * nothing that is shaped like a GitHub token leaves through a report. A registry may
 * echo a credential in its error, and a user may paste one into the wrong input.
 */

/** Documented prefixes; the rest is opaque and of any length (facts, number 10). */
const TOKEN_SHAPES = /\b(gh[pousr]_|github_pat_)[A-Za-z0-9._-]{10,}/g;
/** Shorter strings are no secrets, and masking them would blank ordinary words. */
const SHORTEST = 6;

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

/** The same for every string of a JSON-like value. */
export function maskAll<T>(value: T, mask: Mask): T {
  if (typeof value === 'string') return mask(value) as T;
  if (Array.isArray(value)) return value.map((item) => maskAll(item, mask)) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, maskAll(item, mask)])) as T;
}
