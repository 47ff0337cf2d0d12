/** justfiles: their variables, their recipes and the modules beside them (just.systems/man). */
import { folderOf, inWorkspace } from '../../../language/workspace.js';

/** Names under which `just` finds its file, of which a folder has one. */
export const JUSTFILES = ['justfile', 'Justfile', '.justfile', 'JUSTFILE'];

/** Files that import each other. */
const MAX_IMPORT_DEPTH = 5;

export interface Recipe {
  name: string;
  /** `$NAME`: its recipe's commands have it as a variable. */
  parameters: { name: string; fallback: string | null; isRest: boolean; isExported: boolean }[];
  needed: string;
  /** By the attribute `script`, what its lines are one script of: `"bash"`; empty: the shell that is set. null: each is one. */
  script: string | null;
  lines: string[];
}

export interface Justfile {
  folder: string;
  variables: Map<string, { value: string; isExported: boolean }>;
  recipes: Map<string, Recipe>;
  /** Files of modules by name, in the order in which they are looked for (just.systems/man, Modules). */
  modules: Map<string, (string | null)[]>;
  first: string | null;
  /** A file of variables that it loads, or an attribute of a recipe, may set what nothing else does. */
  isOpen: boolean;
  /** In whose words its recipes are: `set shell := ["bash", "-uc"]`; null: in those of `sh -cu`. */
  shell: string | null;
  exportsAll: boolean;
  /** `$1` of a recipe's commands is its first parameter. */
  handsPositional: boolean;
}

/**
 * A justfile with what it imports; null: a part of it is not there.
 *
 * @param folder where its recipes run
 * @param textOf a file of the workspace; null: there is none
 */
export function readJustfile(
  path: string,
  folder: string,
  textOf: (path: string) => string | null,
): Justfile | null {
  const reader = new JustfileReader(folder, textOf);
  return reader.read(path, 0) ? reader.made : null;
}

class JustfileReader {
  readonly made: Justfile;
  readonly #textOf: (path: string) => string | null;

  constructor(folder: string, textOf: (path: string) => string | null) {
    this.#textOf = textOf;
    this.made = {
      folder,
      variables: new Map(),
      recipes: new Map(),
      modules: new Map(),
      first: null,
      isOpen: false,
      shell: null,
      exportsAll: false,
      handsPositional: false,
    };
  }

  /** False where it, or what it has to import, is not there. */
  read(path: string, depth: number): boolean {
    const text = this.#textOf(path);
    if (text === null || depth > MAX_IMPORT_DEPTH) return false;
    // A setting, or an attribute of a recipe.
    this.made.handsPositional ||= /^(?:set\s+|\[.*\b)positional-arguments\b/m.test(text);
    this.made.isOpen ||= /^(?:set\s+dotenv-|\[.*\benv\s*\()/m.test(text);
    let recipe: Recipe | null = null;
    let script: string | null = null;
    for (const line of linesOf(text)) {
      if (recipe && /^[ \t]/.test(line)) recipe.lines.push(line);
      else if (line.trim() === '') recipe?.lines.push('');
      else if (line.startsWith('['))
        script = /\bscript\b\s*(?:\(([^)]*)\))?/.exec(line)?.slice(1).join('') ?? script;
      else if (!line.startsWith('#')) {
        const [, , optional, imported] = /^(import)(\?)?\s+['"]([^'"]+)['"]/.exec(line) ?? [];
        if (imported && !this.#import(path, imported, depth) && !optional) return false;
        recipe = imported ? null : this.#define(line, folderOf(path));
        if (recipe) recipe.script = script;
        script = null;
      }
    }
    return true;
  }

  #import(from: string, imported: string, depth: number): boolean {
    const path = inWorkspace(folderOf(from), imported);
    return path !== null && this.read(path, depth + 1);
  }

  /** Takes up a module, a setting, a variable or the head of a recipe, to which the next lines belong. */
  #define(line: string, folder: string): Recipe | null {
    const { modules, variables } = this.made;
    const [, module, , from] =
      /^mod\??\s+([A-Za-z_][\w-]*)(?:\s+(['"])([^'"]+)\2)?\s*(?:#.*)?$/.exec(line) ?? [];
    if (module) {
      modules.set(module, modulePaths(folder, module, from ?? null));
      return null;
    }
    const [, shell] = /^set\s+shell\s*:=\s*\[(.*)\]/.exec(line) ?? [];
    if (shell !== undefined)
      this.made.shell = shell
        .replace(/['"]/g, '')
        .replace(/\s*,\s*/g, ' ')
        .trim();
    if (/^set\s+export\b/.test(line)) this.made.exportsAll = true;
    const [, exports, variable, value = ''] = /^(export\s+)?([A-Za-z_][\w-]*)\s*:=\s*(.*)$/.exec(line) ?? [];
    if (variable) {
      variables.set(variable, { value: value.trim(), isExported: exports !== undefined });
      return null;
    }
    return this.#recipe(line);
  }

  #recipe(line: string): Recipe | null {
    const [, name, parameters = '', needed = ''] =
      /^@?([A-Za-z_][\w-]*)((?:\s+[^:=]*(?:=(?:"[^"]*"|'[^']*'|[^\s:]*))?)*)\s*:(?!=)(.*)$/.exec(line) ?? [];
    if (name === undefined) return null;
    const recipe = {
      name,
      parameters: parametersOf(parameters),
      needed: needed.replace(/#.*$/, ''),
      script: null,
      lines: [],
    };
    this.made.recipes.set(name, recipe);
    this.made.first ??= name;
    return recipe;
  }
}

/** Where a line ends with a backslash, the next one belongs to it. */
function linesOf(text: string): string[] {
  return text
    .replaceAll('\r\n', '\n')
    .replace(/\\\n[ \t]*/g, ' ')
    .split('\n');
}

/** `mod deploy`: `deploy.just`, or a justfile in the folder `deploy`; `mod deploy 'PATH'`: that file, or one in that folder. */
function modulePaths(folder: string, name: string, from: string | null): (string | null)[] {
  const inFolder = ['mod.just', ...JUSTFILES].map((each) => `${from ?? name}/${each}`);
  return [from ?? `${name}.just`, ...inFolder].map((each) => inWorkspace(folder, each));
}

function parametersOf(text: string): Recipe['parameters'] {
  return [...text.matchAll(/([+*]?)(\$?)([A-Za-z_][\w-]*)(?:=("[^"]*"|'[^']*'|\S+))?/g)].map(
    ([, rest, dollar, name = '', fallback]) => ({
      name,
      fallback: fallback ?? (rest === '*' ? "''" : null),
      isRest: rest !== '',
      isExported: dollar !== '',
    }),
  );
}
