/**
 * Regular expressions of `=~`, grep and sed, as far as they are written with what JavaScript reads alike, and can't take
 * long: nothing repeats what repeats (POSIX, Regular Expressions).
 */
import type { Word } from 'unbash';
import { asPattern } from '../../../evidence/pattern.js';
import { begins, hasHole } from '../../language/values.js';
import type { Fill } from './patterns.js';

/** A basic one as JavaScript has it; null for more than plain. */
export function plainPattern(pattern: string): string | null {
  if (!/^\^?(?:[\w/:@#="',~% -]|\\[./-]|\.\*?|\[\^?[\w/:.-]+\]\*?)*\$?$/.test(pattern)) return null;
  return (pattern.match(/\*/g)?.length ?? 0) > 1 ? null : pattern;
}

const ATOM = String.raw`(?:[\w/:@#="',~% -]|\\[./+-]|\.|\[\^?[\w/:.-]+\])`;
const SEQUENCE = String.raw`(?:${ATOM}(?:[*+?]|\{\d{1,2}\})?)*`;
/** One level of brackets, which nothing repeats. */
const EXTENDED = new RegExp(
  String.raw`^\^?(?:${ATOM}(?:[*+?]|\{\d{1,2}\})?|\(${SEQUENCE}(?:\|${SEQUENCE})*\)\??){0,80}\$?$`,
);

/** So often may an extended one repeat something or part ways. */
const MOST_REPEATED = 3;

/** In characters. */
const LONGEST_PATTERN = 200;

/** An extended one as JavaScript has it, for this text; null for more than that, or where it might take long. */
export function extendedPattern(pattern: string, text: string): string | null {
  const repeated = pattern.match(/[*+]/g)?.length ?? 0;
  if (text.length > (repeated > 1 ? LONGEST_RETRIED : LONGEST_TESTED) || pattern.length > LONGEST_PATTERN)
    return null;
  if (repeated > MOST_REPEATED || (pattern.match(/[({?]/g)?.length ?? 0) > MOST_REPEATED) return null;
  const sides = pattern.includes('(') ? [pattern] : pattern.split('|');
  return sides.every((side) => EXTENDED.test(side)) ? pattern : null;
}

/** Longer texts are nobody's refs. In characters. */
const LONGEST_TESTED = 100;

/** The same, where several parts may be of any length and each is tried with all of the others. */
const LONGEST_RETRIED = 40;

/** The pattern that stands behind `=~`: what is in quotes is meant as it is. Null: it is not known. */
export function testedPattern(word: Word, fill: Fill): string | null {
  const parts = word.parts?.map((part) => {
    if (part.type === 'Literal') return part.text;
    const text = fill([part]);
    return /Quoted$/.test(part.type) ? asPattern(text) : text;
  });
  const pattern = parts ? parts.join('') : word.text;
  return hasHole(pattern) ? null : pattern;
}

/** `TEXT =~ PATTERN`; null where it can't be told. */
export function holds(text: string, pattern: string): boolean | null {
  if (hasHole(text)) return atBeginning(text, pattern);
  const known = extendedPattern(pattern, text);
  return known === null ? null : new RegExp(known).test(text);
}

/** `^refs/tags/v` is told by a text's beginning, whatever comes after it. */
function atBeginning(text: string, pattern: string): boolean | null {
  const [all = '', literal] = /^\^((?:[\w/:-]|\\\/)+)(?![*?{+|])/.exec(pattern) ?? [];
  if (literal === undefined || /[|]/.test(pattern)) return null;
  // What repeats its last character may do without it.
  const held = begins(text, literal.replaceAll('\\/', '/'));
  return held === false || (held === true && all === pattern) ? held : null;
}
