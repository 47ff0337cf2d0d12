/** The reports of all shards as one. A shard that is not there is named, and what the others found stands. */

import { serverOf } from '../../evidence/github-server.js';
import {
  type ApiUsage,
  isMishap,
  type PackagesProblem,
  type Shard,
} from '../../evidence/organization/types.js';
import type { AskedPattern, MissingPart } from '../../report/audit/audit.js';
import { languageOfFindings } from '../../report/audit/told-in.js';
import type { Report } from '../../report/report.js';
import type { Language } from '../../types.js';
import { type AuditPart, auditPartIn } from './part.js';
import { auditReport } from './report.js';

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
type PartOf = 'owners' | 'registries' | 'shards' | 'patterns' | 'versions' | 'languages';

/** null: the part says nothing of it. */
const PART_OF: Record<PartOf, (part: AuditPart) => string | null> = {
  owners: ({ audit }) => audit.owner,
  registries: ({ registry }) => registry,
  shards: ({ audit }) => String(audit.shard.of),
  patterns: ({ audit }) => audit.patterns.map(({ pattern }) => pattern).join(','),
  versions: ({ tool }) => tool.version,
  languages: languageOfReport,
};

/** A page in two languages is read by nobody. */
function languageOfReport({ findings }: Pick<Report, 'findings'>): Language | null {
  return languageOfFindings(findings);
}

/** The language of a merge: the one that is asked for, or that of the reports where that is only what nobody has changed. */
export function languageOfMerge(reports: readonly Pick<Report, 'findings'>[], asked: Language): Language {
  if (asked !== 'en') return asked;
  return reports.map(languageOfReport).find((each) => each !== null) ?? asked;
}

/** @throws UnmergeableReports */
export function mergeReports(files: readonly ReportFile[], asked: Language): Report {
  const missing: MissingPart[] = [];
  const given: AuditPart[] = [];
  for (const { file, text } of files) {
    const part = text === null ? null : auditPartIn(text);
    if (part) given.push(part);
    else missing.push({ shard: null, file, reason: 'unreadable' });
  }
  for (const [reason, of] of Object.entries(PART_OF) as [PartOf, (part: AuditPart) => string | null][])
    refuseOthers(
      reason,
      given.flatMap((part) => of(part) ?? []),
    );
  const language = languageOfMerge(given, asked);
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
    { isWhole: true },
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
