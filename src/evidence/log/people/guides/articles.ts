/**
 * An article that says of itself that it is one, or has the chapters of one: a page that was copied has lost the marks of its
 * headings. What it shows befell nobody, but for what its author met himself, and the images that he names.
 */
import { happenedTo, isAdvice } from '../met.js';
import { mentionsRefusal } from './lists.js';
import { isOneReport } from './one-report.js';
import { asksForHelp, isOfAForm, isPrinted, isReporters } from './reporters.js';

const SAYS_SO =
  /(?:^|[.!?]\s+)(?:[Tt]his (?:article|guide|tutorial|blog post|walkthrough) (?:provides|explains|covers|walks|shows|describes|discusses|will|is for|helps)\b|[Ii]n this (?:article|guide|tutorial|blog post),? (?:we|you|I|let)\b|[Bb]y the end of this (?:article|guide|tutorial|post)\b|[Hh]ere are (?:all )?(?:the|\d+|\w+ common) (?:causes|reasons|fixes)\b(?! (?:I|we)\b))|本(?:文|教程|指南)(?:将|会|就|详细|主要|从)?(?:介绍|讲解|说明|解释|分析|带)|この記事では/;

/** The chapters that only an article has of an error, each of which is all of its line. */
const OF_ARTICLES =
  /^\s{0,3}(?:#{1,6}\s+|[*_]{2})?(?:What (?:this|the) error means|Common causes|Step-by-step (?:fix|solution|troubleshooting)|Key takeaways|Related (?:errors|articles|posts)|Frequently asked questions|最佳实践(?:建议)?|技术(?:原理|分析|细节))[*_:：?]{0,3}\s*$/i;

/** Those that who looked for the reason of one failure has as well, and who lists what he tried. */
const OF_BOTH =
  /^\s{0,3}(?:#{1,6}\s+|[*_]{2})?(?:(?:Why (?:this|it) happens|Quick fix(?:es)?|How to (?:fix|solve|prevent) (?:it|this)(?: error)?|(?:问题|错误)现象|根本原因(?:分析)?|经验总结|预防措施)[*_:：?]{0,3}\s*$|(?:Fix|Solution|Method|Reason) (?:\d|one|two|three)\b\s?[:—–.-]|(?:原因|方法|方案|解决方案)\s?[一二三四五\d][:：、.])/i;

/** Each with what is shown of it. */
const NUMBERED_CAUSE = /^\s{0,3}(?:#{1,6}\s+|[*_]{2})?Cause (?:\d|one|two|three)\b\s?[:—–.-]/i;
const FEWEST = 2;

/** Longer lines are logs. */
const LONGEST = 4_000;

/** What only a program sets in front of a line that it prints: a clock, the number of a step, a runner's mark. */
const OF_A_PROGRAM = /\d\d:\d\d:\d\d|^\s*#\d+ |##\[|^::error/;

/** One incident, and whoever does not know why it came. */
const OPEN =
  /^\W*(?:incident|outage|post-?mortem)\b|事故|复盘|\b(?:(?:not|un)(?: yet)? ?clear|do(?:es)? ?n[o'’]t know|no idea|none (?:yet|known)|unknown (?:yet|so far)|TBD|to be determined|same (?:result|error))\b|待(?:确认|定|查|排查)|不清楚|没(?:有)?用/i;

/** What was tried and did not help, behind its number. */
const TRIED =
  /[,;(—–-]\s?(?:still |also |it )?(?:failed|fails|no (?:effect|luck|change|difference)|did ?n[o'’]t (?:help|work))\b/i;

/** When it was written, and where more of it stands: an article has both. */
const OF_A_PAGE = /\b20\d\d-[01]\d-[0-3]\d\b|https?:\/\/\S+/g;

function isArticle(lines: readonly string[]): boolean {
  const told = lines.filter((line) => line.length <= LONGEST);
  if (told.some((line) => asksForHelp(line) || isOfAForm(line))) return false;
  return told.some((line) => SAYS_SO.test(line)) || (hasChapters(told) && !told.some(isOfOneFailure));
}

/** Two of them, where nothing but the chapters tells: of which one is an article's, or a reader is told what to do in them. */
function hasChapters(told: readonly string[]): boolean {
  const those = (...patterns: RegExp[]) =>
    new Set(told.filter((line) => patterns.some((each) => each.test(line))).map((line) => line.trim())).size;
  if (those(OF_ARTICLES, OF_BOTH, NUMBERED_CAUSE) < FEWEST) return false;
  if (those(OF_ARTICLES) > 0 || those(NUMBERED_CAUSE) >= FEWEST) return true;
  return !isOneReport(told) && told.some((line) => isAdvice(line) && !mentionsRefusal(line));
}

/** Somebody tells of himself or his team, does not know why, tried in vain, or shows what a program printed of his image. */
function isOfOneFailure(line: string): boolean {
  if (isReporters(line.replace(OF_A_PAGE, ' ')) || (OPEN.test(line) && !/\bif\b|如果/i.test(line)))
    return true;
  if (OF_BOTH.test(line) && TRIED.test(line)) return true;
  return mentionsRefusal(line) && (OF_A_PROGRAM.test(line) || isPrinted(line));
}

/** The lines of a text, those of an article that show what was refused to nobody left empty. */
export function withoutArticles(lines: readonly string[]): readonly string[] {
  if (!isArticle(lines)) return lines;
  return lines.map((line) =>
    line.length <= LONGEST && mentionsRefusal(line) && !isMetByAuthor(line) ? '' : line,
  );
}

const isMetByAuthor = (line: string): boolean => !SAYS_SO.test(line) && (happenedTo(line) || isPrinted(line));
