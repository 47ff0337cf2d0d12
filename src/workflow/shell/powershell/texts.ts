/** Texts in quotation marks, as regular expressions look for them. */
export const QUOTED_TEXT = `(?:"[^"]*"|'[^']*')`;

export const QUOTED_TEXTS = String.raw`${QUOTED_TEXT}(?:\s*,\s*${QUOTED_TEXT})*`;

/** Each of them. */
export const EACH_TEXT = new RegExp(QUOTED_TEXT, 'g');
