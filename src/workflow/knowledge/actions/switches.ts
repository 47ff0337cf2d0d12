/** When actions push, where nothing says it. */
import type { Chance } from '../../language/chance.js';
import type { StepInputs } from '../action.js';
import type { Surroundings } from '../clients.js';

/** Of a pull request, such an action may only build. */
export function unlessPull({ event }: Surroundings): Chance {
  return event()?.startsWith('pull_request') ? 'unknown' : 'yes';
}

/** A switch that is on by itself. */
export function onByDefault(inputs: StepInputs, name: string): Chance {
  return inputs.text(name) === null ? 'yes' : inputs.flag(name);
}
