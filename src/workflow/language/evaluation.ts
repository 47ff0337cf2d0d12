/**
 * Three-valued evaluation of an expression's tree. The grammar is GitHub's own; the
 * evaluation is ours, because theirs knows no unknown.
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
import { eitherHolds, FUNCTIONS } from './functions.js';
import type { Grammar } from './grammar.js';
import { oneOfTexts } from './one-of-texts.js';
import { absentName, isAbsent, isStandIn, standIn } from './origins.js';
import { isBooleanTree, isLogical } from './tree-kinds.js';
import {
  Dictionary,
  equal,
  hasHole,
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

/** What `a.*.b` has selected so far; an index applies to each element. */
class Selection {
  constructor(readonly items: readonly Value[]) {}
}

type Step = Value | Selection;

/** Evaluates trees in one set of contexts. */
export class Evaluation implements ExprVisitor<Step> {
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
        return eitherHolds(equal(left, right), less(left, right));
      default:
        return eitherHolds(equal(left, right), less(right, left));
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
        if (logical.args.every(isBooleanTree)) return this.truth(logical);
        return and ? UNKNOWN : this.#oneOf(logical.args.slice(logical.args.indexOf(arg)));
      }
      if (truth !== and) return result;
    }
    return result;
  }

  /** `secrets.A || secrets.B`: one of the two, and their origins stay known. */
  #oneOf(args: readonly Expr[]): Value {
    const values = args.map((each) => this.#chosen(each));
    const texts = values.filter((each): each is string => typeof each === 'string' && isStandIn(each));
    return texts.length === values.length ? standIn({ kind: 'either', of: texts }) : this.#knownChoice(args);
  }

  /**
   * `CONDITION && 'octo/app' || ''`: one of texts, which begin alike as far as their common folders go. What comes after that may
   * only be one of texts that are known. Of secrets a choice by something else tells nothing.
   */
  #knownChoice(args: readonly Expr[]): Value {
    const texts = args.map((each) => this.#chosen(each));
    if (!texts.every((each): each is string => typeof each === 'string')) return UNKNOWN;
    return oneOfTexts(texts) ?? UNKNOWN;
  }

  /** What an operand comes to where it is not passed over: `CONDITION && VALUE` and `VALUE != '' && VALUE` come to the value. */
  #chosen(tree: Expr): Value {
    if ('group' in tree) return this.#chosen(tree.group as Expr);
    if (!isLogical(tree) || tree.operator.lexeme !== '&&') return this.value(tree);
    const whole = this.value(tree);
    const last = this.value(tree.args.at(-1) as Expr);
    const isTaken =
      truthy(last) === true || (tree.args.length === 2 && this.#asked(tree.args[0] as Expr) === last);
    return whole === UNKNOWN && isTaken ? last : whole;
  }

  /** Whose presence `VALUE` or `VALUE != ''` asks. */
  #asked(tree: Expr): Value {
    const { operator, left, right } = tree as Binary;
    return this.value(operator?.lexeme === '!=' && this.value(right) === '' ? left : tree);
  }

  visitGrouping(grouping: { group: Expr }): Step {
    return grouping.group.accept<Step>(this);
  }

  visitContextAccess(access: { name: { lexeme: string } }): Value {
    const name = access.name.lexeme.toLowerCase();
    const value = Object.hasOwn(this.#contexts, name) ? this.#contexts[name] : undefined;
    return value === undefined ? UNKNOWN : value;
  }

  visitIndexAccess(access: IndexAccess): Step {
    const star = access.index instanceof this.#grammar.Star;
    const index = star ? null : this.value(access.index);
    const from = access.expr.accept<Step>(this);
    const isThere = typeof from !== 'string' || !isAbsent(from);
    const nothing = star || !isThere ? null : withinText(access.expr, index);
    if (nothing !== null) return nothing;
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
    const run = Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined;
    const values = call.args.map((each) => this.value(each));
    const made = run ? run(values) : UNKNOWN;
    return made === UNKNOWN && name === 'case' ? this.#oneCase(call.args, values) : made;
  }

  /** `case(CONDITION, VALUE, …, VALUE)`: one of its values, as an «or» comes to one of its operands. */
  #oneCase(args: readonly Expr[], values: readonly Value[]): Value {
    const last = values.length - 1;
    const conditions = values.flatMap((each, at) =>
      at % 2 === 0 && at < last && each !== false ? [at] : [],
    );
    const texts = [...conditions.map((at) => values[at + 1]), values[last]];
    if (!texts.every((each) => typeof each === 'string')) return UNKNOWN;
    const isOfPresence = conditions.every((at) => this.#asked(args[at] as Expr) === values[at + 1]);
    return isOfPresence && texts.every(isStandIn)
      ? standIn({ kind: 'either', of: texts })
      : (oneOfTexts(texts) ?? UNKNOWN);
  }
}

/**
 * `github.env.TOKEN`, which was meant for `env.TOKEN`: all that the context `github` has are texts, but for the event, and in a
 * text there is nothing (docs: Contexts reference, github context; Evaluate expressions, operators).
 */
function withinText(owner: Expr, index: Value): string | null {
  const { expr, index: name } = owner as Partial<IndexAccess>;
  const context = (expr as { name?: { lexeme: string } } | undefined)?.name?.lexeme;
  const key = (name as Partial<Literal> | undefined)?.token?.lexeme.replaceAll("'", '') ?? '';
  if (context?.toLowerCase() !== 'github' || !/^(?!event$)[a-z_]+$/i.test(key)) return null;
  return typeof index === 'string' && !hasHole(index) ? absentName(`github.${key}.${index}`) : null;
}

function isNot(tree: Expr): tree is Expr & { expr: Expr } {
  return 'operator' in tree && 'expr' in tree;
}

function pick(from: Value, index: Value): Value {
  if (from === UNKNOWN) return UNKNOWN;
  if (from instanceof Dictionary) return typeof index === 'string' ? from.get(index) : null;
  // What is not there has nothing in it, and it is still known why.
  if (typeof from === 'string' && isAbsent(from)) return from;
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
