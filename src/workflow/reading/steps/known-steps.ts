/** The `steps` context behind the last step, for what is handed on from there: the outputs of a job, or of an action. */
import { absentName } from '../../language/origins.js';
import { type Dictionary, Lookup } from '../../language/values.js';
import type { StepText } from '../../text/job.js';

/** @param outputs of those of which something is known; of a step without such an id there is nothing */
export function knownSteps(outputs: Dictionary, steps: readonly StepText[]): Lookup {
  const ids = new Set(steps.flatMap(({ id }) => id?.toLowerCase() ?? []));
  return new Lookup((name) =>
    ids.has(name.toLowerCase()) ? outputs.get(name) : absentName(`steps.${name}`),
  );
}
