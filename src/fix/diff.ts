/** Edits of a text, and the unified diff of what they make of it. */
import { type StructuredPatchHunk, structuredPatch } from 'diff';
import { lineStarts, position } from '../workflow/text/places.js';

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

/** The unified diffs of all files that the edits change, one after the other. */
export function diffOf(texts: Readonly<Record<string, string>>, edits: readonly FileEdit[]): string {
  return [...byFile(edits)]
    .map(([file, own]) => {
      const before = texts[file] ?? '';
      // The edits know their place: nothing else is compared.
      const start = Math.min(...own.map((edit) => edit.start));
      const end = Math.max(...own.map((edit) => edit.end));
      const window = withContext(before, start, before.length - end);
      const part = before.slice(window.start, before.length - window.end);
      const shifted = own.map((edit) => ({
        ...edit,
        start: edit.start - window.start,
        end: edit.end - window.start,
      }));
      return part === applyEdits(part, shifted)
        ? ''
        : diffText(file, linesBefore(before, window.start), hunksOf(part, applyEdits(part, shifted)));
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
  const shortest = Math.min(before.length, after.length);
  let same = 0;
  while (same < shortest && before[same] === after[same]) same += 1;
  let behind = 0;
  while (behind < shortest - same && before.at(-1 - behind) === after.at(-1 - behind)) behind += 1;
  const { start, end } = withContext(before, same, behind);
  const hunks = hunksOf(before.slice(start, before.length - end), after.slice(start, after.length - end));
  return diffText(file, linesBefore(before, start), hunks);
}

/** @param shift lines of the file before what was compared */
function diffText(file: string, shift: number, hunks: readonly StructuredPatchHunk[]): string {
  const told = hunks.map(({ oldStart, oldLines, newStart, newLines, lines }) => {
    const ranges = `-${range(oldStart + shift, oldLines)} +${range(newStart + shift, newLines)}`;
    return [`@@ ${ranges} @@`, ...lines, ''].join('\n');
  });
  // Of a file outside of a repository git leaves the first slash out, too.
  const name = file.replace(/^\/+/, '');
  return `--- a/${name}\n+++ b/${name}\n${told.join('')}`;
}

/** The findings of a file are mended one after the other: the lines of the last text are counted once. */
let counted: { text: string; lines: readonly number[] } = { text: '', lines: [0] };

function linesBefore(text: string, offset: number): number {
  if (counted.text !== text) counted = { text, lines: lineStarts(text) };
  return position(text, counted.lines, offset).line - 1;
}

/**
 * How much of a text is the same at its beginning and at its end, less the lines of context. A file of
 * ten thousand lines is not compared line by line for each of its findings.
 */
function withContext(text: string, same: number, sameBehind: number): { start: number; end: number } {
  let start = same;
  let behind = text.length - sameBehind;
  for (let line = 0; line <= CONTEXT; line += 1) {
    start = start > 0 ? text.lastIndexOf('\n', start - 1) + 1 : 0;
    if (line < CONTEXT && start > 0) start -= 1;
    const next = text.indexOf('\n', behind);
    behind = next === -1 ? text.length : next + 1;
  }
  return { start, end: text.length - behind };
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
