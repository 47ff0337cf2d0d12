/** What a shell would make of a text that no shell reads: `${IMAGE,,}` in an input of an action. */
import { hasHole } from '../language/values.js';
import { followScript } from './script.js';

/**
 * The text with its variables filled in; null where the one that it begins with is not known.
 *
 * @param text as it could stand in double quotes
 * @param variable a variable's value; null when it is not known
 */
export function meantByShell(text: string, variable: (name: string) => string | null): string | null {
  const [command] = followScript(`echo "${text}"`, variable).commands;
  const said = command?.words[1] ?? '';
  return said === '' || hasHole(said[0] ?? '') ? null : said;
}
