/** The `secrets` context of a run. */
import { type Absence, GITHUB_TOKEN, onlyOrigin, standIn } from '../language/origins.js';
import { Dictionary, hasHole, Lookup, UNKNOWN, type Value } from '../language/values.js';
import { child, text, type YamlNode } from '../text/document.js';

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
 * The `secrets` context of a job: what a call does not pass may be a secret of the environment that the job names, which nobody
 * sees. Docs: Reuse workflows, Passing secrets to nested workflows ("If you include environment in the reusable workflow at the
 * job level, the environment secret will be used").
 */
export function secretsOfJob(job: YamlNode, secrets: Value = UNKNOWN): Value {
  const environment = child(job, 'environment');
  if (environment === null || text(environment) === '' || !(secrets instanceof Dictionary)) return secrets;
  return new Lookup((name) => {
    const given = secrets.get(name);
    const origin = typeof given === 'string' ? onlyOrigin(given) : null;
    return origin?.kind === 'absent' && origin.why === 'not-passed' && unfitSecretName(name) === null
      ? standIn({ kind: 'secret', name: name.toUpperCase() })
      : given;
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
