/** The rules about levels and owners that a case and a workflow's text share. */
import type { PackagesLevel, PermissionGrant } from '../evidence/types/permissions.js';
import type { ReadOnlyRule } from '../evidence/types/run.js';
import { weakestLink } from '../workflow/runs/grants.js';
import { atLeast } from '../workflow/runs/permissions.js';

export interface WeakLink {
  /** `alone`: a job that nobody calls. `callee`: the job of a called workflow. `caller`: a job that calls it. */
  at: 'alone' | 'callee' | 'caller';
  grant: PermissionGrant;
  level: PackagesLevel;
}

/**
 * The link of the chain that gives the job's token less than `want`: the innermost that says so,
 * because a called job that asks for more than its caller has would not have started (facts G1).
 *
 * @param isCalled the job is called by a workflow of another repository, which is no link of the chain
 */
export function weakLink(
  grants: readonly PermissionGrant[],
  want: 'read' | 'write',
  isCalled = false,
): WeakLink | null {
  const index = weakestLink(grants, want);
  const grant = grants[index];
  if (!grant?.level) return null;
  const isAlone = grants.length === 1 && !isCalled;
  const at = isAlone ? 'alone' : index === grants.length - 1 ? 'callee' : 'caller';
  return { at, grant, level: grant.level };
}

/** What the text of a workflow gives the job's token: the least of the chain, and no write in a fork's run. */
export function grantedLevel(
  grants: readonly PermissionGrant[],
  readOnly: ReadOnlyRule | null,
): PackagesLevel | null {
  const levels = grants.flatMap(({ level }) => level ?? []);
  if (readOnly === 'fork') levels.push('read');
  return levels.reduce<PackagesLevel | null>(
    (least, level) => (least && !atLeast(least, level) ? least : level),
    null,
  );
}

/** Is the name in front of an image another account than the repository's owner? Unknown counts as no. */
export function isOtherOwner(imageOwner: string, repositoryOwner: string | null | undefined): boolean {
  return Boolean(repositoryOwner) && repositoryOwner?.toLowerCase() !== imageOwner.toLowerCase();
}
