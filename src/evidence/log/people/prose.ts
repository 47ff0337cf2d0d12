/** How people write, as against programs: how long their lines are, and where a sentence and a clause end. */

/** Lines that are longer were written by a program. */
export const LONGEST_OF_PEOPLE = 600;

/** Whether one of some lines is as people write and like a pattern; where none is, it is an empty one. */
export function isLineLike(pattern: RegExp, lines: readonly string[], index: number): boolean {
  const line = lines[index] ?? '';
  return line.length <= LONGEST_OF_PEOPLE && pattern.test(line);
}

export const SENTENCE_END = /[.!?…](?:\s|$)|[。！？；]/u;

export const CLAUSE_END = /[,;，]\s?|\s[—–-]+\s|\b(?:and|but|while|so|because|since|although)\b/u;

/** A sentence; points in names and numbers end none. */
const SENTENCES = /(?:[^.!?…。！？\n]|[.!?…](?=\S))+[.!?…。！？]*/gu;

export function sentencesOf(text: string): string[] {
  return text.match(SENTENCES) ?? [];
}
