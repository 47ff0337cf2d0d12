/**
 * Where kustomize writes the new name of a Secret, an account or what else a pod names into what names it. It does so once, when all is renamed
 * (kubernetes-sigs/kustomize, `namereference.go`, `nameref.Filter`).
 */
import { text as scalar, type YamlNode } from '../../text/document.js';
import { kindOf, type Manifest, manifestName } from '../manifests.js';
import type { NameReference } from './configurations.js';
import { nodesAt } from './field-specs.js';
import { currentId } from './ids.js';
import type { FieldSpec, NewName, References } from './types.js';

export type ReferredKind = NameReference['kind'];

const TEMPLATE = 'spec/template/spec';
const OF_CRON_JOB = `spec/jobTemplate/${TEMPLATE}`;
/** Whatever their group: then they have this form. */
const WORKLOADS: readonly (readonly [string, string])[] = [
  ['Pod', 'spec'],
  ['Deployment', TEMPLATE],
  ['DaemonSet', TEMPLATE],
  ['StatefulSet', TEMPLATE],
  ['Job', TEMPLATE],
  ['CronJob', OF_CRON_JOB],
];

/** Where a container of either list is told of one. */
function inContainers(...ends: readonly string[]): string[] {
  return ['containers', 'initContainers'].flatMap((list) => ends.map((end) => `${list}/${end}`));
}

/** Beside those for pulls, what else of a pod names a Secret, a ConfigMap or a claim: where it may be any of several kustomize refuses all. */
const IN_PODS: readonly (readonly [NameReference['kind'], readonly string[]])[] = [
  [
    'ConfigMap',
    [
      'volumes/configMap/name',
      'volumes/projected/sources/configMap/name',
      ...inContainers('env/valueFrom/configMapKeyRef/name', 'envFrom/configMapRef/name'),
    ],
  ],
  [
    'Secret',
    [
      'volumes/secret/secretName',
      'volumes/projected/sources/secret/name',
      ...inContainers('env/valueFrom/secretKeyRef/name', 'envFrom/secretRef/name'),
    ],
  ],
  ['PersistentVolumeClaim', ['volumes/persistentVolumeClaim/claimName']],
];

/** Where kustomize looks for the names of these, as far as pods have them. */
const KNOWN: readonly NameReference[] = [
  {
    kind: 'Secret',
    places: placesOf('imagePullSecrets/name', [
      ...WORKLOADS,
      ['ReplicaSet', TEMPLATE],
      ['PodTemplate', 'template/spec'],
      ['ServiceAccount', ''],
    ]),
  },
  ...IN_PODS.map(([kind, ends]) => ({
    kind,
    places: ends.flatMap((end) => placesOf(end, [...WORKLOADS, ['ReplicaSet', TEMPLATE]])),
  })),
  {
    kind: 'ServiceAccount',
    places: placesOf('serviceAccountName', [...WORKLOADS, ['ReplicationController', TEMPLATE]]),
  },
];

function placesOf(end: string, holders: readonly (readonly [string, string])[]): FieldSpec[] {
  return holders.map(([kind, at]) => ({
    group: '',
    version: '',
    kind,
    path: at === '' ? end : `${at}/${end}`,
    create: false,
  }));
}

const KINDS: ReadonlySet<string> = new Set(KNOWN.map(({ kind }) => kind));

export interface ReferredName {
  /** As it is after all kustomizations. */
  name: string;
  /** So kustomize calls what is meant, and does not write it here. */
  called?: string;
}

/**
 * The name of another resource as it stands after all kustomizations.
 *
 * @param node the name itself
 */
export function referredName(
  { references }: Manifest,
  kind: ReferredKind,
  name: string,
  node: YamlNode,
): ReferredName {
  const here = references?.written.get(node);
  if (here) return { name: here.name };
  const meant = references?.called.get(`${kind}/${name}`);
  if (!meant || (meant.name === name && !meant.isHashed)) return { name };
  return { name, called: `${meant.name}${meant.isHashed ? '-HASH' : ''}` };
}

/**
 * All that the outermost kustomization makes, each told of the new names of the others.
 *
 * @param configured places of which configurations tell
 * @returns null: kustomize refuses it, for one that is named may be any of several; or it would write more than a name
 */
export function withReferences(
  manifests: readonly Manifest[],
  configured: readonly NameReference[],
): Manifest[] | null {
  const targets = manifests.filter(isRenamed);
  if (targets.length === 0) return [...manifests];
  const told = new Map<string, References['called']>();
  const found: Manifest[] = [];
  for (const each of manifests) {
    const { prefixes = [], suffixes = [] } = each.affixes ?? {};
    const around = JSON.stringify([currentId(each).namespace, prefixes, suffixes]);
    const called = told.get(around) ?? calledFor(each, targets);
    told.set(around, called);
    const written = writtenIn(each, called, configured);
    if (!written) return null;
    found.push({ ...each, references: { called, written } });
  }
  return found;
}

/** Of a Secret that another resource makes kustomize does not know that pods name it. */
function isRenamed(manifest: Manifest): boolean {
  return KINDS.has(kindOf(manifest)) && namesOnTheWay(manifest).size > 0;
}

/** By which others know it. The hash is put behind the name at the very end. */
function namesOnTheWay(manifest: Manifest): Set<string> {
  const former = (manifest.formerIds ?? []).map(({ name }) => name);
  return new Set(manifest.isHashed ? [...former, manifestName(manifest).name] : former);
}

/** What a resource is told is of its own namespace, and where several are meant, of those that were renamed as it was. */
function calledFor(referrer: Manifest, targets: readonly Manifest[]): References['called'] {
  const namespace = currentId(referrer).namespace;
  const byName = new Map<string, Manifest[]>();
  for (const each of targets)
    if (currentId(each).namespace === namespace)
      for (const name of namesOnTheWay(each)) {
        const key = `${kindOf(each)}/${name}`;
        byName.set(key, [...(byName.get(key) ?? []), each]);
      }
  const found = new Map<string, NewName | null>();
  for (const [key, all] of byName) {
    const meant = all.length === 1 ? all : alikeOf(all, referrer);
    const [first] = meant;
    if (first) found.set(key, meant.length === 1 ? newName(first) : null);
  }
  return found;
}

function newName(manifest: Manifest): NewName {
  return { name: manifestName(manifest).name, isHashed: manifest.isHashed ?? false };
}

/** First those of which nothing says that they were renamed otherwise; of several those that were renamed just so. */
function alikeOf(candidates: readonly Manifest[], referrer: Manifest): readonly Manifest[] {
  const isAlike = (each: Manifest, mayLack: boolean) =>
    (['prefixes', 'suffixes'] as const).every((key) => {
      const [one, other] = [each.affixes?.[key] ?? [], referrer.affixes?.[key] ?? []];
      return (mayLack && (one.length === 0 || other.length === 0)) || endAlike(one, other);
    });
  const first = candidates.filter((each) => isAlike(each, true));
  return first.length > 1 ? first.filter((each) => isAlike(each, false)) : first;
}

/** The shorter one is the end of the longer one; an empty one is like an empty one alone. */
function endAlike(one: readonly string[], other: readonly string[]): boolean {
  const length = Math.min(one.length, other.length);
  if (length === 0) return one.length === other.length;
  return one.slice(-length).every((each, index) => each === other.slice(-length)[index]);
}

/** null: see withReferences */
function writtenIn(
  manifest: Manifest,
  called: References['called'],
  configured: readonly NameReference[],
): References['written'] | null {
  const found = new Map<YamlNode, NewName>();
  for (const { kind, places } of [...KNOWN, ...configured])
    for (const node of places.flatMap((each) => nodesAt(manifest, each))) {
      const name = found.get(node)?.name ?? scalar(node);
      // It would write a namespace beside the name.
      if (name === null && node.kind === 'map') return null;
      const meant = called.get(`${kind}/${name}`);
      if (meant === null) return null;
      if (meant) found.set(node, meant);
    }
  return found;
}
