/** Bake files: the targets of a build with their tags. Only literal names and variables with a literal default count. */
import { oneOfTexts } from '../../../language/one-of-texts.js';
import { withoutAbsent } from '../../../language/origins.js';
import { HOLE, hasHole, sameText } from '../../../language/values.js';
import { inWorkspace, WORKSPACE } from '../../../language/workspace.js';
import { dependenciesFirst } from '../../../text/dependencies.js';
import type { Surroundings } from '../../clients.js';
import { METADATA_BAKE } from '../../names/names.js';
import { inFolder } from '../files.js';
import { composeTargets } from './bake-compose.js';
import { readBakeJson } from './bake-json.js';
import { type BakeLeg, BakeValues, NO_LEG } from './bake-values.js';
import { closingBrace, type HclFile, readHclFile, textsIn } from './hcl.js';

interface BakeTarget {
  name: string;
  tags: string[];
  outputs: string[];
  /** What it writes of caches and reads of them, as `cache-to` and `cache-from` have it. */
  cachesTo: string[];
  cachesFrom: string[];
}

/** Docs: docs.docker.com/build/bake/reference, File lookup order. */
const BAKE_FILES = [
  'docker-bake.json',
  'docker-bake.hcl',
  'docker-bake.override.json',
  'docker-bake.override.hcl',
];

/** Those are looked for as well, and first. */
const COMPOSE_FILES = ['compose.yaml', 'compose.yml', 'docker-compose.yml', 'docker-compose.yaml'];

/** Where none is named: the bake files, else the compose file. What both say together is more than anybody writes. */
function usualFiles(folder: string, around: Surroundings): string[] {
  const inCall = (name: string) => pathOf(name, folder) ?? name;
  const bakeFiles = BAKE_FILES.map(inCall);
  if (bakeFiles.some((each) => around.file(each) !== null || around.isMade(each))) return bakeFiles;
  const composed = COMPOSE_FILES.map(inCall).find((each) => around.file(each) !== null);
  return composed === undefined ? bakeFiles : [composed];
}

interface HclTarget extends BakeTarget {
  inherits: string[];
}

const NOTHING = { tags: [], outputs: [], cachesTo: [], cachesFrom: [], inherits: [] };

/** One of a file. What it sets is read when somebody asks: a file may have hundreds, of which a call builds one. */
class FileTarget implements HclTarget {
  readonly name: string;
  readonly #list: (key: string) => string[];
  readonly #read = new Map<string, string[]>();

  /** @param list what a key of its block holds */
  constructor(name: string, list: (key: string) => string[]) {
    this.name = name;
    this.#list = list;
  }

  get tags(): string[] {
    return this.#of('tags');
  }

  get outputs(): string[] {
    return this.#of('output');
  }

  get cachesTo(): string[] {
    return this.#of('cache-to');
  }

  get cachesFrom(): string[] {
    return this.#of('cache-from');
  }

  get inherits(): string[] {
    return this.#of('inherits');
  }

  #of(key: string): string[] {
    const known = this.#read.get(key) ?? this.#list(key);
    this.#read.set(key, known);
    return known;
  }
}

/** What the files of a bake tell. */
export interface BakeFiles {
  targets: BakeTarget[];
  /** A file that is not read may give the targets other tags, or make others. */
  isUnread: boolean;
}

/** Docs: docs.docker.com/build/bake/compose-file. */
const COMPOSE = /\.ya?ml$/;

/** A definition that is fetched: then no file of the checkout is read (docs: Bake, Remote Bake file definition). */
const REMOTE = /^(?:https?|git|ssh):\/\/|^git@|^github\.com\//;

/** The targets that a bake builds, with their own and their inherited tags. */
export function bakeTargets(
  call: { files: readonly string[]; targets: readonly string[]; folder: string },
  around: Surroundings,
): BakeFiles {
  if (call.targets.some((each) => REMOTE.test(each)) || REMOTE.test(call.folder))
    return { targets: [], isUnread: true };
  const made = call.files.flatMap((each): HclTarget[] => {
    const at = each.indexOf(METADATA_BAKE);
    if (at === -1) return [];
    const [target = '', ...tags] = each
      .slice(at + METADATA_BAKE.length)
      .split(' ')
      .filter(Boolean);
    return [{ ...NOTHING, name: target, tags }];
  });
  const given = call.files.filter((each) => !each.includes(METADATA_BAKE));
  const known = given.flatMap((each) => pathOf(each, call.folder) ?? []);
  const paths = call.files.length > 0 ? known : usualFiles(call.folder, around);
  const targets: HclTarget[] = [];
  const groups = new Map<string, string[]>();
  const [composed, others] = [
    paths.filter((each) => COMPOSE.test(each)),
    paths.filter((each) => !COMPOSE.test(each)),
  ];
  const files = others.flatMap((path) => {
    const text = around.file(path);
    return text === null ? [] : [path.endsWith('.json') ? readBakeJson(text) : readHclFile(text)];
  });
  const found = files.length + composed.filter((each) => around.file(each) !== null).length;
  const isWhole = call.files.length > 0 ? found === given.length : !paths.some(around.isMade);
  const values = new BakeValues(files, around, isWhole);
  for (const path of composed) {
    const services = composeTargets(path, around);
    targets.push(...services.map((each) => ({ ...NOTHING, ...each })));
    if (services.length > 0)
      groups.set('default', [...(groups.get('default') ?? []), ...services.map(({ name }) => name)]);
  }
  for (const file of files) {
    const read = targetsIn(file, values);
    targets.push(...read.targets);
    for (const [group, members] of read.groups) groups.set(group, members);
  }
  targets.push(...made);
  // A list of them that comes to nothing names none.
  const said = call.targets.map((each) => withoutAbsent(each).trim()).filter((each) => each !== '');
  const roots = said.length > 0 ? said : ['default'];
  // A target that stands in several groups is built once.
  const named = roots.filter((root) => !hasHole(root));
  const wanted = new Set(named.flatMap((root) => dependenciesFirst(root, (name) => groups.get(name) ?? [])));
  return {
    targets: [
      ...inherited(
        // A group that names itself means the target of its name (docker/buildx, bake.go: Config.group).
        [...wanted].filter((name) => groups.get(name)?.includes(name) ?? true),
        targets,
      ),
      ...roots.filter(hasHole).map((root) => anyTarget(root, targets)),
    ],
    isUnread: call.files.length > 0 ? found < known.length : paths.some(around.isMade),
  };
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
  for (const name of names) {
    for (const each of dependenciesFirst(name, (one) => (made.has(one) ? [] : parentsOf(one)))) {
      if (made.has(each)) continue;
      made.set(each, {
        name: each,
        tags: pick(each, 'tags'),
        outputs: pick(each, 'outputs'),
        cachesTo: pick(each, 'cachesTo'),
        cachesFrom: pick(each, 'cachesFrom'),
      });
    }
  }
  return names.map((name) => made.get(name) as BakeTarget);
}

/** Of a target that is named when the job runs: one of those that the files have, of which each is pushed under its tags. */
function anyTarget(root: string, targets: readonly HclTarget[]): BakeTarget {
  const names = new Set(targets.map(({ name }) => name).filter((name) => sameText(root, name) !== false));
  const tags = inherited([...names], targets).flatMap((each) => each.tags);
  return { ...NOTHING, name: root, tags: tags.length > 0 ? [oneOfTexts(tags) ?? HOLE] : [] };
}

interface BakeFile {
  targets: HclTarget[];
  groups: Map<string, string[]>;
}

/** Where a file of the call lies in the checkout; null: nobody knows. */
function pathOf(file: string, folder: string): string | null {
  const name = file.replace(/^cwd:\/\//, '');
  if (name.startsWith(WORKSPACE)) return inWorkspace('', name);
  if (hasHole(name)) return null;
  return inFolder(folder.startsWith(WORKSPACE) ? (inWorkspace('', folder) ?? folder) : folder, name);
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
