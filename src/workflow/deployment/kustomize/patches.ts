/**
 * What the patches of a kustomization make of its resources (docs: Kustomize, "patches"): which files they are, and which
 * resources they mean.
 */
import * as path from 'node:path';
import { hasHole } from '../../language/values.js';
import { child, entry, list, text as scalar, type YamlNode } from '../../text/document.js';
import { resourcesWithin } from '../manifest-text.js';
import { isNothing, type Manifest, readManifests } from '../manifests.js';
import { currentId, isNameless, namesake } from './ids.js';
import { GONE, merged } from './merge-patch.js';
import { isOfContent, newNames, operated, operationsIn } from './operations.js';
import { withAnnotations } from './put-in.js';
import { targeted } from './targets.js';
import { isUntold, type Untold } from './untold.js';

/** In the order in which kustomize takes them, with its `images` behind them all. */
const PATCHES = ['patchesStrategicMerge', 'patches', 'patchesJson6902'] as const;

/** One entry of such a list. */
export interface Patch {
  field: (typeof PATCHES)[number];
  /** null: it can't be read. */
  text: string | null;
  /** null: it takes the place of the resource that it names itself. */
  target: YamlNode | null;
  /** May change of which kind the resource is, or how it is called. */
  hasOptions: boolean;
  /** kustomize takes no such entry: it has no patch, or two, or no target where it needs one. */
  isRefused: boolean;
  /** Where nothing stands in it, or only remarks, kustomize goes on. */
  mayBeEmpty: boolean;
  /** What the text holds, with its places; null: it can't be read. */
  parts(): readonly Manifest[] | null;
}

/** @param textOf the text of a file that is named beside the kustomization; null: there is none */
export function patchesIn(kustomization: Manifest, textOf: (name: string) => string | null): Patch[] {
  const { root, document } = kustomization;
  const items = PATCHES.flatMap((field) =>
    (list(child(root, field))?.items ?? []).map((item) => ({ ...item, field })),
  );
  return items.map(({ node, field }): Patch => {
    const given = ['patch', 'path'].filter((key) => scalar(child(node, key)));
    const target = child(node, 'target');
    const common = {
      field,
      target,
      hasOptions: entry(node, 'options') !== null,
      isRefused:
        field === 'patchesStrategicMerge'
          ? scalar(node)?.trim() === ''
          : given.length !== 1 || (field === 'patchesJson6902' && !scalar(child(target, 'name'))),
      // Several of the old kind are one for kustomize.
      mayBeEmpty:
        field === 'patchesStrategicMerge'
          ? items.filter((each) => each.field === field).length > 1
          : field === 'patches' && target !== null,
    };
    const inline =
      given[0] === 'path' ? null : (child(node, 'patch') ?? (scalar(node)?.includes('\n') ? node : null));
    if (inline?.kind === 'scalar')
      return { ...common, text: scalar(inline) ?? '', parts: () => resourcesWithin(kustomization, inline) };
    const name = scalar(child(node, 'path')) ?? scalar(node) ?? '';
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
 * or a resource away, or calls it otherwise.
 */
const MAY_CHANGE =
  /image|\$patch|serviceAccount|nodeSelector|\/metadata(?:\/name(?:space)?)?(?![\w/~.-])|\/(?:kind|apiVersion|spec|template|jobTemplate|(?:init|ephemeral)?containers(?:\/(?:\d+|-))?)(?![\w/~.-])/i;

export function mayChange({ text, parts, hasOptions }: Patch): boolean {
  return (
    text === null ||
    hasOptions ||
    MAY_CHANGE.test(text) ||
    (parts()?.some(({ root }) => takesAway(root)) ?? true)
  );
}

const HOLDERS = /^(?:spec|template|jobTemplate|(?:init|ephemeral)?containers)$/i;

/** An empty value takes away what is there, with the containers in it. */
function takesAway(node: YamlNode): boolean {
  if (node.kind !== 'map') return false;
  return node.entries.some(({ key, value }) => {
    return isNothing(value.node) ? HOLDERS.test(String(key.value)) : takesAway(value.node);
  });
}

/** The resources with a patch of them. */
export function patched(manifests: readonly Manifest[], patch: Patch): readonly Manifest[] | Untold {
  if (patch.isRefused) return 'refused';
  const parts = patch.hasOptions ? null : patch.parts();
  if (!parts || parts.some(({ written }) => hasHole(written))) return 'unread';
  if (parts.length === 0) return patch.mayBeEmpty ? manifests : 'refused';
  const isOfOperations = parts.every(({ root }) => operationsIn(root));
  if (patch.field === 'patchesJson6902' && !isOfOperations) return 'refused';
  // Several operations make a list; a target may stand beside them, but not beside several resources.
  if (isOfOperations && !isOfList(patch, parts)) return 'refused';
  const areLists = parts.some(({ root }) => list(root));
  if (parts.length > 1 && (isOfOperations ? areLists : patch.target)) return 'unread';
  let found = manifests;
  for (const part of parts) {
    const next = withPart(found, part, patch.target);
    if (isUntold(next)) return next;
    found = next;
  }
  return found;
}

/** In YAML it is one document; of JSON each of its items is read as a resource. */
function isOfList({ text }: Patch, parts: readonly Manifest[]): boolean {
  return parts.every(({ root }) => list(root)) || text?.trimStart().startsWith('[') === true;
}

function withPart(
  manifests: readonly Manifest[],
  part: Manifest,
  target: YamlNode | null,
): readonly Manifest[] | Untold {
  const operations = operationsIn(part.root);
  // `unable to parse SM or JSON patch`.
  if (!operations && isNameless(part)) return 'refused';
  if (!target && operations) return 'refused';
  const one = target ? null : namesake(manifests, part);
  const meant = target ? targeted(manifests, target) : new Set(one ? [one] : []);
  if (!meant) return 'unread';
  // What names nothing that is there is no patch; a target may select nothing.
  if (meant.size === 0) return target ? manifests : 'refused';
  const found: Manifest[] = [];
  for (const each of manifests) {
    if (!meant.has(each)) {
      found.push(each);
      continue;
    }
    const of: Manifest = { ...part, inside: each.changedBy?.length ?? 0 };
    const own = each.isOutline ? operations?.filter((one) => !isOfContent(one)) : operations;
    const root = own ? operated(withAnnotations(each.root), own, of) : merged(each, part.root, of);
    if (isUntold(root)) return root;
    if (root === GONE) continue;
    const names = newNames(own ?? []);
    // What operations change kustomize takes for another one, however it is called then.
    const isNew = operations !== null || Object.keys(names).length > 0;
    const formerIds = isNew ? [...(each.formerIds ?? []), currentId(each)] : each.formerIds;
    found.push({ ...each, root, ...names, formerIds });
  }
  return found;
}
