/** Which images `check` asks about: those of the command line, of compose files, of an env file, or this repository's. */
import * as path from 'node:path';
import { isPlaceholder } from '../../../evidence/credentials/placeholder.js';
import { registryOf } from '../../../evidence/github-server.js';
import { isLoopbackHost } from '../../../evidence/http/http.js';
import { packageAt } from '../../../evidence/registry/package-address.js';
import type { UntoldImage } from '../../../evidence/types/deployment.js';
import type { Language, Location } from '../../../types.js';
import {
  type ComposeFile,
  type ComposeService,
  isEnabled,
  mergedService,
  mountedImages,
  pullsNothing,
  readComposeFile,
  serviceImages,
} from '../../../workflow/deployment/compose/file.js';
import { ComposeProject } from '../../../workflow/deployment/compose/project.js';
import { ENV_FILE_LIMIT, readEnvFile } from '../../../workflow/deployment/env-file.js';
import { type ImageUse, sortImages } from '../../../workflow/deployment/image-use.js';
import { type ImageMention, unread } from '../../../workflow/deployment/mentions.js';
import { hasHole } from '../../../workflow/language/values.js';
import { MAX_BYTES } from '../../../workflow/text/parse.js';
import { InputError, registryHost } from '../../usage.js';
import { repositoryOn } from '../repository.js';
import { placeName } from '../stdin-name.js';
import type { Remark } from './asked.js';
import type { EnvFile } from './env-file-token.js';
import { takenByAnother } from './file-kinds.js';
import { type Inputs, inputName } from './inputs.js';
import { imagesNamedIn, isUnit, withNamedFiles } from './named-in-file.js';
import type { CheckOptions } from './options.js';
import { checkWords, withTaker } from './words.js';

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

/** A file names the variables: one may be called as something that every object has (`constructor`). */
function variableOf(env: NodeJS.ProcessEnv): (name: string) => string | undefined {
  return (name) => (Object.hasOwn(env, name) ? env[name] : undefined);
}

/** The variables of the file that was named; null: none was. */
export async function envFileOf(
  { dotenv, envFile, language, registry = 'ghcr.io' }: CheckOptions,
  env: NodeJS.ProcessEnv,
  inputs: Inputs,
): Promise<EnvFile | null> {
  const file = dotenv ?? envFile;
  if (!file) return null;
  const text = await inputs.text(file, ENV_FILE_LIMIT);
  const taker = takenByAnother('--dotenv', text);
  const variables = readEnvFile(text, variableOf(env));
  const isOfVariables = variables.size > 0 && !isUnit(text);
  const whole = isOfVariables ? '' : withNamedFiles(text, file, (...each) => inputs.textIfThere(...each));
  const named = imagesNamedIn(whole, registry).whole;
  if (taker !== null || isUnit(text) || named.length > 0)
    throw new InputError(
      withTaker(checkWords(language).noVariables(inputName(file, language)), taker, language, named),
    );
  return { file: placeName(file), variables };
}

/** What the services of compose files pull, or push. */
export interface ComposedImages {
  images: ImageUse[];
  /** There may be more, in files that these name. */
  isOpen: boolean;
  /** Images of a registry that the files name, and that are none of what their services are, pulled or not. */
  mentions(registry: string): ImageMention[];
}

/** A later file goes before an earlier one, as `docker compose` merges them. Throws an `InputError` where no file has a service. */
export async function composeImagesIn(
  { compose = [], access, language, registry = 'ghcr.io' }: CheckOptions,
  env: NodeJS.ProcessEnv,
  envFile: EnvFile | null,
  inputs: Inputs,
  remark: Remark,
): Promise<ComposedImages> {
  if (compose.length === 0) return { images: [], isOpen: false, mentions: () => [] };
  let taker: string | null = null;
  const inOtherWays: string[] = [];
  const textOf = (file: string, limit = MAX_BYTES) => inputs.textIfThere(file, limit);
  const project = new ComposeProject(textOf);
  // Paths in all of them lead from where the first one lies.
  const folder = folderOf(compose[0] ?? '');
  const files: ComposeFile[] = [];
  const services = new Map<string, ComposeService>();
  const say = checkWords(language);
  const called = (file: string) => inputName(file, language);
  const beside = envFile ? null : besideOf(folder, env, inputs);
  const variable = (name: string) => {
    const value = variableOf(env)(name) ?? (envFile?.variables ?? beside)?.get(name)?.value;
    return value !== undefined && hasHole(value) ? undefined : value;
  };
  for (const file of compose) {
    const text = await inputs.text(file, MAX_BYTES);
    taker ??= takenByAnother('--compose', text);
    inOtherWays.push(...imagesNamedIn(withNamedFiles(text, file, textOf), registry).whole);
    const reading = readComposeFile(placeName(file), text, variable);
    if (reading.problem)
      throw new InputError(
        withTaker(say.brokenCompose(called(file), reading.problem), taker, language, inOtherWays),
      );
    files.push(reading.file);
    for (const [name, service] of project.servicesOf(reading.file, { folder, variable }))
      services.set(name, mergedService(services.get(name), service));
  }
  for (const { by, as, named } of project.unread.slice(0, SHOWN_REMARKS))
    remark(say.unreadCompose(called(by), as, named.replace(/[\uE000-\uF8FF]+/g, '…')));
  if (project.unread.length > SHOWN_REMARKS) remark(say.more(project.unread.length - SHOWN_REMARKS));
  let isOpen = project.unread.length > 0;
  const found = [...services.values()].filter(
    (each) => each.image !== null || each.isBuilt || mountedImages(each).length > 0,
  );
  if (found.length === 0 && !isOpen)
    throw new InputError(withTaker(say.noServices(compose.map(called)), taker, language, inOtherWays));
  const enabled = found.filter((each) => isEnabled(each, variable('COMPOSE_PROFILES') ?? ''));
  const others = found.filter((each) => !enabled.includes(each));
  if (others.length > 0)
    remark(say.notEnabled(others.length, [...new Set(others.flatMap(({ profiles }) => profiles))]));
  // Which of them a command line enables nobody tells.
  isOpen ||= enabled.length === 0 && others.length > 0;
  // What is only built here may be pushed all the same.
  const without = (reason: 'built' | 'never') =>
    access === 'push' ? [] : enabled.filter((each) => pullsNothing(each) === reason);
  const onlyBuilt = without('built');
  if (onlyBuilt.length > 0) remark(say.onlyBuilt(onlyBuilt.length));
  const neverPulled = without('never');
  if (neverPulled.length > 0) remark(say.neverPulled(neverPulled.length));
  const idle = new Set([...onlyBuilt, ...neverPulled]);
  const named = enabled.flatMap((each) => (idle.has(each) ? [] : serviceImages(each)));
  // docker compose looks through all services for one that builds an image which could not be pulled (docker/compose,
  // pkg/compose/pull.go, isServiceImageToBuild).
  const built = new Set(found.flatMap(({ image, isBuilt }) => (isBuilt && image ? [image.name] : [])));
  const images = named.map((each) => (built.has(each.name) ? { ...each, isBuildable: true } : each));
  // A push sends what a service is, and not what it mounts or is described in.
  const pulled = access === 'push' ? [] : [...enabled.flatMap(mountedImages), ...project.artifacts];
  const known = [...files.flatMap((file) => [...file.services.values()]), ...found];
  const mentions = (registry: string) =>
    unread(
      files.flatMap((file) => file.mentions(registry)),
      [...known.flatMap((each) => [each.image ?? [], mountedImages(each)].flat()), ...pulled].map(
        ({ name }) => name,
      ),
    );
  return { images: [...images, ...pulled], isOpen, mentions };
}

/** Of a compose file; of standard input it is where we are. */
function folderOf(file: string): string {
  return file === '-' || file === '' ? '.' : path.dirname(file);
}

/** `docker compose` reads the `.env` that lies beside its file. */
function besideOf(folder: string, env: NodeJS.ProcessEnv, inputs: Inputs): EnvFile['variables'] | null {
  const text = inputs.textIfThere(path.join(folder, '.env'), ENV_FILE_LIMIT);
  return text === null ? null : readEnvFile(text, variableOf(env));
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
  const { own, untold, elsewhere } = sortImages(images, registry);
  if (elsewhere > 0) remark(checkWords(language).otherRegistries(elsewhere));
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

/** Variables of an env file that hold the name of an image at this registry. */
export function imagesInEnvFile({ file, variables }: EnvFile, registry: string): ImageUse[] {
  return [...variables.values()].flatMap(({ value, line, missing }) => {
    if (!value.startsWith(`${registry}/`) || /\s/.test(value) || /\/$/.test(value)) return [];
    // The prefix of names, such as ghcr.io/owner, is none.
    if (value.split('/').length < 3) return [];
    const location = { file, line, column: 1, endLine: line, endColumn: 1 };
    return [{ name: value, shown: value.replace(/[\uE000-\uF8FF]+/g, '…'), location, missing }];
  });
}

/** `registry/owner/name` of the repository that we stand in. */
export async function thisRepository(
  registry: string,
  server: string,
  env: NodeJS.ProcessEnv,
  language: Language,
): Promise<string> {
  const repository = env.GITHUB_REPOSITORY || (await repositoryOn(server, '.'));
  if (!repository) throw new InputError(checkWords(language).noImage(registry, new URL(server).host));
  return `${registry}/${repository.toLowerCase()}`;
}
