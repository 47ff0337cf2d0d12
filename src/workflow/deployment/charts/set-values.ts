/** Values of a chart that are set one by one over those that are written as a map, as `helm --set` does (docs: Helm, "The Format and Limitations of --set"). */
import type { Span, YamlEntry, YamlItem, YamlMap, YamlNode } from '../../text/document.js';

/** One of them: `image.tag`, `containers[0].image`. A later one of the same name counts. */
export interface SetValue {
  name: string;
  text: string;
  at: Span;
}

/** What is set at a place, or below it. */
interface Branch {
  value: SetValue | null;
  below: Map<string | number, Branch>;
}

/** A name of more parts is none that somebody wrote. */
const MOST_PARTS = 50;
/** Of a list of the chart: nobody sets items far behind its end. */
const MOST_ITEMS = 1000;

/** @returns a copy where something is set: what stands beside that is the same node, in the same place */
export function withValuesSet(root: YamlNode, values: readonly SetValue[]): YamlNode {
  const trunk = newBranch();
  for (const value of values) {
    const parts = partsOf(value.name);
    if (!parts) continue;
    let branch = trunk;
    for (const part of parts) {
      const next = branch.below.get(part) ?? newBranch();
      branch.below.set(part, next);
      branch.value = null;
      branch = next;
    }
    branch.value = value;
    branch.below.clear();
  }
  return trunk.below.size === 0 ? root : merged(root, trunk, root);
}

function newBranch(): Branch {
  return { value: null, below: new Map() };
}

/** `a.b[0].c`, where a backslash takes a dot for a part of the name; null: it is no name. */
function partsOf(name: string): (string | number)[] | null {
  const parts = name.match(/\[\d{1,6}\]|(?:\\.|[^.[\\])+/g) ?? [];
  if (parts.length === 0 || parts.length > MOST_PARTS) return null;
  return parts.map((part) =>
    part.startsWith('[') ? Number(part.slice(1, -1)) : part.replace(/\\(.)/g, '$1'),
  );
}

function merged(node: YamlNode | null, branch: Branch, around: Span): YamlNode {
  const { value, below } = branch;
  if (value) return { kind: 'scalar', value: value.text, style: 'plain', ...spanOf(value.at) };
  if ([...below.keys()].every((key) => typeof key === 'number')) return mergedList(node, below, around);
  const old: YamlMap =
    node?.kind === 'map' ? node : { kind: 'map', flow: false, entries: [], ...spanOf(node ?? around) };
  // Of a name that stands twice the last one counts.
  const last = new Map(old.entries.map((entry) => [String(entry.key.value), entry]));
  const entries = [...last].map(([key, entry]): YamlEntry => {
    const set = below.get(key);
    return set ? { key: entry.key, value: itemOf(entry.value.node, set, old) } : entry;
  });
  for (const [key, set] of below) {
    if (last.has(String(key))) continue;
    const at = placeOf(set) ?? spanOf(old);
    const named = { kind: 'scalar', value: String(key), style: 'plain', ...spanOf(at) } as const;
    entries.push({ key: named, value: itemOf(null, set, old) });
  }
  return { ...old, entries };
}

function mergedList(node: YamlNode | null, below: Branch['below'], around: Span): YamlNode {
  const old =
    node?.kind === 'list' ? node : { kind: 'list' as const, flow: false, items: [], ...spanOf(around) };
  const items = [...old.items];
  for (const [key, set] of below) {
    const index = Number(key);
    // What lies between is nothing yet.
    if (index <= Math.min(items.length, MOST_ITEMS))
      items[index] = itemOf(items[index]?.node ?? null, set, old);
  }
  return { ...old, items };
}

function itemOf(node: YamlNode | null, set: Branch, around: Span): YamlItem {
  const made = merged(node, set, around);
  return { node: made, at: set.value?.at ?? spanOf(made), alias: false };
}

/** The first place below at which something is set. */
function placeOf({ value, below }: Branch): Span | null {
  if (value) return value.at;
  const [first] = below.values();
  return first ? placeOf(first) : null;
}

function spanOf({ start, end }: Span): Span {
  return { start, end };
}
