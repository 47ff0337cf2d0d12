/**
 * The legs of a matrix that is written out (docs: Running variations of jobs in a
 * workflow). A matrix that is computed has no legs that we could know.
 */
import { child, type YamlNode } from '../text/document.js';
import { Dictionary, UNKNOWN, type Value } from './values.js';

/** GitHub's limit of jobs in a matrix. */
const MAX_LEGS = 256;

export type Leg = Map<string, Value>;

/** The value of a text with `${{ }}` in it. */
type Evaluate = (text: string) => Value;

/** All combinations, with `exclude` and `include` applied; null when they can't be known. */
export function matrixLegs(job: YamlNode, evaluate: Evaluate = () => UNKNOWN): Leg[] | null {
  const matrix = child(child(job, 'strategy'), 'matrix');
  if (!matrix) return [];
  const written = literal(matrix, evaluate);
  if (!(written instanceof Dictionary) || written.open) return null;
  let legs: Leg[] = [new Map()];
  const names: string[] = [];
  for (const [name, values] of written.entries()) {
    if (name === 'include' || name === 'exclude') continue;
    if (!isList(values)) return null;
    if (legs.length * values.length > MAX_LEGS) return null;
    names.push(name);
    legs = legs.flatMap((leg) => values.map((each) => new Map([...leg, [name, each]])));
  }
  if (names.length === 0) legs = [];
  const excluded = combinations(written, 'exclude');
  const included = combinations(written, 'include');
  if (excluded === null || included === null) return null;
  legs = legs.filter(
    (leg) => !excluded.some((each) => [...each].every(([name, value]) => same(leg.get(name), value))),
  );
  const originals = legs.map((leg) => new Map(leg));
  for (const extra of included) {
    // Added to every leg whose own values it does not overwrite, else a leg of its own.
    const hosts = originals.flatMap((leg, index) =>
      [...extra].every(([name, value]) => !leg.has(name) || same(leg.get(name), value)) ? [index] : [],
    );
    for (const index of hosts) for (const [name, value] of extra) legs[index]?.set(name, value);
    if (hosts.length === 0) legs.push(new Map(extra));
  }
  return legs.length > MAX_LEGS ? null : legs;
}

function combinations(matrix: Dictionary, name: string): Leg[] | null {
  const found = matrix.get(name);
  if (found === null) return [];
  if (!isList(found)) return null;
  const made = found.map((each) => (each instanceof Dictionary ? new Map(each.entries()) : null));
  return made.includes(null) ? null : (made as Leg[]);
}

function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}

function literal(node: YamlNode, evaluate: Evaluate): Value {
  if (node.kind === 'scalar') {
    return typeof node.value === 'string' && node.value.includes('${{') ? evaluate(node.value) : node.value;
  }
  if (node.kind === 'list') return node.items.map((each) => literal(each.node, evaluate));
  return new Dictionary(
    node.entries.map(({ key, value }) => [String(key.value), literal(value.node, evaluate)] as const),
  );
}

function same(one: Value | undefined, other: Value): boolean {
  if (one === other) return one !== UNKNOWN;
  return String(one) === String(other) && typeof one !== 'symbol' && typeof other !== 'object';
}

/** The `matrix` context of one leg. */
export function legContext(leg: Leg): Value {
  return new Dictionary(leg, { named: 'matrix' });
}

/**
 * The `matrix` context for somebody who does not know in which leg he is: known
 * is what all legs agree on.
 */
export function matrixContext(legs: readonly Leg[] | null): Value {
  if (legs === null) return UNKNOWN;
  const names = new Set(legs.flatMap((leg) => [...leg.keys()]));
  return new Dictionary(
    [...names].map((name) => {
      const [first, ...rest] = legs.map((leg) => leg.get(name) ?? null);
      const agreed = first !== undefined && rest.every((each) => each === first);
      return [name, agreed ? first : UNKNOWN] as const;
    }),
    { named: 'matrix' },
  );
}
