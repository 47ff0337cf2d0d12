/** What a kustomization renames, and where it writes the new name (kubernetes-sigs/kustomize, `namereference.go`). */
import { child, childAt, entry, text as scalar, type YamlNode } from '../../text/document.js';
import { type Manifest, manifestName } from '../manifests.js';
import { currentId } from './ids.js';

/** How kustomize calls a resource. */
interface NewName {
  name: string;
  /** A hash of what it holds stands behind it. */
  isHashed: boolean;
}

const POD = ['spec'];
const TEMPLATE = ['spec', 'template', 'spec'];
const OF_CRON_JOB = ['spec', 'jobTemplate', ...TEMPLATE];
/** By kind, whatever its group: then it has this form. */
const WORKLOADS = {
  Pod: POD,
  Deployment: TEMPLATE,
  DaemonSet: TEMPLATE,
  StatefulSet: TEMPLATE,
  Job: TEMPLATE,
  CronJob: OF_CRON_JOB,
};

/** Where kustomize looks for the name of a Secret for pulls, and for that of an account; in nothing else. */
const REFERENCES = {
  Secret: {
    key: 'imagePullSecrets',
    at: new Map<string, readonly string[]>(
      Object.entries({
        ...WORKLOADS,
        ReplicaSet: TEMPLATE,
        PodTemplate: TEMPLATE.slice(1),
        ServiceAccount: [],
      }),
    ),
  },
  ServiceAccount: {
    key: 'serviceAccountName',
    at: new Map<string, readonly string[]>(Object.entries({ ...WORKLOADS, ReplicationController: TEMPLATE })),
  },
};

/** Of these none is renamed (kubernetes-sigs/kustomize, `PrefixTransformer`). */
const KEPT = new Set(['CustomResourceDefinition', 'APIService', 'Namespace']);

export interface ReferredName {
  /** As it is after all kustomizations. */
  name: string;
  /** So kustomize calls what is meant, and does not write it here. */
  called?: string;
}

/**
 * The name of another resource as it stands after all kustomizations, which rename what they know in what they know to name
 * it.
 *
 * @param node the map that names it
 * @param key under which it does
 */
export function referredName(
  manifest: Manifest,
  kind: keyof typeof REFERENCES,
  name: string,
  node: YamlNode,
  key: string,
): ReferredName {
  let called: NewName = { name, isHashed: false };
  let isRenamed = false;
  for (const names of manifest.renamed ?? []) {
    const next = names.get(`${kind}/${called.name}`);
    if (!next) continue;
    called = next;
    isRenamed = true;
  }
  if (!isRenamed) return { name };
  const { at, key: known } = REFERENCES[kind];
  const place = at.get(scalar(child(manifest.root, 'kind')) ?? '');
  const isKnown = place && key === known && childAt(manifest.root, place) === node;
  return isKnown
    ? { name: called.name }
    : { name, called: `${called.name}${called.isHashed ? '-HASH' : ''}` };
}

/**
 * All that it is made of with `namePrefix` and `nameSuffix`, and with the new names of what these may name; what nobody here
 * has keeps its own (docs: Kustomize, "namePrefix", "secretGenerator").
 */
export function withNewNames(manifests: readonly Manifest[], { root }: Manifest): readonly Manifest[] {
  const [prefix, suffix] = ['namePrefix', 'nameSuffix'].map((key) => scalar(child(root, key)) ?? '');
  const hasAffix = Boolean(prefix || suffix);
  const called = manifests.map((each) => {
    const { name } = manifestName(each);
    const stays = !hasAffix || name === '' || KEPT.has(scalar(child(each.root, 'kind')) ?? '');
    return stays ? each : { ...each, name: `${prefix}${name}${suffix}` };
  });
  // Who names another is told of those in its own namespace alone.
  const all = scalar(child(root, 'namespace'));
  const namespaceOf = (each: Manifest) => all || currentId(each).namespace;
  const told = new Map<string, ReadonlyMap<string, NewName>>();
  return called.map((each) => {
    const namespace = namespaceOf(each);
    const isThere = (_: Manifest, index: number) => namespaceOf(manifests[index] ?? each) === namespace;
    const names = told.get(namespace) ?? newNames(manifests.filter(isThere), called.filter(isThere));
    told.set(namespace, names);
    return names.size > 0 ? { ...each, renamed: [...(each.renamed ?? []), names] } : each;
  });
}

/** Of those that others name, by all names that they had. Of a Secret that another resource makes kustomize does not know that pods name it. */
function newNames(before: readonly Manifest[], after: readonly Manifest[]): Map<string, NewName> {
  const found = new Map<string, NewName>();
  const isTwice = new Set<string>();
  const kindOf = ({ root }: Manifest) => scalar(child(root, 'kind')) ?? '';
  const named = after.flatMap((each, index) => {
    const isNamed = (kindOf(each) === 'Secret' || kindOf(each) === 'ServiceAccount') && !each.isOutline;
    return isNamed ? [{ each, own: before[index] ?? each }] : [];
  });
  const nextOf = (each: Manifest) => ({ name: manifestName(each).name, isHashed: each.isHashed ?? false });
  for (const { each, own } of named)
    for (const name of new Set((own.formerIds ?? []).map((id) => id.name))) {
      const key = `${kindOf(each)}/${name}`;
      if (found.has(key)) isTwice.add(key);
      found.set(key, nextOf(each));
    }
  // Which of two is meant nobody knows.
  for (const key of isTwice) found.delete(key);
  // What is called so now goes before what was.
  for (const { each, own } of named) {
    const { name } = manifestName(own);
    const next = nextOf(each);
    const key = `${kindOf(each)}/${name}`;
    if (name !== '' && (next.name !== name || next.isHashed)) found.set(key, next);
    else found.delete(key);
  }
  return found;
}

/** Does a generator of this kustomization put a hash behind the name of what it makes? */
export function isHashed(kustomization: Manifest, generator: YamlNode): boolean {
  const isOff = (options: YamlNode | null) =>
    scalar(entry(options, 'disableNameSuffixHash')?.value.node) === 'true';
  return !isOff(child(kustomization.root, 'generatorOptions')) && !isOff(child(generator, 'options'));
}
