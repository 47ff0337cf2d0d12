/** Filters, as parts of a jq program become them: from one value to any number of values. */
import { hasHole } from '../../../language/values.js';
import { bounded, giveUp, isOpen, isSame, type Json } from './values.js';

/** Values that are made on the way; a program that makes more is not followed. */
export const MOST_VALUES = 20_000;

export interface Run {
  variables: ReadonlyMap<string, string>;
  /** Values that may still be made. */
  left: number;
}

export type Filter = (input: Json, run: Run) => Json[];

export const identity: Filter = (input) => [input];

export const chained =
  (first: Filter, second: Filter): Filter =>
  (input, run) =>
    first(input, run).flatMap((each) => second(each, run));

/** An operator for each pair of values. */
export const combined =
  (left: Filter, right: Filter, made: (a: Json, b: Json) => Json): Filter =>
  (input, run) =>
    spendEffort(
      run,
      right(input, run).flatMap((b) => left(input, run).map((a) => made(a, b))),
    );

/** Every value counts: a filter that makes too many is given up. */
export function spendEffort(run: Run, values: Json[]): Json[] {
  run.left -= values.length + 1;
  if (run.left < 0) giveUp();
  return values;
}

export const fieldOf =
  (name: string): Filter =>
  (input) =>
    elementAt(input, name);

/** A name that is missing may be there: the outputs of actions are known only in part. */
export function elementAt(input: Json, index: Json): Json[] {
  if (Array.isArray(input) && typeof index === 'number') {
    // One tag that is open stands for all tags of a name.
    if (index !== 0 && index !== -1 && isOpen(input)) return giveUp();
    return [input.at(Math.floor(index)) ?? null];
  }
  if (input === null || typeof input !== 'object' || Array.isArray(input) || typeof index !== 'string')
    return giveUp();
  return [Object.hasOwn(input, index) ? (input[index] as Json) : giveUp()];
}

export const allElements: Filter = (input) => (Array.isArray(input) ? input : giveUp());

/** `.[2:4]` of an array or a text. */
export function sliced(from: Filter | null, to: Filter | null): Filter {
  return (input, run) => {
    const isWhole = Array.isArray(input) ? !isOpen(input) : typeof input === 'string' && !hasHole(input);
    if (!isWhole || (!Array.isArray(input) && typeof input !== 'string')) return giveUp();
    const [start = 0, end] = [from, to].map((each) => each?.(input, run)[0]);
    const isPlace = (each: Json | undefined) => each === undefined || typeof each === 'number';
    if (!isPlace(start) || !isPlace(end)) return giveUp();
    return [input.slice(start as number, end as number | undefined)];
  };
}

/** `+`, as jq adds numbers, texts and arrays; null is nothing. */
export function added(a: Json, b: Json): Json {
  if (a === null) return b;
  if (b === null) return a;
  if (typeof a === 'string' && typeof b === 'string') return bounded(a + b);
  if (typeof a === 'number' && typeof b === 'number') return a + b;
  return Array.isArray(a) && Array.isArray(b) ? [...a, ...b] : giveUp();
}

/** `-` of numbers, and of arrays: without the items of the other. */
export function subtracted(a: Json, b: Json): Json {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (!Array.isArray(a) || !Array.isArray(b)) return giveUp();
  return a.filter((each) => !b.some((other) => isSame(each, other)));
}

/** `==`, `!=` of anything; the others of numbers alone. */
export function compared(sign: string, a: Json, b: Json): boolean {
  if (sign === '==') return isSame(a, b);
  if (sign === '!=') return !isSame(a, b);
  if (typeof a !== 'number' || typeof b !== 'number') return giveUp();
  return sign === '<' ? a < b : sign === '>' ? a > b : sign === '<=' ? a <= b : a >= b;
}
