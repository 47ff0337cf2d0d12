/**
 * Jobs that are waited for and are not there: GitHub refuses the whole file ("Job 'push' depends on unknown job 'tests'",
 * apache/buildstream#1736). Docs: Workflow syntax, jobs.<job_id>.needs.
 */
import { child, list, text, type WorkflowDocument, type YamlNode } from '../text/document.js';
import { jobEntries } from '../text/job.js';

export interface UnknownNeed {
  /** As it is written. */
  name: string;
  at: YamlNode;
  job: string;
}

/** Those of a workflow, in its order. */
export function unknownNeedsIn(document: WorkflowDocument): UnknownNeed[] {
  const jobs = jobEntries(document);
  const ids = new Set(jobs.map(({ key }) => String(key.value).toLowerCase()));
  // What is merged in is refused for itself.
  if (ids.has('<<')) return [];
  return jobs.flatMap(({ key, value: { node, alias } }) => {
    const needs = alias ? null : child(node, 'needs');
    const nodes = list(needs)?.items.flatMap((item) => (item.alias ? [] : item.node)) ?? [needs];
    return nodes.flatMap((at): UnknownNeed[] => {
      const name = text(at);
      const isName = name !== null && /^[A-Za-z_][\w-]*$/.test(name);
      return at && isName && !ids.has(name.toLowerCase()) ? [{ name, at, job: String(key.value) }] : [];
    });
  });
}
