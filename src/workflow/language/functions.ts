/** The functions of expressions, on values of which not all is known. */
import { joinedText, LONGEST_TEXT, lengthOfTexts } from './long-texts.js';
import { isUpToRun } from './origins.js';
import {
  begins,
  Dictionary,
  equal,
  finishes,
  fromData,
  hasHole,
  includes,
  isObject,
  type Truth,
  toText,
  UNKNOWN,
  type Value,
} from './values.js';

/** Docs: Evaluate expressions, Functions. */
export const FUNCTIONS: Record<string, (args: Value[]) => Value> = {
  contains: ([search = null, item = null]) => {
    if (search === UNKNOWN || item === UNKNOWN) return UNKNOWN;
    if (Array.isArray(search)) {
      return search.reduce<Truth>((found, each) => eitherHolds(found, equal(item, each)), false);
    }
    if (isObject(search) || isObject(item)) return false;
    return includes(toText(search), toText(item));
  },
  startswith: ([whole = null, part = null]) => ends(whole, part, begins),
  endswith: ([whole = null, part = null]) => ends(whole, part, finishes),
  format: ([pattern = null, ...args]) => {
    const source = toText(pattern);
    let valid = !hasHole(source);
    let { length } = source;
    const made = source.replace(/\{\{|\}\}|\{(\d+)[^{}]*\}|[{}]/g, (found, index: string | undefined) => {
      if (found === '{{' || found === '}}') return found[0] as string;
      const given = toText(args[Number(index)] ?? null);
      length += given.length;
      if (index === undefined || Number(index) >= args.length || length > LONGEST_TEXT) valid = false;
      return valid ? given : '';
    });
    return valid ? made : UNKNOWN;
  },
  join: ([items = null, separator = ',']) => {
    if (items === UNKNOWN) return UNKNOWN;
    if (Array.isArray(items)) return joinedText(items.map(toText), toText(separator)) ?? UNKNOWN;
    return items instanceof Dictionary ? '' : toText(items);
  },
  tojson: ([value = null]) => {
    const data = plain(value);
    return data === UNKNOWN || lengthOfTexts(data) > LONGEST_TEXT ? UNKNOWN : JSON.stringify(data, null, 2);
  },
  fromjson: ([source = null]) => {
    const given = toText(source);
    // What a run finds out, as a tag, is in the text and no part of its form.
    if (hasHole(given) && !isUpToRun(given)) return UNKNOWN;
    try {
      return fromData(JSON.parse(given));
    } catch {
      return UNKNOWN;
    }
  },
  case: (args) => {
    for (let at = 0; at + 1 < args.length; at += 2) {
      if (args[at] === true) return args[at + 1] as Value;
      if (args[at] !== false) return UNKNOWN;
    }
    return args.at(-1) ?? null;
  },
  success: () => true,
  always: () => true,
  failure: () => false,
  cancelled: () => false,
};

function ends(whole: Value, part: Value, test: (whole: string, part: string) => Truth): Truth {
  if (whole === UNKNOWN || part === UNKNOWN) return UNKNOWN;
  // Objects are no texts here: GitHub answers false.
  if (isObject(whole) || isObject(part)) return false;
  return test(toText(whole), toText(part));
}

/** Back to JSON data; unknown when any part of it is. */
function plain(value: Value): unknown {
  if (value === UNKNOWN || (typeof value === 'string' && hasHole(value))) return UNKNOWN;
  if (Array.isArray(value)) {
    const items = value.map(plain);
    return items.includes(UNKNOWN) ? UNKNOWN : items;
  }
  if (value instanceof Dictionary) {
    if (value.open) return UNKNOWN;
    const entries = [...value.entries()].map(([name, each]) => [name, plain(each)] as const);
    return entries.some(([, each]) => each === UNKNOWN) ? UNKNOWN : Object.fromEntries(entries);
  }
  return value;
}

/** An «or» of two. */
export function eitherHolds(left: Truth, right: Truth): Truth {
  if (left === true || right === true) return true;
  return left === UNKNOWN || right === UNKNOWN ? UNKNOWN : false;
}
