/** A word in the place of another, in the values of a workflow: comments and keys stay as they are. */
import type { Span, WorkflowDocument } from '../workflow/text/document.js';
import type { TextEdit } from './diff.js';
import { scalarsOf } from './names.js';

/**
 * Replaces a word wherever a value of the file has it whole.
 *
 * @param within only there; not given: in the whole file
 */
export function replaceWord(document: WorkflowDocument, from: string, to: string, within?: Span): TextEdit[] {
  const edits: TextEdit[] = [];
  for (const { start, end } of scalarsOf(document.root)) {
    if (within && (end <= within.start || start >= within.end)) continue;
    for (let at = document.text.indexOf(from, start); at !== -1; at = document.text.indexOf(from, at + 1)) {
      const stop = at + from.length;
      if (stop > end) break;
      if (isWhole(document.text, at, stop)) edits.push({ start: at, end: stop, text: to });
    }
  }
  return edits;
}

/** Not a part of a longer name, nor in a comment of a script. */
function isWhole(text: string, start: number, end: number): boolean {
  const line = text.slice(text.lastIndexOf('\n', start - 1) + 1, start);
  return (
    !/[\w.-]$/.test(line) && !/(?:^|\s)#/.test(line) && !/^(?:[\w-]|\.\w)/.test(text.slice(end, end + 2))
  );
}
