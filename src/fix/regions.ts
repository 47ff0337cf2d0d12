/** Edits as places in lines and columns, for readers that count so. */

import type { Location } from '../types.js';
import { lineStarts, position } from '../workflow/text/places.js';
import type { FileEdit } from './diff.js';

/** What stands at the location becomes the text. */
export interface PlacedEdit {
  location: Location;
  text: string;
}

/**
 * Finds the places of edits in the texts before them. The lines of a file are looked for once.
 *
 * @param texts by the name that the edits give a file
 */
export function editPlacer(
  texts: Readonly<Record<string, string>>,
): (edits: readonly FileEdit[]) => PlacedEdit[] {
  const lines = new Map<string, number[]>();
  return (edits) =>
    edits.map(({ file, start, end, text }) => {
      const before = texts[file] ?? '';
      let starts = lines.get(file);
      if (!starts) {
        starts = lineStarts(before);
        lines.set(file, starts);
      }
      const { line, column } = position(before, starts, start);
      const to = position(before, starts, end);
      return { location: { file, line, column, endLine: to.line, endColumn: to.column }, text };
    });
}
