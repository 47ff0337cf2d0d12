/**
 * Tasks, scripts and actions that nobody here reads, and whose own names say that they push images: `make -C ci push`, where
 * `ci` is another repository, and `./ci/docker-push.sh`.
 */
import {
  isInAnotherLanguage,
  isInterpreter,
  isScriptPath,
} from '../../../knowledge/project-files/scripts.js';
import { isWrapper } from '../../../knowledge/wrappers.js';
import { hasHole, isHole } from '../../../language/values.js';
import { nameOfFile } from '../../../language/workspace.js';
import { namesImages, OTHER_REGISTRIES, saysPublish, saysPush } from './push-words.js';

/**
 * Programs whose words are the names of tasks, or of targets. What is a word of any other may push whatever that is for: `dvc push`. The
 * second kind has tasks behind a word of its own.
 */
const RUNNERS =
  /^(?:g?make|(?:go-)?task|just|rake|rails|mage|inv|invoke|fab|nox|doit|gulp|grunt|cake|mix|ant|ninja|scons|waf|lein|mill|nuke|cmake|lage|rush|turbo|nx|moon|mise|poe|composer)$/;
const RUNNERS_BY_WORD =
  /^(?:(?:nix|plz|please|bazel|bazelisk|buck2?|devbox|pixi|lerna|swift|cargo) run|cargo (?:xtask|make)|deno task|php artisan|zig build|dotnet (?:run|cake|nuke))$/;

/** What a task may be run by, so that it finds the packages of its project: `bundle exec rake docker:push`. */
const BEFORE =
  /^(?:bundle exec|(?:poetry|uv|pipenv|hatch|rye|pdm) run|python3? -m|mise (?:exec|x)|(?:npx|bunx|pnpx|(?:pnpm|yarn|npm) (?:exec|dlx))(?: -y| --yes)?) (?:-- )?(?=\S)/;

/** It runs the tasks of the project as well as programs: `hatch run docker-push`. */
const RUNS_TASKS = /^hatch run /;

/** A project stands in front of the task: `web:push`. */
const OF_PROJECTS = /^(?:nx|moon)$/;

/** Scripts of the repository that stand for a program (mill-build.org, Installation; guides.rubyonrails.org, bin/rails). */
const STANDS_FOR = /^(?:\.\/)?(?:bin\/(rake|rails)|(mill)w?)$/;

/** Their tasks are called as modules are: `docker.push`. */
const NAMESPACED = /^(?:inv|invoke|fab|mix|mill)$/;

/** Runners of the scripts of packages, and what may stand before the name of one of these: the options with a value, and whose it is. */
const SCRIPT_RUNNERS = /^(?:npm|pnpm|yarn|bun)$/;
const TAKES = /^(?:-w|--workspace|-F|--filter(?:-prod)?|-C|--dir|--prefix|--cwd|--include|--from|-j|--jobs)$/;

/** `docker.push`, `push.image` */
const IS_TASK = /\.(?:push|publish|release|images?|docker|containers?)$/i;

/** nx takes its tasks by an option as well. */
const TARGETS = /^(?:-t|--targets?)=/;

/** What reads the file that it is given, and what runs the program in a folder. */
const READERS = /^(?:(?:ba|da|z|k|pw)?sh|powershell|source|\.|ansible-playbook)$/;
const RUNS_FOLDER = /^(?:go|uv|bun) run$/;

/** `make push REGISTRY=docker.io/octo`: it is told where to, and that is another registry. */
const ELSEWHERE = new RegExp(
  String.raw`^\w*(?:REGISTRY|REPO|REPOSITORY|IMAGE|IMAGE_NAME|IMG|HUB)=(?:${OTHER_REGISTRIES})(?:\/|$)`,
  'i',
);

/** Does a command start a task, or a script, by a name that says so? */
export function isNamedForPushing(words: readonly string[]): boolean {
  const line = words.join(' ');
  const before = BEFORE.exec(line)?.[0].trim().split(' ').length ?? 0;
  const [path = '', ...args] = words.slice(before);
  const program = path.replace(STANDS_FOR, '$1$2');
  if (args.some((each) => ELSEWHERE.test(each) || (NO_PUSH.test(each) && !hasHole(each)))) return false;
  if (isScriptPath(program) && !isInterpreter(program))
    return !isWrapper(program) && saysPush(stemOf(program));
  if (RUNS_TASKS.test(line) && saysPush(program)) return true;
  if (PYTHON_MODULE.test(line)) return saysPush(program.split('.').at(-1) ?? '');
  const file = fileRun(program, args);
  if (file !== null) return saysPush(stemOf(file));
  if (SCRIPT_RUNNERS.test(program)) return scriptsIn(args).some(saysPush);
  // One that is installed, or a function of a file that nobody reads.
  if (namesImages(program) && saysPush(program)) return true;
  const word = args.find((each) => !each.startsWith('-')) ?? '';
  if (!RUNNERS.test(program) && !RUNNERS_BY_WORD.test(`${program} ${word}`)) return false;
  // What ends as a file does is none, but for the tasks of a namespace (docs: Invoke and Fabric, namespaces).
  const isFile = (each: string) => !NAMESPACED.test(program) && /\.\w+$/.test(each) && !IS_TASK.test(each);
  const tasksOf = (each: string) => {
    if (!OF_PROJECTS.test(program)) return [each];
    return each.split(',').map((name) => name.replace(/^[^:]*:/, ''));
  };
  return (
    args
      // rake has the arguments of a task behind its name.
      .map((each) => each.replace(TARGETS, '').replace(/\[[^\]]*\]$/, ''))
      .filter((each) => !/^-|=/.test(each) && !isFile(each))
      .some((each) => tasksOf(each).some(saysPush))
  );
}

/**
 * Does a command start a script, or a task, by a name that says no more than that something is published: `./release.sh`, `make publish`?
 * The target `release` is mostly a kind of build, and the runners of one language publish its packages.
 */
export function isNamedForPublishing(words: readonly string[]): boolean {
  const [program = '', ...args] = words;
  if (args.some((each) => ELSEWHERE.test(each) || (NO_PUSH.test(each) && !hasHole(each)))) return false;
  if (isScriptPath(program) && !isInterpreter(program) && !isInAnotherLanguage(program))
    return !isWrapper(program) && saysPublish(stemOf(program));
  return (
    RUNNERS_OF_ANY.test(program) &&
    args.some((each) => !/^-|=|\.\w+$/.test(each) && /publish/i.test(each) && saysPublish(each))
  );
}

const NO_PUSH =
  /^--(?:dry-?run(?:=true)?|help|version|check|no-push|skip-push|push=false)$|^(?:DRY_?RUN|NO_?PUSH|SKIP_?PUSH)=(?!(?:0|false|no|off)?$)\S|^PUSH=(?:0|false|no|off)$/i;

/** Is one of these variables set so that a task or a script pushes nothing: `DRY_RUN=1`? What nobody knows may be `false`. */
export function variablesForbidPush(variables: ReadonlyMap<string, string>): boolean {
  return [...variables].some(([name, value]) => !hasHole(value) && NO_PUSH.test(`${name}=${value}`));
}

const RUNNERS_OF_ANY = /^(?:g?make|(?:go-)?task|just)$/;

/** What takes a folder, a file or a number, and no task. */
const TAKES_PLACE =
  /^(?:-[CdfjtI]|-w|--(?:directory|dir|file|makefile|taskfile|justfile|working-directory|workspace|filter|prefix|cwd|config|jobs))$/;

/** Does a command start a task that nobody knows: `bazel run "$target"`, `make $TASK`? */
export function startsOpenTask(words: readonly string[]): boolean {
  const before = BEFORE.exec(words.join(' '))?.[0].trim().split(' ').length ?? 0;
  const [program = '', ...args] = words.slice(before);
  const said = args.filter((each, at) => !each.startsWith('-') && !TAKES_PLACE.test(args[at - 1] ?? ''));
  const tasks = RUNNERS.test(program)
    ? said
    : RUNNERS_BY_WORD.test(`${program} ${said[0] ?? ''}`) || SCRIPT_RUNNERS.test(program)
      ? said.slice(1)
      : [];
  return tasks.some(isHole);
}

/**
 * Does a script say a push that may be one of its tasks? Also as a part of another word: `oci_push`, `docker:push`; but not of the event
 * that starts the run, of a variable that says no, or of another program, whatever that pushes: `cachix push`, `aws ecr push`.
 */
export function saysPushOfTask(script: string): boolean {
  return SAYS_PUSH_OF_TASK.test(script.replace(SAYS_ANOTHER, ''));
}

const SAYS_PUSH_OF_TASK = /(?<![a-z])push(?![a-z])/i;

const SAYS_ANOTHER = new RegExp(
  [
    String.raw`(?<!\S)#[^\n]*|\b(?:echo|printf)\b[^\n]*`,
    // A command of its own: words without a quote, up to the one.
    String.raw`(?:^|[\n;|&({])\s*(?!(?:for|select|case|export|local|set|${RUNNERS.source.slice(1, -1)}|${SCRIPT_RUNNERS.source.slice(1, -1)}|bazel(?:isk)?|nix)\s)[\w./-]+[ \t](?:[^\n;|&"'$\x60()]*[ \t])?push(?![^\s;|&)])`,
    String.raw`\b(?:git|docker|podman|buildah|nerdctl|crane|helm|oras|flux|regctl)\b[^\n;|&]*?\bpush\b|--push\b`,
    String.raw`[^\n;|&]*event[^\n;|&]*|["']?\w+["']?\s+[!=]=?\s+["']?push\b`,
    String.raw`\bpush(?=["']?\s*[|)])(?<=\bcase\b[^\n]*event[^\n]*\n(?:(?!\besac\b)[^])*)`,
    String.raw`\bpush=["']?(?:false|no|off|0)\b`,
  ].join('|'),
  'gi',
);

const PYTHON_MODULE = /^(?:(?:poetry|uv|pipenv|hatch|rye|pdm) run )?python3? -m /;

/** The file or the folder with a program that is run: `node ci/push.js`, `go run ./ci/push`; null: there is none. */
function fileRun(program: string, args: readonly string[]): string | null {
  if (isInAnotherLanguage(program)) return program;
  const said = args.filter((each) => !each.startsWith('-'));
  const reads = READERS.test(program) || isInterpreter(program);
  if (!reads && !RUNS_FOLDER.test(`${program} ${said[0] ?? ''}`)) return null;
  const file = said.find((each) => isScriptPath(each) || /\.\w{1,5}$/.test(each));
  if (file?.endsWith('.env')) return null;
  // Of `main.go` the folder tells what it is.
  return file?.replace(/\/main\.go$/, '') ?? null;
}

/** `--filter web run push`, `workspaces foreach -A run push`, `workspace web push`: the scripts that are named. */
function scriptsIn(args: readonly string[]): readonly string[] {
  const said = args.filter((each, at) => !each.startsWith('-') && !TAKES.test(args[at - 1] ?? ''));
  const run = said.findIndex((each) => /^run(?:-script)?$/.test(each));
  if (run !== -1) return said.slice(run + 1).filter((each) => !/=|\.\w+$/.test(each));
  return said[0] === 'workspace' ? said.slice(2, 3) : said.slice(0, 1);
}

/** Is an action called so, or its folder? */
export function isActionForPushing(source: string): boolean {
  return saysPush(ownName(source));
}

/** Does its name also say that these are images? One of others that is called `push` pushes commits. */
export function isActionForImages(source: string): boolean {
  return namesImages(ownName(source));
}

function ownName(source: string): string {
  return nameOfFile(source).replace(/^(?:gh|github|gha)-?action[-_]?|[-_]?action$/i, '');
}

function stemOf(path: string): string {
  return nameOfFile(path).replace(/\.\w{1,5}$/, '');
}
