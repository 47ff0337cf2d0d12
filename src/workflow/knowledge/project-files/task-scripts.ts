/** Tasks of a project that are lines of a shell in a file of settings: those of deno, composer, mise, pixi, poe and devbox. */
import { parsedJson, recordOf } from '../../../evidence/json-text.js';
import { hasHole } from '../../language/values.js';
import type { StartedScript } from '../../shell/starting/started.js';
import type { Arguments } from '../arguments.js';
import type { StartSurroundings } from '../clients.js';
import { inFolder } from './files.js';
import { scriptStarted, textStarted } from './scripts.js';

/** Where the tasks of a runner stand: in which files, and under which name. */
export interface TaskPlace {
  files: readonly string[];
  /** Of JSON, a field; of TOML, a table: each by its path, with a star for what `NAME:` in front of the task names. */
  table: string;
}

/** The task that a command names first, with what stands behind it. */
export function namedTask(places: readonly TaskPlace[], folders: readonly string[] = []) {
  return ({ words }: Arguments, around: StartSurroundings): readonly StartedScript[] | null => {
    const [name = '', ...args] = words.slice(words.findIndex((each) => !each.startsWith('-')));
    const { folder } = around;
    if (folder === null || !/^[\w:.-]+$/.test(name) || args.some(hasHole)) return null;
    const lines = places.flatMap(({ files, table }) =>
      files.flatMap((file) => {
        const text = around.file(inFolder(folder, file));
        if (text === null) return [];
        // `hatch run ENV:TASK`: the table of that environment.
        const [, of = 'default', task = ''] = /^(?:([^:]*):)?(.*)$/.exec(name) ?? [];
        const [within, wanted] = table.includes('*') ? [table.replace('*', of), task] : [table, name];
        return file.endsWith('.toml') ? ofToml(text, within, wanted) : ofJson(text, within, wanted);
      }),
    );
    if (lines.length > 0) return [textStarted(lines.join('\n'), around, { positional: args })];
    // A file of that name is the task.
    const paths = folders.flatMap((each) =>
      ['', '.sh'].map((ending) => `${each}/${name.replaceAll(':', '/')}${ending}`),
    );
    return paths.map((path) => scriptStarted(path, args, around)).find((found) => found !== null) ?? null;
  };
}

/** A line, several of them, or `{ command: … }`. */
function ofJson(text: string, field: string, name: string): string[] {
  const tasks = field.split('.').reduce((at, key) => recordOf(at?.[key]), recordOf(parsedJson(text)));
  const task = tasks?.[name];
  const said = recordOf(task)?.command ?? task;
  return (Array.isArray(said) ? said : [said]).filter((each): each is string => typeof each === 'string');
}

/** Fields of a task whose texts are lines of a shell, or tasks by their names. */
const FIELDS = /^(?:run|cmd|shell|composite|sequence|depends|depends-on|depends_on|deps)$/;

/** What stands behind a name in a table of tasks, by the name. */
type TomlTasks = ReadonlyMap<string, readonly string[]>;

/** Tasks that are followed from one. */
const MOST_TASKS = 100;

/** The lines of a task, with those of the tasks that it names in the place of a line. */
function ofToml(text: string, table: string, name: string): string[] {
  const tasks = tomlTasks(text, table);
  const seen = new Set<string>();
  const linesOf = (task: string): readonly string[] => {
    const own = tasks.get(task);
    if (own === undefined || seen.has(task) || seen.size >= MOST_TASKS) return [];
    seen.add(task);
    return own.flatMap((each) => {
      const first = each.trim().split(/\s/, 1)[0] ?? '';
      return tasks.has(first) && first !== task ? linesOf(first) : [each];
    });
  };
  return [...linesOf(name)];
}

/**
 * `[TABLE]` with `NAME = "…"`, `NAME = ["…"]`, `NAME = { cmd = "…" }` or `NAME.cmd = "…"`, and `[TABLE.NAME]` with `run = "…"`.
 * Docs: toml.io/en/v1.0.0.
 */
function tomlTasks(text: string, table: string): TomlTasks {
  const tasks = new Map<string, string[]>();
  const add = (name: string, said: readonly string[]) =>
    tasks.set(name, [...(tasks.get(name) ?? []), ...said]);
  let inside = '';
  const lines = text.split('\n');
  for (const [at, line] of lines.entries()) {
    const header = /^\s*\[([^\]]{1,200})\]\s*(?:#.*)?$/.exec(line)?.[1];
    if (header !== undefined) inside = header.replace(/["']/g, '');
    const [, written = '', value = ''] =
      /^\s*((?:["']?[\w:.-]{1,100}["']?)(?:\.\w{1,30})?)\s*=\s*(\S.*)$/.exec(line) ?? [];
    const key = written.replace(/["']/g, '');
    if (key === '') continue;
    const ofField = key.lastIndexOf('.');
    if (inside === table && ofField !== -1 && FIELDS.test(key.slice(ofField + 1)))
      add(key.slice(0, ofField), tomlTexts(value, lines, at));
    else if (inside === table) add(key, tomlTexts(value, lines, at));
    else if (inside.startsWith(`${table}.`) && FIELDS.test(key))
      add(inside.slice(table.length + 1), tomlTexts(value, lines, at));
  }
  return tasks;
}

/** The text of a value, those of a list, or those of the fields of a table. */
function tomlTexts(value: string, lines: readonly string[], at: number): string[] {
  if (value.startsWith('{')) {
    const field =
      /[{,]\s{0,9}(\w{1,30})\s{0,9}=\s{0,9}("(?:[^"\\]|\\.){0,2000}"|'[^']{0,2000}'|\[[^\]]{0,2000}\])/g;
    return [...value.matchAll(field)].flatMap(([, name = '', said = '']) =>
      FIELDS.test(name) ? tomlTexts(said, [], 0) : [],
    );
  }
  if (!value.startsWith('[')) return tomlText(value, lines, at);
  const rest = lines.slice(at + 1, at + LONGEST_TASK);
  const end = value.includes(']') ? 0 : rest.findIndex((line) => /^\s*\]/.test(line)) + 1;
  const whole = [value, ...rest.slice(0, end)].join(' ');
  return [...whole.matchAll(/"((?:[^"\\]|\\.){0,2000})"|'([^']{0,2000})'/g)].map(
    ([, basic, literal = '']) => basic?.replace(/\\(["\\])/g, '$1') ?? literal,
  );
}

const LONGEST_TASK = 200;

function tomlText(value: string, lines: readonly string[], at: number): string[] {
  const long = /^("""|''')(.*)$/.exec(value);
  if (long) {
    const [, quote = '', first = ''] = long;
    if (first.includes(quote)) return [first.slice(0, first.indexOf(quote))];
    const rest = lines.slice(at + 1, at + LONGEST_TASK);
    return [
      first,
      ...rest.slice(
        0,
        rest.findIndex((line) => line.includes(quote)),
      ),
    ];
  }
  const [, basic, literal] = /^(?:"((?:[^"\\]|\\.)*)"|'([^']*)')/.exec(value) ?? [];
  if (literal !== undefined) return [literal];
  return basic === undefined ? [] : [basic.replace(/\\(["\\])/g, '$1')];
}
