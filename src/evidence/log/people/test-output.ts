/**
 * What tests print: their servers refuse on purpose. Go's runner shows with `go test -v` what each of its tests printed: of
 * those that passed it is nothing, and what one printed that failed stays, for it may have asked the registry itself. Jest,
 * Vitest and pytest set a title above what the code under test writes to its console.
 */

import { stripVTControlCharacters } from 'node:util';
import { linesOfDifferences } from './test-differences.js';
import { printedByPassedEvents } from './test-events.js';
import { printedBySuites } from './test-suites.js';

/** Go's: from here on this test prints. Those that run at the same time take turns. */
const PRINTS_NOW = /=== (?:RUN|CONT|NAME) {2,3}(\S{1,200})$/;
const ENDS = /--- (PASS|FAIL|SKIP): (\S{1,200}) \(/;

/** A runner's time in front of the line. */
const TIME = String.raw`^(?:\d{4}-\d\d-\d\dT\S{1,20}Z )?`;
const TIME_IN_FRONT = new RegExp(TIME);
/** All that Go prints of a package when its tests are through. */
const PACKAGE_ENDS = new RegExp(String.raw`${TIME}(?:PASS|FAIL|ok\s.*|FAIL\s.*|exit status \d+)$`);

/** Jest's, which sets in deeper what was written, and ends with the place that wrote it. */
const OF_JEST = new RegExp(String.raw`${TIME}\s{2,8}console\.(?:log|error|warn|info|debug)\s*$`);
const SET_IN = new RegExp(String.raw`${TIME}(?:\s{4,}\S|\s*$)`);
const PLACE = new RegExp(String.raw`${TIME}\s{6}at `);
const EMPTY = new RegExp(String.raw`${TIME}\s*$`);

/** Vitest's, which ends at an empty line or with the next title, or where a runner begins something else. */
const OF_VITEST = new RegExp(String.raw`${TIME}std(?:err|out) \| \S{1,300}\.(?:test|spec)\.[cm]?[jt]sx?\b`);
const NEXT = new RegExp(
  String.raw`${TIME}(?:\s*$|std(?:err|out) \| |\s*[✓❯×✗√] |\s*Test Files\b|##\[|::(?:group|error))`,
);

/** pytest's of what it caught of a test, which ends at its next rule, or where a runner begins something else. */
const OF_PYTEST = new RegExp(
  String.raw`${TIME}-{3,} ?Captured (?:stdout|stderr|log)(?: (?:call|setup|teardown))? ?-{3,}\s*$`,
);
const NEXT_RULE = new RegExp(
  String.raw`${TIME}(?:[-=_]{3,}(?: .*[-=_])?\s*$|##\[|::(?:group|error|endgroup))`,
);

/** RSpec's last line when all is well, and what stands between it and the titles. */
const OF_RSPEC = new RegExp(String.raw`${TIME}\d+ examples?, 0 failures\b`);
const ABOVE_RSPECS = new RegExp(String.raw`${TIME}(?:Finished in \d.*|\s*)$`);

/** Mocha's count, and the titles of tests that failed, by their numbers. */
const OF_MOCHA = /^\s{2}\d+ failing\s*$/;
const MOCHAS_TITLE = /^\s{2,}\d+\) \S/;
const LINES_OF_A_TITLE = 5;

/** What `gh run view --log` and who quotes it set in front of a line. */
const FRONT = /^(?:> ?)?(?:[^\t]{1,200}\t[^\t]{1,200}\t\ufeff?(?=\d{4}-\d\d-\d\dT))?/;

/** The line as it was printed, but for its time. */
function asPrinted(line: string): string {
  const told = line.includes('\t') || line.startsWith('>') ? line.replace(FRONT, '') : line;
  return told.includes('\u001b') ? stripVTControlCharacters(told) : told;
}

/** Lines that are longer are none of a runner's. */
const LONGEST = 400;

/** The lines, those that tests printed left empty. */
export function withoutTestOutput(given: readonly string[]): readonly string[] {
  const left = [...given];
  const lines = given.map(asPrinted);
  const untimed = lines.map((line) => line.replace(TIME_IN_FRONT, ''));
  const passed = [
    printedByPassed(lines),
    printedByPassedEvents(lines),
    titlesOfPassed(lines),
    titlesOfMocha(untimed),
    printedBySuites(untimed),
    linesOfDifferences(untimed),
  ];
  for (const index of passed.flat()) left[index] = '';
  /** Whether a line still belongs to what stands below the last title; null: there is none. */
  let belongs: ((line: string, before: string) => boolean) | null = null;
  lines.forEach((line, index) => {
    if (line.length > LONGEST) return;
    if (OF_JEST.test(line)) belongs = belowJests();
    else if (OF_VITEST.test(line)) belongs = (each) => !NEXT.test(each);
    else if (OF_PYTEST.test(line)) belongs = (each) => !NEXT_RULE.test(each);
    else if (belongs?.(line, lines[index - 1] ?? '')) left[index] = '';
    else belongs = null;
  });
  return left;
}

/** What Jest set in below one title: nothing comes after the place, which stands below an empty line. */
function belowJests(): (line: string, before: string) => boolean {
  let isAtPlace = false;
  return (line, before) => {
    isAtPlace ||= PLACE.test(line) && EMPTY.test(before);
    return isAtPlace ? PLACE.test(line) : SET_IN.test(line);
  };
}

/** RSpec's titles, of which each told what its example did: none failed. */
function titlesOfPassed(lines: readonly string[]): number[] {
  const titles: number[] = [];
  lines.forEach((line, index) => {
    if (line.length > LONGEST || !OF_RSPEC.test(line)) return;
    let above = index - 1;
    while (above >= 0 && ABOVE_RSPECS.test(lines[above] ?? '')) above -= 1;
    for (; above >= 0 && !EMPTY.test(lines[above] ?? ''); above -= 1) titles.push(above);
  });
  return titles;
}

/** Mocha's titles, above its count and below: what a test met that failed stands behind the title's colon. */
function titlesOfMocha(lines: readonly string[]): number[] {
  const count = lines.findIndex((line) => line.length <= LONGEST && OF_MOCHA.test(line));
  if (count === -1) return [];
  /** Lines of a title that may still come. */
  let titles = 0;
  return lines.flatMap((line, index) => {
    if (line.length > LONGEST) return [];
    const isNumbered = MOCHAS_TITLE.test(line);
    if (index < count) return isNumbered ? [index] : [];
    if (isNumbered) titles = LINES_OF_A_TITLE;
    if (titles === 0 || line.trim() === '') return [];
    titles = line.endsWith(':') ? 0 : titles - 1;
    return [index];
  });
}

/** The lines that Go's tests printed which passed, those of their parts among them. */
function printedByPassed(lines: readonly string[]): number[] {
  const printed = new Map<string, number[]>();
  const passed: number[] = [];
  /** A test with its parts that have begun. */
  const partsOf = (ended: string) =>
    printed.has(ended)
      ? [...printed.keys()].filter((name) => name === ended || name.startsWith(`${ended}/`))
      : [];
  let test: string | null = null;
  lines.forEach((line, index) => {
    const isShort = line.length <= LONGEST;
    const now = isShort ? PRINTS_NOW.exec(line)?.[1] : undefined;
    const [, end, ended = ''] = (isShort && ENDS.exec(line)) || [];
    if (now !== undefined) {
      test = now;
      if (!printed.has(now)) printed.set(now, []);
    } else if (end !== undefined) {
      for (const name of partsOf(ended)) {
        if (end === 'PASS') passed.push(...(printed.get(name) ?? []));
        printed.delete(name);
      }
    } else if (isShort && PACKAGE_ENDS.test(line)) {
      test = null;
      printed.clear();
    } else if (test !== null) printed.get(test)?.push(index);
  });
  return passed;
}
