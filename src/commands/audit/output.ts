/** An audit in the form that a face was asked for. */
import { ruleText } from '../../causes/rules.js';
import { annotationCommand } from '../../report/annotations.js';
import { isIncomplete } from '../../report/audit/audit.js';
import { auditOverview, missingLines, namedKinds, someNames } from '../../report/audit/lines.js';
import { auditSarif } from '../../report/audit/sarif.js';
import { otherLanguageLines } from '../../report/audit/told-in.js';
import { auditWords } from '../../report/audit/words.js';
import { type Format, type RenderOptions, render } from '../../report/render.js';
import type { Report } from '../../report/report.js';
import { inert } from '../../report/text.js';
import type { Finding } from '../../types.js';

export interface AuditOutputOptions
  extends Pick<RenderOptions, 'color' | 'hyperlinks' | 'language' | 'columns' | 'docsBase' | 'run'> {
  /** `https://github.com`, or the server that the repositories are on. */
  serverUrl: string;
}

/** Names of a kind that a terminal is told. */
const MOST_NAMES = 8;
const MOST_MISSING = 20;

/** The report of an audit as it is printed; secrets are masked in it already. */
export async function auditOutput(
  report: Report,
  format: Format,
  options: AuditOutputOptions,
): Promise<string> {
  const { language, serverUrl } = options;
  if (format === 'sarif')
    return auditSarif(report, { ...options, serverUrl, rule: (id) => ruleText(id, language) });
  if (format === 'json') return render(report, format, options);
  const shown: Report = {
    ...report,
    // The audit's own token was asked with: below, where that is said.
    images: [],
    findings: format === 'github' ? report.findings : report.findings.map(withRepository),
  };
  const told = await render(shown, format, options);
  return format === 'text'
    ? `${told}\n${inert(overviewText(report, language))}`
    : incompleteAnnotation(report, language) + told;
}

/** How the audit ended: 1, something would be refused; 3, nothing that was read would, and not all was read. */
export function auditExit({ findings, audit, images }: Report): 0 | 1 | 3 {
  if (findings.some(({ severity }) => severity === 'error')) return 1;
  return audit && isIncomplete(audit, images) ? 3 : 0;
}

/** What is missing, of which no finding tells; nothing when all is there. */
function incompleteAnnotation({ audit, images }: Report, language: AuditOutputOptions['language']): string {
  const missing = audit ? missingLines(audit, images, language, MOST_MISSING) : [];
  const text = inert(missing.join('\n'));
  const properties = { title: auditWords(language).missing };
  return missing.length > 0 ? `${annotationCommand({ level: 'warning', text, properties })}\n` : '';
}

/** The place with its repository in front: `octo-org/app/.github/workflows/ci.yml`. */
function withRepository(finding: Finding): Finding {
  const { repository, location } = finding;
  return repository && location
    ? { ...finding, location: { ...location, file: `${repository}/${location.file}` } }
    : finding;
}

/** What there is beside the findings, with a line end after the last line. */
function overviewText({ audit, images, findings }: Report, language: AuditOutputOptions['language']): string {
  if (!audit) return '';
  const say = auditWords(language);
  const missing = missingLines(audit, images, language, MOST_MISSING);
  const lines = [
    ...auditOverview(audit, images, language),
    ...otherLanguageLines(findings, language),
    ...namedKinds(audit, images, language).flatMap(({ kind, names, isTold }) =>
      isTold
        ? [headed(kind, language), ...someNames(names, MOST_MISSING, say).map((each) => `  ${each}`)]
        : `  ${say.named(kind, names.length, someNames(names, MOST_NAMES, say))}`,
    ),
    ...(missing.length > 0 ? [headed(say.missing, language)] : []),
    ...missing.map((line) => `  ${line}`),
    say.usage(audit.usage),
  ];
  return `${lines.join('\n')}\n`;
}

function headed(head: string, language: AuditOutputOptions['language']): string {
  return `${head.charAt(0).toUpperCase()}${head.slice(1)}${language === 'zh-CN' ? '：' : ':'}`;
}
