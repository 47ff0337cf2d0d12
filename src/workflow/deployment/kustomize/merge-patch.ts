/** Patches that are a part of a resource (Kubernetes docs "Update API Objects in Place Using kubectl patch", strategic merge patch). */
import { child, text as scalar, type YamlList, type YamlMap, type YamlNode } from '../../text/document.js';
import { apiGroup, isNothing, kindOf, type Manifest } from '../manifests.js';
import { marked, withEntry } from './put-in.js';
import { isUntold, type Untold } from './untold.js';

/** The resource is taken away. */
export const GONE: YamlNode = { kind: 'scalar', value: null, style: 'plain', start: 0, end: 0 };

/** Lists of Kubernetes' own that are merged by a name, as far as they are read here; of a custom resource none is. */
const BY_NAME = new Set([
  'containers',
  'initContainers',
  'ephemeralContainers',
  'volumes',
  'imagePullSecrets',
  'env',
]);
/** Of an account the pull secrets are no such list: those of a patch take the place of all that are there. */
const OF_ACCOUNT = new Set(['secrets']);
const NONE: ReadonlySet<string> = new Set();

export function merged(manifest: Manifest, written: YamlNode, of: Manifest): YamlNode | Untold {
  const patch = marked(written, of);
  if (orderIn(patch) === 'delete') return GONE;
  // What kustomize makes of another order for the whole resource is not read here.
  if (orderIn(patch) !== null) return 'unread';
  const byName = listsOf(manifest);
  const metadata = child(patch, 'metadata');
  // It may be called otherwise than what the target selects, and neither renames it nor puts it elsewhere.
  const named =
    metadata?.kind === 'map' ? withEntry(withEntry(metadata, 'name', null), 'namespace', null) : null;
  const all = patch.kind === 'map' ? patch.entries : [];
  const entries = all.flatMap((each) => {
    if (each.key.value === 'kind' || each.key.value === 'apiVersion') return [];
    return each.key.value === 'metadata' && named ? { ...each, value: { ...each.value, node: named } } : each;
  });
  return patch.kind === 'map' ? both(manifest.root, { ...patch, entries }, byName) : 'refused';
}

function listsOf(manifest: Manifest): ReadonlySet<string> {
  if (apiGroup(manifest).includes('.')) return NONE;
  return kindOf(manifest) === 'ServiceAccount' ? OF_ACCOUNT : BY_NAME;
}

function orderIn(node: YamlNode): string | null {
  return scalar(child(node, '$patch'));
}

/** In which order the items of a list stand makes no difference to what is pulled. */
const ORDER = /^\$setElementOrder\//;

function both(node: YamlNode, patch: YamlMap, byName: ReadonlySet<string>): YamlNode | Untold {
  const order = orderIn(patch);
  const entries = patch.entries.filter(({ key }) => key.value !== '$patch' && !ORDER.test(String(key.value)));
  if (entries.some(({ key }) => /^(?:\$|<<$)/.test(String(key.value)))) return 'unread';
  if (order !== null && order !== 'replace' && order !== 'merge') return 'unread';
  let found: YamlMap = node.kind === 'map' && order !== 'replace' ? node : { ...patch, entries: [] };
  for (const { key, value } of entries) {
    const name = String(key.value);
    const made = mergedValue(name, child(found, name), value.node, byName);
    if (made !== null && isUntold(made)) return made;
    // An empty value takes away what is there.
    const isSame = made === value.node;
    found = withEntry(found, name, made && { node: made, at: isSame ? value.at : made, alias: false }, key);
  }
  return found;
}

/** null: it is taken away. */
function mergedValue(
  name: string,
  own: YamlNode | null,
  given: YamlNode,
  byName: ReadonlySet<string>,
): YamlNode | null | Untold {
  if (isNothing(given)) return null;
  // kustomize says `wrong node kind`.
  if (!isNothing(own) && own?.kind !== given.kind) return 'refused';
  if (given.kind === 'scalar') return given;
  if (given.kind === 'map') return both(own ?? { ...given, entries: [] }, given, byName);
  const items = given.items.filter(({ node }) => !isReplacing(node));
  const before = own?.kind === 'list' && items.length === given.items.length ? own : { ...given, items: [] };
  const rest = { ...given, items };
  if (byName.has(name)) return listed(before, rest, byName);
  if (items.some(({ node }) => orderIn(node) !== null)) return 'unread';
  return items.length === given.items.length ? given : rest;
}

/** An item that says of its list that the others take the place of what is there. */
function isReplacing(node: YamlNode): boolean {
  return orderIn(node) === 'replace' && node.kind === 'map' && node.entries.length === 1;
}

function listed(own: YamlList, given: YamlList, byName: ReadonlySet<string>): YamlNode | Untold {
  let items = own.items;
  for (const item of given.items) {
    const name = scalar(child(item.node, 'name'));
    const order = orderIn(item.node);
    const isRead = order === null || order === 'delete' || order === 'merge';
    if (name === null || item.node.kind !== 'map' || !isRead) return 'unread';
    const at = items.findIndex(({ node }) => scalar(child(node, 'name')) === name);
    const there = items[at];
    const node =
      order === 'delete' ? null : both(there?.node ?? { ...item.node, entries: [] }, item.node, byName);
    if (node !== null && isUntold(node)) return node;
    const made = node ? [{ node, at: there?.at ?? item.at, alias: false }] : [];
    items = at < 0 ? [...items, ...made] : items.toSpliced(at, 1, ...made);
  }
  return { ...own, items };
}
