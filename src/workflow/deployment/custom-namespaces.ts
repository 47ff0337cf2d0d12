/** Into which namespace, and into which cluster, resources deploy that are not Kubernetes' own, where it is another one than their own. */
import { hasHole } from '../language/values.js';
import { childAt, text as scalar } from '../text/document.js';
import { groupAndKind, type Manifest, manifestName } from './manifests.js';

/** By group and kind: where it says so, the first of these that does. */
interface Target {
  of: RegExp;
  at: readonly (readonly string[])[];
  /** Where it says nothing it is its own; else nobody here knows it. */
  isElseOwn: boolean;
}

const TARGETS: readonly Target[] = [
  // Docs: Argo CD, "Declarative Setup" and "Generating Applications with ApplicationSet".
  { of: /^argoproj\.io\/Application$/, at: [['spec', 'destination', 'namespace']], isElseOwn: false },
  {
    of: /^argoproj\.io\/ApplicationSet$/,
    at: [['spec', 'template', 'spec', 'destination', 'namespace']],
    isElseOwn: false,
  },
  // Docs: Flux, "Helm Releases", "Target namespace".
  { of: /^helm\.toolkit\.fluxcd\.io\/HelmRelease$/, at: [['spec', 'targetNamespace']], isElseOwn: true },
  { of: /^kustomize\.toolkit\.fluxcd\.io\//, at: [['spec', 'targetNamespace']], isElseOwn: false },
  // Docs: K3s, "Helm". The chart whose values a HelmChartConfig changes says it.
  { of: /^helm\.cattle\.io\/HelmChart$/, at: [['spec', 'targetNamespace']], isElseOwn: true },
  { of: /^helm\.cattle\.io\/HelmChartConfig$/, at: [], isElseOwn: false },
  // Docs: Fleet, "fleet.yaml": its own is that of the fleet.
  {
    of: /^fleet\.cattle\.io\//,
    at: [
      ['spec', 'namespace'],
      ['spec', 'targetNamespace'],
      ['spec', 'defaultNamespace'],
    ],
    isElseOwn: false,
  },
  // crossplane-contrib/provider-helm, `ReleaseParameters`.
  {
    of: /^helm\.(?:m\.)?crossplane\.io\/Release$/,
    at: [['spec', 'forProvider', 'namespace']],
    isElseOwn: false,
  },
  // kubernetes-sigs/cluster-api-addon-provider-helm, and Sveltos: of the clusters that they select.
  { of: /^addons\.cluster\.x-k8s\.io\/Helm/, at: [['spec', 'namespace']], isElseOwn: false },
  { of: /^config\.projectsveltos\.io\//, at: [], isElseOwn: false },
];

/** Its name, and the namespace in which it pulls; null: whoever applies it decides, or it can't be told. */
export function deployedName(manifest: Manifest): ReturnType<typeof manifestName> {
  const own = manifestName(manifest);
  const target = TARGETS.find(({ of }) => of.test(groupAndKind(manifest)));
  if (!target) return own;
  const said = target.at.map((path) => scalar(childAt(manifest.root, path))).find((each) => each);
  const namespace = said && !hasHole(said) && !/[{$]/.test(said) ? said : null;
  return { ...own, namespace: said || !target.isElseOwn ? namespace : own.namespace };
}

/** By group and kind: what names the cluster, and which name is its own. */
const CLUSTERS: readonly { of: RegExp; at: readonly string[]; own?: RegExp }[] = [
  // Docs: Flux, "KubeConfig".
  { of: /^(?:helm|kustomize)\.toolkit\.fluxcd\.io\//, at: ['spec', 'kubeConfig'] },
  // Docs: Argo CD, "Declarative Setup".
  {
    of: /^argoproj\.io\/Application$/,
    at: ['spec', 'destination', 'server'],
    own: /\/\/kubernetes\.default\b/,
  },
  {
    of: /^argoproj\.io\/ApplicationSet$/,
    at: ['spec', 'template', 'spec', 'destination', 'server'],
    own: /\/\/kubernetes\.default\b/,
  },
];

/** Does it deploy for certain into another cluster than the one that it is applied to? There, the Secrets are other ones. */
export function deploysElsewhere(manifest: Manifest): boolean {
  const kind = groupAndKind(manifest);
  const cluster = CLUSTERS.find(({ of }) => of.test(kind));
  const said = cluster ? childAt(manifest.root, cluster.at) : null;
  if (!cluster || said === null) return false;
  const name = scalar(said) ?? '';
  return !cluster.own || (/^https?:/.test(name) && !hasHole(name) && !cluster.own.test(name));
}
