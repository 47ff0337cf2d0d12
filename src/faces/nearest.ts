/** «Did you mean»: the name that was probably meant. */
import { distance } from 'fastest-levenshtein';

/** Letters that may differ in a short name: two of them that changed places. */
const FEWEST = 2;
/** Of a longer name, this part of its letters. */
const PART = 0.4;
/** Letters of the shortest name that a slip is looked for in: of less than these, two changed ones are another name. */
const SHORTEST = 3;

/** The nearest of the names, upper and lower case being one; null where none is near. */
export function nearest(given: string, names: readonly string[]): string | null {
  const wanted = given.toLowerCase();
  const [best] = names
    .map((name) => ({ name, away: distance(wanted, name.toLowerCase()) }))
    .filter(({ name, away }) => {
      const longer = Math.max(wanted.length, name.length);
      return wanted.length >= SHORTEST && away <= Math.max(FEWEST, Math.floor(PART * longer));
    })
    .sort((one, other) => one.away - other.away);
  return best?.name ?? null;
}
