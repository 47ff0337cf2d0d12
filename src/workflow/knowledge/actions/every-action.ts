/** All tables of actions at once, for whoever reads more than the run that is going on. */
import type { Action, ActionLookup } from '../action.js';
import { ACTIONS, actionNamed } from './index.js';
import { SELDOM_ACTIONS, seldomAction } from './seldom/index.js';

export const EVERY_ACTION: readonly Action[] = [...ACTIONS, ...SELDOM_ACTIONS];

/** Those that push, log in, or run what does. */
export const ACTIVE_ACTIONS: readonly string[] = EVERY_ACTION.filter(
  ({ finds, signs, runs }) => finds || signs || runs,
).flatMap(({ uses }) => uses);

/** What is known of `owner/repo[/path]`, however seldom it is used; null for a stranger. */
export const anyAction: ActionLookup = (name) => actionNamed(name) ?? seldomAction(name);
