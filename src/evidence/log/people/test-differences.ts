/**
 * What a failed test shows of what it wanted and what it got: two texts side by side, each line with a mark in front, or RSpec's
 * sentence about both. The words of a refusal stand there as a value of either side.
 */

/** What the lines below mark as the one side and the other: Mocha's, Jest's and Vitest's, go-cmp's, PHPUnit's. */
const HEAD =
  /^\s*(?:\+ expected - actual|- Expected(?:\s+-\s?\d+)?|--- Expected)\s*$|\(-(?:want|exp(?:ected)?) \+(?:got|act(?:ual)?)\):?\s*$/;
/** A line of either side, one of both, or what stands between. */
const SIDE = /^\s*(?:$|[-+@])|^ {2,}(?!at )\S/;
const MOST = 60;

/** RSpec's, with the line of the example in front of what came of it, and below it the place. */
const OF_RSPEC = /^\s*Failure\/Error: /;
const TITLE = /^\s*\d+\) \S/;
const ENDS = /^\s*(?:$|# )/;
const WANTED = /\bexpect(?:ed|\(| \{|_)/;

/** Lines that are longer are none of a runner's. */
const LONGEST = 400;

/** @returns which of the lines are such a difference */
export function linesOfDifferences(lines: readonly string[]): number[] {
  const found: number[] = [];
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index] ?? '';
    if (line.length > LONGEST) continue;
    if (HEAD.test(line)) {
      const end = endOf(lines, index + 1, (each) => !SIDE.test(each));
      for (; index < end - 1; index++) found.push(index + 1);
    } else if (OF_RSPEC.test(line)) {
      const end = endOf(lines, index + 1, (each) => ENDS.test(each));
      const block = lines.slice(index, end);
      if (!block.some((each) => WANTED.test(each))) continue;
      const from = TITLE.test(lines[index - 1] ?? '') ? index - 1 : index;
      for (let each = from; each < end; each++) found.push(each);
      index = end - 1;
    }
  }
  return found;
}

/** Where what begins here has ended. */
function endOf(lines: readonly string[], from: number, isEnd: (line: string) => boolean): number {
  const limit = Math.min(lines.length, from + MOST);
  for (let index = from; index < limit; index++) if (isEnd(lines[index] ?? '')) return index;
  return limit;
}
