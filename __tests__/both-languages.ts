/** Commands, options, files, programs, products: what is called the same in every language. Words of Latin letters, without the marks around them. */
const named = (text: string) => text.match(/[A-Za-z][\w./:@=*-]*[\w*]/g) ?? [];

/** What a Chinese text names, and its English does not. */
export function strayNames(chinese: string, english: string): string[] {
  const known = english.toLowerCase();
  return named(chinese).filter((word) => !known.includes(word.toLowerCase()));
}
