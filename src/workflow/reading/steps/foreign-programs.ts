/** Programs in languages that are not read: which of them a command runs, and the text of it. */
import { isInAnotherLanguage, isInterpreter } from '../../knowledge/project-files/scripts.js';
import type { Invocation } from '../../shell/effects.js';
import { type ForeignProgram, languageOfInterpreter, programIn, withModules } from './imported-modules.js';
import { namedTasks } from './task-files.js';

const GIVES_TEXT = /^(?:-c|-e|-r|--eval|-p|--print|eval|-command)$/i;

/** `npx tsx FILE`, `bundle exec ruby FILE`: what stands before the program that is run. */
const BEFORE =
  /^(?:(?:npx|bunx|pnpx)(?: -y| --yes)?|(?:npm|pnpm|yarn|bun) (?:exec|dlx|x)(?: --)?|bundle exec) /;

/** The program in another language that a command runs: given as a text, fed to it, or files of the repository. */
export function foreignProgram(
  { words, stdin }: Pick<Invocation, 'words' | 'stdin'>,
  file: (path: string) => string | null,
): string | null {
  const said = withoutRunner(words);
  const [name = '', ...args] = said;
  const found = isInterpreter(name)
    ? interpreted(name, args, stdin, file)
    : (programAt(name, file) ?? builtProgram(said, file));
  return found === null ? namedTasks(said, file) : withModules(found, file);
}

function interpreted(
  name: string,
  args: readonly string[],
  stdin: string | null,
  file: (path: string) => string | null,
): ForeignProgram | null {
  const at = args.findIndex((each) => GIVES_TEXT.test(each));
  if (at !== -1) return given(args[at + 1] ?? null, name);
  const module = name.includes('python') ? args.indexOf('-m') : -1;
  if (module !== -1) return moduleAt(args[module + 1] ?? '', file);
  const paths = args.filter((each) => !each.startsWith('-'));
  if (paths.length === 0) return given(stdin, name);
  // `deno run -A FILE`, `python -W ignore FILE`: the first word that is a file.
  return firstFile(paths, file);
}

function withoutRunner(words: readonly string[]): readonly string[] {
  const before = BEFORE.exec(`${words.slice(0, 4).join(' ')} `)?.[0];
  return before === undefined ? words : words.slice(before.trim().split(' ').length);
}

/** What is no file imports from the folder of the command. */
function given(text: string | null, interpreter: string): ForeignProgram | null {
  return text === null ? null : { text, language: languageOfInterpreter(interpreter), folder: '', root: '' };
}

function firstFile(
  paths: readonly string[],
  file: (path: string) => string | null,
  root?: string,
): ForeignProgram | null {
  for (const path of paths) {
    const text = file(path);
    if (text !== null) return programIn(path, text, root);
  }
  return null;
}

/** One that is run by its path: its first line or its name tells the language. */
function programAt(path: string, file: (path: string) => string | null): ForeignProgram | null {
  const isNamed = isInAnotherLanguage(path);
  if (!isNamed && !path.includes('/')) return null;
  const text = file(path);
  const isForeign = text !== null && (text.startsWith('#!') ? !isOfShell(text) : isNamed);
  return isForeign ? programIn(path, text) : null;
}

function isOfShell(text: string): boolean {
  return /^#![^\n]*\b(?:ba|da|z|k|a)?sh\b/.test(text);
}

/** `python -m tools.release`. Docs: docs.python.org/3/using/cmdline.html. */
function moduleAt(name: string, file: (path: string) => string | null): ForeignProgram | null {
  const path = name.replaceAll('.', '/');
  return firstFile([`${path}.py`, `${path}/__main__.py`], file, '');
}

/**
 * One that is built and run in one go, by its main file: `go run ./ci`, `cargo xtask`, `dotnet run --project build`.
 * Docs: pkg.go.dev/cmd/go, github.com/matklad/cargo-xtask, learn.microsoft.com: dotnet run.
 */
function builtProgram(
  [tool = '', verb = '', ...args]: readonly string[],
  file: (path: string) => string | null,
): ForeignProgram | null {
  const behind = (...options: string[]) => args[args.findIndex((each) => options.includes(each)) + 1] ?? '';
  if (tool === 'go' && verb === 'run') {
    const [path = ''] = args.filter((each) => !each.startsWith('-'));
    return firstFile(path.endsWith('.go') ? [path] : [`${path}/main.go`], file);
  }
  if (tool === 'cargo') {
    const name = verb === 'run' ? behind('-p', '--package', '--bin') : verb;
    return name.includes('xtask') ? firstFile([`${name}/src/main.rs`], file) : null;
  }
  if (tool !== 'dotnet' || verb !== 'run') return null;
  const project = behind('--project').replace(/(?:^|\/)[^/]*\.csproj$/, '');
  return firstFile([`${project || '.'}/Program.cs`], file);
}
