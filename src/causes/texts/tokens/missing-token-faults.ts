/** In which ways the password of a login surely comes to nothing, and how each is mended. */

import { inputEdit } from '../../../fix/inputs.js';
import { isAction, jobTokenIn } from '../../../fix/job-token.js';
import { misnamedInput } from '../../../fix/slips/misnamed-inputs.js';
import { keyEdit } from '../../../fix/slips/misspelt-keys.js';
import type { Location } from '../../../types.js';
import { onlyOrigin } from '../../../workflow/language/origins.js';
import { credentialOf, isContainer } from '../../../workflow/reading/jobs/job-containers.js';
import {
  lacksUser,
  namesCredential,
  type Password,
  passwordOf,
} from '../../../workflow/reading/logins/passwords.js';
import { forgottenInput } from '../../../workflow/reading/names/forgotten-inputs.js';
import { valueInEnv } from '../../../workflow/reading/names/values-in-env.js';
import type { SignAct } from '../../../workflow/reading/steps/frame.js';
import { unfitSecretName } from '../../../workflow/runs/secrets.js';
import { child, entry, entrySpan, text } from '../../../workflow/text/document.js';
import type { JobText } from '../../../workflow/text/job.js';
import { locate } from '../../../workflow/text/places.js';
import type { Linted } from '../../case.js';
import type { LintClaim } from '../../cause.js';
import { meantIn, mendIn } from '../../claims/mends.js';
import { isOption, type MissingToken, PASSWORD_OPTION, USER_OPTION } from '../../words/missing-token.js';
import { meantName, meantVariable } from '../lacks/meant-names.js';
import { inPowerShell, isVariable, keptBackIn } from '../lacks/missing-names.js';
import { lastSet } from '../lacks/step-variables.js';
import {
  ACTOR,
  asInput,
  asWrittenIn,
  besideInput,
  environmentEdit,
  expressionOf,
  filledIn,
  inDoubleQuotes,
  isTurnedRound,
  meansJobToken,
  meantSecret,
  OWN_TOKEN,
  ofEnvironment,
  otherSecret,
  turnedRound,
  withInput,
  withUser,
} from './missing-token-mends.js';

/** What is wrong with the password of a login: the first of these that is; null: nothing is, for certain. */
export function faultOfPassword(login: SignAct, password: Password, job: JobText, all: Linted): Fault | null {
  return (
    notPassedIn(login, password) ??
    notGiven(login, password) ??
    unfilled(login, password) ??
    ofAction(login, password) ??
    ofNoToken(login, password) ??
    ofNothing(login, password, job, all)
  );
}

/** What is wrong with the password of a login, and another place than the password's. */
type Fault = Pick<LintClaim<MissingToken>, 'mend' | 'login' | 'detail'> & { location?: Location };

/** An input of the action in which the login stands, where the step that uses it has to pass it. */
function notPassedIn(login: SignAct, password: Password): Fault | null {
  const input = missingInput(login, password);
  if (input === null) return null;
  const isUser = input === 'username' || input === USER_OPTION;
  const origin = isUser ? onlyOrigin(login.sign.user?.trim() ?? '') : null;
  const empty = origin?.kind === 'absent' ? origin.name : password.kind === 'empty' ? password.input : null;
  const forgotten = forgottenInput(login, empty);
  if (!forgotten) return null;
  const { name, location, by, misnamed } = forgotten;
  const value = isUser ? ACTOR : jobTokenIn(by.document);
  return {
    location,
    mend: () =>
      mendIn(
        by.document,
        misnamed ? keyEdit(misnamed.key, name) : inputEdit(by.document, by.step.node, name, value),
      ),
    ...(isUser || (misnamed && !meansJobToken(text(misnamed.value.node) ?? ''))
      ? {}
      : { login: { act: login, mended: OWN_TOKEN } }),
    detail: { why: 'not-passed-in', name, value },
  };
}

/** An input or an option that has to be there. */
function notGiven(login: SignAct, password: Password): Fault | null {
  const input = missingInput(login, password);
  if (!input) return null;
  if (isContainer(login.step)) return emptyCredential(login, input === 'username' ? input : 'password');
  const misnamed = misnamedInput(login.step.node, input);
  const given = entry(child(login.step.node, 'with'), input) ?? misnamed;
  // Whose token stands under the other name, that tells.
  const isOwn = misnamed === null || meansJobToken(text(misnamed.value.node) ?? '');
  return {
    ...(given ? { location: locate(login.document, entrySpan(given)) } : {}),
    mend: () =>
      isOption(input)
        ? null
        : input === 'username'
          ? withInput(login, input, ACTOR)
          : withUser(login, withInput(login, input, besideInput(login))),
    ...((input === 'password' && isOwn) || input === PASSWORD_OPTION
      ? { login: { act: login, mended: OWN_TOKEN } }
      : {}),
    detail: {
      why: 'not-given',
      name: input,
      ...(password.kind === 'empty' ? emptyIn(login) : {}),
      ...inAction(login),
    },
  };
}

/** With an empty one GitHub does not start the job: "Unexpected value ''" (apache/cloudberry#719). */
function emptyCredential(login: SignAct, name: 'username' | 'password'): Fault {
  const given = credentialOf(login, name);
  return {
    ...(given ? { location: locate(login.document, entrySpan(given)) } : {}),
    mend: () => null,
    detail: { why: 'not-given', name, isOfContainer: true },
  };
}

/** A variable where no shell fills it in. */
function unfilled(login: SignAct, password: Password): Fault | null {
  if (password.kind !== 'unfilled') return null;
  const isQuoted = !login.step.uses && /^\$\{?\w/.test(password.text);
  return {
    mend: () =>
      isQuoted ? inDoubleQuotes(login, asWrittenIn(login, password.text)) : filledIn(login, password.text),
    ...(meansJobToken(password.text) ? { login: { act: login, mended: OWN_TOKEN } } : {}),
    detail: {
      why: 'unfilled',
      name: isQuoted ? asWrittenIn(login, password.text) : password.text,
      ...(isQuoted ? { isQuoted } : {}),
      ...inAction(login),
    },
  };
}

/** The secrets context in an action, which has none. */
function ofAction(login: SignAct, password: Password): Fault | null {
  if (password.kind !== 'absent' || password.why !== 'composite') return null;
  const isJobToken = password.name.toUpperCase() === 'GITHUB_TOKEN';
  return {
    mend: () => (isJobToken ? withInput(login, 'password', '${{ github.token }}') : null),
    ...(isJobToken ? { login: { act: login, mended: OWN_TOKEN } } : {}),
    detail: { why: 'composite', name: password.name },
  };
}

/** A name, a commit, a word: what no token can be. */
function ofNoToken(login: SignAct, password: Password): Fault | null {
  const isNone = password.kind === 'no-token';
  // What the client does not understand is no password, and is said already.
  if (login.sign.misread) return null;
  if (!isNone && password.kind !== 'unknown') return null;
  const fact = NO_TOKEN.exec(expressionOf(login))?.[1] ?? (isNone ? (password.fact ?? '') : null);
  if (fact === null) return null;
  const isTurned = isTurnedRound(login);
  return {
    mend: () => turnedRound(login),
    login: { act: login, mended: isTurned ? passwordOf(login.sign.user ?? '') : OWN_TOKEN },
    detail: {
      why: 'no-token',
      name: fact,
      ...(isTurned ? { isTurnedRound: true as const } : {}),
      ...inAction(login),
    },
  };
}

/** A secret that nobody can define, or a variable that nothing sets. */
function ofNothing(login: SignAct, password: Password, job: JobText, all: Linted): Fault | null {
  const isImpossible =
    password.kind === 'absent' && (password.why === 'impossible' || unfitSecretName(password.name) !== null);
  const meant = password.kind === 'unset' ? meantBy(password.name, login, job) : null;
  const left = password.kind === 'unset' ? leftBy(password.name, login, job, all) : null;
  // A variable of another name may come from the machine, for who asks a process and not the context; no slip in a name does, and
  // none that the job itself sets where it is not handed on.
  const isUnset =
    password.kind === 'unset' &&
    (meant !== null || password.isSure === true || namesCredential(password.name) || left !== null);
  if (!isImpossible && !isUnset) return null;
  const { document, step } = login;
  const name = isImpossible ? `secrets.${password.name}` : password.name;
  const source = valueInEnv(name, login, { document: job.document, job });
  const within = source ?? step.node;
  const input = asInput(login, password);
  if (input !== null)
    return {
      login: { act: login, mended: OWN_TOKEN },
      mend: () => withInput(login, 'password', input.value),
      detail: { why: 'unset', ...input, ...inAction(login) },
    };
  return {
    ...((isImpossible && meantSecret(password.name) === 'GITHUB_TOKEN') || meansJobToken(password.name)
      ? { login: { act: login, mended: OWN_TOKEN } }
      : {}),
    ...(source ? { location: locate(document, source) } : {}),
    mend: () =>
      isImpossible
        ? otherSecret(login, password.name, within)
        : meant !== null && inPowerShell(password.name) === meant
          ? ofEnvironment(login, password.name, meant)
          : meant !== null
            ? meantIn(document, within, keptBackIn(password.name)?.written ?? password.name, meant)
            : environmentEdit(login, password),
    detail: {
      why: password.kind,
      name: password.name,
      ...(meant ? { value: meant } : {}),
      ...(left && meant === null ? { left } : {}),
      ...inAction(login),
    },
  };
}

/** Where another step of the job gives the variable a value, for itself alone. */
function leftBy(name: string, login: SignAct, job: JobText, all: Linted): MissingToken['left'] | null {
  if (!isVariable(name) || login.document !== job.document) return null;
  const set = lastSet(name, job, login.step, all);
  if (set === null) return null;
  const value = /^["']?(\$\{\{[^{}]*\}\})["']?$/.exec(set.value)?.[1];
  return { by: set.by, at: locate(job.document, entrySpan(set.place)), ...(value ? { value } : {}) };
}

/** The variable, or the name of a context, that is there and was meant; of an output that is kept back, the secret in it. */
function meantBy(name: string, login: SignAct, job: JobText): string | null {
  if (isVariable(name)) return meantVariable(name, login, job);
  const kept = keptBackIn(name);
  if (kept) return kept.secret;
  return login.document === job.document ? meantName(name, job) : null;
}

function inAction({ document }: SignAct): Pick<MissingToken, 'isInAction'> {
  return isAction(document) ? { isInAction: true } : {};
}

/**
 * docker/login-action stops where one of these is empty (facts L4), and other clients without a user name. A client that is
 * given an empty password asks for one, and a step has no terminal (docker/cli, login: "Cannot perform an interactive login").
 */
function missingInput({ step, sign }: SignAct, password: Password): string | null {
  if (sign.password === null) return null;
  if (password.kind === 'empty') {
    if (step.uses?.action === 'docker/login-action' || isContainer(step)) return 'password';
    // What the client does not understand is said already.
    if (!step.uses && sign.sends !== undefined && !sign.isUntried && !sign.misread) return PASSWORD_OPTION;
  }
  if (!lacksUser(sign)) return null;
  return step.uses ? 'username' : USER_OPTION;
}

function emptyIn(login: SignAct): Pick<MissingToken, 'empty'> {
  const empty = expressionOf(login);
  return empty === '' ? {} : { empty };
}

/** What the run is called by, of which nothing is ever a token. Of an event, the inputs and the payload of a client may be one. */
const NO_TOKEN =
  /^\$\{\{\s*(github\.(?:(?:triggering_)?actor(?:_id)?|repository\w*|sha|(?:head_|base_)?ref|ref_name|run_\w+|job|workflow|event_name|(?:server|api)_url|event\.(?:repository|sender|pusher|organization)\.[\w.]+))\s*\}\}$/i;
