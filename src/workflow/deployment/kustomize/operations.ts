/**
 * Patches that are a list of operations, each at a place of a resource (RFC 6902, "JavaScript Object Notation (JSON) Patch"),
 * as kustomize does them: with evanphx/json-patch 4, which puts what a `replace` does not find there, and counts a negative
 * index from the end.
 */
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
import { isNothing, type Manifest } from '../manifests.js';
import type { NameAndPlace } from './ids.js';
import { markedItem, withEntry } from './put-in.js';
import { isUntold, type Untold } from './untold.js';

/** null: it is no such patch. In JSON each operation is read as a resource of its own. */
export function operationsIn(root: YamlNode): YamlNode[] | null {
  const all = list(root)?.items.map(({ node }) => node) ?? [root];
  return all.length > 0 && all.every((each) => scalar(child(each, 'op')) !== null) ? all : null;
}

export function operated(root: YamlNode, operations: readonly YamlNode[], of: Manifest): YamlNode | Untold {
  let found: YamlNode = root;
  for (const operation of operations) {
    const next = done(found, operation, of);
    if (isUntold(next)) return next;
    found = next;
  }
  return found;
}

function done(root: YamlNode, operation: YamlNode, of: Manifest): YamlNode | Untold {
  const op = scalar(child(operation, 'op'));
  const steps = stepsIn(operation, 'path');
  const value = entry(operation, 'value')?.value ?? null;
  if (!steps) return 'refused';
  if (op === 'test') return tested(root, steps, value?.node ?? null);
  if (mayName(steps) && !newName(operation)) return 'unread';
  if (op === 'remove') return without(root, steps);
  // What is put there without a value has none, which is not read here.
  if (op === 'add' || op === 'replace') return value ? put(root, steps, op, markedItem(value, of)) : 'unread';
  if (op !== 'move' && op !== 'copy') return 'refused';
  const from = stepsIn(operation, 'from');
  if (!from) return 'refused';
  if (op === 'move' && mayName(from)) return 'unread';
  const taken = itemAt(root, from);
  if (!taken) return op === 'move' || !isParentThere(root, steps) ? 'refused' : 'unread';
  const rest = op === 'move' ? without(root, from) : root;
  return isUntold(rest) ? rest : put(rest, steps, 'add', taken);
}

/** null: there is none, or it is that of the whole. */
function stepsIn(operation: YamlNode, key: 'path' | 'from'): string[] | null {
  const [, ...keys] = (scalar(child(operation, key)) ?? '').split('/');
  const steps = keys.map((each) => each.replaceAll('~1', '/').replaceAll('~0', '~'));
  return steps.length > 0 ? steps : null;
}

/** Is it about what a generator puts into what it makes? */
export function isOfContent(operation: YamlNode): boolean {
  return (['path', 'from'] as const).some((key) => {
    const [first = '', second = ''] = stepsIn(operation, key) ?? [];
    return CONTENT.has(first) || (first === 'metadata' && CONTENT.has(second));
  });
}

const CONTENT = new Set(['data', 'binaryData', 'stringData', 'type', 'immutable', 'labels', 'annotations']);

/** How it is called behind these; what they say nothing of stays. */
export function newNames(operations: readonly YamlNode[]): Partial<NameAndPlace> {
  return Object.assign({}, ...operations.map(newName));
}

/** null: it gives it no other, or one that can't be told. */
function newName(operation: YamlNode): Partial<NameAndPlace> | null {
  const [first, second = '', ...deeper] = stepsIn(operation, 'path') ?? [];
  const isPut = ['add', 'replace'].includes(scalar(child(operation, 'op')) ?? '');
  const value = entry(operation, 'value')?.value.node;
  const isName = second === 'name' || second === 'namespace';
  if (!isPut || first !== 'metadata' || !isName || deeper.length > 0) return null;
  const isText = value?.kind === 'scalar' && typeof value.value === 'string' && value.value !== '';
  return isText ? { [second]: value.value } : null;
}

/** Then what it is called may be another. */
function mayName([first, second]: readonly string[]): boolean {
  if (first === 'metadata') return second === undefined || second === 'name' || second === 'namespace';
  return first === 'kind' || first === 'apiVersion';
}

function tested(root: YamlNode, steps: readonly string[], value: YamlNode | null): YamlNode | Untold {
  return isParentThere(root, steps) && isSame(itemAt(root, steps)?.node ?? null, value) ? root : 'refused';
}

function isParentThere(root: YamlNode, steps: readonly string[]): boolean {
  return steps.length === 1 || itemAt(root, steps.slice(0, -1)) !== null;
}

/** As JSON: in whatever order the keys of an object stand. */
function isSame(one: YamlNode | null, other: YamlNode | null): boolean {
  if (isNothing(one) || isNothing(other)) return isNothing(one) && isNothing(other);
  if (one?.kind === 'list')
    return (
      other?.kind === 'list' &&
      one.items.length === other.items.length &&
      one.items.every(({ node }, index) => isSame(node, other.items[index]?.node ?? null))
    );
  if (one?.kind === 'map')
    return (
      other?.kind === 'map' &&
      one.entries.length === other.entries.length &&
      one.entries.every(({ key, value }) => {
        const twin = entry(other, String(key.value));
        return twin !== null && isSame(value.node, twin.value.node);
      })
    );
  return other?.kind === 'scalar' && one?.value === other.value;
}

function itemAt(root: YamlNode, steps: readonly string[]): YamlItem | null {
  let found: YamlItem | null = { node: root, at: root, alias: false };
  for (const step of steps) {
    const node: YamlNode | undefined = found?.node;
    found =
      node?.kind === 'list' ? (node.items[indexIn(node, step)] ?? null) : (entry(node, step)?.value ?? null);
  }
  return found;
}

function without(root: YamlNode, steps: readonly string[]): YamlNode | Untold {
  return at(root, steps, (holder, key) => {
    if (holder.kind === 'map') return entry(holder, key) ? withEntry(holder, key, null) : 'refused';
    const index = indexIn(holder, key);
    return holder.items[index] ? { ...holder, items: holder.items.toSpliced(index, 1) } : 'refused';
  });
}

function put(
  root: YamlNode,
  steps: readonly string[],
  op: 'add' | 'replace',
  value: YamlItem,
): YamlNode | Untold {
  return at(root, steps, (holder, key) => {
    if (holder.kind === 'map') return withEntry(holder, key, value);
    const { items } = holder;
    const index =
      op === 'replace' ? indexIn(holder, key) : key === '-' ? items.length : indexIn(holder, key, 1);
    const isThere = index >= 0 && index < items.length + (op === 'add' ? 1 : 0);
    return isThere ? { ...holder, items: items.toSpliced(index, op === 'add' ? 0 : 1, value) } : 'refused';
  });
}

function at(
  node: YamlNode,
  [key = '', ...deeper]: readonly string[],
  change: (holder: YamlMap | YamlList, key: string) => YamlNode | Untold,
): YamlNode | Untold {
  if (node.kind === 'scalar') return 'refused';
  if (deeper.length === 0) return change(node, key);
  const index = node.kind === 'list' ? indexIn(node, key) : 0;
  const inner = node.kind === 'map' ? child(node, key) : (node.items[index]?.node ?? null);
  const made = inner ? at(inner, deeper, change) : 'refused';
  if (isUntold(made)) return made;
  const item = { node: made, at: made, alias: false };
  return node.kind === 'map'
    ? withEntry(node, key, item)
    : { ...node, items: node.items.toSpliced(index, 1, item) };
}

/**
 * @param more places behind the last one
 * @returns -1: it is none
 */
function indexIn({ items }: YamlList, key: string, more = 0): number {
  if (!/^-?\d{1,5}$/.test(key)) return -1;
  const index = Number(key);
  return Math.max(index < 0 ? index + items.length + more : index, -1);
}
