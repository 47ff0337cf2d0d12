/** What a kustomization renames (kubernetes-sigs/kustomize, `NamespaceTransformer`, `PrefixTransformer`, `SuffixTransformer`). */
import { child, entry, text as scalar, type YamlNode } from '../../text/document.js';
import { kindOf, type Manifest, manifestName } from '../manifests.js';
import { currentId } from './ids.js';

/** Of these none is renamed. */
const KEPT = new Set(['CustomResourceDefinition', 'APIService', 'Namespace']);

/** All that it is made of, in its `namespace`, with its `namePrefix` and `nameSuffix`, and with each id that they had on the way. */
export function withNewNames(manifests: readonly Manifest[], { root }: Manifest): readonly Manifest[] {
  const [namespace, prefix, suffix] = ['namespace', 'namePrefix', 'nameSuffix'].map(
    (key) => scalar(child(root, key)) ?? '',
  );
  return manifests.map((each) => {
    let found = each;
    if (namespace) found = { ...formerly(found), namespace };
    if (KEPT.has(kindOf(each))) return found;
    const { prefixes = [], suffixes = [] } = each.affixes ?? {};
    if (prefix)
      found = {
        ...formerly(found),
        name: `${prefix}${manifestName(found).name}`,
        affixes: { prefixes: [...prefixes, prefix], suffixes },
      };
    if (suffix)
      found = {
        ...formerly(found),
        name: `${manifestName(found).name}${suffix}`,
        affixes: { prefixes: found.affixes?.prefixes ?? [], suffixes: [...suffixes, suffix] },
      };
    return found;
  });
}

/** As it is called now it will have been called. */
function formerly(manifest: Manifest): Manifest {
  return { ...manifest, formerIds: [...(manifest.formerIds ?? []), currentId(manifest)] };
}

/** Does a generator of this kustomization put a hash behind the name of what it makes? */
export function isHashed(kustomization: Manifest, generator: YamlNode): boolean {
  const isOff = (options: YamlNode | null) =>
    scalar(entry(options, 'disableNameSuffixHash')?.value.node) === 'true';
  return !isOff(child(kustomization.root, 'generatorOptions')) && !isOff(child(generator, 'options'));
}
