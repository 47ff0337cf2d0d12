/** Why a job pushes nothing, or no more: an input that its action takes for no boolean, at which its step fails before it does anything. */
import type { WorkflowPush } from '../../../evidence/types/push.js';
import type { RefusedInput } from '../../../evidence/types/workflow.js';
import { BOOLEAN_TEXTS } from '../../language/boolean-texts.js';
import { STATUS_FUNCTION } from '../../language/conditions.js';
import { child, entry, entrySpan, text } from '../../text/document.js';
import type { JobText } from '../../text/job.js';
import { locate } from '../../text/places.js';
import { booleanInputs } from '../steps/actions/strict-steps.js';
import { isTolerated } from '../steps/tolerance.js';

/**
 * The first of them, as far as the text tells: the value is written out, and nothing decides whether its step runs.
 *
 * @param own index of our own step
 * @param pushes all that the job is seen to push; where there are some, one must come no sooner
 */
export function refusedInput(
  job: JobText,
  own: number,
  pushes: readonly WorkflowPush[],
): RefusedInput | null {
  for (const [index, step] of job.steps.entries()) {
    if (index <= own) continue;
    if (child(step.node, 'if') !== null || isTolerated(step.node)) continue;
    const found = booleanInputs(step).find(
      ({ value }) => !value.includes('${{') && !BOOLEAN_TEXTS.includes(value.trim()),
    );
    if (!found) continue;
    const { name, value } = found;
    const at = entry(child(step.node, 'with'), name);
    const location = locate(job.document, at ? entrySpan(at) : step.node);
    if (!keepsFromPushing(job, index, pushes)) return null;
    return { action: step.uses?.action ?? '', name, value: value.trim(), location };
  }
  return null;
}

/** Is there no push that the job is seen to make all the same, sooner or in a step that is run behind one that failed? */
function keepsFromPushing(job: JobText, index: number, pushes: readonly WorkflowPush[]): boolean {
  const made = pushes.filter(({ access, runs }) => access === 'push' && runs !== 'no');
  if (made.length === 0) return true;
  const isRunAnyway = job.steps
    .slice(index + 1)
    .some(({ node }) => STATUS_FUNCTION.test(String(text(child(node, 'if')) ?? '')));
  const step = job.steps[index];
  if (isRunAnyway || !step) return false;
  const { file } = job.document;
  const { line } = locate(job.document, step.node);
  return made.every(({ location }) => location.file === file && location.line >= line);
}
