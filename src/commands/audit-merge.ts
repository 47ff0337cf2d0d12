/** The reports of all shards as one. A shard that is not there is named, and what the others found stands. */

import { type ApiUsage, isMishap, type PackagesProblem, type Shard } from '../evidence/organization/types.js';
import { serverOf } from '../evidence/run.js';
import type { AskedPattern, AuditReport, MissingPart } from '../report/audit.js';
import type { Report } from '../report/report.js';
import type { Language } from '../types.js';
import { auditReport } from './audit-report.js';

export interface ReportFile {
  file: string;
  /** null: it could not be read. */
  text: string | null;
}

/** The reports that were given are no parts of one audit. */
export class UnmergeableReports extends Error {
  override name = 'UnmergeableReports';
  constructor(
    readonly reason: 'none' | PartOf,
    /** What they name. */
    readonly found: readonly string[],
  ) {
    super(reason);
  }
}

/** What the reports of one audit have in common. */
type PartOf = 'owners' | 'registries' | 'shards' | 'patterns' | 'versions';

type Part = Report & { tool: { version: string }; audit: AuditReport };

const PART_OF: Record<PartOf, (part: Part) => string> = {
  owners: ({ audit }) => audit.owner,
  registries: ({ registry }) => registry,
  shards: ({ audit }) => String(audit.shard.of),
  patterns: ({ audit }) => audit.patterns.map(({ pattern }) => pattern).join(','),
  versions: ({ tool }) => tool.version,
};

/** @throws UnmergeableReports */
export function mergeReports(files: readonly ReportFile[], language: Language): Report {
  const missing: MissingPart[] = [];
  const given: Part[] = [];
  for (const { file, text } of files) {
    const part = text === null ? null : partIn(text);
    if (part) given.push(part);
    else missing.push({ shard: null, file, reason: 'unreadable' });
  }
  for (const [reason, of] of Object.entries(PART_OF) as [PartOf, (part: Part) => string][])
    refuseOthers(reason, given.map(of));
  // Of a shard that was run again, the last report counts.
  const parts = new Map(given.map((part) => [part.audit.shard.number, part]));
  const all = [...parts.values()].sort((one, other) => one.audit.shard.number - other.audit.shard.number);
  const [first] = all;
  if (!first)
    throw new UnmergeableReports(
      'none',
      files.map(({ file }) => file),
    );
  const { owner, ownerType, shard } = first.audit;
  for (let number = 1; number <= shard.of; number += 1) {
    if (!parts.has(number))
      missing.push({ shard: shardName({ number, of: shard.of }), file: null, reason: 'no-report' });
  }
  return auditReport(
    {
      audit: {
        owner,
        ownerType,
        shard: { number: 1, of: 1 },
        total: Math.max(...all.map(({ audit }) => audit.total)),
        patterns: summed(all.map(({ audit }) => audit.patterns)),
        repositories: all.flatMap(({ audit }) => audit.repositories),
        pushes: all.flatMap(({ audit }) => audit.pushes),
        packages: all.flatMap(({ audit }) => audit.packages),
        absent: all.flatMap(({ audit }) => audit.absent),
        packagesProblem: problemOf(all.map(({ audit }) => audit.packagesProblem)),
        missing: [...all.flatMap(({ audit }) => audit.missing), ...missing],
        usage: all.map(({ audit }) => audit.usage).reduce(sum),
      },
      findings: all.flatMap(({ findings }) => findings),
      images: all.flatMap(({ images }) => images),
      token: first.token,
    },
    { registry: first.registry, serverUrl: serverOf(first.registry), owner, ownerType },
    language,
    true,
  );
}

/** `3/8` */
export function shardName({ number, of }: Shard): string {
  return `${number}/${of}`;
}

function refuseOthers(reason: PartOf, names: readonly string[]): void {
  const different = [...new Set(names.map((each) => each.toLowerCase()))];
  if (different.length > 1) throw new UnmergeableReports(reason, different);
}

/** All parts have the same patterns. */
function summed([first = [], ...others]: readonly (readonly AskedPattern[])[]): AskedPattern[] {
  return first.map(({ pattern, matched }, index) => ({
    pattern,
    matched: others.reduce((sum, each) => sum + (each[index]?.matched ?? 0), matched),
  }));
}

/** One that listed all is enough; of what is left, a mishap of one shard is not to be hidden by the others. */
function problemOf(problems: readonly (PackagesProblem | null)[]): PackagesProblem | null {
  if (problems.includes(null)) return null;
  return (
    problems.find((each) => each !== null && isMishap(each)) ??
    problems.find((each) => each !== 'other-shard') ??
    'other-shard'
  );
}

function sum(one: ApiUsage, other: ApiUsage): ApiUsage {
  return {
    requests: one.requests + other.requests,
    queries: one.queries + other.queries,
    points: one.points + other.points,
    // They wait side by side.
    waited: Math.max(one.waited, other.waited),
  };
}

// ------------------------------------------------------------ a file of others

/** The report in a text, if it is one of `audit`; null for anything else. */
function partIn(text: string): Part | null {
  try {
    const read: unknown = JSON.parse(text);
    return isPart(read) ? read : null;
  } catch {
    return null;
  }
}

function isPart(read: unknown): read is Part {
  if (!isRecord(read) || read.schema !== 1 || read.command !== 'audit' || !isRecord(read.audit)) return false;
  const { audit, token, tool } = read;
  const { shard, usage } = audit;
  const isShard =
    isRecord(shard) &&
    Number.isInteger(shard.number) &&
    Number.isInteger(shard.of) &&
    (shard.number as number) >= 1 &&
    (shard.number as number) <= (shard.of as number) &&
    (shard.of as number) <= MOST_SHARDS;
  return (
    isShard &&
    typeof read.registry === 'string' &&
    typeof audit.owner === 'string' &&
    (audit.ownerType === 'Organization' || audit.ownerType === 'User') &&
    typeof audit.total === 'number' &&
    isRecord(tool) &&
    typeof tool.version === 'string' &&
    isRecord(token) &&
    isRecord(usage) &&
    isListOf(read.images, ['reference', 'verdict']) &&
    isListOf(read.findings, ['id', 'severity', 'confidence', 'title', 'message', 'docs']) &&
    (read.findings as Record<string, unknown>[]).every(
      ({ fix, evidence, alternatives, location }) =>
        isRecord(fix) &&
        Array.isArray(evidence) &&
        Array.isArray(alternatives) &&
        (location === null || (isRecord(location) && typeof location.file === 'string')),
    ) &&
    isListOf(audit.patterns, ['pattern']) &&
    isListOf(audit.repositories, ['name', 'state']) &&
    (audit.repositories as Record<string, unknown>[]).every(({ problems }) =>
      isListOf(problems, ['file', 'kind']),
    ) &&
    isListOf(audit.pushes, ['repository', 'reference', 'file', 'job']) &&
    isListOf(audit.packages, ['name']) &&
    Array.isArray(audit.absent) &&
    isListOf(audit.missing, ['reason'])
  );
}

/** GitHub takes no larger matrix (docs "Workflow syntax", `jobs.<job_id>.strategy.matrix`). */
export const MOST_SHARDS = 256;

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isListOf(value: unknown, texts: readonly string[]): boolean {
  return (
    Array.isArray(value) &&
    value.every((each) => isRecord(each) && texts.every((name) => typeof each[name] === 'string'))
  );
}
