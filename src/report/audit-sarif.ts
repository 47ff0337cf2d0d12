/** An audit as SARIF: one run for each repository that has findings, which says whose files its places are in. */
import type { Log } from 'sarif';
import { jsonText } from './json.js';
import type { Report } from './report.js';
import { type SarifOptions, sarif } from './sarif.js';

export interface AuditSarifOptions extends SarifOptions {
  /** `https://github.com`, or the server that the repositories are on. */
  serverUrl: string;
}

export function auditSarif(report: Report, options: AuditSarifOptions): string {
  const names = [...new Set(report.findings.map(({ repository }) => repository ?? ''))];
  const logs = (names.length > 0 ? names : ['']).map((name): Log => {
    const own = report.findings.filter(({ repository = '' }) => repository === name);
    const log = JSON.parse(sarif({ ...report, findings: own }, options)) as Log;
    for (const run of log.runs) {
      run.automationDetails = { id: `ghcr-preflight/${name === '' ? '' : `${name}/`}` };
      if (name !== '') run.versionControlProvenance = [{ repositoryUri: `${options.serverUrl}/${name}` }];
    }
    return log;
  });
  const [first] = logs as [Log];
  return `${jsonText({ ...first, runs: logs.flatMap(({ runs }) => runs) }, 2)}\n`;
}
