/** Tables of tasks in files of settings, and the lines of a shell that a task comes to. */
import { recordOf } from '../../../../evidence/json-text.js';
import { asScript } from '../../../shell/starting/as-script.js';
import { jsonFields, tomlFields } from '../parsed.js';

type Fields = Readonly<Record<string, unknown>>;

/** Fields of a task that name others, which run before it. */
const NEEDS = ['depends', 'depends-on', 'depends_on', 'deps', 'dependencies'];
/** Those that name others, or hold their lines. */
const PARTS = ['sequence', 'composite', 'parallel', 'ref', 'task', 'tasks'];
/** Those with lines of a shell. */
const LINES = ['run', 'cmd', 'shell', 'command'];

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
export function linesOfTask(tasks: Fields, name: string): string[] {
  const seen = new Set<string>();
  const ofTask = (task: string): string[] => {
    if (seen.has(task) || seen.size >= MOST_TASKS) return [];
    seen.add(task);
    return ofValue(tasks[task], task);
  };
  /** A task, with words behind its name; composer marks it with `@`. Else it is a line. */
  const ofText = (text: string, from: string): string[] => {
    const first = text.trim().split(/\s/, 1)[0]?.replace(/^@/, '') ?? '';
    return Object.hasOwn(tasks, first) && first !== from ? ofTask(first) : [text];
  };
  const ofValue = (said: unknown, from: string, depth = 0): string[] => {
    if (typeof said === 'string') return ofText(said, from);
    if (Array.isArray(said) && depth < DEEPEST) return said.flatMap((each) => ofValue(each, from, depth + 1));
    const task = recordOf(said);
    if (task === null || depth === DEEPEST) return [];
    return [
      ...[...NEEDS, ...PARTS].flatMap((field) => ofValue(task[field], '', depth + 1)),
      ...LINES.flatMap((field) => ofLines(task[field], field, depth + 1)),
    ];
  };
  /** A list in `cmd` is the words of one command. */
  const ofLines = (said: unknown, field: string, depth: number): string[] => {
    if (typeof said === 'string') return [said];
    if (!Array.isArray(said)) return [];
    const isText = (each: unknown) => typeof each === 'string';
    if (field === 'cmd') return [asScript(said.filter(isText))];
    return said.flatMap((each) => (isText(each) ? [each] : ofValue(each, '', depth)));
  };
  return ofTask(name);
}
