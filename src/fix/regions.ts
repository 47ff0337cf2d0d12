/** Edits as places in lines and columns, for readers that count so. */
import { lineStarts, position } from '../evidence/workflow/document.js';
import type { Location } from '../types.js';
import type { FileEdit } from './diff.js';

/** What stands at the location becomes the text. */
export interface PlacedEdit {
  location: Location;
  text: string;
}

/** @param texts of the files before the edits */
export function placedEdits(
  edits: readonly FileEdit[],
  texts: Readonly<Record<string, string>>,
): PlacedEdit[] {
  const lines = new Map<string, number[]>();
  return edits.map(({ file, start, end, text }) => {
    const before = texts[file] ?? '';
    let starts = lines.get(file);
    if (!starts) {
      starts = lineStarts(before);
      lines.set(file, starts);
    }
    const from = position(before, starts, start);
    const to = position(before, starts, end);
    const { line, column } = from;
    return { location: { file, line, column, endLine: to.line, endColumn: to.column }, text };
  });
}
