/** Of what a kustomization says how many there are to be (docs: Kustomize, "replicas"). */
import { child, entry, list, text as scalar } from '../../text/document.js';
import type { Manifest } from '../manifests.js';
import { everyId } from './ids.js';

/** What it knows to scale; its configurations may name others. */
const SCALED = new Set(['Deployment', 'StatefulSet', 'ReplicaSet', 'ReplicationController']);

/** `resource with name … does not match a config with the following GVK`: nothing that it makes is, or was, called so. */
export function lacksScaled(kustomization: Manifest, made: readonly Manifest[]): boolean {
  const mayScale = (each: Manifest) =>
    SCALED.has(scalar(child(each.root, 'kind')) ?? '') ||
    [kustomization, ...(each.changedBy ?? [])].some(({ root }) => entry(root, 'configurations'));
  const names = new Set(made.filter(mayScale).flatMap((each) => everyId(each).map(({ name }) => name)));
  return (list(child(kustomization.root, 'replicas'))?.items ?? []).some(
    ({ node }) => !names.has(scalar(child(node, 'name')) ?? ''),
  );
}
