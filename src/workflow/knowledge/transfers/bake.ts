/** What a bake does, whoever calls it: the action, or `docker buildx bake`. */
import type { Access } from '../../../types.js';
import type { Chance } from '../../language/chance.js';
import { withoutAbsent } from '../../language/origins.js';
import { HOLE, hasHole } from '../../language/values.js';
import type { Found, Surroundings } from '../clients.js';
import { entriesOf } from '../names/names.js';
import { bakeTargets } from '../project-files/bake/bake.js';
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

/** What a bake does: the settings on the command line, else what stands in the bake files. */
export function bakeFound(call: BakeCall, around: Surroundings): Found[] {
  const settings = call.settings.map(bakeSetting);
  const of = (key: string) => settings.filter((each) => each.key === key).map((each) => each.value);
  const { input } = call;
  const set = settings.length > 0 ? 'set' : input;
  const ofTags = settings.filter(({ key }) => key === 'tags');
  const files = bakeTargets(call, told(call, around));
  const written = files.targets.map(({ name, tags, outputs, cachesTo, cachesFrom }) => {
    const own = ofTags.filter(({ target }) => isMeant(target, name));
    const isReplaced = own.some(({ isMore }) => !isMore);
    const set = own.flatMap(({ value }) => entriesOf(value));
    const isEmptied = isReplaced && own.every(({ value }) => withoutAbsent(value).trim() === '');
    return { name, set, tags: isReplaced ? [] : tags, isEmptied, outputs, cachesTo, cachesFrom };
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
  // "tag is needed when pushing to registry", unless an output names the image.
  const isNameless =
    outputs.length === 0 && written.some((each) => each.isEmptied && each.outputs.length === 0);
  const none = ofTags
    .map(({ value }) => value)
    .find((value) => isNameless && withoutAbsent(value).trim() === '');
  // What an output pushes has a name, which may be made by what is not read.
  const names = (some: readonly string[]) => (some.length > 0 ? some : [HOLE]);
  const named = [...new Set(given)];
  // A cache is written whether the image is pushed or not.
  const cachesOf = (
    key: string,
    access: Access,
    ofTarget: (target: (typeof written)[number]) => string[],
  ) => {
    const said = of(key);
    if (said.length > 0) return said.flatMap((value) => cacheEntries(value, access, set));
    const all = new Set(written.flatMap(ofTarget));
    return [...all].flatMap((value) => cacheEntries(value, access, input));
  };
  const isTold = written.some((target) => target.set.length + target.tags.length + target.outputs.length > 0);
  // What is pushed has a name, which may stand in a file that is not read.
  const open = ofTags.length === 0 && outputs.length === 0 && (files.isUnread || !isTold) ? [HOLE] : [];
  return [
    ...(call.push === null
      ? []
      : [
          ...images(named, call.push, set),
          ...(none === undefined ? [] : images([none], call.push, set, { needsName: true })),
          ...images([...tags, ...open], call.push, input).map(ofFile),
        ]),
    ...outputs.flatMap((value) => outputEntries(value, names([...given, ...tags]), set)),
    ...(outputs.length > 0
      ? []
      : written.flatMap((target) =>
          target.outputs.flatMap((value) =>
            outputEntries(value, names([...target.set, ...target.tags]), input),
          ),
        )),
    ...cachesOf('cache-to', 'push', (target) => target.cachesTo),
    ...cachesOf('cache-from', 'pull', (target) => target.cachesFrom),
  ];
}
