/** Which causes hold for the files, calls, jobs and pushes that were read. Pure. */
import type { Linted, LintedPush } from './causes/cause.js';
import { CAUSES } from './causes/index.js';
import { shown } from './causes/lint-facts.js';
import type { Findings } from './judge/finding.js';
import type { Verdict } from './types.js';
import { referenceAt } from './workflow/knowledge/names.js';
import { isActive, type JobReading } from './workflow/reading/every-run.js';
import type { CallReading } from './workflow/runs/calls.js';
import type { WorkflowDocument } from './workflow/text/document.js';

/** Is the file refused by GitHub? Then what it would do does not matter. */
export function judgeFile(document: WorkflowDocument, all: Linted, findings: Findings): boolean {
  let isRefused = false;
  for (const cause of CAUSES) {
    for (const claim of cause.lintsFile?.(document, all) ?? []) {
      isRefused = true;
      findings.add(cause, claim, null);
    }
  }
  return isRefused;
}

/** Words of a file that has to do with images; other calls are not our business. */
const ABOUT_IMAGES = /ghcr\.io|docker|container|image|helm|\boras\b/i;

export function judgeCall(call: CallReading, all: Linted, findings: Findings): void {
  const { document, called } = call;
  if (called && !ABOUT_IMAGES.test(called.text) && !ABOUT_IMAGES.test(document.text)) return;
  for (const cause of CAUSES) {
    const claim = cause.lintsCall?.(call, all);
    if (claim) findings.add(cause, claim, null);
  }
}

/**
 * What every run of a job comes to. A push that would be refused gets the one
 * cause that explains it best: the first in the book.
 *
 * @param images what is pushed, and what becomes of it
 */
export function judgeJob(
  reading: JobReading,
  all: Linted,
  findings: Findings,
  images: Map<string, Verdict>,
): void {
  for (const cause of CAUSES) {
    for (const claim of cause.lintsJob?.(reading, all) ?? []) findings.add(cause, claim, null);
  }
  const loggedIn = new Set<string>();
  for (const run of reading.runs) {
    for (const push of run.pushes) {
      if (isActive(run, push) && push.credential.kind === 'token') loggedIn.add(siteOf(push.act));
    }
  }
  for (const run of reading.runs) {
    for (const push of run.pushes) {
      if (push.act.found.mayFail || !isActive(run, push) || !isHere(push.act.found.reference, all.registry))
        continue;
      const isLoggedInElsewhere = loggedIn.has(siteOf(push.act));
      const verdict = judgePush({ ...all, job: reading, run, push, isLoggedInElsewhere }, findings);
      const name = shown(push.act.found.reference);
      images.set(name, worse(images.get(name), verdict));
    }
  }
}

function judgePush(push: LintedPush, findings: Findings): Verdict {
  for (const cause of CAUSES) {
    const claim = cause.lintsPush?.(push);
    if (!claim) continue;
    findings.add(cause, claim, push);
    return (claim.severity ?? cause.severity) === 'error' ? 'denied' : 'unknown';
  }
  return 'allowed';
}

const ORDER: readonly Verdict[] = ['not-needed', 'allowed', 'unknown', 'denied'];

function worse(one: Verdict | undefined, other: Verdict): Verdict {
  return one !== undefined && ORDER.indexOf(one) > ORDER.indexOf(other) ? one : other;
}

/** Is it pushed to the registry? A scheme in front does not change where it was meant to go. */
function isHere(reference: string, registry: string): boolean {
  return referenceAt(registry, reference.replace(/^https?:\/\//i, '')) !== undefined;
}

function siteOf({ document, place }: LintedPush['push']['act']): string {
  return `${document.file}:${place.start}`;
}
