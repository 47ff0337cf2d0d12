/** What the steps of an audit leave behind: log, annotations, summary, outputs, and whether they fail. */
import { auditOutput } from '../../../commands/audit/output.js';
import { runReport } from '../../../evidence/run.js';
import { annotationsOf } from '../../../report/annotations.js';
import { isIncomplete } from '../../../report/audit/audit.js';
import { missingLines } from '../../../report/audit/lines.js';
import { auditSummary } from '../../../report/audit/summary.js';
import { auditWords } from '../../../report/audit/words.js';
import { countSeverities } from '../../../report/facts.js';
import { reportJson } from '../../../report/json.js';
import type { Report } from '../../../report/report.js';
import type { Language } from '../../../types.js';
import { picked, type Readers, type SummaryMode, summaryInput } from '../common-inputs.js';
import { docsAddress } from '../docs-address.js';
import { appendSummary } from '../job-summary.js';
import { writeReport } from '../outputs.js';
import { annotate, info, setOutput, warning } from '../toolkit.js';

/** What all steps of an audit are given. */
export interface AuditTellInputs {
  failOn: 'never' | 'error' | 'warning';
  summary: SummaryMode;
  language: Language;
}

/** How they are read, for `readTogether`. */
export function auditTellReaders(language: Language): Readers<Omit<AuditTellInputs, 'language'>> {
  return {
    failOn: () => picked('fail-on', ['never', 'error', 'warning'], language),
    summary: () => summaryInput(language),
  };
}

/** Tells the report and sets its outputs; `process.exitCode` is the step's result. */
export async function tellAudit(
  report: Report,
  { failOn, summary, language }: AuditTellInputs,
  serverUrl: string,
  env: NodeJS.ProcessEnv,
): Promise<void> {
  const { audit, findings, images } = report;
  const docsBase = docsAddress(env);
  const run = runReport(env);
  const options = { language, color: false, columns: 100, docsBase, run, serverUrl };
  info((await auditOutput(report, 'text', options)).trimEnd());
  const [errors, warnings] = countSeverities(findings);
  const incomplete = audit !== undefined && isIncomplete(audit, images);
  if (audit && incomplete)
    warning([auditWords(language).missing, ...missingLines(audit, images, language, 5)].join('\n'), {});
  for (const each of annotationsOf(findings, { language, docsBase }, { warning: incomplete ? 1 : 0 }))
    annotate(each);
  const isTold = summary === 'always' || (summary === 'on-finding' && (findings.length > 0 || incomplete));
  if (isTold) await appendSummary(auditSummary(report, { language, serverUrl, docsBase }));
  setOutput('errors', String(errors));
  setOutput('warnings', String(warnings));
  setOutput('repositories', String(audit?.repositories.filter(({ files }) => files > 0).length ?? 0));
  setOutput('report', writeReport(reportJson(report, run), env));
  const isFailure = errors > 0 || incomplete || (failOn === 'warning' && warnings > 0);
  if (failOn !== 'never' && isFailure) process.exitCode = 1;
}
