/**
 * Pushes of which a variable of the repository, or whoever calls the workflow or starts it, decides whether they are made: no file says.
 * What every one of them would be refused for is no error, and worth a warning.
 */
import type { LintedPush } from '../../causes/case.js';
import { onlyShown } from '../../causes/claims/mends.js';
import type { MissingReason } from '../../evidence/types/login.js';
import {
  isActive,
  type JobReading,
  type PushReading,
  type RunReading,
} from '../../workflow/reading/every-run.js';
import type { LintCandidate } from './settling.js';

/** May they be made, in runs that have the variables of the repository? */
export function openPushes({ runs }: JobReading): { run: RunReading; push: PushReading }[] {
  return runs.flatMap((run) =>
    run.runs === 'no' || run.trigger.fork
      ? []
      : run.pushes.filter((push) => !isActive(run, push)).map((push) => ({ run, push })),
  );
}

/** Of a login that is not made in this run, the same setting may decide. */
const BY_CONDITION: ReadonlySet<MissingReason> = new Set(['condition', 'never']);

/** Does another user have the login, such as the one of `sudo`? That is as sure of a push that is made in some runs. */
export function isOfOtherUser({ push: { credential } }: LintedPush): boolean {
  return credential.kind === 'none' && credential.reason === 'user';
}

/** The refusal as what it is then; null where the same setting may decide of the login, too. */
export function asOpen({ claim, ...candidate }: LintCandidate, { push }: LintedPush): LintCandidate | null {
  const { credential } = push;
  if (credential.kind === 'none' && BY_CONDITION.has(credential.reason)) return null;
  return {
    ...candidate,
    claim: {
      ...claim,
      severity: 'warning',
      confidence: claim.confidence === 'certain' ? 'likely' : claim.confidence,
      mend: () => onlyShown(claim.mend?.() ?? null),
    },
    isOpen: true,
  };
}
