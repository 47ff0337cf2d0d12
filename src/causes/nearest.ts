/** Which of several words was meant by one that is not among them. */

/** The only one that begins so, else the nearest, where no more than a third of it would have to change; else null. */
export function nearestWord(given: string, words: readonly string[]): string | null {
  // Nobody meant a known word by a long text, and to compare it takes its length for each of them.
  if (given.length > LONGEST) return null;
  const beginning = given.toLowerCase();
  const begun = words.filter((word) => word.toLowerCase().startsWith(beginning));
  if (given.length > 1 && begun.length === 1) return begun[0] ?? null;
  let best: string | null = null;
  // A third of a word that is so near is half of what was given, or less.
  let least = Math.floor(given.length / 2) + 1;
  for (const word of words) {
    const distance = lettersBetween(given, word, least - 1);
    if (distance >= least) continue;
    least = distance;
    best = word;
  }
  return best !== null && least * 3 <= best.length ? best : null;
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

/**
 * Damerau's: how many letters to add, drop or change, and how many neighbours to let change places.
 *
 * @param most where it comes to more than that, any number that does is returned: each word of a long list is compared no
 * further than to the nearest one so far
 */
export function lettersBetween(from: string, to: string, most = Math.max(from.length, to.length)): number {
  if (Math.abs(from.length - to.length) > most) return most + 1;
  let [before, row, next] = ROWS;
  for (let at = 0; at <= to.length; at++) row[at] = at;
  let leastBefore = 0;
  for (let index = 1; index <= from.length; index++) {
    // What lies further from the diagonal takes more steps than that; the cells beside are there to be more.
    const first = Math.max(1, index - most);
    const last = Math.min(to.length, index + most);
    next[first - 1] = first === 1 ? index : most + 1;
    let least = next[first - 1] as number;
    for (let at = first; at <= last; at++) {
      const isSame = from[index - 1] === to[at - 1];
      let steps = (row[at - 1] as number) + (isSame ? 0 : 1);
      if (index > 1 && at > 1 && from[index - 1] === to[at - 2] && from[index - 2] === to[at - 1])
        steps = Math.min(steps, (before[at - 2] as number) + 1);
      steps = Math.min(steps, (row[at] as number) + 1, (next[at - 1] as number) + 1);
      next[at] = steps;
      if (steps < least) least = steps;
    }
    next[last + 1] = most + 1;
    // Two rows, for two neighbours that change places take the one before the last.
    if (least > most && leastBefore > most) return most + 1;
    leastBefore = least;
    [before, row, next] = [row, next, before];
  }
  return row[to.length] as number;
}

/** Filled anew for each two words: to make them takes longer than to compare. */
const ROWS: [number[], number[], number[]] = [[], [], []];
