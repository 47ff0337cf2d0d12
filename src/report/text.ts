/** What the renderers share: cleaning, shortening and wrapping of text that others wrote. */
import { stripVTControlCharacters } from 'node:util';
import { eastAsianWidth } from 'get-east-asian-width';

/** What a reader can't see but a terminal or a page acts on: C0 and C1, marks that turn the writing direction. */
const INVISIBLE =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** Text without control characters; line ends become `\n`. What was there is shown as U+FFFD. */
export function clean(text: string): string {
  return stripVTControlCharacters(text)
    .replace(/\r\n?|\u2028|\u2029/g, '\n')
    .replace(INVISIBLE, '\ufffd')
    .replace(/\p{Surrogate}/gu, '\ufffd');
}

/** The same in one line: every run of white space becomes one space. */
export function oneLine(text: string): string {
  return clean(text).replace(/\s+/g, ' ').trim();
}

/** At most `limit` characters, the last one an ellipsis when something was cut. */
export function clip(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const characters = Array.from(text.slice(0, limit * 2));
  return characters.length <= limit && text.length <= limit * 2
    ? text
    : `${characters.slice(0, limit - 1).join('')}…`;
}

/** At most `limit` bytes of UTF-8. */
export function clipBytes(text: string, limit: number): string {
  if (Buffer.byteLength(text) <= limit) return text;
  const room = limit - Buffer.byteLength('…');
  let size = 0;
  let kept = '';
  for (const character of text) {
    size += Buffer.byteLength(character);
    if (size > room) break;
    kept += character;
  }
  return `${kept}…`;
}

/** The page of a finding: absolute when the address of the project's files is known. */
export function docsLink(path: string, base: string | undefined): string {
  return base ? `${base.replace(/\/+$/, '')}/${path}` : path;
}

/** Columns that text takes in a terminal: two for a Chinese character, none for a combining mark. */
export function width(text: string): number {
  let columns = 0;
  for (const character of text) columns += characterWidth(character);
  return columns;
}

const NOTHING_WIDE = /^[\u0020-\u007e]*$/;
const ZERO = /^[\p{Mn}\p{Me}\p{Cf}]$/u;

function characterWidth(character: string): number {
  if (NOTHING_WIDE.test(character)) return 1;
  return ZERO.test(character) ? 0 : eastAsianWidth(character.codePointAt(0) as number);
}

// A line of Chinese breaks anywhere but before a closing and after an opening mark.
const NOT_FIRST = '，。、；：？！）】》」』”’…·,.;:!?)]}%';
const NOT_LAST = '（【《「『“‘([{';

/**
 * Breaks text into lines of at most `columns`: at spaces, and between Chinese
 * characters. A longer word (an address, a command) stays whole, to be copied.
 */
export function wrap(text: string, columns: number): string[] {
  return clean(text)
    .split('\n')
    .flatMap((line) => wrapLine(line.trim(), columns));
}

function wrapLine(line: string, columns: number): string[] {
  const lines: string[] = [];
  let current = '';
  let used = 0;
  for (const { text, space } of pieces(line)) {
    const size = width(text);
    const gap = space && current !== '' ? 1 : 0;
    if (current !== '' && used + gap + size > columns) {
      lines.push(current);
      current = text;
      used = size;
    } else {
      current += (gap ? ' ' : '') + text;
      used += gap + size;
    }
  }
  lines.push(current);
  return lines;
}

/** What must not be torn apart, and whether white space stood in front. */
function pieces(line: string): { text: string; space: boolean }[] {
  const found: { text: string; space: boolean }[] = [];
  for (const [index, word] of line.split(/\s+/).entries()) {
    let text = '';
    let space = index > 0;
    let previous = '';
    for (const character of word) {
      const mayBreak =
        previous !== '' &&
        (characterWidth(previous) === 2 || characterWidth(character) === 2) &&
        !NOT_FIRST.includes(character) &&
        !NOT_LAST.includes(previous);
      if (mayBreak) {
        found.push({ text, space });
        text = '';
        space = false;
      }
      text += character;
      if (characterWidth(character) > 0) previous = character;
    }
    if (text !== '') found.push({ text, space });
  }
  return found;
}
