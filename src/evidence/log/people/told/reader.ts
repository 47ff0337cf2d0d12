/** Gathers what somebody tells in the lines of a text. */
import { tellsOfExpiry } from './expiry.js';
import { tellsOfFirstPush } from './first-push.js';
import { tellsOfMissingLogin, tellsOfReplacedLogin } from './login.js';
import { tellsOfPassing } from './passing.js';
import { tellsOfPolicy } from './policy.js';
import { tellsOfRenewal } from './renewal.js';
import { tellsOfSso } from './sso.js';
import type { ToldBeside } from './told-beside.js';
import { tellsOfUsualRuns } from './usual-runs.js';
import { type ToldVisibility, toldVisibility } from './visibility.js';

/** Writes what it hears into what it was given. */
export class ToldReader {
  readonly #told: ToldBeside;
  /** What became of the credential: of the new one, where there is one. */
  #credential: 'ended' | 'renewed' | null = null;
  /** Of several packages it is not told which is meant. */
  readonly #visibilities = new Set<ToldVisibility>();
  /** The push right before went through. */
  isBehindFirstPush = false;

  constructor(told: ToldBeside) {
    this.#told = told;
  }

  read(text: string): void {
    const told = this.#told;
    told.policy ||= tellsOfPolicy(text);
    told.sso ||= tellsOfSso(text);
    told.noLogin ||= tellsOfMissingLogin(text);
    told.replaced ||= tellsOfReplacedLogin(text);
    told.passing ||= tellsOfPassing(text);
    told.usualRuns ||= tellsOfUsualRuns(text);
    this.isBehindFirstPush ||= tellsOfFirstPush(text);
    if (tellsOfExpiry(text)) this.#credential ??= 'ended';
    if (tellsOfRenewal(text)) this.#credential = 'renewed';
    told.expiry = this.#credential === 'ended';
    this.#see(toldVisibility(text));
  }

  #see(visibility: ToldVisibility | null): void {
    if (visibility === null) return;
    const all = this.#visibilities.add(visibility);
    // What was opened was private before, and that is told, too.
    if (all.has('opened')) all.delete('private');
    // Who may see it tells that it is there.
    if (all.size > 1) all.delete('pushed');
    const [only = null] = all;
    this.#told.visibility = all.size === 1 ? only : null;
  }
}
