/**
 * What is counted between `((` and `))`: a number where all is known, else a stand-in for what the run finds out, or a hole
 * (bash manual, Shell Arithmetic).
 */
import type { ArithmeticExpression } from 'unbash';
import { FOUND, isUpToRun } from '../../language/origins.js';
import { HOLE } from '../../language/values.js';
import type { Fill } from './patterns.js';

/** Where it is counted. */
export interface Counting {
  variable(name: string): string;
  fill: Fill;
  /** Absent: nothing is changed. */
  assign?(name: string, value: string): void;
}

/** Not known: up to the run alone, or open. */
type Open = typeof FOUND | typeof HOLE;
type Counted = number | Open;

/** May a variable have it? */
export const VARIABLE_NAME = /^[A-Za-z_]\w*$/;
/** Of digits alone: a zero in front makes another number of them. */
const NUMBER = /^\s*-?(?:0|[1-9]\d{0,14})\s*$/;

/** A text as a number; null: it is none that is known. */
export function numberIn(text: string): number | null {
  return NUMBER.test(text) ? Number(text) : null;
}

/** What an expression comes to, as the text that a shell puts in its place. */
export function counted(expression: ArithmeticExpression | undefined, place: Counting): string {
  return expression ? String(count(expression, place)) : HOLE;
}

function count(node: ArithmeticExpression, place: Counting): Counted {
  switch (node.type) {
    case 'ArithmeticWord':
      return ofText(textOf(node, place));
    case 'ArithmeticGroup':
      return count(node.expression, place);
    case 'ArithmeticTernary': {
      const test = count(node.test, place);
      if (typeof test === 'number') return count(test === 0 ? node.alternate : node.consequent, place);
      return openOf(test, count(node.consequent, place), count(node.alternate, place));
    }
    case 'ArithmeticUnary':
      return unary(node, place);
    case 'ArithmeticBinary':
      return binary(node, place);
    case 'ArithmeticCommandExpansion':
      return FOUND;
  }
}

function textOf(node: Extract<ArithmeticExpression, { type: 'ArithmeticWord' }>, place: Counting): string {
  if (node.parts) return place.fill(node.parts);
  return VARIABLE_NAME.test(node.value) ? place.variable(node.value) : node.value;
}

/** What is empty counts as 0; what a name stands for may be a name again. */
function ofText(text: string): Counted {
  if (text === '') return 0;
  return numberIn(text) ?? (isUpToRun(text) ? FOUND : HOLE);
}

function openOf(...parts: readonly Counted[]): Open {
  return parts.includes(HOLE) ? HOLE : FOUND;
}

function unary(node: Extract<ArithmeticExpression, { type: 'ArithmeticUnary' }>, place: Counting): Counted {
  const value = count(node.operand, place);
  const { operator, operand, prefix } = node;
  if (operator === '++' || operator === '--') {
    const next = typeof value === 'number' ? value + (operator === '++' ? 1 : -1) : value;
    assignTo(operand, next, place);
    return prefix ? next : value;
  }
  if (typeof value !== 'number') return value;
  if (operator === '!') return value === 0 ? 1 : 0;
  return operator === '-' ? -value : operator === '+' ? value : FOUND;
}

const RESULTS: Readonly<Record<string, (one: number, other: number) => number>> = {
  '+': (one, other) => one + other,
  '-': (one, other) => one - other,
  '*': (one, other) => one * other,
  '/': (one, other) => Math.trunc(one / other),
  '%': (one, other) => one % other,
  '==': (one, other) => Number(one === other),
  '!=': (one, other) => Number(one !== other),
  '<': (one, other) => Number(one < other),
  '<=': (one, other) => Number(one <= other),
  '>': (one, other) => Number(one > other),
  '>=': (one, other) => Number(one >= other),
  '&&': (one, other) => Number(one !== 0 && other !== 0),
  '||': (one, other) => Number(one !== 0 || other !== 0),
  ',': (_, other) => other,
};

function binary(node: Extract<ArithmeticExpression, { type: 'ArithmeticBinary' }>, place: Counting): Counted {
  const { operator, left, right } = node;
  const [, by] = /^([-+*/%]|<<|>>|[&^|])?=$/.exec(operator) ?? [null, null];
  const isAssignment = by !== null;
  const [one, other] = [by === undefined ? 0 : count(left, place), count(right, place)];
  const value = by === undefined ? other : resultOf(by ?? operator, one, other);
  if (isAssignment) assignTo(left, value, place);
  return value;
}

function resultOf(operator: string, one: Counted, other: Counted): Counted {
  const result = RESULTS[operator];
  if (!result || typeof one !== 'number' || typeof other !== 'number') return openOf(one, other);
  const made = result(one, other);
  return Number.isSafeInteger(made) ? made : FOUND;
}

function assignTo(target: ArithmeticExpression, value: Counted, { assign }: Counting): void {
  if (target.type === 'ArithmeticWord' && VARIABLE_NAME.test(target.value))
    assign?.(target.value, String(value));
}
