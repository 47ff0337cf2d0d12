/**
 * Fields that a kustomization tells kustomize to look into, beside those that it knows (docs: Kustomize, "Transformer
 * Configurations"; kubernetes-sigs/kustomize, `TransformerConfig`, read strictly). Most are of webhooks and definitions.
 */
import { child, list, map, text as scalar, type YamlNode } from '../../text/document.js';
import { type Manifest, readManifests } from '../manifests.js';
import { isBesidePulls } from './places.js';

/**
 * May they change what is read here of pulls: an image, the name of a pull secret, an account or a source, how something is
 * called, or what a target selects? Of what kustomize refuses they may.
 *
 * @param textOf the text of a file that is named beside the kustomization
 */
export function mayReachPulls({ root }: Manifest, textOf: (name: string) => string | null): boolean {
  return (list(child(root, 'configurations'))?.items ?? []).some(({ node }) => {
    const name = scalar(node);
    const text = name === null ? null : textOf(name);
    if (name === null || text === null) return true;
    const { manifests, unread } = readManifests(name, text);
    return unread.length > 0 || manifests.length > 1 || manifests.some((each) => mayReach(each.root));
  });
}

function mayReach(root: YamlNode): boolean {
  const fields = map(root)?.entries;
  return (
    !fields ||
    fields.some(({ key, value: { node } }) => {
      const isHarmless = HARMLESS[String(key.value)];
      if (!isHarmless) return true;
      if (node.kind === 'scalar') return node.value !== null;
      return node.kind !== 'list' || !node.items.every((each) => isHarmless(each.node));
    })
  );
}

/** Kinds whose names are read here where others name them; the empty one is any. */
const NAMED = new Set(['', 'Secret', 'ServiceAccount', 'HelmRepository', 'OCIRepository']);

/** Where they are named, in Kubernetes' own resources and in others'. */
const NAMES_THEM = /^(?:\w*pull\w*secrets?|serviceAccount(?:Name)?|sourceRef|chartRef)$/i;

/** A field spec of another form is refused. */
const SPEC = new Set(['group', 'version', 'kind', 'path', 'create']);

const LABELS = /(?:^|\/)(?:labels|matchLabels|annotations|selector)$/;

const HARMLESS: Readonly<Record<string, (node: YamlNode) => boolean>> = {
  // What is called otherwise in one kind alone keeps its name in all the others.
  namePrefix: () => false,
  nameSuffix: () => false,
  images: ofSpec((path) => isBesidePulls(path.replaceAll('/', '.'))),
  nameReference: (node) => {
    const kind = scalar(child(node, 'kind')) ?? '';
    const fits = ofSpec((path) => !NAMED.has(kind) || isNameless(path));
    const places = list(child(node, 'fieldSpecs'))?.items ?? [];
    return (
      places.every((each) => fits(each.node)) &&
      hasOnly(node, new Set([...SPEC, 'fieldSpecs']), ['path', 'create'])
    );
  },
  // An image with a variable in it is known to nobody anyway.
  varReference: ofSpec(isNameless),
  namespace: ofSpec((path) => isNameless(path) && isOwnField(path)),
  commonLabels: ofSpec((path) => LABELS.test(path) && isOwnField(path)),
  labels: ofSpec((path) => LABELS.test(path) && isOwnField(path)),
  templateLabels: ofSpec((path) => LABELS.test(path) && isOwnField(path)),
  commonAnnotations: ofSpec((path) => LABELS.test(path) && isOwnField(path)),
  replicas: ofSpec(() => true),
};

function ofSpec(isHarmless: (path: string) => boolean): (node: YamlNode) => boolean {
  return (node) => hasOnly(node, SPEC) && isHarmless(scalar(child(node, 'path')) ?? '');
}

function hasOnly(node: YamlNode, fields: ReadonlySet<string>, without: readonly string[] = []): boolean {
  return (
    map(node)?.entries.every(({ key }) => {
      const name = String(key.value);
      return fields.has(name) && !without.includes(name);
    }) ?? false
  );
}

function isNameless(path: string): boolean {
  const parts = path.split('/').map((each) => each.replace('[]', ''));
  // Of `envFrom` it is what a program is told.
  return !parts.some(
    (each, at) => NAMES_THEM.test(each) || (each === 'secretRef' && parts[at - 1] !== 'envFrom'),
  );
}

/** Those of the metadata kustomize knows itself: said otherwise they are refused (`conflicting fieldspecs`). */
function isOwnField(path: string): boolean {
  return !/^\/?metadata\//.test(path);
}
