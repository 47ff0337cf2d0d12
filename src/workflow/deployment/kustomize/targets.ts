/** Which resources the `target` of a patch means (docs: Kustomize, "patches"; kubernetes-sigs/kustomize, `Selector`). */
import { child, map, text as scalar, type YamlNode } from '../../text/document.js';
import { apiGroup, apiVersionOf, kindOf, type Manifest } from '../manifests.js';
import { currentId, everyId } from './ids.js';
import { labelsOf, labelTest } from './labels.js';

const FIELDS = ['group', 'version', 'kind', 'name', 'namespace', 'labelSelector', 'annotationSelector'];

/** null: an expression that is not read here. */
export function targeted(manifests: readonly Manifest[], target: YamlNode): Set<Manifest> | null {
  if (map(target)?.entries.some(({ key }) => !FIELDS.includes(String(key.value)))) return null;
  const said = (key: string) => scalar(child(target, key)) ?? '';
  const patterns = ['group', 'version', 'kind', 'name', 'namespace'].map((key) => patternOf(said(key)));
  const [group, version, kind, name, namespace] = patterns;
  if (!group || !version || !kind || !name || !namespace) return null;
  const fits = (each: Manifest) => kind(kindOf(each)) && group(apiGroup(each)) && version(apiVersionOf(each));
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

/** What an expression may have in it here, so that Go and JavaScript mean the same by it: no group is repeated. */
const PART = /\((?:\?:)?(?!\?)|\)(?![*+?{])|[|^$]|(?:[\w-]|\\[dw.-]|\.|\[\^?[\w.-]+\])([*+]|\?)?/y;

/** To match them takes time to the power of these, so they are few, and names are short. */
const MOST_REPEATED = 4;
const LONGEST_NAME = 253;

/** It matches the whole, and anything where it is empty; null: it is not read here. */
function patternOf(written: string): ((word: string) => boolean) | null {
  if (written === '') return () => true;
  let repeated = 0;
  for (PART.lastIndex = 0; PART.lastIndex < written.length; ) {
    const part = PART.exec(written);
    if (!part) return null;
    if (part[1] === '*' || part[1] === '+') repeated += 1;
  }
  if (repeated > MOST_REPEATED) return null;
  try {
    const test = new RegExp(`^(?:${written})$`);
    return (given) => given.length <= LONGEST_NAME && test.test(given);
  } catch {
    // kustomize refuses it as well.
    return null;
  }
}
