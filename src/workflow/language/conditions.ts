/**
 * How surely a condition holds. What the text leaves open is of two kinds: facts
 * of the run (its ref, its payload, what earlier steps found), by which a
 * condition is true at times, and settings (inputs, variables, secrets), by which
 * it may never be.
 */
import type { Chance } from './chance.js';
import type { Contexts } from './evaluation.js';
import type { Expressions } from './expressions.js';
import { isUpToRun } from './origins.js';
import { hasHole } from './values.js';

/** An `if:`. */
export function conditionChance(expressions: Expressions, source: string, contexts: Contexts): Chance {
  const held = expressions.condition(source, contexts);
  return held === 'unknown' && !isOpen(expressions, source, contexts) ? 'sometimes' : held;
}

/** A boolean input such as `push:`. */
export function flagChance(expressions: Expressions, source: string, contexts: Contexts): Chance {
  const said = expressions.flag(source, contexts);
  return said === 'unknown' && !isOpen(expressions, source, contexts) ? 'sometimes' : said;
}

/** Does a setting that is not known decide? */
function isOpen(expressions: Expressions, source: string, contexts: Contexts): boolean {
  // An input that is itself an expression arrives here as a hole.
  return (hasHole(source) && !isUpToRun(source)) || expressions.dependsOnSettings(source, contexts);
}

/** A condition with one of these decides for itself; else what is needed and was skipped or failed skips it. */
export const STATUS_FUNCTION = /\b(?:always|failure|cancelled)\s*\(/i;

/** Without one of these in it, GitHub puts `success() &&` in front of a condition, and of none at all. Docs: Expressions, status check functions. */
export function hasImpliedSuccess(source: string): boolean {
  return !/\b(?:success|always|failure|cancelled)\s*\(/i.test(source);
}

/** The text of a condition, for comparing two of them; empty for none. */
export function normalised(source: string | null): string {
  return (source ?? '')
    .replace(/\$\{\{|\}\}/g, '')
    .replace(/\s+/g, '')
    .toLowerCase();
}

/** Texts, whatever they say: an input of a workflow, a key of a matrix may be a boolean, which is equal to no text. */
const TEXT_PATH = /^(?:(?:steps|needs)\.[\w-]+\.outputs|vars|env|github\.event\.inputs)\.[\w-]+$/;

/** What holds where a boolean input such as `push: ${{ steps.plan.outputs.push }}` is true: it says nothing but `true` then. */
export function flagConditions(source: string): string[] {
  const condition = normalised(source);
  return TEXT_PATH.test(condition) ? [condition, `${condition}=='true'`] : [condition];
}

/** A comparison with a word, which is no number: whatever is equal to one is not empty. */
const IS_WORD = /^([a-z][\w.-]*)=='[a-z_][^']*'$/;

/** What follows from a part of a condition by itself. */
function implied(part: string): string[] {
  const [, path] = IS_WORD.exec(part) ?? [];
  return path === undefined ? [] : [path, `${path}!=''`];
}

/** Do conditions hold wherever all of these others do, as far as their words tell? */
export function followFrom(conditions: readonly string[], holding: readonly string[]): boolean {
  const isTrue = TRUE.get(holding) ?? trueWhere(holding);
  TRUE.set(holding, isTrue);
  return conditions.every(
    (each) => isTrue.has(each) || waysToHold(each).some((all) => all.every((part) => isTrue.has(part))),
  );
}

/** Of a list the same each time: many ask. */
const TRUE = new WeakMap<readonly string[], ReadonlySet<string>>();

/** What is true where conditions hold, as far as their words tell. All of them as `normalised` has them. */
function trueWhere(holding: readonly string[]): ReadonlySet<string> {
  const parts = holding.flatMap((each) => [each, ...partsOf(each, '&&')]);
  return new Set([...parts, ...parts.flatMap(implied)]);
}

const WAYS = new Map<string, string[][]>();

/** The ways in which a condition holds, as its words tell: each of them is what has to be true. */
function waysToHold(condition: string): string[][] {
  const known = WAYS.get(condition);
  if (known) return known;
  const made = [[condition], ...partsOf(condition, '||').map((each) => [each]), partsOf(condition, '&&')];
  WAYS.set(condition, made);
  return made;
}

/** What such an operator joins, outside of brackets and quotes. */
function partsOf(condition: string, operator: '&&' | '||'): string[] {
  if (!condition.includes(operator)) return [condition];
  const parts: string[] = [''];
  let depth = 0;
  let isQuoted = false;
  for (let at = 0; at < condition.length; at += 1) {
    const each = condition[at] as string;
    if (each === "'") isQuoted = !isQuoted;
    if (!isQuoted) depth += each === '(' || each === '[' ? 1 : each === ')' || each === ']' ? -1 : 0;
    if (isQuoted || depth > 0 || !condition.startsWith(operator, at)) parts.push((parts.pop() ?? '') + each);
    else {
      parts.push('');
      at += operator.length - 1;
    }
  }
  // `a || b && c` is `a || (b && c)`: what `&&` joins beside a `||` is no part by itself.
  return operator === '&&' && parts.some((each) => partsOf(each, '||').length > 1) ? [condition] : parts;
}
