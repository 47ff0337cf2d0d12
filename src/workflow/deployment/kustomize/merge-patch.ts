/** Patches that are a part of a resource (Kubernetes docs "Update API Objects in Place Using kubectl patch", strategic merge patch). */
import { child, text as scalar, type YamlList, type YamlMap, type YamlNode } from '../../text/document.js';
import { apiGroup, type Manifest } from '../manifests.js';
import { marked, withEntry } from './put-in.js';

/** The resource is taken away. */
export const GONE: YamlNode = { kind: 'scalar', value: null, style: 'plain', start: 0, end: 0 };

/** Lists of Kubernetes' own that are merged by a name, as far as they are read here; of a custom resource none is. */
const BY_NAME = new Set([
  'containers',
  'initContainers',
  'ephemeralContainers',
  'volumes',
  'imagePullSecrets',
  'secrets',
  'env',
]);

/** @returns undefined: by an order that is not read here */
export function merged(manifest: Manifest, written: YamlNode, of: Manifest): YamlNode | undefined {
  const patch = marked(written, of);
  const order = scalar(child(patch, '$patch'));
  if (order === 'delete') return GONE;
  const isOwn = !apiGroup(manifest).includes('.');
  const metadata = child(patch, 'metadata');
  // It may be called otherwise than what the target selects, and does not rename it.
  const named = metadata?.kind === 'map' ? withEntry(metadata, 'name', null) : null;
  const all = patch.kind === 'map' ? patch.entries : [];
  const entries = all.flatMap((each) => {
    if (each.key.value === 'kind' || each.key.value === 'apiVersion') return [];
    return each.key.value === 'metadata' && named ? { ...each, value: { ...each.value, node: named } } : each;
  });
  return patch.kind === 'map' ? both(manifest.root, { ...patch, entries }, isOwn) : undefined;
}

function both(node: YamlNode, patch: YamlMap, isOwn: boolean): YamlNode | undefined {
  if (patch.entries.some(({ key }) => /^(?:\$|<<$)/.test(String(key.value)))) return undefined;
  let found: YamlMap | undefined = node.kind === 'map' ? node : { ...patch, entries: [] };
  for (const { key, value } of patch.entries) {
    const name = String(key.value);
    const own: YamlNode | null = child(found, name);
    const made = mergedValue(name, own, value.node, isOwn);
    if (made === undefined) return undefined;
    // An empty value takes away what is there.
    const isSame = made === value.node;
    found = withEntry(found, name, made && { node: made, at: isSame ? value.at : made, alias: false }, key);
  }
  return found;
}

function mergedValue(
  name: string,
  own: YamlNode | null,
  given: YamlNode,
  isOwn: boolean,
): YamlNode | null | undefined {
  if (given.kind === 'scalar') return given.value === null ? null : given;
  if (given.kind === 'map') return both(own ?? { ...given, entries: [] }, given, isOwn);
  if (isOwn && BY_NAME.has(name))
    return listed(own?.kind === 'list' ? own : { ...given, items: [] }, given, isOwn);
  return given.items.some(({ node }) => child(node, '$patch') !== null) ? undefined : given;
}

function listed(own: YamlList, given: YamlList, isOwn: boolean): YamlNode | undefined {
  let items = own.items;
  for (const item of given.items) {
    const name = scalar(child(item.node, 'name'));
    const order = scalar(child(item.node, '$patch'));
    if (name === null || item.node.kind !== 'map' || (order !== null && order !== 'delete')) return undefined;
    const at = items.findIndex(({ node }) => scalar(child(node, 'name')) === name);
    const there = items[at];
    const node =
      order === 'delete' ? null : both(there?.node ?? { ...item.node, entries: [] }, item.node, isOwn);
    if (node === undefined) return undefined;
    const made = node ? [{ node, at: there?.at ?? item.at, alias: false }] : [];
    items = at < 0 ? [...items, ...made] : items.toSpliced(at, 1, ...made);
  }
  return { ...own, items };
}
