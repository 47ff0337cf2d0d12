/**
 * What the patches of a kustomization make of its resources (docs: Kustomize, "patches"): which files they are, and which
 * resources they mean.
 */
import * as path from 'node:path';
import { hasHole } from '../../language/values.js';
import { child, entry, list, text as scalar, type YamlNode } from '../../text/document.js';
import { resourcesWithin } from '../manifest-text.js';
import { apiGroup, type Manifest, manifestName, readManifests } from '../manifests.js';
import { GONE, merged } from './merge-patch.js';
import { operated, operationsIn } from './operations.js';

/** One entry of such a list. */
export interface Patch {
  /** null: it can't be read. */
  text: string | null;
  /** null: it takes the place of the resource that it names itself. */
  target: YamlNode | null;
  /** May change of which kind the resource is, or how it is called. */
  hasOptions: boolean;
  /** What the text holds, with its places; null: it can't be read. */
  parts(): readonly Manifest[] | null;
}

/** In the order in which kustomize takes them, with its `images` behind them all. */
const PATCHES = ['patchesStrategicMerge', 'patches', 'patchesJson6902'];

/** @param textOf the text of a file that is named beside the kustomization; null: there is none */
export function patchesIn(kustomization: Manifest, textOf: (name: string) => string | null): Patch[] {
  const { root, written, document } = kustomization;
  const items = PATCHES.flatMap((name) => list(child(root, name))?.items ?? []);
  return items.map(({ node, at }): Patch => {
    const common = { target: child(node, 'target'), hasOptions: entry(node, 'options') !== null };
    const inline = child(node, 'patch') ?? (scalar(node)?.includes('\n') ? node : null);
    if (inline?.kind === 'scalar')
      return { ...common, text: scalar(inline) ?? '', parts: () => resourcesWithin(kustomization, inline) };
    const name = scalar(child(node, 'path')) ?? scalar(node);
    // A whole patch may stand where its file's name does.
    if (name === null)
      return {
        ...common,
        text: written.slice(at.start, at.end),
        parts: () => [{ ...kustomization, root: node }],
      };
    const text = textOf(name);
    const parts = () => {
      const read = readManifests(path.join(path.dirname(document.file), name), text ?? '');
      return text === null || read.unread.length > 0 ? null : read.manifests;
    };
    return { ...common, text, parts };
  });
}

/**
 * What a patch says that changes which images are pulled, with which secrets and for which nodes; or that takes a container
 * or a resource away.
 */
const MAY_CHANGE =
  /image|\$patch|serviceAccount|nodeSelector|\/(?:spec|template|jobTemplate|(?:init|ephemeral)?containers(?:\/(?:\d+|-))?)(?![\w/~.-])/i;

export function mayChange({ text, parts }: Patch): boolean {
  return text === null || MAY_CHANGE.test(text) || (parts()?.some(({ root }) => takesAway(root)) ?? true);
}

const HOLDERS = /^(?:spec|template|jobTemplate|(?:init|ephemeral)?containers)$/i;

/** An empty value takes away what is there, with the containers in it. */
function takesAway(node: YamlNode): boolean {
  if (node.kind !== 'map') return false;
  return node.entries.some(({ key, value }) => {
    const isEmpty = value.node.kind === 'scalar' && value.node.value === null;
    return isEmpty ? HOLDERS.test(String(key.value)) : takesAway(value.node);
  });
}

/** The resources with a patch of them; null: what comes of it can't be told. */
export function patched(manifests: readonly Manifest[], patch: Patch): Manifest[] | null {
  const parts = patch.hasOptions ? null : patch.parts();
  if (!parts || parts.some(({ written }) => hasHole(written))) return null;
  // A target may stand beside several operations, but not beside several resources.
  if (patch.target && parts.length > 1 && parts.some(({ root }) => !operationsIn(root))) return null;
  let found: Manifest[] | null = [...manifests];
  for (const part of parts) {
    const operations = operationsIn(part.root);
    const meant: ReadonlySet<Manifest> | null = patch.target
      ? selected(found, patch.target)
      : operations
        ? null
        : namesakes(found, part);
    if (!meant || (meant.size === 0 && (!patch.target || wereRenamed(found)))) return null;
    const changed: (Manifest | null | undefined)[] = found.map((each) => {
      if (!meant.has(each)) return each;
      const of: Manifest = { ...part, inside: each.changedBy?.length ?? 0 };
      const root = operations ? operated(each.root, operations, of) : merged(each, part.root, of);
      return root && (root === GONE ? null : { ...each, root });
    });
    if (changed.includes(undefined)) return null;
    found = changed.flatMap((each) => each ?? []);
  }
  return found;
}

/** Then some of them have names that nobody here knows. */
function wereRenamed(manifests: readonly Manifest[]): boolean {
  const renames = ({ root }: Manifest) => ['namePrefix', 'nameSuffix'].some((name) => child(root, name));
  return manifests.some(({ changedBy = [] }) => changedBy.some(renames));
}

/** As kustomize selects it: expressions that match the whole; null: one that is not read here. */
function selected(manifests: readonly Manifest[], target: YamlNode): Set<Manifest> | null {
  const written = (target.kind === 'map' ? target.entries : []).map(({ key }) => String(key.value));
  if (written.some((key) => !['group', 'version', 'kind', 'name'].includes(key))) return null;
  const tests = ['kind', 'name'].flatMap((key) => {
    const pattern = scalar(child(target, key));
    return pattern ? [{ key, words: pattern.split('|') }] : [];
  });
  if (tests.some(({ words }) => !words.every((each) => PATTERN.test(each)))) return null;
  const [group, version] = ['group', 'version'].map((key) => scalar(child(target, key)));
  const fits = (manifest: Manifest) => {
    const kind = scalar(child(manifest.root, 'kind')) ?? '';
    const api = scalar(child(manifest.root, 'apiVersion')) ?? '';
    const values: Record<string, string[]> = { kind: [kind], name: namesOf(manifest) };
    return (
      tests.every(({ key, words }) =>
        words.some((word) => values[key]?.some((each) => isLike(word, each))),
      ) &&
      (!group || group === apiGroup(manifest)) &&
      (!version || version === api.slice(api.indexOf('/') + 1))
    );
  };
  return new Set(manifests.filter(fits));
}

/** A name, or what it begins or ends with: an expression that takes no time. A dot is any character. */
const PATTERN = /^\^?(?:\.\*)?[\w.-]*(?:\.\*)?\$?$/;

function isLike(pattern: string, name: string): boolean {
  return new RegExp(`^(?:${pattern})$`).test(name);
}

/** As it is written, and as inner kustomizations call it. */
function namesOf(manifest: Manifest): string[] {
  const { name: _, ...asWritten } = manifest;
  return [manifestName(manifest).name, manifestName(asWritten).name];
}

/** In which namespaces it was: that which it says, and that into which inner kustomizations put it. */
function namespacesOf(manifest: Manifest): string[] {
  const { namespace: _, ...asWritten } = manifest;
  return [manifest, asWritten].map((each) => manifestName(each).namespace ?? DEFAULT);
}

/** What names no namespace is in this one (kubernetes-sigs/kustomize, `ResId`). */
const DEFAULT = 'default';

/** The resource that a patch names itself; of several of that name nobody knows which. */
function namesakes(manifests: readonly Manifest[], patch: Manifest): Set<Manifest> | null {
  const [kind, version] = ['kind', 'apiVersion'].map((key) => scalar(child(patch.root, key)));
  const { name, namespace } = manifestName(patch);
  const found = manifests.filter(
    (each) =>
      scalar(child(each.root, 'kind')) === kind &&
      (version === null || scalar(child(each.root, 'apiVersion')) === version) &&
      namesOf(each).includes(name) &&
      namespacesOf(each).includes(namespace ?? DEFAULT),
  );
  return found.length === 1 ? new Set(found) : null;
}
