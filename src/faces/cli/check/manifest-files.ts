/** The manifests that `check --kubernetes` was given, and what of its words are images. */
import { existsSync } from 'node:fs';
import * as path from 'node:path';
import type { Language } from '../../../types.js';
import { isKustomization } from '../../../workflow/deployment/kustomize/images.js';
import { followKustomizations, isOfKustomize } from '../../../workflow/deployment/kustomize/tree.js';
import {
  MANIFESTS_LIMIT,
  type Manifest,
  readManifests,
  type UnreadManifest,
} from '../../../workflow/deployment/manifests.js';
import { child, text as scalar } from '../../../workflow/text/document.js';
import { InputError } from '../../usage.js';
import { placeName } from '../stdin-name.js';
import type { Remark } from './asked.js';
import { isEmptyList, isKubeconfig, takenByAnother } from './file-kinds.js';
import { remarkOnEach } from './images.js';
import { type Inputs, inputName } from './inputs.js';
import { imagesNamedIn, withNamedFiles } from './named-in-file.js';
import type { CheckOptions } from './options.js';
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
  /** What a file is that has no manifest in it. */
  let nothing: string | null = null;
  const say = checkWords(language);
  const files = places.flatMap((place) => inputs.filesIn(place));
  const called = (file: string) => inputName(file, language);
  for (const file of files) {
    const text = await inputs.text(file, MANIFESTS_LIMIT);
    if (/^Events:[ \t]*(?:<none>)?\r?$/m.test(text)) throw new InputError(say.described(called(file)));
    const read = readManifests(placeName(file), text);
    const applied = read.manifests.filter((each) => !isKubeconfig(each));
    if (applied.length === 0 && read.manifests.length > 0) {
      nothing ??= say.kubeconfig(called(file));
      continue;
    }
    if (isEmptyList(text)) nothing ??= say.emptyList(called(file));
    manifests.push(...applied);
    unread.push(...read.unread);
    taker ??= takenByAnother('--kubernetes', text);
    if (applied.every(({ root }) => scalar(child(root, 'kind')) === null)) {
      const whole = withNamedFiles(text, file, (...each) => inputs.textIfThere(...each));
      const found = imagesNamedIn(whole, registry ?? 'ghcr.io');
      named.push(...found.whole);
      // Of a whole chart the manifests are templates.
      areOpen ||= found.areOpen || path.basename(file) === 'Chart.yaml';
    }
  }
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
        : withTaker(nothing ?? say.noManifest(files.map(called)), taker, language, distinct(named), areOpen),
    );
  remarkOnUnread(unread, language, remark);
  for (const place of places) {
    const below = inputs.foldersUnread(place, files);
    if (below.length > 0) remark(say.foldersBelow(place, below));
  }
  const isOpen = followed.isOpen || unread.some(({ mayPull }) => mayPull);
  return { manifests: followed.manifests, isOpen, mayReplace: followed.mayReplace };
}

/** Each once, and not without a version where one file has it with one. */
function distinct(names: readonly string[]): string[] {
  const isPart = (name: string) =>
    names.some((each) => each.startsWith(name) && /^[:@]/.test(each.slice(name.length)));
  return [...new Set(names)].filter((name) => !isPart(name));
}

/** A sentence for each document that is left out. */
export function remarkOnUnread(unread: readonly UnreadManifest[], language: Language, remark: Remark): void {
  const sentence = (each: UnreadManifest) =>
    checkWords(language).brokenDocument(`${each.file}:${each.line}`, each);
  remarkOnEach(unread, sentence, language, remark);
}
