/**
 * What whoever shows a text sets in front of each of its lines, and so no program printed there: the numbers of an editor, of
 * `cat -n` and `grep -n`, the clock of a window in brackets. And records in JSON or in a table of values, each of which holds a line.
 */
import { recordIn } from './record.js';

/** The lines as they were printed, as far as each of them has the same thing in front. */
export function withoutFronts(lines: readonly string[]): readonly string[] {
  return withoutWindowClocks(withoutNumbers(withoutRecords(withoutColumns(lines))));
}

/** Values in quotes with commas between them, as a keeper of logs exports what somebody looked for. */
const VALUES = /^"(?:[^"]|"")*"(?:,"(?:[^"]|"")*")+$/;
const VALUE = /"((?:[^"]|"")*)"(?:,|$)/g;
/** A table has a head, and as many values in each row. */
const FEWEST_ROWS = 2;

function withoutColumns(lines: readonly string[]): readonly string[] {
  const filled = lines.filter((line) => line.trim() !== '');
  if (filled.length < FEWEST_ROWS || !filled.every((line) => VALUES.test(line.trimEnd()))) return lines;
  const rows = lines.map((line) =>
    [...line.trimEnd().matchAll(VALUE)].map(([, value = '']) => value.replaceAll('""', '"')),
  );
  // What was printed is longer than what tells from where it came.
  const widths: number[] = [];
  for (const row of rows)
    for (const [at, { length }] of row.entries()) widths[at] = (widths[at] ?? 0) + length;
  const printed = widths.indexOf(Math.max(...widths));
  return rows.map((row) => row[printed] ?? '');
}

/** A record's time is what its line begins with, as in any log. */
function withoutRecords(lines: readonly string[]): readonly string[] {
  if (!lines.some((line) => line.startsWith('{"'))) return lines;
  return lines.map((line) => {
    const record = recordIn(line);
    if (!record) return line;
    const text = record.text.replace(/[\r\n]+/g, ' ');
    return /^\d{4}-\d\d-\d\dT/.test(record.time) ? `${record.time} ${text}` : text;
  });
}

/** A colon, as `grep -n` sets it, is no clock's; a full stop and a bracket behind it are a list's, which somebody wrote. */
const NUMBERS: readonly { pattern: RegExp; fewest: number }[] = [
  { pattern: /^\s*(\d{1,7})\s?[|│] ?/, fewest: 1 },
  { pattern: /^\s*(\d{1,7})\t/, fewest: 2 },
  { pattern: /^\s*(\d{1,7}):(?:\s|(?!\d\d\b)|$)/, fewest: 2 },
  { pattern: /^\s*[Ll](?:ine )?(\d{1,7}): ?/, fewest: 2 },
  // Counts, and marks of footnotes.
  { pattern: /^\s*(\d{1,7})(?:\s{1,4}|$)/, fewest: 3 },
  { pattern: /^\s*\[(\d{1,7})\](?:\s|$)/, fewest: 3 },
];

/** The numbers in front of the lines, one after the other. */
function withoutNumbers(lines: readonly string[]): readonly string[] {
  const filled = lines.filter((line) => line.trim() !== '');
  for (const { pattern, fewest } of NUMBERS) {
    if (filled.length < fewest) continue;
    const first = Number(pattern.exec(filled[0] ?? '')?.[1] ?? Number.NaN);
    if (Number.isNaN(first)) continue;
    if (filled.every((line, index) => Number(pattern.exec(`${line} `)?.[1]) === first + index))
      return lines.map((line) => line.replace(pattern, ''));
  }
  return lines;
}

const WINDOW_CLOCK = /^\[\d\d:\d\d:\d\d(?:[.,]\d{1,6})?\] ?/;
/** TeamCity's, behind which it says how much it matters; and a chat's, behind which stands who writes. */
const OF_OTHERS = /^\[[\d:.,]+\]\s?(?:[A-Za-z]?:\s|<?@?[\w.-]{1,40}>?: )/;

function withoutWindowClocks(lines: readonly string[]): readonly string[] {
  const filled = lines.filter((line) => line.trim() !== '');
  const areAll = filled.length > 1 && filled.every((line) => WINDOW_CLOCK.test(line));
  // A client's line may begin with a word and a colon, too; a chat's all do.
  if (!areAll || filled.every((line) => OF_OTHERS.test(line))) return lines;
  return lines.map((line) => line.replace(WINDOW_CLOCK, ''));
}
