/**
 * What stands in front of every line of a text that somebody hands on: the marks of a mail or a forum that quotes it, the bar of
 * the box that a program draws around its error, and the clock of whatever wrote it down. What people tell begins behind it.
 */
import { withoutTimestamp } from './timestamp.js';

const QUOTED = /^>(?:[ >]|$)/;
const MARKS = /^>(?: ?>)* ?/;
/** A step's title and a prompt are one line, and npm shows the name of a script and what it runs. */
const OF_NPM = /^> (?:@[\w.-]+\/)?[\w.-]+@\S+ [\w:.-]+$/;
const LINES_OF_NPM = 2;
/** What `curl -v` sends. */
const OF_CURL = /^> [A-Z]{3,7} \S+ HTTP\/\d/;

/** Terraform's box and goreleaser's, which breaks what is too long for it; one that is closed has a bar behind the line as well. */
const BOXED = /^\s{0,8}[│┃║▌](?: |$)/;
const BAR = /^\s{0,8}[│┃║▌] ?/;
const BAR_BEHIND = /[│┃║]$/;

function withoutBoxes(lines: readonly string[]): string[] {
  return lines.map((line, index) =>
    BOXED.test(line) && (BOXED.test(lines[index - 1] ?? '') || BOXED.test(lines[index + 1] ?? ''))
      ? line.replace(BAR, '').trimEnd().replace(BAR_BEHIND, '').trimEnd()
      : line,
  );
}

/** The lines, those of a quotation or a box without its marks. */
export function withoutQuotation(given: readonly string[]): string[] {
  const lines = withoutBoxes(given);
  const left = [...lines];
  for (let index = 0; index < lines.length; index++) {
    const start = index;
    while (QUOTED.test(lines[index] ?? '')) index++;
    const count = index - start;
    const first = lines[start] ?? '';
    if (count < 2 || OF_CURL.test(first) || (count === LINES_OF_NPM && OF_NPM.test(first))) continue;
    for (let at = start; at < index; at++) left[at] = (lines[at] ?? '').replace(MARKS, '');
  }
  return left;
}

/** Job and step, as `gh run view --log` has them. */
const OF_A_RUN = /^[^\t]{1,200}\t[^\t]{1,200}\t(?=\ufeff?\d{4}-\d\d-\d\dT)/;
/** The clock alone, as people and chats have it. */
const CLOCK = /^\[?\d{1,2}:\d\d(?::\d\d)?(?: ?(?:[AP]M|UTC|Z))?\]?(?: +[-–—|] +|[:,]? +)(?=\S)/i;

const withoutClock = (line: string) => withoutTimestamp(line.replace(OF_A_RUN, '')).text.replace(CLOCK, '');

/** The lines without the time that each of them begins with. */
export function withoutClocks(lines: readonly string[]): string[] {
  const written = lines.filter((line) => line.trim() !== '');
  const areAll = written.length > 1 && written.every((line) => withoutClock(line) !== line);
  return areAll ? lines.map(withoutClock) : [...lines];
}
