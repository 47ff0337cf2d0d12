/**
 * Tasks, scripts and actions that nobody here reads, and whose own names say that they push images: `make -C ci push`, where
 * `ci` is another repository, and `./ci/docker-push.sh`.
 */
import { isScriptPath } from '../../../knowledge/project-files/scripts.js';
import { isWrapper } from '../../../knowledge/wrappers.js';
import { nameOfFile } from '../../../language/workspace.js';

/**
 * Programs whose words are the names of tasks, or of targets. What is a word of any other may push whatever that is for: `dvc push`. The
 * second kind has tasks behind a word of its own.
 */
const RUNNERS =
  /^(?:g?make|(?:go-)?task|just|rake|mage|inv|invoke|fab|nox|doit|gulp|grunt|cake|mix|ant|ninja|scons|waf|lein|nuke|cmake|lage|rush|turbo|nx|moon|poe|composer)$/;
const RUNNERS_BY_WORD =
  /^(?:(?:npm|pnpm|yarn|bun|nix|plz|please|bazel|bazelisk|buck2?|mise|devbox|pixi|lerna|swift|cargo) run|cargo (?:xtask|make)|deno task|zig build|dotnet (?:run|cake|nuke))$/;

/** What a task may be run by, so that it finds the packages of its project: `bundle exec rake docker:push`. */
const BEFORE =
  /^(?:bundle exec|(?:poetry|uv|pipenv|hatch|rye|pdm) run|python3? -m|mise (?:exec|x)|(?:npx|bunx|pnpx|(?:pnpm|yarn|npm) (?:exec|dlx))(?: -y| --yes)?) (?:-- )?(?=\S)/;

/** It runs the tasks of the project as well as programs: `hatch run docker-push`. */
const RUNS_TASKS = /^hatch run /;

/** A project stands in front of the task: `web:push`. */
const OF_PROJECTS = /^(?:nx|moon)$/;

/** Their tasks are called as modules are: `docker.push`. */
const NAMESPACED = /^(?:inv|invoke|fab|mix)$/;

/** What may stand beside the word in the name of a task that pushes images, and says nothing else. */
const BESIDE =
  /^(?:docker|oci|ghcr|registry|images?|containers?|manifests?|charts?|helm|all|build|and|to|multi|arch|multiarch|release|latest|prod|production)?$/i;

/** `make push REGISTRY=docker.io/octo`: it is told where to, and that is another registry. */
const ELSEWHERE =
  /^\w*(?:REGISTRY|REPO|REPOSITORY|IMAGE|IMAGE_NAME|IMG|HUB)=(?:docker\.io|index\.docker\.io|(?:[\w-]+\.)*(?:gcr\.io|pkg\.dev|amazonaws\.com|azurecr\.io)|quay\.io|registry\.gitlab\.com)(?:\/|$)/i;

/** Does a command start a task, or a script, by a name that says so? */
export function isNamedForPushing(words: readonly string[]): boolean {
  const line = words.join(' ');
  const before = BEFORE.exec(line)?.[0].trim().split(' ').length ?? 0;
  const [program = '', ...args] = words.slice(before);
  if (args.some((each) => ELSEWHERE.test(each))) return false;
  if (isScriptPath(program)) return !isWrapper(program) && saysPush(stemOf(program));
  if (RUNS_TASKS.test(line) && saysPush(program)) return true;
  const word = args.find((each) => !each.startsWith('-')) ?? '';
  if (!RUNNERS.test(program) && !RUNNERS_BY_WORD.test(`${program} ${word}`)) return false;
  // What ends as a file does is none, but for the tasks of a namespace (docs: Invoke and Fabric, namespaces).
  const isFile = (each: string) => !NAMESPACED.test(program) && /\.\w+$/.test(each);
  const taskOf = (each: string) => (OF_PROJECTS.test(program) ? each.replace(/^[^:]*:/, '') : each);
  return args.some((each) => !/^-|=/.test(each) && !isFile(each) && saysPush(taskOf(each)));
}

/** Is an action called so, or its folder? */
export function isActionForPushing(source: string): boolean {
  return saysPush(nameOfFile(source).replace(/^(?:gh|github|gha)-?action[-_]?|[-_]?action$/i, ''));
}

function saysPush(name: string): boolean {
  // A label of Bazel's kind, and one of a flake: the part behind the mark is the target.
  const isLabel = /^(?:@[\w.-]*)?\/\/|#/.test(name);
  const own = isLabel ? name.replace(/^.*[:#/]/s, '') : name;
  const words = own.replace(/([a-z])(?=[A-Z])/g, '$1-').split(/[-_.:/]/);
  if (isLabel && /^push$/i.test(words.at(-1) ?? '')) return true;
  if (!words.some((each) => /^push$/i.test(each))) return false;
  return words.every((each) => /^push$/i.test(each) || BESIDE.test(each));
}

function stemOf(path: string): string {
  return nameOfFile(path).replace(/\.\w{1,5}$/, '');
}
