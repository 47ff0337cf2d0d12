/** A list of changes, as a file of them or the notes of a release have it: each entry tells what was mended, and of nothing that is. */
import { isPrinted } from '../guides/reporters.js';
import { happenedTo } from '../met.js';

const VERSION = /^\s{0,3}#{1,3}\s+\[?(?:v|Version |Release )?\d+\.\d+/i;
/** The same with the day of its release, or a link to what changed: no report has that, and its entries may stand right below. */
const DATED =
  /^\s{0,3}#{1,3}\s+\[?v?\d+\.\d+[\w.+-]*\]?(?:\([^)]*\))?\s*(?:[-–—]\s*)?\(?\d{4}-\d\d-\d\d\)?\s*$/i;
const CHAPTER =
  /^\s{0,3}(?:#{2,4}\s+|\*\*)(?:[^\w\s]{1,4}\s+)?(?:Fix(?:ed|es)|Added|Changed|Removed|Deprecated|Security|Bug ?fixes|Features?|Improvements|Enhancements|What['’]s changed|Other changes|修复|新增|变更|优化)[*:：]*\s*$/i;
const HEADING = /^\s{0,3}#{1,4}\s/;
const BULLET = /^\s*[-*+•]\s/;
/** An entry goes on; every other line ends the chapter: a job prints one before it pushes. */
const GOES_ON = /^\s{2,}\S/;
/** The number of the change itself. */
const NUMBERS = /\(?\[?#\d+\]?(?:\([^)]*\))?\)?/g;

/** The lines, the entries of such chapters left empty. */
export function withoutChangelog(lines: readonly string[]): string[] {
  const left = [...lines];
  let isOfVersion = false;
  let isOfChapter = false;
  for (const [index, line] of lines.entries()) {
    if (VERSION.test(line)) isOfVersion = true;
    if (HEADING.test(line) || CHAPTER.test(line))
      isOfChapter = DATED.test(line) || (isOfVersion && CHAPTER.test(line));
    else if (isOfChapter && !BULLET.test(line)) isOfChapter = line.trim() === '' || GOES_ON.test(line);
    else if (isOfChapter && !happenedTo(line.replace(NUMBERS, '')) && !isPrinted(line)) left[index] = '';
  }
  return left;
}
