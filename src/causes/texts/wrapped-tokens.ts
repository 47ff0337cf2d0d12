/** Logins whose password is a token with something around it. */
import { inputEdit } from '../../fix/inputs.js';
import { hostOfAddress } from '../../workflow/knowledge/clients.js';
import type { JobReading } from '../../workflow/reading/every-run.js';
import { type Password, passwordOf } from '../../workflow/reading/logins/passwords.js';
import type { SignAct } from '../../workflow/reading/steps/frame.js';
import { child, text } from '../../workflow/text/document.js';
import { locate } from '../../workflow/text/places.js';
import type { LintClaim } from '../cause.js';
import { mendIn } from '../claims/mends.js';
import { OWN_TOKEN } from './missing-token-mends.js';

interface Wrapped {
  defects: readonly [];
  around: string;
}

/** A login to this registry that sends more than the token; null: as far as the text tells, it does not. */
export function wrappedLogin(
  login: SignAct,
  { job }: JobReading,
  registry: string,
): LintClaim<Wrapped> | null {
  const { document, sign } = login;
  // What is only written down may be read in another form.
  if (sign.isUntried || sign.misread || hostOfAddress(sign.host) !== registry) return null;
  const password = passwordOf(sign.password ?? '');
  if (password.kind !== 'wrapped') return null;
  const { around } = password;
  return {
    confidence: 'certain',
    location: locate(document, login.passwordPlace),
    job: job.id,
    stops: login,
    ...(password.token === 'github-token' ? { login: { act: login, mended: OWN_TOKEN } } : {}),
    mend: () => unwrapped(login, password),
    detail: { defects: [], around },
  };
}

/** The one expression that the input holds, without the rest. A script has more than one way to say it. */
function unwrapped({ document, step }: SignAct, { token }: Extract<Password, { kind: 'wrapped' }>) {
  const written = text(child(child(step.node, 'with'), 'password')) ?? '';
  const [expression, ...others] = written.match(/\$\{\{[^}]*\}\}/g) ?? [];
  const isOnly = expression !== undefined && others.length === 0;
  if (!isOnly || (token === 'other' && !/\bsecrets\./.test(expression))) return null;
  return mendIn(document, inputEdit(document, step.node, 'password', expression));
}
