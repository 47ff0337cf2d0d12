/**
 * Fields that a kustomization tells kustomize to look into, beside those that it knows (docs: Kustomize, "Transformer
 * Configurations"; kubernetes-sigs/kustomize, `TransformerConfig`, read strictly). Most are of webhooks and definitions.
 */
import { child, map, text as scalar, type YamlNode } from '../../text/document.js';
import { isNothing, items, type Manifest, readManifests } from '../manifests.js';
import { fieldSpec, mergedSpecs } from './field-specs.js';
import { isBesidePulls } from './places.js';
import type { FieldSpec } from './types.js';

/** Where resources name others of a kind. */
export interface NameReference {
  kind: 'Secret' | 'ServiceAccount' | 'ConfigMap' | 'PersistentVolumeClaim';
  places: readonly FieldSpec[];
}

/** What is followed of them. The others have nothing to do with pulls. */
export interface Configured {
  images: readonly FieldSpec[];
  replicas: readonly FieldSpec[];
  references: readonly NameReference[];
}

const NOTHING: Configured = { images: [], replicas: [], references: [] };

/** Those of all that is put together: what an inner kustomization tells kustomize knows from there on. */
export function configuredTogether(all: readonly Configured[]): Configured {
  return {
    images: all.flatMap(({ images }) => images),
    replicas: all.flatMap(({ replicas }) => replicas),
    references: all.flatMap(({ references }) => references),
  };
}

/**
 * @param textOf the text of a file that is named beside the kustomization
 * @param inner what kustomize knows of inner ones
 * @returns null: they may change what is read here of pulls in a way that is not followed (how something is called, the name of
 *   a source, what a target selects), or kustomize refuses them
 */
export function configuredBy(
  { root }: Manifest,
  textOf: (name: string) => string | null,
  inner: Configured = NOTHING,
): Configured | null {
  let found = inner;
  for (const node of items(root, 'configurations')) {
    const name = scalar(node);
    const text = name === null ? null : textOf(name);
    if (name === null || text === null) return null;
    const { manifests, unread } = readManifests(name, text);
    if (unread.length > 0 || manifests.length > 1) return null;
    for (const each of manifests) {
      const told = toldIn(each.root);
      if (!told) return null;
      found = configuredTogether([found, told]);
    }
  }
  return areConflicting(found) ? null : found;
}

function toldIn(root: YamlNode): Configured | null {
  const fields = map(root)?.entries;
  const found: Configured[] = [];
  if (!fields) return null;
  for (const { key, value } of fields) {
    const read = FIELDS[String(key.value)];
    const { node } = value;
    if (!read) return null;
    if (isNothing(node)) continue;
    if (node.kind !== 'list') return null;
    for (const item of node.items) {
      const told = read(item.node);
      if (!told) return null;
      found.push({ ...NOTHING, ...told });
    }
  }
  return configuredTogether(found);
}

/** What kustomize knows itself, and makes where it is missing. */
const KNOWN: Pick<Configured, 'images' | 'replicas'> = {
  images: ['spec/', 'spec/template/spec/'].flatMap((at) =>
    ['containers[]/image', 'initContainers[]/image', 'volumes[]/image/reference'].map((end) => ({
      ...ofKind(''),
      path: `${at}${end}`,
    })),
  ),
  replicas: ['Deployment', 'ReplicationController', 'ReplicaSet', 'StatefulSet'].map((kind) => ({
    ...ofKind(kind),
    path: 'spec/replicas',
  })),
};

function ofKind(kind: string) {
  return { group: '', version: '', kind, create: true };
}

/** Of what can be scaled: what kustomize knows, and what it is told. */
export function scalable({ replicas }: Configured): readonly FieldSpec[] {
  return mergedSpecs([...KNOWN.replicas, ...replicas]) ?? [];
}

function areConflicting(told: Configured): boolean {
  return (['images', 'replicas'] as const).some((key) => !mergedSpecs([...KNOWN[key], ...told[key]]));
}

/** Kinds whose names are read here where others name them; the empty one is any. */
const NAMED = new Set(['', 'Secret', 'ServiceAccount', 'HelmRepository', 'OCIRepository']);

/** Where they are named, in Kubernetes' own resources and in others'. */
const NAMES_THEM = /^(?:\w*pull\w*secrets?|serviceAccount(?:Name)?|sourceRef|chartRef)$/i;

/** A field spec of another form is refused. */
const SPEC = new Set(['group', 'version', 'kind', 'path', 'create']);

const LABELS = /(?:^|\/)(?:labels|matchLabels|annotations|selector)$/;

/** null: see configuredBy */
const FIELDS: Readonly<Record<string, (node: YamlNode) => Partial<Configured> | null>> = {
  // What is called otherwise in one kind alone keeps its name in all the others.
  namePrefix: () => null,
  nameSuffix: () => null,
  images: (node) => {
    if (!hasOnly(node, SPEC)) return null;
    const spec = fieldSpec(node);
    if (isBesidePulls(spec.path.replaceAll('/', '.'))) return {};
    // Under another key it may be a part of a name.
    return /(?:^|\/)image$/.test(spec.path) ? { images: [spec] } : null;
  },
  nameReference: (node) => {
    const kind = scalar(child(node, 'kind')) ?? '';
    const places = items(node, 'fieldSpecs');
    const areRead =
      hasOnly(node, new Set([...SPEC, 'fieldSpecs']), ['path', 'create']) &&
      places.every((each) => hasOnly(each, SPEC));
    if (!areRead) return null;
    const specs = places.map(fieldSpec);
    if (!NAMED.has(kind) || specs.every(({ path }) => isNameless(path))) return {};
    const isFollowed =
      (kind === 'Secret' || kind === 'ServiceAccount') &&
      ['', 'v1'].includes(scalar(child(node, 'version')) ?? '') &&
      !scalar(child(node, 'group')) &&
      // Of any kind, or made where it is missing: kustomize may know the place itself, and pass this over or refuse it.
      specs.every((each) => each.kind !== '' && !each.create);
    return isFollowed ? { references: [{ kind, places: specs }] } : null;
  },
  // An image with a variable in it is known to nobody anyway.
  varReference: ofSpec(isNameless),
  namespace: ofSpec((path) => isNameless(path) && isOwnField(path)),
  commonLabels: ofSpec((path) => LABELS.test(path) && isOwnField(path)),
  labels: ofSpec((path) => LABELS.test(path) && isOwnField(path)),
  templateLabels: ofSpec((path) => LABELS.test(path) && isOwnField(path)),
  commonAnnotations: ofSpec((path) => LABELS.test(path) && isOwnField(path)),
  replicas: (node) => (hasOnly(node, SPEC) ? { replicas: [fieldSpec(node)] } : null),
};

function ofSpec(isHarmless: (path: string) => boolean): (node: YamlNode) => Partial<Configured> | null {
  return (node) => (hasOnly(node, SPEC) && isHarmless(scalar(child(node, 'path')) ?? '') ? {} : null);
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
