/** The mappings of a workflow whose keys GitHub checks, by the path that leads there. */
import { list, map, type YamlItem, type YamlMap, type YamlNode, type YamlScalar } from '../text/document.js';

/** What a key stands in; of other mappings their path, as the documentation writes it. */
export type KeyOwner =
  | 'workflow'
  | 'job'
  | 'step'
  | 'jobs'
  | 'on'
  | 'concurrency'
  | `${'on' | 'jobs' | 'defaults'}.${string}`;

export interface KeyPlace {
  node: YamlMap;
  of: KeyOwner;
  /** The key whose value it is; null: it is an item of a list, or the whole file. */
  key: YamlScalar | null;
  job: string | null;
}

/** Those at a path, in which `*` is any name, and any item of a list. */
export function mappingsAt(root: YamlMap, path: string): KeyPlace[] {
  const of = OWNERS[path] ?? shownPath(path);
  return nodesAt({ node: root, key: null, keys: [] }, path === '' ? [] : path.split('.')).flatMap(
    ({ node, key, keys }) => {
      const [first, second] = keys;
      const job = first?.value === 'jobs' && second ? String(second.value) : null;
      return node.kind === 'map' ? [{ node, of, key, job }] : [];
    },
  );
}

/** Those that have a name. */
const OWNERS: Readonly<Record<string, KeyOwner>> = {
  '': 'workflow',
  'jobs.*': 'job',
  'jobs.*.steps.*': 'step',
  'jobs.*.steps.*.parallel.*': 'step',
};

/** What stands there, with the keys that lead to it. */
interface Found {
  node: YamlNode;
  key: YamlScalar | null;
  keys: readonly YamlScalar[];
}

/** What an alias stands for is looked at where it is written. */
function nodesAt({ node, key: own, keys }: Found, [name, ...below]: readonly string[]): Found[] {
  if (name === undefined) return [{ node, key: own, keys }];
  const isHere = ({ alias }: YamlItem, key = '*') => !alias && (name === '*' || name === key);
  const entries = (map(node)?.entries ?? []).filter(({ key, value }) => isHere(value, String(key.value)));
  const items = (list(node)?.items ?? []).filter((item) => isHere(item));
  return [
    ...entries.map(({ key, value }) => ({ node: value.node, key, keys: [...keys, key] })),
    ...items.map((item) => ({ node: item.node, key: null, keys })),
  ].flatMap((found) => nodesAt(found, below));
}

/** `<job_id>`, `<service_id>`: what the author has named is written as the documentation does. */
function shownPath(path: string): KeyOwner {
  return path.replace(/(\w+?)s?\.\*/g, (whole, above) => whole.replace('*', `<${above}_id>`)) as KeyOwner;
}
