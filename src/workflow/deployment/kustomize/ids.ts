/**
 * What kustomize knows a resource by: its kind, its name and its namespace, as it has them now and as it had them before inner
 * kustomizations changed them (kubernetes-sigs/kustomize, `ResId`, `OrigId`, `PrevIds`).
 */
import { childAt, text as scalar } from '../../text/document.js';
import { apiGroup, apiVersionOf, kindOf, type Manifest, manifestName } from '../manifests.js';

export interface NameAndPlace {
  name: string;
  namespace: string;
}

/** What names no namespace is in this one. */
const DEFAULT = 'default';

/** Such a one kustomize refuses: what the API server would name itself has no name here (`missing metadata.name`). */
export function isNameless(manifest: Manifest): boolean {
  return !kindOf(manifest) || !scalar(childAt(manifest.root, ['metadata', 'name']));
}

export function currentId(manifest: Manifest): NameAndPlace {
  const { name, namespace } = manifestName(manifest);
  return { name, namespace: namespace ?? DEFAULT };
}

/** Of several that are the same each stands there once. */
export function everyId(manifest: Manifest): readonly NameAndPlace[] {
  return [...(manifest.formerIds ?? []), currentId(manifest)];
}

/** `may not add resource with an already registered id`. */
export function haveTwins(manifests: readonly Manifest[]): boolean {
  const ids = manifests.map((each) => {
    const { name, namespace } = currentId(each);
    return [typeOf(each), namespace, name].join('\n');
  });
  return new Set(ids).size < ids.length;
}

/** The one resource that a patch names itself; null: there is none, or there are several. */
export function namesake(manifests: readonly Manifest[], patch: Manifest): Manifest | null {
  const type = typeOf(patch);
  const wanted = currentId(patch);
  const found = manifests.filter(
    (each) =>
      typeOf(each) === type &&
      everyId(each).some((id) => id.name === wanted.name && id.namespace === wanted.namespace),
  );
  return found.length === 1 ? (found[0] ?? null) : null;
}

function typeOf(manifest: Manifest): string {
  return [apiGroup(manifest), apiVersionOf(manifest), kindOf(manifest)].join('\n');
}
