/** Bake files in HCL: blocks whose attributes are texts, lists of texts, or what functions make of them. */
import { HOLE } from '../../language/values.js';
import type { Surroundings } from '../clients.js';
import { cutAfterLast } from './files.js';
import { attribute, blocksOf, callIn, closing, literals, parts, quoted } from './hcl.js';

/** A target as its file sets it. */
export interface FileTarget {
  name: string;
  tags: string[];
  outputs: string[];
  inherits: string[];
}

export interface BakeFile {
  targets: FileTarget[];
  groups: Map<string, string[]>;
}

export function readBakeHcl(source: string, around: Surroundings): BakeFile {
  return new BakeHcl(source, around).read();
}

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

type Block = ReturnType<typeof blocksOf>[number];

class BakeHcl {
  readonly #blocks: readonly Block[];
  readonly #around: Surroundings;
  readonly #defaults = new Map<string, string>();
  readonly #functions = new Map<string, HclFunction>();
  /** Characters of functions that may still be read. */
  #left = MOST_CALLED;

  constructor(source: string, around: Surroundings) {
    this.#blocks = blocksOf(source.replace(/^[ \t]*(#|\/\/).*$/gm, ''));
    this.#around = around;
    for (const { name, body } of this.#ofKind('variable')) {
      const value = /\bdefault\s*=\s*"([^"$]*)"/.exec(body)?.[1];
      if (value !== undefined) this.#defaults.set(name, value);
    }
    for (const { name, body } of this.#ofKind('function')) {
      const params = parts(attribute(body, 'params')?.slice(1, -1) ?? '').map((each) => each.trim());
      this.#functions.set(name, { params, result: attribute(body, 'result') ?? '' });
    }
  }

  #ofKind(kind: string): readonly Block[] {
    return this.#blocks.filter((each) => each.kind === kind);
  }

  read(): BakeFile {
    const targets: FileTarget[] = [];
    const groups = new Map<string, string[]>();
    for (const { kind, name, body } of this.#blocks) {
      if (kind === 'group') groups.set(name, this.#list(body, 'targets'));
      if (kind !== 'target') continue;
      const legs = legsIn(body);
      if (legs === null) {
        targets.push(this.#target(name, body));
        continue;
      }
      // A target with a matrix is the group of what it makes (docs: Bake matrix targets).
      const pattern = /^[ \t]*name\s*=\s*"([^"\n]*)"/m.exec(body)?.[1] ?? HOLE;
      const made = legs.map((leg) => this.#target(this.#filled(pattern, leg), body, leg));
      groups.set(
        name,
        made.map((each) => each.name),
      );
      targets.push(...made);
    }
    return { targets, groups };
  }

  #target(name: string, body: string, leg: Leg = NO_LEG): FileTarget {
    return {
      name,
      tags: this.#list(body, 'tags', leg),
      outputs: this.#list(body, 'output', leg),
      inherits: this.#list(body, 'inherits', leg),
    };
  }

  #list(body: string, key: string, leg: Leg = NO_LEG): string[] {
    const value = attribute(body, key);
    return value === null ? [] : this.#texts(value, leg);
  }

  /** A variable of the environment overrides the default. */
  #filled(value: string, leg: Leg): string {
    const [closed, open] = cutAfterLast(value, '}');
    const filled = closed.replace(/\$\{([^}]*)\}/g, (_, name: string) => {
      const own = leg.get(name.trim());
      if (own !== undefined || !/^\w+$/.test(name)) return own ?? HOLE;
      return this.#around.variable(name) ?? this.#defaults.get(name) ?? HOLE;
    });
    return filled + open;
  }

  /** What an expression may be: a text of it as it is filled in, and a hole for what nobody knows. */
  #texts(expression: string, leg: Leg, deep = 0): string[] {
    if (deep === MOST_DEEP) return [HOLE];
    if (expression.startsWith('[')) return this.#items(expression.slice(1, -1), leg, deep);
    const [called, given] = callIn(expression) ?? [];
    if (called === undefined || given === undefined)
      return literals(expression).map((each) => this.#filled(each, leg));
    if (GATHERS.has(called)) return this.#items(given, leg, deep);
    const made = this.#functions.get(called);
    this.#left -= (made?.result.length ?? 0) + 1_000;
    if (!made || this.#left < 0) return [HOLE];
    const values = parts(given).map((each) => this.#texts(each.trim(), leg, deep + 1));
    const own = made.params.map((each, at) => {
      const [value = HOLE, ...others] = values[at] ?? [];
      return [each, others.length > 0 || value.length > LONGEST_VALUE ? HOLE : value] as const;
    });
    return this.#texts(made.result, new Map(own), deep + 1);
  }

  #items(written: string, leg: Leg, deep: number): string[] {
    if (/^\s*for\s/.test(written)) return [HOLE];
    return parts(written).flatMap((each) => this.#texts(each.trim(), leg, deep + 1));
  }
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
