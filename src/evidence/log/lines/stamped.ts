/**
 * A program that writes the time in front of each line writes it in front of each piece of a message, too. What was one is joined
 * behind the times, and keeps the first of them.
 */
import { type PrintedLine, printedLines } from './pasted.js';
import { withoutTimestamp } from './timestamp.js';

/** Job and step, as `gh run view --log` has them. */
const OF_A_RUN = /^[^\t]{1,200}\t[^\t]{1,200}\t(?=\ufeff?\d{4}-\d\d-\d\dT)/;

/** What stands in front of the text: the time, and with it whatever names its program. */
function frontOf(line: string): string {
  const run = OF_A_RUN.exec(line)?.[0] ?? '';
  const stamped = line.slice(run.length);
  const { text } = withoutTimestamp(stamped);
  return stamped.endsWith(text) ? line.slice(0, line.length - text.length) : '';
}

/** Lines of several jobs or steps are not put together. */
const runOf = (line: string) => OF_A_RUN.exec(line)?.[0] ?? '';

/** The lines of a pasted text, those that were one message joined to one, whether each has its time or none. */
export function printedBehindTimes(lines: readonly string[]): PrintedLine[] {
  const fronts = lines.map(frontOf);
  const filled = [...lines.entries()].filter(([, line]) => line.trim() !== '');
  const areAll =
    filled.length > 1 &&
    filled.every(([index]) => fronts[index] !== '') &&
    new Set(filled.map(([, line]) => runOf(line))).size === 1;
  if (!areAll) return printedLines(lines);
  const behind = lines.map((line, index) => line.slice((fronts[index] as string).length));
  return printedLines(behind).map(({ number, raw }) => ({ number, raw: `${fronts[number - 1]}${raw}` }));
}
