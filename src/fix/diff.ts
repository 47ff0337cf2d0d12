/** Edits of a text, and the unified diff of what they make of it. */
import { structuredPatch } from 'diff';

/** Replaces the characters from `start` to `end` (exclusive). */
export interface TextEdit {
  start: number;
  end: number;
  text: string;
}

export interface FileEdit extends TextEdit {
  file: string;
}

/** Lines of context around a change, as `diff -u` and git show them. */
const CONTEXT = 3;

/** The text after the edits, which must not overlap. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  let result = '';
  let at = 0;
  for (const edit of sorted(edits)) {
    result += text.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  return result + text.slice(at);
}

/** The texts of the files that the edits change, after them. */
export function editedTexts(
  texts: Readonly<Record<string, string>>,
  edits: readonly FileEdit[],
): Record<string, string> {
  const after: Record<string, string> = {};
  for (const [file, own] of byFile(edits)) after[file] = applyEdits(texts[file] ?? '', own);
  return after;
}

/** The unified diffs of all files that the edits change, one after the other. */
export function diffOf(texts: Readonly<Record<string, string>>, edits: readonly FileEdit[]): string {
  return [...byFile(edits)]
    .map(([file, own]) => {
      const before = texts[file] ?? '';
      return unifiedDiff(file, before, applyEdits(before, own));
    })
    .join('');
}

function byFile(edits: readonly FileEdit[]): Map<string, FileEdit[]> {
  const files = new Map<string, FileEdit[]>();
  for (const edit of edits) {
    const own = files.get(edit.file);
    if (own) own.push(edit);
    else files.set(edit.file, [edit]);
  }
  return files;
}

/**
 * A unified diff that `git apply` and `patch` take. Lines keep their ends, so the diff of a CRLF file
 * has CRLF lines. The empty text when nothing changes.
 */
export function unifiedDiff(file: string, before: string, after: string): string {
  if (before === after) return '';
  const { hunks } = structuredPatch(file, file, before, after, undefined, undefined, { context: CONTEXT });
  const told = hunks.map(({ oldStart, oldLines, newStart, newLines, lines }) =>
    [`@@ -${range(oldStart, oldLines)} +${range(newStart, newLines)} @@`, ...lines, ''].join('\n'),
  );
  return `--- a/${file}\n+++ b/${file}\n${told.join('')}`;
}

/** As git writes it: one line needs no number of lines, and an empty range names the line before it. */
function range(start: number, count: number): string {
  return count === 1 ? `${start}` : `${count === 0 ? start - 1 : start},${count}`;
}

function sorted(edits: readonly TextEdit[]): TextEdit[] {
  return [...edits].sort((one, other) => one.start - other.start || one.end - other.end);
}
