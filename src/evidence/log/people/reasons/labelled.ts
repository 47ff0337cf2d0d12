/**
 * The reason under a label of its own, as reports and changes give it: a root cause, or what mends it. The failure stands elsewhere
 * in the text, so neither the push nor the registry is named beside it.
 */
import type { Access } from '../../../../types.js';
import { LONGEST_OF_PEOPLE } from '../prose.js';
import { addsLevel } from '../told/level.js';
import { type CureName, isDeed } from './cures.js';
import { REASONS, type ToldReason } from './table.js';

/** A heading, a label in bold or one with a colon. Of what is only likely, or for all that may come, it is none. */
const LABEL =
  /^\s*(?:>\s?)?(?:[-*+•]\s+|\d{1,2}[.)]\s+)?(?<mark>#{1,6}\s+[*_]{0,2}|[*_]{2})?(?:(?<cause>(?:(?:Root|Actual|Real)[- ]?)?Cause|Reason|Diagnosis|根本原因|根因|原因)|(?:The |Proposed |Suggested )?(?:Fix|Solution|Resolution|Remedy)|解决(?:方法|办法|方案)?|修复(?:方法|方案)?)(?: ?[(（][^)）]{1,60}[)）])?[*_]{0,2}(?<colon>[:：.])?[*_]{0,2}\s*(?<rest>.*)$/iu;
const HEADING = /^\s*(?:>\s?)?(?:#{1,6}\s|\*\*[^*]+\*\*:?\s*$)/;
const FENCE = /^\s*(?:>\s?)?(?:`{3,}|~{3,})/;

/** The same in a sentence of its own. */
const BECAUSE =
  /^(?:It|This|That) (?:is|was) because\b|^The (?:(?:root|actual|real) )?(?:cause|reason)(?: for (?:this|that|it))? (?:is|was)\b|^(?:根本)?原因(?:是|在于)/i;

/** It is only guessed, or said not to be so. */
const OPEN =
  /\b(?:unknown|unclear|not (?:sure|known|yet|because)|maybe|perhaps|might|may|could be|possibly|probably|likely|if|whether|either|ruled out)\b|\?|未知|不明|可能|也许|是否|如果|[吗？]/i;

/** What is done to the token that was there: another one in its place says nothing of what that lacked. */
const OF_A_TOKEN: ReadonlySet<CureName> = new Set<CureName>(['scope', 'classic', 'renewal']);
const ANOTHER_TOKEN =
  /^(?!.*\bfine-?grained\b).*(?:\bGITHUB_TOKEN\b|github\.token\b|\binstead\b|\breplac|\bswitch|\bfall(?:s|ing)? ?back|改用|换成)/i;

/** The level of a job that writes. */
const WRITES = /\bpackages['"\x60]*: ?['"\x60]*write\b/;

/** Lines that belong to one label. */
const MOST_LINES = 8;
interface Told {
  causes: string[];
  fixes: string[];
}

/** What stands behind and below each label, a sentence a text. */
function told(lines: readonly string[]): Told {
  const found: Told = { causes: [], fixes: [] };
  let open: string[] | null = null;
  let left = 0;
  for (const line of lines) {
    if (line.trim() === '' || line.length > LONGEST_OF_PEOPLE) continue;
    const { mark, cause, colon, rest = '' } = LABEL.exec(line)?.groups ?? {};
    const isLabel = (mark !== undefined && rest === '') || colon !== undefined;
    if (isLabel) {
      open = cause === undefined ? found.fixes : found.causes;
      left = MOST_LINES;
      open.push(...sentences(rest));
    } else if (HEADING.test(line) || FENCE.test(line) || left === 0) open = null;
    else if (open) open.push(...sentences(line));
    else found.causes.push(...sentences(line).filter((each) => BECAUSE.test(each)));
    left--;
  }
  return found;
}

/** A point within a name or a number ends none. */
const sentences = (line: string) => line.split(/(?<=[.!?](?=\s)|[。！？])\s*/).filter((each) => each !== '');

/** The reason of a refusal that stands elsewhere in these lines; null: none is given under a label. */
export function labelledReason(lines: readonly string[], access: Access): ToldReason | null {
  const { causes, fixes } = told(lines);
  // Who may not write may read all the same.
  const isOfAccess = (text: string) => access === 'push' || !WRITES.test(text);
  const sure = causes.filter((text) => !OPEN.test(text) && isOfAccess(text));
  const cause = REASONS.find((each) => each[access] && sure.some((text) => each.tells(text, access)));
  // A reason that was only guessed is none, and its cure no better.
  if (cause || causes.some((text) => OPEN.test(text))) return cause?.[access] ?? null;
  const done = fixes.filter((text) => !OPEN.test(text) && isOfAccess(text));
  const tells = (name: CureName, text: string) =>
    (isDeed(name, text) && !(OF_A_TOKEN.has(name) && ANOTHER_TOKEN.test(text))) ||
    (name === 'level' && addsLevel(text));
  const cured = REASONS.find(
    ({ cures = [], ...each }) => each[access] && done.some((text) => cures.some((name) => tells(name, text))),
  );
  return cured?.[access] ?? null;
}
