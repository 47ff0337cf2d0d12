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
export const STATUS_FUNCTION = /\b(?:always|failure|cancelled)\s*\(/;

/** The text of a condition, for comparing two of them; empty for none. */
export function normalised(source: string | null): string {
  return (source ?? '')
    .replace(/\$\{\{|\}\}/g, '')
    .replace(/\s+/g, '')
    .toLowerCase();
}
