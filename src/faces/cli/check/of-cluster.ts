/** `check --kubernetes`, and a `--docker-config` that is a pull secret. */
import { parseReferences } from '../../../evidence/registry/reference.js';
import type { Report } from '../../../report/report.js';
import type { Language } from '../../../types.js';
import { readCluster } from '../../../workflow/deployment/kubernetes.js';
import { type ManifestFile, readManifests } from '../../../workflow/deployment/manifests.js';
import { isSecretPart } from '../../../workflow/deployment/pull-secrets.js';
import { InputError } from '../../usage.js';
import { placeName } from '../stdin-name.js';
import { type CheckAsked, leftOpen, mustBeAt, questionOf, remarksOf } from './asked.js';
import { checkCluster } from './cluster.js';
import { imageNames, registryAskedFor, thisRepository } from './images.js';
import { manifestsOf, remarkOnUnread, splitKubernetes } from './manifest-files.js';
import { checkWords } from './words.js';

/** @param words behind the option: files, folders, images */
export async function ofManifests(asked: CheckAsked, words: readonly string[]): Promise<Report> {
  const { options, inputs, server } = asked;
  const { language } = options;
  if (options.access === 'push') throw new InputError(checkWords(language).onlyPulls);
  const { files, images: more } = splitKubernetes(words);
  const remark = remarksOf(asked);
  const { manifests, isOpen, mayReplace } = await manifestsOf(files, options, inputs, remark);
  const given = [...asked.images, ...more];
  const pulled = readCluster(manifests, '').pods.flatMap(({ images }) => images.map(({ name }) => name));
  const registry = registryAskedFor(asked, given, pulled);
  const names = hostedAt(registry, imageNames(given, registry, server), language);
  const report = await checkCluster(
    manifests,
    names,
    questionOf(asked, registry, 'cluster', 'pull'),
    asked,
    null,
    mayReplace,
  );
  return isOpen ? leftOpen(report) : report;
}

/** The Secrets that the text of an auth file is, or a part of one, and what could not be read; no Secret: it is a client's file. */
export function secretsIn(file: string, text: string): ManifestFile {
  const { manifests, unread } = readManifests(file, asSecret(text));
  return { manifests: manifests.filter(isSecretPart), unread };
}

/** The bare value of a Secret, as `kubectl get --output jsonpath` prints it, in the place where it belongs. */
function asSecret(text: string): string {
  // In the quotes of JSON, as jq prints it.
  const value = text.trim().replace(/^(["'])([^"']*)\1$/, '$2');
  const isBase64 = value.length > 8 && /^[A-Za-z0-9+/=\s]+$/.test(value);
  if (!isBase64) return text;
  const inner = Buffer.from(value, 'base64').toString('utf8').trim();
  // What was no base64 comes out as anything.
  const isMeant = /^\{/.test(inner) || /^eyJ[A-Za-z0-9+/=\s]+$/.test(inner);
  return isMeant ? JSON.stringify({ data: { '.dockerconfigjson': value } }) : text;
}

/** Of the pull secret that `--docker-config` reads. Throws an `InputError` for images of another registry. */
export async function ofPullSecret(
  asked: CheckAsked,
  { manifests: secrets, unread }: ManifestFile,
): Promise<Report> {
  const { options, images, server, env } = asked;
  const { language, dockerConfig = '-' } = options;
  // Nothing of it is pulled.
  const others = unread.map((each) => ({ ...each, mayPull: false }));
  remarkOnUnread(others, language, remarksOf(asked));
  const registry = registryAskedFor(asked, images);
  // What is wrong with the secret can be told without an image.
  const own =
    images.length > 0 ? images : await thisRepository(registry, server, env, language).catch(() => []);
  const names = hostedAt(registry, imageNames([own].flat(), registry, server), language);
  const question = questionOf(asked, registry, 'cluster', options.access ?? 'pull');
  return checkCluster(secrets, names, question, asked, placeName(dockerConfig));
}

/** With the host in front of each. Throws an `InputError` for images of another registry. */
function hostedAt(registry: string, images: readonly string[], language: Language): string[] {
  mustBeAt(registry, images, language);
  const { references } = parseReferences(images.join('\n'), { registry, owner: null });
  return references.map(({ given }) =>
    given.toLowerCase().startsWith(`${registry}/`) ? given : `${registry}/${given}`,
  );
}
