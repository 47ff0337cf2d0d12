/** The environment of the job that we are in: what the process has, and what the text sets beside it. */
import { envEntries, JobEnvironment } from '../../language/environment.js';
import type { Contexts } from '../../language/evaluation.js';
import { hasHole } from '../../language/values.js';
import { child, map, type YamlNode } from '../../text/document.js';
import type { JobText } from '../../text/job.js';
import type { ReadOptions } from '../this-run/run-options.js';
import { runnerVariables } from './runner-variables.js';
import type { ReadingTools } from './scope.js';

/**
 * The variables of the running process first, for they are the truth; then what the text sets.
 *
 * @param own the index of our own step, whose `env` no other step has; -1: it was not found
 */
export function processEnvironment(
  job: JobText,
  own: number,
  contexts: Contexts,
  env: ReadOptions['env'],
  { expressions }: Pick<ReadingTools, 'expressions'>,
): JobEnvironment {
  const ownNode = job.steps[own]?.node ?? null;
  const ownNames = (map(child(ownNode, 'env'))?.entries ?? []).map(({ key }) => String(key.value));
  const process = JobEnvironment.of(env, ownNames);
  const written = (owner: YamlNode | null, around: JobEnvironment) =>
    envEntries(child(owner, 'env'), expressions, { ...contexts, env: around.context() });
  const ofWorkflow = written(job.document.root, process);
  const ofJob = written(job.node, process.withDefaults(ofWorkflow));
  // What the process does not show, the job's `env` says before the workflow's.
  return process
    .withDefaults(ofJob)
    .withDefaults(ofWorkflow)
    .withDefaults(runnerVariables(contexts).filter(([, value]) => !hasHole(value)));
}
