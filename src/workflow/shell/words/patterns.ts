/** Shell patterns of plain text and `*`, which is what scripts write to take a name apart. */

import type { Word, WordPart } from 'unbash';
import { asPattern } from '../../../evidence/pattern.js';
import { begins, equal, hasHole } from '../../language/values.js';

/** Fills in the parts of a word where it stands. */
export type Fill = (parts: readonly WordPart[]) => string;

/** What of a text may be of any length. */
const ANY = Symbol('*');

/** Texts to be found as they are, and `*` between them. */
type Pattern = readonly (string | typeof ANY)[];

/** A match is looked for from every place: a longer text would take a while. In characters. */
const LONGEST_MATCHED = 4096;

/** Null for what is more than text and `*`, or is not known. */
export function patternOf(word: Word, fill: Fill): Pattern | null {
  const pattern: (string | typeof ANY)[] = [];
  for (const part of word.parts ?? [{ type: 'Literal', value: word.value } as WordPart]) {
    if (part.type === 'Glob' && part.kind === 'star') {
      pattern.push(ANY);
      continue;
    }
    const isQuoted = /Quoted$|^Literal$/.test(part.type);
    const text = fill([part]);
    if (!isQuoted && /[*?[\]\\]/.test(text)) return null;
    if (hasHole(text) || part.type === 'Glob' || part.type === 'ExtendedGlob') return null;
    if (typeof pattern.at(-1) === 'string') pattern.push(`${pattern.pop() as string}${text}`);
    else pattern.push(text);
  }
  return pattern;
}

/** The same in small letters. */
export function caselessPattern(pattern: Pattern): Pattern {
  return pattern.map((each) => (typeof each === 'string' ? each.toLowerCase() : each));
}

/** The text where the pattern is nothing else. */
export function literalOf(pattern: Pattern): string | null {
  const [only = ''] = pattern;
  return pattern.length <= 1 && typeof only === 'string' ? only : null;
}

/** Is the whole text what the pattern says? Null where it can't be told. */
export function matches(text: string, pattern: Pattern): boolean | null {
  const first = pattern[0] ?? '';
  if (pattern.length <= 1) {
    if (first === ANY) return true;
    // Where a text is known in part, its ends may already differ: `refs/pull/…/merge` is never `refs/heads/main`.
    return hasHole(text) ? (equal(text, first) === false ? false : null) : text === first;
  }
  // `refs/tags/*` is told by the text's beginning, whatever comes after it.
  if (hasHole(text)) {
    const held = pattern.length === 2 && typeof first === 'string' ? begins(text, first) : null;
    return typeof held === 'boolean' ? held : null;
  }
  let at = 0;
  for (const [index, each] of pattern.entries()) {
    if (each === ANY) continue;
    const isEnd = index === pattern.length - 1;
    const found = index === 0 ? 0 : isEnd ? text.length - each.length : text.indexOf(each, at);
    if (found < at || !text.startsWith(each, found)) return false;
    at = found + each.length;
  }
  return true;
}

/**
 * `${NAME#pattern}` and its kin: the text without what matches at its beginning or end, as little or
 * as much as possible. Null where that would take too long to find out.
 */
export function cutPattern(text: string, operator: '#' | '##' | '%' | '%%', pattern: Pattern): string | null {
  const stars = pattern.filter((each) => each === ANY).length;
  if (stars > 1 || (stars === 1 && text.length > LONGEST_MATCHED)) return null;
  const [few, many] = ['[\\s\\S]*?', '[\\s\\S]*'];
  const source = (any: string) =>
    pattern.map((each) => (typeof each === 'string' ? asPattern(each) : any)).join('');
  if (operator.startsWith('#')) {
    return text.replace(new RegExp(`^${source(operator === '#' ? few : many)}`), '');
  }
  // The kept part is as long as possible where the cut is to be short.
  const kept = new RegExp(`^(${operator === '%' ? many : few})${source(many)}$`).exec(text)?.[1];
  return kept ?? text;
}
