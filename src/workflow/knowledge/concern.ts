/** Which texts are worth a closer look: a quick answer from the words alone, derived from the tables. */

import { asPattern } from '../../evidence/pattern.js';
import { LIKE_MISSPELT } from '../../evidence/registry/misspelt.js';
import { ACTIONS, ACTIVE_ACTIONS } from './actions/index.js';
import { PROGRAMS } from './programs/index.js';
import { FOREIGN_WORKFLOWS } from './workflows.js';

const COMMANDS = PROGRAMS.flatMap(({ commands = [] }) => commands);

const one = (sources: Iterable<string>) => new RegExp([...new Set(sources)].join('|'), 'i');

/** The registry itself, or misspelt; a tool that goes there by itself, or one whose images stand in another file. */
const CONCERN = one([
  'ghcr\\.io',
  // Variables that are named after it.
  '\\bGHCR_',
  LIKE_MISSPELT.source,
  ...[...COMMANDS, ...ACTIONS, ...FOREIGN_WORKFLOWS].flatMap(({ elsewhere }) => elsewhere?.source ?? []),
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

/** Programs that transfer images or log in. */
const ACTIVE = PROGRAMS.filter(({ commands }) =>
  commands?.some(({ finds, signs }) => finds || signs),
).flatMap(({ names }) => names);
const NAMED = `\\b(?:${ACTIVE.map(asPattern).join('|')})\\b`;

/** Commands that run scripts of the repository, in which the same may stand. */
const STARTING = PROGRAMS.flatMap(({ names, commands = [] }) =>
  commands
    .filter(({ starts, isInMostJobs }) => starts && !isInMostJobs)
    .flatMap(({ words }) => names.map((name) => [name, ...words.map((word) => `(?:${word})`)].join('\\s+'))),
);
/** Those, a script by its path, and one that is read by the shell itself. */
const STARTS = `\\b(?:${STARTING.join('|')})(?:[\\s=]|$)|(?:^|[\\s"'=(])(?:\\.{0,2}|[\\w$}{-]+)\\/[\\w./-]*|\\bsource\\s`;

const SAYS_ONE = new RegExp(NAMED);

/** Actions that do and are not named after such a program. */
const OTHERS = ACTIVE_ACTIONS.filter((name) => !SAYS_ONE.test(name));

/** Those, an action of the repository, and an alias behind which anything may stand. */
const ACTIVITY = one([NAMED, STARTS, 'ghcr', '[.$]\\/', '\\*\\w', ...OTHERS.map(asPattern)]);

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

/** A registry that may be GitHub's (docs/contract.md, section 2: registry), with an image behind it. */
const OF_REGISTRY = '(?:\\bghcr\\.io|\\bcontainers\\.[\\w.-]+|(?:localhost|127\\.0\\.0\\.1):\\d+)\\/';

/** A program in another language, which may say a push: `node publish.js`, `python -m tools.release`, `rake publish`, `cargo xtask`. */
const IN_ANOTHER_LANGUAGE =
  '[\\w-]\\.(?:py|rb|[cm]?[jt]s|php|pl|ps1|exs|lua|cmd|bat)\\b|\\bpython[\\d.]*\\s+-[mc]\\s|\\bnode\\s+(?:-e|--eval)\\s|\\b(?:uv|poetry)\\s+run\\s|\\b(?:rake|invoke|inv|fab|nox|doit|gulp|grunt|mage|mix|ant)\\s|\\b(?:nix|plz|please)\\s+run\\s|\\bgo\\s+run\\s|\\bcargo\\s+r(?:un)?\\s|\\bpulumi\\b|\\bcargo\\s[^\\n]{0,80}xtask';

/** Words of a script that may say something of registries, or hand something on to later steps. */
const TELLING = new RegExp(
  `${NAMED}|${STARTS}|${IN_ANOTHER_LANGUAGE}|${OF_REGISTRY}|GITHUB_(?:ENV|OUTPUT)|::set-|auths|auth\\.json|AUTH_FILE|DOCKER_CONFIG|\\/v2\\/|^\\s*["']?\\$\\{?\\w`,
  'm',
);

/** Is a script with these words worth following? Any other one may at most log in out of sight. */
export function isTellingScript(text: string): boolean {
  return TELLING.test(text);
}
