/** What stands in one text, put into what another says. */
import {
  entry,
  map,
  type YamlEntry,
  type YamlItem,
  type YamlMap,
  type YamlNode,
  type YamlScalar,
} from '../../text/document.js';
import type { Manifest, SpanIn } from '../manifests.js';

/** A part of a patch in the place of a part of a resource: everything in it still knows where it stands. */
export function marked<Node extends YamlNode>(node: Node, of: Manifest): Node {
  if (node.kind === 'map')
    return {
      ...node,
      of,
      entries: node.entries.map(({ key, value }) => ({ key: marked(key, of), value: markedItem(value, of) })),
    };
  if (node.kind === 'list') return { ...node, of, items: node.items.map((each) => markedItem(each, of)) };
  return { ...node, of };
}

export function markedItem({ node, at, alias }: YamlItem, of: Manifest): YamlItem & { at: SpanIn } {
  return { node: marked(node, of), at: { ...at, of }, alias };
}

/** @param value null: it is taken away */
export function withEntry(holder: YamlMap, name: string, value: YamlItem | null, key?: YamlScalar): YamlMap {
  const at = holder.entries.findIndex((each) => each.key.value === name);
  const own = holder.entries[at]?.key ?? key;
  const made: YamlEntry[] = value
    ? [{ key: own ?? { ...value.at, kind: 'scalar', value: name, style: 'plain' }, value }]
    : [];
  return {
    ...holder,
    entries: holder.entries.toSpliced(at < 0 ? holder.entries.length : at, at < 0 ? 0 : 1, ...made),
  };
}

/** Each resource has some within kustomize, which keeps there what it knows of it. */
export function withAnnotations(root: YamlNode): YamlNode {
  const metadata = map(entry(root, 'metadata')?.value.node);
  if (root.kind !== 'map' || !metadata || map(entry(metadata, 'annotations')?.value.node)) return root;
  const { start } = metadata;
  const none: YamlMap = { kind: 'map', flow: true, entries: [], start, end: start };
  const made = withEntry(metadata, 'annotations', { node: none, at: none, alias: false });
  return withEntry(root, 'metadata', { node: made, at: made, alias: false });
}
