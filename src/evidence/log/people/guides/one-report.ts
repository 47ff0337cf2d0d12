/**
 * One case with one reason, as a report or a change tells it: what was wrong, its root cause and what mends it, a chapter each.
 * A guide has such chapters for each of its messages, and speaks of causes and solutions; whoever names the root cause has
 * looked for the reason of one failure.
 */
import { LONGEST_OF_PEOPLE } from '../prose.js';

const MARK = String.raw`^\s{0,3}(?:>\s?)?(?:[-*+•]\s+)?(?:(?<level>#{1,6})\s+(?:\d{1,2}[.)]\s+)?[*_]{0,2}|[*_]{2})`;
const END = String.raw`(?![\p{L}\d])`;

const ROOT_CAUSE = new RegExp(`${MARK}(?:Root[- ]cause(?: analysis)?|根本?原?因|RCA)${END}`, 'iu');

/** The same in three chapters of one level, whatever the second is called. */
const CHAPTERS = [
  /^(?:Problem|Issue|Bug|Summary|Error|Failure|Symptom|What happened|What(?:['’]s| is) broken|Context|Background)$/iu,
  /^(?:Cause|Reason|Diagnosis|Analysis|Why|Explanation)$/iu,
  /^(?:(?:Proposed |Suggested |The )?Fix|Solution|Resolution|Remedy|Changes?)$/iu,
] as const;
const CHAPTER = /^\s{0,3}(?<level>#{1,6})\s+(?<title>[^\n]{1,40}?)[:?\s]*$/u;

/** Whether the whole text tells of one failure. */
export function isOneReport(lines: readonly string[]): boolean {
  const told = lines.filter((line) => line.length <= LONGEST_OF_PEOPLE);
  const causes = told.filter((line) => ROOT_CAUSE.test(line)).length;
  return causes === 1 || (causes === 0 && hasItsChapters(told));
}

/** What was wrong, why and what mends it, each once and on one level. */
function hasItsChapters(lines: readonly string[]): boolean {
  const levels = CHAPTERS.map((kind) =>
    lines.flatMap((line) => {
      const { level, title } = CHAPTER.exec(line)?.groups ?? {};
      return level !== undefined && title !== undefined && kind.test(title) ? [level.length] : [];
    }),
  );
  const [level] = levels[0] ?? [];
  return levels.every((found) => found.length === 1 && found[0] === level);
}
