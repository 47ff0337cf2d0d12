/** Where a claim about a push points when a part of the workflow itself must change. */

import { forkGuardEdit } from '../fix/guard.js';
import { child, entry } from '../workflow/text/document.js';
import { locate } from '../workflow/text/places.js';
import type { LintClaim, LintedPush, Mend } from './cause.js';
import { placeOfPush } from './lint-facts.js';

/** The push, or where it stands in an action of the repository, the job that uses it. */
export function placeInWorkflow(push: LintedPush): Pick<LintClaim, 'location' | 'job'> {
  const { job, document } = push.job;
  const isHere = push.push.act.document === document;
  return { location: isHere ? placeOfPush(push) : locate(document, job.entry.key), job: job.id };
}

/**
 * The edit that keeps forks out of `push:`. With another token than the job's own, which a fork's run
 * does not get, the login before it would fail all the same.
 */
export function guardOf({ push }: LintedPush): Mend | null {
  const { document, step } = push.act;
  const { credential } = push;
  if (credential.kind !== 'token' || credential.password.kind !== 'github-token') return null;
  const found = entry(child(step.node, 'with'), 'push');
  const edit = found ? forkGuardEdit(document, found) : null;
  return edit && { edits: [{ file: document.file, ...edit }], safe: true };
}
