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
import { InputError, registryHost, registryOfServer } from '../../usage.js';
import { namedRepository } from '../own-repository.js';
import { repositoryOn } from '../repository.js';
import type { CheckAsked, Remark } from './asked.js';
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

/** A remark on each of the first, and one that counts the others. */
export function remarkOnEach<Item>(
  all: readonly Item[],
  sentence: (item: Item) => string | null,
  language: Language,
  remark: Remark,
): void {
  for (const each of all.slice(0, SHOWN_REMARKS)) {
    const said = sentence(each);
    if (said !== null) remark(said);
  }
  if (all.length > SHOWN_REMARKS) remark(checkWords(language).more(all.length - SHOWN_REMARKS));
}

/** The first of them, each with where it stands, and how many there are besides: what one sentence says of all. */
export function shownPlaces(
  all: readonly { name: string; location: Location }[],
  language: Language,
): [shown: { name: string; place: string }[], others: number] {
  const shown = all
    .slice(0, SHOWN_REMARKS)
    .map(({ name, location }) => ({ name, place: shownPlace(location, language) }));
  return [shown, all.length - shown.length];
}

/** `compose.yaml:12` */
export function shownPlace({ file, line }: Location, language: Language): string {
  return `${inputName(file, language)}:${line}`;
}

/** The registry that is asked: the one of `--registry`, else of the first of these lists that tells one, else of the server. */
export function registryAskedFor({ named, server, env, options }: CheckAsked, ...lists: string[][]): string {
  const { language } = options;
  for (const images of lists) named ??= namedRegistry(images, server, language);
  return named ?? registryOfServer(server, language, { given: env.GITHUB_SERVER_URL });
}

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
  const missing = ({ shown, location, missing }: UntoldImage) =>
    say.missing(`${location.file}:${location.line}`, shown, missing);
  remarkOnEach(rest, missing, language, remark);
  return worth;
}

/** What is on other registries, and what may have been meant for ours. */
export function remarkOnOthers({ alike, elsewhere }: SortedImages, language: Language, remark: Remark): void {
  const say = checkWords(language);
  const sentence = ({ name, shown, location }: ImageUse) => {
    const meant = imageMeant(name);
    return meant === null ? null : say.alike(shownPlace(location, language), shown, meant);
  };
  remarkOnEach(alike, sentence, language, remark);
  if (elsewhere > 0) remark(say.otherRegistries(elsewhere));
}

/** One sentence on the images that stand where nobody can tell whether they are pulled. */
export function remarkOnMentions(
  mentions: readonly ImageMention[],
  language: Language,
  remark: Remark,
): void {
  if (mentions.length > 0) remark(checkWords(language).mentioned(...shownPlaces(mentions, language)));
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
