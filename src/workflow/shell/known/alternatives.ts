/** Texts of which only the run decides which one it is, all of them known: `if git diff --quiet; then OWNER=a; else OWNER=b; fi`. */
import { onlyOrigin, originsIn, standIn } from '../../language/origins.js';
import { hasHole } from '../../language/values.js';

/** More are not told one by one. */
const MOST_TEXTS = 4;
const LONGEST_TEXT = 120;

/** What stands for one of them; null: they are not all known, still to be filled in, or no parts of a word. */
export function alternativeTexts(texts: readonly string[]): string | null {
  const isPlain = texts.every(
    (each) => each.length <= LONGEST_TEXT && !hasHole(each) && !/[\s*?[$`]/.test(each),
  );
  return isPlain && texts.length <= MOST_TEXTS ? standIn({ kind: 'run', oneOf: [...texts] }) : null;
}

/**
 * The words of a command on each of these ways; one list: there is nothing to tell. Of two such texts nobody says which of the one stands
 * beside which of the other.
 */
export function onEachWay(words: readonly string[]): readonly (readonly string[])[] {
  // The same texts are always the same list, for a stand-in is made once.
  const lists = words
    .flatMap(originsIn)
    .flatMap((each) => (each.kind === 'run' && each.oneOf ? [each.oneOf] : []));
  const [only, ...others] = new Set(lists);
  if (only === undefined || others.length > 0) return [words];
  return only.map((_, way) =>
    words.flatMap((word) => {
      const made = withOneOf(word, way);
      return made === '' && word !== '' ? [] : [made];
    }),
  );
}

/** The text with the one at this place of its texts, where it is one of some. */
function withOneOf(text: string, at: number): string {
  return [...text]
    .map((each) => {
      const origin = onlyOrigin(each);
      return origin?.kind === 'run' ? (origin.oneOf?.[at] ?? each) : each;
    })
    .join('');
}
