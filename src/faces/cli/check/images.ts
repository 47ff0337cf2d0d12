/** Which images `check` asks about: those of the command line, those of a deployment that are worth it, or this repository's. */
import { isPlaceholder } from '../../../evidence/credentials/placeholder.js';
import { registryOf } from '../../../evidence/github-server.js';
import { isLoopbackHost } from '../../../evidence/http/http.js';
import { imageMeant } from '../../../evidence/registry/misspelt.js';
import { packageAt } from '../../../evidence/registry/package-address.js';
import type { UntoldImage } from '../../../evidence/types/deployment.js';
import type { Language, Location } from '../../../types.js';
import { type ImageUse, type SortedImages, sortImages } from '../../../workflow/deployment/image-use.js';
import type { ImageMention } from '../../../workflow/deployment/mentions.js';
import { hasHole } from '../../../workflow/language/values.js';
import { InputError, registryHost } from '../../usage.js';
import { namedRepository } from '../own-repository.js';
import { repositoryOn } from '../repository.js';
import type { Remark } from './asked.js';
import { inputName } from './inputs.js';
import { checkWords } from './words.js';

/** IMAGE of the command line: a page of a package is as good as its name, and so is the name with the transport of a client. */
export function imageNames(images: readonly string[], registry: string, server: string): string[] {
  return images.map((image) => {
    const found = packageAt(image, server);
    return found ? `${registry}/${found}` : image.replace(TRANSPORT, '$1');
  });
}

/**
 * In front of each entry of a list. skopeo, buildah and podman write `docker://` (containers-transports(5)), helm, oras and Flux
 * `oci://`: no part of the name, and right with them. No client takes an image by `https://`.
 */
const TRANSPORT = /(^|[\s,"'=])(?:docker|oci):\/\//gi;

/**
 * The registry of the server at hand, where an image is there; else the host that the first one names behind which a GitHub
 * server or this machine could be: others are called so, too, and stand beside ours.
 */
export function namedRegistry(images: readonly string[], server: string, language: Language): string | null {
  const hosts = images.flatMap((image) => HOST.exec(image)?.[1] ?? []);
  const own = registryOf(server);
  const host = hosts.find((each) => each.toLowerCase() === own) ?? hosts.find(isOfServer);
  return host === undefined ? null : registryHost(host, language, 'IMAGE');
}

/** What stands in front that does not belong there is told of when the name is judged. */
const HOST = /^[\s"']*(?:[a-z][a-z0-9+.-]{0,20}:\/\/)?([^/]+)\//i;

function isOfServer(host: string): boolean {
  if (hasHole(host)) return false;
  return (
    /^(?:containers\.|ghcr\.io$)/i.test(host) ||
    isLoopbackHost(host) ||
    /^(?:localhost|[\d.]+):\d+$/.test(host)
  );
}

/** What of a deployment is to be asked about, and what can't be. */
export interface SoughtImages {
  names: string[];
  /** Where they are named. */
  places: ReadonlyMap<string, Location>;
  /** For which platforms they are pulled. */
  platforms: ReadonlyMap<string, readonly string[]>;
  /** Names of those that are built where they can't be pulled. */
  buildable: ReadonlySet<string>;
  untold: UntoldImage[];
}

/** The images of a deployment that are at this registry, with a remark on those that are elsewhere or a guide's. */
export function soughtIn(
  images: readonly ImageUse[],
  registry: string,
  language: Language,
  remark: Remark,
): SoughtImages {
  const sorted = sortImages(images, registry);
  const { own, untold } = sorted;
  remarkOnOthers(sorted, language, remark);
  for (const { name, location } of own) {
    const owner = name.split('/')[1] ?? '';
    if (isPlaceholder(owner, 'owner'))
      remark(checkWords(language).placeholder(`${location.file}:${location.line}`, name, owner));
  }
  return {
    names: own.map(({ name }) => name),
    places: placesOf(own),
    platforms: platformsOf(own),
    buildable: new Set(own.flatMap(({ name, isBuildable }) => (isBuildable ? [name] : []))),
    untold: worthAsking(untold, own.length > 0, language, remark),
  };
}

/** Where each is named, by its name. */
export function placesOf(images: readonly ImageUse[]): ReadonlyMap<string, Location> {
  return new Map(images.map(({ name, location }) => [name, location]));
}

/** For which platforms each is pulled, where the text tells. */
export function platformsOf(images: readonly ImageUse[]): ReadonlyMap<string, readonly string[]> {
  return new Map(images.flatMap(({ name, platforms }) => (platforms ? [[name, platforms] as const] : [])));
}

/** Sentences of one kind before they are only counted. */
export const SHOWN_REMARKS = 5;

/**
 * The images that leave the verdict open: those of this registry, and all where no other is known. An image of which not
 * even the registry is told gets a sentence where there are others.
 */
export function worthAsking(
  untold: readonly UntoldImage[],
  areOthersKnown: boolean,
  language: Language,
  remark: Remark,
): UntoldImage[] {
  const worth = untold.filter(({ isHere }) => isHere || !areOthersKnown);
  const rest = untold.filter((each) => !worth.includes(each));
  const say = checkWords(language);
  for (const { shown, location, missing } of rest.slice(0, SHOWN_REMARKS))
    remark(say.missing(`${location.file}:${location.line}`, shown, missing));
  if (rest.length > SHOWN_REMARKS) remark(say.more(rest.length - SHOWN_REMARKS));
  return worth;
}

/** What is on other registries, and what may have been meant for ours. */
export function remarkOnOthers({ alike, elsewhere }: SortedImages, language: Language, remark: Remark): void {
  const say = checkWords(language);
  for (const { name, shown, location } of alike.slice(0, SHOWN_REMARKS)) {
    const meant = imageMeant(name);
    if (meant !== null)
      remark(say.alike(`${inputName(location.file, language)}:${location.line}`, shown, meant));
  }
  if (alike.length > SHOWN_REMARKS) remark(say.more(alike.length - SHOWN_REMARKS));
  if (elsewhere > 0) remark(say.otherRegistries(elsewhere));
}

/** One sentence on the images that stand where nobody can tell whether they are pulled. */
export function remarkOnMentions(
  mentions: readonly ImageMention[],
  language: Language,
  remark: Remark,
): void {
  if (mentions.length === 0) return;
  const shown = mentions.slice(0, SHOWN_REMARKS).map(({ name, location: { file, line } }) => ({
    name,
    place: `${inputName(file, language)}:${line}`,
  }));
  remark(checkWords(language).mentioned(shown, mentions.length - shown.length));
}

/** `registry/owner/name` of the repository that we stand in. */
export async function thisRepository(
  registry: string,
  server: string,
  env: NodeJS.ProcessEnv,
  language: Language,
): Promise<string> {
  const repository = namedRepository(env, language) ?? (await repositoryOn(server, '.'));
  if (!repository) throw new InputError(checkWords(language).noImage(registry, new URL(server).host));
  return `${registry}/${repository.toLowerCase()}`;
}
