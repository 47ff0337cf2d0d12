/** Resources that stand whole in another one, which applies them as they are. */
import { childAt, list, type YamlNode } from '../text/document.js';
import { groupAndKind, type Manifest } from './manifests.js';

/** By group and kind: where they stand, one or a list of them. */
const WRAPPERS: readonly { of: RegExp; at: readonly string[] }[] = [
  // Docs: OpenShift, "Using templates". The old version of it has no group.
  { of: /^(?:template\.openshift\.io)?\/Template$/, at: ['objects'] },
  // Docs: Open Cluster Management, "ManifestWork".
  { of: /^work\.open-cluster-management\.io\/ManifestWork$/, at: ['spec', 'workload', 'manifests'] },
  // crossplane-contrib/provider-kubernetes.
  { of: /^kubernetes\.(?:m\.)?crossplane\.io\/Object$/, at: ['spec', 'forProvider', 'manifest'] },
];

/** They have names and namespaces of their own, which no kustomization around them changes. */
export function wrappedResources(manifest: Manifest): Manifest[] {
  const wrapper = WRAPPERS.find(({ of }) => of.test(groupAndKind(manifest)));
  const inner = wrapper ? childAt(manifest.root, wrapper.at) : null;
  if (!inner) return [manifest];
  const { name: _, namespace: __, references: ___, ...rest } = manifest;
  return (list(inner)?.items.map(({ node }) => node) ?? [inner])
    .filter((root: YamlNode) => root.kind === 'map')
    .flatMap((root) => wrappedResources({ ...rest, root }));
}
