/** Values that a kustomization copies from one resource to others (docs: Kustomize, "replacements"). */
import { child, list, text as scalar, type YamlNode } from '../../text/document.js';
import { type Manifest, readManifests } from '../manifests.js';
import { isBesidePulls } from './places.js';

/**
 * May they change which images are pulled, with which secrets, or how a resource is called? Of what can't be read they may.
 *
 * @param textOf the text of a file that is named beside the kustomization
 */
export function mayReplacePulls({ root }: Manifest, textOf: (name: string) => string | null): boolean {
  return (list(child(root, 'replacements'))?.items ?? []).some(({ node }) => {
    const name = scalar(child(node, 'path'));
    const inFile = name === null ? [] : readManifests(name, textOf(name) ?? '').manifests;
    const all = name === null ? [node] : inFile.flatMap((each) => itemsOf(each.root));
    return all.length === 0 || all.some((each) => targetsOf(each).some(mayBePulled) || !hasTargets(each));
  });
}

function itemsOf(node: YamlNode): YamlNode[] {
  return list(node)?.items.map((each) => each.node) ?? [node];
}

function targetsOf(replacement: YamlNode): YamlNode[] {
  return list(child(replacement, 'targets'))?.items.map(({ node }) => node) ?? [];
}

function hasTargets(replacement: YamlNode): boolean {
  return targetsOf(replacement).length > 0;
}

function mayBePulled(target: YamlNode): boolean {
  const paths = list(child(target, 'fieldPaths'))?.items.map(({ node }) => scalar(node) ?? '') ?? [];
  const isOfMap = scalar(child(child(target, 'select'), 'kind')) === 'ConfigMap';
  // Without any it is the name.
  return (
    paths.length === 0 || !paths.every((each) => isBesidePulls(each) || (isOfMap && /^data\./.test(each)))
  );
}
