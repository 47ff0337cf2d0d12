/** Of what a kustomization says how many there are to be (docs: Kustomize, "replicas"). */
import { child, text as scalar } from '../../text/document.js';
import { items, type Manifest } from '../manifests.js';
import { isOfKind } from './field-specs.js';
import { everyId } from './ids.js';
import type { FieldSpec } from './types.js';

/**
 * `resource with name … does not match a config with the following GVK`: nothing that it makes is, or was, called so.
 *
 * @param scalable what kustomize knows to scale
 */
export function lacksScaled(
  kustomization: Manifest,
  made: readonly Manifest[],
  scalable: readonly FieldSpec[],
): boolean {
  const scaled = made.filter((each) => scalable.some((spec) => isOfKind(each, spec)));
  const names = new Set(scaled.flatMap((each) => everyId(each).map(({ name }) => name)));
  return items(kustomization.root, 'replicas').some((each) => !names.has(scalar(child(each, 'name')) ?? ''));
}
