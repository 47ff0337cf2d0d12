/** The summary of an audit: what would break first and how to mend it, then what there is. Under GitHub's 1 MiB. */
import { withoutTag } from '../../evidence/registry/untagged.js';
import type { Finding, Language } from '../../types.js';
import { countSeverities } from '../facts.js';
import { HEADINGS } from '../headings.js';
import type { Report } from '../report.js';
import { shownSummary } from '../shown-fix.js';
import { encodedPath } from '../summary/code-links.js';
import { code, fence, folded, link, namedLink, prose } from '../summary/markdown.js';
import { SEVERITY_SIGNS, VERDICT_SIGNS } from '../summary/signs.js';
import { docsLink, oneLine } from '../text.js';
import { type Words, words } from '../words.js';
import { isIncomplete } from './audit.js';
import { auditOverview, missingLines, namedKinds, someNames } from './lines.js';
import { auditPicture, grantWord, linkWord, shortFile, troubledPushes } from './picture.js';
import { otherLanguageLines } from './told-in.js';
import { type AuditWords, auditWords } from './words.js';

export interface AuditSummaryOptions {
  language: Language;
  /** `https://github.com`, or the server that the repositories are on. */
  serverUrl: string;
  /** Where the project's files can be read. */
  docsBase?: string;
}

// GitHub drops a step's summary whole when it is larger than 1 MiB.
const FINDINGS_BYTES = 600_000;
/** That stand open; the rest is folded. */
const OPEN_FINDINGS = 20;
/** So many are seen at a glance, and need no list of their causes. */
const FEW_FINDINGS = 5;
const MOST_PUSHES = 500;
const MOST_NAMES = 300;
const MOST_MISSING = 50;

interface Page extends AuditSummaryOptions {
  say: Words;
  audit: AuditWords;
  /** That were read, by the name of the repository in lower case. */
  commits: ReadonlyMap<string, string>;
}

/** The markdown for `GITHUB_STEP_SUMMARY`; the report is one of `audit`. */
export function auditSummary(report: Report, options: AuditSummaryOptions): string {
  const { audit } = report;
  if (!audit) throw new TypeError('no report of an audit');
  const { language } = options;
  const commits = new Map(
    audit.repositories.flatMap(({ name, commit }): [string, string][] =>
      commit ? [[name.toLowerCase(), commit]] : [],
    ),
  );
  const page: Page = { ...options, say: words(language), audit: auditWords(language), commits };
  const counted = page.say.counts(...countSeverities(report.findings));
  const blocks = [
    `## ${VERDICT_SIGNS[report.verdict]} ${page.say.label(code(audit.owner), HEADINGS[language].audit[report.verdict])}`,
    prose(
      [
        counted && page.say.end(counted),
        ...auditOverview(audit, report.images, language),
        ...otherLanguageLines(report.findings, language),
      ]
        .filter(Boolean)
        .join('\n'),
    ),
    isIncomplete(audit, report.images) ? missingBlock(report, page) : '',
    causesBlock(report.findings, page),
    ...findingBlocks(report.findings, page),
    pictureBlock(report, page),
    kindsBlock(report, page),
    prose(page.audit.usage(audit.usage)),
  ];
  return `${blocks.filter(Boolean).join('\n\n')}\n`;
}

function missingBlock({ audit, images }: Report, { audit: say, language }: Page): string {
  const lines = audit ? missingLines(audit, images, language, MOST_MISSING) : [];
  return [`### ⚠️ ${say.missing}\n`, ...lines.map((line) => `- ${prose(line)}`)].join('\n');
}

/**
 * One line a cause, in the order in which they break: what a maintainer of eight hundred repositories reads first. A few
 * findings say it themselves.
 */
function causesBlock(findings: readonly Finding[], page: Page): string {
  if (findings.length <= FEW_FINDINGS) return '';
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const key = `${finding.severity} ${finding.id}`;
    const group = groups.get(key);
    if (group) group.push(finding);
    else groups.set(key, [finding]);
  }
  const lines = [...groups.values()].map((group) => {
    const [first] = group as [Finding];
    const repositories = new Set(group.flatMap(({ repository }) => repository ?? [])).size;
    const counted = page.audit.found(group.length, repositories);
    return `- ${SEVERITY_SIGNS[first.severity]} ${page.say.label(causeName(first, page), counted)}`;
  });
  return [`### ${page.audit.byCause}\n`, ...lines].join('\n');
}

function causeName({ title, docs }: Finding, { docsBase }: Page): string {
  const name = prose(oneLine(title), 200);
  return docsBase ? namedLink(name, docsLink(docs, docsBase)) : name;
}

/** As many whole ones as there is room for: a torn one would spoil the page. */
function findingBlocks(findings: readonly Finding[], page: Page): string[] {
  const blocks: string[] = [];
  let size = 0;
  for (const finding of findings) {
    const block = findingBlock(finding, page);
    size += Buffer.byteLength(block) + 2;
    if (size > FINDINGS_BYTES) break;
    blocks.push(block);
  }
  const rest = blocks.splice(OPEN_FINDINGS);
  const left = findings.length - blocks.length - rest.length;
  return [
    ...blocks,
    rest.length > 0 ? folded(page.audit.moreFindings(rest.length), rest.join('\n\n')) : '',
    left > 0 ? prose(page.audit.seeReport(left)) : '',
  ];
}

function findingBlock(finding: Finding, page: Page): string {
  const { severity, confidence, title, message, fix, docs } = finding;
  const { say, docsBase } = page;
  const parts = [
    `### ${SEVERITY_SIGNS[severity]} ${prose(oneLine(title), 200)}${say.confidences[confidence]}`,
    fix.summary && say.label(`**${say.fix}**`, prose(shownSummary(fix))),
    placeOf(finding, page),
    fix.diff && fence('diff', fix.diff),
    fix.url && `${say.open} ${link(fix.url)}`,
    fix.command && fence('sh', fix.command),
    prose(message),
    docsBase && namedLink(say.readMore, docsLink(docs, docsBase)),
  ];
  return parts.filter(Boolean).join('\n\n');
}

/** Repository, file and line, as a link to the text that was read: the lines of another commit are others. */
function placeOf({ repository, ref, location }: Finding, { serverUrl, commits }: Page): string {
  if (!repository) return '';
  if (!location) return namedLink(code(repository), `${serverUrl}/${encodedPath(repository)}`);
  const { file, line } = location;
  const at = encodedPath(ref ?? commits.get(repository.toLowerCase()) ?? 'HEAD');
  const address = `${serverUrl}/${encodedPath(repository)}/blob/${at}/${encodedPath(file)}#L${line}`;
  return namedLink(`${code(`${repository}/${file}:${line}`)}`, address);
}

/** The picture, and the same in words for those who can't see it. */
function pictureBlock({ audit, findings }: Report, page: Page): string {
  if (!audit) return '';
  const { audit: say, language } = page;
  const pushes = troubledPushes(audit.pushes, findings);
  const drawn = auditPicture(pushes, language);
  if (!drawn) return '';
  const comma = language === 'zh-CN' ? '，' : ', ';
  const lines = pushes.slice(0, MOST_PUSHES).map(({ push, severity }) => {
    const from = `${code(push.repository)} ${code(`${shortFile(push.file)}:${push.line}`)} ${code(push.job)}`;
    const facts = [grantWord(push, say), linkWord(push, audit, say)].map((each) => prose(each)).join(comma);
    const sign = severity === null ? '' : `${SEVERITY_SIGNS[severity]} `;
    return `- ${sign}${page.say.label(`${from} → ${code(withoutTag(push.reference))}`, facts)}`;
  });
  const rest = pushes.length > MOST_PUSHES ? [`\n${say.more(pushes.length - MOST_PUSHES)}`] : [];
  return [
    `### ${say.picture}`,
    fence('mermaid', drawn.text),
    prose(say.pictureNote(drawn.shown, pushes.length)),
    folded(say.pushes(pushes.length), [...lines, ...rest].join('\n')),
  ].join('\n\n');
}

function kindsBlock(
  { audit, images }: Report,
  { audit: say, say: { label, comma }, language }: Page,
): string {
  const kinds = audit ? namedKinds(audit, images, language) : [];
  return kinds
    .map(({ kind, names, isTold }) =>
      folded(
        label(prose(kind.charAt(0).toUpperCase() + kind.slice(1)), String(names.length)),
        isTold
          ? someNames(names, MOST_MISSING, say)
              .map((each) => `- ${prose(each)}`)
              .join('\n')
          : someNames(names, MOST_NAMES, say)
              .map((name, index) => (index < MOST_NAMES ? code(name) : name))
              .join(comma),
      ),
    )
    .join('\n\n');
}
