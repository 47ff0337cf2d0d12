/** A secret whose name is GITHUB_TOKEN's with a slip of the pen: it is empty, unless somebody has defined one of that name. */
import { passwordOf } from '../../../workflow/reading/logins/passwords.js';
import type { SignAct } from '../../../workflow/reading/steps/frame.js';
import { declaredSecrets } from '../../../workflow/runs/triggers.js';
import type { JobText } from '../../../workflow/text/job.js';
import { locate } from '../../../workflow/text/places.js';
import type { LintClaim } from '../../cause.js';
import { mendIn } from '../../claims/mends.js';
import { lettersBetween } from '../../nearest.js';
import type { MissingToken } from '../../words/missing-token.js';
import { OWN_TOKEN, replacedSecret } from './missing-token-mends.js';

const MEANT = 'GITHUB_TOKEN';

/**
 * Which secrets there are no file shows, and so it is a warning. GitHub lets nobody define a secret that begins with GITHUB_
 * (docs: Secrets reference, Naming your secrets).
 */
export function misspeltJobToken(login: SignAct, job: JobText): LintClaim<MissingToken> | null {
  const password = passwordOf(login.sign.password ?? '');
  if (password.kind !== 'secret' || !isSlipOfJobToken(password.name)) return null;
  const { document, step } = login;
  // Who declares it means it, and whoever calls the workflow passes what it asks for.
  if (declaredSecrets(document).has(password.name.toUpperCase())) return null;
  return {
    confidence: 'likely',
    severity: 'warning',
    location: locate(document, login.passwordPlace),
    job: job.id,
    login: { act: login, mended: OWN_TOKEN },
    mend: () => mendIn(document, replacedSecret(document, password.name, MEANT, step.node)),
    detail: { why: 'misspelt', name: password.name, value: MEANT },
  };
}

/**
 * One letter of it is wrong, missing, doubled, or has changed places. Who may not call a secret GITHUB_… calls it GH_TOKEN,
 * MY_GITHUB_TOKEN, GITHUBTOKEN or GITHUB2_TOKEN: none of these is a slip.
 */
function isSlipOfJobToken(name: string): boolean {
  const given = name.toUpperCase();
  if (lettersBetween(given, MEANT) !== 1 || given.split('_').length !== MEANT.split('_').length) return false;
  if (given.length <= MEANT.length) return !/\d/.test(given);
  // A letter more is another name's, unless it is the one before it.
  return given.replace(/(.)\1/, '$1') === MEANT;
}
