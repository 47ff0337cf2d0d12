/** Tags made of the name of a branch: one with a slash is none, and in other runs there is none. */

import type { NameProblem } from '../../../evidence/types/reference.js';
import { holdsBranch } from '../../../workflow/language/origins.js';
import type { EmptyBeginning } from '../../../workflow/reading/names/place.js';
import type { WorkflowDocument } from '../../../workflow/text/document.js';
import { locate } from '../../../workflow/text/places.js';
import type { LintedPush } from '../../case.js';
import type { LintClaim, Mend } from '../../cause.js';
import { faultOf, type ReferenceDetail } from '../../words/reference-fault.js';
import { placeOfPush } from '../pushed.js';

/** The tag is the name of a branch as it is, in a run that surely pushes: with a slash in it, it is none. */
export function branchAsTag(push: LintedPush): LintClaim<ReferenceDetail> | undefined {
  const { act } = push.push;
  const { reference } = act.found;
  const isSure = push.run.runs === 'yes' && act.runs === 'yes' && !act.found.mayFail;
  if (!isSure || !holdsBranch(reference.slice(reference.lastIndexOf(':') + 1))) return undefined;
  const { registry } = push;
  if (!reference.toLowerCase().startsWith(`${registry}/`) || !reference.includes(':')) return undefined;
  return {
    confidence: 'likely',
    severity: 'warning',
    ...placeOfPush(push),
    facts: { event: push.run.trigger.event ?? '' },
    detail: { corrected: '', fault: { kind: 'branch' } },
  };
}

/** What the tag begins with comes to nothing in this run, so that it begins with a character that none may begin with. */
export function withEmptyBeginning(
  { push: { act }, job, run }: LintedPush,
  begins: EmptyBeginning,
  problem: Extract<NameProblem, { kind: 'invalid' }>,
): LintClaim<ReferenceDetail> {
  const { event } = run.trigger;
  const { expression } = begins;
  return {
    confidence: 'certain',
    location: locate(act.document, begins.line),
    job: job.job.id,
    facts: { event: event ?? '' },
    detail: {
      ...faultOf(problem),
      fault: { kind: 'empty-beginning', expression, character: problem.character },
    },
    mend: () => onlyWithBranch(act.document, begins, event),
  };
}

/** Makes the tag only in runs in which its beginning is not empty: in the others it never was a tag. */
function onlyWithBranch(
  document: WorkflowDocument,
  { expression, line }: EmptyBeginning,
  event: string | null,
): Mend | null {
  const written = document.text.slice(line.start, line.end);
  if (!expression.includes('branch') || event === 'pull_request_target' || /enable=|#/.test(written))
    return null;
  const text = ",enable=${{ startsWith(github.ref, 'refs/heads/') }}";
  return { edits: [{ file: document.file, start: line.end, end: line.end, text }], safe: true };
}
