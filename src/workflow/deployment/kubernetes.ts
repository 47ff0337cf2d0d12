/** What a cluster will pull by its manifests, and with which pull secrets. */
import type { FaultAt, PullLogin, SecretText } from '../../evidence/credentials/pull-secret.js';
import { readPullSecret } from '../../evidence/credentials/pull-secret.js';
import type { Location } from '../../types.js';
import { HOLE, hasHole } from '../language/values.js';
import { child, entry, list, map, type Span, text as scalar, type YamlNode } from '../text/document.js';
import type { ImageUse } from './image-use.js';
import { type Manifest, manifestPlace, writtenAt } from './manifests.js';

/** A name that stands somewhere. */
export interface NamedAt {
  name: string;
  location: Location;
}

export interface PodUse {
  kind: string;
  name: string;
  /** null: that of whoever applies it. */
  namespace: string | null;
  images: ImageUse[];
  /** How many more it names that the kubelet never pulls (`imagePullPolicy: Never`). */
  neverPulled: number;
  /** null: a template tells. */
  pullSecrets: NamedAt[] | null;
  /** null: the default one. */
  serviceAccount: NamedAt | null;
}

export interface AccountUse {
  name: string;
  namespace: string | null;
  pullSecrets: NamedAt[] | null;
}

/** A Secret that may be meant for pulls. */
export interface SecretUse {
  name: string;
  namespace: string | null;
  location: Location;
  faults: { fault: FaultAt['fault']; location: Location }[];
  logins: PullLogin[];
  /** null: none can be made out. */
  username: string | null;
  /** Its content can't be seen: a template, or another resource makes it. */
  isUntold: boolean;
  /** By its type or its keys it is meant for pulls, named by somebody or not. */
  isForPulls: boolean;
  /** The values of its data, to be kept out of all that is printed. */
  values: string[];
}

export interface ClusterReading {
  pods: PodUse[];
  accounts: AccountUse[];
  secrets: SecretUse[];
}

/**
 * @param registry whose entries in the secrets are looked for
 * @param isPart a Secret without a type is a part of one that somebody has copied; else the API server makes it Opaque
 */
export function readCluster(
  manifests: readonly Manifest[],
  registry: string,
  isPart = false,
): ClusterReading {
  const found: ClusterReading = { pods: [], accounts: [], secrets: [] };
  for (const manifest of manifests) {
    const kind = scalar(child(manifest.root, 'kind')) ?? '';
    if (kind === 'Secret' || (isPart && isSecretPart(manifest)))
      found.secrets.push(secretIn(manifest, registry, isPart ? null : 'Opaque'));
    else if (MAKERS[kind]) found.secrets.push(madeSecret(manifest, MAKERS[kind]));
    else if (kind === 'ServiceAccount')
      found.accounts.push({ ...identity(manifest), pullSecrets: namesIn(manifest, manifest.root) });
    else {
      const pod = podIn(manifest, kind);
      if (pod) found.pods.push(pod);
    }
  }
  return found;
}

/** A Secret, or the data of one that somebody has copied. */
export function isSecretPart({ root }: Manifest): boolean {
  const kind = scalar(child(root, 'kind'));
  return (
    kind === 'Secret' ||
    (kind === null && Boolean(map(child(root, 'data')) ?? map(child(root, 'stringData'))))
  );
}

// ------------------------------------------------------------------------ pods

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

const CONTAINERS = ['initContainers', 'containers', 'ephemeralContainers'];

function podIn(manifest: Manifest, kind: string): PodUse | null {
  const spec = podSpecOf(manifest.root);
  if (!spec) return null;
  const containers = CONTAINERS.flatMap((name) => items(spec, name)).map((each) => ({
    image: entry(each, 'image'),
    policy: scalar(child(each, 'imagePullPolicy')),
  }));
  const volumes = items(spec, 'volumes').map((each) => ({
    image: entry(child(each, 'image'), 'reference'),
    policy: scalar(child(child(each, 'image'), 'pullPolicy')),
  }));
  const named = [...containers, ...volumes].filter(({ image }) => scalar(image?.value.node) !== null);
  const pulled = named.filter(({ policy }) => policy !== 'Never');
  const account = entry(spec, 'serviceAccountName') ?? entry(spec, 'serviceAccount');
  const accountName = scalar(account?.value.node);
  return {
    kind,
    ...identity(manifest),
    images: pulled.flatMap(({ image: found }) => {
      const name = scalar(found?.value.node);
      return found && name !== null ? [imageUse(manifest, name, found.value.at)] : [];
    }),
    neverPulled: named.length - pulled.length,
    pullSecrets: namesIn(manifest, spec),
    serviceAccount:
      account && accountName
        ? { name: accountName, location: manifestPlace(manifest, account.value.at) }
        : null,
  };
}

function imageUse(manifest: Manifest, name: string, at: Span): ImageUse {
  const shown = hasHole(name) ? writtenAt(manifest, at) : name;
  // A placeholder of envsubst is no better known than a template.
  const holed = name.replace(/\$\{?[A-Za-z_]\w*\}?/g, HOLE);
  return { name: holed, shown, location: manifestPlace(manifest, at), missing: [] };
}

function items(node: YamlNode, name: string): YamlNode[] {
  return list(child(node, name))?.items.map((each) => each.node) ?? [];
}

/** `imagePullSecrets: [{name: …}]`; null where a template makes the list. */
function namesIn(manifest: Manifest, node: YamlNode): NamedAt[] | null {
  const found = entry(node, 'imagePullSecrets');
  if (!found) return [];
  const listed = list(found.value.node);
  if (!listed) return manifest.written.includes('{{') ? null : [];
  const names = listed.items.flatMap(({ node: each }) => {
    const named = entry(each, 'name');
    const name = scalar(named?.value.node) ?? scalar(each);
    const at = named ? named.value.at : each;
    return name ? [{ name, location: manifestPlace(manifest, at) }] : [];
  });
  return names.some(({ name }) => hasHole(name)) ? null : names;
}

function identity({ root }: Manifest): { name: string; namespace: string | null } {
  const metadata = child(root, 'metadata');
  const namespace = scalar(child(metadata, 'namespace'));
  return {
    name: scalar(child(metadata, 'name')) ?? scalar(child(metadata, 'generateName')) ?? '',
    namespace: namespace && !hasHole(namespace) ? namespace : null,
  };
}

// --------------------------------------------------------------------- secrets

/** Resources that make a Secret, by where they name it; else it has their own name. */
const MAKERS: Readonly<Record<string, readonly string[]>> = {
  SealedSecret: ['spec', 'template', 'metadata', 'name'],
  ExternalSecret: ['spec', 'target', 'name'],
  VaultStaticSecret: ['spec', 'destination', 'name'],
  OnePasswordItem: [],
};

function madeSecret(manifest: Manifest, path: readonly string[]): SecretUse {
  const named = path.reduce<YamlNode | null>((node, key) => child(node, key), manifest.root);
  const own = identity(manifest);
  return {
    ...own,
    name: (path.length > 0 ? scalar(named) : null) ?? own.name,
    location: nameOf(manifest),
    faults: [{ fault: { kind: 'untold' }, location: nameOf(manifest) }],
    logins: [],
    username: null,
    isUntold: true,
    isForPulls: false,
    values: [],
  };
}

function secretIn(manifest: Manifest, registry: string, untyped: string | null): SecretUse {
  const type = entry(manifest.root, 'type');
  const typeText = scalar(type?.value.node);
  const data = values(child(manifest.root, 'data'));
  const stringData = values(child(manifest.root, 'stringData'));
  const texts = [...data.values(), ...stringData.values()].filter((each) => each !== null);
  const untold =
    hasHole(typeText ?? '') ||
    texts.some(hasHole) ||
    (manifest.written.includes('{{') && data.size + stringData.size === 0);
  const secret: SecretText = { type: typeText ?? untyped, data, stringData, untold };
  const { faults, logins, username } = readPullSecret(secret, registry);
  const placeOfFault = (at: FaultAt['at']): Location => {
    if (at === 'type' && type) return manifestPlace(manifest, type.value.at);
    if (at === null || at === 'type') return nameOf(manifest);
    const found =
      entry(child(manifest.root, 'stringData'), at.key) ?? entry(child(manifest.root, 'data'), at.key);
    return found ? manifestPlace(manifest, found.key) : nameOf(manifest);
  };
  return {
    ...identity(manifest),
    location: nameOf(manifest),
    faults: untold
      ? [{ fault: { kind: 'untold' }, location: nameOf(manifest) }]
      : faults.map(({ fault, at }) => ({ fault, location: placeOfFault(at) })),
    logins,
    username,
    isUntold: untold,
    isForPulls:
      // One that is handed over alone is meant for nothing else, and an empty one for anything.
      untyped === null ||
      (typeText === null && data.size + stringData.size === 0) ||
      /^kubernetes\.io\/dockerc/.test(typeText ?? '') ||
      [...data.keys(), ...stringData.keys()].some((key) =>
        /^\.?docker-?c(?:onfig|fg)|^config\.json$/i.test(key),
      ),
    values: texts,
  };
}

/** Where the resource is named; else where it begins. */
function nameOf(manifest: Manifest): Location {
  const { root } = manifest;
  const named = entry(child(root, 'metadata'), 'name');
  return manifestPlace(manifest, named ? named.value.at : { start: root.start, end: root.start + 1 });
}

function values(node: YamlNode | null): Map<string, string | null> {
  return new Map((map(node)?.entries ?? []).map(({ key, value }) => [String(key.value), scalar(value.node)]));
}
