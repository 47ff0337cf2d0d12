/**
 * Texts with `${{ }}`, filled in and decided as far as the contexts tell. What can't be
 * parsed is unknown: GitHub would have refused the file, or the grammar is newer than ours.
 */
import type { Expr } from '@actions/expressions/ast';
import type { Ternary } from '../../evidence/types/ternary.js';
import { type Contexts, Evaluation } from './evaluation.js';
import { type Grammar, loadGrammar } from './grammar.js';
import { joinedText } from './long-texts.js';
import { FOUND, isUpToRun } from './origins.js';
import { type Piece, piecesOf } from './pieces.js';
import { hasHole, type Truth, toText, truthy, UNKNOWN, type Value } from './values.js';

/** Names of settings in an expression: docs, Contexts reference. */
const SETTINGS =
  /\b(?:(?:inputs|env|vars|secrets|matrix)(?:\.[\w-]+|\['[^']+'\])|github\.event\.(?:inputs|client_payload)\b)/gi;

/**
 * An evaluator for a text: with the grammar when it holds anything to evaluate
 * (`${{` or `if:`), else without, which saves its loading.
 *
 * @param Made for whoever looks at many runs: those that know more of a value which is open
 */
export async function expressionsFor(source: string, Made = ParsedExpressions): Promise<ParsingExpressions> {
  const grammar = /\$\{\{|\bif['"]?\s*:/.test(source) ? await loadGrammar() : null;
  return new Made(grammar);
}

/** What is asked of texts with expressions, in the contexts of one place of one run. */
export interface Expressions {
  /** The value of an expression, without its `${{ }}`. */
  evaluate(source: string, contexts: Contexts): Value;
  /** Is an expression true? Also decided where its value is not: `unknown && false`. */
  truth(source: string, contexts: Contexts): Truth;
  /** A text with its `${{ }}` filled in; what is unknown becomes a hole. */
  interpolate(source: string, contexts: Contexts): string;
  /** Does a setting that is not known have a say: an input, a variable, a secret? */
  dependsOnSettings(source: string, contexts: Contexts): boolean;
  /** The value of a text that may be one single `${{ }}`, which then keeps its type. */
  valueOf(source: string, contexts: Contexts): Value;
  /**
   * Does an `if:` hold? The text may have its `${{ }}` or not. Text beside a
   * `${{ }}` makes the whole a text, and a text that is not empty is true. The
   * implied `success()` is yes: we ask what happens when all goes well.
   */
  condition(source: string, contexts: Contexts): Ternary;
  /**
   * Does a boolean input (`push: …`) say true, in the way that `getBooleanInput`
   * of `@actions/core` reads it?
   */
  flag(source: string, contexts: Contexts): Ternary;
  /** Does `getBooleanInput` take it? At anything but a boolean it throws, at the empty text, too. Absent: nobody knows. */
  isBoolean?(source: string, contexts: Contexts): Ternary;
}

/** The same with the grammar itself, for an expression that nobody has written yet. */
export interface ParsingExpressions extends Expressions {
  /** Does GitHub's grammar take it, without its `${{ }}`? False also where no grammar was loaded. */
  isExpression(source: string): boolean;
}

/** Parses each expression once, however often it is asked about. */
export class ParsedExpressions implements ParsingExpressions {
  protected readonly grammar: Grammar | null;
  readonly #trees = new Map<string, Expr | null>();
  /** Texts that hold an expression, cut: each is looked at again for every run. */
  readonly #cut = new Map<string, readonly Piece[]>();
  /** The settings that an expression names. */
  readonly #settings = new Map<string, readonly string[]>();

  constructor(grammar: Grammar | null) {
    this.grammar = grammar;
  }

  evaluate(source: string, contexts: Contexts): Value {
    const tree = this.tree(source);
    return tree && this.grammar ? new Evaluation(contexts, this.grammar).value(tree) : UNKNOWN;
  }

  truth(source: string, contexts: Contexts): Truth {
    const tree = this.tree(source);
    return tree && this.grammar ? new Evaluation(contexts, this.grammar).truth(tree) : UNKNOWN;
  }

  isExpression(source: string): boolean {
    return this.tree(source) !== null;
  }

  interpolate(source: string, contexts: Contexts): string {
    if (!source.includes('${{')) return source;
    const parts = this.pieces(source).map((each) =>
      each.expression ? this.#filled(each.text, contexts) : each.text,
    );
    return joinedText(parts) ?? toText(UNKNOWN);
  }

  /** A hole remembers whether a setting decides it or the run alone. */
  #filled(source: string, contexts: Contexts): string {
    const value = this.evaluate(source, contexts);
    return value === UNKNOWN && !this.dependsOnSettings(source, contexts) ? FOUND : toText(value);
  }

  dependsOnSettings(source: string, contexts: Contexts): boolean {
    let names = this.#settings.get(source);
    if (!names) {
      names = source.match(SETTINGS) ?? [];
      this.#settings.set(source, names);
    }
    return names.some((name) => {
      const text = toText(this.evaluate(name, contexts));
      return hasHole(text) && !isUpToRun(text);
    });
  }

  valueOf(source: string, contexts: Contexts): Value {
    const parts = this.pieces(source);
    const [only] = parts;
    if (parts.length === 1 && only?.expression) return this.evaluate(only.text, contexts);
    return this.interpolate(source, contexts);
  }

  condition(source: string, contexts: Contexts): Ternary {
    const parts = this.pieces(source);
    const [only] = parts;
    if (!parts.some((each) => each.expression)) return ternary(this.truth(source, contexts));
    if (parts.length === 1 && only) return ternary(this.truth(only.text, contexts));
    // Anything beside the braces makes it a text, be it the line end of `if: |` (actions/runner#1173, github/docs#6508).
    return ternary(truthy(this.interpolate(source, contexts)));
  }

  flag(source: string, contexts: Contexts): Ternary {
    const said = toText(this.valueOf(source, contexts)).trim().toLowerCase();
    if (said === 'true') return 'yes';
    if (!hasHole(said)) return 'no';
    // The value is open but its truth may not be: `unknown && false` is never true.
    const [only, second] = this.pieces(source.trim());
    if (only?.expression && !second && this.truth(only.text, contexts) === false) return 'no';
    return 'unknown';
  }

  protected pieces(source: string): readonly Piece[] {
    if (!source.includes('${{')) return [{ expression: false, text: source }];
    const known = this.#cut.get(source);
    if (known) return known;
    const found = piecesOf(source);
    this.#cut.set(source, found);
    return found;
  }

  protected tree(source: string): Expr | null {
    const known = this.#trees.get(source);
    if (known !== undefined) return known;
    const tree = this.grammar?.parse(source) ?? null;
    this.#trees.set(source, tree);
    return tree;
  }
}

function ternary(truth: Truth): Ternary {
  return truth === UNKNOWN ? 'unknown' : truth ? 'yes' : 'no';
}
