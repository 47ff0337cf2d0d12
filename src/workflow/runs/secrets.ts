/** The `secrets` context of a run. */
import { type Absence, GITHUB_TOKEN, standIn } from '../language/origins.js';
import { type Dictionary, hasHole, Lookup } from '../language/values.js';

/**
 * The `secrets` context: every name has a value that is not known, or surely has none.
 *
 * @param declared what a called workflow calls its secrets, in capitals: these names are its own
 */
export function secretsOf(absence: Absence | null, declared: ReadonlySet<string> = NONE): Dictionary {
  return new Lookup((given) => {
    const name = given.toUpperCase();
    if (name === 'GITHUB_TOKEN') return GITHUB_TOKEN;
    // A name that is made in the run, `secrets[format('{0}_TOKEN', …)]`, may be any.
    if (!hasHole(name) && unfitSecretName(name) !== null && !declared.has(name))
      return standIn({ kind: 'absent', name, why: 'impossible' });
    return absence ? standIn({ kind: 'absent', name, why: absence }) : standIn({ kind: 'secret', name });
  });
}

/**
 * Why nobody can define a secret of this name, in a repository or above it; null: one can. What a called workflow
 * declares may be called otherwise.
 * Docs: Secrets reference, Naming your secrets: letters, digits and underscores, neither GITHUB_ nor a digit in front.
 */
export function unfitSecretName(name: string): 'reserved' | 'digit' | 'character' | null {
  if (/^GITHUB_/i.test(name)) return 'reserved';
  if (/^\d/.test(name)) return 'digit';
  return /[^\w]/.test(name) ? 'character' : null;
}

const NONE: ReadonlySet<string> = new Set();
