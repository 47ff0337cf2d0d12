/**
 * What the tasks of a Gradle build run, as far as a look at its text tells: which others each of them starts (`dependsOn`,
 * `finalizedBy`), and which programs. Docs: docs.gradle.org, Controlling Task Execution; DSL reference, Exec.
 */

/** One build file. */
export interface GradleBuild {
  /** The tasks that run where these are asked for, themselves among them; one that is left out starts none either. */
  tasksRun(asked: readonly string[], left?: readonly string[]): string[];
  /** The commands of a task, each as its words; those that are put together otherwise are left out. */
  commandsOf(task: string): string[][];
}

interface TaskText {
  others: Set<string>;
  blocks: string[];
}

/** Longer blocks, and more tasks, are not looked at. */
const LONGEST_BLOCK = 4_000;
const MOST_TASKS = 200;

/** Where a task is named that is told something: by its own name, or by one in quotes. */
const HEADS = [
  // `task release(dependsOn: ['jib']) {`, `task("release") {`.
  /\btask[ \t(]+["']?([\w-]{1,100})["']?/g,
  // `tasks.register<Exec>("release") {`, `tasks.named('build')`.
  /\btasks\.(?:register|create|named|getByName|maybeCreate)(?:<[\w.]{1,60}>)?\(\s*["']([\w-]{1,100})["']/g,
  // `val release by tasks.registering(Exec::class) {`.
  /\bval[ \t]+(\w{1,100})[ \t]+by[ \t]+tasks\./g,
  // `build.dependsOn jib`, `tasks.build { … }`, `build { … }`.
  /(?:^|\n)[ \t]*(?:tasks\.)?(\w{1,100})(?=\.(?:dependsOn|finalizedBy)\b|[ \t]*\{)/g,
];

export function gradleBuild(text: string): GradleBuild {
  const tasks = new Map<string, TaskText>();
  for (const head of HEADS)
    for (const { 0: all, 1: name = '', index } of text.matchAll(head)) {
      if (tasks.size >= MOST_TASKS) break;
      const said = statementAt(text, index + all.length);
      const task = tasks.get(name) ?? { others: new Set(), blocks: [] };
      for (const each of othersIn(said)) task.others.add(each);
      task.blocks.push(said);
      tasks.set(name, task);
    }
  return {
    tasksRun(asked, left = []) {
      const run = new Set<string>();
      const add = (path: string) => {
        if (run.has(path) || left.includes(path)) return;
        run.add(path);
        for (const other of tasks.get(nameOf(path))?.others ?? []) add(other);
      };
      for (const each of asked) add(each);
      return [...run];
    },
    commandsOf: (task) => (tasks.get(nameOf(task))?.blocks ?? []).flatMap(commandsIn),
  };
}

/** `jib` of `:app:jib`. */
function nameOf(path: string): string {
  return path.slice(path.lastIndexOf(':') + 1);
}

/** The rest of the line, and the block that begins in it. */
function statementAt(text: string, from: number): string {
  const near = text.slice(from, from + LONGEST_BLOCK);
  const line = near.split('\n', 1)[0] ?? '';
  const open = line.indexOf('{');
  if (open === -1) return line;
  let depth = 0;
  for (let at = open; at < near.length; at += 1) {
    if (near[at] === '{') depth += 1;
    else if (near[at] === '}') depth -= 1;
    if (depth === 0) return near.slice(0, at + 1);
  }
  return near;
}

const STARTS = /\b(?:dependsOn|finalizedBy)\b[ \t]*[:=(]?([^\n;}]{0,400})/g;
/** In quotes, of `tasks`, or the name alone. */
const NAMES =
  /["'](:?[\w-]+(?::[\w-]+)*)["']|\btasks\.(\w+)\b(?!\s*[(<])|(?<![\w.$:"'-])([a-z]\w*)(?![\w.(:"'<-])/g;

function othersIn(said: string): string[] {
  return [...said.matchAll(STARTS)].flatMap(([, list = '']) =>
    [...list.matchAll(NAMES)].map(([, quoted, member, bare]) => quoted ?? member ?? bare ?? ''),
  );
}

const COMMAND_LINE = /\bcommandLine\b[ \t]*[=(]?([^\n}]{0,600}(?:\n[ \t]*["'][^\n}]{0,300}){0,20})/g;
const EXECUTABLE = /\bexecutable\b[ \t]*[=(]?[ \t]*["']([^"'\n]{1,200})["']/;
const ARGS = /\bargs\b[ \t]*[=(]?([^\n}]{0,600})/g;

function commandsIn(block: string): string[][] {
  const texts = (list: string) =>
    [...list.matchAll(/"([^"\n]*)"|'([^'\n]*)'/g)].map(([, one, other]) => one ?? other ?? '');
  const lines = [...block.matchAll(COMMAND_LINE)].map(([, list = '']) => texts(list));
  const executable = EXECUTABLE.exec(block)?.[1];
  if (executable !== undefined)
    lines.push([executable, ...[...block.matchAll(ARGS)].flatMap(([, list = '']) => texts(list))]);
  return lines.filter((words) => words.length > 1);
}
