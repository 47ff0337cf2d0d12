/** Taskfiles: the commands of a task and of those that it needs (taskfile.dev/docs/reference/schema, version 3). */
import { recordOf } from '../../../../evidence/json-text.js';
import { FOUND } from '../../../language/origins.js';
import { HOLE, hasHole } from '../../../language/values.js';
import { folderOf, inWorkspace } from '../../../language/workspace.js';
import { isUnset } from '../../../shell/known/process.js';
import type { StartedScript } from '../../../shell/starting/started.js';
import type { Arguments } from '../../arguments.js';
import type { StartSurroundings } from '../../clients.js';
import { yaml } from '../parsed.js';
import { textStarted } from '../scripts.js';

/** Docs: the names that are looked for. */
const TASKFILES = [
  'Taskfile.yml',
  'taskfile.yml',
  'Taskfile.yaml',
  'taskfile.yaml',
  'Taskfile.dist.yml',
  'Taskfile.dist.yaml',
];

const MAX_TASKS = 200;
const MAX_DEPTH = 12;

/** Turns of one loop. */
const MAX_TURNS = 100;

type Data = Record<string, unknown>;

/** One file, with where it stands and what its tasks are called from outside. */
interface Taskfile {
  data: Data;
  folder: string;
  prefix: string;
}

/** What `task NAMES` runs; null where its files don't tell. */
export function taskStarted(args: Arguments, around: StartSurroundings): readonly StartedScript[] | null {
  const said = args.words.includes('--') ? args.words.slice(0, args.words.indexOf('--')) : args.words;
  if (
    said.some((each) =>
      /^(?:-n|--dry|-l|--list|-a|--list-all|--summary|--status|--version|--help|-h|-g|--global)$/.test(each),
    )
  )
    return [];
  const folder = args
    .values('-d', '--dir')
    .reduce<string | null>((from, each) => inWorkspace(from, each), around.folder);
  if (folder === null) return null;
  const named = args.last('-t', '--taskfile');
  const file = taskfileAt(folder, named === undefined ? TASKFILES : [named], '', around);
  if (!file) return null;
  const positional = args.positional.filter((each) => said.includes(each));
  const given = new Map(
    positional.flatMap((each): [string, string][] => {
      const [, name, value = ''] = /^(\w+)=([\s\S]*)$/.exec(each) ?? [];
      return name === undefined ? [] : [[name, value]];
    }),
  );
  const after = args.words.includes('--') ? args.words.slice(args.words.indexOf('--') + 1) : [];
  given.set('CLI_ARGS', after.join(' '));
  const names = positional.filter((each) => !/^\w+=/.test(each));
  const files = withIncluded(file, around, 0);
  const run = new TaskRun(files, around, said.includes('-f') || said.includes('--force'));
  const made = (names.length > 0 ? names : ['default']).map((name) => run.task(name, given, 0));
  return made.includes(null) ? null : made.flatMap((each) => each ?? []);
}

function taskfileAt(
  folder: string,
  names: readonly string[],
  prefix: string,
  { file }: StartSurroundings,
): Taskfile | null {
  for (const name of names) {
    const path = inWorkspace(folder, name);
    const text = path === null ? null : file(path);
    const data = text === null ? null : yaml(text);
    if (path !== null && data !== null && typeof data === 'object') {
      return { data: data as Data, folder: folderOf(path), prefix };
    }
  }
  return null;
}

/** `includes:` a folder, a file, or either with more beside it. */
function withIncluded(file: Taskfile, around: StartSurroundings, depth: number): Taskfile[] {
  if (depth > 4) return [file];
  return [
    file,
    ...Object.entries(mapping(file.data.includes)).flatMap(([name, value]) => {
      const said = typeof value === 'string' ? value : String(mapping(value).taskfile ?? '');
      const isFlat = mapping(value).flatten === true;
      const path = inWorkspace(file.folder, said);
      if (path === null || said === '') return [];
      const prefix = isFlat ? file.prefix : `${file.prefix}${name}:`;
      const found = /\.ya?ml$/.test(path)
        ? taskfileAt('', [path], prefix, around)
        : taskfileAt(path, TASKFILES, prefix, around);
      if (!found) return [];
      const at = mapping(value).dir;
      const own = typeof at === 'string' ? (inWorkspace(file.folder, at) ?? found.folder) : file.folder;
      return withIncluded({ ...found, folder: own }, around, depth + 1);
    }),
  ];
}

/** No loop: nothing stands for anything. */
const NOTHING: ReadonlyMap<string, string> = new Map();

class TaskRun {
  readonly #files: readonly Taskfile[];
  readonly #around: StartSurroundings;
  /** Is a task run that is up to date, too? */
  readonly #isForced: boolean;
  #count = 0;

  constructor(files: readonly Taskfile[], around: StartSurroundings, isForced: boolean) {
    this.#files = files;
    this.#around = around;
    this.#isForced = isForced;
  }

  /** The scripts of a task; null where there is none of that name that can be read. */
  task(name: string, given: ReadonlyMap<string, string>, depth: number): StartedScript[] | null {
    this.#count += 1;
    if (this.#count > MAX_TASKS || depth > MAX_DEPTH || hasHole(name)) return null;
    const found = this.#find(name);
    if (!found) return null;
    const { file, body } = found;
    const task = typeof body === 'string' || Array.isArray(body) ? { cmds: body } : mapping(body);
    const fill = this.#filling(file, task, given);
    const at = typeof task.dir === 'string' ? inWorkspace(file.folder, fill(task.dir)) : file.folder;
    const variable = this.#environment(file, task, fill);
    const made: StartedScript[] = [];
    const deps = list(task.deps);
    const status = this.#isForced ? [] : statusOf(task, fill);
    for (const [index, each] of [...deps, ...list(task.cmds ?? task.cmd)].entries()) {
      const step =
        typeof each === 'string' ? { [deps.includes(each) ? 'task' : 'cmd']: each } : mapping(each);
      const isOwn = index >= deps.length;
      const turns = step.for === undefined ? [NOTHING] : this.#turns(step.for, file, task, fill);
      for (const items of turns ?? [NOTHING]) {
        const filled = items.size === 0 ? fill : this.#filling(file, task, new Map([...given, ...items]));
        if (typeof step.task === 'string') {
          const passed = new Map(given);
          for (const [key, value] of Object.entries(mapping(step.vars)))
            passed.set(key, filled(scalar(value)));
          const called = step.task.startsWith(':') ? step.task.slice(1) : `${file.prefix}${step.task}`;
          const inner = this.task(filled(called), passed, depth + 1);
          if (!inner) return null;
          made.push(...(isOwn ? inner.map((one) => unlessUpToDate(one, status)) : inner));
        } else if (typeof step.cmd === 'string') {
          const isOpen =
            (task.status !== undefined && !this.#isForced && status.length === 0) ||
            task.generates !== undefined ||
            task.platforms !== undefined ||
            turns === null ||
            step.if !== undefined ||
            task.if !== undefined;
          const rest = {
            runs: isOpen ? ('unknown' as const) : ('yes' as const),
            ...this.#atFailure(step, task),
          };
          made.push(unlessUpToDate(textStarted(filled(step.cmd), { folder: at, variable }, rest), status));
        }
      }
    }
    return made;
  }

  /** It ends with the first command that fails, but for those that it is told to pass over (docs: Ignoring errors); `set:` says more to the shell. */
  #atFailure(step: Data, task: Data): Pick<StartedScript, 'atFailure'> {
    if ([step, task, ...this.#files.map(({ data }) => data)].some((each) => each.set !== undefined))
      return {};
    return { atFailure: [step, task].some((each) => each.ignore_error === true) ? 'goes on' : 'ends' };
  }

  /**
   * What the names of a loop stand for in each turn: a list, a variable, a matrix (docs: Looping over values).
   * null: not known, as with the files of `sources`.
   */
  #turns(
    loop: unknown,
    file: Taskfile,
    task: Data,
    fill: (text: string) => string,
  ): ReadonlyMap<string, string>[] | null {
    const { var: variable, split, as, matrix } = mapping(loop);
    let turns: Map<string, string>[];
    if (Array.isArray(loop)) turns = loop.map((each) => new Map([['ITEM', fill(scalar(each))]]));
    else if (typeof variable === 'string') {
      const declared = [task.vars, file.data.vars, this.#files[0]?.data.vars]
        .map(mapping)
        .find((vars) => Object.hasOwn(vars, variable))?.[variable];
      const value = fill(`{{.${variable}}}`);
      if (!Array.isArray(declared) && hasHole(value)) return null;
      const items = Array.isArray(declared)
        ? declared.map((each) => fill(scalar(each)))
        : value.split(typeof split === 'string' ? split : /\s+/).filter((each) => each !== '');
      turns = items.map((each) => new Map([[typeof as === 'string' ? as : 'ITEM', each]]));
    } else if (matrix !== undefined) {
      turns = [new Map()];
      for (const [name, values] of Object.entries(mapping(matrix))) {
        if (!Array.isArray(values) || turns.length * values.length > MAX_TURNS) return null;
        turns = turns.flatMap((turn) =>
          values.map((each) => new Map([...turn, [`ITEM.${name}`, fill(scalar(each))] as const])),
        );
      }
    } else return null;
    return turns.length > MAX_TURNS ? null : turns;
  }

  #find(name: string): { file: Taskfile; body: unknown } | null {
    for (const file of this.#files) {
      if (!name.startsWith(file.prefix)) continue;
      const tasks = mapping(file.data.tasks);
      const own = name.slice(file.prefix.length);
      if (Object.hasOwn(tasks, own)) return { file, body: tasks[own] };
      const alias = Object.values(tasks).find((each) => list(mapping(each).aliases).includes(own));
      if (alias) return { file, body: alias };
    }
    return null;
  }

  /** Templates are Go's: a name alone is filled in, whatever else stands there is not known. */
  #filling(file: Taskfile, task: Data, given: ReadonlyMap<string, string>): (text: string) => string {
    const root = this.#files[0]?.data ?? {};
    const declared = new Map<string, unknown>();
    for (const vars of [root.vars, file.data.vars, task.vars]) {
      for (const [name, value] of Object.entries(mapping(vars))) declared.set(name, value);
    }
    const found = (name: string, depth: number): string => {
      const passed = given.get(name);
      if (passed !== undefined) return passed;
      if (depth > 10) return HOLE;
      if (declared.has(name)) {
        const value = declared.get(name);
        const { sh } = mapping(value);
        if (typeof sh === 'string')
          return this.#around.prints(filled(sh, depth + 1))?.replace(/\n$/, '') ?? FOUND;
        return typeof value === 'object' && value !== null ? HOLE : filled(scalar(value), depth + 1);
      }
      // The environment's variables are there, too; one that nothing sets is empty.
      const outer = this.#around.variable(name);
      return outer === null || (isUnset(outer) && this.#mayBeSet(name, task)) ? HOLE : outer;
    };
    const filled = (text: string, depth: number): string =>
      text.replace(/\{\{([\s\S]*?)\}\}/g, (_, inner: string) => {
        const [, name, fallback] =
          /^-?\s*\.(\w+(?:\.\w+)?)\s*(?:\|\s*default\s+"([^"]*)"\s*)?-?$/.exec(inner) ?? [];
        const [, other, second] = /^-?\s*default\s+"([^"]*)"\s+\.(\w+)\s*-?$/.exec(inner) ?? [];
        const variable = name ?? second;
        if (variable === undefined) return HOLE;
        const value = found(variable, depth);
        const instead = fallback ?? other;
        return instead !== undefined && (value === '' || isUnset(value)) ? instead : value;
      });
    return (text) => filled(text, 0);
  }

  /** By Task itself, by an `env:`, or where this is not followed: in a file of variables, or beside the file that is included. */
  #mayBeSet(name: string, task: Data): boolean {
    const [root, ...included] = this.#files.map(({ data }) => data);
    if (SPECIAL.test(name) || included.length > 0 || root?.includes !== undefined) return true;
    return [root, task].some((each) => each?.dotenv !== undefined || Object.hasOwn(mapping(each?.env), name));
  }

  #environment(file: Taskfile, task: Data, fill: (text: string) => string): (name: string) => string | null {
    const own = new Map<string, string>();
    for (const env of [this.#files[0]?.data.env, file.data.env, task.env]) {
      for (const [name, value] of Object.entries(mapping(env))) {
        own.set(name, typeof mapping(value).sh === 'string' ? FOUND : fill(scalar(value)));
      }
    }
    const hasDotenv = this.#files.some(({ data }) => data.dotenv !== undefined) || task.dotenv !== undefined;
    return (name) => {
      const outer = this.#around.variable(name);
      // What the environment has already is not overwritten by a file's `env`.
      if (outer !== null && !isUnset(outer)) return outer;
      return own.get(name) ?? (hasDotenv ? null : outer);
    };
  }
}

/** Commands that all go well where there is nothing to be done (docs: Using programmatic checks to indicate a task is up to date); none: nobody knows. */
function statusOf({ status }: Data, fill: (text: string) => string): string[] {
  const commands = list(status).flatMap((each) => (typeof each === 'string' ? fill(each) : []));
  return commands.length === list(status).length ? commands : [];
}

function unlessUpToDate(script: StartedScript, status: readonly string[]): StartedScript {
  if (status.length === 0 || script.file !== null) return script;
  const isDone = status.map((each) => `{ ${each}\n}`).join(' && ');
  return { ...script, source: `if ${isDone}; then :; else\n${script.source}\nfi` };
}

/** Docs: taskfile.dev, Templating reference, Special Variables. */
const SPECIAL =
  /^(?:CLI_\w+|TASK\w*|ALIAS|ROOT_\w+|USER_WORKING_DIR|CHECKSUM|TIMESTAMP|ITEM(?:\.\w+)?|EXIT_CODE|MATCH)$/;

function mapping(value: unknown): Data {
  return recordOf(value) ?? {};
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];
}

function scalar(value: unknown): string {
  return value === null || value === undefined ? '' : typeof value === 'object' ? HOLE : String(value);
}
