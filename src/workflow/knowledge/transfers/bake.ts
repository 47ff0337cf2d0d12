/** What a bake does, whoever calls it: the action, or `docker buildx bake`. */
import type { Access } from '../../../types.js';
import type { Chance } from '../../language/chance.js';
import { absentName, withoutAbsent } from '../../language/origins.js';
import { HOLE, hasHole } from '../../language/values.js';
import type { Found, Surroundings } from '../clients.js';
import { NO_TAG_IN_TARGETS, noTagInTarget } from '../names/metadata-tags.js';
import { entriesOf } from '../names/names.js';
import { type BakeTargets, bakeTargets } from '../project-files/bake/bake.js';
import type { BakeTarget } from '../project-files/bake/bake-target.js';
import { cacheEntries, images, outputEntries } from './buildkit.js';
import { ofFile } from './transfers.js';

export interface BakeCall {
  /** `target.key=value`, as `--set` takes them. */
  settings: readonly string[];
  files: readonly string[];
  targets: readonly string[];
  folder: string;
  /** `NAME=value`, as `--var` takes them: before what the environment has. */
  variables?: readonly string[];
  /** null: it is plainly not asked for. */
  push: Chance | null;
  input: string;
}

/** `target.key=value`, of all targets that the pattern meets; `key+=value` adds to what is there (docs: buildx bake, --set). */
interface BakeSetting {
  target: string;
  key: string;
  value: string;
  isMore: boolean;
}

function bakeSetting(line: string): BakeSetting {
  const at = line.indexOf('=');
  const [target = '', ...keys] = line.slice(0, at).split('.');
  const key = keys.at(-1) ?? '';
  return { target, key: key.replace('+', ''), value: line.slice(at + 1), isMore: key.endsWith('+') };
}

/** What a bake has of the environment, and what it is told: words that nobody knows may tell it more (docs: buildx bake, BUILDX_BAKE_FILE). */
function told({ settings, targets, variables = [] }: BakeCall, around: Surroundings): Surroundings {
  const given = new Map(
    variables
      .filter((each) => each.includes('='))
      .map((each) => {
        const at = each.indexOf('=');
        return [each.slice(0, at).trim(), each.slice(at + 1)] as const;
      }),
  );
  const keys = [...settings, ...variables].map((each) => each.split('=', 1)[0] as string);
  const isOpen = [...keys, ...targets].some(hasHole) || around.variable('BUILDX_BAKE_FILE') !== null;
  return {
    ...around,
    variable: (name) => given.get(name) ?? around.variable(name),
    unset: (name) => (isOpen ? null : (around.unset?.(name) ?? null)),
  };
}

/** What stands between two stars may be anything here. */
function isMeant(pattern: string, name: string): boolean {
  const [first = '', ...rest] = pattern.split('*');
  const last = rest.at(-1);
  return last === undefined ? pattern === name : name.startsWith(first) && name.endsWith(last);
}

/** A target as it is baked: with the tags that settings give it in the place of those of its file, or beside them. */
interface BakedTarget extends Pick<BakeTarget, 'name' | 'tags' | 'outputs' | 'cachesTo' | 'cachesFrom'> {
  set: string[];
  /** Settings have taken the tags of the file away, and given none. */
  isEmptied: boolean;
}

/** Targets of the files, and what was set on the command line beside them. */
interface Baked {
  call: BakeCall;
  settings: readonly BakeSetting[];
  targets: readonly BakedTarget[];
  /** A file may say more. */
  isUnread: boolean;
  /** The files show all that is built. */
  isShown: boolean;
  /** Tags that settings give to targets. */
  given: readonly string[];
}

function isOfTags({ key }: BakeSetting): boolean {
  return key === 'tags';
}

function isEmpty({ value }: BakeSetting): boolean {
  return withoutAbsent(value).trim() === '';
}

function asBaked(
  { name, tags, outputs, cachesTo, cachesFrom }: BakeTarget,
  ofTags: readonly BakeSetting[],
): BakedTarget {
  const own = ofTags.filter(({ target }) => isMeant(target, name));
  const isReplaced = own.some(({ isMore }) => !isMore);
  return {
    name,
    set: own.flatMap(({ value }) => entriesOf(value)),
    tags: isReplaced ? [] : tags,
    isEmptied: isReplaced && own.every(isEmpty),
    outputs,
    cachesTo,
    cachesFrom,
  };
}

/** Settings of tags that no target of the files is meant by, but one that no file shows may be. */
function ofUnshown(ofTags: readonly BakeSetting[], files: BakeTargets, targets: readonly BakedTarget[]) {
  // A target that no file shows may be made of any other.
  const isOpen = targets.some(({ tags, outputs }) => tags.length === 0 && outputs.length === 0);
  return ofTags.filter(({ target }) => isOpen && !files.targets.some(({ name }) => isMeant(target, name)));
}

/** What a bake does: the settings on the command line, else what stands in the bake files. */
export function bakeFound(call: BakeCall, around: Surroundings): Found[] {
  const settings = call.settings.map(bakeSetting);
  const ofTags = settings.filter(isOfTags);
  const files = bakeTargets(call, told(call, around));
  const targets = files.targets.map((each) => asBaked(each, ofTags));
  const given = [
    ...targets.flatMap(({ set }) => set),
    ...ofUnshown(ofTags, files, targets).flatMap(({ value }) => entriesOf(value)),
  ];
  const { isUnread } = files;
  // It may name others.
  const isShown = files.isShown && around.variable('BUILDX_BAKE_FILE') === null;
  const baked = { call, settings, targets, isUnread, isShown, given };
  return [
    ...(call.push === null ? [] : imagesOf(baked, call.push)),
    ...outputsOf(baked),
    ...cachesOf(baked, 'cache-to', 'push', ({ cachesTo }) => cachesTo),
    ...cachesOf(baked, 'cache-from', 'pull', ({ cachesFrom }) => cachesFrom),
  ];
}

/** The targets that a bake surely builds, where nothing on its command line gives them another Dockerfile. */
export function bakeBuilds(call: BakeCall, around: Surroundings): readonly BakeTarget[] {
  const given = call.settings.map((each) => each.split('=', 1)[0] as string);
  if (given.some((each) => OF_BUILD.test(each) || hasHole(each))) return [];
  if (around.variable('BUILDX_BAKE_FILE') !== null) return [];
  const { targets, isShown } = bakeTargets(call, told(call, around));
  return isShown ? targets.filter(({ name }) => !hasHole(name)) : [];
}

const OF_BUILD = /\.(?:args|contexts?|dockerfile(?:-inline)?|target)\b/;

/** Where something stands that was set: among the settings, if there are any. */
function placeOf({ call, settings }: Baked): string {
  return settings.length > 0 ? 'set' : call.input;
}

function valuesOf({ settings }: Baked, asked: string): string[] {
  return settings.filter(({ key }) => key === asked).map(({ value }) => value);
}

function imagesOf(baked: Baked, push: Chance): Found[] {
  const { call, settings, targets, isUnread, isShown, given } = baked;
  const ofTags = settings.filter(isOfTags);
  const hasOutputs = valuesOf(baked, 'output').length > 0;
  // "tag is needed when pushing to registry", unless an output names the image.
  const isNameless = !hasOutputs && targets.some((each) => each.isEmptied && each.outputs.length === 0);
  const none = isNameless ? ofTags.find(isEmpty) : undefined;
  // What is pushed has a name, which may stand in a file that is not read.
  const isTold = targets.some(({ set, tags, outputs }) => set.length + tags.length + outputs.length > 0);
  const isOpen = ofTags.length === 0 && !hasOutputs && (isUnread || !isTold);
  // Nor has what the files give no tag, where they say all: without one for each target BuildKit pushes none of them.
  const saysAll = isShown && settings.length === 0;
  const isTagless = isOpen && saysAll;
  const bare =
    saysAll && isTold ? targets.filter(({ tags, outputs }) => tags.length + outputs.length === 0) : [];
  const lacking = isTagless ? [NO_TAG_IN_TARGETS] : bare.map(({ name }) => noTagInTarget(name));
  const set = placeOf(baked);
  return [
    ...images([...new Set(given)], push, set),
    ...(none === undefined ? [] : images([none.value], push, set, { needsName: true })),
    ...images(
      [...targets.flatMap(({ tags }) => tags), ...(isOpen && !isTagless ? [HOLE] : [])],
      push,
      call.input,
    ).map(ofFile),
    ...images(lacking.map(absentName), push, call.input, { needsName: true }),
  ];
}

function outputsOf(baked: Baked): Found[] {
  const { call, targets, given, isShown } = baked;
  // What an output pushes has a name, which may be made by what is not read; else it is its own.
  const entries = (value: string, names: readonly string[], place: string) => {
    const own = names.length === 0 && isShown ? outputEntries(value, [], place) : [];
    return own.length > 0 ? own : outputEntries(value, names.length > 0 ? names : [HOLE], place);
  };
  const set = valuesOf(baked, 'output');
  if (set.length === 0)
    return targets.flatMap((target) =>
      target.outputs.flatMap((value) => entries(value, [...target.set, ...target.tags], call.input)),
    );
  const names = [...given, ...targets.flatMap(({ tags }) => tags)];
  return set.flatMap((value) => entries(value, names, placeOf(baked)));
}

/** A cache is written whether the image is pushed or not. */
function cachesOf(
  baked: Baked,
  key: 'cache-to' | 'cache-from',
  access: Access,
  ofTarget: (target: BakedTarget) => readonly string[],
): Found[] {
  const set = valuesOf(baked, key);
  if (set.length > 0) return set.flatMap((value) => cacheEntries(value, access, placeOf(baked)));
  const all = new Set(baked.targets.flatMap(ofTarget));
  return [...all].flatMap((value) => cacheEntries(value, access, baked.call.input));
}
