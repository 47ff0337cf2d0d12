/** Edits of a text, and the unified diff of what they make of it. */
import { type StructuredPatchHunk, structuredPatch } from 'diff';

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

/** Of more changed lines the diff is all that was and all that is: to compare takes the square of them. */
const MOST_CHANGES = 1000;

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
  const { start, end } = surroundings(before, after);
  const shift = before.slice(0, start).split('\n').length - 1;
  const hunks = hunksOf(before.slice(start, before.length - end), after.slice(start, after.length - end));
  const told = hunks.map(({ oldStart, oldLines, newStart, newLines, lines }) => {
    const ranges = `-${range(oldStart + shift, oldLines)} +${range(newStart + shift, newLines)}`;
    return [`@@ ${ranges} @@`, ...lines, ''].join('\n');
  });
  return `--- a/${file}\n+++ b/${file}\n${told.join('')}`;
}

/**
 * How much of both texts is the same at the beginning and at the end, less the lines of context. A file
 * of ten thousand lines is not compared line by line for each of its findings.
 */
function surroundings(before: string, after: string): { start: number; end: number } {
  const shortest = Math.min(before.length, after.length);
  let start = 0;
  while (start < shortest && before[start] === after[start]) start += 1;
  let end = 0;
  while (end < shortest - start && before.at(-1 - end) === after.at(-1 - end)) end += 1;
  let behind = before.length - end;
  for (let line = 0; line <= CONTEXT; line += 1) {
    start = start > 0 ? before.lastIndexOf('\n', start - 1) + 1 : 0;
    if (line < CONTEXT && start > 0) start -= 1;
    const next = before.indexOf('\n', behind);
    behind = next === -1 ? before.length : next + 1;
  }
  return { start, end: before.length - behind };
}

function hunksOf(before: string, after: string): StructuredPatchHunk[] {
  const compare = (one: string, other: string, maxEditLength: number) =>
    structuredPatch('', '', one, other, undefined, undefined, { context: CONTEXT, maxEditLength })?.hunks;
  const found = compare(before, after, MOST_CHANGES);
  if (found) return found;
  const [removed] = compare(before, '', Number.POSITIVE_INFINITY) ?? [];
  const [added] = compare('', after, Number.POSITIVE_INFINITY) ?? [];
  if (!removed || !added) return [];
  const { newStart, newLines } = added;
  return [{ ...removed, newStart, newLines, lines: [...removed.lines, ...added.lines] }];
}

/** As git writes it: one line needs no number of lines, and an empty range names the line before it. */
function range(start: number, count: number): string {
  return count === 1 ? `${start}` : `${count === 0 ? start - 1 : start},${count}`;
}

function sorted(edits: readonly TextEdit[]): TextEdit[] {
  return [...edits].sort((one, other) => one.start - other.start || one.end - other.end);
}
