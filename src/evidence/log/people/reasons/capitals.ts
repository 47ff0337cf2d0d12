/** A name has capital letters: its client refuses it before it asks (facts N1). */

export const CAPITALS =
  /\b(?:upper-?case|capital)(?:s|\s(?:letters?|characters?))?\b|\bmixed[- ]case\b|\bcapitali[sz]ed\b|\b(?:not|isn['’]t|wasn['’]t) (?:all |in )?lower-?case\b|\boriginal (?:casing|case)\b|大写/i;
const IN_A_NAME =
  /\b(?:names?|owner|org(?:ani[sz]ation)?|user(?:name)?|account|repo(?:sitory)?|image|tag|namespace|login|handle)\b|名/i;
/** Such a name itself, which no rule has. */
const WITH_CAPITALS = /["'\x60*/(](?=[\w.-]*[a-z])(?=[\w.-]*[A-Z])[A-Za-z\d][\w.-]+(?:["'\x60*/)]|(?=:))/;
/** The same as an image, whose owner may have nothing else. */
const IN_AN_IMAGE = /\bghcr\.io\/[\w./-]*[A-Z]/;
/** The same, which was not taken. */
const REFUSED =
  /\b(?:ghcr|GHCR)\.io\/[\w./-]*[A-Z][\w./-]*["'\x60]? (?:is|was|gets|got) (?:rejected|refused|denied|invalid)\b/;

/** Whether it tells that such a name itself was not taken, which needs no push or pull. */
export function tellsOfRefusedName(text: string): boolean {
  return REFUSED.test(text) && /lower-?case/i.test(text);
}

/** Whether it speaks of capital letters in a name. */
export function tellsOfCapitals(text: string): boolean {
  return tellsOfRefusedName(text) || (CAPITALS.test(text) && IN_A_NAME.test(text));
}

/** The same, with the name that has them. */
export function showsCapitals(text: string): boolean {
  return tellsOfCapitals(text) && (WITH_CAPITALS.test(text) || IN_AN_IMAGE.test(text));
}
