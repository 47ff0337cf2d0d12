/**
 * What is used by name and ref although it lives in this repository (`owner/repo/path@ref`) is read as it stands in this
 * tree, and runs as it stands at the ref: what only this tree tells of it is not certain. What the tree tells of the
 * caller is, and most of all its permissions, which nothing that is called can raise.
 */
import { onlyShown } from '../../causes/claims/mends.js';
import { workflowFor } from '../../workflow/knowledge/workflows.js';
import type { JobReading } from '../../workflow/reading/every-run.js';
import type { Act } from '../../workflow/reading/steps/frame.js';
import type { Caller } from '../../workflow/runs/call-chains.js';
import { locate } from '../../workflow/text/places.js';
import type { LintCandidate } from './settling.js';

/**
 * A claim about a job or a call, no surer than the version that was read.
 *
 * @param act that the claim is about; null: none of its own
 */
export function asItStands(
  candidate: LintCandidate,
  callers: readonly Caller[],
  act: Pick<Act, 'ref'> | null,
): LintCandidate {
  const { cause, claim } = candidate;
  const last = callers.at(-1);
  // Nobody sees what stands for the workflow that is called: it is the call that is to be changed.
  if (last && claim.location.file === last.called.file && workflowFor(last.called.file) !== null) {
    const location = locate(last.document, last.entry.key);
    return { cause, claim: { ...claim, location, job: last.id, mend: () => null } };
  }
  const at = callers.findIndex(({ ref }) => ref !== null);
  const ref = callers[at]?.ref ?? act?.ref;
  if (ref == null) return candidate;
  const isOfCaller =
    at === -1
      ? act !== null
      : callers.slice(0, at + 1).some(({ document }) => document.file === claim.location.file);
  if (cause.about === 'permission' && isOfCaller) return candidate;
  const isError = (claim.severity ?? cause.severity) === 'error';
  return {
    cause,
    claim: {
      ...claim,
      ...(isError ? { severity: 'warning' as const } : {}),
      confidence: claim.confidence === 'certain' ? 'likely' : claim.confidence,
      mend: () => onlyShown(claim.mend?.() ?? null),
    },
    ref,
  };
}

/** Of a claim about a job: what the job does in the file that the claim points to, where that is another version. */
export function actOf({ claim: { location } }: LintCandidate, reading: JobReading): Pick<Act, 'ref'> | null {
  const acts = ELSEWHERE.get(reading) ?? actsAtRefs(reading);
  return acts.find(({ document }) => document.file === location.file) ?? null;
}

/** Hardly any job has one, and every claim about a job asks. */
const ELSEWHERE = new WeakMap<JobReading, readonly Act[]>();

function actsAtRefs(reading: JobReading): readonly Act[] {
  const acts = reading.runs.flatMap(({ logins, pushes }) => [...logins, ...pushes.map(({ act }) => act)]);
  const found = acts.filter(({ ref }) => ref !== undefined);
  ELSEWHERE.set(reading, found);
  return found;
}
