/**
 * Lists and mappings in the place of a text, the value of an input or of a variable: GitHub refuses the whole file ("A sequence
 * was not expected"). Source: actions/languageservices workflow-parser/src/workflow-v1.0.json, step-with, workflow-job-with,
 * step-env, job-env, workflow-env.
 */
import { entry, map, type WorkflowDocument, type YamlEntry, type YamlNode } from '../text/document.js';
import { jobEntries, type StepText, stepTexts } from '../text/job.js';

export interface StructuredValue {
  /** The input or the variable, with its value. */
  entry: YamlEntry;
  kind: 'list' | 'map';
  /** null: it stands outside of the jobs. */
  job: string | null;
  /** The step whose `with` it stands in; null: it is no input of a step. */
  step: StepText | null;
}

/** Those of a workflow, in the order in which they stand. */
export function structuredValuesIn(document: WorkflowDocument): StructuredValue[] {
  const within = (owner: YamlNode | null, key: 'with' | 'env', job: string | null, step: StepText | null) => {
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
        ...stepTexts(node).flatMap((step) => [
          ...within(step.node, 'with', job, step),
          ...within(step.node, 'env', job, null),
        ]),
      ];
    }),
  ];
}
