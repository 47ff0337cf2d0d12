/** The `secrets` context of a run. */
import { type Absence, GITHUB_TOKEN, standIn } from '../language/origins.js';
import { type Dictionary, Lookup } from '../language/values.js';

/**
 * The `secrets` context: every name has a value that is not known, or surely has none.
 * Docs: Using secrets, Naming your secrets: no name may begin with GITHUB_ or a digit.
 */
export function secretsOf(absence: Absence | null): Dictionary {
  return new Lookup((given) => {
    const name = given.toUpperCase();
    if (name === 'GITHUB_TOKEN') return GITHUB_TOKEN;
    if (/^GITHUB_|^\d/.test(name)) return standIn({ kind: 'absent', name, why: 'impossible' });
    return absence ? standIn({ kind: 'absent', name, why: absence }) : standIn({ kind: 'secret', name });
  });
}
