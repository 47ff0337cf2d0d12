/** Logins of a workflow whose password surely comes to nothing. */

import type { TextEdit } from '../../../fix/diff.js';
import { forkGuardOfStep } from '../../../fix/guard.js';
import { inheritedSecretsEdit, passedSecretEdit } from '../../../fix/passed-secrets.js';
import { hostOfAddress } from '../../../workflow/knowledge/clients.js';
import type { JobReading, PushReading, RunReading } from '../../../workflow/reading/every-run.js';
import { namesCredential, type Password, passwordOf } from '../../../workflow/reading/logins/passwords.js';
import type { SignAct } from '../../../workflow/reading/steps/frame.js';
import { mayFailWithin } from '../../../workflow/reading/steps/tolerance.js';
import type { Caller } from '../../../workflow/runs/call-chains.js';
import { misnamedSecret } from '../../../workflow/runs/call-refusals.js';
import { unfitSecretName } from '../../../workflow/runs/secrets.js';
import { entrySpan } from '../../../workflow/text/document.js';
import { locate } from '../../../workflow/text/places.js';
import type { Linted } from '../../case.js';
import type { LintClaim } from '../../cause.js';
import { mendIn, onlyShown } from '../../claims/mends.js';
import { type MissingToken, USER_OPTION } from '../../words/missing-token.js';
import { isVariable } from '../lacks/missing-names.js';
import { unsetUser } from '../lacks/unset-names.js';
import { isPushTo } from '../names/pushed-name.js';
import { handedOnSecret } from './handed-on-secrets.js';
import { keptBack, passedAs } from './kept-back.js';
import { faultOfPassword } from './missing-token-faults.js';
import { meantSecret, replacedSecret } from './missing-token-mends.js';
import { misspeltJobToken } from './misspelt-job-token.js';

/**
 * The logins of a fork's pull request that surely come to nothing, where the run makes no push: a push has a cause of
 * its own. A client refuses an empty password before it asks (facts L4).
 */
export function loginOfFork(
  run: RunReading,
  { runs, job }: JobReading,
  { registry }: Linted,
): LintClaim<MissingToken>[] {
  const isPublishing = runs.some((each) => each.pushes.some((push) => isPushTo(registry, each, push)));
  if (run.runs !== 'yes' || !isPublishing || run.pushes.some((push) => isPushTo(registry, run, push)))
    return [];
  return run.logins.flatMap((login): LintClaim<MissingToken>[] => {
    const { document, step, sign } = login;
    if (login.runs !== 'yes' || mayFailWithin(step) || hostOfAddress(sign.host) !== registry) return [];
    const password = passwordOf(sign.password ?? '');
    if (password.kind !== 'absent' || password.why !== 'fork') return [];
    const edit = forkGuardOfStep(document, step.node);
    return [
      {
        confidence: 'certain',
        severity: 'warning',
        location: locate(document, login.passwordPlace),
        job: job.id,
        // A script may do more than log in.
        mend: () => edit && { edits: [{ file: document.file, ...edit }], safe: step.uses !== undefined },
        detail: { why: 'fork', name: password.name },
      },
    ];
  });
}

/** A login to the registry whose password is empty: for certain, or but for a secret of an unlikely name. */
export function emptyLogin(login: SignAct, reading: JobReading, all: Linted): LintClaim<MissingToken> | null {
  const { chain, job } = reading;
  if (hostOfAddress(login.sign.host) !== all.registry) return null;
  const password = passwordOf(login.sign.password ?? '');
  const kept = password.kind === 'absent' ? keptBack(chain.callers, password) : null;
  if (kept) {
    const { caller, ...detail } = kept;
    const location = locate(caller.document, caller.entry.key);
    const { called, node } = caller;
    const misnamed = misnamedSecret(node, called, detail.name);
    return {
      confidence: 'certain',
      location,
      job: caller.id,
      stops: login,
      // Whether the repository has it nobody sees, and it is for somebody to say who gets it.
      mend: () => (misnamed ? null : onlyShown(mendIn(caller.document, passedOn(caller, detail)))),
      detail: { why: 'not-passed', ...detail },
      ...(misnamed ? passedAs(caller.document, misnamed, { why: 'not-passed', name: detail.name }) : {}),
    };
  }
  const found = faultOfPassword(login, password, job, all);
  const location = locate(login.document, login.passwordPlace);
  const handed = found && handedOnFault(login, password, reading);
  if (found) return { confidence: 'certain', location, job: job.id, stops: login, ...found, ...handed };
  return withoutUser(login, reading, all) ?? misspeltJobToken(login, job);
}

/** What nobody can define is to be changed where it is named, however many hand it on. */
function handedOnFault(
  login: SignAct,
  password: Password,
  { chain, job }: JobReading,
): Pick<LintClaim<MissingToken>, 'location' | 'job' | 'mend'> | null {
  if (password.kind !== 'absent' || password.why !== 'impossible') return null;
  const { name } = password;
  const handed = handedOnSecret(name, login, chain.callers);
  if (handed === null) return null;
  const { document, passed, job: caller = job.id } = handed;
  const span = entrySpan(passed);
  return {
    location: locate(document, span),
    job: caller,
    mend: () => {
      const edits = replacedSecret(document, name, meantSecret(name), span);
      return edits && mendIn(document, edits);
    },
  };
}

function passedOn(
  { document, node }: Caller,
  detail: { name: string; isUndeclared?: true },
): TextEdit | null {
  if (detail.isUndeclared) return inheritedSecretsEdit(document, node);
  return unfitSecretName(detail.name) === null ? passedSecretEdit(document, node, detail.name) : null;
}

/** A client that is given an empty user name asks for one, and nobody answers; of a bare `$NAME` that is empty it takes the next word. */
function withoutUser(login: SignAct, reading: JobReading, all: Linted): LintClaim<MissingToken> | null {
  const { document, place } = login;
  const name = unsetUser(login, reading, all);
  if (name === null) return null;
  return {
    confidence: 'certain',
    location: locate(document, place),
    job: reading.job.id,
    stops: login,
    detail: { why: 'not-given', name: USER_OPTION, empty: `$${name}` },
  };
}

/**
 * The password that a push is given with its command, where no token can be it. Of a variable that nothing sets only a
 * command is sure: an action may have a word of its own for its absence.
 */
export function pushedWithNoToken({ act }: PushReading): MissingToken | null {
  if (act.found.password === undefined) return null;
  const password = passwordOf(act.found.password);
  switch (password.kind) {
    case 'no-token':
      return { why: 'no-token', name: password.fact ?? '' };
    case 'absent':
      return password.why === 'impossible' ? { why: 'absent', name: password.name } : null;
    case 'unset':
      return act.step.uses || !isVariable(password.name) || !namesCredential(password.name)
        ? null
        : { why: 'unset', name: password.name };
    default:
      return null;
  }
}
