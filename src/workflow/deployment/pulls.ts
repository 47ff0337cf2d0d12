/**
 * Which image a cluster pulls with which secrets. A pod's own `imagePullSecrets` count; where it names none, those of its
 * service account do (Kubernetes docs "Configure Service Accounts for Pods"). All that fit are tried, and a pull without
 * any comes without a credential. One that is for other registries, or for other images of this one, has no part in it.
 */
import { isForImage, type PullLogin } from '../../evidence/credentials/pull-secret-entry.js';
import type { PullSecretEvidence, PullSecretFault } from '../../evidence/types/deployment.js';
import type { Location } from '../../types.js';
import { type SortedImages, sortImages } from './image-use.js';
import type { AccountUse, ClusterReading } from './kubernetes.js';
import type { NamedAt, PodUse } from './pod-spec.js';
import type { SecretUse } from './pull-secrets.js';

/** What a pull comes with. */
export interface PullSource {
  /** Of two that are the same it is the same. */
  id: string;
  /** null: no credential. */
  login: PullLogin | null;
  /** null: none is named. */
  secret: PullSecretEvidence | null;
  /** What it would come with can't be seen. */
  isUnseen: boolean;
}

/** One image in one pod, whichever of the sources serves it. */
interface ClusterPull {
  image: string;
  sources: string[];
}

export interface ClusterPulls {
  sources: Map<string, PullSource>;
  pulls: ClusterPull[];
  images: SortedImages;
  /** For pulls by their type, and named by no pod and no service account of these. */
  unused: SecretUse[];
  /** Service accounts that pods name and that are not among the manifests. */
  unknownAccounts: string[];
  /** What pulls with secrets that nobody can tell: its controller knows them, or a template. */
  open: PodUse[];
}

const NOTHING: PullSource = { id: 'none', login: null, secret: null, isUnseen: false };
const UNSEEN: PullSource = { id: 'unseen', login: null, secret: null, isUnseen: true };

/** @param given images that are named beside the manifests: asked about with every secret of theirs */
export function pullsOf(reading: ClusterReading, registry: string, given: readonly string[]): ClusterPulls {
  const book = new SourceBook(reading);
  const all = reading.pods.flatMap(({ images }) => images);
  const images = sortImages(all, registry);
  const pulls = new Map<string, ClusterPull>();
  const add = (image: string, sources: readonly PullSource[]) => {
    const ids = [...new Set(sources.map(({ id }) => id))];
    pulls.set(`${image}\n${ids.join('\n')}`, { image, sources: ids });
  };
  const own = new Set(images.own.map(({ name }) => name));
  const open: PodUse[] = [];
  for (const pod of reading.pods) {
    const wanted = pod.images.filter(({ name }) => own.has(name));
    if (wanted.length === 0) continue;
    let isOpen = pod.pullSecrets === null;
    for (const namespace of book.namespacesOf(pod)) {
      const named = book.namesFor({ ...pod, namespace });
      // Where its controller adds none, those of its account count.
      const ofAccount = named === null ? book.namesOfAccount({ ...pod, namespace }) : [];
      if (ofAccount.length > 0) isOpen = false;
      for (const { name } of wanted) {
        const sources = book.sourcesFor(named, namespace, withoutHost(name));
        const others = ofAccount.length > 0 ? book.sourcesFor(ofAccount, namespace, withoutHost(name)) : [];
        add(name, [...others, ...sources]);
      }
    }
    if (isOpen) open.push(pod);
  }
  const meant = reading.secrets.filter(({ isForPulls, isUntold }) => isForPulls || isUntold);
  const isNamed = (secret: SecretUse) => book.used.has(secret);
  for (const image of given) {
    if (meant.length === 0) add(image, book.sourcesFor([], null, withoutHost(image)));
    const fitting = meant.filter((secret) => !isForOthers(secret, withoutHost(image)));
    for (const secret of fitting.length > 0 ? fitting : meant)
      add(image, book.sourcesOf(secret, withoutHost(image), null));
  }
  // What is for another cluster may name them too.
  const areAllHere = !reading.pods.some(({ isElsewhere }) => isElsewhere);
  const unused =
    reading.pods.length > 0 && areAllHere && given.length === 0
      ? meant.filter((each) => each.isForPulls && !isNamed(each))
      : [];
  // Where there is nothing to pull, what is wrong with a secret is all there is to say.
  if (reading.pods.length === 0 && given.length === 0)
    for (const secret of meant) if (secret.isAlone || !secret.isOfOthers) book.sourcesOf(secret, '', null);
  return {
    sources: book.sources,
    pulls: [...pulls.values()],
    images,
    unused,
    unknownAccounts: [...book.unknownAccounts],
    open,
  };
}

/** Empty: of none. */
function accountNameOf({ serviceAccount, isNoPod }: PodUse): string {
  return serviceAccount?.name ?? (isNoPod ? '' : 'default');
}

function withoutHost(name: string): string {
  return name.slice(name.indexOf('/') + 1);
}

class SourceBook {
  readonly sources = new Map<string, PullSource>();
  readonly used = new Set<SecretUse>();
  readonly unknownAccounts = new Set<string>();
  readonly #secrets = new Map<string, SecretUse[]>();
  readonly #accounts = new Map<string, AccountUse[]>();

  constructor({ secrets, accounts, pods }: ClusterReading) {
    for (const each of secrets) this.#secrets.set(each.name, [...(this.#secrets.get(each.name) ?? []), each]);
    for (const each of accounts)
      this.#accounts.set(each.name, [...(this.#accounts.get(each.name) ?? []), each]);
    // Named is named, also by a pod that pulls nothing from here.
    for (const { pullSecrets, namespace } of [...accounts, ...pods])
      for (const { name } of pullSecrets ?? [])
        for (const secret of this.#secrets.get(name) ?? [])
          if (isSameNamespace(secret.namespace, namespace)) this.used.add(secret);
  }

  /**
   * Where it runs: one without a namespace is applied to each for which these manifests have a Secret or a service account
   * of the names that it names. null: wherever that is.
   */
  namespacesOf(pod: PodUse): (string | null)[] {
    const { namespace, pullSecrets } = pod;
    if (namespace !== null) return [namespace];
    const accounts = this.#accounts.get(accountNameOf(pod)) ?? [];
    const named = pullSecrets?.length ? [] : accounts;
    const names = [...(pullSecrets ?? []), ...named.flatMap((each) => each.pullSecrets ?? [])];
    const holders = [named, ...names.map(({ name }) => this.#secrets.get(name) ?? [])]
      .filter((all) => all.length > 0)
      .map((all) => new Set(all.map((each) => each.namespace)));
    const found = [...new Set(holders.flatMap((all) => [...all]))];
    // Where one of them is missing that others have it is not applied as it stands.
    const complete = found.filter((each) => holders.every((all) => all.has(null) || all.has(each)));
    const written = complete.filter((each) => each !== null);
    return written.length > 0 ? written : [null];
  }

  /** null: not among what was read. */
  namesFor(pod: PodUse): readonly NamedAt[] | null {
    const { pullSecrets, namespace } = pod;
    if (pullSecrets === null || pullSecrets.length > 0) return pullSecrets;
    const name = accountNameOf(pod);
    const account = this.#accounts.get(name)?.find((each) => isSameNamespace(each.namespace, namespace));
    if (!account && name !== 'default' && name !== '') {
      this.unknownAccounts.add(name);
      return null;
    }
    return account ? account.pullSecrets : [];
  }

  /** Those of the account that it names, where that is among what was read. */
  namesOfAccount({ serviceAccount, namespace }: PodUse): readonly NamedAt[] {
    const all = this.#accounts.get(serviceAccount?.name ?? '') ?? [];
    return all.find((each) => isSameNamespace(each.namespace, namespace))?.pullSecrets ?? [];
  }

  sourcesFor(named: readonly NamedAt[] | null, namespace: string | null, image: string): PullSource[] {
    if (named === null) return [this.#keep(UNSEEN)];
    if (named.length === 0) return [this.#keep(NOTHING)];
    const [refused] = named.flatMap(({ refusal, ...each }) =>
      refusal ? refusedName(each, namespace, refusal) : [],
    );
    if (refused) return [this.#keep(refused)];
    const fitting = named.filter(({ name, called }) => {
      const secret = called === undefined ? this.#secretFor(name, namespace) : undefined;
      return !secret || !isForOthers(secret, image);
    });
    return (fitting.length > 0 ? fitting : named).flatMap(({ name, location, called }) => {
      if (called !== undefined) return [this.#keep(notRenamed({ name, location }, namespace, called))];
      const secret = this.#secretFor(name, namespace);
      if (secret) return this.sourcesOf(secret, image, { namespace, location });
      const [elsewhere] = this.#secrets.get(name) ?? [];
      if (elsewhere) this.used.add(elsewhere);
      return [
        this.#keep(elsewhere ? misplaced(elsewhere, namespace, location) : absent(name, namespace, location)),
      ];
    });
  }

  /** What the kubelet gets out of a secret for an image; of several entries all that fit. */
  sourcesOf(
    secret: SecretUse,
    image: string,
    at: { namespace: string | null; location: Location } | null,
  ): PullSource[] {
    const id = `${secret.namespace ?? ''}/${secret.name}:${secret.location.file}:${secret.location.line}`;
    const evidence: PullSecretEvidence = {
      name: secret.name,
      namespace: secret.namespace ?? at?.namespace ?? null,
      username: secret.username,
      faults: secret.faults,
      kustomized: secret.kustomized,
    };
    if (secret.isUntold) return [this.#keep({ id, login: null, secret: evidence, isUnseen: true })];
    const logins = secret.logins.filter((login) => isForImage(login, image));
    if (logins.length === 0) {
      const given = secret.logins.map(({ scope }) => scope);
      const faults = [
        { fault: { kind: 'path', given } as const, location: secret.location },
        ...secret.faults,
      ];
      const unfit = given.length > 0 ? { ...evidence, faults } : evidence;
      return [this.#keep({ id: `${id}#`, login: null, secret: unfit, isUnseen: false })];
    }
    return logins.map((login, index) =>
      // What is wrong with it is said once.
      this.#keep({
        id: `${id}#${login.scope}`,
        login,
        secret: index === 0 ? evidence : { ...evidence, faults: [] },
        isUnseen: false,
      }),
    );
  }

  #secretFor(name: string, namespace: string | null): SecretUse | undefined {
    return this.#secrets.get(name)?.find((each) => isSameNamespace(each.namespace, namespace));
  }

  #keep(source: PullSource): PullSource {
    const known = this.sources.get(source.id);
    if (!known) this.sources.set(source.id, source);
    return known ?? source;
  }
}

/** It is well, and for the images of somebody else. */
function isForOthers({ isOfOthers, isUntold, logins }: SecretUse, image: string): boolean {
  if (isUntold) return false;
  return isOfOthers || (logins.length > 0 && !logins.some((login) => isForImage(login, image)));
}

/** Where one of them has none written, it is applied to any. */
function isSameNamespace(one: string | null, other: string | null): boolean {
  return one === null || other === null || one === other;
}

/** One that is there, in another namespace than the pod. */
function misplaced({ name, namespace, username }: SecretUse, wanted: string | null, location: Location) {
  const fault = { kind: 'namespace', wanted: wanted ?? 'default', found: namespace ?? 'default' } as const;
  return faulty(`misplaced:${wanted}/${name}`, { name, namespace, username }, fault, location);
}

function refusedName(
  { name, location }: NamedAt,
  namespace: string | null,
  fault: NonNullable<NamedAt['refusal']>,
): PullSource {
  const id = `${fault.kind}:${namespace}/${name}:${location.file}:${location.line}`;
  return faulty(id, { name, namespace, username: null }, fault, location);
}

function notRenamed({ name, location }: NamedAt, namespace: string | null, called: string): PullSource {
  const id = `not renamed:${namespace}/${name}:${location.file}:${location.line}`;
  const source = faulty(id, { name, namespace, username: null }, { kind: 'not-renamed', called }, location);
  return { ...source, isUnseen: true };
}

function absent(name: string, namespace: string | null, location: Location): PullSource {
  const secret = { name, namespace, username: null };
  return { ...faulty(`absent:${namespace}/${name}`, secret, { kind: 'absent' }, location), isUnseen: true };
}

/** One that gives the pull nothing, for this reason. */
function faulty(
  id: string,
  secret: Pick<SecretUse, 'name' | 'namespace' | 'username'>,
  fault: PullSecretFault,
  location: Location,
): PullSource {
  return { id, login: null, secret: { ...secret, faults: [{ fault, location }] }, isUnseen: false };
}
