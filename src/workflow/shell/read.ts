/** `read` and `mapfile`: the variables and arrays that a line, or all of them, are divided into. */
import { FOUND } from '../language/origins.js';
import { hasHole } from '../language/values.js';
import type { Shell } from './shell.js';
import { VARIABLE_NAME } from './words/arithmetic.js';

/** What a `read` fills: variables, the last of which gets what is left over, or an array. */
export interface Read {
  names: readonly string[];
  array: string | null;
  /** A line ends at another mark, or after so many characters, or it is one of another file: `-u 3`. */
  isOther: boolean;
  /** `-d ''`: all of a text, which has no such mark in it. */
  isWhole: boolean;
  /** `-r`: a backslash is a character like any other. */
  isRaw: boolean;
}

/** A longer array is not followed. */
export const MAX_ELEMENTS = 200;

/** null: another command. */
export function readOf([name, ...args]: readonly string[]): Read | null {
  if (name !== 'read') return null;
  const names: string[] = [];
  let array: string | null = null;
  let isOther = false;
  let isWhole = false;
  let isRaw = false;
  for (let at = 0; at < args.length; at += 1) {
    const each = args[at] as string;
    const isArray = /^-\w*a$/.test(each);
    const isMark = /^-\w*d$/.test(each);
    isWhole ||= isMark && args[at + 1] === '';
    isOther ||= /^-\w*(?:[nN]|u\d*)$/.test(each) || (isMark && args[at + 1] !== '');
    isRaw ||= /^-\w*r/.test(each);
    if (isArray || /^-\w*[dinNptu]$/.test(each)) at += 1;
    else if (isName(each)) names.push(each);
    if (isArray) array = args[at] ?? null;
  }
  return { names: names.length > 0 || array !== null ? names : ['REPLY'], array, isOther, isWhole, isRaw };
}

/** Of a variable, or what comes to one: `read "$key"`. */
function isName(word: string): boolean {
  return VARIABLE_NAME.test(word) || hasHole(word);
}

/** What it takes of its input; null: not known. */
export function lineRead({ isWhole }: Read, input: string | null): string | null {
  return isWhole || input === null ? input : (input.split('\n', 1)[0] ?? '');
}

/**
 * Sets what a `read` fills.
 *
 * @param line null: not known
 * @param separators IFS
 */
export function fill(
  { names, array, isOther, isRaw }: Read,
  line: string | null,
  separators: string,
  shell: Shell,
): void {
  const isKnown = line !== null && !isOther && (isRaw || !line.includes('\\'));
  if (array !== null) {
    const fields = isKnown && !hasHole(line) ? fieldsOfLine(line, separators, MAX_ELEMENTS + 1) : [];
    shell.set(array, fields[0] ?? FOUND);
    if (fields.length > 0 && fields.length <= MAX_ELEMENTS) shell.setArray(array, fields);
    return;
  }
  const [only, ...more] = names;
  if (only !== undefined && more.length === 0) {
    shell.set(only, isKnown ? line.trim() : FOUND);
    return;
  }
  // What is not known of a line may have separators in it.
  const fields = isKnown && !hasHole(line) ? fieldsOfLine(line, separators, names.length) : null;
  for (const [index, each] of names.entries())
    shell.set(each, fields === null ? FOUND : (fields[index] ?? ''));
}

/** `mapfile -t NAME`: a line an element. */
export function fillLines(args: readonly string[], fed: string | null, shell: Shell): void {
  const isPlain = args.every((each) => each === '-t' || isName(each));
  const lines = isPlain && args.includes('-t') && fed !== null && !hasHole(fed) ? fed.split('\n') : [];
  if (lines.at(-1) === '') lines.pop();
  const names = args.filter(isName);
  for (const each of names.length > 0 ? names : ['MAPFILE']) {
    shell.set(each, lines[0] ?? FOUND);
    if (lines.length > 0 && lines.length <= MAX_ELEMENTS) shell.setArray(each, lines);
  }
}

/** The fields of a line, the last of which is its rest (POSIX, Shell and Utilities: `read`, Field Splitting). */
function fieldsOfLine(line: string, separators: string, most: number): string[] {
  const isMark = (at: number) => at < line.length && separators.includes(line[at] as string);
  const isBlank = (at: number) => isMark(at) && /\s/.test(line[at] as string);
  let at = 0;
  const pass = () => {
    while (isBlank(at)) at += 1;
  };
  const fields: string[] = [];
  for (pass(); at < line.length; ) {
    if (fields.length === most - 1) {
      let end = line.length;
      while (isBlank(end - 1)) end -= 1;
      // What ends the one field that is left over is no part of it.
      const isEnded = isMark(end - 1) && !isBlank(end - 1);
      const others = [...line.slice(at, end - 1)].some((_, index) => isMark(at + index));
      return [...fields, line.slice(at, isEnded && !others ? end - 1 : end)];
    }
    const from = at;
    while (at < line.length && !isMark(at)) at += 1;
    fields.push(line.slice(from, at));
    pass();
    if (!isMark(at)) continue;
    at += 1;
    pass();
  }
  return fields;
}
