/** The job summary: what a maintainer reads on the run's page. */

import { worstFirst } from '../../judge/order.js';
import type { Finding } from '../../types.js';
import {
  credentialWord,
  headingOf,
  inCode,
  isAsked,
  isWithoutLogin,
  registryAnswer,
  signedVerdict,
  splitImages,
  verdictSentence,
  verdictWord,
} from '../facts.js';
import type { Checked, ImageReport, Report } from '../report.js';
import { oneLine } from '../text.js';
import { type Words, words } from '../words.js';
import { folded, narrowCode, prose, tableHead, tableRow } from './markdown.js';
import type { Block, SummaryOptions } from './page.js';
import { VERDICT_SIGNS } from './signs.js';

// GitHub drops a step's summary whole when it is larger than 1 MiB.
const TOTAL_BYTES = 900_000;
const TABLE_BYTES = 200_000;
/** Rows of a table that stand open. */
const OPEN_ROWS = 50;
/** Rows of one table; nobody reads on. */
const MOST_ROWS = 500;
/** Characters without a break for which the first column has room on a phone, 400 pixels wide. */
const ROOM = 24;

/** The markdown for `GITHUB_STEP_SUMMARY`. What only a finding needs is loaded for one. */
export async function summary(
  report: Report,
  checked: readonly Checked[],
  options: SummaryOptions,
): Promise<string> {
  const say = words(options.language);
  const findings = worstFirst(report.findings);
  const [first, ...others] = findings;
  const sections =
    first || report.plan?.length ? (await import('./sections.js')).sectionsOf(report, options) : null;
  // What decides a refusal stands directly under the heading; of many texts none is the one.
  const isLed =
    first !== undefined &&
    (report.verdict === 'denied' || report.verdict === 'unknown') &&
    (report.command !== 'lint' || others.length === 0);
  const note = text(options.note ? prose(options.note) : '');
  const blocks: (Block | '' | null | undefined)[] = [
    text(`## ${VERDICT_SIGNS[signedVerdict(report)]} ${await headingOf(report, say, options.language)}`),
    report.command === 'explain' && first?.happened
      ? text(prose(say.because(first.happened, oneLine(first.title), first.confidence)))
      : null,
    // What the question was about stands first; which workflow could not be used for the answer does not.
    report.command === 'explain' ? null : note,
    ...(isLed && sections ? [sections.lead(first)] : []),
    isWithoutLogin(report) ? await loginBlock(report, options) : null,
    report.command === 'explain' ? note : null,
    text(prose(isLed ? asked(report, first, say) : outcome(report, say, options.username ?? null))),
    // A log shows no token that was asked with, and a text none either: each finding names its image.
    ...(isAsked(report) ? imageTables(report.images, say).map(text) : []),
    isWithoutLogin(report) ? null : await loginBlock(report, options),
    ...(sections ? (isLed ? others : findings).map((finding) => sections.titled(finding)) : []),
    text(sections?.plan() ?? ''),
    text(checkedBlock(checked, sections?.evidence(checked) ?? [], say)),
  ];
  return `${withinLimit(
    blocks.flatMap((block) => (block && block.text !== '' ? [block] : [])),
    say,
  ).join('\n\n')}\n`;
}

/** The login that failed; null: none did. */
async function loginBlock(report: Report, { language }: SummaryOptions): Promise<Block | null> {
  if (!report.loginFailure) return null;
  const { loginSection } = await import('./login-section.js');
  return text(loginSection(report.loginFailure, isWithoutLogin(report), language));
}

/** What the finding that leads has not said yet: of an only image, what was asked and with which token. */
function asked(report: Report, lead: Finding, say: Words): string {
  if (!isAsked(report)) return report.findings.length > 1 ? outcome(report, say, null) : '';
  const [image, ...more] = report.images;
  if (report.verdict === 'unknown' && more.length === 0) return say.openEnd(report.command === 'preflight');
  if (!image || more.length > 0) return verdictSentence(report, say, { username: null, pointsBelow: false });
  const { status, message } = registryAnswer(image);
  if (status === '' && message === '') return '';
  const said = [status, lead.message.includes(message) ? '' : inCode(message)].filter(Boolean).join(' ');
  return say.asked(inCode(image.reference), credentialWord(image, say), said);
}

function text(markdown: string): Block {
  return { text: markdown };
}

/** The verdict in a sentence, with the image and the answer where there is one. */
function outcome(report: Report, say: Words, username: string | null): string {
  const [image, ...more] = report.images;
  const alone = image && more.length === 0 ? image : null;
  return verdictSentence(report, say, { username, alone, pointsBelow: false });
}

/** As many whole blocks as there is room for: a torn one would spoil the page. */
function withinLimit(blocks: readonly Block[], say: Words): string[] {
  const kept: string[] = [];
  let size = 0;
  for (const [index, block] of blocks.entries()) {
    size += Buffer.byteLength(block.text) + 2;
    if (size > TOTAL_BYTES) {
      const left = blocks.slice(index).filter(({ isFinding }) => isFinding).length;
      return [...kept, left > 0 ? say.findingsLeft(left) : say.tooLong];
    }
    kept.push(block.text);
  }
  return kept;
}

/** One image is told of in a sentence. */
function imageTables(images: readonly ImageReport[], say: Words): string[] {
  if (images.length < 2) return [];
  const { shown, rest } = splitImages(images, OPEN_ROWS);
  return [
    shown.length > 0 ? imageTable(shown, say) : '',
    rest.length > 0
      ? folded(
          shown.length > 0 ? say.otherImages(rest.length) : say.images(rest.length),
          imageTable(rest, say),
        )
      : '',
  ];
}

/** Two columns, so that a phone shows it whole: the token and what came back stand below the image. */
function imageTable(images: readonly ImageReport[], say: Words): string {
  const tokenWord = remembered((word) => prose(word));
  const verdictCell = remembered(unbroken);
  const rows = images.map((image) => {
    const { status, message } = registryAnswer(image);
    const said = [status, message && narrowCode(message, ROOM)].filter(Boolean).join(' ');
    const token = tokenWord(credentialWord(image, say));
    return tableRow([
      `${narrowCode(image.reference, ROOM)}<br>${said ? say.label(token, said) : token}`,
      `${VERDICT_SIGNS[image.verdict]}&nbsp;${verdictCell(verdictWord(image, say))}`,
    ]);
  });
  return withinRoom([tableHead([say.image, say.verdict])], rows, say);
}

/** Of many images most say the same. */
function remembered(make: (text: string) => string): (text: string) => string {
  const made = new Map<string, string>();
  return (text) => {
    const known = made.get(text) ?? make(text);
    made.set(text, known);
    return known;
  };
}

/** A browser breaks a line between any two Chinese characters, unless a word joiner stands there. */
function unbroken(word: string): string {
  return word.replace(/(?<=\p{Script=Han})(?=\p{Script=Han})/gu, '&#8288;');
}

function withinRoom(head: readonly string[], entries: readonly string[], say: Words): string {
  const lines = [...head];
  let size = 0;
  for (const [index, line] of entries.entries()) {
    size += Buffer.byteLength(line) + 1;
    if (size > TABLE_BYTES || index === MOST_ROWS)
      return [...lines, '', say.leftOut(entries.length - index)].join('\n');
    lines.push(line);
  }
  return lines.join('\n');
}

/** Folded: what was looked at, and what each finding rests on. */
function checkedBlock(checked: readonly Checked[], evidence: readonly string[], say: Words): string {
  const parts = [
    checked.length > 0 &&
      withinRoom(
        [],
        checked.map(({ what, result }) => `- ${say.label(prose(what, 300), prose(result, 1000) || '–')}`),
        say,
      ),
    ...evidence,
  ].filter(Boolean);
  return parts.length > 0 ? folded(say.checked, parts.join('\n\n')) : '';
}
