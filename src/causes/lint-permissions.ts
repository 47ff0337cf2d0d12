/** The claim that a job's permissions are too small, with the smallest edit. */
import type { PermissionGrant } from '../evidence/types.js';
import { permissionEdits } from '../fix/permissions.js';
import type { LintClaim, Linted, LintedPush } from './cause.js';
import { isByJobToken, isForeignOwner, lackIn, type TextLack } from './lint-facts.js';

/** The job's token makes the push, and a link of this kind gives it too little. */
export function lackOfPush(linted: LintedPush, at: TextLack['at']): LintClaim | undefined {
  if (linted.run.trigger.fork || !isByJobToken(linted) || isForeignOwner(linted)) return undefined;
  const lack = lackIn(linted.job);
  return lack?.at === at ? grantClaim(lack.grant, linted.job.grants, linted) : undefined;
}

/** The link is too small; the edit raises the whole chain. */
export function grantClaim(
  grant: PermissionGrant,
  grants: readonly PermissionGrant[],
  { open }: Linted,
  want: 'read' | 'write' = 'write',
): LintClaim {
  return {
    confidence: 'certain',
    location: grant.location,
    job: grant.job,
    mend() {
      const made = permissionEdits(grants, open, want);
      return made && { edits: made.edits, safe: made.keepsAll };
    },
    facts: { job: grant.job, detail: grant.level ?? '' },
  };
}
