/**
 * What BuildKit is told, whoever tells it (the action's inputs, the options of
 * `docker buildx`, a bake file): outputs, caches, tags.
 */
import type { Access } from '../../types.js';
import type { Chance } from '../language/chance.js';
import { HOLE, hasHole } from '../language/values.js';
import type { Found, Surroundings } from './clients.js';
import { attributes, entriesOf, linesOf } from './names.js';
import { bakeTargets } from './project-files/bake.js';

/** BuildKit's `type=registry,ref=…`; `type=registry` is implied when only a reference stands there. */
export function cacheEntries(value: string, access: Access, input: string): Found[] {
  return linesOf(value).flatMap((line): Found[] => {
    const fields = attributes(line);
    const plain = fields.size === 1 && [...fields][0]?.[1] === '' ? line : null;
    const reference = fields.get('type') === 'registry' ? fields.get('ref') : plain;
    const mayFail = fields.get('ignore-error') === 'true';
    return reference
      ? [{ reference, access, role: 'cache', runs: 'yes', input, client: 'buildx', mayFail }]
      : [];
  });
}

/**
 * `type=image,name=…,push=true` and `type=registry`. Several entries may stand on
 * several lines. The names are the entry's own, else the tags.
 * Docs: docs.docker.com/build/exporters/image-registry
 */
export function outputEntries(value: string, tags: readonly string[], input: string): Found[] {
  return linesOf(value).flatMap((line) => {
    const fields = attributes(line);
    const type = fields.get('type') ?? '';
    let runs: Chance = 'no';
    if (type === 'registry') runs = 'yes';
    else if (type === 'image' || hasHole(type)) {
      const push = fields.get('push') ?? 'false';
      runs = push === 'true' || push === '1' ? 'yes' : hasHole(push) || hasHole(type) ? 'unknown' : 'no';
    }
    if (runs === 'no') return [];
    const names = fields.get('name');
    const references = names ? names.split(',').map((each) => each.trim()) : tags;
    return images(references, runs, input);
  });
}

/** Images that an input names, with what decides whether they are pushed. */
export function images(
  references: readonly string[],
  runs: Chance,
  input: string,
  rest?: Partial<Found>,
): Found[] {
  return references.map((reference) => ({
    reference,
    access: 'push',
    role: 'image',
    runs,
    input,
    client: 'buildx',
    ...rest,
  }));
}

export interface BakeCall {
  /** `target.key=value`, as `--set` takes them. */
  settings: readonly string[];
  files: readonly string[];
  targets: readonly string[];
  folder: string;
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

/** What stands between two stars may be anything here. */
function isMeant(pattern: string, name: string): boolean {
  const [first = '', ...rest] = pattern.split('*');
  const last = rest.at(-1);
  return last === undefined ? pattern === name : name.startsWith(first) && name.endsWith(last);
}

/** What a bake does: the settings on the command line, else what stands in the bake files. */
export function bakeFound(call: BakeCall, around: Surroundings): Found[] {
  const settings = call.settings.map(bakeSetting);
  const of = (key: string) => settings.filter((each) => each.key === key).map((each) => each.value);
  const { input } = call;
  const set = settings.length > 0 ? 'set' : input;
  const ofTags = settings.filter(({ key }) => key === 'tags');
  const files = bakeTargets(call, around);
  const written = files.targets.map(({ name, tags, outputs }) => {
    const own = ofTags.filter(({ target }) => isMeant(target, name));
    const isReplaced = own.some(({ isMore }) => !isMore);
    return { name, set: own.flatMap(({ value }) => entriesOf(value)), tags: isReplaced ? [] : tags, outputs };
  });
  // A target that no file shows may be made of any other.
  const isOpen = written.some((target) => target.tags.length === 0 && target.outputs.length === 0);
  const others = ofTags.filter(({ target }) => isOpen && !written.some(({ name }) => isMeant(target, name)));
  const given = [
    ...written.flatMap((target) => target.set),
    ...others.flatMap(({ value }) => entriesOf(value)),
  ];
  const tags = written.flatMap((target) => target.tags);
  const outputs = of('output');
  // What an output pushes has a name, which may be made by what is not read.
  const names = (some: readonly string[]) => (some.length > 0 ? some : [HOLE]);
  const named = [...new Set(given)];
  const isTold = written.some((target) => target.set.length + target.tags.length + target.outputs.length > 0);
  // What is pushed has a name, which may stand in a file that is not read.
  const open = ofTags.length === 0 && outputs.length === 0 && (files.isUnread || !isTold) ? [HOLE] : [];
  return [
    ...(call.push === null
      ? []
      : [...images(named, call.push, set), ...images([...tags, ...open], call.push, input)]),
    ...outputs.flatMap((value) => outputEntries(value, names([...given, ...tags]), set)),
    ...(outputs.length > 0
      ? []
      : written.flatMap((target) =>
          target.outputs.flatMap((value) =>
            outputEntries(value, names([...target.set, ...target.tags]), input),
          ),
        )),
    ...of('cache-to').flatMap((value) => cacheEntries(value, 'push', set)),
    ...of('cache-from').flatMap((value) => cacheEntries(value, 'pull', set)),
  ];
}
