/**
 * GitHub's filter patterns for branches and tags (docs: Workflow syntax, Filter pattern cheat sheet), matched in
 * one pass over the name: all the places of the pattern that the name may have come to are kept side by side, so
 * that `*a*a*a*a` takes no longer than its length.
 */

/** Does a branch or a tag of that name match? */
export type FilterPattern = (name: string) => boolean;

/** One mark of a pattern: which characters it takes, and how many of them. */
interface Mark {
  takes(character: string): boolean;
  isOptional: boolean;
  isRepeated: boolean;
}

const ANY = () => true;
const NO_SLASH = (character: string) => character !== '/';

/** A pattern that GitHub would refuse matches everything: nothing is known of what it leaves out. */
export function filterPattern(pattern: string): FilterPattern {
  const marks = marksOf(pattern);
  return marks ? (name) => matches(marks, name) : ANY;
}

/** May a name that begins so match? */
export function beginningPattern(pattern: string): FilterPattern {
  const marks = marksOf(pattern);
  return marks ? (beginning) => heldAfter(marks, beginning).length > 0 : ANY;
}

function marksOf(pattern: string): Mark[] | null {
  const marks: Mark[] = [];
  for (let at = 0; at < pattern.length; at += 1) {
    const character = pattern[at] as string;
    const last = marks.at(-1);
    if (character === '?' || character === '+') {
      if (!last) return null;
      if (character === '?') last.isOptional = true;
      else last.isRepeated = true;
    } else if (character === '*') {
      const isDouble = pattern[at + 1] === '*';
      const takes = isDouble ? ANY : NO_SLASH;
      if (isDouble) at += 1;
      // A row of stars takes what one of them does, and `**` more than `*`.
      if (last?.isOptional && last.isRepeated && (last.takes === ANY || last.takes === NO_SLASH)) {
        if (isDouble) last.takes = ANY;
      } else marks.push({ takes, isOptional: true, isRepeated: true });
    } else if (character === '[') {
      const end = pattern.indexOf(']', at + 1);
      const takes = end === -1 ? null : oneOf(pattern.slice(at + 1, end));
      if (!takes) return null;
      marks.push({ takes, isOptional: false, isRepeated: false });
      at = end;
    } else if (character === ']') return null;
    else marks.push({ takes: (other) => other === character, isOptional: false, isRepeated: false });
  }
  return marks;
}

/** `abc`, `a-z`; null for a range that has no end or runs backwards. */
function oneOf(listed: string): Mark['takes'] | null {
  const ranges: [string, string][] = [];
  for (let at = 0; at < listed.length; at += 1) {
    const from = listed[at] as string;
    const isRange = listed[at + 1] === '-' && at + 2 < listed.length;
    const to = isRange ? (listed[at + 2] as string) : from;
    if (to < from) return null;
    if (isRange) at += 2;
    ranges.push([from, to]);
  }
  return (character) => ranges.some(([from, to]) => from <= character && character <= to);
}

function matches(marks: readonly Mark[], name: string): boolean {
  const needed = marks.findLastIndex(({ isOptional }) => !isOptional);
  return heldAfter(marks, name).some((place) => place > needed);
}

/** The places that are held are indices of the mark that comes next. */
function heldAfter(marks: readonly Mark[], name: string): number[] {
  let held = [0];
  for (let at = 0; at < name.length && held.length > 0; at += 1) {
    const next: number[] = [];
    // In order, so that what is there already is the last one or beside it.
    const hold = (place: number) => {
      if ((next.at(-1) ?? -1) < place) next.push(place);
    };
    let seen = 0;
    for (const start of held) {
      // From a place on, all marks that may be left out; those behind an earlier place were seen with it.
      for (let place = start; place >= seen && place < marks.length; place += 1) {
        const mark = marks[place] as Mark;
        seen = place + 1;
        if (mark.takes(name[at] as string)) {
          if (mark.isRepeated) hold(place);
          hold(place + 1);
        }
        if (!mark.isOptional) break;
      }
    }
    held = next;
  }
  return held;
}
