/**
 * A report of a shard, or a line of a journal, as it comes back from a file: looked at whole before anything is made of
 * it, for it may be of another tool, of another version, or written by hand. Says what `schema/report.schema.json` says, as far as it is read.
 */
import type { AuditReport } from '../../report/audit/audit.js';
import { auditWords } from '../../report/audit/words.js';
import { isProblemKind } from '../../report/problems.js';
import type { Report } from '../../report/report.js';
import type { RepositoryAudit } from './reading.js';

export type AuditPart = Report & { tool: { version: string }; audit: AuditReport };

/** GitHub takes no larger matrix (docs "Workflow syntax", `jobs.<job_id>.strategy.matrix`). */
export const MOST_SHARDS = 256;

/** The report in a text, if it is one of `audit`; null for anything else. */
export function auditPartIn(text: string): AuditPart | null {
  try {
    const read: unknown = JSON.parse(text);
    return PART(read) ? (read as AuditPart) : null;
  } catch {
    return null;
  }
}

type Check = (value: unknown) => boolean;

const TEXT: Check = (value) => typeof value === 'string';
const TEXT_OR_NULL: Check = (value) => value === null || TEXT(value);
const TEXT_IF_ANY: Check = (value) => value === undefined || TEXT(value);
const NUMBER: Check = (value) => typeof value === 'number';
const NUMBER_OR_NULL: Check = (value) => value === null || NUMBER(value);
const LINE: Check = (value) => Number.isInteger(value) && (value as number) >= 1;

function one(...allowed: readonly unknown[]): Check {
  return (value) => allowed.includes(value);
}

function list(check: Check): Check {
  return (value) => Array.isArray(value) && value.every(check);
}

function orNull(check: Check): Check {
  return (value) => value === null || check(value);
}

function record(keys: Record<string, Check>): Check {
  return (value) =>
    typeof value === 'object' &&
    value !== null &&
    Object.entries(keys).every(([key, check]) => check((value as Record<string, unknown>)[key]));
}

const WORDS = auditWords('en');
const LEVEL = one('write', 'read', 'none', null);
const VERDICT = one('allowed', 'denied', 'unknown', 'not-needed');

const SHARD: Check = (value) =>
  record({ number: LINE, of: LINE })(value) &&
  (value as AuditReport['shard']).number <= (value as AuditReport['shard']).of &&
  (value as AuditReport['shard']).of <= MOST_SHARDS;

const FINDING = record({
  id: TEXT,
  severity: one('error', 'warning', 'notice'),
  confidence: one('certain', 'likely', 'possible'),
  title: TEXT,
  message: TEXT,
  location: orNull(record({ file: TEXT, line: LINE, column: LINE, endLine: LINE, endColumn: LINE })),
  repository: TEXT_IF_ANY,
  ref: TEXT_IF_ANY,
  job: TEXT_OR_NULL,
  image: TEXT_OR_NULL,
  fix: record({ summary: TEXT, diff: TEXT_OR_NULL, url: TEXT_OR_NULL, command: TEXT_OR_NULL }),
  evidence: list(TEXT),
  alternatives: list(TEXT),
  docs: TEXT,
});

const REPOSITORY = record({
  name: TEXT,
  state: one('read', ...Object.keys(WORDS.states)),
  reason: one(null, ...Object.keys(WORDS.reasons)),
  commit: TEXT_OR_NULL,
  files: NUMBER,
  problems: list(record({ file: TEXT, kind: isProblemKind, detail: TEXT_OR_NULL, line: NUMBER_OR_NULL })),
});

/** Not in reports of before, nor in a journal. */
const BRANCH = record({ branch: (value) => value === undefined || TEXT_OR_NULL(value) });

const PUSH = record({
  repository: TEXT,
  reference: TEXT,
  file: TEXT,
  line: LINE,
  job: TEXT,
  level: LEVEL,
  byJobToken: one(true, false, null),
});

/** What was found of one repository, as a journal keeps it. */
const KEPT = record({
  findings: list(FINDING),
  pushes: list(PUSH),
  images: list(record({ reference: TEXT, verdict: VERDICT })),
});

/** Does a value out of a report of others have all that is read of a repository there? */
export function isRepositoryAudit(value: unknown): value is RepositoryAudit {
  return REPOSITORY(value) && KEPT(value);
}

const PART = record({
  schema: one(1),
  command: one('audit'),
  tool: record({ version: TEXT }),
  registry: TEXT,
  images: list(
    record({
      reference: TEXT,
      verdict: VERDICT,
      status: NUMBER_OR_NULL,
      message: TEXT_OR_NULL,
      token: TEXT_OR_NULL,
    }),
  ),
  token: record({
    source: TEXT_OR_NULL,
    kind: TEXT_OR_NULL,
    scopes: orNull(list(TEXT)),
    expiresAt: TEXT_OR_NULL,
  }),
  findings: list(FINDING),
  audit: record({
    owner: TEXT,
    ownerType: one('Organization', 'User'),
    shard: SHARD,
    total: NUMBER,
    patterns: list(record({ pattern: TEXT, matched: NUMBER })),
    repositories: list((value) => REPOSITORY(value) && BRANCH(value)),
    pushes: list(PUSH),
    packages: list(record({ name: TEXT, visibility: TEXT_OR_NULL, repository: TEXT_OR_NULL })),
    absent: list(TEXT),
    packagesProblem: one(null, ...Object.keys(WORDS.packagesProblem)),
    missing: list(
      record({ shard: TEXT_OR_NULL, file: TEXT_OR_NULL, reason: one('no-report', 'unreadable') }),
    ),
    usage: record({ requests: NUMBER, queries: NUMBER, points: NUMBER, waited: NUMBER }),
  }),
});
