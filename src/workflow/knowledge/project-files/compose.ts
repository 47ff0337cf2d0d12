/** Compose files: the images of services that are built. */
import { recordOf } from '../../../evidence/json-text.js';
import { readEnvFile } from '../../deployment/env-file.js';
import type { Chance } from '../../language/chance.js';
import { HOLE, hasHole } from '../../language/values.js';
import { folderOf } from '../../language/workspace.js';
import type { Surroundings } from '../clients.js';
import { inFolder } from './files.js';
import { interpolated } from './interpolation.js';
import { yaml } from './parsed.js';

/** Docs: docs.docker.com/compose, "compose.yaml" and its older names. */
const COMPOSE_FILES = ['compose.yaml', 'compose.yml', 'docker-compose.yaml', 'docker-compose.yml'];

/** What is read beside the first of them (compose-go, cli/options.go, `DefaultOverrideFileNames`). */
const OVERRIDES = ['compose', 'docker-compose'].flatMap((name) => [
  `${name}.override.yml`,
  `${name}.override.yaml`,
]);

/** The files that a command is told of. */
export interface ComposeCall {
  /** As `-f` names them; none: the usual ones. */
  files: readonly string[];
  /** As `--env-file` names them; none: the one beside the first file, where there is one. */
  envFiles: readonly string[];
  /** As `--profile` names them. */
  profiles?: readonly string[];
}

/** With what variables name in the place of options (docs.docker.com/compose: COMPOSE_FILE, COMPOSE_ENV_FILES). */
export function composeCall(
  { files, envFiles, profiles = [] }: ComposeCall,
  around: Pick<Surroundings, 'variable'>,
): ComposeCall {
  const listed = (name: string, separator: string) =>
    (around.variable(name) ?? '')
      .split(separator)
      .map((each) => each.trim())
      .filter(Boolean);
  const byVariable = envFiles.length > 0 ? envFiles : listed('COMPOSE_ENV_FILES', ',');
  if (files.length > 0) return { files, envFiles: byVariable, profiles };
  const isOfWindows = around.variable('COMPOSE_FILE')?.includes(';') ?? false;
  const separator = around.variable('COMPOSE_PATH_SEPARATOR') || (isOfWindows ? ';' : ':');
  return { files: listed('COMPOSE_FILE', separator), envFiles: byVariable, profiles };
}

/** An image of a service, and whether the service is on. */
export interface ComposedImage {
  image: string;
  runs: Chance;
}

/**
 * Images that `docker compose push` pushes, of services that are built; or those that are `pulled`, of all others. A service that is
 * not named is passed over while none of its profiles is on.
 */
export function composeImages(
  { files, envFiles, profiles = [] }: ComposeCall,
  services: readonly string[],
  around: Surroundings,
  wanted: 'pushed' | 'pulled' = 'pushed',
): ComposedImage[] {
  const filled = fillerFor({ files, envFiles }, around);
  // The variable counts where no option is given (compose-go, cli/options.go, `WithDefaultProfiles`).
  const on = profiles.length > 0 ? profiles : filled('${COMPOSE_PROFILES:-}').split(',');
  const isNamed = (name: string): Chance => (services.includes(name) ? 'yes' : 'no');
  return [...servicesOf(files, around)].flatMap(([name, { build, image, profiles: own }]) => {
    const runs = services.length > 0 ? isNamed(name) : chanceOf(profilesOf(own).map(filled), on);
    if (runs === 'no' || Boolean(build) !== (wanted === 'pushed') || typeof image !== 'string') return [];
    return [image, ...tagsOf(build)].map((each) => ({ image: filled(each), runs }));
  });
}

/** Services with those that they need, and so on (docs: Compose file reference, depends_on): a list of names, or a mapping of them. */
export function withNeededServices(
  { files }: Pick<ComposeCall, 'files'>,
  named: readonly string[],
  around: Surroundings,
): readonly string[] {
  const services = new Map(servicesOf(files, around));
  const all = new Set(named);
  for (const name of all) {
    const needed: unknown = services.get(name)?.depends_on;
    const names = Array.isArray(needed) ? needed.map(String) : Object.keys(Object(needed ?? {}));
    for (const each of names) all.add(each);
  }
  return [...all];
}

/**
 * Is a service without profiles, or with one of those that are on (Compose docs, Using profiles)? An option that nobody knows may
 * be it.
 */
function chanceOf(own: readonly string[], on: readonly string[]): Chance {
  const names = on.flatMap((each) => each.trim() || []);
  if (own.length === 0 || names.includes('*') || own.some((each) => !hasHole(each) && names.includes(each)))
    return 'yes';
  return [...own, ...names].some(hasHole) ? 'unknown' : 'no';
}

function profilesOf(written: unknown): string[] {
  return Array.isArray(written) ? written.map(String) : [];
}

/** A service that is built. */
export interface BuiltService {
  name: string;
  build: unknown;
  images: string[];
  /** Without one it is always on. */
  profiles: string[];
  /** A text of it, with its variables filled in. */
  filled(text: string): string;
}

/** Those of the files that are built. */
export function builtServices(files: readonly string[], around: Surroundings): BuiltService[] {
  const filled = fillerFor({ files, envFiles: [] }, around);
  return [...servicesOf(files, around)].flatMap(([name, { build, image, profiles }]): BuiltService[] => {
    if (!build) return [];
    const images = [...(typeof image === 'string' ? [image] : []), ...tagsOf(build)];
    return [{ name, build, images: images.map(filled), profiles: profilesOf(profiles), filled }];
  });
}

/** What fills the variables of a text in. */
function fillerFor({ files, envFiles }: ComposeCall, around: Surroundings): (text: string) => string {
  const own = envFiles.length > 0 ? envFiles : [`${folderOf(files[0] ?? '') || '.'}/.env`];
  const set = variablesIn(own, around);
  const unset = unsetIn(files, envFiles.length > 0 ? own : [...own, '.env'], envFiles.length > 0, around);
  return (text) => interpolated(text, (variable) => around.variable(variable) ?? set(variable), unset).text;
}

/**
 * What is said of a variable that surely nothing sets. Where no env file is named, it is the one beside the files, or that of the
 * folder in which compose is started (docs.docker.com/compose, "Interpolation", `.env` file).
 */
function unsetIn(
  files: readonly string[],
  envFiles: readonly string[],
  isNamed: boolean,
  around: Surroundings,
): (name: string) => string | null {
  let set: ((name: string) => string | undefined) | null = null;
  const read = () => {
    const isKnown =
      isWholeProject(files, around) &&
      envFiles.every((each) => isReadOrAbsent(inFolder('.', each), isNamed, around));
    return isKnown ? variablesIn(envFiles, around) : () => HOLE;
  };
  return (name) => {
    const absent = around.unset?.(name) ?? null;
    if (absent === null) return null;
    // Most projects name no variable that nothing sets.
    set ??= read();
    return set(name) === undefined ? absent : null;
  };
}

/** Of an env file that may name other files of the project, not all is known. */
function isReadOrAbsent(path: string, isNamed: boolean, around: Surroundings): boolean {
  if (hasHole(path) || around.isUntouched?.(path) !== true) return false;
  const text = around.file(path);
  if (text !== null) return !/^[ \t]*(?:export[ \t]+)?COMPOSE_/m.test(text);
  return !isNamed && around.entries(folderOf(path))?.includes('.env') === false;
}

/** Is each file there that is named, and does none include others, which may have an env file of their own? */
function isWholeProject(files: readonly string[], around: Pick<Surroundings, 'file'>): boolean {
  const read = composeFiles(files, around);
  return read.length >= files.length && read.every(({ text }) => !/^["']?include["']?[ \t]*:/m.test(text));
}

/** More names of what is built, which are pushed with it (docs.docker.com/compose, Build Specification, tags). */
function tagsOf(build: unknown): string[] {
  const tags = recordOf(build)?.tags;
  return Array.isArray(tags) ? tags.filter((each) => typeof each === 'string') : [];
}

interface Service {
  build?: unknown;
  image?: unknown;
  profiles?: unknown;
  depends_on?: unknown;
  /** The name of a service of the same file, or one of another file. */
  extends?: unknown;
}

interface ComposeFile {
  include?: unknown;
  services?: unknown;
}

/** Services that extend services. */
const MAX_DEPTH = 8;

/**
 * The services of the files, as compose puts them together: a later file adds to one of the same name, `extends` and
 * `include` bring in what other files say (docs.docker.com/compose: Merge, Extend, Include).
 */
function servicesOf(files: readonly string[], around: Pick<Surroundings, 'file'>): Map<string, Service> {
  const merged = new Map<string, Service>();
  const pending = composeFiles(files, around).reverse();
  const seen = new Set<string>();
  const order: ComposeText[] = [];
  for (let next = pending.pop(); next; next = pending.pop()) {
    if (seen.has(next.name)) continue;
    seen.add(next.name);
    order.push(next);
    const { include } = (yaml(next.text) ?? {}) as ComposeFile;
    const paths = (Array.isArray(include) ? include : []).flatMap(includedPaths);
    pending.push(...paths.toReversed().flatMap((path) => composeFileAt(beside(next.name, path), around)));
  }
  for (const { name: file, text } of order)
    for (const name of Object.keys(servicesIn(text)))
      merged.set(name, added(merged.get(name) ?? {}, serviceIn(file, text, name, around)));
  return merged;
}

/** Profiles are added to those that are there (compose-go, override/merge.go). */
function added(service: Service, more: Service): Service {
  const profiles = [service, more].flatMap((each) => profilesOf(each.profiles));
  return { ...service, ...more, ...(profiles.length > 0 ? { profiles } : {}) };
}

function beside(file: string, path: string): string {
  return inFolder(folderOf(file) || '.', path);
}

function servicesIn(text: string): Record<string, unknown> {
  return recordOf((yaml(text) as ComposeFile | null)?.services) ?? {};
}

/** A service with what it extends. */
function serviceIn(
  file: string,
  text: string,
  name: string,
  around: Pick<Surroundings, 'file'>,
  depth = 0,
): Service {
  const services = servicesIn(text);
  const own = (Object.hasOwn(services, name) && recordOf(services[name])) || {};
  const parent = extended(own.extends);
  if (parent === null || depth >= MAX_DEPTH) return own;
  const path = parent.file === null ? file : beside(file, parent.file);
  const other = parent.file === null ? text : composeFileAt(path, around)[0]?.text;
  return other === undefined ? own : added(serviceIn(path, other, parent.service, around, depth + 1), own);
}

/** `include: [PATH, {path: PATH}]`; a path may be a list of them. */
function includedPaths(entry: unknown): string[] {
  const path = typeof entry === 'object' && entry !== null ? (entry as { path?: unknown }).path : entry;
  return (Array.isArray(path) ? path : [path]).filter((each) => typeof each === 'string');
}

/** `extends: NAME`, `extends: {service: NAME, file: PATH}`. */
function extended(written: unknown): { service: string; file: string | null } | null {
  if (typeof written === 'string') return { service: written, file: null };
  const { service, file } = (written ?? {}) as { service?: unknown; file?: unknown };
  if (typeof service !== 'string') return null;
  return { service, file: typeof file === 'string' ? file : null };
}

/** What env files set, the last of them first; of one that the job makes itself, nothing is known. */
function variablesIn(files: readonly string[], around: Surroundings): (name: string) => string | undefined {
  const isKnown = files.every((name) => !around.isMade(inFolder('.', name)));
  const read = files.flatMap((name) => {
    const text = hasHole(name) ? null : around.file(inFolder('.', name));
    return text === null ? [] : [readEnvFile(text, (other) => around.variable(other) ?? undefined)];
  });
  return (name) => read.findLast((each) => each.has(name))?.get(name)?.value ?? (isKnown ? undefined : HOLE);
}

/**
 * The texts of the files that are given, else of the one that is found.
 *
 * @param files as `-f` names them
 */
export function composeTexts(files: readonly string[], around: Pick<Surroundings, 'file'>): string[] {
  return composeFiles(files, around).map(({ text }) => text);
}

/** Does the job itself make one of the files, or give its images other names? */
export function composeFileIsMade(
  files: readonly string[],
  { isMade }: Pick<Surroundings, 'isMade'>,
): boolean {
  const named = files.length > 0 ? files : [...COMPOSE_FILES, ...OVERRIDES];
  return named.some((name) => !hasHole(name) && isMade(inFolder('.', name)));
}

function composeFiles(files: readonly string[], around: Pick<Surroundings, 'file'>): ComposeText[] {
  const found = (names: readonly string[]) =>
    names.flatMap((name) => composeFileAt(inFolder('.', name), around));
  if (files.length > 0) return found(files);
  const [first] = found(COMPOSE_FILES);
  return first ? [first, ...found(OVERRIDES).slice(0, 1)] : [];
}

interface ComposeText {
  name: string;
  text: string;
}

/** None where there is no such file. */
function composeFileAt(name: string, { file }: Pick<Surroundings, 'file'>): ComposeText[] {
  const text = hasHole(name) ? null : file(name);
  return text === null ? [] : [{ name, text }];
}
