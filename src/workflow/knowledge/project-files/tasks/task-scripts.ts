/** Tasks of a project that are lines of a shell in a file of settings: those of deno, composer, mise, pixi, poe and devbox. */
import { hasHole } from '../../../language/values.js';
import type { StartedScript } from '../../../shell/starting/started.js';
import type { Arguments } from '../../arguments.js';
import type { StartSurroundings } from '../../clients.js';
import { inFolder } from '../files.js';
import { scriptStarted, textStarted } from '../scripts.js';
import { linesOfTask, taskTable } from './task-tables.js';

/** Where the tasks of a runner stand: in which files, and under which name. */
export interface TaskPlace {
  files: readonly string[];
  /** By its path, of JSON and of TOML alike, with a star for what `NAME:` in front of the task names. */
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
        // `hatch run ENV:TASK`: the table of that environment.
        const [, of = 'default', task = ''] = /^(?:([^:]*):)?(.*)$/.exec(name) ?? [];
        const path = table.split('.').map((each) => (each === '*' ? of : each));
        const tasks = taskTable(file, around.file(inFolder(folder, file)), path);
        return tasks === null ? [] : linesOfTask(tasks, table.includes('*') ? task : name);
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
