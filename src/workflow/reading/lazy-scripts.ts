/** The shell's grammar for a job that may not need it: loaded once a script says something that counts. */
import { isTellingScript } from '../knowledge/concern.js';
import type { ScriptReader } from './frame.js';

export class LazyScripts {
  #follow: ScriptReader | null = null;
  #isWanted = false;

  readonly read: ScriptReader = (source, variables, place) => {
    if (!isTellingScript(source)) return null;
    this.#isWanted ||= this.#follow === null;
    return this.#follow?.(source, variables, place) ?? null;
  };

  /** Loads the grammar if a script asked for it in vain. False: nobody did, so the last reading is complete. */
  async loadWanted(): Promise<boolean> {
    if (!this.#isWanted) return false;
    this.#isWanted = false;
    this.#follow = (await import('../shell/script.js')).followScript;
    return true;
  }
}
