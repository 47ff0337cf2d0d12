/** What Maven's and Gradle's tests write while they run: what a suite printed that passed is no failure. */

/** Surefire's and Failsafe's, of one class: nothing of it failed where both counts are naught. */
const BEGINS = /^\[INFO\] Running (?:[\w$]+\.)*[A-Z][\w$]*(?:\s|$)/;
const ENDS = /^\[(?:INFO|WARNING|ERROR)\] Tests run: \d+, Failures: (\d+), Errors: (\d+)/;

/** Gradle's title of what one test wrote, which is set in below it; and of one that failed, which may have asked the registry itself. */
const OF_GRADLE = /^(\S.{0,300} > .{1,300}) STANDARD_(?:OUT|ERROR)\s*$/;
const FAILED = /^(\S.{0,300} > .{1,300}) FAILED\s*$/;
const SET_IN = /^(?:\s{4,}\S|\s*$)/;

/** Lines that are longer are none of a runner's. */
const LONGEST = 400;

/** @returns which of the lines such tests wrote */
export function printedBySuites(lines: readonly string[]): number[] {
  const printed: number[] = [];
  const failed = new Set(lines.map((line) => (line.length <= LONGEST ? FAILED.exec(line)?.[1] : undefined)));
  let suite: number[] | null = null;
  let isBelow = false;
  lines.forEach((line, index) => {
    const isShort = line.length <= LONGEST;
    const [, failures, errors] = (isShort && ENDS.exec(line)) || [];
    if (isShort && BEGINS.test(line)) suite = [];
    else if (failures !== undefined) {
      if (suite && failures === '0' && errors === '0') printed.push(...suite);
      suite = null;
    } else suite?.push(index);
    const test = isShort ? OF_GRADLE.exec(line)?.[1] : undefined;
    if (test !== undefined) isBelow = !failed.has(test);
    else if (isBelow && SET_IN.test(line)) printed.push(index);
    else isBelow = false;
  });
  return printed;
}
