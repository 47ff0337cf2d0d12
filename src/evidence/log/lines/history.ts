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
/** In front of the lines of a file, in a hunk. */
const CHANGED = /^(?:[ +-]|\\ No newline|$)/;
const DIFF_HEADER =
  /^(?:index |(?:old|new|deleted file|new file) mode |similarity |dissimilarity |rename |copy |--- |\+\+\+ |Binary files )/;

type Part = 'none' | 'header' | 'message' | 'diff' | 'hunk';

/** The lines, those of git's history empty: each stays where it stands. */
export function withoutHistory(lines: readonly string[]): readonly string[] {
  if (!lines.some((line) => COMMIT.test(line) || DIFF.test(line))) return lines;
  let part: Part = 'none';
  return lines.map((line) => {
    part = partOf(line, part);
    return part === 'none' ? line : '';
  });
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
