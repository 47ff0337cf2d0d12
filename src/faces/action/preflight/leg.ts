/** This leg of the job's matrix, from the inputs that the runner fills in by their defaults. */
import { getInput } from '@actions/core';

export interface LegInputs {
  matrix?: unknown;
  strategy?: unknown;
  /** Inputs that hold no JSON: what the workflow's text says counts. */
  ignored: string[];
}

/** Empty, or `null` (no matrix, or a runner that does not fill defaults in): nobody told. */
export function legInputs(): LegInputs {
  const leg: LegInputs = { ignored: [] };
  for (const name of ['matrix', 'strategy'] as const) {
    const given = getInput(name);
    try {
      const data: unknown = given === '' ? null : JSON.parse(given);
      if (data !== null && (typeof data !== 'object' || Array.isArray(data))) leg.ignored.push(name);
      else if (data !== null) leg[name] = data;
    } catch {
      leg.ignored.push(name);
    }
  }
  return leg;
}
