/**
 * A guide's chapters and tables about messages: a heading or a question with a message in it, right above what that
 * means or what is to be done about it; the rows of a table whose head promises causes or cures. Nobody is refused there.
 * Whoever tells of himself, or names his image, met it all the same; his log stands below as it is.
 */
import { mentionsRefusal } from './guide-lists.js';
import { happenedTo, isMet } from './met.js';

/** A chapter's heading, or one in bold that is all of its line. */
const HEADING = /^\s{0,3}(?:>\s?)?(?:#{1,6}\s+|\*\*(?=[^*]+\*\*:?\s*$))/;

const QUESTION = /^\s{0,3}(?:>\s?)?(?:#{1,6}\s+)?[*_]{0,2}Q\d{0,3}[:：.]/;
const ANSWER = /^\s{0,3}(?:>\s?)?[*_]{0,2}A\d{0,3}[:：.]/;

/** How a guide goes on below a heading: the kind of what follows, what the message means, what its reader is to do. */
const EXPLAINS =
  /^\s{0,3}(?:>\s?)?(?:[-*+•]\s+|\d{1,2}[.)]\s+)?[*_]{0,2}(?:(?:(?:Root |Likely |Possible )?[Cc]auses?|Reasons?|Fix|Solutions?|Resolution|Remedy|Meaning|What it means|How to fix)[*_]{0,2}:|(?:[Tt]his|[Tt]hat|[Ii]t|[Tt]he (?:error|message|registry)|[Ss]uch an? \w+)\b[^.:]{0,60}?\b(?:happens|means|occurs|indicates|appears|comes|is (?:caused|returned|shown|printed))\b|(?:Go to|Make sure|Ensure|Check|Verify|Add|Set|Grant|Log (?:in|out)|Run|Use|Create|Open|Give|Enable|Link|Regenerate|Rotate|Renew|Your|You (?:need|must|have to|should|may|are))\s|原因|解决|处理|含义|说明|表示|请|检查|确认)/;

/** The head of a table of messages: the first column has them, another one their causes or cures. */
const TABLE =
  /^\s*(?:>\s?)?\|?\s*[*_]{0,2}(?:symptoms?|errors?|messages?|problems?|status|output|现象|错误|症状|报错|信息)(?![a-z])[^|]{0,40}\|.*(?:cause|reason|meaning|means|fix|solution|resolution|remedy|action|what to do|原因|解决|处理|含义)/i;
const RULE = /^\s*(?:>\s?)?\|?\s*:?-{2,}/;
const ROW = /^\s*(?:>\s?)?\|?[^|]+\|/;

/** Lines that are longer were written by a program. */
const LONGEST = 600;

/** The lines, those of such chapters and tables left empty. */
export function withoutGuideHeadings(lines: readonly string[]): string[] {
  const left = [...lines];
  let below = '';
  for (let index = lines.length - 1; index >= 0; index--) {
    const line = lines[index] ?? '';
    if (line.trim() === '' || line.length > LONGEST) {
      if (line.length > LONGEST) below = '';
      continue;
    }
    if (isOfAGuide(line, below)) left[index] = '';
    below = line;
  }
  const isLike = (pattern: RegExp, index: number) => {
    const line = lines[index] ?? '';
    return line.length <= LONGEST && pattern.test(line);
  };
  for (let index = 0; index < lines.length; index++) {
    if (!isLike(TABLE, index) || !isLike(RULE, index + 1)) continue;
    // On from where the table ends: no line is looked at for two of them.
    for (index += 2; isLike(ROW, index); index++) if (!isMet(lines[index] ?? '')) left[index] = '';
  }
  return left;
}

/** @param below the next line that is not empty */
function isOfAGuide(line: string, below: string): boolean {
  if (!mentionsRefusal(line)) return false;
  if (QUESTION.test(line)) return ANSWER.test(below);
  return HEADING.test(line) && EXPLAINS.test(below) && !isMet(line) && !happenedTo(below);
}
