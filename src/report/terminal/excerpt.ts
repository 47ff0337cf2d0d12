/** The lines that a finding is about, marked as a compiler does. */
import type { Location } from '../../types.js';
import { clean, oneLine, width } from '../text.js';
import type { Colors, Paint } from './paint.js';

/** Where the lines come from. */
export interface ShownSources {
  /** Text of a file that a location names, for the lines under `-->`. */
  source?: (file: string) => string | undefined;
  /** What is worth showing of a line that a location names, where the whole file is too much to hand over. */
  line?: (file: string, number: number) => { text: string; from: number; to: number } | undefined;
}

const MARKED_LINES = 6;

/** The excerpts of one report: a file with a thousand findings is cut into lines once. */
export class Excerpts {
  readonly #sources: ShownSources;
  readonly #colors: Colors;
  readonly #columns: number;
  readonly #lines = new Map<string, readonly string[]>();

  constructor(sources: ShownSources, colors: Colors, columns: number) {
    this.#sources = sources;
    this.#colors = colors;
    this.#columns = columns;
  }

  /** ` --> file:line:column`, and the marked lines where their text can be had. */
  of(location: Location, paint: Paint): string[] {
    const { file, line, column } = location;
    const single = this.#sources.line?.(file, line);
    const lines =
      single === undefined ? sourceLines(location, this.#linesOf(file)) : [{ number: line, ...single }];
    const numbers = String(lines.at(-1)?.number ?? line).length;
    const { blue } = this.#colors;
    const bar = `${' '.repeat(numbers)} ${blue('|')}`;
    const arrow = `${' '.repeat(numbers)}${blue('-->')} ${oneLine(file)}:${line}:${column}`;
    if (lines.length === 0) return [arrow];
    return [
      arrow,
      bar,
      ...lines.flatMap(({ number, text, from, to }) => {
        const shown = marked(text, from, to, this.#columns - numbers - 3);
        return [
          `${blue(`${String(number).padStart(numbers)} |`)} ${shown.text}`.trimEnd(),
          `${bar} ${' '.repeat(shown.indent)}${paint('^'.repeat(shown.size))}`,
        ];
      }),
      bar,
    ];
  }

  #linesOf(file: string): readonly string[] {
    let found = this.#lines.get(file);
    if (!found) {
      // A byte order mark is no character of the first line, and no column of it.
      found =
        this.#sources
          .source?.(file)
          ?.replace(/^\ufeff/, '')
          .split(/\r\n|\r|\n/) ?? [];
      this.#lines.set(file, found);
    }
    return found;
  }
}

interface MarkedLine {
  number: number;
  text: string;
  /** Part to underline, 0-based, end excluded. */
  from: number;
  to: number;
}

function sourceLines(location: Location, all: readonly string[]): MarkedLine[] {
  const found: MarkedLine[] = [];
  const last = Math.min(location.endLine, location.line + MARKED_LINES - 1);
  for (let number = location.line; number <= last; number++) {
    const line = all[number - 1];
    // The place is of another version of the file: better no excerpt than a wrong one.
    if (line === undefined) return [];
    const start = line.search(/\S/);
    // An empty line inside a longer place has nothing to underline.
    if (start < 0) continue;
    found.push({
      number,
      text: line,
      from: number === location.line ? location.column - 1 : start,
      to: number === location.endLine ? location.endColumn - 1 : line.trimEnd().length,
    });
  }
  return found;
}

/** The line as shown, and where its underline stands in columns of the terminal. */
function marked(
  line: string,
  from: number,
  to: number,
  columns: number,
): { text: string; indent: number; size: number } {
  const shown = (part: string) => clean(part).replaceAll('\t', '    ').replaceAll('\n', ' ');
  const start = Math.min(Math.max(from, 0), line.length);
  const end = Math.min(Math.max(to, start), line.length);
  const mark = shown(line.slice(start, end));
  const after = shown(line.slice(end));
  // Of a line that is too long, what is marked stands in the middle.
  const around = Math.max(0, columns - width(mark));
  const before = cutStart(
    shown(line.slice(0, start)),
    Math.max(Math.floor(around / 2), around - width(after)),
  );
  const text = cut(before + mark + after, columns);
  const size = Math.max(1, Math.min(width(mark), width(text) - width(before)));
  return { text, indent: width(before), size };
}

/** The end of a text, at most so many columns. */
function cutStart(text: string, columns: number): string {
  if (width(text) <= columns) return text;
  const kept: string[] = [];
  let used = 1;
  for (const character of Array.from(text.slice(-columns)).reverse()) {
    used += width(character);
    if (used > columns) break;
    kept.unshift(character);
  }
  return columns > 0 ? `…${kept.join('')}` : '';
}

/** At most so many columns. */
function cut(text: string, columns: number): string {
  if (width(text) <= columns) return text;
  let kept = '';
  let used = 0;
  for (const character of text) {
    used += width(character);
    if (used > columns - 1) break;
    kept += character;
  }
  return `${kept}…`;
}
