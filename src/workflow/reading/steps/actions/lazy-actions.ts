/** The tables of actions for a job that may use none but the common ones: that of the others is loaded where it uses another one. */
import type { ActionLookup } from '../../../knowledge/action.js';
import { actionNamed } from '../../../knowledge/actions/index.js';

/** As `LazyScripts`: what is lacked is noted, and the job is read again once it is there. */
export class LazyActions {
  #seldom: ActionLookup | null = null;
  #isWanted = false;

  /** null also for one that nobody can tell before `loadWanted` is through. */
  readonly named: ActionLookup = (name) => {
    const known = actionNamed(name);
    // An action of the repository has no name.
    if (known !== null || name === '') return known;
    this.#isWanted = true;
    return this.#seldom?.(name) ?? null;
  };

  /** Was anything loaded that the last reading lacked? */
  async loadWanted(): Promise<boolean> {
    if (!this.#isWanted || this.#seldom) return false;
    this.#seldom = (await import('../../../knowledge/actions/seldom/index.js')).seldomAction;
    return true;
  }
}
