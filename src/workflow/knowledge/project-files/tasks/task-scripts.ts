/** Tasks of a project that are lines of a shell in a file of settings: those of deno, composer, mise, pixi, poe and devbox. */
import { recordOf } from '../../../../evidence/json-text.js';
import { hasHole } from '../../../language/values.js';
import { folderOf, inWorkspace } from '../../../language/workspace.js';
import { asScript } from '../../../shell/starting/as-script.js';
import type { StartedScript } from '../../../shell/starting/started.js';
import type { Arguments } from '../../arguments.js';
import type { StartSurroundings } from '../../clients.js';
import { inFolder } from '../files.js';
import { scriptStarted, textStarted } from '../scripts.js';
import { linesOfTask, type Naming, taskTable } from './task-tables.js';

/** Where the tasks of a runner stand: in which files, and under which name. */
interface TaskPlace {
  files: readonly string[];
  /** By its path, of JSON and of TOML alike, with a star for what `NAME:` in front of the task names. */
  table: string;
}

/** How a runner finds the task that a command names. */
export interface TaskNames {
  places: readonly TaskPlace[];
  /** Whose files are tasks. */
  folders?: readonly string[];
  /** Options in front of the name that take the next word. */
  takes?: readonly string[];
  /** Those of them that name the folder of its files. */
  changes?: readonly string[];
  naming?: Naming;
  /** The field of a file that names those on which it is based. */
  extends?: string;
  /** What stands in front of the name of a task that runs before it, or after. */
  hooks?: readonly [before: string, after: string];
  /** What is no task is a program. */
  runsPrograms?: boolean;
}

/** The tasks that a command names, each with what stands behind it: mise's have `:::` between them. */
export function tasksStarted(names: TaskNames) {
  return ({ words }: Arguments, around: StartSurroundings): readonly StartedScript[] | null => {
    const started = groups(words).map((each) => startedBy(each, names, around));
    return started.every((each) => each === null) ? null : started.flatMap((each) => each ?? []);
  };
}

function groups(words: readonly string[]): string[][] {
  const found: string[][] = [[]];
  for (const word of words) {
    if (word === ':::') found.push([]);
    else found.at(-1)?.push(word);
  }
  return found;
}

function startedBy(
  words: readonly string[],
  { places, folders = [], takes = [], changes = [], naming, extends: based, hooks, runsPrograms }: TaskNames,
  around: StartSurroundings,
): readonly StartedScript[] | null {
  let at = 0;
  let { folder } = around;
  while (words[at]?.startsWith('-')) {
    const [option = '', glued] = (words[at] as string).split('=', 2);
    const value = glued ?? (takes.includes(option) ? words[at + 1] : undefined);
    if (changes.includes(option)) folder = inWorkspace(folder, value ?? '');
    at += value === undefined || glued !== undefined ? 1 : 2;
  }
  const [name = '', ...args] = words.slice(at);
  if (folder === null || !/^[\w:.-]+$/.test(name) || args.some(hasHole)) return null;
  const within = { ...around, folder };
  const lines = (task: string) =>
    places.flatMap((place) =>
      based === undefined
        ? linesAt(place, task, within, naming)
        : linesWithBases(place, based, task, within, naming),
    );
  const own = lines(name);
  const [before, after] = hooks ? hooks.map((each) => lines(`${each}${name}`)) : [];
  const found = [...(before ?? []), ...own, ...(after ?? [])];
  if (found.length > 0) return [textStarted(found.join('\n'), within, { positional: args })];
  // A file of that name is the task.
  const paths = folders.flatMap((each) =>
    ['', '.sh'].map((ending) => `${each}/${name.replaceAll(':', '/')}${ending}`),
  );
  const ofFile = paths.map((path) => scriptStarted(path, args, within)).find((found) => found !== null);
  // One word is more often a task that stands where nobody reads.
  const isProgram = runsPrograms && args.length > 0;
  return ofFile ?? (isProgram ? [textStarted(asScript([name, ...args]), within)] : null);
}

/** The lines of a task of the first file that is there: what it extends has tasks, too, and its own take their place. */
function linesWithBases(
  place: TaskPlace,
  field: string,
  name: string,
  within: StartSurroundings,
  naming?: Naming,
) {
  const root = within.folder ?? '';
  const text = (path: string) => within.file(inFolder(root, path));
  const files = place.files.filter((each) => text(each) !== null).slice(0, 1);
  for (const each of files) {
    const said = files.length < MOST_BASES ? taskTable(each, text(each), [])?.[field] : null;
    for (const base of [said].flat()) {
      const path: unknown = typeof base === 'string' ? base : recordOf(base)?.path;
      const whole = typeof path === 'string' ? inWorkspace(folderOf(each), path) : null;
      if (whole !== null && !files.includes(whole)) files.push(whole);
    }
  }
  const tables = files.map((each) => taskTable(each, text(each), place.table.split('.')) ?? {});
  return linesOfTask(Object.assign({}, ...tables.reverse()), name, naming);
}

const MOST_BASES = 10;

/** `hatch run ENV:TASK`: of the table of that environment, else of that which all inherit from. */
function linesAt(
  { files, table }: TaskPlace,
  name: string,
  { folder, file }: StartSurroundings,
  naming?: Naming,
): string[] {
  const [, of = 'default', task = ''] = /^(?:([^:]*):)?(.*)$/.exec(name) ?? [];
  const isStarred = table.includes('*');
  return files.flatMap((each) => {
    const text = file(inFolder(folder ?? '', each));
    const linesOf = (environment: string) => {
      const path = table.split('.').map((part) => (part === '*' ? environment : part));
      const tasks = taskTable(each, text, path);
      return tasks === null ? [] : linesOfTask(tasks, isStarred ? task : name, naming);
    };
    const own = linesOf(of);
    return own.length === 0 && isStarred && of !== 'default' ? linesOf('default') : own;
  });
}
