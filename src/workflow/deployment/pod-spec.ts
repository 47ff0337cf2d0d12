/** What one pod pulls, by its specification. */
import type { PullSecretFault } from '../../evidence/types/deployment.js';
import type { Location } from '../../types.js';
import { HOLE, hasHole } from '../language/values.js';
import { child, entry, list, map, text as scalar, type YamlNode } from '../text/document.js';
import type { ImageUse } from './image-use.js';
import { referredName } from './kustomize/references.js';
import {
  apiGroup,
  items,
  kindOf,
  type Manifest,
  manifestName,
  manifestPlace,
  type SpanIn,
  writtenAt,
} from './manifests.js';
import { misplacedSecrets, PULL_SECRETS } from './misplaced-secrets.js';

/** A name that stands somewhere. */
export interface NamedAt {
  name: string;
  location: Location;
  /** The API server refuses it, with all that it stands in. */
  refusal?: Extract<PullSecretFault, { kind: 'unlisted' | 'misplaced' }>;
  /** It means what kustomize calls so, and stands where kustomize renames nothing. */
  called?: string;
}

export interface PodUse {
  kind: string;
  name: string;
  /** null: that of whoever applies it. */
  namespace: string | null;
  images: ImageUse[];
  /** What more it names that the kubelet never pulls (`imagePullPolicy: Never`). */
  notPulled: string[];
  /** Containers of Kubernetes' own workloads that have no text for an image, which the API server refuses. Absent: none. */
  unnamed?: readonly NamedAt[];
  /** null: a template tells. */
  pullSecrets: NamedAt[] | null;
  /** null: the default one. */
  serviceAccount: NamedAt | null;
  /** A controller pulls it itself, and where no account is named it takes none. */
  isNoPod?: true;
  /** It runs in another cluster, where the secrets and accounts of these manifests are not. */
  isElsewhere?: true;
}

export const POD_CONTAINERS = ['initContainers', 'containers', 'ephemeralContainers'];

export const itemsOfAll = (node: YamlNode | null, names: readonly string[]) =>
  names.flatMap((name) => items(node, name));

/** Where it is written, and what it may leave out. */
export interface PodSpec {
  manifest: Manifest;
  kind: string;
  /** The map that names its pull secrets and its service account. */
  spec: YamlNode;
  /** Those that may name its nodes: the first one that does counts. None: the specification. */
  nodes?: readonly YamlNode[];
  containers: readonly YamlNode[];
  /** Pull secrets that it leaves out its controller may be told. */
  isOpen: boolean;
}

export function podOf({ manifest, kind, spec, nodes, containers: written, isOpen }: PodSpec): PodUse {
  const containers = written.map((each) => ({
    image: entry(each, 'image'),
    policy: scalar(child(each, 'imagePullPolicy')),
  }));
  const volumes = items(spec, 'volumes').map((each) => ({
    image: entry(child(each, 'image'), 'reference'),
    policy: scalar(child(child(each, 'image'), 'pullPolicy')),
  }));
  const named = [...containers, ...volumes].filter(({ image }) => scalar(image?.value.node)?.trim());
  const pulled = named.filter(({ policy }) => policy !== 'Never');
  const platform = platformOf(nodes ?? [spec]);
  const wanted = platform === null ? {} : { platforms: [platform] };
  const accountKey = entry(spec, 'serviceAccountName') ? 'serviceAccountName' : 'serviceAccount';
  const account = entry(spec, accountKey);
  const accountName = scalar(account?.value.node);
  return {
    kind,
    ...manifestName(manifest),
    images: pulled.flatMap(({ image: found }) => {
      const name = scalar(found?.value.node);
      return found && name !== null ? [{ ...imageUse(manifest, name, found.value.at), ...wanted }] : [];
    }),
    notPulled: named
      .filter((each) => !pulled.includes(each))
      .map(({ image }) => scalar(image?.value.node) ?? ''),
    pullSecrets: isOpen && !entry(spec, 'imagePullSecrets') ? null : pullSecretsIn(manifest, spec),
    serviceAccount:
      account && accountName
        ? {
            ...referredName(manifest, 'ServiceAccount', accountName, account.value.node),
            location: manifestPlace(manifest, account.value.at),
          }
        : null,
  };
}

/** What a template or a webhook makes of them, no text tells. */
export function containersWithoutImage(manifest: Manifest, containers: readonly YamlNode[]): NamedAt[] {
  return containers.flatMap((each) => {
    const [image, name] = [entry(each, 'image'), scalar(child(each, 'name'))];
    if (map(each) === null || scalar(image?.value.node)?.trim()) return [];
    return [{ name: name ?? '?', location: manifestPlace(manifest, image?.key ?? each) }];
  });
}

/**
 * That of the nodes which the pod asks for; null: it asks for none (Kubernetes docs "Well-Known Labels, Annotations and
 * Taints": nodes have the names of Go for both). Of which system they are a pod need not say.
 */
function platformOf(specs: readonly YamlNode[]): string | null {
  const at = specs.map((each) => child(each, 'nodeSelector')).find((each) => map(each)?.entries.length);
  const label = (name: string) =>
    scalar(child(at ?? null, `kubernetes.io/${name}`)) ??
    scalar(child(at ?? null, `beta.kubernetes.io/${name}`));
  const system = specs.map((each) => scalar(child(child(each, 'os'), 'name'))).find((each) => each !== null);
  const [os, architecture] = [label('os') ?? system, label('arch')];
  if (architecture === null || hasHole(`${os}${architecture}`)) return null;
  return os === undefined ? architecture : `${os}/${architecture}`;
}

export function imageUse(manifest: Manifest, name: string, at: SpanIn): ImageUse {
  const shown = hasHole(name) ? writtenAt(manifest, at) : name;
  // A placeholder of envsubst, or a parameter of Tekton, is no better known than a template; in JSON that is a text.
  const holed = name.replace(/\{\{[^{}]*\}\}|\$\{?[A-Za-z_]\w*\}?|\$\([^()]*\)/g, HOLE);
  const behind = at.of?.inside ? { behind: at.of.inside } : {};
  return { name: holed, shown, location: manifestPlace(manifest, at), missing: [], ...behind };
}

/**
 * `imagePullSecrets: [{name: …}]`, one of them, or a name alone; null where a template makes the list. Kubernetes' own
 * resources take nothing but the first (API reference, "PodSpec", "ServiceAccount"); in others their definition decides.
 */
export function pullSecretsIn(manifest: Manifest, node: YamlNode, key = PULL_SECRETS): NamedAt[] | null {
  const found = entry(node, key);
  const isOwn = !apiGroup(manifest).includes('.') && kindOf(manifest) !== '';
  const misplaced = () => (isOwn ? misplacedSecrets(manifest, node) : []);
  if (!found) return misplaced();
  const named = (name: string, of: YamlNode, at: SpanIn, isListed: boolean): NamedAt => ({
    ...referredName(manifest, 'Secret', name, of),
    location: manifestPlace(manifest, at),
    ...(isOwn && !isListed ? { refusal: { kind: 'unlisted' } } : {}),
  });
  const listed = list(found.value.node);
  const word = child(found.value.node, 'name') ?? found.value.node;
  const alone = scalar(word);
  if (alone && !hasHole(alone)) return [named(alone, word, found.value.at, false)];
  if (!listed) return manifest.written.includes('{{') ? null : [];
  const names = listed.items.flatMap(({ node: each }) => {
    const key = entry(each, 'name');
    const name = scalar(key?.value.node) ?? scalar(each);
    return name ? [named(name, key?.value.node ?? each, key ? key.value.at : each, key !== null)] : [];
  });
  if (names.length === 0) return misplaced();
  return names.some(({ name }) => hasHole(name)) ? null : names;
}
