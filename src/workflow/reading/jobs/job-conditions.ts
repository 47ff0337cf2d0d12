/** Whether a job is run: by its own condition, and by the jobs that it needs. */

import { both, type Chance } from '../../language/chance.js';
import { STATUS_FUNCTION } from '../../language/conditions.js';
import type { Contexts } from '../../language/evaluation.js';
import { Dictionary, UNKNOWN, type Value } from '../../language/values.js';
import { dependenciesFirst } from '../../text/dependencies.js';
import { child, text, type WorkflowDocument, type YamlNode } from '../../text/document.js';
import { jobEntries } from '../../text/job.js';
import { ownChance } from './example-conditions.js';
import { surelyFails } from './failed-jobs.js';
import { neededJobs, needsOfJob } from './needed-jobs.js';
import type { Scope } from './scope.js';

/** Is the job run, as far as its own condition and the ends of the jobs that it needs say? */
export function jobChance(document: WorkflowDocument, job: YamlNode, scope: Scope): Chance {
  const { tools } = scope;
  const contexts: Contexts = { ...scope.contexts, needs: needsInScope(job, scope) };
  const own = ownChance({ node: job, contexts }, tools.expressions, tools.assumesSuccess);
  if (own === 'no' || STATUS_FUNCTION.test(text(child(job, 'if')) ?? '')) return own;
  return neededJobs(job).reduce<Chance>((chance, name) => both(chance, endsWell(document, name, scope)), own);
}

/** The `needs` of one job in a scope that knows of all. */
export function needsInScope(job: YamlNode, { contexts: { needs } }: Scope): Value {
  return needsOfJob(job, (name) => (needs instanceof Dictionary ? needs.get(name) : UNKNOWN));
}

/** Is a job run to its end without an error, as far as its text says? */
export function endsWell(document: WorkflowDocument, name: string, scope: Scope): Chance {
  const chance = chanceOfJob(document, name, scope);
  const job = chance === 'yes' ? jobsOf(document).get(name) : undefined;
  return job && surelyFails(name, scope, needsInScope(job, scope)) ? 'no' : chance;
}

/** Each job is asked once, and after those that it needs: many may need the same, and a chain may be long. */
export function chanceOfJob(document: WorkflowDocument, name: string, scope: Scope): Chance {
  const { chances } = scope;
  if (!chances.has(name)) {
    const jobs = jobsOf(document);
    const unasked = (id: string) => (chances.has(id) ? [] : neededJobs(jobs.get(id) ?? null));
    for (const id of dependenciesFirst(name, unasked)) {
      const job = jobs.get(id);
      if (!job || chances.has(id)) continue;
      // Where a circle closes, it is taken to run.
      chances.set(id, 'yes');
      chances.set(id, jobChance(document, job, scope));
    }
  }
  return chances.get(name) ?? 'yes';
}

/** By their ids, in the order of the file. */
export function jobsOf(document: WorkflowDocument): Map<string, YamlNode> {
  const entries = jobEntries(document);
  return new Map(entries.map(({ key, value }) => [String(key.value), value.node]));
}
