/**
 * A workflow file as data that remembers its place: every key and value knows
 * where it stands in the text. A part of the wrong shape harms only itself: the
 * accessors answer null for it.
 */

/** Half-open range of UTF-16 offsets in the text. */
export interface Span {
  start: number;
  end: number;
}

export interface YamlScalar extends Span {
  kind: 'scalar';
  value: string | number | boolean | null;
  style: 'plain' | 'single' | 'double' | 'literal' | 'folded';
}

export interface YamlMap extends Span {
  kind: 'map';
  flow: boolean;
  entries: YamlEntry[];
}

export interface YamlList extends Span {
  kind: 'list';
  flow: boolean;
  items: YamlItem[];
}

export type YamlNode = YamlScalar | YamlMap | YamlList;

/** What stands in one place: the node, and the `*alias` if that is how it was written. */
export interface YamlItem {
  node: YamlNode;
  /** Where it is written: the alias, else the node itself. */
  at: Span;
  alias: boolean;
}

export interface YamlEntry {
  key: YamlScalar;
  value: YamlItem;
}

export interface WorkflowDocument {
  /** As the reader of a finding knows it: relative to the repository. */
  file: string;
  text: string;
  /** The file itself, where its lines end otherwise than those of `text`; all of it stands at the same places. */
  written?: string;
  root: YamlNode | null;
  /** Offset at which each line starts. */
  lines: number[];
}

/** From the start of an entry's key to the end of what is written as its value. */
export function entrySpan(entry: YamlEntry): Span {
  return { start: entry.key.start, end: Math.max(entry.key.end, entry.value.at.end) };
}

// ------------------------------------------------------------ accessors

/** The entry of that name; the last one where a name stands twice, as GitHub's reader keeps it. */
export function entry(node: YamlNode | null | undefined, name: string): YamlEntry | null {
  if (node?.kind !== 'map') return null;
  // A loop and no callback: nothing is asked more often.
  for (let at = node.entries.length - 1; at >= 0; at -= 1) {
    const each = node.entries[at] as YamlEntry;
    if (each.key.value === name) return each;
  }
  return null;
}

/** The value of that name, or null. */
export function child(node: YamlNode | null | undefined, name: string): YamlNode | null {
  return entry(node, name)?.value.node ?? null;
}

/** The value below one name after another; without a name the node itself. */
export function childAt(node: YamlNode, path: readonly string[]): YamlNode | null {
  return path.reduce<YamlNode | null>((each, name) => child(each, name), node);
}

/** A node that is a map; null for any other. */
export function map(node: YamlNode | null | undefined): YamlMap | null {
  return node?.kind === 'map' ? node : null;
}

/** A node that is a list; null for any other. */
export function list(node: YamlNode | null | undefined): YamlList | null {
  return node?.kind === 'list' ? node : null;
}

/**
 * A scalar as the runner passes it on: `true`, `1.2`, the text. Null for a missing
 * value, a map or a list.
 */
export function text(node: YamlNode | null | undefined): string | null {
  if (node?.kind !== 'scalar' || node.value === null) return null;
  return String(node.value);
}
