/** Tables of tasks in files of settings, and the lines of a shell that a task comes to. */
import { recordOf } from '../../../../evidence/json-text.js';
import { asScript } from '../../../shell/starting/as-script.js';
import { jsonFields, tomlFields } from '../parsed.js';

type Fields = Readonly<Record<string, unknown>>;

/**
 * Where a text may be the name of a task, beside the fields for it: in front of each line (hatch), in lists (poe). Else it is
 * a line of a shell, in which a task that is called as a program is none, unless it is marked with `@` (composer).
 */
export type Naming = 'lines' | 'lists';

/** Fields of a task that name others, which run before it. */
const NEEDS = ['depends', 'depends-on', 'depends_on', 'deps', 'dependencies'];
/** Those that run after it. */
const FOLLOWERS = ['depends_post'];
/** Those that name others, or hold their lines. */
const PARTS = ['sequence', 'composite', 'parallel', 'chain', 'ref', 'task', 'tasks', 'run_task', 'extend'];
/** Those with lines of a shell. */
const LINES = ['run', 'cmd', 'shell', 'command', 'script'];

/** Tasks that are followed from one. */
const MOST_TASKS = 100;
/** Lists in lists, and tasks in tasks. */
const DEEPEST = 9;

/** The table at a path of tables, or of objects. */
export function taskTable(file: string, text: string | null, path: readonly string[]): Fields | null {
  const data = file.endsWith('.toml') ? tomlFields(text) : jsonFields(text);
  return path.reduce((at: Fields | null, key) => recordOf(at?.[key]), data);
}

/** The lines of a task, with those of the tasks that it names. */
export function linesOfTask(tasks: Fields, name: string, naming?: Naming): string[] {
  const seen = new Set<string>();
  const ofTask = (task: string): string[] => {
    if (seen.has(task) || seen.size >= MOST_TASKS) return [];
    seen.add(task);
    return ofValue(tasks[task], naming === 'lines', task);
  };
  /** A task, with words behind its name, or a line. */
  const ofText = (said: string, isName: boolean, from: string): string[] => {
    // Of a line that may fail hatch says so with a dash in front.
    const text = naming === 'lines' ? said.replace(/^- /, '') : said;
    const [first = ''] = text.trim().split(/\s/, 1);
    const task = first.replace(/^@/, '');
    const mayName = (isName || task !== first) && task !== from;
    return mayName && Object.hasOwn(tasks, task) ? ofTask(task) : [text];
  };
  const ofValue = (said: unknown, isName: boolean, from = '', depth = 0): string[] => {
    if (typeof said === 'string') return ofText(said, isName, from);
    if (Array.isArray(said) && depth < DEEPEST)
      return said.flatMap((each) => ofValue(each, isName || naming === 'lists', from, depth + 1));
    const task = recordOf(said);
    // `disabled` is cargo-make's.
    if (task === null || depth === DEEPEST || task.disabled === true) return [];
    const named = (fields: readonly string[]) =>
      fields.flatMap((field) => ofValue(task[field], true, '', depth + 1));
    const own = LINES.flatMap((field) =>
      field === 'command' && Array.isArray(task.args)
        ? ofLines([task.command, ...task.args], 'cmd', depth + 1)
        : ofLines(task[field], field, depth + 1),
    );
    // Elsewhere an alias is another name of the task itself.
    const parts = naming === 'lists' ? [...PARTS, 'alias'] : PARTS;
    return [...named([...NEEDS, ...parts]), ...own, ...named(FOLLOWERS)];
  };
  /** A list in `cmd` is the words of one command. */
  const ofLines = (said: unknown, field: string, depth: number): string[] => {
    if (typeof said === 'string') return [said];
    if (!Array.isArray(said)) return [];
    const isText = (each: unknown) => typeof each === 'string';
    if (field === 'cmd') return [asScript(said.filter(isText))];
    return said.flatMap((each) => (isText(each) ? [each] : ofValue(each, false, '', depth)));
  };
  return ofTask(name);
}
