/** What is common to the texts that alternatives leave: `a,b` and `a,b,c` are `a,b` with something behind it. */
import { FOUND, isStandIn, isUpToRun, originsIn, standIn } from '../../language/origins.js';
import { HOLE } from '../../language/values.js';
import { alternativeTexts } from './alternatives.js';

/** Longer texts are compared at their beginnings and ends only so far. In characters. */
const LONGEST_COMPARED = 64 * 1024;

/**
 * The texts' common beginning and end, with a hole between them where they differ.
 *
 * @param isByRun the run alone decides which of them it is
 */
export function joinedTexts(texts: readonly string[], isByRun: boolean): string {
  const [first = '', ...others] = new Set(texts);
  if (others.length === 0) return first;
  if (texts.some((each) => each.length > LONGEST_COMPARED)) return HOLE;
  const [second = ''] = others;
  if (others.length === 1 && repeats(second, first)) return first;
  const options = eitherOption(texts, isByRun);
  if (options !== null) return options;
  // Whole characters: a stand-in is two code units.
  const all = [first, ...others].map((each) => [...each]);
  const shortest = Math.min(...all.map(({ length }) => length));
  const [one = [], ...rest] = all;
  let head = 0;
  while (head < shortest && rest.every((each) => each[head] === one[head])) head += 1;
  let tail = 0;
  while (tail < shortest - head && rest.every((each) => each.at(-1 - tail) === one.at(-1 - tail))) tail += 1;
  const between = all.map((each) => each.slice(head, each.length - tail).join(''));
  const found = isByRun && between.every(isUpToRun) ? (alternativeTexts(between) ?? FOUND) : HOLE;
  const hole = eitherToken(between) ?? found;
  return `${one.slice(0, head).join('')}${hole}${tail > 0 ? one.slice(-tail).join('') : ''}`;
}

/** Is a text longer only by words that the other ends with? So a loop puts like words together: `all+="$name:$tag "`. */
function repeats(longer: string, text: string): boolean {
  const more = longer.startsWith(text) ? longer.slice(text.length) : '';
  return /^\s|\s$/.test(more) && text.endsWith(more);
}

/** One of several secrets, one of which no registry takes: that is worth knowing. */
function eitherToken(texts: readonly string[]): string | null {
  const origins = texts.map(originsIn);
  const isKnown = texts.every(isStandIn) && origins.every(({ length }) => length === 1);
  return isKnown && origins.some(([only]) => only?.kind === 'app-token')
    ? standIn({ kind: 'either', of: [...texts] })
    : null;
}

/** Options, one of which pushes: whether an image is pushed is worth knowing. Null: they are no such texts. */
function eitherOption(texts: readonly string[], isByRun: boolean): string | null {
  const words = texts.flatMap((each) => each.split(/\s+/).filter(Boolean));
  if (!words.includes(PUSHES) || !words.every((word) => /^--?[a-z][\w-]*(?:=[\w,=-]*)?$/.test(word)))
    return null;
  return standIn({ kind: 'options', of: [...new Set(words)], ...(isByRun ? { byRun: true as const } : {}) });
}

/** The option of everything that builds (docker, buildx, depot, earthly). */
const PUSHES = '--push';

/** The lists' common beginning; a hole stands for what comes after it. */
export function joinedLists(lists: readonly (readonly string[])[], isByRun: boolean): readonly string[] {
  const [first = [], ...others] = lists;
  let head = 0;
  while (head < first.length && others.every((each) => each[head] === first[head])) head += 1;
  if (lists.every(({ length }) => length === head)) return first;
  const rest = lists.flatMap((each) => each.slice(head));
  const hole = isByRun && rest.every(isUpToRun) ? FOUND : HOLE;
  const options = rest.filter((each) => each === PUSHES);
  return [
    ...first.slice(0, head),
    hole,
    ...(options.length > 0 ? [eitherOption(options, isByRun) as string] : []),
  ];
}
