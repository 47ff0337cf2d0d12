/** `check --kubernetes`, and a Secret that `--docker-config` names: what a cluster will pull, and with what. */
import { existsSync } from 'node:fs';
import { checkPulls, type PullAsk, type WantedPull } from '../../../commands/check-pulls.js';
import { parseReference } from '../../../evidence/registry/reference.js';
import { heldSecrets } from '../../../evidence/secrets/secrets.js';
import { type Credential, credentials, holdToken } from '../../../evidence/token.js';
import type { Question } from '../../../observe/question.js';
import type { Report } from '../../../report/report.js';
import type { Language } from '../../../types.js';
import { isIdle } from '../../../workflow/deployment/idle.js';
import { type ClusterReading, readCluster } from '../../../workflow/deployment/kubernetes.js';
import { isKustomization } from '../../../workflow/deployment/kustomize/images.js';
import { followKustomizations, isOfKustomize } from '../../../workflow/deployment/kustomize/tree.js';
import {
  MANIFESTS_LIMIT,
  type Manifest,
  readManifests,
  type UnreadManifest,
} from '../../../workflow/deployment/manifests.js';
import type { SecretUse } from '../../../workflow/deployment/pull-secrets.js';
import { type ClusterPulls, type PullSource, pullsOf } from '../../../workflow/deployment/pulls.js';
import { child, text as scalar } from '../../../workflow/text/document.js';
import { InputError } from '../../usage.js';
import { placeName } from '../stdin-name.js';
import { type CheckAsked, type Remark, remarksOf } from './asked.js';
import { isKubeconfig, takenByAnother } from './file-kinds.js';
import {
  namedRegistry,
  placesOf,
  platformsOf,
  remarkOnMentions,
  remarkOnOthers,
  SHOWN_REMARKS,
  worthAsking,
} from './images.js';
import { type Inputs, inputName } from './inputs.js';
import { imagesNamedIn, withNamedFiles } from './named-in-file.js';
import type { CheckOptions } from './options.js';
import { secretsBeside } from './secrets-beside.js';
import { checkWords, withTaker } from './words.js';

/** The option takes all words behind it, so that an IMAGE may stand among them. */
export function splitKubernetes(words: readonly string[]): { files: string[]; images: string[] } {
  const isImage = (word: string) =>
    word !== '-' &&
    !existsSync(word) &&
    /^[\w.-]+(?::\d+)?\/[^\s]+$/.test(word) &&
    !/\.(?:ya?ml|json)$/i.test(word);
  const files = words.filter((word) => !isImage(word));
  // Of words that are all no files, the first one was meant to be one.
  return files.length > 0 ? { files, images: words.filter(isImage) } : { files: [...words], images: [] };
}

export interface ManifestsRead {
  manifests: Manifest[];
  /** There may be more to pull, or other images, in what could not be read or followed. */
  isOpen: boolean;
  /** See FollowedManifests. */
  mayReplace: boolean;
}

/** All manifests, with a sentence for each that could not be read. Throws an `InputError` where there is none. */
export async function manifestsOf(
  places: readonly string[],
  { language, registry }: CheckOptions,
  inputs: Inputs,
  remark: Remark,
): Promise<ManifestsRead> {
  const manifests: Manifest[] = [];
  const unread: UnreadManifest[] = [];
  let taker: string | null = null;
  const named: string[] = [];
  let areOpen = false;
  const files = places.flatMap((place) => inputs.filesIn(place));
  const called = (file: string) => inputName(file, language);
  for (const file of files) {
    const text = await inputs.text(file, MANIFESTS_LIMIT);
    if (/^Events:[ \t]*(?:<none>)?\r?$/m.test(text))
      throw new InputError(checkWords(language).described(called(file)));
    if (isKubeconfig(text)) continue;
    const read = readManifests(placeName(file), text);
    manifests.push(...read.manifests);
    unread.push(...read.unread);
    taker ??= takenByAnother('--kubernetes', text);
    if (read.manifests.every(({ root }) => scalar(child(root, 'kind')) === null)) {
      const whole = withNamedFiles(text, file, (...each) => inputs.textIfThere(...each));
      const found = imagesNamedIn(whole, registry ?? 'ghcr.io');
      named.push(...found.whole);
      areOpen ||= found.areOpen;
    }
  }
  const say = checkWords(language);
  const hasKustomization = manifests.some(isKustomization);
  const followed = followKustomizations(manifests, (file) => inputs.textIfThere(file, MANIFESTS_LIMIT));
  const [kustomization] = followed.open;
  if (kustomization) {
    const file = called(kustomization.document.file);
    const folder = scalar(child(child(kustomization.root, 'spec'), 'path')) ?? './';
    remark(isOfKustomize(kustomization) ? say.kustomized(file) : say.kustomizedByFlux(file, folder));
  }
  const [broken] = unread;
  if (!hasKustomization && !manifests.some(({ root }) => scalar(child(root, 'kind')) !== null))
    throw new InputError(
      broken && taker === null && named.length === 0 && !areOpen
        ? say.brokenDocument(`${broken.file}:${broken.line}`, { ...broken, mayPull: false })
        : withTaker(say.noManifest(files.map(called)), taker, language, named, areOpen),
    );
  remarkOnUnread(unread, language, remark);
  for (const place of places) {
    const below = inputs.foldersUnread(place, files);
    if (below.length > 0) remark(say.foldersBelow(place, below));
  }
  const isOpen = followed.isOpen || unread.some(({ mayPull }) => mayPull);
  return { manifests: followed.manifests, isOpen, mayReplace: followed.mayReplace };
}

/** A sentence for each document that is left out. */
export function remarkOnUnread(unread: readonly UnreadManifest[], language: Language, remark: Remark): void {
  const say = checkWords(language);
  for (const each of unread.slice(0, SHOWN_REMARKS))
    remark(say.brokenDocument(`${each.file}:${each.line}`, each));
  if (unread.length > SHOWN_REMARKS) remark(say.more(unread.length - SHOWN_REMARKS));
}

/** The registry that the pods pull from; null: the usual one. */
export function registryOfManifests(
  manifests: readonly Manifest[],
  server: string,
  options: CheckOptions,
): string | null {
  const { pods } = readCluster(manifests, '');
  return namedRegistry(
    pods.flatMap(({ images }) => images.map(({ name }) => name)),
    server,
    options.language,
  );
}

/**
 * @param secretsIn the file that `--docker-config` names; null: manifests of a cluster
 * @param mayReplace see ManifestsRead
 */
export async function checkCluster(
  manifests: readonly Manifest[],
  images: readonly string[],
  question: Question,
  asked: CheckAsked,
  secretsIn: string | null,
  mayReplace = false,
): Promise<Report> {
  const { registry } = question;
  const { language } = asked.options;
  const reading = readCluster(manifests, registry, secretsIn !== null);
  for (const secret of reading.secrets.filter(({ isForPulls }) => isForPulls)) holdSecret(secret);
  const found = pullsOf(reading, registry, images);
  remarkOnPulls(found, reading, manifests, registry, asked);
  remarkOnSecretsBeside(found, manifests, asked);

  const asks = [...found.sources.values()].map((source): PullAsk => {
    const wanted = found.pulls.filter(({ sources }) => sources.includes(source.id)).map(({ image }) => image);
    return {
      id: source.id,
      images: [...new Set(wanted)],
      credential: credentialOf(source, secretsIn, asked),
      label: source.login && secretsIn === null ? nameOf(source) : null,
      pullSecret: source.secret,
      isUnseen: source.isUnseen,
      // What is named beside the manifests no kustomization changes.
      mayFail: mayReplace && !wanted.some((image) => images.includes(image)),
    };
  });
  const pulls = found.pulls.map(
    ({ image, sources }): WantedPull => ({ image: referenceOf(image, registry), asks: sources }),
  );
  const { untold, own } = found.images;
  const untoldImages = worthAsking(untold, found.pulls.length > 0, language, remarksOf(asked));
  const otherwise = isNothingToPull(reading, manifests) ? 'not-needed' : 'unknown';
  const where = { places: placesOf(own), platforms: platformsOf(own) };
  return checkPulls({ asks, pulls, otherwise }, { ...question, ...where, untoldImages }, language);
}

/**
 * There are pods, and none of their images, which are all told, is of the registry; or resources alone for which nothing is
 * pulled. A pull secret without a pod was given to be asked with.
 */
function isNothingToPull(
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
function remarkOnSecretsBeside(
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
function remarkOnPulls(
  { images, unused, unknownAccounts, open, pulls }: ClusterPulls,
  reading: ClusterReading,
  manifests: readonly Manifest[],
  registry: string,
  asked: CheckAsked,
): void {
  const { pods, repeated, mentions } = reading;
  const say = checkWords(asked.options.language);
  const remark = remarksOf(asked);
  remarkOnOthers(images, asked.options.language, remark);
  const neverPulled = pods.reduce((sum, pod) => sum + pod.notPulled.length, 0);
  if (neverPulled > 0) remark(say.neverPulled(neverPulled));
  for (const secret of unused.slice(0, SHOWN_REMARKS)) remark(say.unusedSecret(spaced(secret)));
  for (const secret of repeated.slice(0, SHOWN_REMARKS)) {
    const { file, line } = secret.location;
    remark(say.repeatedSecret(spaced(secret), `${inputName(file, asked.options.language)}:${line}`));
  }
  if (unknownAccounts.length > 0) remark(say.unknownAccount(unknownAccounts.slice(0, SHOWN_REMARKS)));
  const untoldSecrets = [...new Set(open.map((pod) => `${pod.kind} ${spaced(pod)}`))];
  if (untoldSecrets.length > 0) remark(say.untoldSecrets(untoldSecrets.slice(0, SHOWN_REMARKS)));
  const unnamed = pods.flatMap((pod) => pod.unnamed ?? []);
  if (unnamed.length > 0) {
    const shown = unnamed.slice(0, SHOWN_REMARKS).map(({ name, location: { file, line } }) => ({
      name,
      place: `${inputName(file, asked.options.language)}:${line}`,
    }));
    remark(say.withoutImage(shown, unnamed.length - shown.length));
  }
  remarkOnMentions(mentions, asked.options.language, remark);
  if (pulls.length > 0 || unnamed.length > 0) return;
  if (!isNothingToPull(reading, manifests)) remark(say.noPod());
  else if (images.untold.length === 0) remark(say.notMoved(namesOf(manifests, asked), registry, 'pull'));
}

/** `prod/ghcr`, as kubectl has it. */
function spaced({ name, namespace }: { name: string; namespace: string | null }): string {
  return namespace ? `${namespace}/${name}` : name;
}

function namesOf(manifests: readonly Manifest[], { options }: CheckAsked): string {
  const files = new Set(manifests.map(({ document }) => document.file));
  return [...files].map((file) => inputName(file, options.language)).join(', ');
}

function referenceOf(image: string, registry: string): string {
  const parsed = parseReference(image, { registry, owner: null });
  return 'host' in parsed ? image : parsed.reference;
}

/** What a pull with this Secret sends; null: nothing. */
function credentialOf(
  source: PullSource,
  secretsIn: string | null,
  { options }: CheckAsked,
): Credential | null {
  if (!source.login) return null;
  const { secret, username } = source.login;
  const raw = {
    source: 'auth-file' as const,
    raw: secret,
    username: options.username || username,
    file: secretsIn ?? nameOf(source),
  };
  return credentials([raw], { inActions: false })[0] ?? null;
}

/** Out of all that is printed: its tokens, and its values as they are encoded. Plain words are no secrets. */
function holdSecret({ values, logins }: SecretUse): void {
  for (const { secret } of logins) holdToken(secret);
  for (const value of values) if (/^[A-Za-z0-9+/=]{16,}$/.test(value)) heldSecrets.add(value);
}

/** Of a pod's pull: `Secret prod/ghcr`. */
function nameOf({ secret }: PullSource): string {
  return secret ? `Secret ${spaced(secret)}` : 'Secret';
}
