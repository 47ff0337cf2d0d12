/**
 * Pushes of which a variable, a secret or an input decides whether they are made: no file says. What every one of them would
 * be refused for is no error, and worth a warning.
 */
import type { LintedPush } from '../causes/case.js';
import { onlyShown } from '../causes/repair.js';
import { isActive, type PushReading, type RunReading } from '../workflow/reading/every-run.js';
import type { LintCandidate } from './settling.js';

/** May it be made, in a run that has the secrets and the variables of the repository? */
export function isOpen(run: RunReading, push: PushReading): boolean {
  return run.runs !== 'no' && !run.trigger.fork && !isActive(run, push);
}

/** The refusal as what it is then; null where the same setting may decide of the login, too. */
export function asOpen({ claim, ...candidate }: LintCandidate, { push }: LintedPush): LintCandidate | null {
  const { credential } = push;
  if (credential.kind === 'none' && credential.reason !== 'missing') return null;
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
