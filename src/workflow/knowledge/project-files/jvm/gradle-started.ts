/** What `gradle release` runs beside what its words say: programs of its tasks, and tasks of plugins that push. */
import { both, type Chance } from '../../../language/chance.js';
import { HOLE } from '../../../language/values.js';
import { inWorkspace } from '../../../language/workspace.js';
import { asScript } from '../../../shell/starting/as-script.js';
import type { StartedScript } from '../../../shell/starting/started.js';
import type { Arguments } from '../../arguments.js';
import type { StartSurroundings } from '../../clients.js';
import { inFolder } from '../files.js';
import { textStarted } from '../scripts.js';
import {
  absoluteTask,
  isDryRun,
  isValue,
  projectFolder,
  projectOf,
  taskName,
  tasksLeft,
} from './gradle-options.js';
import { type GradleBuild, gradleBuild } from './gradle-tasks.js';
import { buildFiles } from './jvm-build-files.js';

/** More tasks are not followed from a command. */
const MOST_TASKS = 500;

/**
 * null: nothing more than its words say.
 *
 * @param isPush does a task of this name push by itself?
 */
export function gradleStarted(
  { words }: Arguments,
  around: StartSurroundings,
  isPush: (task: string) => boolean,
): readonly StartedScript[] | null {
  const isAsked = (each: string, at: number) =>
    /^:?[\w-]+(?::[\w-]+)*$/.test(each) && !each.startsWith('-') && !isValue(words, at);
  const asked = words.filter(isAsked).map((each) => absoluteTask(each, ''));
  if (asked.length === 0 || around.folder === null || isDryRun(words)) return null;
  const folder = projectFolder(words);
  const file = (path: string) => around.file(inWorkspace(around.folder, inFolder(folder, path)) ?? '');
  const tasks = new GradleTasks(file, tasksLeft(words));
  for (const each of asked) tasks.run(each, 'yes');
  const run = [...tasks.runs];
  const commands = run.flatMap(([task, runs]) => tasks.commandsOf(task, runs));
  const seen = run.map(([task]) => task).filter((task) => tasks.commandsOf(task, 'yes').length > 0);
  // What a task does that says what it runs is seen, whatever it is called.
  const pushes = run.filter(([task]) => isPush(task) && !seen.includes(task));
  if (commands.length === 0 && pushes.every(([task]) => asked.includes(task))) return null;
  const options = words.filter((each, at) => !isAsked(each, at));
  const passedOver = seen.flatMap((each) => ['-x', each]);
  const pushing = (wanted: Chance) => {
    const chosen = pushes.filter(([, runs]) => runs === wanted).map(([task]) => task);
    const script = asScript(['gradle', ...options, ...passedOver, ...chosen]);
    return chosen.length === 0 ? [] : [textStarted(script, around, { runs: wanted })];
  };
  return [
    ...commands.map(({ words: each, runs }) => textStarted(asScript(each.map(filled)), around, { runs })),
    ...pushing('yes'),
    ...pushing('unknown'),
  ];
}

/** The tasks that run where some are asked for, in all projects of a build. */
class GradleTasks {
  /** By their paths. */
  readonly runs = new Map<string, Chance>();
  readonly #builds = new Map<string, GradleBuild[]>();

  /** @param left tasks that are left out: of all projects, or of one by their path */
  constructor(
    readonly file: (path: string) => string | null,
    readonly left: readonly string[],
  ) {}

  /** A task, with those that it starts; one that is left out starts none either. */
  run(task: string, runs: Chance): void {
    const before = this.runs.get(task) ?? 'no';
    const isLeft = this.left.some((each) => each === taskName(task) || absoluteTask(each, '') === task);
    // As sure as before, or less.
    if (isLeft || both(before, runs) === runs || this.runs.size >= MOST_TASKS) return;
    this.runs.set(task, runs);
    for (const { others } of this.#told(task))
      for (const [other, mayRun] of others)
        this.run(absoluteTask(other, projectOf(task)), both(runs, mayRun));
  }

  commandsOf(task: string, runs: Chance): { words: string[]; runs: Chance }[] {
    return this.#told(task).flatMap(({ commands }) =>
      commands.map((each) => ({ words: each.words, runs: both(runs, each.runs) })),
    );
  }

  /** What the build files of its project say of it. */
  #told(task: string) {
    const project = projectOf(task);
    const builds = this.#builds.get(project) ?? buildFiles('gradle', [project], this.file).map(gradleBuild);
    this.#builds.set(project, builds);
    return builds.flatMap((build) => build.get(taskName(task)) ?? []);
  }
}

/** What the language fills in. */
function filled(word: string): string {
  return word.replace(/\$\{[^}]*\}|\$\w+/g, HOLE);
}
