/** The common tables of actions. */
import type { Action } from '../action.js';
import { DOCKER_ACTIONS } from './docker.js';
import { HARMLESS_ACTIONS, QUIET_PUBLISHERS } from './harmless.js';
import { isOwnAction, OWN_ACTION } from './own.js';
import { PODMAN_ACTIONS } from './podman.js';
import { PUBLISHER_ACTIONS } from './publishers.js';
import { SCANNER_ACTIONS } from './scanners.js';
import { TOOL_ACTIONS } from './tools.js';

export const ACTIONS: readonly Action[] = [
  ...TOOL_ACTIONS,
  ...DOCKER_ACTIONS,
  ...PODMAN_ACTIONS,
  ...PUBLISHER_ACTIONS,
  ...SCANNER_ACTIONS,
  ...HARMLESS_ACTIONS,
  OWN_ACTION,
];

const EXACT = new Map(ACTIONS.flatMap((each) => each.uses.map((name) => [name, each] as const)));

const FAMILIES = [...EXACT].flatMap(([name, action]) =>
  name.endsWith('*') ? [{ start: name.slice(0, -1), action }] : [],
);

/** Names that were looked up already: each step asks several times, in every run. */
const LOOKED_UP = new Map<string, Action | null>();
const MOST_LOOKED_UP = 1_000;

/** What is known of `owner/repo[/path]`: its own entry, else its family's; null for a stranger. */
export function actionNamed(name: string): Action | null {
  const known = LOOKED_UP.get(name);
  if (known !== undefined) return known;
  const found = lookedUp(name.toLowerCase());
  if (LOOKED_UP.size >= MOST_LOOKED_UP) LOOKED_UP.clear();
  LOOKED_UP.set(name, found);
  return found;
}

function lookedUp(name: string): Action | null {
  if (isOwnAction(name)) return OWN_ACTION;
  return EXACT.get(name) ?? FAMILIES.find(({ start }) => name.startsWith(start))?.action ?? null;
}

/** May it log in without saying so? */
export function actionMayLogIn(known: Action | null): boolean {
  return known === null || known.hidesLogins === true;
}

/** Is it known by its family only, in which one member may do what the others don't? */
export function isKnownByFamily(name: string): boolean {
  return actionNamed(name) !== null && !EXACT.has(name.toLowerCase()) && !isOwnAction(name);
}

/** Does an action of this name leave the variables of later steps alone? */
export function leavesEnvironment(name: string, known: Action | null): boolean {
  const lowered = name.toLowerCase();
  return known?.leavesEnvironment === true || QUIET_PUBLISHERS.some((each) => lowered.startsWith(each));
}
