/** Which resources the `target` of a patch means (docs: Kustomize, "patches"; kubernetes-sigs/kustomize, `Selector`). */
import { child, map, text as scalar, type YamlNode } from '../../text/document.js';
import { apiGroup, type Manifest } from '../manifests.js';
import { currentId, everyId } from './ids.js';
import { labelsOf, labelTest } from './labels.js';

const FIELDS = ['group', 'version', 'kind', 'name', 'namespace', 'labelSelector', 'annotationSelector'];

/** null: an expression that is not read here. */
export function targeted(manifests: readonly Manifest[], target: YamlNode): Set<Manifest> | null {
  if (map(target)?.entries.some(({ key }) => !FIELDS.includes(String(key.value)))) return null;
  const said = (key: string) => scalar(child(target, key)) ?? '';
  const patterns = ['kind', 'name', 'namespace'].map((key) => patternOf(said(key)));
  const [kind, name, namespace] = patterns;
  if (!kind || !name || !namespace) return null;
  const [group, version] = [said('group'), said('version')];
  const fits = ({ root }: Manifest) => {
    const api = scalar(child(root, 'apiVersion')) ?? '';
    return (
      kind(scalar(child(root, 'kind')) ?? '') &&
      (group === '' || group === apiGroup({ root })) &&
      (version === '' || version === api.slice(api.indexOf('/') + 1))
    );
  };
  let found = manifests.filter((each) => {
    // As it is, and as it was at the very first: what it was called between does not count.
    const [first] = everyId(each);
    const ids = [...(first ? [first] : []), currentId(each)];
    return fits(each) && ids.some((id) => name(id.name)) && ids.some((id) => namespace(id.namespace));
  });
  for (const of of ['labels', 'annotations'] as const) {
    const selector = said(of === 'labels' ? 'labelSelector' : 'annotationSelector');
    if (selector === '') continue;
    const test = labelTest(selector);
    const all = found.map((each) => ({ each, labels: labelsOf(each, of) }));
    if (!test || all.some(({ labels }) => labels === null)) return null;
    found = all.flatMap(({ each, labels }) => (labels && test(labels) ? each : []));
  }
  return new Set(found);
}

/** A name, or what it begins or ends with: an expression that takes no time. A dot is any character. */
const PATTERN = /^\^?(?:\.\*)?[\w.-]*(?:\.\*)?\$?$/;

/** It matches the whole, and anything where it is empty; null: it is not read here. */
function patternOf(written: string): ((word: string) => boolean) | null {
  const words = written.split('|');
  if (!words.every((word) => PATTERN.test(word))) return null;
  const tests = words.map((word) => new RegExp(`^(?:${word})$`));
  return (given) => written === '' || tests.some((test) => test.test(given));
}
