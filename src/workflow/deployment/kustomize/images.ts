/**
 * What kustomize puts in the place of images that manifests name: the field `images` of a kustomization, of Flux' own kind
 * and of Argo CD's applications (docs: Kustomize, "images"; Flux, Kustomization; Argo CD, "Kustomize").
 */
import type { Location } from '../../../types.js';
import { HOLE } from '../../language/values.js';
import {
  child,
  childAt,
  entry,
  list,
  type Span,
  text as scalar,
  type YamlEntry,
  type YamlItem,
  type YamlNode,
} from '../../text/document.js';
import { apiGroup, items, kindOf, type Manifest, manifestName, manifestPlace } from '../manifests.js';
import { imageUse, type PodUse } from '../pod-spec.js';
import { nodesAt } from './field-specs.js';
import type { FieldSpec } from './types.js';

/** One entry of such a list. */
interface ImageChange {
  manifest: Manifest;
  /** The name that manifests have, without a version. */
  from: string;
  /** null: it stays. */
  name: string | null;
  /** `:1`, `@sha256:…`; null: it stays. */
  version: string | null;
  at: Span;
}

/** kustomize goes by the name of the file, and takes one without a kind for a `Kustomization`; neither kind needs a version. */
export function isKustomization({ root, document }: Manifest): boolean {
  const kind = scalar(child(root, 'kind'));
  const version = scalar(child(root, 'apiVersion'));
  return (
    kind === 'Kustomization' ||
    version?.startsWith('kustomize.config.k8s.io/') === true ||
    ((kind === null || (kind === 'Component' && version === null)) &&
      /(?:^|[\\/])(?:kustomization\.ya?ml|Kustomization)$/.test(document.file))
  );
}

/** The pods with the images that kustomize gives them, and what it would give to manifests that are not among these. */
export function kustomized(pods: readonly PodUse[], manifests: readonly Manifest[]): PodUse[] {
  const changes = manifests.flatMap(changesIn);
  if (changes.length === 0) return [...pods];
  const used = new Set<ImageChange>();
  const changed = pods.map((pod) => ({
    ...pod,
    images: pod.images.flatMap((image) => {
      const { name, version } = parts(image.name);
      // Each overlay has its own.
      const mine = changes.filter((each) => isMeant(each, image));
      for (const each of mine) used.add(each);
      return mine.length === 0 ? image : mine.map((each) => ({ ...image, ...made(each, name, version) }));
    }),
  }));
  const others = changes.filter((each) => !used.has(each));
  return [...changed, ...others.map((each) => elsewhere(each))];
}

/** The pods of a manifest with what its kustomizations make of their images, each of what the one before it has left. */
export function kustomizedInTurn(pods: readonly PodUse[], manifest: Manifest): PodUse[] {
  const all = manifest.changedBy ?? [];
  const changes = all.map((each) =>
    changesIn(each).map((change) => ({ ...change, sees: each.seesImagesAt ?? [] })),
  );
  if (changes.flat().length === 0) return [...pods];
  const reached = reachedIn(manifest);
  const changed = (image: PodUse['images'][number]) => {
    let found = image;
    const place = placeOf(image.location);
    for (const { sees, ...change } of changes.slice(image.behind).flat()) {
      if (!reached.has(place) && !isSeen(manifest, place, sees)) continue;
      const { name, version } = parts(found.name);
      if (isMeant(change, found)) found = { ...found, ...made(change, name, version) };
    }
    return found;
  };
  return pods.map((pod) => ({ ...pod, images: pod.images.map(changed) }));
}

/**
 * Where kustomize looks for images in a resource of any kind: in these lists wherever they stand, and in the volumes of a
 * pod and of a template of pods, not in those of a template of jobs; in no other field of what others define
 * (kubernetes-sigs/kustomize, `imagetag` and `images.go`).
 */
function reachedIn(manifest: Manifest): Set<string> {
  const found = new Set<string>();
  const add = (image: YamlEntry | null) => {
    if (image) found.add(placeOf(manifestPlace(manifest, image.value.at)));
  };
  const into = (node: YamlNode, name = ''): void => {
    if (node.kind === 'map') for (const { key, value } of node.entries) into(value.node, String(key.value));
    if (node.kind !== 'list') return;
    for (const { node: item } of node.items) {
      if (CONTAINERS.has(name)) add(entry(item, 'image'));
      into(item);
    }
  };
  into(manifest.root);
  for (const path of VOLUMES)
    for (const { node } of list(childAt(manifest.root, path))?.items ?? [])
      add(entry(child(node, 'image'), 'reference'));
  return found;
}

/** At places of which configurations tell. */
function isSeen(manifest: Manifest, place: string, specs: readonly FieldSpec[]): boolean {
  return specs.some((spec) =>
    nodesAt(manifest, spec).some((node) => placeOf(manifestPlace(manifest, node)) === place),
  );
}

const CONTAINERS = new Set(['containers', 'initContainers']);
const VOLUMES = [
  ['spec', 'volumes'],
  ['spec', 'template', 'spec', 'volumes'],
];

function placeOf({ file, line, column }: Location): string {
  return `${file}:${line}:${column}`;
}

/** The images that are no longer pulled under the name that manifests have. */
export function replacedNames(pods: readonly PodUse[], manifests: readonly Manifest[]): string[] {
  const changes = manifests.flatMap(changesIn);
  return pods.flatMap(({ images }) =>
    images.flatMap((image) => (changes.some((each) => isMeant(each, image)) ? image.name : [])),
  );
}

/** What stands behind the name that is looked for (kubernetes-sigs/kustomize, `image.IsImageMatched`). */
const VERSION = /^(?::[\w.{}-]*)?(?:@sha256:[\w.{}-]*)?$/;

/** kustomize takes the name for an expression, in which a dot is any character; it may name a tag, too. */
function isMeant({ from }: ImageChange, { name }: PodUse['images'][number]): boolean {
  const isLike = [...from].every((each, at) => each === name[at] || (each === '.' && at < name.length));
  return isLike && VERSION.test(name.slice(from.length));
}

/** A name that is an expression beyond that, or a version that is no text, which kustomize refuses. */
export function isOpenChange(node: YamlNode): boolean {
  const isNumber = (key: string) => {
    const value = child(node, key);
    return value?.kind === 'scalar' && value.value !== null && typeof value.value !== 'string';
  };
  const name = scalar(child(node, 'name')) ?? '';
  return entry(node, 'tagSuffix') !== null || /[^\w./:@-]/.test(name) || ['newTag', 'digest'].some(isNumber);
}

/** Of a manifest that nobody sees, so neither its version nor its pull secrets are known. */
function elsewhere(change: ImageChange): PodUse {
  const kind = kindOf(change.manifest) || 'Kustomization';
  const images = [made(change, change.from, `:${HOLE}`)];
  return {
    kind,
    ...manifestName(change.manifest),
    images,
    notPulled: [],
    pullSecrets: null,
    serviceAccount: null,
  };
}

function made({ manifest, name, version, at }: ImageChange, ownName: string, ownVersion: string) {
  return imageUse(manifest, `${name ?? ownName}${version ?? ownVersion}`, at);
}

function changesIn(manifest: Manifest): ImageChange[] {
  const { root } = manifest;
  const spec = child(root, 'spec');
  if (isKustomization(manifest))
    return [child(root, 'images'), child(spec, 'images')].flatMap((each) => listed(manifest, each));
  return sourcesOf(manifest).flatMap((source) =>
    listed(manifest, child(child(source, 'kustomize'), 'images')),
  );
}

/** Of Argo CD's `Application`, and of the template of an `ApplicationSet`. */
function sourcesOf(manifest: Manifest): YamlNode[] {
  if (apiGroup(manifest) !== 'argoproj.io') return [];
  const spec = child(manifest.root, 'spec');
  return [spec, child(child(spec, 'template'), 'spec')].flatMap((each) => [
    ...[child(each, 'source')].filter((source) => source !== null),
    ...items(each, 'sources'),
  ]);
}

function listed(manifest: Manifest, images: YamlNode | null): ImageChange[] {
  return (list(images)?.items ?? []).flatMap((item) => changeOf(manifest, item) ?? []);
}

/** `{name, newName, newTag, digest}`, or `name=newName:newTag` with `*` for a name that stays. */
function changeOf(manifest: Manifest, item: YamlItem): ImageChange | null {
  const { node, at } = item;
  const written = scalar(node);
  if (written !== null) {
    const [, from, to = ''] = /^(?:([^=]*)=)?(.*)$/s.exec(written) ?? [];
    const { name, version } = parts(to);
    return { manifest, from: from ?? name, name: name === '*' ? null : name, version: version || null, at };
  }
  const told = (key: string) => scalar(child(node, key));
  const from = told('name');
  const [tag, digest] = [told('newTag'), told('digest')];
  const whole = `${tag ? `:${tag}` : ''}${digest ? `@${digest}` : ''}`;
  const version = isOpenChange(node) ? `:${HOLE}` : whole;
  return from === null ? null : { manifest, from, name: told('newName'), version: version || null, at };
}

/** A name, and what stands behind it of its tag and digest. */
function parts(image: string): { name: string; version: string } {
  const end = image.slice(image.lastIndexOf('/') + 1).search(/[:@]/);
  const at = end < 0 ? image.length : image.lastIndexOf('/') + 1 + end;
  return { name: image.slice(0, at), version: image.slice(at) };
}
