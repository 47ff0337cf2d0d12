/** The edit of a name in which a variable is written that no shell reads, or an expression that lacks a brace. */
import { applyEdits, type FileEdit, type TextEdit } from '../../../fix/diff.js';
import { filledInEdits } from '../../../fix/filled-in.js';
import type { JobReading, PushReading } from '../../../workflow/reading/every-run.js';
import { makerOf } from '../../../workflow/reading/names/place.js';
import type { NameSource } from '../../../workflow/reading/names/source.js';
import { misplacedContextsIn } from '../../../workflow/runs/misplaced-contexts.js';
import { child, type WorkflowDocument } from '../../../workflow/text/document.js';
import { jobSource } from '../../../workflow/text/job.js';
import { parseWorkflow } from '../../../workflow/text/parse.js';
import { isOwnFile } from '../../claims/lowered.js';

interface PushAndJob {
  /** Of the run, where it is known. */
  repository?: string | null;
  push: Pick<PushReading, 'act'>;
  job: Pick<JobReading, 'job' | 'document'>;
}

/**
 * In the inputs that say the name, or in the values that bring it.
 *
 * @param sources of what is at fault; none: it is written at the push
 */
export function filledInName(
  { push: { act }, job, repository = null }: PushAndJob,
  sources: readonly NameSource[],
): FileEdit[] {
  // What others call, or use, is not this repository's alone.
  const ownIn = (document: WorkflowDocument) => (isOwnFile(document) ? repository : null);
  if (sources.length > 0) {
    // What stands in an `env` may not name another of the same.
    const made = sources.map(({ document, scalar }) => {
      const edits = filledInEdits(document, scalar, () => false, ownIn(document));
      return isAllThere(document, edits) ? edits.map((edit) => ({ file: document.file, ...edit })) : [];
    });
    return made.some((each) => each.length === 0) ? [] : made.flat();
  }
  const { document, step, found } = act;
  if (step.uses === null) return [];
  const maker = makerOf(act, job.job);
  const owner = child((maker ?? step).node, 'with');
  const names = maker ? ['images', 'tags'] : [found.namedIn, found.input].flatMap((each) => each ?? []);
  return [...new Set(names)].flatMap((name) =>
    filledInEdits(document, child(owner, name), (each) => isOfJob(each, act, job), ownIn(document)).map(
      (edit) => ({
        file: document.file,
        ...edit,
      }),
    ),
  );
}

/** Is every context that the edits write known at its place? Else GitHub refuses the whole file. */
function isAllThere(document: WorkflowDocument, edits: readonly TextEdit[]): boolean {
  const after = parseWorkflow(document.file, applyEdits(document.text, edits)).document;
  return after !== null && misplacedContextsIn(after).length === misplacedContextsIn(document).length;
}

/** Does an `env` of the step, its job or the workflow have it, or does a step write it? */
function isOfJob(
  name: string,
  { step, document }: PushReading['act'],
  { job, document: own }: PushAndJob['job'],
): boolean {
  if (document !== own) return false;
  const owners = [step.node, job.node, document.root];
  const isWritten = new RegExp(`\\b${name}=[^\\n]*GITHUB_ENV`).test(jobSource(job));
  return isWritten || owners.some((each) => child(child(each, 'env'), name) !== null);
}
