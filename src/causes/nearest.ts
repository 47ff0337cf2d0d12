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

/**
 * The word that a slip of the pen has made another one of: one letter, or two of a long word. Null: none is so near, or the
 * given one is the beginning of a word or has more than it, as a plural has.
 */
export function slipFor(given: string, words: readonly string[]): string | null {
  const isPart = words.some((word) => word.startsWith(given) || given.startsWith(word));
  const near = isPart ? null : nearestWord(given, words);
  return near !== null && near !== given && lettersBetween(given, near) <= (given.length > 7 ? 2 : 1)
    ? near
    : null;
}

const LONGEST = 60;

/** Damerau's: how many letters to add, drop or change, and how many neighbours to let change places. */
export function lettersBetween(from: string, to: string): number {
  let before: number[] = [];
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let index = 0; index < from.length; index++) {
    const next = [index + 1];
    for (let at = 1; at <= to.length; at++) {
      const change = (row[at - 1] ?? 0) + (from[index] === to[at - 1] ? 0 : 1);
      const isSwapped = index > 0 && at > 1 && from[index] === to[at - 2] && from[index - 1] === to[at - 1];
      const swap = isSwapped ? (before[at - 2] ?? 0) + 1 : change;
      next.push(Math.min(change, swap, (row[at] ?? 0) + 1, (next[at - 1] ?? 0) + 1));
    }
    [before, row] = [row, next];
  }
  return row[to.length] ?? 0;
}
