/** Into which namespace, and into which cluster, resources deploy that are not Kubernetes' own, where it is another one than their own. */
import { hasHole } from '../language/values.js';
import { child, childAt, text as scalar } from '../text/document.js';
import { groupAndKind, isNothing, type Manifest, manifestName } from './manifests.js';

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
  const namespace = said && isTold(said) ? said : null;
  return { ...own, namespace: said || !target.isElseOwn ? namespace : own.namespace };
}

/** Docs: Flux, "KubeConfig". */
const OF_FLUX = /^(?:helm|kustomize)\.toolkit\.fluxcd\.io\//;

/** By group and kind: where the cluster is named, by its address or its name (docs: Argo CD, "Declarative Setup"). */
const DESTINATIONS: ReadonlyMap<string, readonly string[]> = new Map([
  ['argoproj.io/Application', ['spec', 'destination']],
  ['argoproj.io/ApplicationSet', ['spec', 'template', 'spec', 'destination']],
]);
/** How Argo CD calls the cluster that it runs in. */
const ITS_OWN = { server: /\/\/kubernetes\.default\b/, name: /^in-cluster$/ };

/** Does it deploy for certain into another cluster than the one that it is applied to? There, the Secrets are other ones. */
export function deploysElsewhere(manifest: Manifest): boolean {
  const kind = groupAndKind(manifest);
  if (OF_FLUX.test(kind)) return !isNothing(childAt(manifest.root, ['spec', 'kubeConfig']));
  const at = DESTINATIONS.get(kind);
  const destination = at ? childAt(manifest.root, at) : null;
  return Object.entries(ITS_OWN).some(([key, own]) => {
    const said = scalar(child(destination, key)) ?? '';
    return isTold(said) && !own.test(said);
  });
}

/** It is there, and no template stands in it. */
function isTold(said: string): boolean {
  return said !== '' && !hasHole(said) && !/[{$]/.test(said);
}
