/** Which texts of scripts are read although not all of them is known. */
import { type Origin, originsIn, withoutStandIns } from '../../language/origins.js';
import { hasHole } from '../../language/values.js';

/** What is a word, or a part of one, and never more. */
const IS_WORD = new Set<Origin['kind']>(['secret', 'absent', 'own', 'app-token']);

/** Is all of a script known but its tokens? What it does, it then does with any of them. */
export function isReadable(script: string): boolean {
  return !hasHole(withoutStandIns(script)) && originsIn(script).every(({ kind }) => IS_WORD.has(kind));
}
