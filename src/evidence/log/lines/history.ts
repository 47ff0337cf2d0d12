/**
 * What git shows of a repository's history: the messages of its commits, and what they change in files. Nothing of it
 * happened to who shows it. Only in texts without anything in front of their lines, as they are pasted.
 */

const COMMIT = /^commit [0-9a-f]{7,64}(?: \(.*\))?$/;
/** Between a commit and its message. */
const HEADER = /^(?:Author|AuthorDate|Commit|CommitDate|Date|Merge|Reflog|Reflog message|Notes):\s/;
/** git sets a message in by four columns. */
const MESSAGE = /^(?: {4}|$)/;

const DIFF = /^diff --(?:git|cc|combined) /;
const HUNK = /^@@+ .* @@/;
const BARE_HUNK = /^@@ -\d+(?:,(\d+))? \+\d+(?:,(\d+))? @@/;
/** In front of the lines of a file, in a hunk. */
const CHANGED = /^(?:[ +-]|\\ No newline|$)/;
const DIFF_HEADER =
  /^(?:index |(?:old|new|deleted file|new file) mode |similarity |dissimilarity |rename |copy |--- |\+\+\+ |Binary files )/;

type Part = 'none' | 'header' | 'message' | 'diff' | 'hunk';

/** The lines, those of git's history empty: each stays where it stands. */
export function withoutHistory(lines: readonly string[]): readonly string[] {
  if (!lines.some((line) => COMMIT.test(line) || DIFF.test(line) || BARE_HUNK.test(line))) return lines;
  let part: Part = 'none';
  let left: [old: number, now: number] | null = null;
  return lines.map((line) => {
    part = partOf(line, part);
    if (part !== 'none') return '';
    left = leftOf(line, left);
    return left === null ? line : '';
  });
}

/**
 * How many lines of a hunk without a head, as people cut it out, are still to come: its first line counts them.
 *
 * @returns null: the line is none of a hunk
 */
function leftOf(line: string, left: [old: number, now: number] | null): [old: number, now: number] | null {
  const [, old, now] = BARE_HUNK.exec(line) ?? [];
  if (BARE_HUNK.test(line)) return [Number(old ?? 1), Number(now ?? 1)];
  if (left === null || left[0] + left[1] <= 0 || !/^[ +-]/.test(line)) return null;
  return [left[0] - (line.startsWith('+') ? 0 : 1), left[1] - (line.startsWith('-') ? 0 : 1)];
}

function partOf(line: string, before: Part): Part {
  if (COMMIT.test(line)) return 'header';
  if (DIFF.test(line)) return 'diff';
  switch (before) {
    case 'header':
      return HEADER.test(line) ? 'header' : MESSAGE.test(line) ? 'message' : 'none';
    case 'message':
      return MESSAGE.test(line) ? 'message' : 'none';
    case 'diff':
      return HUNK.test(line) ? 'hunk' : DIFF_HEADER.test(line) ? 'diff' : 'none';
    case 'hunk':
      return HUNK.test(line) || CHANGED.test(line) ? 'hunk' : 'none';
    default:
      return 'none';
  }
}
