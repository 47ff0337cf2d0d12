/** Steps by what their actions take and hand on to the letter. */
import { strictAction } from '../../../knowledge/strict-actions.js';
import { child, text } from '../../../text/document.js';
import type { StepText } from '../../../text/job.js';
import type { StrictSteps } from '../frame.js';
import { inputOf } from './step-inputs.js';

/** Of example runs. */
export const STRICT_STEPS: StrictSteps = {
  fails({ step, expressions, contexts }) {
    const booleans = strictAction(step.uses?.action ?? '')?.booleans;
    if (!booleans || majorOf(step, booleans.from) < booleans.from) return false;
    const given = child(step.node, 'with');
    return booleans.names.some((name) => {
      const written = text(inputOf(given, name));
      // What is not given has a default that it takes.
      return written !== null && expressions.isBoolean(written, contexts) === 'no';
    });
  },

  outputNames(step) {
    const outputs = strictAction(step.uses?.action ?? '')?.outputs;
    return outputs && majorOf(step, outputs.upTo) <= outputs.upTo ? outputs.names : null;
  },
};

/** The version in `uses: …@v6`; another ref may be any that is known. */
function majorOf({ uses }: StepText, otherwise: number): number {
  return Number(/^v?(\d+)(?:\.|$)/.exec(uses?.ref ?? '')?.[1] ?? otherwise);
}
