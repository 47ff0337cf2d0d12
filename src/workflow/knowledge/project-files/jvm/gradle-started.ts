/** What `gradle release` runs beside what its words say: programs of its tasks, and tasks of plugins that push. */
import { HOLE, hasHole } from '../../../language/values.js';
import { inWorkspace } from '../../../language/workspace.js';
import { asScript } from '../../../shell/starting/as-script.js';
import type { StartedScript } from '../../../shell/starting/started.js';
import type { Arguments } from '../../arguments.js';
import type { StartSurroundings } from '../../clients.js';
import { textStarted } from '../scripts.js';
import { gradleBuild } from './gradle-tasks.js';
import { buildFiles } from './jvm-build-files.js';

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
    /^:?[\w-]+(?::[\w-]+)*$/.test(each) && !each.startsWith('-') && !isValue(words[at - 1]);
  const asked = words.filter(isAsked);
  const left = words.flatMap((each, at) => (isLeftOut(words[at - 1]) ? [each] : []));
  if (asked.length === 0 || around.folder === null) return null;
  const file = (path: string) => around.file(inWorkspace(around.folder, path) ?? '');
  const folders = ['', ...asked.map((each) => each.split(':').slice(0, -1).filter(Boolean).join('/'))];
  const builds = buildFiles('gradle', [...new Set(folders)], file).map(gradleBuild);
  const run = [...new Set(builds.flatMap((build) => build.tasksRun(asked, left)))];
  const commandsOf = (task: string) => builds.flatMap((build) => build.commandsOf(task));
  const seen = run.filter((each) => commandsOf(each).length > 0);
  const commands = seen.flatMap(commandsOf);
  // What a task does that says what it runs is seen, whatever it is called.
  const pushes = run.filter((each) => isPush(each) && !seen.includes(each));
  const others = pushes.filter((each) => !asked.includes(each));
  if (others.length === 0 && commands.length === 0) return null;
  const options = words.filter((each, at) => !isAsked(each, at));
  const passedOver = seen.flatMap((each) => ['-x', each]);
  return [
    ...commands.map((each) => textStarted(asScript(each.map(filled)), around)),
    ...(pushes.length > 0
      ? [textStarted(asScript(['gradle', ...options, ...passedOver, ...pushes]), around)]
      : []),
  ];
}

/** Options with a value behind them. */
function isValue(before = ''): boolean {
  return /^(?:-x|--exclude-task|-b|--build-file|-c|--settings-file|-p|--project-dir|-I|--init-script)$/.test(
    before,
  );
}

function isLeftOut(before = ''): boolean {
  return /^(?:-x|--exclude-task)$/.test(before);
}

/** What the language fills in. */
function filled(word: string): string {
  return hasHole(word) ? word : word.replace(/\$\{[^}]*\}|\$\w+/g, HOLE);
}
