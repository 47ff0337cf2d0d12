/** The report as JSON: what `schema/report.schema.json` describes. */
import type { RunReport } from '../evidence/types/run.js';
import { IGNORABLE } from '../evidence/unseen.js';
import type { Finding, Location, PlanItem } from '../types.js';
import { version } from '../version.js';
import type { LoginFailure, Report } from './report.js';

/**
 * The report's text, the same bytes for the same report: keys stand in the
 * contract's order however the objects were built, and nothing else gets in.
 *
 * @param run that the report is of; null on a terminal
 */
export function reportJson(report: Report, run: RunReport | null): string {
  return `${jsonText(ordered(report, run), 2)}\n`;
}

/** The findings alone, in the same order, on one line: the action's output `findings`. */
export function findingsJson(findings: readonly Finding[]): string {
  return jsonText(findings.map(finding), 0);
}

/** What JSON leaves as it stands; it escapes the other control characters itself. */
const UNSEEN = new RegExp(String.raw`[\x7f-\x9f\u2028\u2029${IGNORABLE}]`, 'gu');

/**
 * The same data, written so that a terminal and a runner that read along take nothing in it for an order: what nobody
 * sees, and the `##[` of the runner's older commands, stand there as JSON's own escapes.
 */
export function jsonText(data: unknown, indent: number): string {
  return JSON.stringify(data, null, indent)
    .replace(UNSEEN, (unseen) =>
      Array.from({ length: unseen.length }, (_, at) => unitEscape(unseen.charCodeAt(at))).join(''),
    )
    .replaceAll('##[', '\\u0023#[');
}

function unitEscape(unit: number): string {
  return `\\u${unit.toString(16).padStart(4, '0')}`;
}

function ordered(report: Report, run: RunReport | null): object {
  const { token } = report;
  return {
    schema: report.schema,
    command: report.command,
    tool: { name: 'ghcr-preflight', version },
    run: run && {
      repository: run.repository,
      workflow: run.workflow,
      job: run.job,
      id: run.id,
      attempt: run.attempt,
      url: run.url,
      event: run.event,
    },
    verdict: report.verdict,
    access: report.access,
    registry: report.registry,
    images: report.images.map((image) => ({
      reference: image.reference,
      verdict: image.verdict,
      status: image.status,
      message: image.message,
      token: image.token,
      ...(image.credential === undefined ? {} : { credential: image.credential }),
    })),
    token: {
      source: token.source,
      kind: token.kind,
      scopes: token.scopes,
      expiresAt: token.expiresAt,
    },
    ...(report.loginFailure ? { loginFailure: loginFailure(report.loginFailure) } : {}),
    findings: report.findings.map(finding),
    ...(report.plan === undefined ? {} : { plan: report.plan.map(planItem) }),
    ...(report.ignored === undefined ? {} : { ignored: report.ignored }),
    // As `auditInOrder` has put it: few reports are of an audit.
    ...(report.audit ? { audit: report.audit } : {}),
  };
}

function loginFailure({ message, fix }: LoginFailure): LoginFailure {
  return { message, fix };
}

function planItem({ about, state, subject, text, location }: PlanItem): PlanItem {
  return { about, state, subject, text, location: location && placed(location) };
}

function placed({ file, line, column, endLine, endColumn }: Location): Location {
  return { file, line, column, endLine, endColumn };
}

function finding(found: Finding): Finding {
  const { location, fix } = found;
  return {
    id: found.id,
    severity: found.severity,
    confidence: found.confidence,
    title: found.title,
    message: found.message,
    location: location && placed(location),
    ...(found.repository === undefined ? {} : { repository: found.repository }),
    ...(found.ref === undefined ? {} : { ref: found.ref }),
    job: found.job,
    image: found.image,
    fix: { summary: fix.summary, diff: fix.diff, url: fix.url, command: fix.command },
    evidence: found.evidence,
    alternatives: found.alternatives,
    docs: found.docs,
  };
}
