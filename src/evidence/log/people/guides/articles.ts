/**
 * An article that says of itself that it is one, or has the chapters of one: a page that was copied has lost the marks of its
 * headings. What it shows befell nobody, but for what its author met himself, and the images that he names.
 */
import { happenedTo } from '../met.js';
import { mentionsRefusal } from './lists.js';
import { asksForHelp, isOfAForm, isPrinted } from './reporters.js';

const SAYS_SO =
  /(?:^|[.!?]\s+)(?:[Tt]his (?:article|guide|tutorial|blog post|walkthrough) (?:provides|explains|covers|walks|shows|describes|discusses|will|is for|helps)\b|[Ii]n this (?:article|guide|tutorial|blog post),? (?:we|you|I|let)\b|[Bb]y the end of this (?:article|guide|tutorial|post)\b|[Hh]ere are (?:all )?(?:the|\d+|\w+ common) (?:causes|reasons|fixes)\b)|本(?:文|教程|指南)(?:将|会|就|详细|主要|从)?(?:介绍|讲解|说明|解释|分析|带)|この記事では/;

/** The chapters that an article has of an error, each of which is all of its line, or begins it with its number. */
const CHAPTER =
  /^\s{0,3}(?:#{1,6}\s+|[*_]{2})?(?:(?:What (?:this|the) error means|Why (?:this|it) happens|Common causes|Quick fix(?:es)?|Step-by-step (?:fix|solution|troubleshooting)|How to (?:fix|solve|prevent) (?:it|this)(?: error)?|How to prevent (?:it|this)|Key takeaways|Related (?:errors|articles|posts)|Frequently asked questions|(?:问题|错误)现象|根本原因(?:分析)?|最佳实践(?:建议)?|经验总结|技术(?:原理|分析|细节)|预防措施)[*_:：?]{0,3}\s*$|(?:Cause|Fix|Solution|Method|Reason) (?:\d|one|two|three)\b\s?[:—–.-]|(?:原因|方法|方案|解决方案)\s?[一二三四五\d][:：、.])/i;
const FEWEST = 2;

/** Longer lines are logs. */
const LONGEST = 4_000;

function isArticle(lines: readonly string[]): boolean {
  const told = lines.filter((line) => line.length <= LONGEST);
  const isOne =
    told.some((line) => SAYS_SO.test(line)) ||
    new Set(told.filter((line) => CHAPTER.test(line)).map((line) => line.trim())).size >= FEWEST;
  return isOne && !told.some((line) => asksForHelp(line) || isOfAForm(line));
}

/** The lines of a text, those of an article that show what was refused to nobody left empty. */
export function withoutArticles(lines: readonly string[]): readonly string[] {
  if (!isArticle(lines)) return lines;
  return lines.map((line) =>
    line.length <= LONGEST && mentionsRefusal(line) && !isMetByAuthor(line) ? '' : line,
  );
}

const isMetByAuthor = (line: string): boolean => !SAYS_SO.test(line) && (happenedTo(line) || isPrinted(line));
