/** `${NAME…}` with what follows the name (bash manual, Shell Parameter Expansion). */
import type { ParameterExpansionPart, ParameterOperation, Word } from 'unbash';
import {
  FOUND,
  isStandIn,
  isSurelyPresent,
  isUpToRun,
  LISTED,
  onlyOrigin,
  originsIn,
  standIn,
  withoutAbsent,
} from '../../language/origins.js';
import { HOLE, hasHole, isHole } from '../../language/values.js';
import { VARIABLE_NAME } from './arithmetic.js';
import { cutPattern, type Fill, literalOf, patternOf } from './patterns.js';

/**
 * The text that takes the place of the expansion; a hole where it can't be told.
 *
 * @param value of what is named
 * @param variable what another one holds
 */
export function expandParameter(
  part: ParameterExpansionPart,
  value: string,
  fill: Fill,
  variable: (name: string) => string = () => HOLE,
): string {
  const { prefix, index, operation } = part;
  // `${!NAME}` is the variable that this one names; `${!NAME*}` has no such name.
  if (prefix === '!' && !index && VARIABLE_NAME.test(value) && !/[*@]\}$/.test(part.text))
    return expandParameter({ ...part, prefix: undefined, parameter: value }, variable(value), fill);
  // Arrays and names that are made up while the script runs are not followed; `${BASH_SOURCE[0]}` is `$0`.
  if ((index && part.parameter !== 'BASH_SOURCE') || prefix === '!') return HOLE;
  if (prefix === '#') return hasHole(value) ? HOLE : String([...value].length);
  if (!operation) return value;
  const text = ({ parts, value: plain }: Word) => (parts ? fill(parts) : plain);
  if (operation.type === 'Default') {
    const chosen = defaultOf(part, value);
    if (chosen) return text(chosen);
    if (isUnset(value) && operation.operator.endsWith('+')) return '';
    return isMaybeEmpty(value) && !operation.operator.endsWith('?')
      ? orDefault(value, operation.operator, text(operation.operand))
      : value;
  }
  return operated(value, operation, fill, text, part.text);
}

function operated(
  value: string,
  operation: Exclude<ParameterOperation, { type: 'Default' }>,
  fill: Fill,
  text: (word: Word) => string,
  literal: string,
): string {
  switch (operation.type) {
    case 'CaseModification':
      return operation.operand ? HOLE : inCase(value, operation.operator);
    case 'Transform': {
      const kind = text(operation.operand);
      return kind === 'L' ? value.toLowerCase() : kind === 'U' ? value.toUpperCase() : HOLE;
    }
    case 'Slice': {
      const length = operation.length && text(operation.length);
      return hasHole(value) ? openAs(value) : sliced(value, text(operation.offset), length);
    }
    case 'Remove': {
      const pattern = patternOf(operation.operand, fill);
      if (hasHole(value)) return isBlank(operation.operand) ? trimmed(value) : openAs(value);
      return pattern ? (cutPattern(value, operation.operator, pattern) ?? HOLE) : HOLE;
    }
    case 'Replace': {
      const pattern = patternOf(operation.pattern, fill);
      const from = pattern && literalOf(pattern);
      const to = text(operation.replacement);
      // Nothing stands at the beginning and at the end of any text: `${NAME/#/prefix}`.
      const isFound = from !== null && (from !== '' || /^\/[#%]$/.test(operation.operator));
      if (hasHole(value)) return isBlank(operation.pattern) && to === '' ? trimmed(value) : openAs(value);
      // `&` stands for what was found, since bash 5.2.
      return !isFound || to.includes('&') ? HOLE : replaced(value, operation.operator, from, to);
    }
    case 'Unknown':
      // `${steps.tag.outputs.x}`: "bad substitution", with which the script ends; what was meant is an expression.
      return operation.operator.startsWith('.') ? literal : HOLE;
    case 'Names':
      return HOLE;
  }
}

/**
 * The word that stands in for a value: after `:-` for an empty one, after `:+` for any other. Null where
 * the value itself stands, or nothing is known of it. Unset and empty are the same here.
 */
export function defaultOf({ operation, prefix, index }: ParameterExpansionPart, value: string): Word | null {
  // After `:?` the script ends without a value: whoever goes on has one.
  if (prefix || index || operation?.type !== 'Default' || operation.operator.endsWith('?')) return null;
  // Nothing sets it, as far as the text and the process tell: then it is what scripts write the default for.
  const isMissing = isUnset(value);
  if (isMaybeEmpty(value) && !isMissing) return null;
  return (!isMissing && withoutAbsent(value) !== '') === operation.operator.endsWith('+')
    ? operation.operand
    : null;
}

/** Is nothing known of it, not even that it is there? */
export function isMaybeEmpty(value: string): boolean {
  return value.includes(LISTED) || (isHole(value) && !isSurelyPresent(value));
}

/**
 * The value or what stands in for it, which of the two is not known. Where nothing stands in, `${NAME:-}`, which keeps
 * `set -u` quiet, it is the value itself; of two secrets it is one, as with `||` between them.
 */
function orDefault(value: string, operator: string, other: string): string {
  if (operator.endsWith('+')) return isUpToRun(value + other) ? FOUND : HOLE;
  return textOrDefault(value, other);
}

/** A text, or another where it is empty. */
export function textOrDefault(value: string, other: string): string {
  if (withoutAbsent(other) === '') return value;
  if (isStandIn(value) && isStandIn(other)) return standIn({ kind: 'either', of: [value, other] });
  return isUpToRun(value + other) ? FOUND : HOLE;
}

/** What is made of a text that is not known is not known for the same reason. */
function openAs(value: string): string {
  return isUpToRun(value) ? FOUND : HOLE;
}

/** Line ends and blanks, which no token has and many a secret ends with: `$'\n'`, `[$'\r\n']`, `[[:space:]]`. */
function isBlank({ text }: Word): boolean {
  return /^(?:\s|\$'(?:\\[nrt])+'|\[(?:\s|\$'(?:\\[nrt])+'|\[:(?:space|blank|cntrl):\])+\])+$/.test(text);
}

/** A secret without the white space around it is the same secret. */
function trimmed(value: string): string {
  const isSecret = isStandIn(value) && originsIn(value).every(({ kind }) => kind === 'secret');
  return isSecret ? value : openAs(value);
}

function isUnset(value: string): boolean {
  return onlyOrigin(value)?.kind === 'variable';
}

function inCase(value: string, operator: '^' | '^^' | ',' | ',,'): string {
  if (operator === ',,') return value.toLowerCase();
  if (operator === '^^') return value.toUpperCase();
  const [first = '', ...rest] = value;
  if (hasHole(first)) return HOLE;
  return (operator === ',' ? first.toLowerCase() : first.toUpperCase()) + rest.join('');
}

function sliced(value: string, offset: string, length: string | undefined): string {
  const numbers = [offset, length ?? ''].map((each) => each.trim());
  if (!numbers.every((each) => /^-?\d*$/.test(each))) return HOLE;
  const [from, size] = numbers.map(Number) as [number, number];
  const start = from < 0 ? value.length + from : from;
  if (start < 0) return '';
  if (length === undefined) return value.slice(start);
  const end = size < 0 ? value.length + size : start + size;
  return end < start ? HOLE : value.slice(start, end);
}

function replaced(value: string, operator: '/' | '//' | '/#' | '/%', from: string, to: string): string {
  switch (operator) {
    case '/':
      return value.replace(from, () => to);
    case '//':
      return value.replaceAll(from, () => to);
    case '/#':
      return value.startsWith(from) ? to + value.slice(from.length) : value;
    case '/%':
      return value.endsWith(from) ? value.slice(0, value.length - from.length) + to : value;
  }
}
