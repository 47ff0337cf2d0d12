/** What a terminal says of findings and plans: loaded where there are some. */
import type { Finding, PlanItem } from '../../types.js';
import { planGroups } from '../plan-groups.js';
import { mendedAbove } from '../shared-fixes.js';
import { shownSummary } from '../shown-fix.js';
import { clean, docsLink, oneLine, trimLineEnds, width, wrap } from '../text.js';
import { Excerpts } from './excerpt.js';
import { indent } from './lines.js';
import type { Page, TerminalOptions } from './page.js';
import { type Colors, severityPaint } from './paint.js';

export interface FindingLines {
  /** Like a compiler's message: what and where, why, and how to mend it. */
  finding(finding: Finding): string[];
  /** The checklist before a first push; nothing where there is none. */
  plan(plan: readonly PlanItem[]): string[];
}

interface FindingsPage extends Page {
  excerpts: Excerpts;
  /** Findings whose diff stands above them. */
  mended: ReadonlySet<Finding>;
}

/** @param findings in the order in which they are told */
export function findingLinesOf(findings: readonly Finding[], page: Page): FindingLines {
  const { options, colors, columns } = page;
  const own = {
    ...page,
    excerpts: new Excerpts(options, colors, columns),
    mended: mendedAbove(findings),
  };
  return {
    finding: (finding) => findingLines(finding, own),
    plan: (plan) => planLines(plan, page),
  };
}

function findingLines(finding: Finding, page: FindingsPage): string[] {
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
    ...(fix.summary ? labelled(say.fixLabel, oneLine(shownSummary(fix))) : []),
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
      const [first = '', ...rest] = wrap(how ? say.otherCause(other, how) : other, columns - 6);
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
    ...planGroups(plan).flatMap(({ image, items }) => {
      const depth = image === null ? 2 : 4;
      const lines = items.flatMap(({ state, text, location }) => {
        const at = location ? `${oneLine(location.file)}:${location.line}` : '';
        const place = at && (options.language === 'zh-CN' ? `（${at}）` : ` (${at})`);
        const [first = '', ...rest] = wrap(`${oneLine(text)}${place}`, columns - depth - 2);
        return indent([`${paint[state](PLAN_SIGNS[state])} ${first}`, ...indent(rest, 2)], depth);
      });
      return image === null ? lines : [`  ${oneLine(image)}`, ...lines];
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
