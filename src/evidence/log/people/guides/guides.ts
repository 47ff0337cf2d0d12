/** What a guide tells of errors that may come to its reader, and a source in its comments, in one place for logs and for messages. */

import { withoutChangelog } from '../sources/changelog.js';
import { withoutSourceComments } from '../sources/comments.js';
import { withoutConditions } from '../spoken.js';
import { withoutArticles } from './articles.js';
import { withoutGuideBlocks } from './blocks.js';
import { withoutGuideHeadings } from './headings.js';

/** The lines, those under a guide's headings and in its blocks of code left empty, and the comments of sources. */
export function withoutGuides(lines: readonly string[]): string[] {
  return withoutGuideBlocks(
    withoutGuideHeadings(withoutConditions(withoutChangelog(withoutSourceComments(withoutArticles(lines))))),
  );
}
