/** Which images `check` asks about of compose files: what their services pull, or push. */
import * as path from 'node:path';
import {
  type ComposeFile,
  type ComposeService,
  imagesToPush,
  isEnabled,
  isMadeOfNothing,
  mergedService,
  mountedImages,
  pullsNothing,
  readComposeFile,
  serviceImages,
} from '../../../workflow/deployment/compose/file.js';
import { ComposeProject, type UnreadCompose } from '../../../workflow/deployment/compose/project.js';
import type { ImageUse } from '../../../workflow/deployment/image-use.js';
import { type ImageMention, unread } from '../../../workflow/deployment/mentions.js';
import { hasHole } from '../../../workflow/language/values.js';
import { MAX_BYTES } from '../../../workflow/text/parse.js';
import { InputError } from '../../usage.js';
import { placeName } from '../stdin-name.js';
import type { Remark } from './asked.js';
import { composeVariables, variableOf } from './env-file.js';
import type { EnvFile } from './env-file-token.js';
import { takenByAnother } from './file-kinds.js';
import { remarkOnEach, SHOWN_REMARKS, shownPlaces } from './images.js';
import { type Inputs, inputName } from './inputs.js';
import { imagesNamedIn, withNamedFiles } from './named-in-file.js';
import type { CheckOptions } from './options.js';
import { checkWords, withTaker } from './words.js';

/** What the services of compose files pull, or push. */
export interface ComposedImages {
  images: ImageUse[];
  /** There may be more, in files that these name. */
  isOpen: boolean;
  /** Images of a registry that the files name, and that are none of what their services are, pulled or not. */
  mentions(registry: string): ImageMention[];
}

/** The value of a variable in the files; undefined: nobody tells. */
type Variable = (name: string) => string | undefined;

/** A later file goes before an earlier one, as `docker compose` merges them. Throws an `InputError` where no file has a service. */
export async function composeImagesIn(
  options: CheckOptions,
  env: NodeJS.ProcessEnv,
  envFile: EnvFile | null,
  inputs: Inputs,
  remark: Remark,
): Promise<ComposedImages> {
  const { compose = [], access, language } = options;
  if (compose.length === 0) return { images: [], isOpen: false, mentions: () => [] };
  const say = checkWords(language);
  const variables = envFile ? envFile.variables : await composeVariables(folderOf(compose), env, inputs);
  const variable = variableIn(env, variables);
  const { project, files, services: byName, refused } = await readProject(options, variable, inputs);
  remarkOnUnread(project, options, remark);
  const services = [...byName.values()];
  const found = services.filter(
    (each) => each.image !== null || each.isBuilt || mountedImages(each).length > 0,
  );
  const isUnread = project.unread.length > 0;
  const misshapen = [...files.flatMap((file) => file.misshapen), ...project.misshapen];
  if (misshapen.length > 0) {
    const named = misshapen.map(({ path, location }) => ({ name: path, location }));
    const sentence = say.misshapen(...shownPlaces(named, language));
    if (found.length === 0 && !isUnread) throw refused(sentence);
    remark(sentence);
  }
  const isRefused = isUnread || misshapen.length > 0;
  if (found.length === 0 && !isUnread)
    throw refused(say.noServices(compose.map((file) => inputName(file, language))));
  const profiles = variable('COMPOSE_PROFILES') ?? '';
  const bare = isRefused ? [] : namesOf(byName, (each) => isMadeOfNothing(each) && isEnabled(each, profiles));
  if (bare.length > 0) {
    const shown = bare.slice(0, SHOWN_REMARKS);
    remark(say.madeOfNothing(shown, bare.length - shown.length));
  }
  const enabled = found.filter((each) => isEnabled(each, profiles));
  const others = found.filter((each) => !enabled.includes(each));
  if (others.length > 0)
    remark(say.notEnabled(others.length, [...new Set(others.flatMap(({ profiles }) => profiles))]));
  const images =
    access === 'push' ? pushedOf(enabled, options, remark) : pulledOf(enabled, found, options, remark);
  // A push sends what a service is, and not what it mounts or is described in.
  const pulled = access === 'push' ? [] : [...enabled.flatMap(mountedImages), ...project.artifacts];
  const known = [...files.flatMap((file) => [...file.services.values()]), ...found];
  return {
    images: [...images, ...pulled],
    // Which of the others a command line enables nobody tells.
    isOpen: isRefused || bare.length > 0 || (enabled.length === 0 && others.length > 0),
    mentions: (registry) =>
      unread(
        files.flatMap((file) => file.mentions(registry)),
        [
          ...known.flatMap((each) => [each.image ?? [], each.tags, mountedImages(each)].flat()),
          ...pulled,
        ].map(({ name }) => name),
      ),
  };
}

/** What is set where the command runs goes before a file. A value that nobody knows is none. */
function variableIn(env: NodeJS.ProcessEnv, file: EnvFile['variables'] | null): Variable {
  return (name) => {
    const value = variableOf(env)(name) ?? file?.get(name)?.value;
    return value !== undefined && hasHole(value) ? undefined : value;
  };
}

/** Compose files, read and merged. */
interface ReadProject {
  project: ComposeProject;
  files: ComposeFile[];
  services: ReadonlyMap<string, ComposeService>;
  /** Says beside the sentence which option takes such a file, and which images stand in it in other ways. */
  refused(sentence: string): InputError;
}

/** Throws an `InputError` where a file is none. */
async function readProject(
  { compose = [], language, registry = 'ghcr.io' }: CheckOptions,
  variable: Variable,
  inputs: Inputs,
): Promise<ReadProject> {
  const textOf = (file: string, limit = MAX_BYTES) => inputs.textIfThere(file, limit);
  const project = new ComposeProject(textOf, (file) => inputs.variablesIfThere(file, MAX_BYTES));
  const folder = folderOf(compose);
  const files: ComposeFile[] = [];
  const services = new Map<string, ComposeService>();
  let taker: string | null = null;
  const inOtherWays: string[] = [];
  const refused = (sentence: string) => new InputError(withTaker(sentence, taker, language, inOtherWays));
  for (const file of compose) {
    const text = await inputs.text(file, MAX_BYTES);
    taker ??= takenByAnother('--compose', text);
    inOtherWays.push(...imagesNamedIn(withNamedFiles(text, file, textOf), registry).whole);
    const reading = readComposeFile(placeName(file), text, variable);
    if (reading.problem)
      throw refused(checkWords(language).brokenCompose(inputName(file, language), reading.problem));
    files.push(reading.file);
    for (const [name, service] of project.servicesOf(reading.file, { folder, variable }))
      services.set(name, mergedService(services.get(name), service));
  }
  return { project, files, services, refused };
}

/** Paths in all of them lead from where the first one lies; standard input lies where we are. */
function folderOf([first = '']: readonly string[]): string {
  return first === '-' || first === '' ? '.' : path.dirname(first);
}

function remarkOnUnread({ unread: files }: ComposeProject, { language }: CheckOptions, remark: Remark): void {
  const say = checkWords(language);
  const sentence = ({ by, as, named, lacks }: UnreadCompose) => {
    const [file, source] = [inputName(by, language), named.replace(/[\uE000-\uF8FF]+/g, '…')];
    return lacks === undefined
      ? say.unreadCompose(file, as, source)
      : say.noSuchService(file, lacks, inputName(source, language));
  };
  remarkOnEach(files, sentence, language, remark);
}

function namesOf(
  services: ReadonlyMap<string, ComposeService>,
  isMeant: (service: ComposeService) => boolean,
): string[] {
  return [...services].flatMap(([name, service]) => (isMeant(service) ? name : []));
}

function pushedOf(
  enabled: readonly ComposeService[],
  { language }: CheckOptions,
  remark: Remark,
): ImageUse[] {
  const others = enabled.filter(({ image, isBuilt }) => image !== null && !isBuilt);
  if (others.length > 0) remark(checkWords(language).notPushed(others.length));
  return enabled.flatMap(imagesToPush);
}

function pulledOf(
  enabled: readonly ComposeService[],
  all: readonly ComposeService[],
  options: CheckOptions,
  remark: Remark,
): ImageUse[] {
  const idle = idleAmong(enabled, options, remark);
  const named = enabled.flatMap((each) => (idle.has(each) ? [] : serviceImages(each)));
  return withBuildable(named, all);
}

/** Services that pull nothing, with a remark on each kind of them. */
function idleAmong(
  enabled: readonly ComposeService[],
  { language }: CheckOptions,
  remark: Remark,
): Set<ComposeService> {
  const say = checkWords(language);
  const onlyBuilt = enabled.filter((each) => pullsNothing(each) === 'built');
  if (onlyBuilt.length > 0) remark(say.onlyBuilt(onlyBuilt.length));
  const neverPulled = enabled.filter((each) => pullsNothing(each) === 'never');
  if (neverPulled.length > 0) remark(say.neverPulled(neverPulled.length));
  return new Set([...onlyBuilt, ...neverPulled]);
}

/**
 * docker compose looks through all services for one that builds an image which could not be pulled (docker/compose,
 * pkg/compose/pull.go, isServiceImageToBuild).
 */
function withBuildable(images: readonly ImageUse[], services: readonly ComposeService[]): ImageUse[] {
  const built = new Set(services.flatMap(({ image, isBuilt }) => (isBuilt && image ? [image.name] : [])));
  return images.map((each) => (built.has(each.name) ? { ...each, isBuildable: true } : each));
}
