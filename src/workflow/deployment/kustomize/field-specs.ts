/** What stands at the places of which kustomize is told (kubernetes-sigs/kustomize, `fieldspec.Filter`). */
import { child, text as scalar, type YamlNode } from '../../text/document.js';
import { apiGroup, apiVersionOf, kindOf, type Manifest } from '../manifests.js';
import type { FieldSpec } from './types.js';

/** Only what is not written `\/` parts them. */
const SLASH = /(?<!\\)\//;

/** @param node of the form that kustomize reads one in */
export function fieldSpec(node: YamlNode): FieldSpec {
  const [group = '', version = '', kind = '', path = '', create = ''] = [
    'group',
    'version',
    'kind',
    'path',
    'create',
  ].map((key) => scalar(child(node, key)) ?? '');
  return { group, version, kind, path, create: create === 'true' };
}

export function isOfKind(
  manifest: Manifest,
  { group, version, kind }: Omit<FieldSpec, 'path' | 'create'>,
): boolean {
  return (
    ['', kindOf(manifest)].includes(kind) &&
    ['', apiGroup(manifest)].includes(group) &&
    ['', apiVersionOf(manifest)].includes(version)
  );
}

/** What stands there; nothing in a resource of another kind. */
export function nodesAt(manifest: Manifest, spec: FieldSpec): YamlNode[] {
  if (!isOfKind(manifest, spec)) return [];
  let nodes = [manifest.root];
  for (const part of spec.path.split(SLASH)) {
    const key = part.replace(/\[\]$/, '').replaceAll('\\/', '/');
    nodes = nodes.flatMap(itemsOf).flatMap((each) => child(each, key) ?? []);
  }
  return nodes.flatMap(itemsOf);
}

function itemsOf(node: YamlNode): YamlNode[] {
  return node.kind === 'list' ? node.items.flatMap((each) => itemsOf(each.node)) : [node];
}

/**
 * Those that stay where all are put together: of two for the same place the one that is for more kinds is passed over.
 *
 * @returns null: `conflicting fieldspecs`, of which one makes what is missing
 */
export function mergedSpecs(all: readonly FieldSpec[]): FieldSpec[] | null {
  const found: FieldSpec[] = [];
  // Many kustomizations may tell of many places, each the same again.
  const byPath = new Map<string, FieldSpec[]>();
  for (const each of all) {
    const ofPath = byPath.get(each.path);
    if (ofPath) ofPath.push(each);
    else byPath.set(each.path, [each]);
  }
  for (const each of all) {
    const alike = (byPath.get(each.path) ?? []).filter((other) => covers(each, other));
    if (alike.some((other) => other.create !== each.create)) return null;
    if (alike.every((other) => covers(other, each))) found.push(each);
  }
  return found;
}

function covers(spec: FieldSpec, other: FieldSpec): boolean {
  return (['group', 'version', 'kind'] as const).every((key) => ['', other[key]].includes(spec[key]));
}
