/** Places in a text: lines and columns of its offsets. */
import type { Location } from '../../types.js';
import type { Span, WorkflowDocument } from './document.js';

/** Offsets at which the lines of a text start; a line ends with `\n`, so CRLF counts once. */
export function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

/** 1-based line and column of an offset. A byte order mark has no column, as in an editor. */
export function position(
  text: string,
  lines: readonly number[],
  offset: number,
): { line: number; column: number } {
  let low = 0;
  let high = lines.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((lines[middle] as number) <= offset) low = middle;
    else high = middle - 1;
  }
  const mark = low === 0 && text.startsWith('\uFEFF') ? 1 : 0;
  return { line: low + 1, column: Math.max(1, offset - (lines[low] as number) - mark + 1) };
}

/** The place of a range in the file, as annotations and SARIF want it. */
export function locate(document: WorkflowDocument, span: Span): Location {
  const start = position(document.text, document.lines, span.start);
  const end = position(document.text, document.lines, Math.max(span.start, span.end));
  return {
    file: document.file,
    line: start.line,
    column: start.column,
    endLine: end.line,
    endColumn: end.column,
  };
}
