/** Why a job is seen to push nothing: an input that its action takes for no boolean, at which its step fails before it does anything. */
import type { RefusedInput } from '../../evidence/types/workflow.js';
import { isReleasedFrom, strictAction } from '../knowledge/strict-actions.js';
import { child, entry, entrySpan, text } from '../text/document.js';
import type { JobText, StepText } from '../text/job.js';
import { locate } from '../text/places.js';
import { inputOf } from './steps/actions/step-inputs.js';
import { isTolerated } from './steps/tolerance.js';

/** The texts that `getBooleanInput` of `@actions/core` takes (YAML 1.2, core schema). */
const BOOLEAN = /^(?:true|True|TRUE|false|False|FALSE)$/;

/**
 * The first of them, as far as the text tells: the value is written out, and nothing decides whether its step runs.
 *
 * @param own index of our own step
 */
export function refusedInput(job: JobText, own: number): RefusedInput | null {
  for (const step of job.steps.slice(own + 1)) {
    if (child(step.node, 'if') !== null || isTolerated(step.node)) continue;
    const found = refusedIn(step);
    if (found === null) continue;
    const { name, value } = found;
    const at = entry(child(step.node, 'with'), name);
    const location = locate(job.document, at ? entrySpan(at) : step.node);
    return { action: step.uses?.action ?? '', name, value, location };
  }
  return null;
}

function refusedIn({ node, uses }: StepText): { name: string; value: string } | null {
  const booleans = strictAction(uses?.action ?? '')?.booleans;
  if (!booleans || !isReleasedFrom(uses?.ref ?? '', booleans.from)) return null;
  const given = child(node, 'with');
  for (const name of booleans.names) {
    const value = text(inputOf(given, name))?.trim();
    if (value !== undefined && !value.includes('${{') && !BOOLEAN.test(value)) return { name, value };
  }
  return null;
}
