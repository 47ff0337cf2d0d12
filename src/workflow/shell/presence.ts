/** Conditions that ask whether a text is there, `[ -n "$A" ]`: of two ways one goes with it, and the other has to do without. */
import type { CommandNode, Statement, TestExpression, Word } from 'unbash';
import { isStandIn } from '../language/origins.js';
import { isMaybeEmpty, textOrDefault } from './words/parameters.js';
import { comparedText, type WordScope } from './words/words.js';

/** What is asked for, and whether the answer is «yes» where it is there. */
interface Question {
  word: Word;
  isThere: boolean;
}

/** One text of nobody's knowing that decides which of two ways is taken: `at` is the place of the one that has it. */
export interface Presence {
  text: string;
  at: 0 | 1;
}

/** What a condition asks for; null where that is more than one text, or one that is known. */
export function presenceAsked(
  command: Statement['command'] | CommandNode | undefined,
  scope: WordScope,
): Presence | null {
  const question =
    command?.type === 'TestCommand'
      ? ofExpression(command.expression)
      : command?.type === 'Command'
        ? ofWords([...(command.name ? [command.name] : []), ...command.args])
        : null;
  if (!question) return null;
  const text = comparedText(question.word, scope);
  return isStandIn(text) && isMaybeEmpty(text) ? { text, at: question.isThere ? 0 : 1 } : null;
}

/** The same condition with its ways the other way round. */
export function turned(presence: Presence | null): Presence | null {
  return presence && { ...presence, at: presence.at === 0 ? 1 : 0 };
}

/**
 * What a variable holds behind the two ways, where the one leaves it the text that was asked for: this text or the
 * other, as with `${A:-B}`; null: it does not.
 */
export function chosenText(presence: Presence, texts: readonly string[]): string | null {
  const [first = '', second = ''] = texts;
  const [present, otherwise] = presence.at === 0 ? [first, second] : [second, first];
  return texts.length === 2 && present === presence.text ? textOrDefault(present, otherwise) : null;
}

/** `[ "$A" ]`, `test -n "$A"`, `[ ! -z "$A" ]`, `[ "$A" != "" ]`. */
function ofWords(words: readonly { type: string; text: string }[]): Question | null {
  const [name, ...given] = words as readonly Word[];
  if (name?.text !== '[' && name?.text !== 'test') return null;
  const args = name.text === '[' ? given.slice(0, -1) : given;
  if (args[0]?.text === '!') return negated(ofArguments(args.slice(1)));
  return ofArguments(args);
}

function ofArguments([a, b, c, ...more]: readonly Word[]): Question | null {
  if (a && !b) return { word: a, isThere: true };
  if (a && b && !c) return ofUnary(a.text, b);
  return a && b && c && more.length === 0 ? ofBinary(a, b.text, c) : null;
}

function ofExpression(expression: TestExpression): Question | null {
  switch (expression.type) {
    case 'TestUnary':
      return ofUnary(expression.operator, expression.operand);
    case 'TestBinary':
      return ofBinary(expression.left, expression.operator, expression.right);
    case 'TestGroup':
      return ofExpression(expression.expression);
    case 'TestNot': {
      const question = ofExpression(expression.operand);
      return expression.negations.length % 2 === 1 ? negated(question) : question;
    }
    case 'TestLogical':
      return null;
  }
}

function ofUnary(operator: string, word: Word): Question | null {
  return operator === '-n' || operator === '-z' ? { word, isThere: operator === '-n' } : null;
}

function ofBinary(word: Word, operator: string, other: Word): Question | null {
  if (!/^(?:""|'')$/.test(other.text) || !/^(?:==?|!=)$/.test(operator)) return null;
  return { word, isThere: operator === '!=' };
}

function negated(question: Question | null): Question | null {
  return question && { ...question, isThere: !question.isThere };
}
