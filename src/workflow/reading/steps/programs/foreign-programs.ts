/** Programs in languages that are not read: which of them a command runs, and the text of it. */
import { recordOf } from '../../../../evidence/json-text.js';
import { programAt as knownProgramAt } from '../../../knowledge/programs/index.js';
import { tomlFields } from '../../../knowledge/project-files/parsed.js';
import { isInAnotherLanguage, isInterpreter } from '../../../knowledge/project-files/scripts.js';
import type { Invocation } from '../../../shell/effects.js';
import { builtProgram, firstFile, type StartedProgram } from './built-programs.js';
import { importedByProgram } from './compiled-modules.js';
import { languageOfInterpreter, type ProgramFiles, programIn, withModules } from './imported-modules.js';
import { namedTasks } from './task-files.js';

const GIVES_TEXT = /^(?:-c|-e|-r|--eval|-p|--print|eval|-command)$/i;

/** Of perl and ruby, whose flags stand side by side: `-pe`, `-lane`. */
const GIVES_TEXT_BESIDE = /^-[a-zA-Z0-9]*e$/;

/** `npx tsx FILE`, `bundle exec ruby FILE`: what stands before the program that is run. */
const BEFORE =
  /^(?:(?:npx|bunx|pnpx)(?: -y| --yes)?|(?:npm|pnpm|yarn|bun) (?:exec|dlx|x)(?: --)?|bundle exec) /;

/** The program in another language that a command runs: given as a text, fed to it, or files of the repository. */
export function foreignProgram(
  { words, stdin }: Pick<Invocation, 'words' | 'stdin'>,
  files: ProgramFiles,
): string | null {
  const said = withoutRunner(words);
  const [name = '', ...args] = said;
  const found = isInterpreter(name)
    ? interpreted(name, args, stdin, files)
    : (programAt(name, args, files) ?? builtProgram(said, files) ?? entryPoint(name, args, files));
  if (found === null) return namedTasks(said, files);
  const text = withModules(found, files, importedByProgram);
  return isAskedForElse(found.args, text) ? null : text;
}

/** What programs that can do several things are asked for where they push nothing, and where they may. */
const LOOKS_AFTER =
  /^(?:tests?|check|lint|fmt|format|gen(?:erate)?|codegen|docs?|clean|help|version|bench(?:mark)?|coverage|type-?check|validate|verify|list|status|diff|plan|info)$/i;
const BRINGS_OUT = /push|publish|release|deploy|ship|upload/i;

/** `cargo xtask check`: where the program knows the word that it is given, it does not do all that it can. */
function isAskedForElse(args: readonly string[], text: string): boolean {
  const [verb = ''] = args.filter((each) => !each.startsWith('-'));
  if (!LOOKS_AFTER.test(verb) || args.some((each) => BRINGS_OUT.test(each))) return false;
  return new RegExp(
    `["'\`:]${verb}["'\`:]|\\b(?:def|fn|func|function|Target|Task)\\b.{0,40}\\b${verb}\\b`,
    'i',
  ).test(text);
}

function interpreted(
  name: string,
  args: readonly string[],
  stdin: string | null,
  files: ProgramFiles,
): StartedProgram | null {
  const hasFlags = /^(?:perl|ruby)$/.test(name);
  const at = args.findIndex((each) => GIVES_TEXT.test(each) || (hasFlags && GIVES_TEXT_BESIDE.test(each)));
  if (at !== -1) return given(args[at + 1] ?? null, name);
  const module = name.includes('python') ? args.indexOf('-m') : -1;
  if (module !== -1) return moduleAt(args[module + 1] ?? '', args.slice(module + 2), files);
  const paths = args.filter((each) => !each.startsWith('-'));
  if (paths.length === 0) return given(stdin, name);
  // `deno run -A FILE`, `python -W ignore FILE`: the first word that is a file.
  const found = firstFile(paths, files);
  return found && { ...found, args: args.slice(args.indexOf(found.path ?? '') + 1) };
}

function withoutRunner(words: readonly string[]): readonly string[] {
  const before = BEFORE.exec(`${words.slice(0, 4).join(' ')} `)?.[0];
  return before === undefined ? words : words.slice(before.trim().split(' ').length);
}

/** What is no file imports from the folder of the command. */
function given(text: string | null, interpreter: string): StartedProgram | null {
  if (text === null) return null;
  return { text, language: languageOfInterpreter(interpreter), path: null, folder: '', root: '', args: [] };
}

/** One that is run by its path: its first line or its name tells the language. */
function programAt(path: string, args: readonly string[], { file }: ProgramFiles): StartedProgram | null {
  const isNamed = isInAnotherLanguage(path);
  if (!isNamed && !path.includes('/')) return null;
  const text = file(path);
  const isForeign = text !== null && (text.startsWith('#!') ? !isOfShell(text) : isNamed);
  return isForeign ? { ...programIn(path, text), args } : null;
}

function isOfShell(text: string): boolean {
  return /^#![^\n]*\b(?:ba|da|z|k|a)?sh\b/.test(text);
}

/** `release`, as the project calls one of its programs. Docs: packaging.python.org, Entry points; python-poetry.org, scripts. */
function entryPoint(name: string, args: readonly string[], files: ProgramFiles): StartedProgram | null {
  // The programs that everybody has are no project's own: nobody need look for its file to run `docker`.
  if (!/^[a-z][\w-]{1,60}$/i.test(name) || knownProgramAt(name)) return null;
  const text = files.file('pyproject.toml');
  const data = text?.includes(name) ? tomlFields(text) : null;
  const tables = [recordOf(data?.project)?.scripts, recordOf(recordOf(data?.tool)?.poetry)?.scripts];
  const said = tables.map((each) => recordOf(each)?.[name]).find((each) => typeof each === 'string');
  const path = /^([\w.]{1,200}):/.exec(String(said))?.[1]?.replaceAll('.', '/');
  if (path === undefined) return null;
  for (const root of ['', 'src/']) {
    const paths = [`${root}${path}.py`, `${root}${path}/__init__.py`];
    const found = firstFile(paths, files, { args, root: root.slice(0, -1) });
    if (found) return found;
  }
  return null;
}

/** `python -m tools.release`. Docs: docs.python.org/3/using/cmdline.html. */
function moduleAt(name: string, args: readonly string[], files: ProgramFiles): StartedProgram | null {
  const path = name.replaceAll('.', '/');
  return firstFile([`${path}.py`, `${path}/__main__.py`], files, { args, root: '' });
}
