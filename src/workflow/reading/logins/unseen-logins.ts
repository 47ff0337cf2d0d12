/** The logins that pushes out of sight would find, in the words of the evidence. */
import { OWN_STEPS_LOGIN } from '../../../evidence/registry/verdict.js';
import type { PushLogin } from '../../../evidence/types/login.js';
import type { UnseenLogins } from '../../../evidence/types/workflow.js';
import { locate } from '../../text/places.js';
import type { UnseenPush } from '../pushes/unseen-pushes.js';
import type { HeldTokens } from './held-tokens.js';
import { pushLogins } from './push-logins.js';

/**
 * The logins that a push out of sight may find, and those that must not fail before it. That there is none is among them only where
 * it is cut off from all: what is not read may have one of its own.
 */
export function unseenLogins(
  { reading, told, saysPush, isCutOff, given, handed, empty }: UnseenPush,
  held: HeldTokens,
): UnseenLogins {
  const logins = pushLogins(reading, held).map(({ isOneOf: _, ...login }): PushLogin => login);
  const made = logins.filter(({ token }) => token !== 'none');
  const { document, place } = reading.act;
  const seen = {
    told,
    isSaid: saysPush,
    ...(held.areOthers(given) ? { byItself: locate(document, place) } : {}),
  };
  if (empty) {
    const location = locate(empty.document, empty.passwordPlace);
    return {
      ...seen,
      logins: [{ token: 'empty', sure: reading.act.runs === 'yes', reason: null, location }],
    };
  }
  if (handed) {
    const token = held.tokenAmong(handed);
    return { ...seen, logins: [{ token, sure: false, reason: null, location: locate(document, place) }] };
  }
  if (isCutOff && logins.some(({ token }) => token === 'none'))
    return { ...seen, logins: logins.map((each) => ({ ...each, sure: false })), isCutOff: true };
  const isOwn = made.every(({ token }) => token === 'own');
  return { ...seen, logins: isOwn ? [OWN_STEPS_LOGIN] : made };
}
