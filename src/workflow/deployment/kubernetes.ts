/** What a cluster will pull by its manifests, and with which pull secrets. */
import type { Location } from '../../types.js';
import { HOLE, hasHole } from '../language/values.js';
import { child, entry, list, type Span, text as scalar, type YamlNode } from '../text/document.js';
import type { ImageUse } from './image-use.js';
import { type Manifest, manifestName, manifestPlace, writtenAt } from './manifests.js';
import { isSecretPart, madeSecret, type SecretUse, secretIn } from './pull-secrets.js';

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

export interface ClusterReading {
  pods: PodUse[];
  accounts: AccountUse[];
  secrets: SecretUse[];
  /** Those of them that take the place of an earlier one of their name. */
  repeated: SecretUse[];
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
  const found: ClusterReading = { pods: [], accounts: [], secrets: [], repeated: [] };
  const isAlone = isPart && manifests.length === 1;
  for (const manifest of manifests) {
    const kind = scalar(child(manifest.root, 'kind')) ?? '';
    const made = madeSecret(manifest, kind);
    if (made) found.secrets.push(made);
    else if (kind === 'Secret' || (isPart && isSecretPart(manifest)))
      found.secrets.push(secretIn(manifest, registry, isPart ? null : 'Opaque', isAlone));
    else if (kind === 'ServiceAccount')
      found.accounts.push({ ...manifestName(manifest), pullSecrets: namesIn(manifest, manifest.root) });
    else {
      const pod = podIn(manifest, kind) ?? sourceIn(manifest, kind);
      if (pod) found.pods.push(pod);
    }
  }
  return isPart ? found : { ...found, ...lastOfEach(found.secrets) };
}

/** `kubectl apply` goes through its manifests in order: of two Secrets with one name the last one stays. */
function lastOfEach(secrets: readonly SecretUse[]): Pick<ClusterReading, 'secrets' | 'repeated'> {
  const last = new Map<unknown, SecretUse>();
  const repeated = new Set<unknown>();
  for (const secret of secrets) {
    const { name, namespace } = secret;
    const key = name === '' || hasHole(`${name}${namespace}`) ? secret : `${namespace ?? ''}/${name}`;
    if (last.has(key)) repeated.add(key);
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

const CONTAINERS = ['initContainers', 'containers', 'ephemeralContainers'];

const listed = (node: YamlNode | null, names: readonly string[]) =>
  node === null ? [] : names.flatMap((name) => items(node, name));

/** Of which Argo makes pods, one for each template (docs: Argo Workflows, Field Reference). */
const WORKFLOWS = ['Workflow', 'WorkflowTemplate', 'ClusterWorkflowTemplate', 'CronWorkflow'];

function workflowSpecOf(root: YamlNode, kind: string): YamlNode | null {
  const spec = WORKFLOWS.includes(kind) ? child(root, 'spec') : null;
  return child(spec, 'workflowSpec') ?? spec;
}

function containersOfTemplates(spec: YamlNode): YamlNode[] {
  return items(spec, 'templates').flatMap((template) => [
    ...[child(template, 'container'), child(template, 'script')].filter((each) => each !== null),
    ...listed(template, [...CONTAINERS, 'sidecars']),
    ...listed(child(template, 'containerSet'), CONTAINERS),
  ]);
}

function podIn(manifest: Manifest, kind: string): PodUse | null {
  const own = podSpecOf(manifest.root);
  const spec = own ?? workflowSpecOf(manifest.root, kind);
  if (!spec) return null;
  const written = own ? listed(spec, CONTAINERS) : containersOfTemplates(spec);
  const containers = written.map((each) => ({
    image: entry(each, 'image'),
    policy: scalar(child(each, 'imagePullPolicy')),
  }));
  const volumes = items(spec, 'volumes').map((each) => ({
    image: entry(child(each, 'image'), 'reference'),
    policy: scalar(child(child(each, 'image'), 'pullPolicy')),
  }));
  const named = [...containers, ...volumes].filter(({ image }) => scalar(image?.value.node) !== null);
  const pulled = named.filter(({ policy }) => policy !== 'Never');
  const platform = platformOf(spec);
  const wanted = platform === null ? {} : { platforms: [platform] };
  const account = entry(spec, 'serviceAccountName') ?? entry(spec, 'serviceAccount');
  const accountName = scalar(account?.value.node);
  return {
    kind,
    ...manifestName(manifest),
    images: pulled.flatMap(({ image: found }) => {
      const name = scalar(found?.value.node);
      return found && name !== null ? [{ ...imageUse(manifest, name, found.value.at), ...wanted }] : [];
    }),
    neverPulled: named.length - pulled.length,
    // What a workflow leaves out its controller may be told.
    pullSecrets: own || entry(spec, 'imagePullSecrets') ? namesIn(manifest, spec) : null,
    serviceAccount:
      account && accountName
        ? { name: accountName, location: manifestPlace(manifest, account.value.at) }
        : null,
  };
}

/** An artifact that Flux pulls, with a secret of its own (docs: Flux, OCIRepository). */
function sourceIn(manifest: Manifest, kind: string): PodUse | null {
  const spec = child(manifest.root, 'spec');
  const url = kind === 'OCIRepository' ? entry(spec, 'url') : null;
  const address = scalar(url?.value.node);
  if (!url || !address) return null;
  const told = (node: YamlNode | null, name: string) => scalar(child(node, name));
  const ref = child(spec, 'ref');
  const digest = told(ref, 'digest');
  // Of a range the registry's tags decide.
  const tag = told(ref, 'semver') === null ? (told(ref, 'tag') ?? 'latest') : HOLE;
  const name = `${address.replace(/^oci:\/\//, '')}${digest ? `@${digest}` : `:${tag}`}`;
  const named = entry(child(spec, 'secretRef'), 'name');
  const secret = scalar(named?.value.node);
  const isByCloud = (told(spec, 'provider') ?? 'generic') !== 'generic' || child(spec, 'serviceAccountName');
  return {
    kind,
    ...manifestName(manifest),
    images: [imageUse(manifest, name, url.value.at)],
    neverPulled: 0,
    pullSecrets:
      named && secret
        ? [{ name: secret, location: manifestPlace(manifest, named.value.at) }]
        : isByCloud
          ? null
          : [],
    serviceAccount: null,
  };
}

/**
 * That of the nodes which the pod asks for; null: it asks for none (Kubernetes docs "Well-Known Labels, Annotations and
 * Taints": nodes have the names of Go for both).
 */
function platformOf(spec: YamlNode): string | null {
  const label = (name: string) => {
    const at = child(spec, 'nodeSelector');
    return scalar(child(at, `kubernetes.io/${name}`)) ?? scalar(child(at, `beta.kubernetes.io/${name}`));
  };
  const [os, architecture] = [label('os') ?? 'linux', label('arch')];
  return architecture === null || hasHole(`${os}${architecture}`) ? null : `${os}/${architecture}`;
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
