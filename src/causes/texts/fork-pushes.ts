/** Pushes that a pull request from a fork makes, whose token only reads. */
import type { LintedPush } from '../case.js';

/** A fork's pull request surely makes the push; nobody writes a loop that never turns. */
export function isByFork({ run, push: { act } }: LintedPush): boolean {
  return run.trigger.fork && run.runs === 'yes' && (act.runs === 'yes' || act.isTurned === true);
}

/**
 * Is the credential one that such a run does not get? On a machine of GitHub's no other one helps either: no
 * secret, no token that writes, no identity is there.
 */
export function isHandedOut(pushed: LintedPush): boolean {
  const { credential } = pushed.push;
  return isKeptBack(pushed) || (credential.kind === 'token' && credential.password.kind === 'github-token');
}

/** Is the password of its login a secret that such a run does not get? Then the job fails at the login, before the push. */
export function isKeptBack({ push: { credential } }: LintedPush): boolean {
  if (credential.kind !== 'token') return false;
  const { password } = credential;
  return password.kind === 'absent' && password.why === 'fork';
}

/**
 * The cache is also written, without a login, in pull requests that are nobody's fork: no-registry-login tells that at
 * the same line, and what mends it mends this.
 */
export function isWithoutLoginAnyway({ job, push, run }: LintedPush): boolean {
  const { act } = push;
  if (act.found.role !== 'cache' || push.credential.kind !== 'none' || !job.isHosted) return false;
  return job.runs.some(
    ({ trigger, pushes }) =>
      !trigger.fork &&
      trigger.event === run.trigger.event &&
      pushes.some((each) => isSameWrite(each.act, act) && each.credential.kind === 'none'),
  );
}

function isSameWrite(one: LintedPush['push']['act'], other: LintedPush['push']['act']): boolean {
  return (
    one.document === other.document &&
    one.place.start === other.place.start &&
    one.found.role === other.found.role &&
    one.runs === 'yes'
  );
}
