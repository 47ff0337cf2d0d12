/** The job summary: what a maintainer reads on the run's page. */

import { worstFirst } from '../judge/order.js';
import type { Finding, Verdict } from '../types.js';
import { answer, credentialWord, inCode, split, verdictSentence } from './facts.js';
import { code, folded, prose, tableHead, tableRow } from './markdown.js';
import type { Block, SummaryOptions } from './page.js';
import type { Checked, ImageReport, Report } from './report.js';
import { oneLine } from './text.js';
import { type Words, words } from './words.js';

// GitHub drops a step's summary whole when it is larger than 1 MiB.
const TOTAL_BYTES = 900_000;
const TABLE_BYTES = 200_000;

const VERDICT_SIGNS: Record<Verdict, string> = {
  allowed: '✅',
  denied: '❌',
  unknown: '⚠️',
  'not-needed': '➖',
};

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
  const blocks: (Block | '' | null | undefined)[] = [
    text(
      `## ${VERDICT_SIGNS[report.verdict]} ${say.headings[report.command][report.access][report.verdict]}`,
    ),
    report.command === 'explain' && first?.happened
      ? text(prose(say.because(first.happened, oneLine(first.title), first.confidence)))
      : null,
    text(options.note ? prose(options.note) : ''),
    ...(isLed && sections ? [sections.lead(first)] : []),
    text(prose(isLed ? asked(report, first, say) : outcome(report, say, options.username ?? null))),
    // A log shows no token that was asked with, and a text none either: each finding names its image.
    ...(isAsked(report) ? imageTables(report.images, say).map(text) : []),
    ...(sections ? (isLed ? others : findings).map((finding) => sections.titled(finding)) : []),
    text(sections?.plan() ?? ''),
    text(checkedBlock(checked, sections?.evidence(checked) ?? [], say)),
  ];
  return `${withinLimit(
    blocks.flatMap((block) => (block && block.text !== '' ? [block] : [])),
    say,
  ).join('\n\n')}\n`;
}

/** A registry was asked about the images. */
function isAsked({ command }: Report): boolean {
  return command === 'preflight' || command === 'check';
}

/** What the finding that leads has not said yet: of an only image, what was asked and with which token. */
function asked(report: Report, lead: Finding, say: Words): string {
  if (!isAsked(report)) return report.findings.length > 1 ? outcome(report, say, null) : '';
  const [image, ...more] = report.images;
  if (report.verdict === 'unknown' || !image || more.length > 0)
    return verdictSentence(report, say, { username: null, pointsBelow: false });
  const { status, message } = answer(image);
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
  const { shown, rest } = split(images);
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

function imageTable(images: readonly ImageReport[], say: Words): string {
  const head = [say.image, say.verdict, say.token, say.said];
  return table(head, images, say, (image) => {
    const { status, message } = answer(image);
    return [
      code(image.reference),
      `${VERDICT_SIGNS[image.verdict]}&nbsp;${say.verdicts[image.verdict]}`,
      prose(credentialWord(image, say)),
      [status, message && code(message)].filter(Boolean).join(' ') || '–',
    ];
  });
}

function table<T>(
  head: readonly string[],
  entries: readonly T[],
  say: Words,
  cells: (entry: T) => readonly string[],
): string {
  const lines = [tableHead(head)];
  let size = 0;
  for (const [index, entry] of entries.entries()) {
    const line = tableRow(cells(entry));
    size += Buffer.byteLength(line) + 1;
    if (size > TABLE_BYTES) return [...lines, '', say.leftOut(entries.length - index)].join('\n');
    lines.push(line);
  }
  return lines.join('\n');
}

/** Folded: what was looked at, and what each finding rests on. */
function checkedBlock(checked: readonly Checked[], evidence: readonly string[], say: Words): string {
  const parts = [
    checked.length > 0 &&
      table([say.what, say.result], checked, say, ({ what, result }) => [
        prose(what, 300),
        prose(result, 1000) || '–',
      ]),
    ...evidence,
  ].filter(Boolean);
  return parts.length > 0 ? folded(say.checked, parts.join('\n\n')) : '';
}
