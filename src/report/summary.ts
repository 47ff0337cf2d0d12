/** The job summary: what a maintainer reads on the run's page. */

import { worstFirst } from '../judge/order.js';
import type { Finding, Language, PlanItem, Severity, Verdict } from '../types.js';
import { answer, credentialWord, split, verdictSentence } from './facts.js';
import { code, fence, folded, link, namedLink, prose, tableHead, tableRow } from './markdown.js';
import type { Checked, ImageReport, Report } from './report.js';
import { docsLink, oneLine } from './text.js';
import { type Words, words } from './words.js';

export interface SummaryOptions {
  language: Language;
  /** Who is logged in. */
  username?: string;
  /** Where the project's files can be read: `https://github.com/OWNER/NAME/blob/REF`. */
  docsBase?: string;
  /** A sentence under the verdict. */
  note?: string;
}

// GitHub drops a step's summary whole when it is larger than 1 MiB.
const TOTAL_BYTES = 900_000;
const TABLE_BYTES = 200_000;

const VERDICT_SIGNS: Record<Verdict, string> = {
  allowed: '✅',
  denied: '❌',
  unknown: '⚠️',
  'not-needed': '➖',
};
const SEVERITY_SIGNS: Record<Severity, string> = { error: '❌', warning: '⚠️', notice: 'ℹ️' };

/** The markdown for `GITHUB_STEP_SUMMARY`. */
export function summary(report: Report, checked: readonly Checked[], options: SummaryOptions): string {
  const say = words(options.language);
  const [first] = report.findings;
  const blocks = [
    `## ${VERDICT_SIGNS[report.verdict]} ${say.headings[report.command][report.access][report.verdict]}`,
    first?.happened ? prose(say.because(first.happened, oneLine(first.title), first.confidence)) : '',
    prose(verdictSentence(report, say, options.username ?? null)),
    options.note ? prose(options.note) : '',
    // A log shows no token that was asked with; each finding names its image.
    ...(report.command === 'explain' ? [] : imageTables(report.images, say)),
    ...worstFirst(report.findings).map((finding) => findingBlock(finding, say, options.docsBase)),
    planBlock(report.plan ?? [], say),
    checkedBlock(checked, report.findings, say),
  ];
  return `${withinLimit(blocks.filter(Boolean), say).join('\n\n')}\n`;
}

/** As many whole blocks as there is room for: a torn one would spoil the page. */
function withinLimit(blocks: readonly string[], say: Words): string[] {
  const kept: string[] = [];
  let size = 0;
  for (const block of blocks) {
    size += Buffer.byteLength(block) + 2;
    if (size > TOTAL_BYTES) return [...kept, say.tooLong];
    kept.push(block);
  }
  return kept;
}

function imageTables(images: readonly ImageReport[], say: Words): string[] {
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

function findingBlock(finding: Finding, say: Words, docsBase: string | undefined): string {
  const { severity, confidence, title, message, location, fix } = finding;
  const sure = say.confidences[confidence];
  return [
    `### ${SEVERITY_SIGNS[severity]} ${prose(oneLine(title), 200)}${sure}`,
    prose(message),
    fix.summary && say.label(`**${say.fix}**`, prose(fix.summary)),
    location && prose(say.place(location.file, location.line)),
    fix.diff && fence('diff', fix.diff),
    fix.url && `${say.open} ${link(fix.url)}`,
    fix.command && fence('sh', fix.command),
    docsBase && namedLink(say.readMore, docsLink(finding.docs, docsBase)),
    others(finding, say, docsBase),
  ]
    .filter(Boolean)
    .join('\n\n');
}

/** The other causes: of a log the first by title, with what would tell them apart. */
function others({ tell, alternatives, docs }: Finding, say: Words, docsBase: string | undefined): string {
  const lines = tell
    ? tell.map(({ id, title, how }) => {
        const name = causeLink(id, prose(title), docs, docsBase);
        return `- ${how ? say.label(name, prose(how)) : name}`;
      })
    : alternatives.slice(0, 10).map((id) => `- ${causeLink(id, code(id), docs, docsBase)}`);
  return lines.length > 0 ? [`${say.ifNotThat}\n`, ...lines].join('\n') : '';
}

/** The page of another cause stands beside this one's, in the same language. */
function causeLink(id: string, name: string, beside: string, docsBase: string | undefined): string {
  return docsBase && /^[a-z0-9-]+$/.test(id)
    ? namedLink(name, docsLink(beside.replace(/[^/]*$/, `${id}.md`), docsBase))
    : name;
}

const PLAN_SIGNS: Record<PlanItem['state'], string> = { ready: '✅', 'to-do': '❌', open: '❔' };

/** Lines of the checklist; a repository may name many secrets. */
const PLAN_LINES = 60;

function planBlock(plan: readonly PlanItem[], say: Words): string {
  if (plan.length === 0) return '';
  const lines = plan.slice(0, PLAN_LINES).map(({ state, text, location }) => {
    const place = location ? ` – ${prose(say.place(location.file, location.line))}` : '';
    return `- ${PLAN_SIGNS[state]} ${prose(oneLine(text))}${place}`;
  });
  const left = plan.length > PLAN_LINES ? [`\n${say.leftOut(plan.length - PLAN_LINES)}`] : [];
  return [`### ${say.beforeFirstPush}\n`, ...lines, ...left].join('\n');
}

/** Folded: what was looked at, and what each finding rests on. */
function checkedBlock(checked: readonly Checked[], findings: readonly Finding[], say: Words): string {
  const evidence = findings.filter((finding) => finding.evidence.length > 0);
  const parts = [
    checked.length > 0 &&
      table([say.what, say.result], checked, say, ({ what, result }) => [
        prose(what, 300),
        prose(result, 1000) || '–',
      ]),
    ...evidence
      .slice(0, 20)
      .map(({ id, evidence: lines }) =>
        [
          `${say.label(say.evidence, code(id))}\n`,
          ...lines.slice(0, 20).map((line) => `- ${prose(line, 500)}`),
        ].join('\n'),
      ),
  ].filter(Boolean);
  return parts.length > 0 ? folded(say.checked, parts.join('\n\n')) : '';
}
