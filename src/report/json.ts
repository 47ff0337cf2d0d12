/** The report as JSON: what `schema/report.schema.json` describes. */
import type { Finding } from '../types.js';
import type { Report } from './report.js';

/**
 * The report's text, the same bytes for the same report: keys stand in the
 * contract's order however the objects were built, and nothing else gets in.
 */
export function reportJson(report: Report): string {
  return `${JSON.stringify(ordered(report), null, 2)}\n`;
}

/** The findings alone, in the same order, on one line: the action's output `findings`. */
export function findingsJson(findings: readonly Finding[]): string {
  return JSON.stringify(findings.map(finding));
}

function ordered(report: Report): Report {
  const { token } = report;
  return {
    schema: report.schema,
    command: report.command,
    verdict: report.verdict,
    access: report.access,
    registry: report.registry,
    images: report.images.map((image) => ({
      reference: image.reference,
      verdict: image.verdict,
      status: image.status,
      message: image.message,
      token: image.token,
    })),
    token: {
      source: token.source,
      kind: token.kind,
      scopes: token.scopes,
      expiresAt: token.expiresAt,
    },
    findings: report.findings.map(finding),
    ...(report.ignored === undefined ? {} : { ignored: report.ignored }),
  };
}

function finding(found: Finding): Finding {
  const { location, fix } = found;
  return {
    id: found.id,
    severity: found.severity,
    confidence: found.confidence,
    title: found.title,
    message: found.message,
    location: location && {
      file: location.file,
      line: location.line,
      column: location.column,
      endLine: location.endLine,
      endColumn: location.endColumn,
    },
    job: found.job,
    image: found.image,
    fix: { summary: fix.summary, diff: fix.diff, url: fix.url, command: fix.command },
    evidence: found.evidence,
    alternatives: found.alternatives,
    docs: found.docs,
  };
}
