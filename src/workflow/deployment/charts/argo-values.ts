/** The values of a chart in a source of Argo CD's applications (docs: Argo CD, "Helm", "Helm Value Precedence"). */
import { HOLE } from '../../language/values.js';
import { child, entry, text as scalar, type YamlMap, type YamlNode } from '../../text/document.js';
import { textWithin } from '../manifest-text.js';
import { items, type Manifest } from '../manifests.js';
import { type SetValue, withValuesSet } from './set-values.js';

/** Where such a source has them. */
const WRITTEN = ['valuesObject', 'values', 'parameters', 'fileParameters'];

export interface ArgoValues {
  /** As the chart gets them, with holes for what files tell. */
  values: Manifest;
  /** What they were read from. */
  read: YamlNode[];
}

/**
 * What is set by `parameters` goes before what is written, and `valuesObject` takes the place of `values`; null: this is no
 * source with values of its own.
 */
export function argoValues(manifest: Manifest, source: YamlMap): ArgoValues | null {
  const helm = child(source, 'helm');
  const read = WRITTEN.flatMap((name) => child(helm, name) ?? []);
  if (helm === null || read.length === 0) return null;
  const object = child(helm, 'valuesObject');
  const text = child(helm, 'values');
  const written =
    object?.kind === 'map'
      ? { ...manifest, root: object }
      : text?.kind === 'scalar'
        ? textWithin(manifest, text)
        : null;
  const set = setIn(manifest, helm);
  if (!written && set.length === 0) return null;
  const nothing: YamlMap = { kind: 'map', flow: false, entries: [], start: helm.start, end: helm.start };
  const base = written ?? { ...manifest, root: nothing };
  return { values: { ...base, root: withValuesSet(base.root, set) }, read };
}

/** In the order of helm's options, of which the later ones count: `--set`, `--set-string`, `--set-file`. */
function setIn(manifest: Manifest, helm: YamlNode): SetValue[] {
  const parameters = valuesOf(manifest, helm, 'parameters');
  const isText = ({ node }: { node: YamlNode }) => scalar(child(node, 'forceString')) === 'true';
  const [texts, others] = [parameters.filter(isText), parameters.filter((each) => !isText(each))];
  const files = valuesOf(manifest, helm, 'fileParameters').map((each) => ({ ...each, text: HOLE }));
  return [...others, ...texts, ...files].map(({ name, text, at }) => ({ name, text, at }));
}

function valuesOf(manifest: Manifest, helm: YamlNode, key: 'parameters' | 'fileParameters') {
  return items(helm, key).flatMap((node) => {
    const name = scalar(child(node, 'name'));
    const value = entry(node, key === 'parameters' ? 'value' : 'path');
    if (name === null || !value) return [];
    // `null` takes a value of the chart away.
    const text = scalar(value.value.node)?.replace(/^null$/, '') ?? '';
    return [{ node, name, text, at: { ...value.value.at, of: manifest } }];
  });
}
