/**
 * Logins that are said and not seen: an action that nobody knows has the name of one. They may be made; with whose token,
 * only its inputs tell.
 */
import { COMMON_STORES, type Sign } from '../../knowledge/clients.js';
import { both } from '../../language/chance.js';
import { HOLE } from '../../language/values.js';
import type { Act, Here } from '../steps/frame.js';

/** Is an action called a login: `acme/ghcr-login`, `./.github/actions/login`? */
const NAMED_LOGIN = /(?:^|[/_-])log-?in(?=$|[/_@-])/i;

/**
 * That of an action which nobody knows, by its name.
 *
 * @param action as it is used: a name or a path
 * @param told what its inputs say; null: of no registry
 */
export function saidByName(
  action: string,
  told: { host: string; password?: string } | null,
  here: Here,
  place: Act['place'],
): Act[] {
  if (!NAMED_LOGIN.test(action)) return [];
  if (told) return [saidAct(told, here, place)];
  // One that is told no registry is named after it.
  return /ghcr/i.test(action) ? [saidAct({ host: 'ghcr.io' }, here, place)] : [];
}

/** A login that may be made; without a password nobody knows whose. With null it is a logout. */
export function saidAct(
  { host, password = HOLE }: { host: string; password?: string | null },
  { runs, guards, document, step }: Here,
  place: Act['place'],
): Act {
  const sign: Sign = { host, password, stores: COMMON_STORES };
  // Under a condition of its own: whether it is made at all.
  const conditions = [...guards, `${document.file}:${place.start}`];
  const at = { document, place, passwordPlace: place, step };
  return { kind: 'sign', sign, runs: both(runs, 'unknown'), guards: conditions, ...at };
}
