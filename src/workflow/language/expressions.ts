/**
 * Three-valued evaluation of `${{ }}`. The grammar is GitHub's own (the lexer and
 * parser of `@actions/expressions`); the evaluation on its tree is ours, because
 * theirs knows no unknown. What can't be parsed is unknown: GitHub would have
 * refused the file, or the grammar is newer than ours.
 */
import type {
  Binary,
  Expr,
  ExprVisitor,
  FunctionCall,
  IndexAccess,
  Literal,
  Logical,
} from '@actions/expressions/ast';
import type { Ternary } from '../../evidence/types.js';
import { FOUND, isMarked, isUpToRun, mark } from './origins.js';
import {
  begins,
  Dictionary,
  equal,
  finishes,
  fromData,
  hasHole,
  includes,
  less,
  not,
  type Truth,
  toText,
  truthy,
  UNKNOWN,
  type Value,
} from './values.js';

/** Contexts by name: `github`, `env`, … A name that is missing is unknown. */
export type Contexts = Readonly<Record<string, Value>>;

/** Docs: Contexts reference. */
const CONTEXTS = [
  'github',
  'env',
  'vars',
  'job',
  'jobs',
  'steps',
  'runner',
  'secrets',
  'strategy',
  'matrix',
  'needs',
  'inputs',
];

/** What the parser must know beyond the functions that it brings along. Docs: Status check functions. */
const FUNCTIONS: [string, number, number][] = [
  ['success', 0, 255],
  ['failure', 0, 255],
  ['always', 0, 0],
  ['cancelled', 0, 0],
  ['hashFiles', 1, 255],
];

/** Names of settings in an expression: docs, Contexts reference. */
const SETTINGS =
  /\b(?:(?:inputs|env|vars|secrets|matrix)(?:\.[\w-]+|\['[^']+'\])|github\.event\.(?:inputs|client_payload)\b)/gi;

/** The parts of `@actions/expressions` that are used; loaded only where something must be evaluated. */
interface Grammar {
  parse(source: string): Expr | null;
  Star: abstract new (...args: never[]) => Expr;
}

async function loadGrammar(): Promise<Grammar> {
  const [{ Lexer }, { Parser }, { Star }] = await Promise.all([
    import('@actions/expressions/lexer'),
    import('@actions/expressions/parser'),
    import('@actions/expressions/ast'),
  ]);
  const functions = FUNCTIONS.map(([name, minArgs, maxArgs]) => ({
    name,
    minArgs,
    maxArgs,
    description: '',
  }));
  return {
    parse: (source) => {
      try {
        return new Parser(new Lexer(source).lex().tokens, CONTEXTS, functions as never).parse() ?? null;
      } catch {
        return null;
      }
    },
    Star,
  };
}

/**
 * An evaluator for a text: with the grammar when it holds anything to evaluate
 * (`${{` or `if:`), else without, which saves its loading.
 */
export async function expressionsFor(source: string): Promise<Expressions> {
  return new Expressions(/\$\{\{|\bif['"]?\s*:/.test(source) ? await loadGrammar() : null);
}

export class Expressions {
  readonly #grammar: Grammar | null;
  readonly #trees = new Map<string, Expr | null>();

  constructor(grammar: Grammar | null) {
    this.#grammar = grammar;
  }

  /** The value of an expression, without its `${{ }}`. */
  evaluate(source: string, contexts: Contexts): Value {
    const tree = this.#tree(source);
    return tree && this.#grammar ? new Evaluation(contexts, this.#grammar).value(tree) : UNKNOWN;
  }

  /** Is an expression true? Also decided where its value is not: `unknown && false`. */
  truth(source: string, contexts: Contexts): Truth {
    const tree = this.#tree(source);
    return tree && this.#grammar ? new Evaluation(contexts, this.#grammar).truth(tree) : UNKNOWN;
  }

  /** A text with its `${{ }}` filled in; what is unknown becomes a hole. */
  interpolate(source: string, contexts: Contexts): string {
    return pieces(source)
      .map((each) => (each.expression ? this.#filled(each.text, contexts) : each.text))
      .join('');
  }

  /** A hole remembers whether a setting decides it or the run alone. */
  #filled(source: string, contexts: Contexts): string {
    const value = this.evaluate(source, contexts);
    return value === UNKNOWN && !this.dependsOnSettings(source, contexts) ? FOUND : toText(value);
  }

  /** Does a setting that is not known have a say: an input, a variable, a secret? */
  dependsOnSettings(source: string, contexts: Contexts): boolean {
    return (source.match(SETTINGS) ?? []).some((name) => {
      const text = toText(this.evaluate(name, contexts));
      return hasHole(text) && !isUpToRun(text);
    });
  }

  /** The value of a text that may be one single `${{ }}`, which then keeps its type. */
  valueOf(source: string, contexts: Contexts): Value {
    const parts = pieces(source);
    const [only] = parts;
    if (parts.length === 1 && only?.expression) return this.evaluate(only.text, contexts);
    return this.interpolate(source, contexts);
  }

  /**
   * Does an `if:` hold? The text may have its `${{ }}` or not. Text beside a
   * `${{ }}` makes the whole a text, and a text that is not empty is true. The
   * implied `success()` is yes: we ask what happens when all goes well.
   */
  condition(source: string, contexts: Contexts): Ternary {
    const parts = pieces(source.trim());
    const [only] = parts;
    if (!parts.some((each) => each.expression)) return ternary(this.truth(source, contexts));
    if (parts.length === 1 && only) return ternary(this.truth(only.text, contexts));
    return ternary(truthy(this.interpolate(source.trim(), contexts)));
  }

  /**
   * Does a boolean input (`push: …`) say true, in the way that `getBooleanInput`
   * of `@actions/core` reads it?
   */
  flag(source: string, contexts: Contexts): Ternary {
    const value = this.valueOf(source, contexts);
    const said = toText(value).trim().toLowerCase();
    if (said === 'true') return 'yes';
    if (!hasHole(said)) return 'no';
    // The value is open but its truth may not be: `unknown && false` is never true.
    const [only, second] = pieces(source.trim());
    if (only?.expression && !second && this.truth(only.text, contexts) === false) return 'no';
    return 'unknown';
  }

  #tree(source: string): Expr | null {
    const known = this.#trees.get(source);
    if (known !== undefined) return known;
    const tree = this.#grammar?.parse(source) ?? null;
    this.#trees.set(source, tree);
    return tree;
  }
}

export function ternary(truth: Truth): Ternary {
  return truth === UNKNOWN ? 'unknown' : truth ? 'yes' : 'no';
}

interface Piece {
  expression: boolean;
  text: string;
}

/** Cuts a text at its `${{ … }}`; a `}}` within a quoted text does not end one. */
function pieces(source: string): Piece[] {
  const found: Piece[] = [];
  let at = 0;
  for (let open = source.indexOf('${{'); open !== -1; open = source.indexOf('${{', at)) {
    let end = open + 3;
    let quoted = false;
    while (end < source.length && (quoted || !source.startsWith('}}', end))) {
      if (source[end] === "'") quoted = !quoted;
      end += 1;
    }
    if (end >= source.length) break;
    if (open > at) found.push({ expression: false, text: source.slice(at, open) });
    found.push({ expression: true, text: source.slice(open + 3, end) });
    at = end + 2;
  }
  if (at < source.length || found.length === 0) found.push({ expression: false, text: source.slice(at) });
  return found;
}

/** What `a.*.b` has selected so far; an index applies to each element. */
class Selection {
  constructor(readonly items: readonly Value[]) {}
}

type Step = Value | Selection;

class Evaluation implements ExprVisitor<Step> {
  readonly #contexts: Contexts;
  readonly #grammar: Grammar;

  constructor(contexts: Contexts, grammar: Grammar) {
    this.#contexts = contexts;
    this.#grammar = grammar;
  }

  value(tree: Expr): Value {
    const step = tree.accept<Step>(this);
    return step instanceof Selection ? step.items : step;
  }

  truth(tree: Expr): Truth {
    const node = tree as Partial<Logical & { group: Expr; expr: Expr; index: Expr }>;
    if (node.group) return this.truth(node.group);
    if (isLogical(tree)) {
      const and = tree.operator.lexeme === '&&';
      let open = false;
      for (const arg of tree.args) {
        const truth = this.truth(arg);
        if (truth === UNKNOWN) open = true;
        // One false decides an «and», one true an «or», whatever the rest is.
        else if (truth !== and) return truth;
      }
      return open ? UNKNOWN : and;
    }
    if (isNot(tree)) return not(this.truth(tree.expr));
    return truthy(this.value(tree));
  }

  visitLiteral(literal: Literal): Value {
    // The lexer undoes only the first doubled quote of a text, so its source counts.
    const { lexeme } = literal.token;
    if (lexeme.startsWith("'")) return lexeme.slice(1, -1).replaceAll("''", "'");
    const data = literal.literal as { value?: Value };
    return data.value ?? null;
  }

  visitUnary(unary: { expr: Expr }): Value {
    return not(this.truth(unary.expr));
  }

  visitBinary(binary: Binary): Value {
    const left = this.value(binary.left);
    const right = this.value(binary.right);
    switch (binary.operator.lexeme) {
      case '==':
        return equal(left, right);
      case '!=':
        return not(equal(left, right));
      case '<':
        return less(left, right);
      case '>':
        return less(right, left);
      case '<=':
        return either(equal(left, right), less(left, right));
      default:
        return either(equal(left, right), less(right, left));
    }
  }

  visitLogical(logical: Logical): Value {
    const and = logical.operator.lexeme === '&&';
    let result: Value = null;
    for (const arg of logical.args) {
      result = this.value(arg);
      const truth = truthy(result);
      if (truth === UNKNOWN) {
        // Which operand it ends with is open; of conditions the truth is all there is to know.
        if (logical.args.every(isCondition)) return this.truth(logical);
        return and ? UNKNOWN : this.#oneOf(result, logical.args.slice(logical.args.indexOf(arg) + 1));
      }
      if (truth !== and) return result;
    }
    return result;
  }

  /** `secrets.A || secrets.B`: one of the two, and their origins stay known. */
  #oneOf(first: Value, rest: readonly Expr[]): Value {
    const values = [first, ...rest.map((each) => this.value(each))];
    const texts = values.filter((each): each is string => typeof each === 'string' && isMarked(each));
    return texts.length === values.length ? mark({ kind: 'either', of: texts }) : UNKNOWN;
  }

  visitGrouping(grouping: { group: Expr }): Step {
    return grouping.group.accept<Step>(this);
  }

  visitContextAccess(access: { name: { lexeme: string } }): Value {
    const value = this.#contexts[access.name.lexeme.toLowerCase()];
    return value === undefined ? UNKNOWN : value;
  }

  visitIndexAccess(access: IndexAccess): Step {
    const star = access.index instanceof this.#grammar.Star;
    const index = star ? null : this.value(access.index);
    const from = access.expr.accept<Step>(this);
    if (from === UNKNOWN || index === UNKNOWN || (typeof index === 'string' && hasHole(index)))
      return UNKNOWN;
    if (from instanceof Selection) {
      const selected = from.items.flatMap((item) => {
        const next = star ? all(item) : pick(item, index);
        return next === null ? [] : Array.isArray(next) && star ? next : [next];
      });
      return selected.includes(UNKNOWN) ? UNKNOWN : new Selection(selected as Value[]);
    }
    if (!star) return pick(from, index);
    const items = all(from);
    return items === UNKNOWN ? UNKNOWN : new Selection(items);
  }

  visitFunctionCall(call: FunctionCall): Value {
    const name = call.functionName.lexeme.toLowerCase();
    const run = FUNCTION_TABLE[name];
    return run ? run(call.args.map((each) => this.value(each))) : UNKNOWN;
  }
}

function isLogical(tree: Expr): tree is Logical {
  return 'args' in tree && 'operator' in tree;
}

function isNot(tree: Expr): tree is Expr & { expr: Expr } {
  return 'operator' in tree && 'expr' in tree;
}

const CONDITIONS = new Set([
  'contains',
  'startswith',
  'endswith',
  'success',
  'failure',
  'always',
  'cancelled',
]);

/** Is the result of an expression a boolean by its form? */
function isCondition(tree: Expr): boolean {
  if ('group' in tree) return isCondition(tree.group as Expr);
  if (isLogical(tree)) return tree.args.every(isCondition);
  if ('functionName' in tree) return CONDITIONS.has((tree as FunctionCall).functionName.lexeme.toLowerCase());
  if ('token' in tree) return ['true', 'false'].includes((tree as Literal).token.lexeme);
  return 'operator' in tree;
}

function either(left: Truth, right: Truth): Truth {
  if (left === true || right === true) return true;
  return left === UNKNOWN || right === UNKNOWN ? UNKNOWN : false;
}

function pick(from: Value, index: Value): Value {
  if (from === UNKNOWN) return UNKNOWN;
  if (from instanceof Dictionary) return typeof index === 'string' ? from.get(index) : null;
  if (Array.isArray(from)) {
    const at = Math.floor(typeof index === 'number' ? index : Number(toText(index)));
    return at >= 0 && at < from.length ? (from[at] as Value) : null;
  }
  return null;
}

function all(from: Value): readonly Value[] | typeof UNKNOWN {
  if (from === UNKNOWN || (from instanceof Dictionary && from.open)) return UNKNOWN;
  if (from instanceof Dictionary) return [...from.entries()].map(([, value]) => value);
  return Array.isArray(from) ? from : [];
}

/** Docs: Evaluate expressions, Functions. */
const FUNCTION_TABLE: Record<string, (args: Value[]) => Value> = {
  contains: ([search = null, item = null]) => {
    if (search === UNKNOWN || item === UNKNOWN) return UNKNOWN;
    if (Array.isArray(search)) {
      return search.reduce<Truth>((found, each) => either(found, equal(item, each)), false);
    }
    if (isObject(search) || isObject(item)) return false;
    return includes(toText(search), toText(item));
  },
  startswith: ([whole = null, part = null]) => ends(whole, part, begins),
  endswith: ([whole = null, part = null]) => ends(whole, part, finishes),
  format: ([pattern = null, ...args]) => {
    const source = toText(pattern);
    let valid = !hasHole(source);
    const made = source.replace(/\{\{|\}\}|\{(\d+)[^{}]*\}|[{}]/g, (found, index: string | undefined) => {
      if (found === '{{' || found === '}}') return found[0] as string;
      if (index === undefined || Number(index) >= args.length) valid = false;
      return toText(args[Number(index)] ?? null);
    });
    return valid ? made : UNKNOWN;
  },
  join: ([items = null, separator = ',']) => {
    if (items === UNKNOWN) return UNKNOWN;
    if (Array.isArray(items)) return items.map(toText).join(toText(separator));
    return items instanceof Dictionary ? '' : toText(items);
  },
  tojson: ([value = null]) => {
    const data = plain(value);
    return data === UNKNOWN ? UNKNOWN : JSON.stringify(data, null, 2);
  },
  fromjson: ([source = null]) => {
    const given = toText(source);
    if (hasHole(given)) return UNKNOWN;
    try {
      return fromData(JSON.parse(given));
    } catch {
      return UNKNOWN;
    }
  },
  case: (args) => {
    for (let at = 0; at + 1 < args.length; at += 2) {
      if (args[at] === true) return args[at + 1] as Value;
      if (args[at] !== false) return UNKNOWN;
    }
    return args.at(-1) ?? null;
  },
  success: () => true,
  always: () => true,
  failure: () => false,
  cancelled: () => false,
};

function isObject(value: Value): boolean {
  return typeof value === 'object' && value !== null;
}

function ends(whole: Value, part: Value, test: (whole: string, part: string) => Truth): Truth {
  if (whole === UNKNOWN || part === UNKNOWN) return UNKNOWN;
  // Objects are no texts here: GitHub answers false.
  if (isObject(whole) || isObject(part)) return false;
  return test(toText(whole), toText(part));
}

/** Back to JSON data; unknown when any part of it is. */
function plain(value: Value): unknown {
  if (value === UNKNOWN || (typeof value === 'string' && hasHole(value))) return UNKNOWN;
  if (Array.isArray(value)) {
    const items = value.map(plain);
    return items.includes(UNKNOWN) ? UNKNOWN : items;
  }
  if (value instanceof Dictionary) {
    if (value.open) return UNKNOWN;
    const entries = [...value.entries()].map(([name, each]) => [name, plain(each)] as const);
    return entries.some(([, each]) => each === UNKNOWN) ? UNKNOWN : Object.fromEntries(entries);
  }
  return value;
}
