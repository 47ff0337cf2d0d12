/** Bake files: the targets of a build with their tags. Only literal names and variables with a literal default count. */
import { HOLE, hasHole } from '../../language/values.js';
import type { Surroundings } from '../clients.js';
import { METADATA_BAKE } from '../names.js';
import { inFolder } from './files.js';

export interface BakeTarget {
  tags: string[];
  outputs: string[];
}

/** Docs: docs.docker.com/build/bake/reference, File lookup order. */
const BAKE_FILES = [
  'docker-bake.json',
  'docker-bake.hcl',
  'docker-bake.override.json',
  'docker-bake.override.hcl',
];

interface HclTarget extends BakeTarget {
  name: string;
  inherits: string[];
}

/** The targets that a bake builds, with their own and their inherited tags. */
export function bakeTargets(
  call: { files: readonly string[]; targets: readonly string[]; folder: string },
  around: Surroundings,
): BakeTarget[] {
  const made = call.files.flatMap((each) => {
    const at = each.indexOf(METADATA_BAKE);
    return at === -1
      ? []
      : each
          .slice(at + METADATA_BAKE.length)
          .split(' ')
          .filter(Boolean);
  });
  const named = call.files.filter((each) => !each.includes(METADATA_BAKE) && !hasHole(each));
  const names = call.files.length > 0 ? named : BAKE_FILES;
  const targets: HclTarget[] = [];
  const groups = new Map<string, string[]>();
  for (const name of names) {
    const text = around.file(inFolder(call.folder, name.replace(/^cwd:\/\//, '')));
    if (text === null) continue;
    const read = name.endsWith('.json') ? readJson(text) : readHcl(text, around);
    targets.push(...read.targets);
    for (const [group, members] of read.groups) groups.set(group, members);
  }
  if (made.length > 0)
    targets.push({ name: 'docker-metadata-action', tags: made, outputs: [], inherits: [] });
  const expand = (name: string, trail: string[]): string[] => {
    if (trail.includes(name)) return [];
    const members = groups.get(name);
    return members ? members.flatMap((each) => expand(each, [...trail, name])) : [name];
  };
  const wanted = (call.targets.length > 0 ? call.targets : ['default']).flatMap((each) => expand(each, []));
  return wanted.map((name) => inherited(name, targets, []));
}

function inherited(name: string, targets: readonly HclTarget[], trail: string[]): BakeTarget {
  if (trail.includes(name)) return { tags: [], outputs: [] };
  const own = targets.filter((each) => each.name === name);
  const pick = (key: 'tags' | 'outputs'): string[] => {
    // The last file that sets it wins; what is not set comes from the last parent that sets it.
    const set = own.findLast((each) => each[key].length > 0);
    if (set) return set[key];
    const parents = own.flatMap((each) => each.inherits);
    return (
      parents
        .map((each) => inherited(each, targets, [...trail, name])[key])
        .findLast((each) => each.length > 0) ?? []
    );
  };
  return { tags: pick('tags'), outputs: pick('outputs') };
}

interface BakeFile {
  targets: HclTarget[];
  groups: Map<string, string[]>;
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

const BLOCK = /^[ \t]*(target|group|variable)[ \t]+"([^"]+)"[ \t]*\{/gm;

/** HCL as bake files have it: blocks whose attributes are texts or lists of texts. */
function readHcl(source: string, around: Surroundings): BakeFile {
  const text = source.replace(/^[ \t]*(#|\/\/).*$/gm, '');
  const blocks = [...text.matchAll(BLOCK)].map((match) => ({
    kind: match[1] as string,
    name: match[2] as string,
    body: text.slice(match.index + match[0].length, closing(text, match.index + match[0].length)),
  }));
  const defaults = new Map<string, string>();
  for (const { kind, name, body } of blocks) {
    const value = kind === 'variable' ? /\bdefault\s*=\s*"([^"$]*)"/.exec(body)?.[1] : undefined;
    if (value !== undefined) defaults.set(name, value);
  }
  // A variable of the environment overrides the default.
  const fill = (value: string) =>
    value.replace(/\$\{([^}]*)\}/g, (_, name: string) => {
      if (!/^\w+$/.test(name)) return HOLE;
      return around.variable(name) ?? defaults.get(name) ?? HOLE;
    });
  const list = (body: string, key: string) => {
    const found = new RegExp(`^[ \\t]*${key}\\s*=\\s*\\[([^\\]]*)\\]`, 'm').exec(body)?.[1] ?? '';
    return [...found.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map((each) => fill(each[1] as string));
  };
  const file: BakeFile = { targets: [], groups: new Map() };
  for (const { kind, name, body } of blocks) {
    if (kind === 'group') file.groups.set(name, list(body, 'targets'));
    if (kind === 'target')
      file.targets.push({
        name,
        tags: list(body, 'tags'),
        outputs: list(body, 'output'),
        inherits: list(body, 'inherits'),
      });
  }
  return file;
}

/** Offset of the brace that closes the block which begins before `from`. */
function closing(text: string, from: number): number {
  let depth = 1;
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === '{') depth += 1;
    else if (text[at] === '}') {
      depth -= 1;
      if (depth === 0) return at;
    }
  }
  return text.length;
}
