/**
 * Lists and mappings in the place of a text, the value of an input, a variable, an output or a secret: GitHub refuses the whole
 * file ("A sequence was not expected"). Source: actions/languageservices workflow-parser/src/workflow-v1.0.json, step-with,
 * workflow-job-with, workflow-job-secrets-mapping, step-env, job-env, workflow-env, container-env, job-outputs.
 */
import { child, entry, map, type WorkflowDocument, type YamlEntry, type YamlNode } from '../text/document.js';
import { jobEntries, type StepText, stepTexts } from '../text/job.js';

export interface StructuredValue {
  /** What the value is of, and the value. */
  entry: YamlEntry;
  kind: 'list' | 'map';
  /** null: it stands outside of the jobs. */
  job: string | null;
  /** The step whose `with` it stands in; null: it is no input of a step. */
  step: StepText | null;
}

/** Keys whose mapping has texts alone, each under a name of the author's own. */
type Place = 'with' | 'env' | 'outputs' | 'secrets';

/** Those of a workflow, those outside of the jobs first, then by job. */
export function structuredValuesIn(document: WorkflowDocument): StructuredValue[] {
  const within = (owner: YamlNode | null, key: Place, job: string | null, step: StepText | null) => {
    const node: YamlNode | undefined = entry(owner, key)?.value.node;
    return (map(node)?.entries ?? []).flatMap((each): StructuredValue[] => {
      const { kind } = each.value.node;
      return kind === 'scalar' || each.key.value === '<<' ? [] : [{ entry: each, kind, job, step }];
    });
  };
  return [
    ...within(document.root, 'env', null, null),
    ...jobEntries(document).flatMap(({ key, value: { node } }) => {
      const job = String(key.value);
      return [
        ...within(node, 'env', job, null),
        ...within(node, 'with', job, null),
        ...within(node, 'secrets', job, null),
        ...within(node, 'outputs', job, null),
        ...containersOf(node).flatMap((container) => within(container, 'env', job, null)),
        ...stepTexts(node).flatMap((step) => [
          ...within(step.node, 'with', job, step),
          ...within(step.node, 'env', job, null),
        ]),
      ];
    }),
  ];
}

/** What a job runs in, and its services. */
function containersOf(job: YamlNode): (YamlNode | null)[] {
  const services = map(child(job, 'services'))?.entries ?? [];
  return [child(job, 'container'), ...services.map(({ value }) => value.node)];
}
