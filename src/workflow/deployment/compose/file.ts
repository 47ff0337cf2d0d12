/** One compose file: what it says of its services, and which other files make them. */
import { posix } from 'node:path';
import type { WorkflowProblem } from '../../../evidence/types/workflow-problem.js';
import type { Location } from '../../../types.js';
import { interpolated } from '../../knowledge/project-files/interpolation.js';
import { hasHole } from '../../language/values.js';
import {
  child,
  entry,
  list,
  map,
  text as scalar,
  type WorkflowDocument,
  type YamlEntry,
  type YamlItem,
  type YamlNode,
} from '../../text/document.js';
import { parseWorkflow } from '../../text/parse.js';
import { locate } from '../../text/places.js';
import { repeatedKey } from '../../text/repeated-key.js';
import type { ImageUse } from '../image-use.js';
import { type ImageMention, mentionedIn } from '../mentions.js';
import { isWellShaped, type MisshapenPart, misshapenParts } from './shape.js';
import { isReplacing, isResetting, standingPart } from './tags.js';

/** What the environment sets; undefined: nothing, or nobody knows. */
export type Variables = (name: string) => string | undefined;

/** A part of a service that docker compose does not take: `services.app.image`, and where it stands. */
export type MisshapenValue = Omit<MisshapenPart, 'at'> & { location: Location };

export interface ComposeFile {
  file: string;
  services: ReadonlyMap<string, ComposeService>;
  includes: readonly Include[];
  /** For these docker compose refuses it. */
  misshapen: readonly MisshapenValue[];
  /** What each service says itself, by the names of its parts. */
  said: ReadonlyMap<string, ReadonlySet<string>>;
  /** Images of a registry that it names, whatever for. */
  mentions(registry: string): ImageMention[];
}

export type ComposeReading = { file: ComposeFile; problem: null } | { file: null; problem: WorkflowProblem };

/** A file as another names it, with holes for what no variable tells: a path, or an address. */
export type Source = ImageUse;

/** Compose file reference, `include`: files that are read as a project of their own. */
export interface Include {
  /** The first one, and its overrides. */
  paths: readonly Source[];
  /** null: where the first one lies. */
  folder: string | null;
  /** None: the `.env` of the folder, if there is one. */
  envFiles: readonly string[];
}

/** What one file says of a service. */
export interface ComposeService {
  image: ImageUse | null;
  volumes: readonly Volume[];
  isBuilt: boolean;
  /** More names of what is built (Compose build specification, `tags`). */
  tags: readonly ImageUse[];
  /** A program of the host stands in for it, so that it has no image. */
  isProvided: boolean;
  /** By `!reset`: of an earlier file's nothing is left. */
  isTakenOut: boolean;
  /** null: not said; empty: the usual one, whatever an earlier file says. */
  pullPolicy: string | null;
  /** The same. */
  platform: string | null;
  /** None: it is started always. */
  profiles: readonly string[];
  /** What it extends; `file` is null for a service of the same file. */
  base: { file: Source | null; service: string } | null;
  /** Of what an earlier file says of these nothing is left. */
  dropped: readonly ServicePart[];
}

interface Volume {
  /** Where it is mounted; null: not told. */
  target: string | null;
  /** null: it is of another type. */
  image: ImageUse | null;
}

const PARTS = ['image', 'build', 'provider', 'pull_policy', 'platform', 'profiles', 'volumes'] as const;
type ServicePart = (typeof PARTS)[number];

/** @param variable what the env file or the environment sets */
export function readComposeFile(file: string, text: string, variable: Variables): ComposeReading {
  const { document, problem } = parseWorkflow(file, text);
  const refused = problem ?? repeatedKey(document);
  if (refused || !document) return { file: null, problem: refused as WorkflowProblem };
  const written = mergedEntries(mergedEntry(document.root, 'services')?.value.node ?? null);
  const services = new Map(
    written.map((each) => [String(each.key.value), serviceIn(document, each, variable)]),
  );
  const misshapen = written
    .filter((each) => !isResetting(document, each))
    .flatMap((each) =>
      misshapenParts(
        each,
        (name) => standingPart(document, mergedEntry(each.value.node, name)),
        filledWith(variable),
      ),
    )
    .map(({ at, ...each }) => ({ ...each, location: locate(document, at) }));
  const said = new Map(
    written.map(({ key, value }) => [
      String(key.value),
      new Set(mergedEntries(value.node).map((each) => String(each.key.value))),
    ]),
  );
  const includes = (list(child(document.root, 'include'))?.items ?? []).map((item) =>
    includeIn(document, item, variable),
  );
  const mentions = (registry: string) =>
    [...mentionedIn(document.root, registry)].map(([name, at]) => ({ name, location: locate(document, at) }));
  return { file: { file, services, includes, misshapen, said, mentions }, problem: null };
}

function serviceIn(document: WorkflowDocument, service: YamlEntry, variable: Variables): ComposeService {
  const { node } = service.value;
  const filled = filledWith(variable);
  const use = (found: YamlEntry | null) => (found ? named(document, found.value, variable) : []);
  const word = (found: YamlEntry | null) =>
    scalar(found?.value.node) === null ? null : filled(found?.value.node);
  const own = (name: ServicePart | 'extends') => standingPart(document, mergedEntry(node, name));
  const build = own('build');
  const mounts = list(own('volumes')?.value.node)?.items ?? [];
  const profiles = list(own('profiles')?.value.node)?.items ?? [];
  const fits = (name: ServicePart) => isWellShaped(name, own(name)?.value.node ?? null, filled);
  return {
    // An empty one is none: it changes nothing of an earlier file's, either.
    image: fits('image') ? (use(own('image')).find(({ name }) => name.trim() !== '') ?? null) : null,
    volumes: mounts.map(({ node: each }) => ({
      target: targetOf(
        each.kind === 'scalar' ? filled(each).split(':').findLast(isAbsolute) : filled(child(each, 'target')),
      ),
      image: scalar(child(each, 'type')) === 'image' ? (use(entry(each, 'source'))[0] ?? null) : null,
    })),
    isBuilt: build !== null && fits('build'),
    tags: (list(child(build?.value.node, 'tags'))?.items ?? []).flatMap((each) =>
      named(document, each, variable),
    ),
    isProvided: own('provider') !== null,
    isTakenOut: isResetting(document, service),
    pullPolicy: word(own('pull_policy')),
    platform: word(own('platform')),
    profiles: profiles.flatMap(({ node: each }) => filled(each) || []),
    base: baseIn(own('extends')?.value.node ?? null, filled, use),
    dropped: isReplacing(document, service)
      ? PARTS
      : PARTS.filter((name) => isReplacing(document, mergedEntry(node, name))),
  };
}

function filledWith(variable: Variables): (part: YamlNode | null | undefined) => string {
  return (part) => interpolated(scalar(part) ?? '', variable).text;
}

/** What a value names, with where it stands. */
function named(document: WorkflowDocument, { node, at }: YamlItem, variable: Variables): ImageUse[] {
  const written = scalar(node);
  if (written === null) return [];
  const { text: name, missing } = interpolated(written, variable);
  return [{ name, shown: written, location: locate(document, at), missing }];
}

function baseIn(
  node: YamlNode | null,
  filled: (node: YamlNode | null) => string,
  use: (found: YamlEntry | null) => Source[],
): ComposeService['base'] {
  if (!node) return null;
  if (node.kind === 'scalar') return { file: null, service: filled(node) };
  return { file: use(entry(node, 'file'))[0] ?? null, service: filled(child(node, 'service')) };
}

const isAbsolute = (place: string) => place.startsWith('/');

function targetOf(written = ''): string | null {
  return written === '' || hasHole(written) ? null : posix.resolve('/', written);
}

function includeIn(document: WorkflowDocument, item: YamlItem, variable: Variables): Include {
  const all = (value: YamlItem) =>
    (list(value.node)?.items ?? [value]).flatMap((each) => named(document, each, variable));
  const part = (name: string) => {
    const found = entry(item.node, name);
    return found ? all(found.value) : [];
  };
  if (item.node.kind === 'scalar') return { paths: all(item), folder: null, envFiles: [] };
  return {
    paths: part('path'),
    folder: part('project_directory')[0]?.name ?? null,
    envFiles: part('env_file').map(({ name }) => name),
  };
}

/** A service as two files make it: each value is the later file's, where that has one (Compose docs "Merge"). */
export function mergedService(earlier: ComposeService | undefined, later: ComposeService): ComposeService {
  if (!earlier) return later;
  const kept = (part: ServicePart) => !later.dropped.includes(part);
  return {
    image: later.image ?? (kept('image') ? earlier.image : null),
    volumes: [...(kept('volumes') ? withoutTargets(earlier.volumes, later.volumes) : []), ...later.volumes],
    isBuilt: later.isBuilt || (kept('build') && earlier.isBuilt),
    tags: [...(kept('build') ? earlier.tags : []), ...later.tags],
    isProvided: later.isProvided || (kept('provider') && earlier.isProvided),
    isTakenOut: later.isTakenOut,
    pullPolicy: later.pullPolicy ?? (kept('pull_policy') ? earlier.pullPolicy : null),
    platform: later.platform ?? (kept('platform') ? earlier.platform : null),
    profiles: [...(kept('profiles') ? earlier.profiles : []), ...later.profiles],
    base: null,
    dropped: [...new Set([...earlier.dropped, ...later.dropped])],
  };
}

/** What is mounted later at the same place goes before (Compose docs "Merge", unique resources). */
function withoutTargets(earlier: readonly Volume[], later: readonly Volume[]): readonly Volume[] {
  const taken = new Set(later.map(({ target }) => target));
  return earlier.filter(({ target }) => target === null || !taken.has(target));
}

/** A service of none of these docker compose refuses, with the whole project (compose-go, `checkConsistency`). */
export function isMadeOfNothing({ image, isBuilt, isProvided, isTakenOut }: ComposeService): boolean {
  return image === null && !isBuilt && !isProvided && !isTakenOut;
}

/** Images that it mounts. */
export function mountedImages({ volumes }: ComposeService): ImageUse[] {
  return volumes.flatMap(({ image }) => image ?? []);
}

/** @param enabled as COMPOSE_PROFILES names them (Compose docs, "Using profiles with Compose") */
export function isEnabled({ profiles }: ComposeService, enabled: string): boolean {
  const names = enabled.split(',').map((each) => each.trim());
  return profiles.length === 0 || names.includes('*') || profiles.some((each) => names.includes(each));
}

/** What a service is made of: pulled for its platform, where it names one (Compose file reference, `platform`). */
export function serviceImages({ image, platform }: ComposeService): ImageUse[] {
  if (image === null) return [];
  return [!platform || hasHole(platform) ? image : { ...image, platforms: [platform] }];
}

/**
 * What `docker compose push` makes of a service: one that is built and has a name, under all of its names (docker/compose,
 * pkg/compose/push.go); none of the others.
 */
export function imagesToPush(service: ComposeService): ImageUse[] {
  return service.isBuilt && service.image ? [service.image, ...service.tags] : [];
}

/** Why no client pulls what a service names (Compose file reference, `pull_policy`); null: one may. */
export function pullsNothing({ image, isBuilt, pullPolicy }: ComposeService): 'built' | 'never' | null {
  if (pullPolicy === 'never') return 'never';
  if (pullPolicy === 'build') return 'built';
  return image === null && isBuilt ? 'built' : null;
}

/** The map's own entry, else that of what `<<` merges into it: docker compose reads YAML with this key of 1.1. */
function mergedEntry(node: YamlNode | null, name: string): YamlEntry | null {
  const own = entry(node, name);
  if (own) return own;
  for (const each of mergedInto(node)) {
    const found = mergedEntry(each, name);
    if (found) return found;
  }
  return null;
}

/** All of them, each name once. */
function mergedEntries(node: YamlNode | null): YamlEntry[] {
  const found = new Map<unknown, YamlEntry>();
  for (const each of mergedInto(node).reverse())
    for (const inner of mergedEntries(each)) found.set(inner.key.value, inner);
  for (const own of map(node)?.entries ?? []) if (own.key.value !== '<<') found.set(own.key.value, own);
  return [...found.values()];
}

function mergedInto(node: YamlNode | null): YamlNode[] {
  const merged = child(node, '<<');
  if (!merged) return [];
  return list(merged)?.items.map((item) => item.node) ?? [merged];
}
