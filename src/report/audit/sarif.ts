/** An audit as SARIF: one run for each repository, and ref of it, that has findings; it says whose files its places are in. */
import type { Log, VersionControlDetails } from 'sarif';
import type { Finding } from '../../types.js';
import { jsonText } from '../json.js';
import type { Report } from '../report.js';
import { type SarifOptions, type SarifProblem, sarif } from '../sarif.js';
import { clean } from '../text.js';
import { isCommitHash } from './commit-hash.js';
import { missingLines } from './lines.js';

/** Of what is missing, so much is told one by one. */
const MOST_MISSING = 20;

export interface AuditSarifOptions extends Omit<SarifOptions, 'problems'> {
  /** `https://github.com`, or the server that the repositories are on. */
  serverUrl: string;
}

export function auditSarif(report: Report, options: AuditSarifOptions): string {
  const places = new Map<string, Finding[]>();
  for (const finding of report.findings) {
    const key = JSON.stringify([finding.repository ?? '', finding.ref ?? '']);
    places.set(key, [...(places.get(key) ?? []), finding]);
  }
  // Each run is told of by the one process that made them all.
  const problems = missingOf(report, options);
  const groups = places.size > 0 ? [...places.values()] : [[]];
  const logs = groups.map((findings): Log => {
    const { repository = '', ref } = findings[0] ?? {};
    const commit = report.audit?.repositories.find(({ name }) => name === repository)?.commit;
    const log = JSON.parse(sarif({ ...report, findings }, { ...options, problems })) as Log;
    for (const run of log.runs) {
      const name = `${repository}${ref === undefined ? '' : `@${ref}`}`;
      run.automationDetails = { id: `ghcr-preflight/${name === '' ? '' : `${name}/`}` };
      if (repository === '') continue;
      const provenance: VersionControlDetails = { repositoryUri: `${options.serverUrl}/${repository}` };
      const revision = ref ?? commit;
      if (revision) provenance[isCommitHash(revision) ? 'revisionId' : 'revisionTag'] = revision;
      run.versionControlProvenance = [provenance];
    }
    return log;
  });
  const [first] = logs as [Log];
  return `${jsonText({ ...first, runs: logs.flatMap(({ runs }) => runs) }, 2)}\n`;
}

/** What is not there of the answer. */
function missingOf({ audit, images }: Report, { language = 'en' }: AuditSarifOptions): SarifProblem[] {
  const lines = audit ? missingLines(audit, images, language, MOST_MISSING) : [];
  return lines.map((text) => ({ file: null, line: null, text: clean(text), isFault: true }));
}
