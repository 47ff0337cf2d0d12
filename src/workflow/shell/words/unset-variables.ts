/** Variables that nothing in the text sets, where whoever runs the script has none but those that were told. */
import { isGivenByNpm, isGivenByTool, isOfMachine } from '../../knowledge/machine-variables.js';
import { holdsUnset, onlyOrigin } from '../../language/origins.js';

/** The text without those that are surely empty. */
export function withoutEmptied(text: string): string {
  if (!holdsUnset(text)) return text;
  return [...text].filter((each) => !isSurelyEmpty(each)).join('');
}

function isSurelyEmpty(character: string): boolean {
  const origin = onlyOrigin(character);
  if (origin?.kind !== 'variable') return false;
  return ![isOfMachine, isGivenByNpm, isGivenByTool].some((isGiven) => isGiven(origin.name));
}
