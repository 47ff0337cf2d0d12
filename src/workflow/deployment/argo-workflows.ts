/** What Argo's workflows pull: it makes a pod of each template (docs: Argo Workflows, Field Reference). */
import { child, list, text as scalar, type YamlNode } from '../text/document.js';
import type { Manifest } from './manifests.js';
import { items, itemsOfAll, POD_CONTAINERS, type PodUse, podOf } from './pod-spec.js';

const WORKFLOWS = ['Workflow', 'WorkflowTemplate', 'ClusterWorkflowTemplate', 'CronWorkflow'];

/** null: it is none of them. */
export function workflowPods(manifest: Manifest, kind: string): PodUse[] | null {
  const isOfArgo = scalar(child(manifest.root, 'apiVersion'))?.startsWith('argoproj.io/');
  const written = child(manifest.root, 'spec');
  const spec = child(written, 'workflowSpec') ?? written;
  if (!isOfArgo || !WORKFLOWS.includes(kind) || spec === null) return null;
  const defaults = [child(spec, 'templateDefaults')].filter((each) => each !== null);
  const templates = [...items(spec, 'templates').flatMap(withInline), ...defaults];
  return templates.map((template) =>
    podOf({
      manifest,
      kind,
      spec,
      nodes: [template, ...defaults, spec],
      containers: containersOf(template),
      isOpen: true,
    }),
  );
}

/** A template, and those that are written in its steps and tasks: these hold none again. */
function withInline(template: YamlNode): YamlNode[] {
  const steps = items(template, 'steps').flatMap(
    (each) => list(each)?.items.map(({ node }) => node) ?? [each],
  );
  const tasks = [child(template, 'dag')].flatMap((dag) => (dag ? items(dag, 'tasks') : []));
  const inline = [...steps, ...tasks].map((each) => child(each, 'inline'));
  return [template, ...inline.filter((each) => each !== null)];
}

function containersOf(template: YamlNode): YamlNode[] {
  return [
    ...[child(template, 'container'), child(template, 'script')].filter((each) => each !== null),
    ...itemsOfAll(template, [...POD_CONTAINERS, 'sidecars']),
    ...itemsOfAll(child(template, 'containerSet'), POD_CONTAINERS),
  ];
}
