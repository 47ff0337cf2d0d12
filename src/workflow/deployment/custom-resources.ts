/**
 * What resources pull that are not Kubernetes' own. Argo's are known by their documentation. Of all others a controller
 * knows what it does with an image that they name: most pull it, and with which secret is told where one stands beside it.
 */
import { hasHole } from '../language/values.js';
import { child, entry, list, map, text as scalar, type YamlEntry, type YamlNode } from '../text/document.js';
import { type Manifest, manifestName } from './manifests.js';
import {
  imageUse,
  items,
  itemsOfAll,
  type NamedAt,
  POD_CONTAINERS,
  type PodUse,
  podOf,
  pullSecretsIn,
} from './pod-spec.js';

export function customPods(manifest: Manifest, kind: string): PodUse[] {
  const spec = WORKFLOWS.includes(kind) ? workflowSpecOf(manifest.root) : null;
  if (spec) return [podOf({ manifest, kind, spec, containers: containersOfTemplates(spec), isOpen: true })];
  return isCustom(manifest) ? new Walk(manifest, kind).pods() : [];
}

/** Of which Argo makes pods, one for each template (docs: Argo Workflows, Field Reference). */
const WORKFLOWS = ['Workflow', 'WorkflowTemplate', 'ClusterWorkflowTemplate', 'CronWorkflow'];

function workflowSpecOf(root: YamlNode): YamlNode | null {
  const spec = child(root, 'spec');
  return child(spec, 'workflowSpec') ?? spec;
}

function containersOfTemplates(spec: YamlNode): YamlNode[] {
  return items(spec, 'templates').flatMap((template) => [
    ...[child(template, 'container'), child(template, 'script')].filter((each) => each !== null),
    ...itemsOfAll(template, [...POD_CONTAINERS, 'sidecars']),
    ...itemsOfAll(child(template, 'containerSet'), POD_CONTAINERS),
  ]);
}

/** Groups of Kubernetes' own have no dot, or end in k8s.io, and what they pull stands in pods; Flux's sources are read apart. */
function isCustom({ root }: Manifest): boolean {
  const version = scalar(child(root, 'apiVersion')) ?? '';
  const group = version.slice(0, Math.max(0, version.indexOf('/')));
  return group.includes('.') && !/(?:^|\.)k8s\.io$/.test(group) && !group.startsWith('source.toolkit.');
}

/** `image`, `imageName`, `initImage`; not `imagePullPolicy`. */
const IMAGE = /(?:^i|I)mage(?:Name|Ref)?$/;
/** What is said about a resource, and not by it. */
const ASIDE = ['metadata', 'status'];

/** Through all that a resource says. */
class Walk {
  readonly #seen = new Set<YamlNode>();
  readonly #pods: PodUse[] = [];

  constructor(
    readonly manifest: Manifest,
    readonly kind: string,
  ) {}

  pods(): PodUse[] {
    for (const { key, value } of map(this.manifest.root)?.entries ?? [])
      if (!ASIDE.includes(String(key.value))) this.#into(value.node, null);
    return this.#pods;
  }

  /** @param secrets that stand beside it, or around it */
  #into(node: YamlNode, secrets: NamedAt[] | null): void {
    // An alias leads to what was seen.
    if (this.#seen.has(node)) return;
    this.#seen.add(node);
    if (node.kind === 'list') for (const item of node.items) this.#into(item.node, secrets);
    if (node.kind !== 'map') return;
    const { manifest, kind } = this;
    const containers = list(child(node, 'containers')) ? itemsOfAll(node, POD_CONTAINERS) : [];
    if (containers.some((each) => entry(each, 'image'))) {
      const isOpen = true;
      this.#pods.push(podOf({ manifest, kind, spec: node, containers, isOpen }));
      return;
    }
    const own = entry(node, 'imagePullSecrets') ? pullSecretsIn(manifest, node) : [];
    const pullSecrets = own === null || own.length > 0 ? own : secrets;
    const images = node.entries.flatMap((each) => this.#imageIn(each));
    if (images.length > 0) {
      const named = manifestName(manifest);
      this.#pods.push({ kind, ...named, images, neverPulled: 0, pullSecrets, serviceAccount: null });
    }
    for (const { value } of node.entries) this.#into(value.node, pullSecrets);
  }

  #imageIn({ key, value }: YamlEntry): PodUse['images'] {
    if (!IMAGE.test(String(key.value))) return [];
    const told = (name: string) => scalar(child(value.node, name));
    // As charts have it in their values.
    const joined = [told('registry'), told('repository')]
      .filter((part) => part !== null && part !== '')
      .join('/');
    const written = scalar(value.node) ?? (joined && `${joined}${behind(told('tag'), told('digest'))}`);
    if (!written || (/\s/.test(written) && !hasHole(written))) return [];
    const name = written.replace(/^(?:oci|docker):\/\//, '');
    return [imageUse(this.manifest, name, value.at)];
  }
}

function behind(tag: string | null, digest: string | null): string {
  return `${tag ? `:${tag}` : ''}${digest ? `@${digest}` : ''}`;
}
