/** `$NAME`, `${NAME}`, `${NAME:-default}` in compose files and the env files beside them (docs.docker.com/compose, "Interpolation"). */
import { HOLE } from '../../language/values.js';

export interface Interpolated {
  /** With a hole for each variable that nobody sets and that has no default. */
  text: string;
  /** Those variables, each once. */
  missing: string[];
}

/** Characters; no name of an image comes near it, and a longer text is not worth its time. */
const LONGEST = 4096;
/** Defaults within defaults. */
const DEEPEST = 10;

/**
 * @param lookup the value of a variable; undefined where nobody sets it
 * @param unset a text that says that surely nobody does; null: somebody may
 */
export function interpolated(
  text: string,
  lookup: (name: string) => string | undefined,
  unset: (name: string) => string | null = () => null,
): Interpolated {
  const missing = new Set<string>();
  const filled = text.length > LONGEST ? HOLE : filledIn(text, { lookup, unset, missing }, 0);
  // Variables made of variables grow without end.
  return { text: filled.length > LONGEST ? HOLE : filled, missing: [...missing] };
}

const NAME = /[A-Za-z_]\w*/y;

interface Filling {
  lookup(name: string): string | undefined;
  unset(name: string): string | null;
  missing: Set<string>;
}

function filledIn(text: string, filling: Filling, depth: number): string {
  let result = '';
  for (let at = 0; at < text.length; ) {
    if (text[at] !== '$') {
      result += text[at];
      at += 1;
      continue;
    }
    if (text[at + 1] === '$') {
      result += '$';
      at += 2;
      continue;
    }
    const isBraced = text[at + 1] === '{';
    const start = at + (isBraced ? 2 : 1);
    NAME.lastIndex = start;
    const name = NAME.exec(text)?.[0];
    const end = isBraced ? closing(text, start) : start + (name?.length ?? 0);
    if (!name || end < 0) {
      result += '$';
      at += 1;
      continue;
    }
    const operation = isBraced ? text.slice(start + name.length, end) : '';
    const value = filling.lookup(name);
    const absent = value === undefined ? filling.unset(name) : null;
    // What stands for a variable that may be set is perhaps not asked for: then it does not matter what is empty in it.
    const inner = value === undefined && absent === null ? { ...filling, unset: () => null } : filling;
    result += substituted(
      value,
      operation,
      (rest) => (depth < DEEPEST ? filledIn(rest, inner, depth + 1) : HOLE),
      () => {
        filling.missing.add(name);
        return absent ?? HOLE;
      },
    );
    at = end + (isBraced ? 1 : 0);
  }
  return result;
}

/** What `${NAME…}` comes to: `:-x` and `-x` give a default, `:?x` and `?x` an error, `:+x` and `+x` another value. */
function substituted(
  value: string | undefined,
  operation: string,
  fill: (rest: string) => string,
  hole: () => string,
): string {
  const [, operator = '', rest = ''] = /^(:?[-?+])([\s\S]*)$/.exec(operation) ?? [];
  const isSet = value !== undefined && !(operator.startsWith(':') && value === '');
  switch (operator.at(-1)) {
    case '-':
      return isSet ? (value ?? '') : fill(rest);
    case '+':
      return isSet ? fill(rest) : '';
    case '?':
      return isSet ? (value ?? '') : hole();
    default:
      return value ?? hole();
  }
}

/** Where the brace that is open at `from` ends; -1: nowhere. */
function closing(text: string, from: number): number {
  let open = 1;
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === '}') open -= 1;
    else if (text.startsWith('${', at)) open += 1;
    if (open === 0) return at;
  }
  return -1;
}
