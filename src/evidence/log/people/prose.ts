/** How people write, as against programs: how long their lines are, and where a sentence and a clause end. */

/** Lines that are longer were written by a program. */
export const LONGEST_OF_PEOPLE = 600;

export const SENTENCE_END = /[.!?…](?:\s|$)|[。！？；]/u;

export const CLAUSE_END = /[,;，]\s?|\s[—–-]+\s|\b(?:and|but|while|so|because|since|although)\b/u;

/** A sentence; points in names and numbers end none. */
const SENTENCES = /(?:[^.!?…。！？\n]|[.!?…](?=\S))+[.!?…。！？]*/gu;

export function sentencesOf(text: string): string[] {
  return text.match(SENTENCES) ?? [];
}
