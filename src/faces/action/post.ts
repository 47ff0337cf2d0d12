/** The post step: undoes the login of the main step, and nothing else. It loads no more than that needs. */
import { getInput, getState } from '@actions/core';
import { type LoginState, logOut } from '../../login/login.js';
import { info } from './toolkit.js';
import { stepWords } from './words.js';

export async function post(): Promise<void> {
  const saved = getState('login');
  if (!saved) return;
  const state = JSON.parse(saved) as LoginState;
  const language = getInput('language') === 'zh-CN' ? 'zh-CN' : 'en';
  info(stepWords(language).loggedOut[await logOut(state)](state.registry, state.file));
}
