/**
 * All that an expression may come to. `A && B` ends with A where that is false, and with B where it is not: of a
 * value that is open it is still known which ones it may be.
 */
import type { Expr, Logical } from '@actions/expressions/ast';
import type { Ternary } from '../../evidence/types/ternary.js';
import { BOOLEAN_TEXTS } from './boolean-texts.js';
import { type Contexts, Evaluation } from './evaluation.js';
import { ParsedExpressions } from './expressions.js';
import { isSurelyToken, originsIn, withoutAbsent } from './origins.js';
import { isBooleanTree, isLogical } from './tree-kinds.js';
import { fillHoles, hasHole, type Truth, toText, truthy, UNKNOWN, type Value } from './values.js';

/** The values of a tree, each of which it may come to; one that is not known stands among them as it is. */
function outcomesOf(tree: Expr, evaluation: Evaluation): readonly Value[] {
  if ('group' in tree) return outcomesOf(tree.group as Expr, evaluation);
  if (isLogical(tree)) return outcomesOfLogical(tree, evaluation);
  const value = isBooleanTree(tree) ? evaluation.truth(tree) : evaluation.value(tree);
  return value === UNKNOWN && isBooleanTree(tree) ? [true, false] : [value];
}

function outcomesOfLogical({ operator, args }: Logical, evaluation: Evaluation): readonly Value[] {
  const goesOnWith = operator.lexeme === '&&';
  const found: Value[] = [];
  for (const [index, arg] of args.entries()) {
    const outcomes = outcomesOf(arg, evaluation);
    if (index === args.length - 1) return [...found, ...outcomes];
    found.push(...outcomes.flatMap((each) => endingWith(each, !goesOnWith)));
    if (!outcomes.some((each) => truthy(each) !== !goesOnWith)) return found;
  }
  return found;
}

/** What a value is where it is as true as that; nothing: it is not. What is not known and false is `false`, or empty. */
function endingWith(value: Value, wanted: boolean): readonly Value[] {
  const truth = truthy(value);
  if (truth !== UNKNOWN) return truth === wanted ? [value] : [];
  if (wanted) return [value];
  return value === UNKNOWN ? [false, ''] : [''];
}

/** Does `getBooleanInput` take a value as an input? */
function isBooleanText(value: Value): Truth {
  const text = withoutAbsent(toText(value)).trim();
  if (!hasHole(text)) return BOOLEAN_TEXTS.includes(text);
  return BOOLEAN_TEXTS.some((each) => mayBe(text, each)) ? UNKNOWN : false;
}

/** Does a value say `true` as an input? */
function saysTrue(value: Value): Truth {
  const text = withoutAbsent(toText(value)).trim().toLowerCase();
  if (!hasHole(text)) return text === 'true';
  return mayBe(text, 'true') ? UNKNOWN : false;
}

/** May a text of which a part is not known be this word? Its known parts stand in it, in their order. */
function mayBe(text: string, word: string): boolean {
  if (originsIn(text).some(isNoWord) || isSurelyToken(text)) return false;
  const [first = '', ...others] = fillHoles(text, '\n').split('\n');
  const last = others.pop() ?? '';
  if (!word.startsWith(first) || !word.endsWith(last)) return false;
  let at = first.length;
  for (const part of others) {
    const found = word.indexOf(part, at);
    if (found === -1) return false;
    at = found + part.length;
  }
  return at <= word.length - last.length;
}

/** A number, an account, a commit: a fact of the run that no such word is. */
function isNoWord(origin: ReturnType<typeof originsIn>[number]): boolean {
  return origin.kind === 'run' && origin.fact !== undefined;
}

/** Does it hold for each of them, or for none? */
function inAll(values: readonly Value[], holds: (value: Value) => Truth): Ternary {
  const [first = UNKNOWN, ...others] = values.map(holds);
  if (first === UNKNOWN || others.some((each) => each !== first)) return 'unknown';
  return first ? 'yes' : 'no';
}

/** For those who evaluate expressions in many runs: who is in one has hardly a value that is open, and need not load it. */
export class OutcomeExpressions extends ParsedExpressions {
  override flag(source: string, contexts: Contexts): Ternary {
    return inAll(this.#outcomes(source, contexts), saysTrue);
  }

  isBoolean(source: string, contexts: Contexts): Ternary {
    // Nearly every input of this kind is a comparison: a boolean in whatever run.
    const [only, second] = this.pieces(source.trim());
    const tree = only?.expression && !second ? this.tree(only.text) : null;
    if (tree && isBooleanTree(tree)) return 'yes';
    return inAll(this.#outcomes(source, contexts), isBooleanText);
  }

  /** What an input may be. */
  #outcomes(source: string, contexts: Contexts): readonly Value[] {
    const [only, second] = this.pieces(source.trim());
    if (!only?.expression || second) return [this.interpolate(source, contexts)];
    const tree = this.tree(only.text);
    return tree && this.grammar ? outcomesOf(tree, new Evaluation(contexts, this.grammar)) : [UNKNOWN];
  }
}
