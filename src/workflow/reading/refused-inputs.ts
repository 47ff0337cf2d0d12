/** Why a job is seen to push nothing: an input that its action takes for no boolean, at which its step fails before it does anything. */
import type { RefusedInput } from '../../evidence/types/workflow.js';
import { BOOLEAN_TEXTS } from '../language/boolean-texts.js';
import { child, entry, entrySpan } from '../text/document.js';
import type { JobText } from '../text/job.js';
import { locate } from '../text/places.js';
import { booleanInputs } from './steps/actions/strict-steps.js';
import { isTolerated } from './steps/tolerance.js';

/**
 * The first of them, as far as the text tells: the value is written out, and nothing decides whether its step runs.
 *
 * @param own index of our own step
 */
export function refusedInput(job: JobText, own: number): RefusedInput | null {
  for (const step of job.steps.slice(own + 1)) {
    if (child(step.node, 'if') !== null || isTolerated(step.node)) continue;
    const found = booleanInputs(step).find(
      ({ value }) => !value.includes('${{') && !BOOLEAN_TEXTS.includes(value.trim()),
    );
    if (!found) continue;
    const { name, value } = found;
    const at = entry(child(step.node, 'with'), name);
    const location = locate(job.document, at ? entrySpan(at) : step.node);
    return { action: step.uses?.action ?? '', name, value: value.trim(), location };
  }
  return null;
}
