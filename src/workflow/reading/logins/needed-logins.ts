/** Logins that a job does not get beyond where they are refused. */
import { isSurelyMisspelt } from '../../../evidence/registry/misspelt.js';
import { hostOfAddress } from '../../knowledge/clients.js';
import type { SignAct } from '../steps/frame.js';
import { goesOnWithin, isTolerated, stepsAround } from '../steps/tolerance.js';

/**
 * Is the registry asked by a login, or whoever owns a host that is meant for it, in a step whose failure keeps those behind it
 * from being run? What its client does not understand fails, also where the client would only write it down.
 */
export function mustSucceed(
  { sign, runs, step, user, isPast, home, goesOn = goesOnWithin(step) }: SignAct,
  registry: string,
): boolean {
  if (isPast || runs !== 'yes' || sign.password === null || sign.stores.length === 0) return false;
  if (sign.isUntried && !sign.misread) return false;
  // A shell on another machine goes on to the next line.
  if (home === 'remote') return false;
  const host = hostOfAddress(sign.host);
  if (host !== registry && !isSurelyMisspelt(host)) return false;
  return !goesOn && !stepsAround({ step, user }).some(({ node }) => isTolerated(node));
}

/** Does the job surely go on where the login is refused: by the script, or by a step around it? */
export function mayBeRefused({ mayFail, step, user }: SignAct): boolean {
  return mayFail === true || stepsAround({ step, user }).some(({ node }) => isTolerated(node));
}
