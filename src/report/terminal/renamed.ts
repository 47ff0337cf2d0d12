/** A terminal's text in which a long name stands for a shorter one: its paragraphs are wrapped anew, as if it had said that. */
import { width, wrap } from '../text.js';

/** A line between the codes of its colour: those of a wrapped sentence are painted line by line. */
const PAINTED = /^((?:\u001b\[\d+m)*)( *)(.*?)((?:\u001b\[\d+m)*)$/;

/** A sign or a dash in front. */
const MARK = /^[✓✗?☐-] (?=\S)/;

interface Line {
  start: string;
  margin: number;
  text: string;
  end: string;
}

/**
 * @param from the name as it was wrapped
 * @param to what is read instead; not wider
 * @param columns the width that the text was wrapped to
 */
export function renamed(text: string, from: string, to: string, columns: number): string {
  const left = text.split('\n').map(lineOf);
  const lines: string[] = [];
  for (let line = left.shift(); line; line = left.shift()) {
    const paragraph = [line];
    while (left[0] && goesOn(paragraph, left[0], columns)) paragraph.push(left.shift() as Line);
    lines.push(...wrappedAnew(paragraph, from, to, columns));
  }
  return lines.join('\n');
}

function lineOf(line: string): Line {
  const [, start = '', spaces = '', text = '', end = ''] = PAINTED.exec(line) ?? [];
  return { start, margin: spaces.length, text, end };
}

/** Was the line broken only because there was no room for what the next one begins with? */
function goesOn(before: readonly Line[], next: Line, columns: number): boolean {
  const line = before.at(-1) as Line;
  const [first] = before as [Line];
  const hangs = next.margin === line.margin || (before.length === 1 && isMark(first, next.margin));
  if (!hangs || next.text === '' || next.start !== line.start || next.end !== line.end) return false;
  // Nobody has wrapped a line that is too long, and with a mark another item begins.
  if (line.margin + width(line.text) > columns || MARK.test(next.text)) return false;
  // What has colours within is no part of a sentence: a place, an excerpt, a label.
  if (`${line.text}${next.text}`.includes('\u001b')) return false;
  const [word = ''] = wrap(next.text, 1);
  return line.margin + width(`${line.text}${gap(line.text, next.text)}${word}`) > columns;
}

/** Does the next line stand below the text behind a mark? */
function isMark({ margin, text }: Line, nextMargin: number): boolean {
  return nextMargin === margin + 2 && MARK.test(text);
}

/** Chinese is broken between two characters that no space stands between; its marks have none beside them. */
function gap(before: string, after: string): string {
  const isWide = (character: string) => width(character) === 2;
  const [last = ''] = [...before].reverse();
  const [first = ''] = after;
  const isHan = (character: string) => /\p{sc=Han}/u.test(character);
  if (isWide(last) && isWide(first)) return '';
  return (isWide(last) && !isHan(last)) || (isWide(first) && !isHan(first)) ? '' : ' ';
}

function wrappedAnew(paragraph: readonly Line[], from: string, to: string, columns: number): string[] {
  const [first, second] = paragraph as [Line, Line?];
  if (!second || !paragraph.some(({ text }) => text.includes(from)))
    return paragraph.map(({ start, margin, text, end }) =>
      [start, ' '.repeat(margin), text.replaceAll(from, to), end].join(''),
    );
  const whole = paragraph.reduce(
    (text, line) => (text === '' ? line.text : `${text}${gap(text, line.text)}${line.text}`),
    '',
  );
  const mark = second.margin > first.margin ? whole.slice(0, 2) : '';
  const lines = wrap(whole.slice(mark.length).replaceAll(from, to), columns - second.margin);
  return lines.map((line, index) => {
    const head = index === 0 ? `${' '.repeat(first.margin)}${mark}` : ' '.repeat(second.margin);
    return `${first.start}${head}${line}${first.end}`;
  });
}
