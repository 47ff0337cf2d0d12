/** What `demo SCENARIO` takes. */
import { SCENARIOS } from '../../../lab/scenarios/scenarios.js';

export const SCENARIO_NAMES: readonly string[] = SCENARIOS.map(({ name }) => name);
