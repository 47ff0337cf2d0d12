/**
 * Edits of a text, and the unified diff of them. The edits know their place, so
 * nothing has to be compared: each becomes a hunk, neighbours share one.
 */
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
  return [...byFile(edits)].map(([file, own]) => unifiedDiff(file, texts[file] ?? '', own)).join('');
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
 * A unified diff that `git apply` and `patch` take. Lines keep their ends, so the
 * diff of a CRLF file has CRLF lines. The empty text when nothing changes.
 */
export function unifiedDiff(file: string, text: string, edits: readonly TextEdit[]): string {
  const starts = lineStarts(text);
  // The line after a final line end is no line.
  if (starts.at(-1) === text.length) starts.pop();
  const lineAt = (offset: number) => position(text, starts, offset).line - 1;
  const line = (index: number) => text.slice(starts[index], starts[index + 1] ?? text.length);

  const changes: Change[] = [];
  for (const edit of sorted(edits)) {
    // An insertion behind the last line, or before a line, replaces none.
    const behind = edit.start === text.length && (text === '' || text.endsWith('\n'));
    const first = behind ? starts.length : lineAt(edit.start);
    const whole = edit.start === edit.end && edit.start === starts[first] && edit.text.endsWith('\n');
    const last = behind || whole ? first - 1 : lineAt(Math.max(edit.start, edit.end - 1));
    const before = changes.at(-1);
    if (before && before.last >= first) {
      before.edits.push(edit);
      before.last = Math.max(before.last, last);
    } else changes.push({ first, last, edits: [edit] });
  }

  const hunks: Hunk[] = [];
  for (const { first, last, edits: own } of changes) {
    const from = starts[first] ?? text.length;
    const to = starts[last + 1] ?? text.length;
    const shifted = own.map((edit) => ({ ...edit, start: edit.start - from, end: edit.end - from }));
    const removed = Array.from({ length: last - first + 1 }, (_, index) => line(first + index));
    const added = linesWithEnds(applyEdits(text.slice(from, to), shifted));
    if (removed.join('') === added.join('')) continue;
    hunks.push({ first, removed, added });
  }
  if (hunks.length === 0) return '';

  let out = `--- a/${file}\n+++ b/${file}\n`;
  let shift = 0;
  for (let at = 0; at < hunks.length; ) {
    const group = [hunks[at] as Hunk];
    at += 1;
    while (at < hunks.length && (hunks[at] as Hunk).first - endOf(group.at(-1) as Hunk) <= 2 * CONTEXT) {
      group.push(hunks[at] as Hunk);
      at += 1;
    }
    const begin = Math.max(0, (group[0] as Hunk).first - CONTEXT);
    const end = Math.min(starts.length, endOf(group.at(-1) as Hunk) + CONTEXT);
    let body = '';
    let cursor = begin;
    let grown = 0;
    for (const hunk of group) {
      for (; cursor < hunk.first; cursor += 1) body += marked(' ', line(cursor));
      for (const each of hunk.removed) body += marked('-', each);
      for (const each of hunk.added) body += marked('+', each);
      cursor = endOf(hunk);
      grown += hunk.added.length - hunk.removed.length;
    }
    for (; cursor < end; cursor += 1) body += marked(' ', line(cursor));
    const count = end - begin;
    out += `@@ -${range(begin, count)} +${range(begin + shift, count + grown)} @@\n${body}`;
    shift += grown;
  }
  return out;
}

interface Change {
  first: number;
  last: number;
  edits: TextEdit[];
}

interface Hunk {
  /** 0-based line before which the change begins. */
  first: number;
  removed: string[];
  added: string[];
}

function endOf(hunk: Hunk): number {
  return hunk.first + hunk.removed.length;
}

function sorted(edits: readonly TextEdit[]): TextEdit[] {
  return [...edits].sort((one, other) => one.start - other.start || one.end - other.end);
}

function linesWithEnds(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

function marked(mark: string, line: string): string {
  return line.endsWith('\n') ? `${mark}${line}` : `${mark}${line}\n\\ No newline at end of file\n`;
}

/** An empty range names the line before it. */
function range(begin: number, count: number): string {
  return count === 1 ? `${begin + 1}` : `${count === 0 ? begin : begin + 1},${count}`;
}
