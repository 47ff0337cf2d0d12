/**
 * What a text would cost the YAML parser, before it is parsed: its tree takes about a kilobyte
 * for each value, so a megabyte of `a,a,a` fills half a gigabyte.
 */

/**
 * The largest workflows of public repositories, generated ones of some 5,000 lines, come to less than
 * half of it; a text that reaches it takes the parser some 60 MB, and 90 MB when all of it is wrong.
 */
export const MAX_WEIGHT = 30_000;

const NEWLINE = 10;
const SPACE = 32;
const WEIGHTS: Readonly<Record<string, number>> = {
  // Between braces each of these begins a value.
  ',': 1,
  '[': 1,
  '{': 1,
  ']': 0.5,
  '}': 0.5,
  '"': 0.25,
  "'": 0.25,
};
/** Between blanks these begin one. */
const BEFORE_BLANK = ':-?';
const AFTER_BLANK = '&*!|>';

const ALWAYS = table((character) => WEIGHTS[character] ?? 0);
const LOOKS_AHEAD = table((character) => (BEFORE_BLANK.includes(character) ? 1 : 0));
const LOOKS_BACK = table((character) => (AFTER_BLANK.includes(character) ? 1 : 0));

/** So many levels deep the parser would fill the memory before its stack ends. */
const MAX_LEVELS = 1_000;

/** What goes one level down: a bracket with the key behind it, a dash. */
const LEVEL = /[[{][ \t\r\n]*(?:\w+:[ \t]*)?|- +/y;
const NEXT_LEVEL = /[[{]|- /g;

/** Would the parser's stack end before the text does? One pass over the text. */
export function isBottomless(text: string): boolean {
  for (let levels = 0, at = 0; levels < MAX_LEVELS; ) {
    LEVEL.lastIndex = at;
    if (LEVEL.test(text)) {
      levels += 1;
      at = LEVEL.lastIndex;
      continue;
    }
    levels = 0;
    NEXT_LEVEL.lastIndex = at;
    const next = NEXT_LEVEL.exec(text);
    if (!next) return false;
    at = next.index;
  }
  return true;
}

/** Is a text more than the parser should be given? To be asked before every parse. */
export function isTooHeavy(text: string): boolean {
  return isBottomless(text) || weightOf(text) > MAX_WEIGHT;
}

/** Counts what can begin a value, scripts included: an upper bound that one pass over the text gives. */
export function weightOf(text: string): number {
  let weight = 0;
  let before = NEWLINE;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    // Blank lines and comments are kept in the tree too.
    if (code === NEWLINE) weight += 0.25;
    else if (code < 128) {
      weight += ALWAYS[code] as number;
      if (LOOKS_AHEAD[code] && !(text.charCodeAt(at + 1) > SPACE)) weight += 1;
      if (LOOKS_BACK[code] && before <= SPACE) weight += 1;
    }
    before = code;
  }
  return weight;
}

function table(value: (character: string) => number): Float32Array {
  return Float32Array.from({ length: 128 }, (_, code) => value(String.fromCharCode(code)));
}
