/**
 * Where resources that are not Kubernetes' own name the pull secrets of what they start: beside the image, or where their
 * documentation says.
 */
import { child, childAt, entry, list, text as scalar, type YamlNode } from '../text/document.js';
import { apiGroup, items, type Manifest, manifestPlace } from './manifests.js';
import { type NamedAt, pullSecretsIn } from './pod-spec.js';

/**
 * That of KubeVirt is one, that of Crossplane for its packages, the next one that of OpenShift's builds; the last one stands
 * among the parts of an image in values of charts.
 */
const BESIDE = ['imagePullSecrets', 'imagePullSecret', 'packagePullSecrets', 'pullSecret', 'pullSecrets'];

/** Below the map that has the image: what names the secrets of its pods, and under which key. */
interface Place {
  group: RegExp;
  at: readonly string[];
  key: string;
}

const PULL_SECRETS = 'imagePullSecrets';
const PLACES: readonly Place[] = [
  // Docs: Tekton, "Pod templates".
  { group: /^tekton\.dev$/, at: ['podTemplate'], key: PULL_SECRETS },
  { group: /^tekton\.dev$/, at: ['taskRunTemplate', 'podTemplate'], key: PULL_SECRETS },
  // Docs: Strimzi, "PodTemplate schema reference".
  { group: /^kafka\.strimzi\.io$/, at: ['template', 'pod'], key: PULL_SECRETS },
  // Docs: Flink, "Fields Overwritten by Flink": what the configuration names is added to them.
  { group: /^flink\.apache\.org$/, at: ['podTemplate', 'spec'], key: PULL_SECRETS },
  // Docs: Elastic Cloud on Kubernetes, "Customize Pods".
  { group: /\.k8s\.elastic\.co$/, at: ['podTemplate', 'spec'], key: PULL_SECRETS },
  { group: /\.k8s\.elastic\.co$/, at: ['nodeSets', 'podTemplate', 'spec'], key: PULL_SECRETS },
  // operator-framework/operator-lifecycle-manager, `CatalogSourceSpec`.
  { group: /^operators\.coreos\.com$/, at: [], key: 'secrets' },
];

/** Of Flink's operator: names with semicolons between them (docs: Flink, "kubernetes.container.image.pull-secrets"). */
const OF_FLINK = ['flinkConfiguration', 'kubernetes.container.image.pull-secrets'];

/** @returns those that the map names for the images in it; null: a template tells them, or they differ from pod to pod */
export function secretsFor(manifest: Manifest, node: YamlNode): NamedAt[] | null {
  const own = BESIDE.find((key) => entry(node, key));
  const group = apiGroup(manifest);
  const holders = PLACES.filter((each) => each.group.test(group)).flatMap(({ at, key }) =>
    holdersAt(node, at).map((holder) => (holder ? pullSecretsIn(manifest, holder, key) : [])),
  );
  const told = own ? [pullSecretsIn(manifest, node, own)] : holders;
  const [first = [], ...others] = told;
  if (!first || others.some((each) => !each || namesOf(each) !== namesOf(first))) return null;
  return [...first, ...(group === 'flink.apache.org' ? configuredForFlink(manifest, node) : [])];
}

/** Of Tekton's runs (docs: Tekton, "Specifying ServiceAccount credentials"). */
const ACCOUNTS_OF_RUNS = [
  ['spec', 'serviceAccountName'],
  ['spec', 'taskRunTemplate', 'serviceAccountName'],
];

/** What a run may say of each of its tasks anew, by the names of all versions (docs: Tekton, "Specifying taskRunSpecs"). */
const TEMPLATES_OF_TASKS = ['podTemplate', 'taskPodTemplate'];
const ACCOUNTS_OF_TASKS = ['serviceAccountName', 'taskServiceAccountName'];

/** What a run of Tekton's says anew of the task that this is; null: it is none, or nothing is said of it. */
export function saidOfTask(manifest: Manifest, node: YamlNode): YamlNode | null {
  if (apiGroup(manifest) !== 'tekton.dev' || !entry(node, 'taskSpec')) return null;
  const name = scalar(child(node, 'name'));
  const specs = items(childAt(manifest.root, ['spec']), 'taskRunSpecs');
  return specs.find((each) => scalar(child(each, 'pipelineTaskName')) === name) ?? null;
}

/** The secrets of a task's own template; null: it has none, and takes those of its run or not, by Tekton's version. */
export function secretsOfTask(manifest: Manifest, said: YamlNode, ofRun: NamedAt[] | null): NamedAt[] | null {
  const template = firstOf(said, TEMPLATES_OF_TASKS);
  if (!template) return ofRun;
  const own = pullSecretsIn(manifest, template);
  return own?.length ? own : null;
}

/** Under which a controller's own resource names the account of the pods that it makes, beside their image. */
const ACCOUNTS = ['serviceAccountName', 'serviceAccount'];

/** Elastic's operator asks by it for the resources of others (docs: Elastic Cloud on Kubernetes, "Restrict cross-namespace resource associations"). */
const OF_OTHERS = /\.k8s\.elastic\.co$/;

/**
 * The account of the pods that are made for an image; null: none is named.
 *
 * @param node that has the image
 * @param said see `saidOfTask`
 */
export function accountFor(manifest: Manifest, node: YamlNode, said: YamlNode | null): NamedAt | null {
  const group = apiGroup(manifest);
  if (OF_OTHERS.test(group)) return null;
  const named =
    group === 'tekton.dev'
      ? (firstOf(said, ACCOUNTS_OF_TASKS) ??
        ACCOUNTS_OF_RUNS.map((path) => childAt(manifest.root, path)).find((each) => scalar(each)))
      : firstOf(node, ACCOUNTS);
  // In the values of a chart it is a map, and there already where the chart is not to make it.
  const isMade = scalar(child(named, 'create')) === 'true';
  const name = isMade ? null : named?.kind === 'map' ? child(named, 'name') : named;
  const text = scalar(name);
  return name && text ? { name: text, location: manifestPlace(manifest, name) } : null;
}

function firstOf(node: YamlNode | null, keys: readonly string[]): YamlNode | null {
  return keys.map((key) => child(node, key)).find((each) => each !== null) ?? null;
}

function namesOf(secrets: readonly NamedAt[]): string {
  return secrets
    .map(({ name }) => name)
    .sort()
    .join();
}

/** A list stands for each of its items; null: one of these has none. */
function holdersAt(node: YamlNode, path: readonly string[]): (YamlNode | null)[] {
  const [key, ...rest] = path;
  if (key === undefined) return [node];
  const next = child(node, key);
  if (!next) return [];
  const all = list(next)?.items;
  if (!all) return holdersAt(next, rest);
  return all.flatMap((each) => {
    const found = holdersAt(each.node, rest);
    return found.length > 0 ? found : [null];
  });
}

function configuredForFlink(manifest: Manifest, node: YamlNode): NamedAt[] {
  const value = childAt(node, OF_FLINK);
  const names = scalar(value)?.split(';') ?? [];
  return names.flatMap((each) => {
    const name = each.trim();
    return value && name ? [{ name, location: manifestPlace(manifest, value) }] : [];
  });
}
