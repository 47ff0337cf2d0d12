/** Bake files: the targets of a build with their tags. Only literal names and variables with a literal default count. */
import { hasHole } from '../../language/values.js';
import { dependenciesFirst } from '../../text/dependencies.js';
import type { Surroundings } from '../clients.js';
import { METADATA_BAKE } from '../names.js';
import { type BakeFile, type FileTarget, readBakeHcl } from './bake-hcl.js';
import { inFolder } from './files.js';

/** What a bake builds. */
export type BakeTarget = Pick<FileTarget, 'tags' | 'outputs'>;

/** Docs: docs.docker.com/build/bake/reference, File lookup order. */
const BAKE_FILES = [
  'docker-bake.json',
  'docker-bake.hcl',
  'docker-bake.override.json',
  'docker-bake.override.hcl',
];

/** The targets that a bake builds, with their own and their inherited tags. */
export function bakeTargets(
  call: { files: readonly string[]; targets: readonly string[]; folder: string },
  around: Surroundings,
): BakeTarget[] {
  const made = call.files.flatMap((each): FileTarget[] => {
    const at = each.indexOf(METADATA_BAKE);
    if (at === -1) return [];
    const [target = '', ...tags] = each
      .slice(at + METADATA_BAKE.length)
      .split(' ')
      .filter(Boolean);
    return [{ name: target, tags, outputs: [], inherits: [] }];
  });
  const named = call.files.filter((each) => !each.includes(METADATA_BAKE) && !hasHole(each));
  const names = call.files.length > 0 ? named : BAKE_FILES;
  const targets: FileTarget[] = [];
  const groups = new Map<string, string[]>();
  for (const name of names) {
    const text = around.file(inFolder(call.folder, name.replace(/^cwd:\/\//, '')));
    if (text === null) continue;
    const read = name.endsWith('.json') ? readJson(text) : readBakeHcl(text, around);
    targets.push(...read.targets);
    for (const [group, members] of read.groups) groups.set(group, members);
  }
  targets.push(...made);
  const roots = call.targets.length > 0 ? call.targets : ['default'];
  // A target that stands in several groups is built once.
  const wanted = new Set(roots.flatMap((root) => dependenciesFirst(root, (name) => groups.get(name) ?? [])));
  return inherited(
    [...wanted].filter((name) => !groups.has(name)),
    targets,
  );
}

/** The targets of these names, with what they have from others. */
function inherited(names: readonly string[], targets: readonly FileTarget[]): BakeTarget[] {
  const own = new Map<string, FileTarget[]>();
  for (const target of targets) {
    const known = own.get(target.name);
    if (known) known.push(target);
    else own.set(target.name, [target]);
  }
  const parentsOf = (name: string) => (own.get(name) ?? []).flatMap((each) => each.inherits);
  const made = new Map<string, BakeTarget>();
  const pick = (name: string, key: 'tags' | 'outputs'): string[] => {
    // The last file that sets it wins; what is not set comes from the last parent that sets it.
    const set = own.get(name)?.findLast((each) => each[key].length > 0);
    if (set) return set[key];
    const parent = parentsOf(name).findLast((each) => (made.get(each)?.[key].length ?? 0) > 0);
    return parent === undefined ? [] : (made.get(parent) as BakeTarget)[key];
  };
  for (const name of names) {
    for (const each of dependenciesFirst(name, (one) => (made.has(one) ? [] : parentsOf(one)))) {
      if (!made.has(each)) made.set(each, { tags: pick(each, 'tags'), outputs: pick(each, 'outputs') });
    }
  }
  return names.map((name) => made.get(name) as BakeTarget);
}

function readJson(text: string): BakeFile {
  const file: BakeFile = { targets: [], groups: new Map() };
  try {
    const data = JSON.parse(text) as {
      target?: Record<string, Record<string, unknown>>;
      group?: Record<string, { targets?: unknown }>;
    };
    for (const [name, target] of Object.entries(data.target ?? {})) {
      const list = (value: unknown) =>
        Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
      file.targets.push({
        name,
        tags: list(target.tags),
        outputs: list(target.output),
        inherits: list(target.inherits),
      });
    }
    for (const [name, { targets }] of Object.entries(data.group ?? {})) {
      if (Array.isArray(targets)) file.groups.set(name, targets.map(String));
    }
  } catch {
    // Not ours to complain about.
  }
  return file;
}
