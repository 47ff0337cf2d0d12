/**
 * The post step: undoes the login of the main step, and nothing else. It loads no more than that needs: what it takes
 * from the runner are two variables and a line of the log, for which `@actions/core` with its `node:crypto` and the
 * streams of `process.stdout` would take longer than all the rest.
 */
import { writeSync } from 'node:fs';
import { logOut } from '../../../login/logout.js';
import { parseState } from '../../../login/state.js';
import { logText } from '../log-text.js';
import { postWords } from './post-words.js';

export async function post(): Promise<void> {
  // As `getState` and `getInput` read them (actions/toolkit, packages/core/src/core.ts).
  const { STATE_login: saved, INPUT_LANGUAGE: language } = process.env;
  if (!saved) return;
  const words = postWords(language?.trim() === 'zh-CN' ? 'zh-CN' : 'en');
  const state = parseState(saved);
  if (!state) return say(words.stateUnreadable);
  const { result, file } = await logOut(state, process.env);
  say(words.loggedOut[result](state.registry, file ?? state.tool));
}

/** Writes a line to the log, at once: nothing of it is left behind when the process ends. */
function say(text: string): void {
  try {
    writeSync(1, `${logText(text)}\n`);
  } catch {
    // Nobody reads it.
  }
}
