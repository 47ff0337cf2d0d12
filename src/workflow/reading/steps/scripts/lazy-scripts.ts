/**
 * Scripts for a job that may have none. What reads their steps, with the table of programs, is loaded for the first of
 * them; the shell's grammar once something is written that only a shell understands.
 */
import type { followScript } from '../../../shell/script.js';
import type { neededPulls } from '../../pushes/needed-pulls.js';
import {
  type ChangesReader,
  type Effects,
  type MeaningReader,
  opaqueEffects,
  type ScriptReader,
  type ScriptStepReader,
} from '../frame.js';

/** Of a step that is read again once it can be. */
const UNREAD: Effects = opaqueEffects([]);

/** Readers of scripts that note what they lack, and load it when they are told to. */
export class LazyScripts {
  #steps: {
    effects: ScriptStepReader;
    isTelling(script: string): boolean;
    mayChangeFiles(script: string): boolean;
    neededPulls: typeof neededPulls;
  } | null = null;
  #follow: ScriptReader | null = null;
  #meaning: MeaningReader | null = null;
  #changes: ChangesReader | null = null;
  #wanted = { steps: false, grammar: false, changes: false, all: false };
  /** One that tells nothing was left out. */
  #hasUnread = false;
  #readsAll = false;
  readonly #reader: (follow: typeof followScript) => ScriptReader;

  /** @param reader of scripts, made of what follows one */
  constructor(reader: (follow: typeof followScript) => ScriptReader = (follow) => follow) {
    this.#reader = reader;
  }

  readonly steps: ScriptStepReader = (here) => {
    this.#wanted.steps ||= this.#steps === null;
    return this.#steps?.effects(here) ?? UNREAD;
  };

  /** For what reads the steps. */
  readonly read: ScriptReader = (source, variables, place) => {
    if (!this.#steps) return null;
    // What was written before may be started by any name.
    const isFollowed = place.made?.size || (place.readsPassed && this.#steps.mayChangeFiles(source));
    if (!isFollowed && !this.#readsAll && !this.#steps.isTelling(source)) {
      this.#hasUnread = true;
      return null;
    }
    this.#wanted.grammar ||= this.#follow === null;
    return this.#follow?.(source, variables, place) ?? null;
  };

  /** Also those that tell nothing of images are to be read: for what they do not set. */
  wantAll(): void {
    this.#wanted.all ||= this.#hasUnread && !this.#readsAll;
  }

  readonly meaning: MeaningReader = (text, variable) => {
    this.#wanted.grammar ||= this.#meaning === null;
    return this.#meaning?.(text, variable) ?? null;
  };

  /** Only commands of scripts pull in front of a push. */
  readonly neededPulls: typeof neededPulls = (transfers) => this.#steps?.neededPulls(transfers) ?? new Set();

  /** For the files that actions are told. */
  readonly changes: ChangesReader = {
    leftByJob: (steps, path, text) => this.#changed?.leftByJob(steps, path, text) ?? null,
    isOpenFile: (steps, path, text) => this.#changed?.isOpenFile(steps, path, text) ?? true,
  };

  get #changed(): ChangesReader | null {
    this.#wanted.changes ||= this.#changes === null;
    return this.#changes;
  }

  /** Loads what these scripts will want, so that no reading of them is in vain. */
  async loadFor(scripts: readonly string[]): Promise<void> {
    if (scripts.length === 0) return;
    await this.loadSteps();
    if (scripts.some((each) => this.#steps?.isTelling(each))) await this.#loadGrammar();
  }

  /** Loads what was asked for in vain. False: nothing was, so the last reading is complete. */
  async loadWanted(): Promise<boolean> {
    const { steps, grammar, changes, all } = this.#wanted;
    this.#wanted = { steps: false, grammar: false, changes: false, all: false };
    this.#readsAll ||= all;
    if (steps) await this.loadSteps();
    if (grammar || all) await this.#loadGrammar();
    if (changes) await this.#loadChanges();
    return steps || grammar || changes || all;
  }

  /** Loads what reads the steps, whether there are any or not. */
  async loadSteps(): Promise<void> {
    const { scriptStepEffects } = await import('./script-steps.js');
    const { isTellingScript } = await import('../../../knowledge/telling.js');
    const { mayChangeFiles } = await import('../../../knowledge/file-changes/signs.js');
    const { neededPulls } = await import('../../pushes/needed-pulls.js');
    this.#steps = { effects: scriptStepEffects, isTelling: isTellingScript, mayChangeFiles, neededPulls };
    // What reads the steps has brought it along.
    await this.#loadChanges();
  }

  async #loadChanges(): Promise<void> {
    this.#changes = await import('../../files/changed-files.js');
  }

  async #loadGrammar(): Promise<void> {
    this.#follow = this.#reader((await import('../../../shell/script.js')).followScript);
    this.#meaning = (await import('../../../shell/meaning.js')).meantByShell;
  }
}
