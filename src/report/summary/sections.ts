/** What the summary says of findings and plans: loaded where there are some. */
import { worstFirst } from '../../judge/order.js';
import type { Finding, PlanItem } from '../../types.js';
import { untoldPlan } from '../facts.js';
import { planGroups } from '../plan-groups.js';
import type { Checked, Report } from '../report.js';
import { mendedAbove } from '../shared-fixes.js';
import { shownSummary } from '../shown-fix.js';
import { docsLink, oneLine } from '../text.js';
import { type Words, words } from '../words.js';
import { chainInWords, chainPicture } from './chain-picture.js';
import { chainWords } from './chain-words.js';
import { codeLinks, isWorkflowPath } from './code-links.js';
import { code, fence, link, namedLink, prose } from './markdown.js';
import type { Block, SummaryOptions } from './page.js';
import { SEVERITY_SIGNS } from './signs.js';

export interface Sections {
  /** The finding that decides: the fix first, for it stands directly under the verdict. */
  lead(finding: Finding): Block;
  /** Any other one, under its title. */
  titled(finding: Finding): Block;
  /** The checklist before a first push; empty: there is none. */
  plan(): string;
  /** What the findings rest on, as far as it does not stand among what was checked. */
  evidence(checked: readonly Checked[]): string[];
}

const PLAN_SIGNS: Record<PlanItem['state'], string> = { ready: '✅', 'to-do': '⬜', open: '❔' };

/** Lines of the checklist; a repository may name many secrets. */
const PLAN_LINES = 60;
const EVIDENCE_LINES = 20;

interface Page extends SummaryOptions {
  say: Words;
  report: Report;
  /** Titles that several findings have. */
  repeated: ReadonlySet<string>;
  /** Findings whose chain is drawn: one picture tells it of all whose chains differ in the package at the end alone. */
  drawn: ReadonlySet<Finding>;
  /** Findings whose diff stands above them. */
  mended: ReadonlySet<Finding>;
}

export function sectionsOf(report: Report, options: SummaryOptions): Sections {
  const findings = worstFirst(report.findings);
  const page: Page = {
    ...options,
    say: words(options.language),
    report,
    repeated: repeatedTitles(findings),
    drawn: firstOfEachChain(findings),
    mended: mendedAbove(findings),
  };
  return {
    lead: (finding) => block([...mend(finding, page), ...why(finding, page), ...reason(finding, page)]),
    titled: (finding) => block([title(finding, page), ...mend(finding, page), ...reason(finding, page)]),
    plan: () => planSection(untoldPlan(report), page),
    evidence: (checked) => evidenceSections(report.findings, checked, page),
  };
}

function block(parts: readonly (string | null)[]): Block {
  return { text: parts.filter(Boolean).join('\n\n'), isFinding: true };
}

/** Of several with one title, each names its image. */
function title({ severity, title, confidence, image }: Finding, { say, repeated }: Page): string {
  const heading = `${prose(oneLine(title), 200)}${say.confidences[confidence]}`;
  const named = image !== null && repeated.has(title) ? say.label(heading, code(image)) : heading;
  return `### ${SEVERITY_SIGNS[severity]} ${named}`;
}

function repeatedTitles(findings: readonly Finding[]): Set<string> {
  const seen = new Set<string>();
  return new Set(findings.flatMap(({ title }) => (seen.size === seen.add(title).size ? [title] : [])));
}

function firstOfEachChain(findings: readonly Finding[]): Set<Finding> {
  const first = new Map<string, Finding>();
  for (const finding of findings) {
    const links = (finding.chain ?? []).filter(({ isEnd }) => !isEnd);
    const key = JSON.stringify([finding.id, links]);
    if (finding.chain && !first.has(key)) first.set(key, finding);
  }
  return new Set(first.values());
}

/** An explanation has said it in its first line already. */
function why({ title, confidence, happened }: Finding, { say, report }: Page): string[] {
  if (report.command === 'explain' && happened) return [];
  return [`### ${say.label(say.reason[confidence], prose(oneLine(title), 200))}`];
}

/** What to do, and where: as a diff, a page to open or a command. */
function mend(finding: Finding, page: Page): (string | null)[] {
  const { say } = page;
  const { fix } = finding;
  return [
    fix.summary && say.label(`**${say.fix}**`, prose(shownSummary(fix))),
    place(finding, page),
    fix.diff && (page.mended.has(finding) ? prose(say.mendedAbove) : fence('diff', fix.diff)),
    fix.url && `${say.open} ${link(fix.url)}`,
    fix.command && fence('sh', fix.command),
  ];
}

/** The line to change, as a link where there is one. */
function place({ location, fix }: Finding, { say, code: address }: Page): string | null {
  const links = address ? codeLinks(location, fix.diff, address) : null;
  if (!links)
    return location && isWorkflowPath(location.file) ? prose(say.place(location.file, location.line)) : null;
  const read = namedLink(prose(say.place(links.file, links.line)), links.read);
  return links.edit ? `${read} · ${namedLink(say.edit, links.edit)}` : read;
}

/** A line of a log is nothing to change: it is where it was seen. */
function seenAt({ location }: Finding, { say }: Page): string | null {
  return location && !isWorkflowPath(location.file)
    ? say.label(say.seenAt, prose(say.place(location.file, location.line)))
    : null;
}

function reason(finding: Finding, page: Page): (string | null)[] {
  const { say, docsBase, note, language } = page;
  const { message, chain, docs } = finding;
  return [
    // Said at the top of the page.
    message === note ? null : prose(message),
    seenAt(finding, page),
    ...(chain && page.drawn.has(finding)
      ? [
          fence('mermaid', chainPicture(chain, language)),
          say.label(chainWords(language).inWords, chainInWords(chain, language)),
        ]
      : []),
    others(finding, say, docsBase),
    docsBase ? namedLink(say.readMore, docsLink(docs, docsBase)) : null,
  ];
}

/** The other causes: the first by title, with what would tell them apart. Where nothing is in doubt there are none. */
function others(
  { tell, alternatives, docs }: Finding,
  say: Words,
  docsBase: string | undefined,
): string | null {
  const lines = tell
    ? tell.map(({ id, title, how }) => {
        const name = causeLink(id, prose(title), docs, docsBase);
        return `- ${how ? say.otherCause(name, prose(how)) : name}`;
      })
    : alternatives.slice(0, 10).map((id) => `- ${causeLink(id, code(id), docs, docsBase)}`);
  return lines.length > 0 ? [`${say.ifNotThat}\n`, ...lines].join('\n') : null;
}

/** The page of another cause stands beside this one's, in the same language. */
function causeLink(id: string, name: string, beside: string, docsBase: string | undefined): string {
  return docsBase && /^[a-z0-9-]+$/.test(id)
    ? namedLink(name, docsLink(beside.replace(/[^/]*$/, `${id}.md`), docsBase))
    : name;
}

function planSection(plan: readonly PlanItem[], { say, code: address, language }: Page): string {
  if (plan.length === 0) return '';
  const [open, close] = language === 'zh-CN' ? ['（', '）'] : [' (', ')'];
  const line = ({ state, text, location }: PlanItem) => {
    const at = location && prose(say.place(location.file, location.line));
    const links = location && address ? codeLinks(location, null, address) : null;
    const where = at ? `${open}${links ? namedLink(at, links.read) : at}${close}` : '';
    return `- ${PLAN_SIGNS[state]} ${prose(oneLine(text))}${where}`;
  };
  const lines = planGroups(plan.slice(0, PLAN_LINES)).flatMap(({ image, items }) =>
    image === null ? items.map(line) : [`- ${code(image)}`, ...items.map((item) => `  ${line(item)}`)],
  );
  const left = plan.length > PLAN_LINES ? [`\n${say.leftOut(plan.length - PLAN_LINES)}`] : [];
  return [`### ${say.beforeFirstPush}\n`, ...lines, ...left].join('\n');
}

function evidenceSections(
  findings: readonly Finding[],
  checked: readonly Checked[],
  { say }: Page,
): string[] {
  const known = new Set(checked.flatMap(({ what, result }) => [result, say.label(what, result)]));
  return findings
    .slice(0, EVIDENCE_LINES)
    .map(({ id, evidence }) => ({ id, lines: evidence.filter((line) => !known.has(line)) }))
    .filter(({ lines }) => lines.length > 0)
    .map(({ id, lines }) =>
      [
        `${say.label(say.evidence, code(id))}\n`,
        ...lines.slice(0, EVIDENCE_LINES).map((line) => `- ${prose(line, 500)}`),
      ].join('\n'),
    );
}
