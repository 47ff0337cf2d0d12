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
  if (group === 'tekton.dev' && ofTasks(node, TEMPLATES_OF_TASKS)) return null;
  const told = own ? [pullSecretsIn(manifest, node, own)] : holders;
  const [first = [], ...others] = told;
  if (!first || others.some((each) => !each || namesOf(each) !== namesOf(first))) return null;
  return [...first, ...(group === 'flink.apache.org' ? configuredForFlink(manifest, node) : [])];
}

/** Of Tekton's runs (docs: Tekton, "Specifying ServiceAccount credentials"). */
const ACCOUNTS = [
  ['spec', 'serviceAccountName'],
  ['spec', 'taskRunTemplate', 'serviceAccountName'],
];

/** What a run may say of each of its tasks anew, by the names of all versions (docs: Tekton, "Specifying taskRunSpecs"). */
const TEMPLATES_OF_TASKS = ['podTemplate', 'taskPodTemplate'];
const ACCOUNTS_OF_TASKS = ['serviceAccountName', 'taskServiceAccountName'];

function ofTasks(spec: YamlNode | null, keys: readonly string[]): boolean {
  return items(spec, 'taskRunSpecs').some((each) => keys.some((key) => entry(each, key)));
}

/** The account of all pods that a run makes; null: none is named, or this is no run. */
export function accountFor(manifest: Manifest): NamedAt | null {
  if (apiGroup(manifest) !== 'tekton.dev') return null;
  if (ofTasks(childAt(manifest.root, ['spec']), ACCOUNTS_OF_TASKS)) return null;
  const named = ACCOUNTS.map((path) => childAt(manifest.root, path)).find((each) => scalar(each));
  return named ? { name: scalar(named) ?? '', location: manifestPlace(manifest, named) } : null;
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
