/** The table of actions that few jobs use. To teach it one, add an entry to a list of its kind. */

import { SELDOM_BUILDERS } from './builders.js';
import { CHART_ACTIONS } from './charts.js';
import { COMPOSITE_ACTIONS } from './composites.js';
import { DEVCONTAINER_ACTIONS } from './devcontainers.js';
import { OWN_TOKEN_ACTIONS } from './own-token.js';
import { PLAIN_PUSHES } from './plain-pushes.js';
import { QUIET_ACTIONS } from './quiet.js';
import { RETAGGERS } from './retaggers.js';
import type { SeldomAction } from './seldom-action.js';
import { SELDOM_SETUPS } from './setups.js';

export const SELDOM_ACTIONS: readonly SeldomAction[] = [
  ...SELDOM_BUILDERS,
  ...CHART_ACTIONS,
  ...DEVCONTAINER_ACTIONS,
  ...COMPOSITE_ACTIONS,
  ...RETAGGERS,
  ...OWN_TOKEN_ACTIONS,
  ...PLAIN_PUSHES,
  ...QUIET_ACTIONS,
  ...SELDOM_SETUPS,
];

const BY_NAME = new Map(SELDOM_ACTIONS.flatMap((each) => each.uses.map((name) => [name, each] as const)));

/** What is known of `owner/repo[/path]` of which the common tables know nothing; null: nothing here either. */
export function seldomAction(name: string): SeldomAction | null {
  return BY_NAME.get(name.toLowerCase()) ?? null;
}
