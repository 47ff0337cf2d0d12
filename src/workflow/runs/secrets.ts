/** The `secrets` context of a run. */
import { type Absence, GITHUB_TOKEN, standIn } from '../language/origins.js';
import { type Dictionary, hasHole, Lookup } from '../language/values.js';

/**
 * The `secrets` context: every name has a value that is not known, or surely has none.
 * Docs: Using secrets, Naming your secrets (see `canBeDefined`).
 *
 * @param declared what a called workflow calls its secrets, in capitals: these names are its own
 */
export function secretsOf(absence: Absence | null, declared: ReadonlySet<string> = NONE): Dictionary {
  return new Lookup((given) => {
    const name = given.toUpperCase();
    if (name === 'GITHUB_TOKEN') return GITHUB_TOKEN;
    if (!hasHole(name) && !canBeDefined(name) && !declared.has(name))
      return standIn({ kind: 'absent', name, why: 'impossible' });
    return absence ? standIn({ kind: 'absent', name, why: absence }) : standIn({ kind: 'secret', name });
  });
}

/**
 * A secret's or a variable's name has only letters, digits and _, and neither GITHUB_ nor a digit in front.
 * Docs: Using secrets, Naming your secrets; Variables reference, Naming conventions.
 */
export function canBeDefined(name: string): boolean {
  return /^(?!GITHUB_|\d)\w+$/i.test(name);
}

const NONE: ReadonlySet<string> = new Set();
