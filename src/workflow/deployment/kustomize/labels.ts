/** Which labels or annotations a target asks for (Kubernetes docs, "Labels and Selectors"). */
import { child, map, text as scalar, type YamlNode } from '../../text/document.js';
import { items, type Manifest } from '../manifests.js';

export type Labels = ReadonlyMap<string, string>;
/** null: it is left out. */
export type LabelTest = (labels: Labels) => boolean;

const KEY = String.raw`([\w./-]+)`;
const EQUALITY = new RegExp(`^${KEY}\\s*(==?|!=)\\s*([\\w.-]*)$`);
const SET = new RegExp(`^${KEY}\\s+(in|notin)\\s*\\(([\\w.\\s,-]*)\\)$`);
const PRESENCE = new RegExp(`^(!?)\\s*${KEY}$`);

/** null: it is no selector, or one that compares numbers. */
export function labelTest(selector: string): LabelTest | null {
  const parts = selector.split(/,(?![^(]*\))/).map((part) => requirement(part.trim()));
  return parts.every((each) => each !== null) ? (labels) => parts.every((fits) => fits(labels)) : null;
}

function requirement(written: string): LabelTest | null {
  const [, key = '', sign, value = ''] = EQUALITY.exec(written) ?? [];
  // What has no such label is unlike any value.
  if (sign) return (labels) => (labels.get(key) === value) !== (sign === '!=');
  const [, name = '', verb, values = ''] = SET.exec(written) ?? [];
  const all = values.split(',').map((each) => each.trim());
  if (verb)
    return (labels) => (labels.has(name) && all.includes(labels.get(name) ?? '')) !== (verb === 'notin');
  const [, isNot, label] = PRESENCE.exec(written) ?? [];
  return label === undefined ? null : (labels) => labels.has(label) !== (isNot === '!');
}

/**
 * Those of a resource, with what inner kustomizations put to them.
 *
 * @returns null: which of two values a label has can't be told
 */
export function labelsOf(manifest: Manifest, of: 'labels' | 'annotations'): Labels | null {
  const given = (manifest.changedBy ?? []).flatMap(({ root }) =>
    of === 'labels'
      ? [child(root, 'commonLabels'), ...items(root, 'labels').map((each) => child(each, 'pairs'))]
      : [child(root, 'commonAnnotations')],
  );
  const found = new Map<string, string>();
  for (const node of [child(child(manifest.root, 'metadata'), of), ...given])
    for (const [key, value] of pairsIn(node)) {
      if (found.has(key) && found.get(key) !== value) return null;
      found.set(key, value);
    }
  return found;
}

function pairsIn(node: YamlNode | null): [string, string][] {
  return (map(node)?.entries ?? []).map(({ key, value }) => [String(key.value), scalar(value.node) ?? '']);
}
