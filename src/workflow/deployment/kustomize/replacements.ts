/** Values that a kustomization copies from one resource to others (docs: Kustomize, "replacements"). */
import { child, list, map, text as scalar, type YamlNode } from '../../text/document.js';
import { apiGroup, apiVersionOf, items, kindOf, type Manifest, readManifests } from '../manifests.js';
import { everyId } from './ids.js';
import { isBesidePulls } from './places.js';

/** The text of a file that is named beside the kustomization; null: there is none. */
type TextOf = (name: string) => string | null;

/** May they change which images are pulled, with which secrets, or how a resource is called? Of what can't be read they may. */
export function mayReplacePulls(kustomization: Manifest, textOf: TextOf): boolean {
  return replacementsIn(kustomization, textOf).some(
    (all) => all.length === 0 || all.some((each) => !haveNothingPulled(items(each, 'targets'))),
  );
}

/** `nothing selected by …`, `multiple matches for selector …`: what a value is copied from has to be one. */
export function lacksSource(kustomization: Manifest, made: readonly Manifest[], textOf: TextOf): boolean {
  const sources = replacementsIn(kustomization, textOf).flatMap((all) =>
    all.flatMap((each) => map(child(each, 'source')) ?? []),
  );
  return sources.some((each) => made.filter((one) => isSelected(one, each)).length !== 1);
}

function isSelected(manifest: Manifest, source: YamlNode): boolean {
  const fits = (key: string, own: string) => [null, '', own].includes(scalar(child(source, key)));
  return (
    fits('kind', kindOf(manifest)) &&
    fits('group', apiGroup(manifest)) &&
    fits('version', apiVersionOf(manifest)) &&
    everyId(manifest).some((id) => fits('name', id.name) && fits('namespace', id.namespace))
  );
}

/** Of each entry: those of a file are in it. */
function replacementsIn({ root }: Manifest, textOf: TextOf): YamlNode[][] {
  return items(root, 'replacements').map((node) => {
    const name = scalar(child(node, 'path'));
    const inFile = name === null ? [] : readManifests(name, textOf(name) ?? '').manifests;
    return name === null ? [node] : inFile.flatMap((each) => itemsOf(each.root));
  });
}

function itemsOf(node: YamlNode): YamlNode[] {
  return list(node)?.items.map((each) => each.node) ?? [node];
}

function haveNothingPulled(targets: readonly YamlNode[]): boolean {
  return targets.length > 0 && !targets.some(mayBePulled);
}

function mayBePulled(target: YamlNode): boolean {
  const paths = items(target, 'fieldPaths').map((each) => scalar(each) ?? '');
  const isOfMap = scalar(child(child(target, 'select'), 'kind')) === 'ConfigMap';
  // Without any it is the name.
  return (
    paths.length === 0 || !paths.every((each) => isBesidePulls(each) || (isOfMap && /^data\./.test(each)))
  );
}
