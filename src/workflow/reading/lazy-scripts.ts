/** The shell's grammar for a job that may not need it: loaded once something is written that only a shell understands. */
import { isTellingScript } from '../knowledge/concern.js';
import type { followScript } from '../shell/script.js';
import type { MeaningReader, ScriptReader } from './frame.js';

export class LazyScripts {
  #follow: ScriptReader | null = null;
  #meaning: MeaningReader | null = null;
  #isWanted = false;
  readonly #reader: (follow: typeof followScript) => ScriptReader;

  /** @param reader of scripts, made of what follows one */
  constructor(reader: (follow: typeof followScript) => ScriptReader = (follow) => follow) {
    this.#reader = reader;
  }

  readonly read: ScriptReader = (source, variables, place) => {
    if (!isTellingScript(source)) return null;
    this.#isWanted ||= this.#follow === null;
    return this.#follow?.(source, variables, place) ?? null;
  };

  readonly meaning: MeaningReader = (text, variable) => {
    this.#isWanted ||= this.#meaning === null;
    return this.#meaning?.(text, variable) ?? null;
  };

  /** Loads the grammar if something asked for it in vain. False: nothing did, so the last reading is complete. */
  async loadWanted(): Promise<boolean> {
    if (!this.#isWanted) return false;
    this.#isWanted = false;
    this.#follow = this.#reader((await import('../shell/script.js')).followScript);
    this.#meaning = (await import('../shell/meaning.js')).meantByShell;
    return true;
  }
}
