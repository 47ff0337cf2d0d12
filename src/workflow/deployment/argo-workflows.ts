/** What Argo's workflows pull: it makes a pod of each template (docs: Argo Workflows, Field Reference). */
import type { Location } from '../../types.js';
import { hasHole } from '../language/values.js';
import { child, entry, list, text as scalar, type YamlNode } from '../text/document.js';
import type { ImageUse } from './image-use.js';
import { apiGroup, items, type Manifest, manifestPlace } from './manifests.js';
import { itemsOfAll, POD_CONTAINERS, type PodUse, podOf } from './pod-spec.js';

const WORKFLOWS = ['Workflow', 'WorkflowTemplate', 'ClusterWorkflowTemplate', 'CronWorkflow'];

/** null: it is none of them. */
export function workflowPods(manifest: Manifest, kind: string): PodUse[] | null {
  const written = child(manifest.root, 'spec');
  const spec = child(written, 'workflowSpec') ?? written;
  if (apiGroup(manifest) !== 'argoproj.io' || !WORKFLOWS.includes(kind) || spec === null) return null;
  const defaults = [child(spec, 'templateDefaults')].filter((each) => each !== null);
  const given = isWhole(kind) ? parametersOf(manifest, spec) : new Map<string, Parameter>();
  const templates = [...items(spec, 'templates').flatMap(withInline), ...defaults];
  const pods = templates.map((template) =>
    podOf({
      manifest,
      kind,
      spec,
      nodes: [template, ...defaults, spec],
      containers: containersOf(template),
      isOpen: true,
    }),
  );
  // A template may have an account of its own.
  const isOfSpec = !templates.some((each) => entry(each, 'serviceAccountName'));
  return pods.map((pod) => ({
    ...pod,
    images: pod.images.map((image) => withParameters(image, given)),
    serviceAccount: isOfSpec ? pod.serviceAccount : null,
  }));
}

/** What a template's workflow gives it nobody here knows. */
function isWhole(kind: string): boolean {
  return kind === 'Workflow' || kind === 'CronWorkflow';
}

interface Parameter {
  value: string;
  location: Location;
}

/** What the workflow gives itself; without a value it is asked for, or comes from a ConfigMap. */
function parametersOf(manifest: Manifest, spec: YamlNode): Map<string, Parameter> {
  const found = items(child(spec, 'arguments') ?? spec, 'parameters').flatMap((each) => {
    const name = scalar(child(each, 'name'));
    const value = entry(each, 'value');
    const text = scalar(value?.value.node);
    const isTold = name && value && text && !hasHole(text) && !text.includes('{{');
    return isTold
      ? [[name, { value: text, location: manifestPlace(manifest, value.value.at) }] as const]
      : [];
  });
  return new Map(found);
}

const PARAMETER = /\{\{[ \t]*workflow\.parameters\.([\w-]+)[ \t]*\}\}/g;

/**
 * An image with these in their places (docs: Argo Workflows, "Workflow Variables"). One that is nothing but a parameter is
 * changed where that is given. As it was where something else is left open.
 */
function withParameters(image: ImageUse, parameters: ReadonlyMap<string, Parameter>): ImageUse {
  const used: Parameter[] = [];
  const name = image.shown.replace(PARAMETER, (written, parameter) => {
    const found = parameters.get(parameter);
    if (found) used.push(found);
    return found?.value ?? written;
  });
  const [first] = used;
  if (!first || /\{\{|\s/.test(name)) return image;
  return { ...image, name, shown: name, location: name === first.value ? first.location : image.location };
}

/** A template, and those that are written in its steps and tasks: these hold none again. */
function withInline(template: YamlNode): YamlNode[] {
  const steps = items(template, 'steps').flatMap(
    (each) => list(each)?.items.map(({ node }) => node) ?? [each],
  );
  const tasks = items(child(template, 'dag'), 'tasks');
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
