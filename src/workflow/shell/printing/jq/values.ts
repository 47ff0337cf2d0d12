/** What a jq program works on, of which not all is known: what asks for more than is known gives up. */
import { begins, hasHole, type Truth, UNKNOWN } from '../../../language/values.js';

export type Json = null | boolean | number | string | Json[] | { [name: string]: Json };

/** The program asks for something that is not known, or is none that we follow. */
class Unfollowed extends Error {}

/** In characters. */
const LONGEST_VALUE = 64 * 1024;

/** A text that does not grow without end. */
export function bounded(text: string): string {
  return text.length > LONGEST_VALUE ? giveUp() : text;
}

/** Ends the program, of whose outputs nothing is known then. */
export function giveUp(): never {
  throw new Unfollowed();
}

/** A truth that has to be known to go on. */
export function surely(truth: Truth): boolean {
  return truth === UNKNOWN ? giveUp() : truth;
}

/** As `if` and `and` take it (jq manual, Conditionals). */
export function isTruthy(value: Json): boolean {
  return value !== null && value !== false;
}

/** Is any part of the values not known? */
export function isOpen(list: readonly Json[]): boolean {
  return list.some((each) => hasHole(JSON.stringify(each)));
}

/** A text as it is, anything else as JSON (jq manual, `tostring`). */
export function asText(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Are two values equal? Gives up where that is not known. */
export function isSame(a: Json, b: Json): boolean {
  const [one, other] = [a, b].map((each) => JSON.stringify(each)) as [string, string];
  if (!hasHole(one) && !hasHole(other)) return one === other;
  if (typeof a === 'string' && typeof b === 'string') {
    // Certain where the known beginnings already differ.
    if (begins(a, b) === false && begins(b, a) === false) return false;
  }
  return giveUp();
}

/** GitHub's comparisons know no case, jq's do: a yes counts only where the case is the same. */
export function exactly(truth: Truth, text: string, part: string): Truth {
  if (truth !== true || hasHole(part)) return truth;
  return text.includes(part) ? true : hasHole(text) ? UNKNOWN : false;
}
