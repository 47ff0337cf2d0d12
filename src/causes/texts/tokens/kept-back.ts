/** Which call keeps a secret from the workflow that it calls. */

import { keyEdit } from '../../../fix/slips/misspelt-keys.js';
import type { Password } from '../../../workflow/reading/logins/passwords.js';
import type { Caller } from '../../../workflow/runs/call-chains.js';
import { unfitSecretName } from '../../../workflow/runs/secrets.js';
import { child, map, text, type WorkflowDocument, type YamlEntry } from '../../../workflow/text/document.js';
import { callTrigger } from '../../../workflow/text/job.js';
import type { LintClaim } from '../../cause.js';
import { mendIn, onlyShown } from '../../claims/mends.js';
import type { MissingToken } from '../../words/missing-token.js';
import { likenessOf } from './passed-secrets.js';

/**
 * The job that does not pass a secret on, and the name by which it would; null: it is no call that keeps it back. What
 * nobody can define is passed only by a name that the called workflow declares: not by `secrets: inherit`.
 */
export function keptBack(
  callers: readonly Caller[],
  { name, why }: Extract<Password, { kind: 'absent' }>,
): { name: string; isUndeclared?: true; caller: Caller } | null {
  const isUnfit = unfitSecretName(name) !== null;
  const caller =
    why === 'not-passed' || (why === 'impossible' && isUnfit)
      ? keepingBack(callers, name, isUnfit)
      : undefined;
  if (!caller) return null;
  const declared = declaredAs(caller, name);
  if (declared !== null) return { name: declared, caller };
  return isUnfit ? null : { name, isUndeclared: true, caller };
}

const SECRET = /\bsecrets(?:\.|\[')([\w-]+)/gi;

/**
 * The job that does not pass the secret on: those behind it hand on what they have. Where all hand it on, it is the first that
 * does so by another name than the one that is asked for.
 */
function keepingBack(callers: readonly Caller[], name: string, isUnfit: boolean): Caller | undefined {
  const asked = name.toUpperCase();
  const passing = callers.map((caller) => {
    const passed = child(caller.node, 'secrets');
    const entries = map(passed)?.entries ?? [];
    const isHandedOn = entries.some(({ value }) =>
      [...(text(value.node) ?? '').matchAll(SECRET)].some(([, each = '']) => each.toUpperCase() === asked),
    );
    const isNamed = entries.some(({ key }) => String(key.value).toUpperCase() === asked);
    return { caller, isHandedOn, isNamed, isInherited: text(passed) === 'inherit' };
  });
  const last = passing.findLast(({ isHandedOn, isInherited }) => (isUnfit || !isInherited) && !isHandedOn);
  return (last ?? passing.find(({ isNamed, isInherited }) => !isNamed && !isInherited))?.caller;
}

/**
 * The name as the called workflow declares it; null: it does not, so it can't be passed by its name.
 * Docs: `on.workflow_call.secrets`
 */
function declaredAs({ called }: Caller, name: string): string | null {
  const declared = map(child(callTrigger(called), 'secrets'));
  const found = declared?.entries.find(({ key }) => String(key.value).toUpperCase() === name.toUpperCase());
  return found ? String(found.key.value) : null;
}

/**
 * The claim about a secret that is passed, but by a name that the called workflow does not have, and its mend. It is written
 * unasked only where the name is a slip, and nothing is said where another secret may be meant: the mend would send it to the
 * registry.
 */
export function passedAs(
  document: WorkflowDocument,
  found: YamlEntry,
  detail: Pick<MissingToken, 'why' | 'name'>,
): Pick<LintClaim<MissingToken>, 'detail' | 'mend'> | null {
  const { key } = found;
  const meant = likenessOf(found, detail.name);
  if (meant === 'other') return null;
  return {
    detail: { ...detail, value: String(key.value) },
    mend: () => {
      const mend = mendIn(document, keyEdit(key, detail.name));
      return meant === 'slip' ? mend : onlyShown(mend);
    },
  };
}
