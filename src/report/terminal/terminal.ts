/** The report for a terminal and for the step's log: like a compiler's messages. */
import picocolors from 'picocolors';
import { worstFirst } from '../../judge/order.js';
import type { Finding, Verdict } from '../../types.js';
import {
  countSeverities,
  credentialWord,
  headingOf,
  isAsked,
  isWithoutLogin,
  registryAnswer,
  splitImages,
  untoldPlan,
  verdictSentence,
  verdictWord,
} from '../facts.js';
import type { ImageReport, Report } from '../report.js';
import { clip, oneLine, width, wrap } from '../text.js';
import { words } from '../words.js';
import { indent } from './lines.js';
import type { Page, TerminalOptions } from './page.js';
import { severityPaint, verdictPaint } from './paint.js';

const SIGNS: Record<Verdict, string> = { allowed: '✓', denied: '✗', unknown: '?', 'not-needed': '-' };
/** Images with a line of their own, and findings about them that are told; the rest is counted. */
const LISTED = 20;

/**
 * The whole report as lines of text, with a line end after the last. For `lint`, which asks
 * nobody, the findings and their number are all there is to say: nothing when there are none. What only a finding needs is
 * loaded for one.
 */
export async function terminal(report: Report, options: TerminalOptions): Promise<string> {
  const colors = picocolors.createColors(options.color);
  // Narrower is unreadable, wider is tiring.
  const columns = Math.min(Math.max(options.columns ?? 80, 40), 110);
  const isLint = report.command === 'lint';
  // Read like a compiler's, they stand in the order of the files.
  const findings = isLint ? report.findings : worstFirst(report.findings);
  const page: Page = { say: words(options.language), colors, columns, options };
  const plan = untoldPlan(report);
  const found =
    findings.length > 0 || plan.length > 0
      ? (await import('./findings.js')).findingLinesOf(findings, page)
      : null;
  const blocks = [
    ...(isLint ? [] : [await verdictLines(report, page)]),
    options.note ? indent(wrap(options.note, page.columns - 2), 2) : [],
    // A log shows no token that was asked with, and a text none either: each finding names its image.
    isLint || report.command === 'explain' ? [] : imageLines(report.images, page),
    ...(isAsked(report) ? findings.slice(0, LISTED) : findings).map((each) => found?.finding(each) ?? []),
    isAsked(report) && findings.length > LISTED ? [page.say.leftOut(findings.length - LISTED)] : [],
    found?.plan(plan) ?? [],
    isLint ? lintCounts(findings, report.ignored ?? 0, page) : [],
    findings.length > 1 && !isLint ? [page.say.counts(...countSeverities(findings))] : [],
  ];
  return blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')
    .replace(/(?<=.)$/s, '\n');
}

/** `2 errors, 1 warning; --fix can mend 2 of them` */
function lintCounts(findings: readonly Finding[], ignored: number, { say, colors, options }: Page): string[] {
  const left = ignored === 0 ? '' : say.ignored(ignored);
  if (findings.length === 0) return left === '' ? [] : [left];
  const counted = say.counts(...countSeverities(findings));
  const worst = findings.some(({ severity }) => severity === 'error') ? 'error' : 'warning';
  const mendable = options.fixable ? say.fixable(options.fixable, findings.length) : '';
  return [`${severityPaint(worst, colors)(colors.bold(counted))}${mendable}`, ...(left === '' ? [] : [left])];
}

async function verdictLines(report: Report, page: Page): Promise<string[]> {
  const { colors, columns } = page;
  const verdict = isWithoutLogin(report) ? 'denied' : report.verdict;
  const paint = verdictPaint(verdict, colors);
  return wrap((await verdictText(report, page)).trim(), columns - 2).map((line, index) =>
    paint(colors.bold(`${index === 0 ? SIGNS[verdict] : ' '} ${line}`)),
  );
}

/** The sentence says all that the heading does; without one (nobody was asked) the heading must do. */
async function verdictText(report: Report, { say, options }: Page): Promise<string> {
  const but = isWithoutLogin(report)
    ? (await import('../login-failure.js')).loginFailureWords(options.language).butFailed
    : '';
  const sentence = verdictSentence(report, say, { username: null, pointsBelow: true, but });
  if (isAsked(report)) return sentence;
  const [first] = report.findings;
  if (first?.happened) return say.because(first.happened, oneLine(first.title), first.confidence);
  return [await headingOf(report, say, options.language), sentence].join('\n');
}

/** One line an image, in columns; of a long list only what was not accepted. */
function imageLines(images: readonly ImageReport[], page: Page): string[] {
  const { say, colors, columns } = page;
  const { shown, rest } = splitImages(images, LISTED);
  const rows = shown.map((image) => {
    const { status, message } = registryAnswer(image);
    return {
      image,
      cells: [clip(oneLine(image.reference), 300), verdictWord(image, say), credentialWord(image, say)],
      status,
      said: [status, clip(oneLine(message), 300)].filter(Boolean).join(' '),
    };
  });
  const widthOf = (column: number, most: number) =>
    Math.max(0, ...rows.map(({ cells }) => width(cells[column] ?? '')).filter((each) => each <= most));
  const [words, tokens] = [widthOf(1, 60), widthOf(2, 60)];
  // A name that is too long for a line in columns sets no width for the others: it runs past its own.
  const widths = [widthOf(0, Math.min(60, columns - words - tokens - 8)), words, tokens];
  const lines = rows.map(({ image: { verdict }, cells, status, said }, index): string => {
    const [reference = '', word = '', token = ''] = cells.map((cell, column) =>
      pad(cell, widths[column] ?? 0),
    );
    const paint = verdictPaint(verdict, colors);
    const row = `  ${paint(SIGNS[verdict])} ${reference}  ${paint(word)}  ${token}`;
    const used = 4 + [reference, word, token].reduce((sum, each) => sum + width(each) + 2, 0);
    const isBeside = (text: string) => text === '' || used + width(text) <= columns;
    // Where there is no room beside it, the registry's words stand below: once for neighbours that heard the same.
    if (isBeside(said)) return `${row}  ${said}`.trimEnd();
    if (said === rows[index - 1]?.said) return `${row}  ${isBeside(status) ? status : ''}`.trimEnd();
    return [row.trimEnd(), ...indent(wrap(said, columns - 6), 6)].join('\n');
  });
  return [...lines, ...countedImages(rest, shown.length === 0, page)];
}

/** Those without a line of their own: a line for each verdict. */
function countedImages(images: readonly ImageReport[], isAll: boolean, { say, colors }: Page): string[] {
  const lines = (Object.keys(SIGNS) as Verdict[]).flatMap((verdict) => {
    const count = images.filter((image) => image.verdict === verdict).length;
    const text = say.label(isAll ? say.images(count) : say.otherImages(count), say.verdicts[verdict]);
    return count === 0 ? [] : [`  ${verdictPaint(verdict, colors)(SIGNS[verdict])} ${text}`];
  });
  const isCut = images.some(({ verdict }) => verdict === 'denied' || verdict === 'unknown');
  return isCut ? [...lines, `  ${say.inReport}`] : lines;
}

function pad(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(0, columns - width(text)));
}
