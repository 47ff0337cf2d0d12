/** Values that a name takes over, in other words. */
import type { NameSource } from '../workflow/reading/names/source.js';
import type { FileEdit } from './diff.js';

/** The values written otherwise, where they stand as they are. */
export function rewrittenNames(sources: readonly NameSource[], to: (value: string) => string): FileEdit[] {
  return sources.flatMap(({ document, scalar }) => {
    const { start, end, value } = scalar;
    const at = document.text.indexOf(String(value), start);
    if (at === -1 || at + String(value).length > end) return [];
    return [{ file: document.file, start: at, end: at + String(value).length, text: to(String(value)) }];
  });
}
