/** What an audit found, as the report's JSON has it: apart from the other reports, which most of all are written. */
import type { AuditReport } from './audit.js';

/** Its keys in the contract's order, and nothing else, whatever was read from a file of another shard. */
export function auditInOrder(found: AuditReport): AuditReport {
  const { owner, ownerType, shard, total, patterns, usage } = found;
  return {
    owner,
    ownerType,
    shard: { number: shard.number, of: shard.of },
    total,
    patterns: patterns.map(({ pattern, matched }) => ({ pattern, matched })),
    repositories: found.repositories.map((each) => ({
      name: each.name,
      state: each.state,
      reason: each.reason,
      commit: each.commit,
      // Reports of before have none.
      branch: each.branch ?? null,
      files: each.files,
      errors: each.errors,
      warnings: each.warnings,
      problems: each.problems.map(({ file, kind, detail, line }) => ({ file, kind, detail, line })),
    })),
    pushes: found.pushes.map((each) => ({
      repository: each.repository,
      reference: each.reference,
      file: each.file,
      line: each.line,
      job: each.job,
      level: each.level,
      byJobToken: each.byJobToken,
    })),
    packages: found.packages.map(({ name, visibility, repository }) => ({ name, visibility, repository })),
    absent: found.absent,
    packagesProblem: found.packagesProblem,
    missing: found.missing.map(({ shard: part, file, reason }) => ({ shard: part, file, reason })),
    usage: {
      requests: usage.requests,
      queries: usage.queries,
      points: usage.points,
      waited: usage.waited,
    },
  };
}
