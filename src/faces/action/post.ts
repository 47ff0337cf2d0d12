/** The post step: undoes the login of the main step, and nothing else. It loads no more than that needs. */
import { getInput, getState } from '@actions/core';
import { logOut } from '../../login/logout.js';
import { parseState } from '../../login/state.js';
import { info } from './toolkit.js';
import { stepWords } from './words.js';

export async function post(): Promise<void> {
  const saved = getState('login');
  if (!saved) return;
  const words = stepWords(getInput('language') === 'zh-CN' ? 'zh-CN' : 'en');
  const state = parseState(saved);
  if (!state) return info(words.stateUnreadable);
  const { result, file } = await logOut(state, process.env);
  info(words.loggedOut[result](state.registry, file ?? state.tool));
}
