/**
 * What the words of a command do beside standing for texts, wherever that is in it: they run what stands in `$(…)`, `<(…)`
 * and `>(…)`, and change variables by `${NAME:=…}` and `$((NAME++))`.
 */
import type {
  ArithmeticCommandExpansion,
  ArithmeticExpression,
  Command,
  CommandExpansionPart,
  CommandNode,
  CompoundList,
  ParameterExpansionPart,
  ProcessSubstitutionPart,
  Redirection,
  TestExpression,
  Word,
  WordPart,
} from 'unbash';
import { both, type Chance } from '../../language/chance.js';
import { defaultOf, isMaybeEmpty } from './parameters.js';
import { withoutEmptied } from './unset-variables.js';

export interface Substitution {
  script: (CommandExpansionPart | ProcessSubstitutionPart | ArithmeticCommandExpansion)['script'];
  /** `${NAME:-$(…)}`: is it run, as far as the variable tells? */
  runs: Chance;
}

/** What a variable holds, as far as it is known. */
type Variable = (name: string) => string;

export interface Doings {
  substitutions: readonly Substitution[];
  /** `${NAME:=…}` that gives a value. */
  defaults: readonly ParameterExpansionPart[];
  /** `$((NAME++))`, with every other that may change something. */
  countings: readonly ArithmeticExpression[];
  /** Those without a value with which no shell goes on: `${NAME:?}`, and any that nothing sets behind `set -u`. */
  missing: readonly string[];
}

/** Those of the command itself, in their order: what stands in its body is a command of its own. */
export function doingsOf(
  command: CommandNode | CompoundList,
  variable: Variable,
  endsAtUnset: boolean,
): Doings {
  const walk = new WordWalk(variable, endsAtUnset);
  walk.ofNode(command);
  return walk;
}

class WordWalk implements Doings {
  readonly substitutions: Substitution[] = [];
  readonly defaults: ParameterExpansionPart[] = [];
  readonly countings: ArithmeticExpression[] = [];
  readonly missing: string[] = [];
  readonly #variable: Variable;
  readonly #endsAtUnset: boolean;
  /** Of the words that are walked. */
  #runs: Chance = 'yes';

  constructor(variable: Variable, endsAtUnset: boolean) {
    this.#variable = variable;
    this.#endsAtUnset = endsAtUnset;
  }

  ofNode(command: CommandNode | CompoundList): void {
    switch (command.type) {
      case 'Command':
        this.#ofCommand(command);
        break;
      case 'Redirected':
        for (const each of command.redirects) this.#ofRedirection(each);
        break;
      case 'For':
      case 'Select':
        this.#ofWords(command.wordlist ?? []);
        break;
      case 'Case':
        this.#ofWord(command.word);
        break;
      case 'TestCommand':
        this.#ofTest(command.expression);
        break;
    }
  }

  #ofCommand({ prefix, name, args, redirects }: Command): void {
    for (const each of [...prefix, ...(name ? [name] : []), ...args]) {
      if (each.type === 'Word') this.#ofWord(each);
      else if (each.type === 'Assignment') {
        const { value } = each;
        this.#ofWords(value.type === 'ArrayValue' ? value.elements : [value]);
      }
    }
    for (const each of redirects) this.#ofRedirection(each);
  }

  #ofRedirection(each: Redirection): void {
    if (each.type === 'HereDoc') this.#ofParts(each.body.parts);
    else if (each.target) this.#ofWord(each.target);
  }

  #ofTest(expression: TestExpression): void {
    switch (expression.type) {
      case 'TestUnary':
        this.#ofWord(expression.operand);
        break;
      case 'TestBinary':
        this.#ofWords([expression.left, expression.right]);
        break;
      case 'TestLogical':
        for (const each of expression.operands) this.#ofTest(each);
        break;
      case 'TestNot':
        this.#ofTest(expression.operand);
        break;
      case 'TestGroup':
        this.#ofTest(expression.expression);
        break;
    }
  }

  #ofWords(words: readonly (Word | undefined)[]): void {
    for (const each of words) if (each) this.#ofWord(each);
  }

  #ofWord({ text, parts }: Word): void {
    if (/[$<>]\(|`|\$\{\w+:?[=?]/.test(text) || (this.#endsAtUnset && text.includes('$')))
      this.#ofParts(parts);
  }

  #ofParts(parts: readonly WordPart[] | undefined): void {
    for (const part of parts ?? []) {
      switch (part.type) {
        case 'CommandExpansion':
        case 'ProcessSubstitution':
          this.#take(part);
          break;
        case 'ParameterExpansion':
          this.#ofParameter(part);
          break;
        case 'SimpleExpansion':
          if (this.#endsAtUnset) this.#mayLack(part.text.slice(1));
          break;
        case 'ArithmeticExpansion':
          if (part.expression) this.#ofArithmetic(part.expression);
          if (part.expression && /\+\+|--|=/.test(part.text)) this.countings.push(part.expression);
          break;
        case 'DoubleQuoted':
        case 'LocaleString':
          this.#ofParts(part.parts);
      }
    }
  }

  #take({ script }: Pick<Substitution, 'script'>): void {
    if (this.#runs !== 'no') this.substitutions.push({ script, runs: this.#runs });
  }

  /** `${NAME:-WORD}` reads its word only where that stands in for the value. */
  #ofParameter(part: ParameterExpansionPart): void {
    const { operation, parameter } = part;
    if (part.index) this.#ofWord(part.index);
    const ends = operation?.type === 'Default' ? operation.operator.endsWith('?') : this.#endsAtUnset;
    if (ends && !part.index && part.prefix !== '!')
      this.#mayLack(parameter, operation?.type === 'Default' && operation.operator === ':?');
    switch (operation?.type) {
      case 'Default': {
        const value = this.#variable(parameter);
        const isTaken = defaultOf(part, value) !== null;
        const before = this.#runs;
        this.#runs = both(before, isTaken ? 'yes' : isMaybeEmpty(value) ? 'unknown' : 'no');
        this.#ofWord(operation.operand);
        if (this.#runs !== 'no' && !part.index && operation.operator.endsWith('=')) this.defaults.push(part);
        this.#runs = before;
        break;
      }
      case 'Remove':
        this.#ofWord(operation.operand);
        break;
      case 'Replace':
        this.#ofWords([operation.pattern, operation.replacement]);
        break;
      case 'Slice':
        this.#ofWords([operation.offset, operation.length]);
        break;
    }
  }

  /** @param isWithEmpty is one that is empty as good as none? */
  #mayLack(name: string, isWithEmpty = false): void {
    const value = this.#runs === 'yes' ? this.#variable(name) : null;
    if (value !== null && (value === '' ? isWithEmpty : withoutEmptied(value) === ''))
      this.missing.push(name);
  }

  #ofArithmetic(expression: ArithmeticExpression): void {
    switch (expression.type) {
      case 'ArithmeticCommandExpansion':
        this.#take(expression);
        break;
      case 'ArithmeticWord':
        this.#ofParts(expression.parts);
        break;
      case 'ArithmeticGroup':
        this.#ofArithmetic(expression.expression);
        break;
      case 'ArithmeticUnary':
        this.#ofArithmetic(expression.operand);
        break;
      case 'ArithmeticBinary':
        this.#ofArithmetic(expression.left);
        this.#ofArithmetic(expression.right);
        break;
      case 'ArithmeticTernary':
        this.#ofArithmetic(expression.test);
        this.#ofArithmetic(expression.consequent);
        this.#ofArithmetic(expression.alternate);
        break;
    }
  }
}
