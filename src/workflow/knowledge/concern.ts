/** Which texts are worth a closer look: a quick answer from the words alone, derived from the tables. */

import { asPattern } from '../../evidence/pattern.js';
import { LIKE_MISSPELT } from '../../evidence/registry/misspelt.js';
import { ACTIVE_ACTIONS, EVERY_ACTION } from './actions/every-action.js';
import { PROGRAMS } from './programs/index.js';
import { NAMED_PROGRAM, STARTS } from './telling.js';
import { FOREIGN_WORKFLOWS } from './workflows.js';

const COMMANDS = PROGRAMS.flatMap(({ commands = [] }) => commands);

const one = (sources: Iterable<string>) => new RegExp([...new Set(sources)].join('|'), 'i');

/** The registry itself, or misspelt; a tool that goes there by itself, or one whose images stand in another file. */
const CONCERN = one([
  'ghcr\\.io',
  // Variables that are named after it.
  '\\bGHCR_',
  LIKE_MISSPELT.source,
  ...[...COMMANDS, ...EVERY_ACTION, ...FOREIGN_WORKFLOWS].flatMap(({ elsewhere }) => elsewhere?.source ?? []),
]);

/**
 * Can a workflow or an action with this text concern the registry at all? That of a server of its own is often put
 * together of the server's address: its first word stands there all the same.
 */
export function concernsRegistry(text: string, registry = 'ghcr.io'): boolean {
  return text.includes(registry.startsWith(OF_A_SERVER) ? OF_A_SERVER : registry) || CONCERN.test(text);
}

/** How the registry of a server of its own begins (docs/contract.md, section 2: registry). */
const OF_A_SERVER = 'containers.';

const SAYS_ONE = new RegExp(NAMED_PROGRAM);

/** Actions that do and are not named after such a program. */
const OTHERS = ACTIVE_ACTIONS.filter((name) => !SAYS_ONE.test(name));

/** Those, an action of the repository, and an alias behind which anything may stand. */
const ACTIVITY = one([NAMED_PROGRAM, STARTS, 'ghcr', '[.$]\\/', '\\*\\w', ...OTHERS.map(asPattern)]);

/** Can a job with this text push, log in, or hide such a thing in an action of the repository? */
export function mayBeActive(text: string): boolean {
  return ACTIVITY.test(text);
}

const LOGGING_IN = new RegExp(
  `\\b(?:${PROGRAMS.filter(({ commands }) => commands?.some(({ signs }) => signs?.way === 'in'))
    .flatMap(({ names }) => names)
    .map(asPattern)
    .join('|')})\\b[^\\n]{0,500}\\blogin\\b`,
);

/** Does a script log in to a registry, as its words say? */
export function saysLogin(script: string): boolean {
  return LOGGING_IN.test(script);
}
