/** With which token a push will arrive, in words that leave the reader: no step, no secret. */

import type { PushLogin } from '../../../evidence/types/login.js';
import { isInputToken } from '../../../evidence/types/token.js';
import { isOwnAction } from '../../knowledge/actions/own.js';
import { fillHoles } from '../../language/values.js';
import { child, entry, entrySpan } from '../../text/document.js';
import { locate } from '../../text/places.js';
import type { SignAct } from '../steps/frame.js';
import type { TransferReading } from './credentials.js';
import type { HeldTokens } from './held-tokens.js';
import type { MissingCredential } from './missing-credentials.js';
import { lacksUser, type Password, passwordOf } from './passwords.js';
import { sentAsStored } from './sent-as-stored.js';
import { isStrayLogin } from './served-registries.js';

/** The logins on which a push depends: those that it may find when it comes, and those that must not fail before it. */
export function pushLogins(reading: TransferReading, held: HeldTokens): PushLogin[] {
  const { credential } = reading;
  const end = reading.passed.findIndex(({ sign }) => sign.misread);
  // Where the job has ended, nobody looks for a login that is missing.
  const isMissing = end !== -1 && credential.kind === 'none';
  const found = isMissing ? [] : withLogout(foundLogins(reading, held), reading);
  const used = credential.kind === 'token' ? credential.login : null;
  const reached = end === -1 ? reading.passed : reading.passed.slice(0, end + 1);
  const passed = reached
    .filter((each) => each !== used && !isStrayLogin(each))
    .map((each): PushLogin => ({ ...loginBy(each, held), isPassed: true }))
    .filter(({ token }) => token !== 'own' && token !== 'unknown');
  return [...found, ...passed];
}

/** Behind a logout that may be made there may be none of them. */
function withLogout(
  found: readonly PushLogin[],
  { perhapsGone }: Pick<TransferReading, 'perhapsGone'>,
): PushLogin[] {
  if (perhapsGone === null) return [...found];
  const location = locate(perhapsGone.document, perhapsGone.place);
  const gone: PushLogin = { token: 'none', sure: false, reason: 'logout', location, isOneOf: true };
  return [gone, ...found.map((each): PushLogin => ({ ...each, sure: false, isOneOf: true }))];
}

/** One, where the text decides it. Empty: nobody can say. */
function foundLogins(
  { act, credential, ifRefused }: Pick<TransferReading, 'act' | 'credential' | 'ifRefused'>,
  held: HeldTokens,
): PushLogin[] {
  switch (credential.kind) {
    case 'token': {
      const { login } = credential;
      if (login) {
        const found = loginBy(login, held);
        if (!ifRefused || found.token === 'own') return [found];
        const instead = foundLogins({ act, ...ifRefused }, held);
        if (!ifRefused.isOpen) return [{ ...found, instead }];
        // Whether the job goes on nobody knows: it ends by this one, or the push finds the others.
        const either = [found, ...instead].map(
          (each): PushLogin => ({ ...each, sure: false, isOneOf: true }),
        );
        return [{ ...found, instead: either }];
      }
      // The password stands with the command itself.
      const given = act.found.password ?? act.found.fallback ?? '';
      const written = act.document.text.slice(act.place.start, act.place.end);
      return [
        {
          token: held.tokenOf(given, written),
          sure: true,
          reason: null,
          location: locate(act.document, act.place),
          ...sentWith(act, given),
        },
      ];
    }
    case 'unknown':
      // Something out of sight may have logged in; ours is not what the push finds.
      if (credential.otherwise) return [{ ...withoutLogin(act, credential.otherwise, false), sure: false }];
      return credential.near.map((login) => ({
        ...loginBy(login, held),
        sure: false,
        ...(credential.isOneOf ? { isOneOf: true } : {}),
      }));
    case 'none':
      return [withoutLogin(act, credential, held.isHosted)];
  }
}

/** @param isHosted the machine is one of GitHub's, where root has files of its own */
function withoutLogin(
  act: TransferReading['act'],
  { reason, logout }: MissingCredential,
  isHosted: boolean,
): PushLogin {
  const { document, place } = logout ?? act;
  return {
    token: 'none',
    // Whether both conditions are the same, and whether root shares the files of another machine, no text says for certain.
    sure: reason !== 'condition' && (reason !== 'user' || isHosted),
    reason,
    location: locate(document, place),
  };
}

/** What this login brings to the push that surely finds it. */
function loginBy(login: SignAct, held: HeldTokens): PushLogin {
  const { document, place, passwordPlace, sign, step } = login;
  if (sign.misread) {
    const misread = { what: sign.misread, command: sign.command ?? '' };
    return { token: 'none', sure: true, reason: null, location: locate(document, place), misread };
  }
  const written = document.text.slice(passwordPlace.start, passwordPlace.end);
  // A token that is refused is changed where it stands.
  const at = { sure: true, reason: null, location: locate(document, passwordPlace) };
  // The same tokens are tried once more, and the same is chosen; where it is given one alone, that.
  if (isOwnAction(step.uses?.action ?? '')) {
    const one = held.tokenOf(sign.password ?? '', written);
    return isInputToken(one) ? { ...at, token: one } : { ...at, token: 'own', location: null };
  }
  if (lacksUser(sign, true)) {
    const lacks = { what: 'user', isInput: step.uses !== null } as const;
    const given = step.uses ? entry(child(step.node, 'with'), 'username') : null;
    return {
      ...at,
      ...(given ? { location: locate(document, entrySpan(given)) } : {}),
      token: 'empty',
      lacks,
    };
  }
  // What stands behind the colon is read as the beginning of the password (RFC 7617): then it is no token of ours.
  if (fillHoles(sign.user ?? '', '').includes(':')) return { ...at, token: 'unknown' };
  const token = held.tokenOf(sign.password ?? '', written);
  if (token === 'own') return { ...at, token, location: null };
  const password = passwordOf(sign.password ?? '');
  const lacks = token === 'empty' || token === 'unknown' ? lackOf(password, login, token === 'empty') : null;
  if (lacks) return { ...at, token: 'empty', lacks };
  const sends = isInputToken(token) ? sentAsStored(login) : undefined;
  return { ...at, token, ...(sends ? { sends } : {}) };
}

/** What a password that no token can be was given in the place of one: as good as nothing, for the registry refuses it. */
function lackOf(password: Password, { step }: SignAct, isEmpty: boolean): PushLogin['lacks'] | null {
  switch (password.kind) {
    case 'unset':
      return isEmpty ? { what: 'variable', name: password.name } : null;
    case 'no-token':
      return { what: 'token', name: password.fact ?? '' };
    case 'unfilled':
      // Of a script, what its quotes do to it is another matter.
      return step.uses ? { what: 'filling', name: password.text } : null;
    default:
      return null;
  }
}

/** An action that logs in and pushes in one: what it sends of its input. */
function sentWith(act: TransferReading['act'], password: string): Pick<PushLogin, 'sends'> {
  const sends = act.step.uses ? sentAsStored({ ...act, sign: { password, sends: 'trimmed' } }) : undefined;
  return sends ? { sends } : {};
}
