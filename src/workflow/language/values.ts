/**
 * Three-valued values for expressions: known, unknown, and texts of which a part
 * is known. `ghcr.io/octo/app:${{ steps.x.outputs.y }}` is the text
 * `ghcr.io/octo/app:` followed by a hole, and everything that works on texts
 * (format, join, splitting, the shell reader) carries the hole along.
 */

import { absentName, isSurelyPresent, isSurelyToken, withoutAbsent } from './origins.js';

/** A value of which nothing is known, not even its type. */
export const UNKNOWN: unique symbol = Symbol('unknown');
type Unknown = typeof UNKNOWN;

/** Stands in a text for any text, the empty one included. A private-use character that nobody writes. */
export const HOLE = '\uE0DA';

export type Value = null | boolean | number | string | Unknown | readonly Value[] | Dictionary;

/** Of those that look their values up, of which each step makes one, all share an empty table. */
const NONE: readonly [string, Value][] = [];
const EMPTY = new Map<string, [string, Value]>();

/** An object of the expression language: names are found in any case. */
export class Dictionary {
  readonly #entries: Map<string, [string, Value]>;
  /** Names that were not given may exist: they are unknown and not null. */
  readonly open: boolean;

  /** Names in lower case that an open one surely does not have: they are null. */
  readonly #absent: ReadonlySet<string> | undefined;

  /** How the text names it: what is not in it is empty, and it is known which name that is. */
  readonly #named: string | undefined;

  constructor(
    entries: Iterable<readonly [string, Value]> = NONE,
    options: { open?: boolean; absent?: ReadonlySet<string>; named?: string } = {},
  ) {
    this.open = options.open === true;
    this.#absent = options.absent;
    this.#named = options.named;
    this.#entries = entries === NONE ? EMPTY : new Map();
    for (const [name, value] of entries) this.#entries.set(name.toLowerCase(), [name, value]);
  }

  get(name: string): Value {
    const folded = name.toLowerCase();
    const found = this.#entries.get(folded);
    if (found) return found[1];
    if (this.open && !this.#absent?.has(folded)) return UNKNOWN;
    return this.#named === undefined ? null : absentName(`${this.#named}.${name}`);
  }

  entries(): IterableIterator<[string, Value]> {
    return this.#entries.values();
  }

  /** A copy in which some names have other values. */
  with(entries: Iterable<readonly [string, Value]>): Dictionary {
    return new Dictionary([...this.entries(), ...entries], {
      open: this.open,
      absent: this.#absent,
      named: this.#named,
    });
  }
}

/** An object whose values are looked up when they are asked for. */
export class Lookup extends Dictionary {
  readonly #find: (name: string) => Value;

  constructor(find: (name: string) => Value) {
    super(NONE, { open: true });
    this.#find = find;
  }

  override get(name: string): Value {
    return this.#find(name);
  }
}

/** Levels of data in data; what lies deeper nobody has written. */
const MAX_DEPTH = 100;

/**
 * JSON data (an event payload, a parsed text) as a value; what was there is all there is, unless it lies too deep.
 *
 * @param named what the text calls it, so that it is known of which name nothing is there
 */
export function fromData(data: unknown, depth = 0, named?: string): Value {
  if (data === null || data === undefined) return null;
  if (depth > MAX_DEPTH) return UNKNOWN;
  if (Array.isArray(data)) return data.map((each) => fromData(each, depth + 1));
  if (typeof data === 'object') {
    return new Dictionary(
      Object.entries(data).map(([name, value]) => [name, fromData(value, depth + 1)] as const),
      { named },
    );
  }
  if (typeof data === 'string' || typeof data === 'number' || typeof data === 'boolean') return data;
  return UNKNOWN;
}

/** A hole, or a text of known origin and unknown value (see origins.ts). */
const HOLES = /[\uE0DA\u{F0000}-\u{FFFFD}]/u;
const ALL_HOLES = new RegExp(HOLES.source, 'gu');

/** Is a part of the text not known? */
export function hasHole(text: string): boolean {
  return HOLES.test(text);
}

/** The text with something else in place of its holes. */
export function fillHoles(text: string, filling: string): string {
  return text.replace(ALL_HOLES, filling);
}

/** Nothing of the text is known. */
export function isHole(text: string): boolean {
  return text !== '' && fillHoles(text, '') === '';
}

/** As `${{ }}` puts it into a text; unknown is a hole. Docs: Evaluate expressions, "casts to string". */
export function toText(value: Value): string {
  if (value === UNKNOWN) return HOLE;
  if (value === null) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  // 15 digits at most, as the runner prints a double.
  if (typeof value === 'number') return Object.is(value, -0) ? '0' : String(Number(value.toPrecision(15)));
  return Array.isArray(value) ? 'Array' : 'Object';
}

export type Truth = boolean | Unknown;

/** Docs: falsy are false, 0, -0, "", '', null (and NaN); everything else is true. */
export function truthy(value: Value): Truth {
  if (value === UNKNOWN) return UNKNOWN;
  if (value === null) return false;
  if (typeof value === 'boolean') return value;
  if (typeof value === 'number') return value !== 0 && !Number.isNaN(value);
  if (typeof value === 'string') {
    const known = withoutAbsent(value);
    if (known === '') return false;
    return isHole(known) && !isSurelyPresent(known) ? UNKNOWN : true;
  }
  return true;
}

/**
 * GitHub's `==`: texts without regard to case; different types are compared as
 * numbers (null 0, booleans 0 and 1, a text that is no number NaN); objects only
 * equal themselves. Docs: Evaluate expressions, Operators.
 */
export function equal(left: Value, right: Value): Truth {
  if (left === UNKNOWN || right === UNKNOWN) return UNKNOWN;
  if (typeof left === 'string' && typeof right === 'string') return sameText(left, right);
  if (isObject(left) || isObject(right)) return isObject(left) && isObject(right) && left === right;
  if (left === null && right === null) return true;
  if (typeof left === 'boolean' && typeof right === 'boolean') return left === right;
  // As a number it is none, and nothing equals that.
  if ([left, right].some((each) => typeof each === 'string' && isSurelyToken(each))) return false;
  const numbers = toNumbers(left, right);
  return numbers === null ? UNKNOWN : numbers[0] === numbers[1];
}

/** GitHub's `<`; the other comparisons follow from it and from `equal`. */
export function less(left: Value, right: Value): Truth {
  if (left === UNKNOWN || right === UNKNOWN) return UNKNOWN;
  if (isObject(left) || isObject(right)) return false;
  if (typeof left === 'string' && typeof right === 'string') {
    if (hasHole(left) || hasHole(right)) return UNKNOWN;
    return fold(left) < fold(right);
  }
  const numbers = toNumbers(left, right);
  return numbers === null ? UNKNOWN : numbers[0] < numbers[1];
}

/** The opposite; of what is not known it is not known either. */
export function not(truth: Truth): Truth {
  return truth === UNKNOWN ? UNKNOWN : !truth;
}

/** Is it a list or a dictionary, which no other text is equal to? */
export function isObject(value: Value): value is readonly Value[] | Dictionary {
  return typeof value === 'object' && value !== null;
}

function toNumbers(left: Value, right: Value): [number, number] | null {
  const numbers = [left, right].map((each) => {
    if (typeof each === 'number') return each;
    if (typeof each === 'boolean') return each ? 1 : 0;
    if (typeof each === 'string') return hasHole(each) ? null : Number(withoutAbsent(each));
    return 0;
  });
  const [first, second] = numbers as [number | null, number | null];
  return first === null || second === null ? null : [first, second];
}

/** Upper case, but for the dotless ı, which GitHub's comparison leaves alone. */
function fold(text: string): string {
  return text.includes('ı')
    ? text
        .split('ı')
        .map((each) => each.toUpperCase())
        .join('ı')
    : text.toUpperCase();
}

/** Two texts with holes: certain where the known ends already differ. */
export function sameText(left: string, right: string): Truth {
  const [a, b] = [fold(withoutAbsent(left)), fold(withoutAbsent(right))];
  if (!hasHole(a) && !hasHole(b)) return a === b;
  const [headA, tailA, headB, tailB] = [knownStart(a), tail(a), knownStart(b), tail(b)];
  const heads = headA.startsWith(headB) || headB.startsWith(headA);
  const tails = tailA.endsWith(tailB) || tailB.endsWith(tailA);
  if (!heads || !tails) return false;
  const shortest = (pattern: string) => fillHoles(pattern, '').length;
  if ((a === '' && isSurelyPresent(b)) || (b === '' && isSurelyPresent(a))) return false;
  if (!hasHole(a) && shortest(b) > a.length) return false;
  if (!hasHole(b) && shortest(a) > b.length) return false;
  return UNKNOWN;
}

/** What stands before the first hole. */
export function knownStart(text: string): string {
  const at = text.search(HOLES);
  return at === -1 ? text : text.slice(0, at);
}

function tail(text: string): string {
  const last = text.match(ALL_HOLES)?.at(-1);
  return last === undefined ? text : text.slice(text.lastIndexOf(last) + last.length);
}

/** Does the text begin with the other one? Certain as far as both are known. */
export function begins(whole: string, part: string): Truth {
  const [a, b] = [fold(whole), fold(part)];
  const [known, wanted] = [knownStart(a), knownStart(b)];
  if (!known.startsWith(wanted) && !wanted.startsWith(known)) return false;
  if (hasHole(b)) return UNKNOWN;
  if (known.length >= b.length) return true;
  return hasHole(a) ? UNKNOWN : false;
}

/** The same from the other end. */
export function finishes(whole: string, part: string): Truth {
  const mirror = (each: string) => [...each].reverse().join('');
  return begins(mirror(whole), mirror(part));
}

/** Does the text contain the other one? A hole could be hiding it. */
export function includes(whole: string, part: string): Truth {
  if (hasHole(part)) return UNKNOWN;
  if (fold(whole).includes(fold(part))) return true;
  return hasHole(whole) ? UNKNOWN : false;
}
