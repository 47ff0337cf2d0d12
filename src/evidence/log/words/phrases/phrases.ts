/**
 * The sentences that show a refusal or a failure, and whose they are; a file of this folder for each kind of speaker.
 * Verbatim messages are those of the facts page; what stands around them differs from client to client and is left to
 * `client.ts`.
 */
import { isLabelOnly } from '../../people/label-only.js';
import { isOfAList } from '../../people/listed.js';
import { isQuoted } from '../../people/quoted.js';
import {
  isFirstAnswer,
  isOfAnotherRequest,
  isShownCode,
  withoutLabels,
  withoutSettings,
} from '../../people/sources/shown-code.js';
import { isSpokenOf } from '../../people/spoken.js';
import { OF_CLIENTS } from './of-clients.js';
import { OF_GITHUB } from './of-github.js';
import { OF_PACKAGES_API } from './of-packages-api.js';
import { OF_REFUSALS } from './of-refusals.js';
import { BESIDE_AN_ADDRESS, OF_REQUESTS } from './of-requests.js';
import { OF_BREAKS, OF_TRANSFERS } from './of-transfers.js';
import { isAnothers, isClientsOwn, isDockerHubsLimit } from './others.js';
import type { Phrase } from './phrase.js';
import { WITHOUT_VERDICT } from './without-verdict.js';

/** The first that matches names the kind, so the more telling stand first. */
export const PHRASES: readonly Phrase[] = [
  ...OF_GITHUB,
  ...OF_PACKAGES_API,
  ...OF_BREAKS,
  ...OF_CLIENTS,
  ...BESIDE_AN_ADDRESS,
  ...OF_TRANSFERS,
  ...WITHOUT_VERDICT,
  ...OF_REFUSALS,
  ...OF_REQUESTS,
];

const firstIn = (text: string) => PHRASES.find(({ pattern }) => pattern.test(text));

/** The first phrase in the line; undefined for an ordinary line, and for one that only quotes. */
export function phraseIn(given: string): Phrase | undefined {
  const text = withoutLabels(given);
  const said = firstIn(text);
  if (!said || isQuoted(text) || isSpokenOf(text) || isAnothers(text) || isDockerHubsLimit(text))
    return undefined;
  if (isShownCode(text)) return undefined;
  const bare = withoutSettings(text);
  const found = bare === text ? said : firstIn(bare);
  if (!found) return undefined;
  if (found.whose === 'any' && (isFirstAnswer(bare) || isOfAnotherRequest(bare) || isOfAList(bare)))
    return undefined;
  if (found.whose !== 'github' && isLabelOnly(bare)) return undefined;
  // A machine's socket may stand in the command whose answer the line shows.
  return found.whose !== 'github' && isClientsOwn(text) ? undefined : found;
}
