/** What a guide tells of errors that may come to its reader, in one place for logs and for messages. */
import { withoutGuideBlocks } from './guide-blocks.js';
import { withoutGuideHeadings } from './guide-headings.js';

/** The lines, those under a guide's headings and in its blocks of code left empty. */
export function withoutGuides(lines: readonly string[]): string[] {
  return withoutGuideBlocks(withoutGuideHeadings(lines));
}
