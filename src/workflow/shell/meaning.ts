/** What a shell would make of a text that no shell reads: `${IMAGE,,}` in an input of an action. */
import { hasHole } from '../language/values.js';
import { followScript } from './script.js';

/** It begins with a variable. */
const BEGINS = /^\$(?:[A-Za-z_]|\{ ?[A-Za-z_])/;

/**
 * The text with its variables filled in; null where it begins with none, or none that is known.
 *
 * @param variable a variable's value; null when it is not known
 */
export function meantByShell(text: string, variable: (name: string) => string | null): string | null {
  if (!BEGINS.test(text) || /["`\\\n]/.test(text)) return null;
  const [command] = followScript(`echo "${text}"`, variable).commands;
  const said = command?.words[1] ?? '';
  return said === '' || hasHole(said[0] ?? '') ? null : said;
}
