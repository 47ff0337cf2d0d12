/** Texts in quotation marks, as regular expressions look for them. */
export const QUOTED_TEXT = `(?:"[^"]*"|'[^']*')`;

export const QUOTED_TEXTS = String.raw`${QUOTED_TEXT}(?:\s*,\s*${QUOTED_TEXT})*`;
