/** Which line of the workflow keeps a right from the job's token, and the edit that gives it. */
import type { Evidence, PermissionGrant } from '../evidence/types.js';
import { repairPermissions } from '../fix/permissions.js';
import type { Claim, Refusal } from './cause.js';
import {
  isJobToken,
  missing,
  ownersDiffer,
  RANK,
  rightRefused,
  says,
  WORDS,
  writesElsewhere,
} from './questions.js';

export type Want = 'read' | 'write';

/** `alone`: a job that nobody calls. `callee`: the job of a called workflow. `caller`: a job that calls it. */
export interface Lack {
  at: 'alone' | 'callee' | 'caller';
  grant: PermissionGrant;
  claim: Claim;
}

/**
 * The link of the chain that gives the job's token less than `want`: the innermost that says so,
 * because a called job that asks for more than its caller has would not have started (facts G1).
 */
export function lackOf(refusal: Refusal, evidence: Evidence, want: Want): Lack | undefined {
  if (!isAboutPermissions(refusal, evidence)) return undefined;
  const grants = evidence.workflow?.grants ?? [];
  const index = grants.findLastIndex(({ level }) => level !== null && RANK[level] < RANK[want]);
  const grant = grants[index];
  if (!grant) return undefined;
  // By these two rules the push stays refused, whatever the block says: they have causes of their own.
  const another = ownersDiffer(refusal.image, evidence) || evidence.run.readOnly === 'fork';
  return {
    at: grants.length === 1 ? 'alone' : index === grants.length - 1 ? 'callee' : 'caller',
    grant,
    claim: {
      confidence: another ? 'likely' : 'certain',
      location: grant.location,
      job: grant.job,
      ...repair(evidence, want),
      facts: { job: grant.job, detail: grant.level ?? '' },
    },
  };
}

/** A refusal of the job's own token that a permission in the workflow could explain. */
export function isAboutPermissions(refusal: Refusal, evidence: Evidence): boolean {
  return (
    isJobToken(refusal.token) &&
    rightRefused(refusal) &&
    !missing(refusal) &&
    !says(refusal, WORDS.noInstallation, WORDS.noOwner, WORDS.resource) &&
    !writesElsewhere(evidence)
  );
}

export function repair({ workflow }: Pick<Evidence, 'workflow'>, want: Want): Pick<Claim, 'diff'> {
  const edit = workflow && repairPermissions(workflow.grants, workflow.texts, want);
  return edit ? { diff: edit.diff } : {};
}
