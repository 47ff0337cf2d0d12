/** The post step: undoes the login of the main step, and nothing else. It loads no more than that needs. */
import { type LoginState, logOut } from '../../login/login.js';
import { getInput, getState, info } from './toolkit.js';
import { words } from './words.js';

export async function post(env: NodeJS.ProcessEnv = process.env): Promise<void> {
  const saved = getState('login', env);
  if (!saved) return;
  const state = JSON.parse(saved) as LoginState;
  const language = getInput('language', env, { trim: true }) === 'zh-CN' ? 'zh-CN' : 'en';
  info(words(language).loggedOut[await logOut(state)](state.registry, state.file));
}
