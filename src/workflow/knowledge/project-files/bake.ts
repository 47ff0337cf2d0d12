/** Bake files: the targets of a build with their tags. Only literal names and variables with a literal default count. */
import { HOLE, hasHole } from '../../language/values.js';
import { dependenciesFirst } from '../../text/dependencies.js';
import type { Surroundings } from '../clients.js';
import { METADATA_BAKE } from '../names.js';
import { cutAfterLast, inFolder } from './files.js';

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
  const made = call.files.flatMap((each): HclTarget[] => {
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
  const targets: HclTarget[] = [];
  const groups = new Map<string, string[]>();
  for (const name of names) {
    const text = around.file(inFolder(call.folder, name.replace(/^cwd:\/\//, '')));
    if (text === null) continue;
    const read = name.endsWith('.json') ? readJson(text) : readHcl(text, around);
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
function inherited(names: readonly string[], targets: readonly HclTarget[]): BakeTarget[] {
  const own = new Map<string, HclTarget[]>();
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

const BLOCK = /^[ \t]*(target|group|variable|function)[ \t]+"([^"\n]+)"[ \t]*\{/gm;

/** A function of a bake file (docs: Bake, User defined functions). */
interface HclFunction {
  params: string[];
  result: string;
}

/** Functions that a bake file has of itself and that give back the texts they are given (docs: Bake standard library). */
const GATHERS = new Set(['concat', 'flatten', 'compact', 'distinct', 'tolist', 'toset', 'sort', 'reverse']);

/** Characters of functions that are read for all calls of a file together: functions call others, perhaps in a circle. */
const MOST_CALLED = 1_000_000;
/** Lists in lists and calls in calls; deeper ones nobody wrote. */
const MOST_DEEP = 32;
/** Of a value that a function is given: a name has fewer characters. */
const LONGEST_VALUE = 256;

/** HCL as bake files have it: blocks whose attributes are texts or lists of texts. */
function readHcl(source: string, around: Surroundings): BakeFile {
  const text = source.replace(/^[ \t]*(#|\/\/).*$/gm, '');
  const blocks = blocksOf(text);
  const defaults = new Map<string, string>();
  for (const { kind, name, body } of blocks) {
    const value = kind === 'variable' ? /\bdefault\s*=\s*"([^"$]*)"/.exec(body)?.[1] : undefined;
    if (value !== undefined) defaults.set(name, value);
  }
  // A variable of the environment overrides the default.
  const fill = (value: string, leg: Leg) => {
    const [closed, open] = cutAfterLast(value, '}');
    const filled = closed.replace(/\$\{([^}]*)\}/g, (_, name: string) => {
      const own = leg.get(name.trim());
      if (own !== undefined || !/^\w+$/.test(name)) return own ?? HOLE;
      return around.variable(name) ?? defaults.get(name) ?? HOLE;
    });
    return filled + open;
  };
  const functions = new Map<string, HclFunction>();
  for (const { kind, name, body } of blocks) {
    if (kind !== 'function') continue;
    const params = parts(attribute(body, 'params')?.slice(1, -1) ?? '').map((each) => each.trim());
    functions.set(name, { params, result: attribute(body, 'result') ?? '' });
  }
  // What an expression may be: a text of it as it is filled in, and a hole for what nobody knows.
  let left = MOST_CALLED;
  const textsOf = (expression: string, leg: Leg, deep = 0): string[] => {
    if (deep === MOST_DEEP) return [HOLE];
    if (expression.startsWith('[')) return itemsOf(expression.slice(1, -1), leg, deep);
    const [called, given] = callIn(expression) ?? [];
    if (called === undefined || given === undefined)
      return literals(expression).map((each) => fill(each, leg));
    if (GATHERS.has(called)) return itemsOf(given, leg, deep);
    const made = functions.get(called);
    left -= (made?.result.length ?? 0) + 1_000;
    if (!made || left < 0) return [HOLE];
    const values = parts(given).map((each) => textsOf(each.trim(), leg, deep + 1));
    const own = made.params.map((each, at) => {
      const [value = HOLE, ...others] = values[at] ?? [];
      return [each, others.length > 0 || value.length > LONGEST_VALUE ? HOLE : value] as const;
    });
    return textsOf(made.result, new Map(own), deep + 1);
  };
  const itemsOf = (written: string, leg: Leg, deep: number) =>
    /^\s*for\s/.test(written)
      ? [HOLE]
      : parts(written).flatMap((each) => textsOf(each.trim(), leg, deep + 1));
  const list = (body: string, key: string, leg: Leg = NO_LEG) => {
    const value = attribute(body, key);
    return value === null ? [] : textsOf(value, leg);
  };
  const file: BakeFile = { targets: [], groups: new Map() };
  const add = (name: string, body: string, leg?: Leg) =>
    file.targets.push({
      name,
      tags: list(body, 'tags', leg),
      outputs: list(body, 'output', leg),
      inherits: list(body, 'inherits', leg),
    });
  for (const { kind, name, body } of blocks) {
    if (kind === 'group') file.groups.set(name, list(body, 'targets'));
    if (kind !== 'target') continue;
    const legs = legsIn(body);
    if (legs === null) {
      add(name, body);
      continue;
    }
    // A target with a matrix is the group of what it makes (docs: Bake matrix targets).
    const pattern = /^[ \t]*name\s*=\s*"([^"\n]*)"/m.exec(body)?.[1] ?? HOLE;
    const named = legs.map((leg) => ({ leg, made: fill(pattern, leg) }));
    file.groups.set(
      name,
      named.map(({ made }) => made),
    );
    for (const { leg, made } of named) add(made, body, leg);
  }
  return file;
}

/** Values of a matrix by the names that a text has for them: `item`, `item.tag`. */
type Leg = ReadonlyMap<string, string>;

const NO_LEG: Leg = new Map();

/** More legs have no matrix that anybody wrote. */
const MOST_LEGS = 256;

/** The legs of a target's `matrix`, whose values are texts or maps of texts; null: it has none. */
function legsIn(body: string): Leg[] | null {
  const begins = /^[ \t]*matrix\s*=\s*\{/m.exec(body);
  if (!begins) return null;
  const from = begins.index + begins[0].length;
  const written = body.slice(from, closing(body, from));
  let legs: Leg[] = [NO_LEG];
  for (const [, name = '', values = ''] of written.matchAll(/(\w+)"?\s*[=:]\s*\[([^\]]*)\]/g)) {
    const maps = values.includes('{')
      ? [...values.matchAll(/\{([^{}]*)\}/g)].map(([, fields = '']) =>
          [...fields.matchAll(/(\w+)"?\s*[=:]\s*"([^"\n]*)"/g)].map(
            ([, field, value]) => [`${name}.${field}`, value as string] as const,
          ),
        )
      : quoted(values).map((value) => [[name, value] as const]);
    if (legs.length * maps.length > MOST_LEGS) return [NO_LEG];
    legs = legs.flatMap((leg) => maps.map((entries) => new Map([...leg, ...entries])));
  }
  return legs;
}

/** The blocks of a file; in one that does not end nothing else begins. */
function blocksOf(text: string): { kind: string; name: string; body: string }[] {
  const blocks: { kind: string; name: string; body: string }[] = [];
  BLOCK.lastIndex = 0;
  for (let match = BLOCK.exec(text); match; match = BLOCK.exec(text)) {
    const [, kind = '', name = ''] = match;
    const end = closing(text, BLOCK.lastIndex);
    blocks.push({ kind, name, body: text.slice(BLOCK.lastIndex, end) });
    BLOCK.lastIndex = end;
  }
  return blocks;
}

/** The texts in double quotes, with their escapes; one that does not end is none. */
function quoted(list: string): string[] {
  const found: string[] = [];
  for (let open = list.indexOf('"'); open !== -1; open = list.indexOf('"', open + 1)) {
    const start = open + 1;
    open = textEnd(list, start);
    if (open < list.length) found.push(list.slice(start, open));
  }
  return found;
}

/** Offset of the quote that ends the text which begins at `from`: those in a `${…}` of it end others. */
function textEnd(source: string, from: number): number {
  let depth = 0;
  for (let at = from; at < source.length; at += 1) {
    const mark = source[at];
    if (mark === '\\') at += 1;
    else if (mark === '$' && source[at + 1] === '{') depth += 1;
    else if (mark === '}') depth = Math.max(0, depth - 1);
    else if (mark === '"' && depth === 0) return at;
  }
  return source.length;
}

/** What a block sets a key to, as it is written; null: it does not. */
function attribute(body: string, key: string): string | null {
  const begins = new RegExp(`^[ \\t]*${key}[ \\t]*=[ \\t]*`, 'm').exec(body);
  if (!begins) return null;
  const from = begins.index + begins[0].length;
  return body.slice(from, expressionEnd(body, from, '\n')).trim();
}

/** The function that an expression is a call of, and what is written between its brackets. */
function callIn(expression: string): [name: string, given: string] | null {
  const [opened = '', name = ''] = /^(\w+)\(/.exec(expression) ?? [];
  if (name === '' || expressionEnd(expression, opened.length, ')') !== expression.length - 1) return null;
  return [name, expression.slice(opened.length, -1)];
}

/** What stands between the commas of a list. */
function parts(list: string): string[] {
  const found: string[] = [];
  for (let from = 0; from < list.length; ) {
    const end = expressionEnd(list, from, ',');
    if (list.slice(from, end).trim() !== '') found.push(list.slice(from, end));
    from = end + 1;
  }
  return found;
}

/** Offset of the mark that ends an expression: none in its texts, brackets and calls does. */
function expressionEnd(source: string, from: number, mark: string): number {
  let depth = 0;
  for (let at = from; at < source.length; at += 1) {
    const each = source[at] as string;
    if (each === mark && depth <= 0) return at;
    if (each === '"') at = textEnd(source, at + 1);
    else if ('[({'.includes(each)) depth += 1;
    else if ('])}'.includes(each)) depth -= 1;
  }
  return source.length;
}

/** The texts that an expression without a call around it chooses between; what a call in it is given is none of them. */
function literals(expression: string): string[] {
  if (/^[a-z_]\w*(?:\.\w+)*$/i.test(expression) && !/^(?:null|true|false)$/.test(expression))
    return [`\${${expression}}`];
  const found: string[] = [];
  for (let [at, depth] = [0, 0]; at < expression.length; at += 1) {
    const mark = expression[at];
    if (mark === '(') depth += 1;
    else if (mark === ')') depth -= 1;
    if (mark !== '"') continue;
    const start = at + 1;
    at = textEnd(expression, start);
    if (depth === 0 && at < expression.length) found.push(expression.slice(start, at));
  }
  return found.length > 0 || expression === '' || expression === 'null' ? found : [HOLE];
}

/** Offset of the brace that closes the block which begins before `from`. Braces in a text count for nothing. */
function closing(text: string, from: number): number {
  let depth = 1;
  for (let at = from; at < text.length; at += 1) {
    const mark = text[at];
    if (mark === '"') {
      // A text ends with its line at the latest.
      for (at += 1; at < text.length && text[at] !== '"' && text[at] !== '\n'; at += 1)
        if (text[at] === '\\') at += 1;
    } else if (mark === '{') depth += 1;
    else if (mark === '}') {
      depth -= 1;
      if (depth === 0) return at;
    }
  }
  return text.length;
}
