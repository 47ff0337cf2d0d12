/** What the later steps of this run's job push to a registry, and pull from it. */
import type { Ternary, WorkflowPush } from '../../evidence/types.js';
import { referenceAt } from '../knowledge/names.js';
import { asTernary, both } from '../language/chance.js';
import { locate } from '../text/places.js';
import { type WalkOptions, walkSteps } from './steps.js';

export interface PushOptions extends Omit<WalkOptions, 'project'> {
  registry: string;
  /** Does the job run at all? Known when we are in it. */
  jobRuns: Ternary;
}

/**
 * The pushes and pulls of `registry` in the order of the steps. A reference that
 * is not known is null; one that may belong to another registry is left out.
 */
export function pushesOf(options: PushOptions): WorkflowPush[] {
  const { registry, jobRuns } = options;
  const found: WorkflowPush[] = [];
  for (const { acts } of walkSteps({ ...options, project: null })) {
    for (const act of acts) {
      if (act.kind !== 'transfer') continue;
      const reference = referenceAt(registry, act.found.reference);
      if (reference === undefined) continue;
      const { access, role } = act.found;
      const runs = asTernary(both(jobRuns, act.runs));
      found.push({ reference, access, role, runs, location: locate(act.document, act.place) });
    }
  }
  return found;
}
