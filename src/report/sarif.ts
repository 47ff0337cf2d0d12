/** SARIF 2.1.0 (OASIS), in the shape that GitHub's code scanning reads. */
import type { Finding, Location, Severity } from '../types.js';
import { version } from '../version.js';
import type { Report } from './report.js';

const LEVELS: Record<Severity, 'error' | 'warning' | 'note'> = {
  error: 'error',
  warning: 'warning',
  notice: 'note',
};

/** One run, one rule for each cause that was found, one result for each finding. */
export function sarif(report: Report): string {
  const ids = [...new Set(report.findings.map(({ id }) => id))];
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'ghcr-preflight',
            semanticVersion: version,
            rules: ids.map((id) => rule(report.findings.find((finding) => finding.id === id) as Finding)),
          },
        },
        columnKind: 'utf16CodeUnits',
        results: report.findings.map((finding) => result(finding, ids.indexOf(finding.id))),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function rule({ id, title, severity, docs }: Finding) {
  return {
    id,
    name: id,
    shortDescription: { text: title },
    help: { text: docs, markdown: docs },
    defaultConfiguration: { level: LEVELS[severity] },
  };
}

function result(finding: Finding, ruleIndex: number) {
  const { id, severity, confidence, message, fix, location, image } = finding;
  const text = [message, fix.summary, fix.url, fix.command].filter(Boolean).join('\n');
  return {
    ruleId: id,
    ruleIndex,
    level: LEVELS[severity],
    message: { text },
    ...(location ? { locations: [place(location)] } : {}),
    properties: { confidence, ...(image ? { image } : {}) },
  };
}

function place({ file, line, column, endLine, endColumn }: Location) {
  return {
    physicalLocation: {
      artifactLocation: { uri: file.split('/').map(encodeURIComponent).join('/'), uriBaseId: '%SRCROOT%' },
      region: { startLine: line, startColumn: column, endLine, endColumn },
    },
  };
}
