/** Programs in languages that are not read: which of them a command runs, and the text of it. */
import { isInAnotherLanguage } from '../../knowledge/project-files/scripts.js';
import type { Invocation } from '../../shell/effects.js';
import { namedTasks } from './task-files.js';

const INTERPRETERS = /^(?:.*\/)?(?:python[\d.]*|node|ruby|perl|php|deno|bun|tsx|ts-node|zx|nu|fish|pwsh)$/;
const GIVES_TEXT = /^(?:-c|-e|-r|--eval|-p|--print|eval|-command)$/i;

/** `npx tsx FILE`, `bundle exec ruby FILE`: what stands before the program that is run. */
const BEFORE =
  /^(?:(?:npx|bunx|pnpx)(?: -y| --yes)?|(?:npm|pnpm|yarn|bun) (?:exec|dlx|x)(?: --)?|bundle exec) /;

/** The program in another language that a command runs: given as a text, fed to it, or a file of the repository. */
export function foreignProgram(
  { words, stdin }: Pick<Invocation, 'words' | 'stdin'>,
  file: (path: string) => string | null,
): string | null {
  const said = withoutRunner(words);
  const [name = '', ...args] = said;
  if (!INTERPRETERS.test(name)) return programAt(name, file) ?? namedTasks(said, file);
  const at = args.findIndex((each) => GIVES_TEXT.test(each));
  if (at !== -1) return args[at + 1] ?? null;
  const module = name.includes('python') ? args.indexOf('-m') : -1;
  if (module !== -1) return moduleAt(args[module + 1] ?? '', file);
  const paths = args.filter((each) => !each.startsWith('-'));
  if (paths.length === 0) return stdin;
  // `deno run -A FILE`, `python -W ignore FILE`: the first word that is a file.
  return paths.map(file).find((text) => text !== null) ?? null;
}

function withoutRunner(words: readonly string[]): readonly string[] {
  const before = BEFORE.exec(`${words.slice(0, 4).join(' ')} `)?.[0];
  return before === undefined ? words : words.slice(before.trim().split(' ').length);
}

/** One that is run by its path: its first line or its name tells the language. */
function programAt(path: string, file: (path: string) => string | null): string | null {
  const isNamed = isInAnotherLanguage(path);
  if (!isNamed && !path.includes('/')) return null;
  const text = file(path);
  return text !== null && (text.startsWith('#!') ? !isOfShell(text) : isNamed) ? text : null;
}

function isOfShell(text: string): boolean {
  return /^#![^\n]*\b(?:ba|da|z|k|a)?sh\b/.test(text);
}

/** `python -m tools.release`. Docs: docs.python.org/3/using/cmdline.html. */
function moduleAt(name: string, file: (path: string) => string | null): string | null {
  const path = name.replaceAll('.', '/');
  return file(`${path}.py`) ?? file(`${path}/__main__.py`);
}
