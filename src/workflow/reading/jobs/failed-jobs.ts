/** Jobs that surely fail: whoever needs one is passed over, unless it asks how that has ended. Docs: Workflow syntax, `jobs.<job_id>.needs`. */
import type { Contexts } from '../../language/evaluation.js';
import { matrixContext, matrixLegs } from '../../language/matrix.js';
import type { Value } from '../../language/values.js';
import { jobText } from '../../text/job.js';
import { isTolerated } from '../steps/tolerance.js';
import { walkSteps } from '../steps/walk.js';
import { walkOfText } from './runner-variables.js';
import type { Scope } from './scope.js';

/**
 * Does a job of the scope's file surely fail where it is run, in each of its legs? A run that really is shows by itself how its jobs have ended.
 *
 * @param needs what it sees of the jobs that it needs itself
 */
export function surelyFails(name: string, scope: Scope, needs: Value): boolean {
  const { document, tools, failed } = scope;
  const known = failed.get(name);
  if (known !== undefined) return known;
  // Where a circle closes, it is taken to end well.
  failed.set(name, false);
  const job = tools.assumesSuccess ? jobText(document, name) : null;
  if (!job || isTolerated(job.node)) return false;
  const contexts: Contexts = { ...scope.contexts, needs, matrix: matrixContext(matrixLegs(job.node)) };
  const { hasFailed } = walkSteps(walkOfText(job, contexts, false, tools));
  failed.set(name, hasFailed);
  return hasFailed;
}
