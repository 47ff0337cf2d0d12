/** What a cluster will pull by its manifests, and with which pull secrets. */
import { hasHole } from '../language/values.js';
import { child, list, type YamlNode } from '../text/document.js';
import { customPods, isCustom, looksOnly, mayAddSecrets } from './custom-resources.js';
import { fluxSources } from './flux-sources.js';
import { kustomized, kustomizedInTurn, replacedNames } from './kustomize/images.js';
import { kindOf, type Manifest, manifestName, manifestPlace } from './manifests.js';
import { type ImageMention, mentionedIn, unread } from './mentions.js';
import {
  containersWithoutImage,
  itemsOfAll,
  type NamedAt,
  POD_CONTAINERS,
  type PodUse,
  podOf,
  pullSecretsIn,
} from './pod-spec.js';
import { isSecretPart, madeSecret, type SecretUse, secretIn } from './pull-secrets.js';
import { wrappedResources } from './wrapped.js';

export interface AccountUse {
  name: string;
  namespace: string | null;
  pullSecrets: NamedAt[] | null;
}

export interface ClusterReading {
  pods: PodUse[];
  accounts: AccountUse[];
  secrets: SecretUse[];
  /** Those of them that take the place of an earlier one of their name. */
  repeated: SecretUse[];
  /** Images of the registry where nothing tells that they are pulled. */
  mentions: ImageMention[];
}

/**
 * @param registry whose entries in the secrets are looked for; empty: none
 * @param isPart a Secret without a type is a part of one that somebody has copied; else the API server makes it Opaque
 */
export function readCluster(
  manifests: readonly Manifest[],
  registry: string,
  isPart = false,
): ClusterReading {
  const found: ClusterReading = { pods: [], accounts: [], secrets: [], repeated: [], mentions: [] };
  const written: ImageMention[] = [];
  const replaced: string[] = [];
  const isAlone = isPart && manifests.length === 1;
  for (const manifest of manifests.flatMap(wrappedResources)) {
    const kind = kindOf(manifest);
    const made = madeSecret(manifest, kind);
    if (made) found.secrets.push(made);
    else if (kind === 'Secret' || (isPart && isSecretPart(manifest)))
      found.secrets.push(secretIn(manifest, registry, isPart ? null : 'Opaque', isAlone));
    else if (kind === 'ServiceAccount')
      found.accounts.push({ ...manifestName(manifest), pullSecrets: pullSecretsIn(manifest, manifest.root) });
    else {
      // What has no kind is no resource: values of a chart.
      const pods = kind === '' ? [] : podsIn(manifest, kind);
      const changes = manifest.changedBy ?? [];
      replaced.push(...replacedNames(pods, changes));
      found.pods.push(...kustomizedInTurn(pods, manifest));
      if (registry !== '' && !looksOnly(manifest)) written.push(...mentionsOf(manifest, registry));
    }
  }
  found.pods.push(...fluxSources(manifests));
  if (isPart) return found;
  const pods = kustomized(found.pods, manifests);
  const known = pods.flatMap(({ images, notPulled }) => [...images.map(({ name }) => name), ...notPulled]);
  const mentions = unread(written, [...known, ...replaced, ...replacedNames(found.pods, manifests)]);
  return { ...found, ...lastOfEach(found.secrets), pods, mentions };
}

function mentionsOf(manifest: Manifest, registry: string): ImageMention[] {
  return [...mentionedIn(manifest.root, registry)].map(([name, at]) => ({
    name,
    location: manifestPlace(manifest, at),
  }));
}

/** `kubectl apply` goes through its manifests in order: of two Secrets with one name the last one stays. */
function lastOfEach(secrets: readonly SecretUse[]): Pick<ClusterReading, 'secrets' | 'repeated'> {
  const last = new Map<unknown, SecretUse>();
  const repeated = new Set<unknown>();
  for (const secret of secrets) {
    const { name, namespace } = secret;
    const key = name === '' || hasHole(`${name}${namespace}`) ? secret : `${namespace ?? ''}/${name}`;
    const earlier = last.get(key)?.location;
    // Two overlays of one base have the same.
    const isSame = earlier?.file === secret.location.file && earlier.line === secret.location.line;
    if (last.has(key) && !isSame) repeated.add(key);
    last.set(key, secret);
  }
  const kept = [...last];
  return {
    secrets: kept.map(([, secret]) => secret),
    repeated: kept.flatMap(([key, secret]) => (repeated.has(key) ? secret : [])),
  };
}

/** Where the pod's own specification stands: in the resource itself, in its template, in that of its jobs. */
function podSpecOf(root: YamlNode): YamlNode | null {
  const spec = child(root, 'spec');
  const candidates = [
    spec,
    child(child(spec, 'template'), 'spec'),
    child(child(child(child(spec, 'jobTemplate'), 'spec'), 'template'), 'spec'),
    child(child(root, 'template'), 'spec'),
  ];
  return candidates.find((each) => list(child(each, 'containers'))) ?? null;
}

function podsIn(manifest: Manifest, kind: string): PodUse[] {
  const spec = podSpecOf(manifest.root);
  // Containers right in a custom resource are what its controller adds to a pod, or changes in it.
  const isWhole = spec !== null && !(isCustom(manifest) && spec === child(manifest.root, 'spec'));
  const containers = itemsOfAll(spec, POD_CONTAINERS);
  const unnamed = isCustom(manifest) ? [] : containersWithoutImage(manifest, containers);
  const own = isWhole
    ? [
        {
          ...podOf({ manifest, kind, spec, containers, isOpen: mayAddSecrets(manifest) }),
          ...(unnamed.length > 0 ? { unnamed } : {}),
        },
      ]
    : [];
  return [...own, ...customPods(manifest, kind, isWhole ? spec : null)];
}
