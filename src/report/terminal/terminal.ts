/** The report for a terminal and for the step's log: like a compiler's messages. */
import picocolors from 'picocolors';
import { worstFirst } from '../../judge/order.js';
import type { Finding, Language, PlanItem, Verdict } from '../../types.js';
import {
  countSeverities,
  credentialWord,
  headingOf,
  isAsked,
  registryAnswer,
  splitImages,
  untoldPlan,
  verdictSentence,
  verdictWord,
} from '../facts.js';
import type { ImageReport, Report } from '../report.js';
import { mendedAbove } from '../shared-fixes.js';
import { clean, clip, docsLink, oneLine, trimLineEnds, width, wrap } from '../text.js';
import { type Words, words } from '../words.js';
import { Excerpts, type ShownSources } from './excerpt.js';
import { type Colors, severityPaint, verdictPaint } from './paint.js';

export interface TerminalOptions extends ShownSources {
  color: boolean;
  language: Language;
  /** Width to wrap to; 80 when not known. */
  columns?: number;
  /** A sentence under the verdict. */
  note?: string;
  /** Where the project's files can be read: `https://github.com/OWNER/NAME/blob/REF`. */
  docsBase?: string;
  /** The terminal opens what is behind a text (OSC 8). */
  hyperlinks?: boolean;
  /** How many of the findings `lint --fix` can mend. */
  fixable?: number;
}

interface Page {
  say: Words;
  colors: Colors;
  columns: number;
  options: TerminalOptions;
  excerpts: Excerpts;
  /** Findings whose diff stands above them. */
  mended: ReadonlySet<Finding>;
}

const SIGNS: Record<Verdict, string> = { allowed: '✓', denied: '✗', unknown: '?', 'not-needed': '-' };
/** Images with a line of their own, and findings about them that are told; the rest is counted. */
const LISTED = 20;

/**
 * The whole report as lines of text, with a line end after the last. For `lint`, which asks
 * nobody, the findings and their number are all there is to say: nothing when there are none.
 */
export function terminal(report: Report, options: TerminalOptions): string {
  const colors = picocolors.createColors(options.color);
  // Narrower is unreadable, wider is tiring.
  const columns = Math.min(Math.max(options.columns ?? 80, 40), 110);
  const excerpts = new Excerpts(options, colors, columns);
  const isLint = report.command === 'lint';
  // Read like a compiler's, they stand in the order of the files.
  const findings = isLint ? report.findings : worstFirst(report.findings);
  const mended = mendedAbove(findings);
  const page: Page = { say: words(options.language), colors, columns, options, excerpts, mended };
  const blocks = [
    ...(isLint ? [] : [verdictLines(report, page)]),
    options.note ? indent(wrap(options.note, page.columns - 2), 2) : [],
    // A log shows no token that was asked with, and a text none either: each finding names its image.
    isLint || report.command === 'explain' ? [] : imageLines(report.images, page),
    ...(isAsked(report) ? findings.slice(0, LISTED) : findings).map((finding) => findingLines(finding, page)),
    isAsked(report) && findings.length > LISTED ? [page.say.leftOut(findings.length - LISTED)] : [],
    planLines(untoldPlan(report), page),
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

function verdictLines(report: Report, { say, colors, columns }: Page): string[] {
  const sentence = verdictSentence(report, say, { username: null, pointsBelow: true });
  // The sentence says all that the heading does; without one (nobody was asked) the heading must do.
  const [first] = report.findings;
  const heading = first?.happened
    ? say.because(first.happened, oneLine(first.title), first.confidence)
    : headingOf(report, say);
  const text = isAsked(report) ? sentence : first?.happened ? heading : [heading, sentence].join('\n');
  const paint = verdictPaint(report.verdict, colors);
  return wrap(text.trim(), columns - 2).map((line, index) =>
    paint(colors.bold(`${index === 0 ? SIGNS[report.verdict] : ' '} ${line}`)),
  );
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
      said: [status, clip(oneLine(message), 300)].filter(Boolean).join(' '),
    };
  });
  const widths = [0, 1, 2].map((column) =>
    Math.min(60, Math.max(0, ...rows.map(({ cells }) => width(cells[column] ?? '')))),
  );
  const lines = rows.map(({ image: { verdict }, cells, said }): string => {
    const [reference = '', word = '', token = ''] = cells.map((cell, column) =>
      pad(cell, widths[column] ?? 0),
    );
    const paint = verdictPaint(verdict, colors);
    const row = `  ${paint(SIGNS[verdict])} ${reference}  ${paint(word)}  ${token}`;
    const used = 4 + widths.reduce((sum, each) => sum + each + 2, 0);
    // Where there is no room beside it, the registry's words stand below.
    if (said === '' || used + width(said) <= columns) return `${row}  ${said}`.trimEnd();
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

function findingLines(finding: Finding, page: Page): string[] {
  const { say, colors, columns, options } = page;
  const { id, severity, confidence, title, message, location, fix, alternatives, tell, docs } = finding;
  const sure = say.confidences[confidence];
  const manual = docsLink(oneLine(docs), options.docsBase);
  const paint = severityPaint(severity, colors);
  const body = (text: string) => indent(wrap(text, columns - 2), 2);
  const labelled = (name: string, text: string) => {
    const [first = '', ...others] = wrap(say.label(name, text), columns - 2);
    return indent([first.replace(say.label(name, '').trim(), (found) => colors.bold(found)), ...others], 2);
  };
  return [
    `${paint(colors.bold(`${say.severities[severity]}[${linked(oneLine(id), manual, options)}]`))}${colors.bold(say.label('', oneLine(title)))}${sure}`,
    ...(location ? page.excerpts.of(location, paint) : []),
    // Said under the verdict.
    ...(message === options.note ? [] : [...body(message), '']),
    ...(fix.summary ? labelled(say.fixLabel, oneLine(fix.summary)) : []),
    ...(fix.diff
      ? page.mended.has(finding)
        ? body(say.mendedAbove)
        : ['', ...diffLines(fix.diff, colors), '']
      : []),
    ...(fix.url ? [`    ${colors.underline(linked(oneLine(fix.url), fix.url, options))}`] : []),
    ...(fix.command
      ? indent(
          clean(fix.command)
            .trim()
            .split('\n')
            .map((line) => `$ ${line}`),
          4,
        )
      : []),
    ...(tell
      ? tell.length > 0
        ? labelled(say.alsoPossible, '')
        : []
      : alternatives.length > 0
        ? labelled(say.alsoPossible, alternatives.map(oneLine).join(say.comma))
        : []),
    ...(tell ?? []).flatMap(({ title: other, how }) => {
      const [first = '', ...rest] = wrap(how ? say.label(other, how) : other, columns - 6);
      return indent([`- ${first}`, ...indent(rest, 2)], 4);
    }),
    ...indent(docsLines(oneLine(docs), manual, page), 2),
  ];
}

/** An address stays whole, to be opened and copied: where there is no room for it behind its label, on a line of its own. */
function docsLines(path: string, address: string, { say, colors, columns, options }: Page): string[] {
  const label = say.label(say.docsLabel, '').trimEnd();
  const link = linked(options.hyperlinks ? path : address, address, options);
  const used = width(`${label}${say.labelGap}${options.hyperlinks ? path : address}`);
  return used <= columns - 2
    ? [`${colors.bold(label)}${say.labelGap}${link}`]
    : [colors.bold(label), `  ${link}`];
}

/** The text, with an address behind it where the terminal opens one; only a web page's, and nothing that could end it. */
function linked(text: string, address: string, { hyperlinks = false }: TerminalOptions): string {
  const isSafe = /^https?:\/\/[!-~]+$/.test(address);
  return hyperlinks && isSafe ? `\u001b]8;;${address}\u001b\\${text}\u001b]8;;\u001b\\` : text;
}

const PLAN_SIGNS: Record<PlanItem['state'], string> = { ready: '✓', 'to-do': '☐', open: '?' };

/** The checklist: what it is about, line by line. */
function planLines(plan: readonly PlanItem[], { say, colors, columns, options }: Page): string[] {
  if (plan.length === 0) return [];
  const paint = { ready: colors.green, 'to-do': colors.red, open: colors.yellow };
  return [
    colors.bold(say.beforeFirstPush),
    ...plan.flatMap(({ state, text, location }) => {
      const at = location ? `${oneLine(location.file)}:${location.line}` : '';
      const place = at && (options.language === 'zh-CN' ? `（${at}）` : ` (${at})`);
      const [first = '', ...rest] = wrap(`${oneLine(text)}${place}`, columns - 4);
      return indent([`${paint[state](PLAN_SIGNS[state])} ${first}`, ...indent(rest, 2)], 2);
    }),
  ];
}

function diffLines(diff: string, colors: Colors): string[] {
  const lines = trimLineEnds(clean(diff)).split('\n');
  return indent(
    lines.map((line) => {
      if (/^(?:\+\+\+|---) /.test(line)) return colors.bold(line);
      if (line.startsWith('@@')) return colors.cyan(line);
      if (line.startsWith('+')) return colors.green(line);
      if (line.startsWith('-')) return colors.red(line);
      return line;
    }),
    4,
  );
}

function pad(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(0, columns - width(text)));
}

function indent(lines: readonly string[], columns: number): string[] {
  return lines.map((line) => (line === '' ? '' : ' '.repeat(columns) + line));
}
