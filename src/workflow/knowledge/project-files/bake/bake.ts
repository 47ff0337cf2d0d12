/** Bake files: the targets of a build with their tags. Only literal names and variables with a literal default count. */
import { oneOfTexts } from '../../../language/one-of-texts.js';
import { withoutAbsent } from '../../../language/origins.js';
import { HOLE, hasHole, sameText } from '../../../language/values.js';
import { dependenciesFirst } from '../../../text/dependencies.js';
import type { Surroundings } from '../../clients.js';
import { METADATA_BAKE } from '../../names/names.js';
import { composeTargets } from './bake-compose.js';
import { type BakeFilesCall, filesOfBake, isFetched } from './bake-files.js';
import { type BakeTarget, FileTarget, type HclTarget, NO_SETTINGS } from './bake-target.js';
import { type BakeLeg, BakeValues, NO_LEG } from './bake-values.js';
import { closingBrace, type HclFile, textsIn } from './hcl.js';

/** What the files of a bake tell. */
export interface BakeTargets {
  targets: BakeTarget[];
  /** A file that is not read may give the targets other tags, or make others. */
  isUnread: boolean;
  /** All files of the call were read, and each target stands in them. */
  isShown: boolean;
}

/** The targets that a bake builds, with their own and their inherited tags. */
export function bakeTargets(
  call: BakeFilesCall & { targets: readonly string[] },
  around: Surroundings,
): BakeTargets {
  if (isFetched(call)) return { targets: [], isUnread: true, isShown: false };
  const { composed, files, isWhole, isUnread } = filesOfBake(call, around);
  const values = new BakeValues(files, around, isWhole);
  const services = composed.flatMap((path) => composeTargets(path, call.folder, around));
  const read = files.map((file) => targetsIn(file, values));
  const targets = [
    ...services.map((each) => ({ ...NO_SETTINGS, ...each })),
    ...read.flatMap((file) => file.targets),
    ...call.files.flatMap(ofMetadata),
  ];
  const groups = new Map(services.length > 0 ? [['default', services.map(({ name }) => name)]] : []);
  for (const file of read) for (const [group, members] of file.groups) groups.set(group, members);
  const built = builtOf(call.targets, groups, targets);
  const names = new Set(targets.map(({ name }) => name));
  const isShown = isWhole && built.length > 0 && built.every(({ name }) => names.has(name));
  return { targets: built.filter(isBuilt), isUnread, isShown: isShown && built.some(isBuilt) };
}

/** What is asked of the frontend in the place of a build makes no image (docs: Bake file reference, target.call). */
function isBuilt({ calls }: BakeTarget): boolean {
  return calls.every((each) => hasHole(each) || each === 'build');
}

/** The target that docker/metadata-action hands on as a file of its own. */
function ofMetadata(file: string): HclTarget[] {
  const at = file.indexOf(METADATA_BAKE);
  if (at === -1) return [];
  const [name = '', ...tags] = file
    .slice(at + METADATA_BAKE.length)
    .split(' ')
    .filter(Boolean);
  return [{ ...NO_SETTINGS, name, tags }];
}

/** Of the targets those that are built where these, or the groups of such names, are asked for. */
function builtOf(
  asked: readonly string[],
  groups: ReadonlyMap<string, readonly string[]>,
  targets: readonly HclTarget[],
): BakeTarget[] {
  // A list of them that comes to nothing names none.
  const said = asked.map((each) => withoutAbsent(each).trim()).filter((each) => each !== '');
  const roots = said.length > 0 ? said : ['default'];
  const named = roots.filter((root) => !hasHole(root));
  // A target that stands in several groups is built once.
  const wanted = new Set(named.flatMap((root) => dependenciesFirst(root, (name) => groups.get(name) ?? [])));
  // A group that names itself means the target of its name (docker/buildx, bake.go: Config.group).
  const meant = [...wanted].filter((name) => groups.get(name)?.includes(name) ?? true);
  return [...inherited(meant, targets), ...roots.filter(hasHole).map((root) => anyTarget(root, targets))];
}

/** The targets of these names, with what they have from others. */
function inherited(names: readonly string[], targets: readonly HclTarget[]): BakeTarget[] {
  const own = new Map<string, HclTarget[]>();
  for (const target of targets) {
    const known = own.get(target.name);
    if (known) known.push(target);
    else own.set(target.name, [target]);
  }
  const parentsOf = (name: string) => (own.get(name) ?? []).flatMap((each) => each.inherits);
  const made = new Map<string, BakeTarget>();
  const pick = (name: string, key: Exclude<keyof BakeTarget, 'name'>): string[] => {
    // The last file that sets it wins; what is not set comes from the last parent that sets it.
    const set = own.get(name)?.findLast((each) => each[key].length > 0);
    if (set) return set[key];
    const parent = parentsOf(name).findLast((each) => (made.get(each)?.[key].length ?? 0) > 0);
    return parent === undefined ? [] : (made.get(parent) as BakeTarget)[key];
  };
  const together = (name: string, key: 'args' | 'replaces') => [
    ...parentsOf(name).flatMap((each) => made.get(each)?.[key] ?? []),
    ...(own.get(name) ?? []).flatMap((each) => each[key]),
  ];
  for (const name of names) {
    for (const each of dependenciesFirst(name, (one) => (made.has(one) ? [] : parentsOf(one)))) {
      if (made.has(each)) continue;
      made.set(each, {
        name: each,
        tags: pick(each, 'tags'),
        outputs: pick(each, 'outputs'),
        cachesTo: pick(each, 'cachesTo'),
        cachesFrom: pick(each, 'cachesFrom'),
        calls: pick(each, 'calls'),
        context: pick(each, 'context'),
        dockerfile: pick(each, 'dockerfile'),
        stage: pick(each, 'stage'),
        // What is set of these is set beside the others (docs: Bake, Inheriting configuration).
        args: together(each, 'args'),
        replaces: together(each, 'replaces'),
      });
    }
  }
  return names.map((name) => made.get(name) as BakeTarget);
}

/** Of a target that is named when the job runs: one of those that the files have, of which each is pushed under its tags. */
function anyTarget(root: string, targets: readonly HclTarget[]): BakeTarget {
  const names = new Set(targets.map(({ name }) => name).filter((name) => sameText(root, name) !== false));
  const tags = inherited([...names], targets).flatMap((each) => each.tags);
  return { ...NO_SETTINGS, name: root, tags: tags.length > 0 ? [oneOfTexts(tags) ?? HOLE] : [] };
}

interface BakeFile {
  targets: HclTarget[];
  groups: Map<string, string[]>;
}

/** The targets and groups of a file. */
function targetsIn({ blocks }: HclFile, values: BakeValues): BakeFile {
  const file: BakeFile = { targets: [], groups: new Map() };
  const add = (name: string, body: string, leg?: BakeLeg) =>
    file.targets.push(new FileTarget(name, (key) => values.list(body, key, leg)));
  for (const { kind, name, body } of blocks) {
    if (kind === 'group') file.groups.set(name, values.list(body, 'targets'));
    if (kind !== 'target') continue;
    const legs = legsIn(body);
    if (legs === null) {
      add(name, body);
      continue;
    }
    // A target with a matrix is the group of what it makes (docs: Bake matrix targets).
    const pattern = /^[ \t]*name\s*=\s*"([^"\n]*)"/m.exec(body)?.[1] ?? HOLE;
    const named = legs.map((leg) => ({ leg, made: values.fill(pattern, leg) }));
    file.groups.set(
      name,
      named.map(({ made }) => made),
    );
    for (const { leg, made } of named) add(made, body, leg);
  }
  return file;
}

/** More legs have no matrix that anybody wrote. */
const MOST_LEGS = 256;

/** The legs of a target's `matrix`, whose values are texts or maps of texts; null: it has none. */
function legsIn(body: string): BakeLeg[] | null {
  const begins = /^[ \t]*matrix\s*=\s*\{/m.exec(body);
  if (!begins) return null;
  const from = begins.index + begins[0].length;
  const written = body.slice(from, closingBrace(body, from));
  let legs: BakeLeg[] = [NO_LEG];
  for (const [, name = '', values = ''] of written.matchAll(/(\w+)"?\s*[=:]\s*\[([^\]]*)\]/g)) {
    const maps = values.includes('{')
      ? [...values.matchAll(/\{([^{}]*)\}/g)].map(([, fields = '']) =>
          [...fields.matchAll(/(\w+)"?\s*[=:]\s*"([^"\n]*)"/g)].map(
            ([, field, value]) => [`${name}.${field}`, value as string] as const,
          ),
        )
      : textsIn(values).map((value) => [[name, value] as const]);
    if (legs.length * maps.length > MOST_LEGS) return [NO_LEG];
    legs = legs.flatMap((leg) => maps.map((entries) => new Map([...leg, ...entries])));
  }
  return legs;
}
