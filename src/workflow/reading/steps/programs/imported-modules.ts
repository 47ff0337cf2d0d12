/** Modules of the repository that a program in another language imports: what they say, the program may do. */
import type { Surroundings } from '../../../knowledge/clients.js';
import { folderOf, inWorkspace, WORKSPACE } from '../../../language/workspace.js';

/** Those whose imports are followed. */
type Language = 'python' | 'javascript' | 'ruby' | 'go' | 'csharp' | 'rust';

/** A program that is not read, or a module of one. */
export interface ForeignProgram {
  text: string;
  /** null: none whose imports are followed. */
  language: Language | null;
  /** Where it lies; null: it is given as a text. */
  path: string | null;
  /** The folder that `./…` is relative to: its own, and of what is given as a text that of the command. */
  folder: string;
  /** The folder from which Python imports modules that are named in whole. */
  root: string;
  /** It says itself where more modules lie. Docs: docs.python.org/3/library/sys.html, sys.path. */
  setsPath?: boolean;
  /** Its other files stand beside it: a package of Go, a project of .NET. */
  isFolder?: true;
}

/** Files of the repository as a command sees them. */
export type ProgramFiles = Pick<Surroundings, 'file' | 'entries'>;

/** What is followed of one program: modules, and questions for files that may not be there. */
const MOST_MODULES = 12;
const MOST_QUESTIONS = 40;

/** The text of a program, with those of its modules behind it. */
export function withModules(
  program: ForeignProgram,
  files: ProgramFiles,
  importedBy: (program: ForeignProgram, files: ProgramFiles) => string[] = importedByScript,
): string {
  const texts: string[] = [];
  const seen = new Set<string>();
  const waiting = [program];
  for (const each of waiting) {
    texts.push(each.text);
    for (const path of importedBy(each, files)) {
      if (seen.has(path) || seen.size >= MOST_QUESTIONS || waiting.length > MOST_MODULES) continue;
      seen.add(path);
      const text = files.file(path);
      if (text === null) continue;
      const module = programIn(path, text, program.root);
      waiting.push({ ...module, setsPath: module.setsPath || each.setsPath });
    }
  }
  return texts.join('\n');
}

/** @param root see `ForeignProgram`; the file's own folder unless told */
export function programIn(path: string, text: string, root = folderOf(path)): ForeignProgram {
  const setsPath = /\bsys\.path\b/.test(text);
  return { text, language: languageOf(path, text), path, folder: folderOf(path), root, setsPath };
}

/** The paths at which the modules of a program may lie. */
export function importedByScript(program: ForeignProgram): string[] {
  const { text, language, folder } = program;
  switch (language) {
    case 'python':
      return pythonModules(text).flatMap((module) => pythonPaths(module, program));
    case 'javascript':
      return [...text.replace(WORKSPACE_OF_SCRIPTS, WORKSPACE).matchAll(SCRIPT_IMPORT)].flatMap(
        ([, named = '']) => scriptPaths(named, folder),
      );
    case 'ruby':
      return [...text.matchAll(RUBY_IMPORT)].flatMap(([, named = '']) =>
        within(folder, named.endsWith('.rb') ? named : `${named}.rb`),
      );
    default:
      return [];
  }
}

export function within(folder: string, path: string): string[] {
  const found = inWorkspace(folder, path);
  return found === null ? [] : [found];
}

const LANGUAGES: readonly { language: Language; ending: RegExp; interpreter?: RegExp }[] = [
  { language: 'python', ending: /\.py$/, interpreter: /\bpython/ },
  { language: 'ruby', ending: /\.rb$/, interpreter: /\bruby\b/ },
  { language: 'javascript', ending: /\.[cm]?[jt]sx?$/, interpreter: /\b(?:node|deno|bun|tsx|zx)\b/ },
  { language: 'go', ending: /\.go$/ },
  { language: 'csharp', ending: /\.cs$/ },
  { language: 'rust', ending: /\.rs$/ },
];

/** That of a file, by its name or by its first line. */
function languageOf(path: string, text: string): Language | null {
  const named = LANGUAGES.find(({ ending }) => ending.test(path));
  if (named) return named.language;
  return text.startsWith('#!') ? languageOfInterpreter(text.slice(0, 100).split('\n', 1)[0] ?? '') : null;
}

/** The language of what a program runs, by its name. */
export function languageOfInterpreter(name: string): Language | null {
  return LANGUAGES.find(({ interpreter }) => interpreter?.test(name))?.language ?? null;
}

// ------------------------------------------------------- JavaScript, Ruby

/** From beside the module, or, as scripts of actions/github-script have it, from the workspace. */
const SCRIPT_IMPORT = new RegExp(
  `(?:\\bfrom|\\bimport|\\brequire\\(|\\bimport\\()[ \\t]{0,9}["'\`]((?:\\.{1,2}|${WORKSPACE})\\/[^"'\`\\n]{1,200})["'\`]`,
  'g',
);
const WORKSPACE_OF_SCRIPTS = /\$\{\s{0,9}process\.env\.GITHUB_WORKSPACE\s{0,9}\}/g;
const RUBY_IMPORT = /\brequire_relative[ \t(]{1,9}["']([^"'\n]{1,200})["']/g;

/** What `./push` and `./push.js` may be; TypeScript names its modules as they will be called. */
function scriptPaths(named: string, folder: string): string[] {
  const bare = named.replace(/\.[cm]?jsx?$/, '');
  const endings = /\.[cm]?[jt]sx?$/.test(named) ? [''] : ['.js', '.ts', '/index.js', '/index.ts'];
  const typed = bare === named ? [] : [`${bare}.ts`];
  return [...endings.map((ending) => named + ending), ...typed].flatMap((path) => within(folder, path));
}

// ----------------------------------------------------------------- Python

/** `from .img import push`: a module, and the names that are taken of it, which may be modules too. */
interface PythonImport {
  module: string;
  names: readonly string[];
}

const PYTHON_IMPORT =
  /^[ \t]*(?:from[ \t]+([.\w]{1,200})[ \t]+import[ \t]+\(?([\w, \t]{0,200})|import[ \t]+([\w., \t]{1,200}))/gm;

/** Those of Python itself, which are in no repository: the ones that scripts of a build have. */
const OWN_MODULES =
  /^(?:__future__|abc|argparse|ast|asyncio|base64|collections|concurrent|contextlib|copy|csv|dataclasses|datetime|difflib|enum|fnmatch|functools|getpass|glob|hashlib|html|http|importlib|inspect|io|itertools|json|logging|math|operator|os|pathlib|platform|pprint|queue|random|re|secrets|shlex|shutil|signal|socket|ssl|stat|string|subprocess|sys|tarfile|tempfile|textwrap|threading|time|tomllib|traceback|types|typing|unittest|urllib|uuid|warnings|xml|zipfile)$/;

function pythonModules(text: string): PythonImport[] {
  return [...text.matchAll(PYTHON_IMPORT)].flatMap(([, module, taken = '', whole = '']) => {
    const said = (list: string) => list.split(',').map((each) => each.trim().split(/\s/)[0] ?? '');
    const found =
      module === undefined
        ? said(whole).map((each): PythonImport => ({ module: each, names: [] }))
        : [{ module, names: said(taken) }];
    return found.filter((each) => each.module !== '' && !OWN_MODULES.test(each.module.split('.')[0] ?? ''));
  });
}

/** Docs: docs.python.org/3/reference/import.html. */
function pythonPaths({ module, names }: PythonImport, { folder, root, setsPath }: ForeignProgram): string[] {
  const [, dots = '', rest = ''] = /^(\.*)(.*)$/.exec(module) ?? [];
  const beside = dots === '' ? root : inWorkspace(folder, '../'.repeat(dots.length - 1) || '.');
  if (beside === null) return [];
  const path = rest.replaceAll('.', '/');
  const files = rest === '' ? ['__init__.py'] : [`${path}.py`, `${path}/__init__.py`];
  const taken = names
    .filter((name) => MODULE_NAME.test(name))
    .map((name) => `${path === '' ? name : `${path}/${name}`}.py`);
  // What a script puts on its path is most often the repository, or a folder on the way there.
  const places = dots === '' && setsPath ? [beside, ...foldersAbove(beside)] : [beside];
  return places.flatMap((place) => [...files, ...taken].flatMap((each) => within(place, each)));
}

/** Classes and constants begin with a capital, modules do not (docs: peps.python.org/pep-0008). */
const MODULE_NAME = /^[a-z_]/;

function foldersAbove(folder: string): string[] {
  const above: string[] = [];
  for (let place = folder; place !== ''; ) {
    place = folderOf(place);
    above.push(place);
  }
  return above;
}
