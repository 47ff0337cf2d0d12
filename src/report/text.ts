/** What the renderers share: cleaning, shortening and wrapping of text that others wrote. */
import { eastAsianWidth } from 'get-east-asian-width';
import { CONTROLS, IGNORABLE } from '../evidence/unseen.js';

/**
 * What a reader can't see but a terminal, a page or a search acts on: C0 and C1, separators of lines, marks that turn
 * the writing direction, characters without a shape, halves of characters.
 */
const INVISIBLE = new RegExp(String.raw`\r(?!\n)|[${CONTROLS}${IGNORABLE}\ud800-\udfff]`, 'u');

/** Most text has nothing of the kind, which is known at a glance. */
const PLAIN = /^[\t\n -~]*$/;

/** In a picture they choose its form, and join several to one. Few texts have one, so the pattern is made for the first. */
let picturesAndInvisible: RegExp | undefined;

function findPicturesAndInvisible(): RegExp {
  const picture = String.raw`\p{Extended_Pictographic}\p{Emoji_Modifier}?\ufe0f?`;
  return new RegExp(String.raw`(${picture}(?:\u200d${picture})*)|${INVISIBLE.source}`, 'gu');
}

/** The text with an escape, such as `\\u202e`, in the place of each character that nobody sees. Line ends and tabs stay. */
export function visible(text: string): string {
  if (PLAIN.test(text) || !INVISIBLE.test(text)) return text;
  picturesAndInvisible ??= findPicturesAndInvisible();
  return text.replace(picturesAndInvisible, (found, picture?: string) => picture ?? escapeOf(found));
}

function escapeOf(character: string): string {
  const code = (character.codePointAt(0) as number).toString(16);
  return code.length > 4 ? `\\u{${code}}` : `\\u${code.padStart(4, '0')}`;
}

/** The same with line ends as `\n`. */
export function clean(text: string): string {
  return visible(text.replace(/\r\n?/g, '\n'));
}

/**
 * Makes text harmless for a log that a runner reads: it obeys every line that starts with `::` after white space,
 * and the older `##[…]` anywhere in a line, so a name or a registry's message could give it orders. A zero-width
 * space keeps it readable.
 */
export function inert(text: string): string {
  return text.replace(/^([\s\u0085]*)::/gm, '$1:\u200b:').replaceAll('##[', '#\u200b#[');
}

/** Without line ends at its end. */
export function trimLineEnds(text: string): string {
  let end = text.length;
  while (text[end - 1] === '\n') end -= 1;
  return text.slice(0, end);
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
  if (NOTHING_WIDE.test(text)) return text.length;
  let columns = 0;
  for (const character of text) columns += characterWidth(character);
  return columns;
}

const NOTHING_WIDE = /^[\u0020-\u007e]*$/;
let zeroWidth: RegExp | undefined;

function characterWidth(character: string): number {
  if (NOTHING_WIDE.test(character)) return 1;
  zeroWidth ??= /^[\p{Mn}\p{Me}\p{Cf}]$/u;
  return zeroWidth.test(character) ? 0 : eastAsianWidth(character.codePointAt(0) as number);
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
  for (const { text, space } of pieces(line, columns)) {
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

/** A word; an expression of GitHub and a key with its value count as one, for they are typed or copied as they stand. */
const WHOLE = /(?:\$\{\{[^\n]{0,200}?\}\}|(?<=[a-z]:) (?=\$\{\{|(?:read|write|none)\b)|\S)+/g;

/** Where a line has no room for such a one, it comes apart as the rest does. */
function wordsOf(line: string, columns: number): string[] {
  return (line.match(WHOLE) ?? []).flatMap((word) => (width(word) > columns ? word.split(' ') : [word]));
}

/** What must not be torn apart, and whether white space stood in front. */
function pieces(line: string, columns: number): { text: string; space: boolean }[] {
  const found: { text: string; space: boolean }[] = [];
  for (const [index, word] of wordsOf(line, columns).entries()) {
    let space = index > 0;
    if (NOTHING_WIDE.test(word)) {
      if (word !== '') found.push({ text: word, space });
      continue;
    }
    let text = '';
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
