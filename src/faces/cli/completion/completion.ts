/** `completion`: a script for a shell, made from the definitions of the commands. */
import type { Command } from 'commander';
import { CAUSES } from '../../../causes/index.js';
import { EVENTS } from '../../../workflow/runs/events.js';
import { SCENARIO_NAMES } from '../demo/scenario-names.js';
import { bashCompletion } from './bash.js';
import { type CompletableCommand, completable } from './completable.js';
import { fishCompletion } from './fish.js';
import type { CompletedShell } from './shells.js';
import { zshCompletion } from './zsh.js';

const SCRIPTS: Readonly<Record<CompletedShell, (commands: CompletableCommand[]) => string>> = {
  bash: bashCompletion,
  zsh: zshCompletion,
  fish: fishCompletion,
};

/** @returns the script */
export async function completion(main: Command, shell: CompletedShell): Promise<string> {
  const commands = completable(main, {
    ids: { words: CAUSES.map(({ id }) => id), isList: true },
    event: { words: EVENTS, isList: false },
    SCENARIO: { words: SCENARIO_NAMES, isList: false },
  });
  return SCRIPTS[shell](commands);
}
