/**
 * The legs of a matrix that is written out (docs: Running variations of jobs in a
 * workflow). A matrix that is computed has no legs that we could know.
 */
import { child, type YamlNode } from '../text/document.js';
import { Dictionary, equal, type Truth, UNKNOWN, type Value } from './values.js';

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
  // What nobody knows may be the same: then there is no telling which legs there are.
  let isKnown = true;
  const same = (one: Value | undefined, other: Value) => {
    const found = matches(one ?? null, other);
    isKnown &&= found !== UNKNOWN;
    return found === true;
  };
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
  return legs.length > MAX_LEGS || !isKnown ? null : legs;
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

/**
 * Has a leg what an item of `include` or `exclude` says? GitHub compares leaf by leaf, as `==` does: of an object what the
 * item names, of a list what stands at the same place (actions/runner, WorkflowParser/Conversion/MatrixBuilder.cs).
 */
function matches(one: Value, wanted: Value): Truth {
  if (one === UNKNOWN || wanted === UNKNOWN) return UNKNOWN;
  const leaves: Truth[] | null =
    wanted instanceof Dictionary
      ? [...wanted.entries()].map(([name, each]) =>
          one instanceof Dictionary ? matches(one.get(name), each) : false,
        )
      : isList(wanted)
        ? wanted.map((each, index) => (isList(one) ? matches(one[index] ?? null, each) : false))
        : null;
  if (leaves === null) return equal(one, wanted);
  return leaves.includes(false) ? false : leaves.includes(UNKNOWN) ? UNKNOWN : true;
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
