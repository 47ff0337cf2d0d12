/**
 * Keys of which GitHub knows each, and not both in one place: a job calls a workflow or has steps, a step runs a script or an
 * action, and each of them has keys of its own; an event takes what is meant or what is not. Sources: actions/languageservices workflow-parser/src/workflow-v1.0.json,
 * job-factory and workflow-job, run-step and regular-step; MetaMask/metamask-module-template#124 ("Unexpected value 'uses'");
 * jitterbit/get-changed-files#50 ("a step cannot have both the `uses` and `run` keys");
 * GitHub docs: Workflow syntax, on.<push>.<branches|branches-ignore>.
 */
import { entry, map, type WorkflowDocument, type YamlScalar } from '../text/document.js';
import { type KeyPlace, mappingsAt } from './key-places.js';

export interface ClashingKey extends Pick<KeyPlace, 'of' | 'job'> {
  key: YamlScalar;
  /** What it may not stand beside. */
  other: string;
}

/** Which keys may not stand beside which, by the path of what holds them. */
const CLASHES: readonly { path: string; other: string; keys: readonly string[] }[] = [
  ...['push', 'pull_request', 'pull_request_target', 'workflow_run'].flatMap((event) =>
    ['branches', 'tags', 'paths'].map((filter) => ({
      path: `on.${event}`,
      other: filter,
      keys: [`${filter}-ignore`],
    })),
  ),
  {
    path: 'jobs.*',
    other: 'uses',
    keys: [
      'runs-on',
      'steps',
      'container',
      'services',
      'env',
      'defaults',
      'outputs',
      'environment',
      'timeout-minutes',
      'continue-on-error',
    ],
  },
  { path: 'jobs.*', other: 'steps', keys: ['with', 'secrets'] },
  ...['jobs.*.steps.*', 'jobs.*.steps.*.parallel.*'].flatMap((path) => [
    { path, other: 'uses', keys: ['run', 'shell', 'working-directory'] },
    { path, other: 'run', keys: ['with'] },
  ]),
];

/** Those of a workflow: of its events and jobs first. Of one mapping the first is enough. */
export function clashingKeysIn(document: WorkflowDocument): ClashingKey[] {
  const root = map(document.root);
  if (!root || !entry(root, 'on')) return [];
  return CLASHES.flatMap(({ path, other, keys }) =>
    mappingsAt(root, path).flatMap(({ node, of, job }) => {
      const found = entry(node, other) && node.entries.find(({ key }) => keys.includes(String(key.value)));
      return found ? [{ key: found.key, of, job, other }] : [];
    }),
  );
}
