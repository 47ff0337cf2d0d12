/** What there is to say of a cluster's manifests beside what the registry answers. */

import { isIdle } from '../../../workflow/deployment/idle.js';
import type { ClusterReading } from '../../../workflow/deployment/kubernetes.js';
import type { Manifest } from '../../../workflow/deployment/manifests.js';
import type { ClusterPulls } from '../../../workflow/deployment/pulls.js';
import { type CheckAsked, remarksOf } from './asked.js';
import { remarkOnMentions, remarkOnOthers, SHOWN_REMARKS, shownPlace, shownPlaces } from './images.js';
import { inputName } from './inputs.js';
import { splitKubernetes } from './manifest-files.js';
import { secretsBeside } from './secrets-beside.js';
import { checkWords } from './words.js';

/**
 * There are pods, and none of their images, which are all told, is of the registry; or resources alone for which nothing is
 * pulled. A pull secret without a pod was given to be asked with.
 */
export function isNothingToPull(
  { pods, accounts, secrets, mentions }: ClusterReading,
  manifests: readonly Manifest[],
): boolean {
  if (pods.length > 0) return pods.every(({ unnamed }) => !unnamed);
  const isForPulls =
    secrets.some((each) => each.isForPulls || each.isUntold) ||
    accounts.some(({ pullSecrets }) => pullSecrets === null || pullSecrets.length > 0);
  return !isForPulls && mentions.length === 0 && manifests.every(isIdle);
}

/** Where the Secrets are that pods name and nobody gave. */
export function remarkOnSecretsBeside(
  { sources }: ClusterPulls,
  manifests: readonly Manifest[],
  asked: CheckAsked,
): void {
  const places = splitKubernetes(asked.options.kubernetes ?? []).files;
  const absent = [...sources.values()].flatMap(({ secret }) =>
    secret?.faults.some(({ fault }) => fault.kind === 'absent') ? secret.name : [],
  );
  const read = manifests.map(({ document }) => document.file);
  for (const [name, file] of secretsBeside([...new Set(absent)], places, read, asked.inputs))
    remarksOf(asked)(checkWords(asked.options.language).secretBeside(name, file));
}

/** What there is to say of the manifests beside what is asked about them. */
export function remarkOnPulls(
  { images, unused, unknownAccounts, open, pulls }: ClusterPulls,
  reading: ClusterReading,
  manifests: readonly Manifest[],
  registry: string,
  asked: CheckAsked,
): void {
  const { pods, repeated, mentions } = reading;
  const { language } = asked.options;
  const say = checkWords(language);
  const remark = remarksOf(asked);
  remarkOnOthers(images, language, remark);
  const neverPulled = pods.reduce((sum, pod) => sum + pod.notPulled.length, 0);
  if (neverPulled > 0) remark(say.neverPulled(neverPulled));
  for (const secret of unused.slice(0, SHOWN_REMARKS)) remark(say.unusedSecret(inNamespace(secret)));
  for (const secret of repeated.slice(0, SHOWN_REMARKS)) {
    remark(say.repeatedSecret(inNamespace(secret), shownPlace(secret.location, language)));
  }
  if (unknownAccounts.length > 0) remark(say.unknownAccount(unknownAccounts.slice(0, SHOWN_REMARKS)));
  const named = (of: ClusterPulls['open']) => [
    ...new Set(of.map((pod) => `${pod.kind} ${inNamespace(pod)}`)),
  ];
  const elsewhere = named(open.filter(({ isElsewhere }) => isElsewhere));
  if (elsewhere.length > 0) remark(say.otherCluster(elsewhere.slice(0, SHOWN_REMARKS)));
  const untoldSecrets = named(open.filter(({ isElsewhere }) => !isElsewhere));
  if (untoldSecrets.length > 0) remark(say.untoldSecrets(untoldSecrets.slice(0, SHOWN_REMARKS)));
  const unnamed = pods.flatMap((pod) => pod.unnamed ?? []);
  if (unnamed.length > 0) remark(say.withoutImage(...shownPlaces(unnamed, language)));
  remarkOnMentions(mentions, language, remark);
  if (pulls.length > 0 || unnamed.length > 0) return;
  if (!isNothingToPull(reading, manifests)) remark(say.noPod());
  else if (images.untold.length === 0) remark(say.notMoved(namesOf(manifests, asked), registry, 'pull'));
}

/** `prod/ghcr`, as kubectl has it. */
export function inNamespace({ name, namespace }: { name: string; namespace: string | null }): string {
  return namespace ? `${namespace}/${name}` : name;
}

function namesOf(manifests: readonly Manifest[], { options }: CheckAsked): string {
  const files = new Set(manifests.map(({ document }) => document.file));
  return [...files].map((file) => inputName(file, options.language)).join(', ');
}
