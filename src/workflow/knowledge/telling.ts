/** Which scripts are worth following: a quick answer from the words alone, derived from the table of programs. */
import { asPattern } from '../../evidence/pattern.js';
import { PROGRAMS } from './programs/index.js';

/** Programs that transfer images or log in. */
const ACTIVE = PROGRAMS.filter(({ commands }) =>
  commands?.some(({ finds, signs }) => finds || signs),
).flatMap(({ names }) => names);
export const NAMED_PROGRAM = `\\b(?:${ACTIVE.map(asPattern).join('|')})\\b`;

/** Commands that run scripts of the repository, in which the same may stand. */
const STARTING = PROGRAMS.flatMap(({ names, commands = [] }) =>
  commands
    .filter(({ starts, isInMostJobs }) => starts && !isInMostJobs)
    .flatMap(({ words }) => names.map((name) => [name, ...words.map((word) => `(?:${word})`)].join('\\s+'))),
);
/** Those, a script by its path, and one that is read by the shell itself. */
export const STARTS = `\\b(?:${STARTING.join('|')})(?:[\\s=]|$)|(?:^|[\\s"'=(])(?:\\.{0,2}|[\\w$}{-]+)\\/[\\w./-]*|\\bsource\\s`;

/** A registry that may be GitHub's (docs/contract.md, section 2: registry), with an image behind it. */
const OF_REGISTRY = '(?:\\bghcr\\.io|\\bcontainers\\.[\\w.-]+|(?:localhost|127\\.0\\.0\\.1):\\d+)\\/';

/** A program in another language, which may say a push: `node publish.js`, `python -m tools.release`, `rake publish`, `cargo xtask`. */
const IN_ANOTHER_LANGUAGE =
  '[\\w-]\\.(?:py|rb|[cm]?[jt]s|php|pl|ps1|exs|lua|cmd|bat)\\b|\\bpython[\\d.]*\\s+-[mc]\\s|\\bnode\\s+(?:-e|--eval)\\s|\\b(?:uv|poetry)\\s+run\\s|\\b(?:rake|invoke|inv|fab|nox|doit|gulp|grunt|mage|mix|ant)\\s|\\b(?:nix|plz|please)\\s+run\\s|\\bgo\\s+run\\s|\\bcargo\\s+r(?:un)?\\s|\\bpulumi\\b|\\bcargo\\s[^\\n]{0,80}xtask';

/** A runner of tasks or targets that no file of its own is read of, and a word of its line that says a push. */
const RUNNER_PUSHES =
  '\\b(?:ninja|scons|waf|lein|mill|nuke|cmake|lage|rush|moon|buck2|zig|swift|dotnet|deno|devbox|pixi|mise|turbo|nx|lerna|hatch|pdm|pipenv|rye|composer|rails|artisan|poe|npm|pnpm|yarn|bun)\\s[^\\n]*[Pp]ush';

/** A program that nobody knows, and that says that it pushes an image: `falcoctl registry push`, `kubectl build --push`. */
const IMAGE_PUSHES =
  '\\s--push\\b|\\b(?:images?|img|registry|oci|artifacts?|manifests?|containers?|docker|bundles?|xpkg|charts?)[\\s:_-]push(?![a-z])|(?<![a-z])push[\\s:_-](?:images?|docker|containers?|oci)\\b';

/** Words of a script that may say something of registries, or hand something on to later steps. */
const TELLING = new RegExp(
  `${NAMED_PROGRAM}|${STARTS}|${IN_ANOTHER_LANGUAGE}|${RUNNER_PUSHES}|${IMAGE_PUSHES}|${OF_REGISTRY}|GITHUB_(?:ENV|OUTPUT)|::set-|auths|auth\\.json|AUTH_FILE|DOCKER_CONFIG|\\/v2\\/|^\\s*["']?\\$\\{?\\w`,
  'm',
);

/** Is a script with these words worth following? Any other one may at most log in out of sight. */
export function isTellingScript(text: string): boolean {
  return TELLING.test(text);
}
