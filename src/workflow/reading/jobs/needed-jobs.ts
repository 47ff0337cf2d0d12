/** The jobs that a job needs, by its own text. */
import { hasImpliedSuccess } from '../../language/conditions.js';
import { absentName } from '../../language/origins.js';
import { Dictionary, Lookup, UNKNOWN, type Value } from '../../language/values.js';
import { child, list, map, text, type YamlNode } from '../../text/document.js';
import type { JobText } from '../../text/job.js';

/** The ids under `needs`, which is one or a list. */
export function neededJobs(job: YamlNode | null): string[] {
  const needs = child(job, 'needs');
  const one = text(needs);
  return one === null ? (list(needs)?.items ?? []).flatMap(({ node }) => text(node) ?? []) : [one];
}

/**
 * The `needs` of one job: the jobs that it names there, and none besides. Docs: Contexts reference, needs context.
 *
 * @param needed what one of them came to
 */
export function needsOfJob(job: YamlNode, needed: (name: string) => Value): Value {
  const names = new Set(neededJobs(job).map((name) => name.toLowerCase()));
  // Where one of them has failed, or was skipped, a job that says nothing of that is skipped as well.
  const areDone = hasImpliedSuccess(text(child(job, 'if')) ?? '');
  return new Lookup((name) => {
    if (!names.has(name.toLowerCase())) return absentName(`needs.${name}`);
    return areDone ? succeeded(needed(name)) : needed(name);
  });
}

/** What a needed job came to, where nothing else tells of its end. */
function succeeded(needed: Value): Value {
  if (needed !== UNKNOWN && !(needed instanceof Dictionary)) return needed;
  const told = (key: string) => (needed instanceof Dictionary ? needed.get(key) : UNKNOWN);
  if (told('result') !== UNKNOWN) return needed;
  return new Lookup((key) => (key.toLowerCase() === 'result' ? 'success' : told(key)));
}

/**
 * The same in a run. Where the texts do not tell what another job came to: what it does not declare, no other job sees
 * (docs: `jobs.<job_id>.outputs`). Of a job that calls a workflow, that declares it.
 *
 * @param all what the jobs of the file came to, as far as their texts tell
 */
export function needsInRun({ node, document }: JobText, all: Value): Value {
  return needsOfJob(node, (name) => {
    const told = all instanceof Dictionary ? all.get(name) : UNKNOWN;
    if (told instanceof Dictionary && told.get('outputs') !== UNKNOWN) return told;
    const needed = child(child(document.root, 'jobs'), name);
    if (!child(needed, 'steps')) return UNKNOWN;
    const declared = map(child(needed, 'outputs'))?.entries ?? [];
    const named = `needs.${name}.outputs`;
    const outputs = new Dictionary(
      declared.map(({ key }) => [String(key.value), UNKNOWN]),
      { named },
    );
    return new Dictionary([['outputs', outputs]], { open: true });
  });
}
