/** What the words of Gradle's command say beside the tasks to run (docs: docs.gradle.org, Command-Line Interface). */

const LEAVES_OUT = /^(?:-x|--exclude-task)$/;
const LEFT_OUT = /^(?:-x(?=.)|--exclude-task=)/;
const IN_FOLDER = /^(?:-p|--project-dir)$/;
/** Options with a value behind them. */
const TAKES =
  /^(?:-x|--exclude-task|-b|--build-file|-c|--settings-file|-p|--project-dir|-I|--init-script|--task)$/;

/** Is it the value of the option before it? */
export function isValue(words: readonly string[], at: number): boolean {
  return TAKES.test(words[at - 1] ?? '');
}

/** The tasks that it leaves out. */
export function tasksLeft(words: readonly string[]): string[] {
  return words.flatMap((each, at) =>
    LEAVES_OUT.test(words[at - 1] ?? '') ? [each] : LEFT_OUT.test(each) ? [each.replace(LEFT_OUT, '')] : [],
  );
}

/** Is it one of these, or only asked about? */
export function isTaskLeft(words: readonly string[], at: number): boolean {
  const before = words[at - 1] ?? '';
  return LEAVES_OUT.test(before) || before === '--task' || tasksLeft(words).includes(words[at] ?? '');
}

/** It only tells what it would run. */
export function isDryRun(words: readonly string[]): boolean {
  return words.some((each) => each === '-m' || each === '--dry-run');
}

/** The folder of the project in which it is run, relative to the command's. */
export function projectFolder(words: readonly string[]): string {
  const at = words.findIndex((each) => IN_FOLDER.test(each));
  return at === -1 ? '' : (words[at + 1] ?? '');
}

/** A task with its project: `:app:jib`, `:jib` of the root. */
export function absoluteTask(task: string, project: string): string {
  return task.startsWith(':') || (project === '' && task.includes(':'))
    ? `:${task.replace(/^:/, '')}`
    : `${project === '' ? '' : `:${project.replaceAll('/', ':')}`}:${task}`;
}

/** The folder of the project that a task stands in: `app/core` of `:app:core:jib`. Docs: docs.gradle.org, Multi-Project Builds. */
export function projectOf(task: string): string {
  return task.split(':').slice(0, -1).filter(Boolean).join('/');
}

/** `jib` of `:app:jib`. */
export function taskName(path: string): string {
  return path.slice(path.lastIndexOf(':') + 1);
}
