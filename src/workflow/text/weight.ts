/**
 * What a text would cost the YAML parser, before it is parsed: its tree takes about a kilobyte
 * for each value, so a megabyte of `a,a,a` fills half a gigabyte.
 */

/**
 * The largest workflows of public repositories, generated ones of some 5,000 lines, come to less than
 * half of it; a text that reaches it takes the parser some 60 MB, and 90 MB when all of it is wrong.
 */
export const MAX_WEIGHT = 30_000;

const SPACE = 32;
/** In quarters of a value, as all that is added up below: V8 makes an object of each sum that is not whole. */
const WEIGHTS: Readonly<Record<string, number>> = {
  // Between braces each of these begins a value.
  ',': 4,
  '[': 4,
  '{': 4,
  ']': 2,
  '}': 2,
  '"': 1,
  "'": 1,
  // Blank lines and comments are kept in the tree too.
  '\n': 1,
};
/** Between blanks these begin one. */
const BEFORE_BLANK = ':-?';
const AFTER_BLANK = '&*!|>';

const ALWAYS = table((character) => WEIGHTS[character] ?? 0);
const LOOKS_AHEAD = table((character) => (BEFORE_BLANK.includes(character) ? 4 : 0));
const LOOKS_BACK = table((character) => (AFTER_BLANK.includes(character) ? 4 : 0));
const COUNTS = ALWAYS.map(
  (always, code) => always | (LOOKS_AHEAD[code] as number) | (LOOKS_BACK[code] as number),
);

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
  return isBottomless(text) || isOverWeight(text);
}

/** Has a text more values than the parser should be given? No character begins more than one: most are short enough. */
export function isOverWeight(text: string): boolean {
  return text.length > MAX_WEIGHT && weightOf(text) > MAX_WEIGHT;
}

/** Counts what can begin a value, scripts included: an upper bound that one pass over the text gives. */
export function weightOf(text: string): number {
  let quarters = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    // Most characters begin nothing, and are looked up once.
    if (code > 127 || !COUNTS[code]) continue;
    quarters += ALWAYS[code] as number;
    if (LOOKS_AHEAD[code] && !(text.charCodeAt(at + 1) > SPACE)) quarters += LOOKS_AHEAD[code];
    // In front of the text there is nothing, as in front of a line.
    if (LOOKS_BACK[code] && !(text.charCodeAt(at - 1) > SPACE)) quarters += LOOKS_BACK[code];
  }
  return quarters / 4;
}

function table(value: (character: string) => number): Uint8Array {
  return Uint8Array.from({ length: 128 }, (_, code) => value(String.fromCharCode(code)));
}
