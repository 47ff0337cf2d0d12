/**
 * Keys without which GitHub refuses the whole file: what starts it, what a job and a step do, and what a few mappings may not be
 * without. Sources: actions/languageservices workflow-parser/src/workflow-v1.0.json, its `required`; andreasabel in
 * rhysd/actionlint#232 ("No event triggers defined in `on`"); muzimuzhi in actions/languageservices#98 ("No steps defined
 * in `steps` and no workflow called in `uses`"); open-sauced/goals-template#5 ("every step must define a `uses` or `run` key").
 */
import { child, entry, map, type WorkflowDocument, type YamlMap, type YamlNode } from '../text/document.js';
import { type KeyPlace, mappingsAt } from './key-places.js';
import { isJob } from './refused-keys.js';

export interface MissingKey extends Pick<KeyPlace, 'of' | 'job'> {
  /** Any of them will do. */
  keys: readonly string[];
  /** Where it is missed. */
  at: YamlNode;
}

/** Those of a workflow: of the whole of it first. */
export function missingKeysIn(document: WorkflowDocument): MissingKey[] {
  const root = map(document.root);
  const jobs = entry(root, 'jobs');
  if (!root || !jobs) return [];
  const on = entry(root, 'on');
  if (!on || isEmpty(on.value.node)) {
    const entries = map(jobs.value.node)?.entries ?? [];
    const isOfGitHub = entries.length > 0 && entries.every(isJob);
    return isOfGitHub ? [{ of: 'workflow', keys: ['on'], at: (on ?? jobs).key, job: null }] : [];
  }
  const empty = (map(jobs.value.node)?.entries ?? []).filter(({ value }) => isEmpty(value.node));
  return [
    ...empty.map(({ key }) => ({
      of: 'job' as const,
      keys: ['runs-on', 'uses'],
      at: key,
      job: String(key.value),
    })),
    ...missingIn(root),
  ];
}

function missingIn(root: YamlMap): MissingKey[] {
  return REQUIRED.flatMap(({ path, keys, unless }) =>
    mappingsAt(root, path)
      .filter((place) => !isPermissions(place) && isWithout(place.node, [...keys, ...(unless ?? [])]))
      .map(({ node, key, of, job }) => ({ of, job, keys, at: key ?? node.entries[0]?.key ?? node })),
  );
}

/** What the mappings at a path may not be without; `unless`: what one of another kind has, which needs none of it. */
const REQUIRED: readonly { path: string; keys: readonly string[]; unless?: readonly string[] }[] = [
  { path: 'on.workflow_call.inputs.*', keys: ['type'] },
  { path: 'on.workflow_call.outputs.*', keys: ['value'] },
  { path: 'concurrency', keys: ['group'] },
  { path: 'jobs.*', keys: ['runs-on', 'uses'] },
  { path: 'jobs.*', keys: ['steps', 'uses'] },
  { path: 'jobs.*.concurrency', keys: ['group'] },
  { path: 'jobs.*.environment', keys: ['name'] },
  { path: 'jobs.*.steps.*', keys: ['uses', 'run'], unless: ['parallel', 'wait', 'wait-all', 'cancel'] },
  { path: 'jobs.*.steps.*.parallel.*', keys: ['uses', 'run'] },
];

/** Those that stand among the jobs are a matter of permission-refusals.ts. */
function isPermissions({ key, of, node }: KeyPlace): boolean {
  return of === 'job' && key?.value === 'permissions' && child(node, 'runs-on') === null;
}

/** Where another is merged in, nothing is told of it; that is refused for itself. */
function isWithout(node: YamlMap, keys: readonly string[]): boolean {
  return [...keys, '<<'].every((key) => {
    const found = child(node, key);
    return found === null || (key === 'steps' && isEmpty(found));
  });
}

function isEmpty(node: YamlNode): boolean {
  switch (node.kind) {
    case 'map':
      return node.entries.length === 0;
    case 'list':
      return node.items.length === 0;
    default:
      return node.value === null || node.value === '';
  }
}
