/**
 * A guide's blocks of code: the message alone, under what says that it may come – a condition, an example, a common error – or
 * between a label for errors and the cause or the cure; and messages of which it may be one or the other. What somebody met has the
 * name of his image in it, a time or the number of a step, or he tells of himself beside it.
 */
import { OUR_HOST } from '../../words/registry-names.js';
import { happenedTo, isMet } from '../met.js';
import { LONGEST_OF_PEOPLE } from '../prose.js';
import { mentionsRefusal } from './lists.js';
import { isOneReport } from './one-report.js';
import { isOfAForm, isReporters, tellsOfDeed, tellsThatItFailed } from './reporters.js';

const LEAD = String.raw`^\s{0,3}(?:>\s?)?(?:[-*+•]\s+|\d{1,2}[.)]\s+)?`;
const MARK = String.raw`(?:#{1,6}\s+|[*_]{1,3})(?:\d{1,2}[.)]\s+)?`;

/** A heading, or a line in bold, that says no more than that an error follows. */
const LABEL = new RegExp(
  String.raw`${LEAD}${MARK}(?:Errors?(?: (?:messages?|output|snippet|text))?|Symptoms?|Messages?|Problem|Erro|Mensaje(?: de error)?|Fehler(?:meldung)?|Erreur|Ошибка|Lỗi(?: gặp phải)?|エラー(?:メッセージ)?|오류(?: 메시지)?|错误(?:信息|日志|示例)?|报错(?:信息)?|现象|症状)[*_:：\s]*$`,
  'iu',
);
/** A chapter's title. */
const TITLE = /^\s{0,3}(?:>\s?)?(?:#{1,6}\s+|\*\*(?=[^*]+\*\*:?\s*$))\S/;
/** What comes below the block: why it comes, and what is to be done about it. */
const REMEDY = new RegExp(
  String.raw`${LEAD}(?<mark>${MARK})(?:(?:(?:Root|Likely|Possible|Probable|Common) )?Causes?|Reasons?|Fix(?:es| steps)?|Solutions?|Resolution|How to fix(?: it)?|What (?:this|it|the) (?:error )?means|Meaning|Causa|Solução|Solución|Cause|Ursache|Lösung|Причина|Решение|Nguyên nhân|Cách (?:sửa|khắc phục)|Giải pháp|原因|解决(?:方法|办法|方案)?|対処(?:法|方法)?|解決(?:策|方法)?|원인|해결(?: 방법)?)\s?\d?(?![\p{L}])`,
  'iu',
);

/** It may come, or comes to others: nobody says that it came. */
const MAY_COME = new RegExp(
  String.raw`${LEAD}(?:\*\*)?(?:(?:Common|Typical|Possible|Example|Sample) (?:errors?|error messages?|outputs?|failures?|responses?)\b|Example\b|常见(?:错误|报错)|示例|例如).{0,80}[:：](?:\*\*)?\s*$|\b(?:example|sample) of (?:the|an?|such an?) (?:error|message|output|response)s?\b.{0,60}:\s*$|\b(?:errors?|messages?) (?:that )?you (?:may|might|can|could|will)\b.{0,40}:\s*$|常见的?(?:错误|报错)(?:信息)?[:：]\s*$|(?:エラー|メッセージ)の?例[:：]?(?:\*\*)?[:：]?\s*$`,
  'i',
);
/** How it mostly looks, as nobody tells who met it: in a block, or in the paragraph below. */
const MOSTLY = new RegExp(
  [
    String.raw`\b(?:usually|often|typically|commonly|normally|generally|frequently|mostly|may|might|can|could|common|typical|usual)\b[^,;:.]*(?:\b(?:appears?|shows?(?: up)?|looks?|manifests?|surfaces?|reads?|seen|reported)\b[^.:]{0,40}\b(?:as|like)\b[^.:]{0,30}|\b(?:errors?|messages?|symptoms?|outputs?|responses?) (?:such as|like|similar to|is|are))[:：]\s*$`,
    '(?:通常|一般|往往|常常|可能)[^。]{0,30}(?:表现为|显示为|如下|类似)[^。]{0,10}[:：]\\s*$',
  ].join('|'),
  'i',
);
/** The cause and the cure in one line below it. */
const IN_ONE_LINE =
  /^\s{0,3}(?:>\s?)?(?:[-*+•]\s+)?[*_]{0,2}(?:(?:Root |Likely |Usual |Common )?Cause|Reason|Meaning|Why|原因|含义)[*_]{0,2}[:：].*?\S[.;。；，,)]?\s*[*_]{0,2}(?:Fix|Solution|Resolution|Remedy|Cure|How to fix(?: it)?|解决(?:方法|办法|方案)?|处理)[*_]{0,2}[:：][*_]{0,2}\s*(?!\w+ed\b)\S/;

/** One message or the other: nobody who met them sets the word on a line of its own. */
const OR = /^\s*(?:>\s?)?(?:or|或者?|oder|ou|もしくは|または)[:：,]?\s*$/i;

/** It comes in some case, in which something is to be done: whoever says no more than that may have met it. */
const IN_THAT_CASE = new RegExp(
  String.raw`${LEAD}(?:\*\*)?(?:If (?!I\b|we\b|my\b).{0,100}\b(?:see|sees|get|gets|fails?|refused|denied|rejected|errors?|says?|shows?|prints?|message)\b.{0,40}|You can (?:confirm|verify|check) (?:this|it|that)\b.{0,60}|(?:如果|若)[^我]{0,60}(?:报错|提示|出现|看到|失败|拒绝)[^我]{0,20})[:：](?:\*\*)?\s*$`,
  'i',
);

/** What a guide tells its reader to do. */
const ORDER =
  /(?:^|[.:;]\s+|\d[.)]\s+\**|[-*]\s+\**)(?:Go to|Make sure|Ensure|Check|Verify|Confirm|Add|Set|Grant|Log (?:in|out)|Run|Use|Create|Open|Give|Enable|Link|Navigate|Select|Click|Regenerate|Rotate|Renew|Re-?run)\b|\byou(?:r| need| must| have to| should)\b|[您你请]|确保|检查|してください/i;

/** A block of the marks that Markdown has for it. */
const FENCE = /^\s*(?:>\s?)?(`{3,}|~{3,})/;
/** Printed by whoever met it: an image or its address, a step of BuildKit or of a runner, a time. */
const PRINTED = new RegExp(
  String.raw`\b${OUR_HOST}/(?!v2/["')]?:)|/v2/[\w.-]+/[\w.-]+|^#\d+ |##\[|\d\d:\d\d:\d\d|\bbuildx failed with\b`,
  'm',
);
/** A name that stands for any. */
const ANYBODYS = new RegExp(
  String.raw`\b${OUR_HOST}/(?:v2/)?(?:<?(?:org|owner|user(?:name)?|your[\w-]*|my-?org|OWNER|USERNAME|namespace)\b>?|\.{3}|…)[^\s"'\x60:]*`,
  'gi',
);

const MOST_LINES = 6;
/** Lines in which a cure begins. */
const NEAR = 8;
/** The lines, those in a guide's blocks left empty. */
export function withoutGuideBlocks(lines: readonly string[]): string[] {
  const left = [...lines];
  let isOne: boolean | null = null;
  const isOfOne = () => (isOne ??= isOneReport(lines));
  for (const index of [...alternatives(lines), ...belowMostly(lines)]) left[index] = '';
  for (let index = 0; index < lines.length; index++) {
    const mark = FENCE.exec(lines[index] ?? '')?.[1];
    if (mark === undefined) continue;
    const end = lines.findIndex((line, at) => at > index && line.includes(mark));
    if (end === -1) break;
    if (end - index - 1 <= MOST_LINES && isOfAGuide(lines, index, end, isOfOne))
      for (const each of [...between(index, end), ...titleOf(lines, index)]) left[each] = '';
    index = end;
  }
  return left;
}

const between = (begin: number, end: number) =>
  Array.from({ length: end - begin - 1 }, (_, index) => begin + 1 + index);

/** The title of its chapter, where that has the words of a refusal; what stands between may be the label of the block. */
function titleOf(lines: readonly string[], begin: number): number[] {
  const above = besides(lines, begin, -1);
  const at = LABEL.test(lines[above] ?? '') ? besides(lines, above, -1) : above;
  const title = lines[at] ?? '';
  const isAnybodysTitle = TITLE.test(title) && !LABEL.test(title) && isAnybodys(title) && !isOfAForm(title);
  return isAnybodysTitle ? [at] : [];
}

/** @param isOfOne whether the whole text is a report of one failure */
function isOfAGuide(lines: readonly string[], begin: number, end: number, isOfOne: () => boolean): boolean {
  const block = lines.slice(begin + 1, end).join('\n');
  if (block.length > LONGEST_OF_PEOPLE || !mentionsRefusal(block)) return false;
  if (PRINTED.test(block.replace(ANYBODYS, ' ')) || happenedTo(block)) return false;
  const above = lineBeside(lines, begin, -1);
  if (above.length > LONGEST_OF_PEOPLE || happenedTo(above) || isMet(above)) return false;
  const below = lines
    .slice(end + 1, end + 1 + NEAR)
    .filter((line) => line.trim() !== '' && line.length <= LONGEST_OF_PEOPLE);
  if (MAY_COME.test(above)) return !happenedTo(below[0] ?? '');
  if (MOSTLY.test(above)) return !areReported(lines, begin, end);
  if (below.some(happenedTo) || tellsOfDeed(below)) return false;
  const isOrdered = below.some((line) => ORDER.test(line));
  if (IN_ONE_LINE.test(below[0] ?? '')) return !tellsThatItFailed(above) && !areReported(lines, begin, end);
  if (IN_THAT_CASE.test(above)) return isOrdered;
  if (!REMEDY.test(below[0] ?? '') || isOfOne()) return false;
  const isOfAReport = lines.slice(Math.max(0, begin - NEAR), begin).some(isOfAForm);
  if (LABEL.test(above)) return (isOrdered || areParagraphs(below)) && !isOfAReport;
  // A chapter of its own, whose title is no form's.
  return isOrdered && TITLE.test(above) && !isOfAForm(above) && !areReported(lines, begin, end);
}

/** The cause and the cure stand below, as one paragraph each. */
function areParagraphs(below: readonly string[]): boolean {
  const marks = below.flatMap((line) => REMEDY.exec(line)?.groups?.mark ?? []);
  return marks.length > 1 && marks.every((mark) => mark.startsWith('*'));
}

/** The next line that is not empty. */
function lineBeside(lines: readonly string[], from: number, step: 1 | -1): string {
  for (let index = from + step; index >= 0 && index < lines.length; index += step)
    if ((lines[index] ?? '').trim() !== '') return lines[index] ?? '';
  return '';
}

/** Where such a line is; -1: nowhere. */
function besides(lines: readonly string[], from: number, step: 1 | -1): number {
  for (let index = from + step; index >= 0 && index < lines.length; index += step)
    if ((lines[index] ?? '').trim() !== '' && !FENCE.test(lines[index] ?? '')) return index;
  return -1;
}

/** A message as everybody may get it. */
function isAnybodys(line: string): boolean {
  if (line.length > LONGEST_OF_PEOPLE || !mentionsRefusal(line)) return false;
  return !PRINTED.test(line.replace(ANYBODYS, ' ')) && !isMet(line);
}

/** The messages of which one may come or the other, as far as nobody near them tells of himself. */
function alternatives(lines: readonly string[]): number[] {
  return lines.flatMap((line, index) => {
    if (!OR.test(line)) return [];
    const both = [besides(lines, index, -1), besides(lines, index, 1)];
    const above = lines[besides(lines, both[0] ?? 0, -1)] ?? '';
    const isTold = tellsThatItFailed(above) || isMetAbove(above) || areReported(lines, index, index);
    return !isTold && both.every((at) => isAnybodys(lines[at] ?? '')) ? both : [];
  });
}

/** A sentence that names the image: what was printed there is a message more, of which it may be this one or that. */
const isMetAbove = (line: string): boolean =>
  line.length <= LONGEST_OF_PEOPLE && isMet(line) && !mentionsRefusal(line);

/** Somebody tells of himself near these lines, or asks for help. */
function areReported(lines: readonly string[], from: number, to: number): boolean {
  return lines.slice(Math.max(0, from - NEAR), to + NEAR).some(isReporters);
}

const isTold = (line: string): boolean => line.length <= LONGEST_OF_PEOPLE && happenedTo(line);

/** The message in the paragraph below, without marks of a block; and the title of a text in which nobody tells of himself. */
function belowMostly(lines: readonly string[]): number[] {
  const found = lines.flatMap((line, index) => {
    if (line.length > LONGEST_OF_PEOPLE || !MOSTLY.test(line) || isMet(line)) return [];
    const at = besides(lines, index, 1);
    return isAnybodys(lines[at] ?? '') && !areReported(lines, index, at) ? [at] : [];
  });
  const title = besides(lines, -1, 1);
  if (found.length === 0 || !isAnybodys(lines[title] ?? '') || lines.some(isTold)) return found;
  return [...found, title];
}
