/**
 * The `env` context where there is none: GitHub refuses the whole file ("Unrecognized named-value: 'env'"). Docs: Contexts
 * reference, Context availability; facts K18.
 */

import { namedContext } from '../language/named-context.js';
import {
  child,
  entrySpan,
  map,
  type Span,
  text,
  type WorkflowDocument,
  type YamlEntry,
} from '../text/document.js';
import { jobEntries } from '../text/job.js';

export interface MisplacedEnv {
  /** `env.REGISTRY`. */
  name: string;
  /** Of the key whose value it stands in. */
  key: string;
  /** `env`: of the workflow or a job. `with`: of a call. `container`: a job's container or service. */
  place: 'env' | 'with' | 'container';
  /** null: it stands outside of the jobs. */
  job: string | null;
  span: Span;
}

/** Those of a workflow, in the order in which they stand. */
export function misplacedEnvIn(document: WorkflowDocument): MisplacedEnv[] {
  if (!/\benv\b/i.test(document.text)) return [];
  const jobs = jobEntries(document);
  return [
    ...inEntries(entriesOf(child(document.root, 'env')), 'env', null),
    ...jobs.flatMap(({ key, value: { node } }) => {
      const job = String(key.value);
      const isCall = child(node, 'uses') !== null;
      const services = entriesOf(child(node, 'services')).map(({ value }) => value.node);
      const images = [node, child(node, 'container'), ...services].flatMap((owner, index) =>
        entriesOf(owner).filter((each) => String(each.key.value) === (index === 0 ? 'container' : 'image')),
      );
      return [
        ...inEntries(entriesOf(child(node, 'env')), 'env', job),
        ...(isCall ? inEntries(entriesOf(child(node, 'with')), 'with', job) : []),
        ...inEntries(images, 'container', job),
      ];
    }),
  ];
}

function entriesOf(node: Parameters<typeof map>[0]): readonly YamlEntry[] {
  return map(node)?.entries ?? [];
}

function inEntries(
  entries: readonly YamlEntry[],
  place: MisplacedEnv['place'],
  job: string | null,
): MisplacedEnv[] {
  return entries.flatMap((each) => {
    const name = namedContext(text(each.value.node) ?? '', 'env');
    return name === null ? [] : [{ name, key: String(each.key.value), place, job, span: entrySpan(each) }];
  });
}
