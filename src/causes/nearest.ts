/** Which of several words was meant by one that is not among them. */

/** The only one that begins so, else the nearest, where no more than a third of it would have to change; else null. */
export function nearestWord(given: string, words: readonly string[]): string | null {
  // Nobody meant a known word by a long text, and to compare it takes its length for each of them.
  if (given.length > LONGEST) return null;
  const begun = words.filter((word) => word.toLowerCase().startsWith(given.toLowerCase()));
  if (given.length > 1 && begun.length === 1) return begun[0] ?? null;
  const [best] = words
    .map((word) => ({ word, distance: lettersBetween(given, word) }))
    .sort((one, other) => one.distance - other.distance);
  return best && best.distance * 3 <= best.word.length ? best.word : null;
}

const LONGEST = 60;

/** Levenshtein's: how many letters to add, drop or change. */
export function lettersBetween(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (const [index, letter] of [...from].entries()) {
    const next = [index + 1];
    for (let at = 1; at <= to.length; at++) {
      const change = (row[at - 1] ?? 0) + (letter === to[at - 1] ? 0 : 1);
      next.push(Math.min(change, (row[at] ?? 0) + 1, (next[at - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[to.length] ?? 0;
}
