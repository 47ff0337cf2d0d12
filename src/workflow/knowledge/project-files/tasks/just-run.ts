/** What `just` runs: the lines of a recipe and of those that it needs (just.systems/man). */
import { FOUND } from '../../../language/origins.js';
import { HOLE, hasHole } from '../../../language/values.js';
import { folderOf, inWorkspace } from '../../../language/workspace.js';
import { isUnset } from '../../../shell/known/process.js';
import { isOpenShell, isPosixShell } from '../../../shell/starting/shells.js';
import type { StartedScript } from '../../../shell/starting/started.js';
import type { Arguments } from '../../arguments.js';
import type { StartSurroundings } from '../../clients.js';
import { textStarted } from '../scripts.js';
import { JUSTFILES, type Justfile, type Recipe, readJustfile } from './justfile.js';

const MAX_RECIPES = 200;

/** Modules within modules. */
const MAX_MODULE_DEPTH = 5;

/** Characters of a variable; of a longer one nothing is known: with its end cut off it would be none of the file's. */
const LONGEST_VALUE = 4_096;

/** Characters that stand for names within texts, in all of them together. */
const MOST_TAKEN = 1_000_000;

/** To a variable no recipe gives anything (just.systems/man, Recipe Parameters). */
const NOTHING_GIVEN: ReadonlyMap<string, string> = new Map();

/** What `just RECIPE ARGUMENTS` runs; null where its file does not tell. */
export function justStarted(args: Arguments, around: StartSurroundings): readonly StartedScript[] | null {
  if (
    args.words.some((each) =>
      /^(?:-l|--list|--summary|--dry-run|-n|--evaluate|--show|-s|--version|--help|-h)$/.test(each),
    )
  )
    return [];
  const named = args.last('-f', '--justfile');
  const at = args
    .values('-d', '--working-directory')
    .reduce<string | null>((from, each) => inWorkspace(from, each), around.folder);
  const paths = (named === undefined ? JUSTFILES : [named]).map((each) => inWorkspace(around.folder, each));
  const path = paths.find((each): each is string => each !== null && around.file(each) !== null);
  if (path === undefined || at === null) return null;
  const folder = args.values('-d', '--working-directory').length > 0 ? at : folderOf(path);
  const file = readJustfile(path, folder, around.file);
  if (!file) return null;
  file.isOpen ||= args.values('-E', '--dotenv-path', '--dotenv-filename').length > 0 || readsAsSaid(around);
  const words = [...args.positional];
  for (let at = words.findIndex((each) => !/^\w+=/.test(each)) - 1; at >= 0; at -= 1) {
    const [, name = '', value = ''] = /^(\w+)=([\s\S]*)$/.exec(words.shift() as string) ?? [];
    file.variables.set(name, {
      value: JSON.stringify(value),
      isExported: file.variables.get(name)?.isExported ?? false,
    });
  }
  return new JustRun(file, around).all(words.length > 0 ? words : [file.first ?? '']);
}

/** A file of variables by just's own ones (just.systems/man, Command-line options). */
function readsAsSaid({ variable }: StartSurroundings): boolean {
  return ['JUST_DOTENV_PATH', 'JUST_DOTENV_FILENAME'].some((each) => {
    const value = variable(each);
    return value !== null && !isUnset(value);
  });
}

class JustRun {
  readonly #file: Justfile;
  readonly #around: StartSurroundings;
  /** The file that has it as a module. */
  readonly #parent: JustRun | null;
  readonly #depth: number;
  readonly #modules = new Map<string, JustRun | null>();
  readonly #done = new Set<string>();
  /** What variables stand for, looked for once: they are made of each other, and double. One that names itself is not known. */
  readonly #known = new Map<string, string>();
  #count = 0;
  #room = MOST_TAKEN;

  readonly #isOpen: boolean;

  constructor(file: Justfile, around: StartSurroundings, parent: JustRun | null = null) {
    this.#file = file;
    this.#around = around;
    this.#parent = parent;
    this.#depth = parent ? parent.#depth + 1 : 0;
    this.#isOpen = file.isOpen || isOpenShell(file.shell ?? '');
  }

  /** Recipes with their arguments, one after the other. */
  all(words: readonly string[]): readonly StartedScript[] | null {
    const made: StartedScript[] = [];
    let rest = [...words];
    while (rest.length > 0) {
      const [name = '', ...args] = rest;
      // `just deploy::push`, and `just deploy push`; a module alone runs its first recipe.
      const [module = '', ...path] = name.split('::');
      if (this.#file.modules.has(module)) {
        const own = [...(path.length > 0 ? [path.join('::')] : []), ...args];
        const inner = this.#module(module);
        const scripts = inner?.all(own.length > 0 ? own : [inner.#file.first ?? '']);
        return scripts ? [...made, ...scripts] : null;
      }
      const recipe = this.#file.recipes.get(name);
      if (!recipe) return null;
      const takes = recipe.parameters.some(({ isRest }) => isRest) ? args.length : recipe.parameters.length;
      const scripts = this.#recipe(recipe, args.slice(0, takes), 0);
      if (!scripts) return null;
      made.push(...scripts);
      rest = args.slice(takes);
    }
    return made;
  }

  /** Its recipes run in its own folder, with its own variables. */
  #module(name: string): JustRun | null {
    const known = this.#modules.get(name);
    if (known !== undefined) return known;
    const { file } = this.#around;
    const path = this.#file.modules.get(name)?.find((each) => each !== null && file(each) !== null) ?? null;
    const read =
      path === null || this.#depth >= MAX_MODULE_DEPTH ? null : readJustfile(path, folderOf(path), file);
    const made = read && new JustRun(read, this.#around, this);
    this.#modules.set(name, made);
    return made;
  }

  #recipe(recipe: Recipe, args: readonly string[], depth: number): StartedScript[] | null {
    const key = JSON.stringify([recipe.name, args]);
    if (this.#done.has(key)) return [];
    this.#done.add(key);
    this.#count += 1;
    if (this.#count > MAX_RECIPES || depth > 20) return null;
    const given = new Map<string, string>();
    for (const [index, { name, fallback, isRest }] of recipe.parameters.entries()) {
      const value = isRest ? args.slice(index).join(' ') : args[index];
      given.set(
        name,
        value === undefined || (isRest && value === '') ? this.#value(fallback ?? "''", given, 0) : value,
      );
    }
    const [before = '', after = ''] = recipe.needed.split('&&');
    const scripts = [
      this.#needed(before, given, depth),
      this.#own(recipe, given),
      this.#needed(after, given, depth),
    ];
    return scripts.includes(null) ? null : scripts.flatMap((each) => each ?? []);
  }

  #needed(text: string, given: ReadonlyMap<string, string>, depth: number): StartedScript[] | null {
    const made: StartedScript[] = [];
    for (const [, call, plain] of text.matchAll(
      /\(([^()]*(?:\([^()]*\)[^()]*)*)\)|([A-Za-z_][\w-]*(?:::[A-Za-z_][\w-]*)*)/g,
    )) {
      const [name = '', ...args] =
        call === undefined ? [plain ?? ''] : (call.match(/"[^"]*"|'[^']*'|\S+/g) ?? []);
      if (name.includes('::')) {
        const scripts = this.all([name, ...args.map((each) => this.#value(each, given, 0))]);
        if (!scripts) return null;
        made.push(...scripts);
        continue;
      }
      const recipe = this.#file.recipes.get(name);
      const scripts = recipe
        ? this.#recipe(
            recipe,
            args.map((each) => this.#value(each, given, 0)),
            depth + 1,
          )
        : null;
      if (!scripts) return null;
      made.push(...scripts);
    }
    return made;
  }

  #own(recipe: Recipe, given: ReadonlyMap<string, string>): StartedScript[] | null {
    const indent = /^[ \t]*/.exec(recipe.lines.find((each) => each.trim() !== '') ?? '')?.[0].length ?? 0;
    const lines = recipe.lines.map((each) => this.#filled(each.slice(indent), given));
    const exported = new Set(
      recipe.parameters.flatMap(({ name, isExported }) => (isExported || this.#file.exportsAll ? name : [])),
    );
    const variable = (name: string) =>
      (exported.has(name) ? given.get(name) : undefined) ?? this.#environment(name);
    const place = { folder: this.#file.folder, variable };
    const rest = this.#file.handsPositional ? { positional: null } : {};
    const [first = ''] = lines;
    const { shell } = this.#file;
    if (!first.startsWith('#!') && shell !== null && !isPosixShell(shell)) return null;
    if (first.startsWith('#!')) {
      return /^#!\s*\S*(?:\/|env\s+(?:-S\s+)?)(?:ba|da|z)?sh\b/.test(first)
        ? [textStarted(lines.join('\n'), place, rest)]
        : null;
    }
    if (recipe.script !== null)
      return /^(?:\s*["'](?:\S*\/)?(?:ba|da|z)?sh["'].*)?$/.test(recipe.script)
        ? [textStarted(lines.join('\n'), place, rest)]
        : null;
    return lines.flatMap((each) => {
      const [prefix = ''] = /^[@-]*/.exec(each) ?? [];
      const source = each.slice(prefix.length);
      // It ends with the first line that fails, but for those with a `-` (just.systems/man, Sigils), by a shell that is told nothing more.
      const atFailure = prefix.includes('-') ? ('goes on' as const) : ('ends' as const);
      const told = shell === null ? { ...rest, atFailure } : rest;
      return source.trim() === '' ? [] : [textStarted(source, place, told)];
    });
  }

  #filled(text: string, given: ReadonlyMap<string, string>): string {
    return text.replace(/\{\{\{\{|\{\{([\s\S]*?)\}\}/g, (all, inner: string | undefined) =>
      inner === undefined ? all.slice(2) : this.#value(inner.trim(), given, 0),
    );
  }

  #environment(name: string): string | null {
    const own = this.#file.variables.get(name);
    if (own && (own.isExported || this.#file.exportsAll)) return this.#variable(name, 0);
    // What a file exports, its modules find in their environment.
    const outer = this.#parent ? this.#parent.#environment(name) : this.#around.variable(name);
    return this.#isOpen && isUnset(outer) ? null : outer;
  }

  #variable(name: string, depth: number): string {
    const known = this.#known.get(name);
    if (known !== undefined) return known;
    this.#known.set(name, HOLE);
    const written = this.#file.variables.get(name)?.value;
    const value = written === undefined ? HOLE : this.#value(written, NOTHING_GIVEN, depth + 1);
    const text = value.length > LONGEST_VALUE ? HOLE : value;
    this.#known.set(name, text);
    return text;
  }

  /** An expression: texts, names, `+` and `/`, `env()`; whatever else stands there is not known. */
  #value(text: string, given: ReadonlyMap<string, string>, depth: number): string {
    const expression = text.trim();
    if (depth > 20 || hasHole(expression)) return HOLE;
    const quoted = /^"((?:[^"\\]|\\.)*)"$|^'([^']*)'$/.exec(expression);
    if (quoted) return quoted[2] ?? (quoted[1] ?? '').replace(/\\(.)/g, '$1');
    if (/^[A-Za-z_][\w-]*$/.test(expression)) {
      const text = given.get(expression) ?? this.#variable(expression, depth);
      this.#room -= text.length;
      return this.#room < 0 ? HOLE : text;
    }
    const [, command] = /^`([^`]*)`$/.exec(expression) ?? [];
    if (command !== undefined) return this.#around.prints(command)?.replace(/\n$/, '') ?? FOUND;
    const [, name, fallback] =
      /^env(?:_var(?:_or_default)?)?\(\s*['"](\w+)['"]\s*(?:,\s*([\s\S]+))?\)$/.exec(expression) ?? [];
    if (name !== undefined) {
      const value = this.#around.variable(name);
      return fallback !== undefined && isUnset(value)
        ? this.#value(fallback, given, depth + 1)
        : (value ?? HOLE);
    }
    const parts =
      expression.match(/"(?:[^"\\]|\\.)*"|'[^']*'|`[^`]*`|\w+\([^()]*\)|[A-Za-z_][\w-]*|[+/]|\S/g) ?? [];
    const isSum = parts.length > 1 && parts.every((each, index) => (index % 2 === 1) === /^[+/]$/.test(each));
    if (!isSum) return HOLE;
    return parts
      .map((each) => (each === '+' ? '' : each === '/' ? '/' : this.#value(each, given, depth + 1)))
      .join('');
  }
}
