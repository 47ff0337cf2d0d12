/** Steps by what their actions take and hand on to the letter. */
import { isReleasedFrom, strictAction } from '../../../knowledge/actions/strict-actions.js';
import { Dictionary, UNKNOWN } from '../../../language/values.js';
import { child, text } from '../../../text/document.js';
import type { StepText } from '../../../text/job.js';
import type { Here, StrictSteps } from '../frame.js';
import { isTolerated } from '../tolerance.js';
import { inputOf } from './step-inputs.js';

/** Of example runs. */
export const STRICT_STEPS: StrictSteps = {
  failed(here) {
    const { step, runs } = here;
    if (runs === 'no' || !takesNoInput(here)) return null;
    return {
      acts: [],
      context: new Dictionary([
        ['outputs', new Dictionary()],
        ['outcome', UNKNOWN],
        ['conclusion', UNKNOWN],
      ]),
      variables: new Map(),
      underCondition: null,
      isOpaque: false,
      ...(runs === 'yes' && !isTolerated(step.node) ? { isEnd: true } : {}),
    };
  },

  outputNames(step) {
    const outputs = strictAction(step.uses?.action ?? '')?.outputs;
    return outputs && majorOf(step, outputs.upTo) <= outputs.upTo ? outputs.names : null;
  },
};

/** Is one of its inputs surely none that the action takes? What is not given has a default that it takes. */
function takesNoInput({ step, expressions, contexts }: Here): boolean {
  return booleanInputs(step).some(({ value }) => expressions.isBoolean?.(value, contexts) === 'no');
}

/** An input as it is written. */
interface WrittenInput {
  name: string;
  value: string;
}

/** The same in every run, and mostly none. */
const BOOLEANS = new WeakMap<StepText, readonly WrittenInput[]>();

/** What a step writes for the inputs that its action takes as booleans alone. */
export function booleanInputs(step: StepText): readonly WrittenInput[] {
  const known = BOOLEANS.get(step);
  if (known) return known;
  const booleans = strictAction(step.uses?.action ?? '')?.booleans;
  const isStrict = booleans && isReleasedFrom(step.uses?.ref ?? '', booleans.from);
  const given = child(step.node, 'with');
  const made = (isStrict ? booleans.names : []).flatMap((name) => {
    const value = text(inputOf(given, name));
    return value === null ? [] : [{ name, value }];
  });
  BOOLEANS.set(step, made);
  return made;
}

/** The version in `uses: …@v6`; another ref may be any that is known. */
function majorOf({ uses }: StepText, otherwise: number): number {
  return Number(/^v?(\d+)(?:\.|$)/.exec(uses?.ref ?? '')?.[1] ?? otherwise);
}
