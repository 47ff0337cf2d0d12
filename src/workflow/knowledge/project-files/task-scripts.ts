/** Tasks of a project that are lines of a shell in a file of settings: those of deno, composer, mise, pixi, poe and devbox. */
import { parsedJson, recordOf } from '../../../evidence/json-text.js';
import { hasHole } from '../../language/values.js';
import type { StartedScript } from '../../shell/starting/started.js';
import type { Arguments } from '../arguments.js';
import type { StartSurroundings } from '../clients.js';
import { inFolder } from './files.js';
import { textStarted } from './scripts.js';

/** Where the tasks of a runner stand: in which files, and under which name. */
export interface TaskPlace {
  files: readonly string[];
  /** Of JSON, a field; of TOML, a table: each by its path. */
  table: string;
}

/** The task that a command names first, with what stands behind it. */
export function namedTask(places: readonly TaskPlace[]) {
  return ({ words }: Arguments, around: StartSurroundings): readonly StartedScript[] | null => {
    const [name = '', ...args] = words.slice(words.findIndex((each) => !each.startsWith('-')));
    const { folder } = around;
    if (folder === null || !/^[\w:.-]+$/.test(name) || args.some(hasHole)) return null;
    const lines = places.flatMap(({ files, table }) =>
      files.flatMap((file) => {
        const text = around.file(inFolder(folder, file));
        if (text === null) return [];
        return file.endsWith('.toml') ? ofToml(text, table, name) : ofJson(text, table, name);
      }),
    );
    if (lines.length === 0) return null;
    return [textStarted(`${lines.join('\n')}`, around, { positional: args })];
  };
}

/** A line, several of them, or `{ command: … }`. */
function ofJson(text: string, field: string, name: string): string[] {
  const tasks = field.split('.').reduce((at, key) => recordOf(at?.[key]), recordOf(parsedJson(text)));
  const task = tasks?.[name];
  const said = recordOf(task)?.command ?? task;
  return (Array.isArray(said) ? said : [said]).filter((each): each is string => typeof each === 'string');
}

/** What a task is called by in TOML: its own name, or a field of a table of its own. */
const FIELDS = /^(?:run|cmd|shell)$/;

/** `[TABLE]` with `NAME = "…"`, and `[TABLE.NAME]` with `run = "…"`; other ways to write it are not read. */
function ofToml(text: string, table: string, name: string): string[] {
  const found: string[] = [];
  let inside = '';
  const lines = text.split('\n');
  for (const [at, line] of lines.entries()) {
    const header = /^\s*\[([^\]]{1,200})\]\s*$/.exec(line)?.[1];
    if (header !== undefined) inside = header.replace(/["']/g, '');
    const [, key = '', value = ''] = /^\s*["']?([\w:.-]{1,100})["']?\s*=\s*(\S.*)$/.exec(line) ?? [];
    const isMeant = (inside === table && key === name) || (inside === `${table}.${name}` && FIELDS.test(key));
    if (isMeant) found.push(...tomlText(value, lines, at));
  }
  return found;
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
