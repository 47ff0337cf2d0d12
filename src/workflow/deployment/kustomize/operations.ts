/** Patches that are a list of operations, each at a place of a resource (RFC 6902, "JavaScript Object Notation (JSON) Patch"). */
import {
  child,
  entry,
  list,
  text as scalar,
  type YamlItem,
  type YamlList,
  type YamlMap,
  type YamlNode,
} from '../../text/document.js';
import type { Manifest } from '../manifests.js';
import { markedItem, withEntry } from './put-in.js';

/** null: it is no such patch. In JSON each operation is read as a resource of its own. */
export function operationsIn(root: YamlNode): YamlNode[] | null {
  const all = list(root)?.items.map(({ node }) => node) ?? [root];
  return all.every((each) => scalar(child(each, 'op')) !== null) ? all : null;
}

/** @returns undefined: it can't be done, or is not read here */
export function operated(
  root: YamlNode,
  operations: readonly YamlNode[],
  of: Manifest,
): YamlNode | undefined {
  let found: YamlNode | undefined = root;
  for (const operation of operations) {
    const op = scalar(child(operation, 'op'));
    const keys = (scalar(child(operation, 'path')) ?? '').split('/').slice(1);
    const steps = keys.map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
    if (op === 'test') continue;
    const value = entry(operation, 'value');
    const isNamed = steps.length === 0 || ['kind', 'apiVersion'].includes(steps[0] ?? '');
    if (isNamed || (steps[0] === 'metadata' && steps[1] === 'name')) return undefined;
    found =
      found &&
      at(found, steps, (holder, key) => changed(holder, key, op, value && markedItem(value.value, of)));
    if (!found) return undefined;
  }
  return found;
}

function at(
  node: YamlNode,
  [key = '', ...deeper]: readonly string[],
  change: (holder: YamlMap | YamlList, key: string) => YamlNode | undefined,
): YamlNode | undefined {
  if (node.kind === 'scalar') return undefined;
  if (deeper.length === 0) return change(node, key);
  const inner = node.kind === 'map' ? child(node, key) : (node.items[indexIn(node, key)]?.node ?? null);
  const made = inner ? at(inner, deeper, change) : undefined;
  return made && changed(node, key, 'replace', { node: made, at: made, alias: false });
}

function changed(
  holder: YamlMap | YamlList,
  key: string,
  op: string | null,
  value: YamlItem | null,
): YamlNode | undefined {
  if (op === 'remove' ? false : value === null || !(op === 'add' || op === 'replace')) return undefined;
  const given = value && op !== 'remove' ? [value] : [];
  if (holder.kind === 'list') {
    const index = op === 'add' && key === '-' ? holder.items.length : indexIn(holder, key);
    if (index < 0 || index > holder.items.length - (op === 'add' ? 0 : 1)) return undefined;
    return { ...holder, items: holder.items.toSpliced(index, op === 'add' ? 0 : 1, ...given) };
  }
  if (op !== 'add' && !entry(holder, key)) return undefined;
  return withEntry(holder, key, given[0] ?? null);
}

function indexIn({ items }: YamlList, key: string): number {
  return /^\d{1,5}$/.test(key) && Number(key) <= items.length ? Number(key) : -1;
}
