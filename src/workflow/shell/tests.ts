/**
 * `[ … ]`, `[[ … ]]` and `(( … ))`: how sure their answer is. Known texts are compared; where only the
 * run's own facts are open, both answers happen.
 */
import type { ArithmeticCommand, TestExpression, Word } from 'unbash';
import { both, type Chance, opposite } from '../language/chance.js';
import { holdsUnset, isUpToRun, LISTED } from '../language/origins.js';
import { HOLE, hasHole } from '../language/values.js';
import { type Counting, counted, numberIn, VARIABLE_NAME } from './words/arithmetic.js';
import { isMaybeEmpty } from './words/parameters.js';
import { caselessPattern, matches, patternOf } from './words/patterns.js';
import { holds, testedPattern } from './words/regular.js';
import { withoutEmptied } from './words/unset-variables.js';
import { comparedText, type FileKind, fillIn, type WordScope } from './words/words.js';

/** `[ … ]` and `test …`, whose operators are words like any other. */
export function bracketTest(words: readonly Word[], scope: WordScope): Chance {
  const args = words.slice(1, words[0]?.value === 'test' ? undefined : -1);
  return args.some(({ text }) => /^\\?[()]$/.test(text)) ? open(args, scope) : eitherOf(args, scope);
}

/** `A -o B -a C`: what `-a` joins belongs together (POSIX, test). */
function eitherOf(args: readonly Word[], scope: WordScope): Chance {
  const sides = parted(args, '-o').map((side) =>
    parted(side, '-a')
      .map((each) => single(each, scope))
      .reduce(both),
  );
  return opposite(sides.map(opposite).reduce(both));
}

function parted(args: readonly Word[], operator: string): Word[][] {
  const parts: Word[][] = [[]];
  for (const each of args) {
    if (each.text === operator) parts.push([]);
    else parts.at(-1)?.push(each);
  }
  return parts;
}

function single(args: readonly Word[], scope: WordScope): Chance {
  const isNegated = args[0]?.text === '!';
  const given = isNegated ? args.slice(1) : args;
  const [a, b, c, ...more] = given.filter((each) => !leavesNothing(each, scope));
  let result: Chance;
  if (!a) result = 'no';
  else if (!b) result = unary('-n', a, scope);
  else if (!c && (/^-[znv]$/.test(a.text) || FILE_TESTS.has(a.text))) result = unary(a.text, b, scope);
  else if (c && more.length === 0 && !/^[!(]$/.test(a.text))
    result = comparison(a, comparedText(b, scope), c, scope, 'no');
  // `[ $A = x ]` without a value lacks a word, and fails whatever it asks for.
  else if (!c && given.length > 2) return 'no';
  else result = open(args, scope);
  return isNegated ? opposite(result) : result;
}

/** Is it empty, with no quotes around it that would make a word of it? */
function leavesNothing(word: Word, scope: WordScope): boolean {
  return word.parts !== undefined && !/["']/.test(word.text) && comparedText(word, scope) === '';
}

/** What stands between `[[` and `]]`. */
export function chanceOfTest(expression: TestExpression, scope: WordScope): Chance {
  switch (expression.type) {
    case 'TestUnary':
      return unary(expression.operator, expression.operand, scope);
    case 'TestBinary':
      return comparison(expression.left, expression.operator, expression.right, scope);
    case 'TestGroup':
      return chanceOfTest(expression.expression, scope);
    case 'TestNot': {
      const result = chanceOfTest(expression.operand, scope);
      return expression.negations.length % 2 === 1 ? opposite(result) : result;
    }
    case 'TestLogical': {
      const results = expression.operands.map((each) => chanceOfTest(each, scope));
      // One of them holds, unless each of them fails.
      return expression.operator === '&&'
        ? results.reduce(both)
        : opposite(results.map(opposite).reduce(both));
    }
  }
}

/** `(( … ))` holds unless it comes to 0. */
export function arithmeticTest({ expression }: ArithmeticCommand, place: Counting): Chance {
  const text = counted(expression, place);
  const number = numberIn(text);
  if (number !== null) return number === 0 ? 'no' : 'yes';
  return isUpToRun(text) ? 'sometimes' : 'unknown';
}

function open(words: readonly Word[], scope: WordScope): Chance {
  return words.every((word) => isUpToRun(comparedText(word, scope))) ? 'sometimes' : 'unknown';
}

/** What the tests of files hold for. */
const FILE_TESTS: ReadonlyMap<string, readonly FileKind[]> = new Map([
  ['-d', ['folder']],
  ['-f', ['file']],
  ['-e', ['file', 'folder']],
]);

function unary(operator: string, operand: Word, scope: WordScope): Chance {
  const text = comparedText(operand, scope);
  const wanted = FILE_TESTS.get(operator);
  const kind = wanted && text !== '' && !hasHole(text) ? scope.kindOf(text) : null;
  if (kind === 'absent') return 'unknown';
  if (wanted && kind !== null) return wanted.includes(kind) ? 'yes' : 'no';
  if (operator === '-v') return isSet(text, scope);
  if (operator !== '-z' && operator !== '-n') return open([operand], scope);
  if (isMaybeEmpty(text)) return open([operand], scope);
  return (text === '') === (operator === '-z') ? 'yes' : 'no';
}

/** `[[ -v NAME ]]`. One that is empty may have been set to nothing. */
function isSet(name: string, scope: WordScope): Chance {
  const value = VARIABLE_NAME.test(name) ? scope.variable(name) : HOLE;
  if (scope.knowsUnset && holdsUnset(value) && withoutEmptied(value) === '') return 'no';
  if (value !== '' && !isMaybeEmpty(value)) return 'yes';
  return value !== '' && isUpToRun(value) ? 'sometimes' : 'unknown';
}

/** @param ofNothing what a comparison of numbers comes to where one of them is empty; absent: that is 0, as in `[[ … ]]` */
function comparison(left: Word, operator: string, right: Word, scope: WordScope, ofNothing?: Chance): Chance {
  const compared = COMPARED[operator];
  const texts = compared ? [left, right].map((each) => comparedText(each, scope)) : [];
  if (ofNothing && texts.includes('')) return ofNothing;
  const [one = null, other = null] = texts.map((each) => numberIn(each || '0'));
  if (compared && one !== null && other !== null) return compared(one, other) ? 'yes' : 'no';
  if (operator === '=~') return expression(left, right, scope);
  const isEqual = operator === '=' || operator === '==';
  // `[ … ]` always asks for the very letters.
  const letters = { ignoresCase: ofNothing === undefined && scope.ignoresCase === true };
  const held =
    isEqual || operator === '!=' ? equality(comparedText(left, scope), right, scope, letters) : null;
  if (held === null) return open([left, right], scope);
  return held === isEqual ? 'yes' : 'no';
}

/** `[[ $GITHUB_REF =~ ^refs/tags/ ]]`. */
function expression(left: Word, right: Word, scope: WordScope): Chance {
  const pattern = testedPattern(right, fillIn(scope));
  if (scope.ignoresCase) return open([left, right], scope);
  const held = pattern === null ? null : holds(comparedText(left, scope), pattern);
  if (held === null) return open([left, right], scope);
  return held ? 'yes' : 'no';
}

/** The operators of numbers. */
const COMPARED: Readonly<Record<string, (one: number, other: number) => boolean>> = {
  '-eq': (one, other) => one === other,
  '-ne': (one, other) => one !== other,
  '-lt': (one, other) => one < other,
  '-le': (one, other) => one <= other,
  '-gt': (one, other) => one > other,
  '-ge': (one, other) => one >= other,
};

/** `[[ $GITHUB_REF == refs/tags/* ]]`, and what a pattern of `case` asks. Null where it can't be told. */
export function equality(
  text: string,
  word: Word,
  scope: WordScope,
  { ignoresCase = false }: Pick<WordScope, 'ignoresCase'> = scope,
): boolean | null {
  const pattern = patternOf(word, fillIn(scope));
  if (text.includes(LISTED)) return null;
  if (!pattern || !ignoresCase) return pattern && matches(text, pattern);
  // What is not known of a text has its letters, too.
  return hasHole(text) ? null : matches(text.toLowerCase(), caselessPattern(pattern));
}
