/** With which token a push will arrive, in words that leave the reader: no step, no secret. */
import type { PushLogin } from '../../evidence/types.js';
import { isOwnAction } from '../knowledge/actions/own.js';
import { fillHoles } from '../language/values.js';
import { locate } from '../text/places.js';
import type { SignAct, TransferReading } from './credentials.js';
import type { HeldTokens } from './held-tokens.js';

/** The logins that a push may find when it comes; one, where the text decides it. Empty: nobody can say. */
export function pushLogins({ act, credential }: TransferReading, held: HeldTokens): PushLogin[] {
  switch (credential.kind) {
    case 'token': {
      const { login } = credential;
      if (login) return [loginBy(login, true, held)];
      // The password stands with the command itself.
      const given = act.found.password ?? act.found.fallback ?? '';
      const written = act.document.text.slice(act.place.start, act.place.end);
      return [
        {
          token: held.tokenOf(given, written),
          sure: true,
          reason: null,
          location: locate(act.document, act.place),
        },
      ];
    }
    case 'unknown':
      return credential.near.map((login) => loginBy(login, false, held));
    case 'none': {
      const at = credential.logout ?? null;
      const { reason } = credential;
      return [
        {
          token: 'none',
          // Whether root shares the files, and whether both conditions are the same, no text says for certain.
          sure: reason !== 'condition' && reason !== 'user',
          reason,
          location: at ? locate(at.document, at.place) : locate(act.document, act.place),
        },
      ];
    }
  }
}

function loginBy(login: SignAct, sure: boolean, held: HeldTokens): PushLogin {
  const { document, place, passwordPlace, sign, step } = login;
  const written = document.text.slice(passwordPlace.start, passwordPlace.end);
  // The same tokens are tried once more, and the same is chosen.
  const isOurs = isOwnAction(step.uses?.action ?? '');
  const token = isOurs ? 'own' : held.tokenOf(sign.password ?? '', written);
  return { token, sure, reason: null, location: token === 'own' ? null : locate(document, place) };
}

/** A name as a reader of the workflow knows it: `…` where the text leaves a hole. */
export function shownName(reference: string): string {
  return fillHoles(reference, '…');
}
