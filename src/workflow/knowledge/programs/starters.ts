/** Programs that run scripts of the repository: shells, make, task, just, the runners of npm's scripts. */
import { inWorkspace } from '../../language/workspace.js';
import { isReadable } from '../../shell/starting/readable.js';
import type { StartedScript } from '../../shell/starting/started.js';
import type { Arguments } from '../arguments.js';
import type { StartSurroundings } from '../clients.js';
import type { KnownCommand, Program } from '../program.js';
import { justStarted } from '../project-files/just-run.js';
import { makeStarted } from '../project-files/make/make.js';
import { packageScript, workspaceFolder } from '../project-files/npm.js';
import { scriptStarted, textStarted } from '../project-files/scripts.js';
import { taskStarted } from '../project-files/taskfile.js';

const words = (text: string) => text.split(' ');

/** `bash -c TEXT`, `bash FILE`, `bash <<EOF`. */
function shell(args: Arguments, around: StartSurroundings): readonly StartedScript[] | null {
  const said = args.words;
  let at = 0;
  while (/^[-+]/.test(said[at] ?? '') && !/^-\w*c$/.test(said[at] as string)) {
    at += /^[-+]\w*[oO]$/.test(said[at] as string) ? 2 : 1;
  }
  const rest = said.slice(at);
  // `bash -s ARGUMENTS <<EOF`, `bash /dev/stdin ARGUMENTS <<EOF`.
  const takesFed = said.slice(0, at).some((each) => /^-\w*s$/.test(each));
  const isFed = rest.length === 0 || takesFed || rest[0] === '/dev/stdin';
  if (isFed) return fedScript(takesFed ? rest : rest.slice(1), around);
  return givenScript(rest, around);
}

function givenScript(
  [first, ...rest]: readonly string[],
  around: StartSurroundings,
): readonly StartedScript[] | null {
  if (first !== undefined && /^-\w*c$/.test(first)) {
    // Options may stand between: `bash -c -e TEXT`.
    const from = rest.findIndex((each) => !/^-\w+$/.test(each));
    const [text = '', , ...positional] = rest.slice(from);
    return from === -1 || !isReadable(text) ? null : [textStarted(text, around, { positional })];
  }
  return first === undefined ? null : scriptStarted(first, rest, around);
}

/** What is fed to a shell. */
function fedScript(
  positional: readonly string[],
  around: StartSurroundings,
): readonly StartedScript[] | null {
  const { stdin } = around;
  return stdin === null || !isReadable(stdin) ? null : [textStarted(stdin, around, { positional })];
}

/** `sg docker -c TEXT`, `newgrp docker <<EOF`: a shell with another group. */
function groupShell({ words: [, ...rest] }: Arguments, around: StartSurroundings) {
  if (rest.length === 0) return fedScript([], around);
  const text = rest[0] === '-c' ? rest[1] : rest[0];
  return text === undefined || !isReadable(text) ? null : [textStarted(text, around)];
}

/** A script of `package.json`, by its name, with what stands after it. */
function npmScript(runner: string, isShort = false) {
  return ({ words: said }: Arguments, around: StartSurroundings): readonly StartedScript[] | null => {
    const isValue = (index: number) =>
      [...FOLDER_OPTIONS, ...WORKSPACE_OPTIONS].includes(said[index - 1] ?? '');
    // `pnpm --filter web run image`: `run` behind the options.
    const at = said.findIndex(
      (each, index) =>
        !each.startsWith('-') && !isValue(index) && !(isShort && /^run(?:-script)?$/.test(each)),
    );
    const [name = '', ...rest] = said.slice(at);
    const options = said.slice(0, Math.max(at, 0));
    // npm takes its options up to `--`, also behind the name.
    const own =
      runner === 'npm' ? said.slice(0, said.includes('--') ? said.indexOf('--') : said.length) : options;
    const root = folderGiven([...options, ...rest], FOLDER_OPTIONS, around.folder);
    // All packages of the workspace, or those that a pattern chooses.
    if (at === -1 || own.some((each) => /^(?:-ws$|--workspaces|-r$|--recursive)/.test(each))) return null;
    const wanted = own.flatMap((each, index) => {
      const [option = '', value] = each.split('=', 2);
      return WORKSPACE_OPTIONS.includes(option) ? [value ?? own[index + 1] ?? ''] : [];
    });
    if (wanted.length > 1) return null;
    const folder = wanted[0] === undefined ? root : workspaceFolder(wanted[0], root, around);
    const passed =
      runner === 'npm' ? rest.slice(rest.includes('--') ? rest.indexOf('--') + 1 : rest.length) : rest;
    return packageScript(name, passed, { ...around, folder });
  };
}

const FOLDER_OPTIONS = ['--prefix', '--dir', '-C', '--cwd'];

/** Docs: docs.npmjs.com/cli/using-npm/workspaces; pnpm.io/filtering. */
const WORKSPACE_OPTIONS = ['-w', '--workspace', '--filter', '-F'];

/** A folder that an option names, relative to another. */
function folderGiven(
  said: readonly string[],
  options: readonly string[],
  from: string | null,
): string | null {
  return said.reduce<string | null>((folder, each, index) => {
    const [name = '', value] = each.split('=', 2);
    if (!options.includes(name)) return folder;
    return inWorkspace(folder, value ?? said[index + 1] ?? '');
  }, from);
}

const NPM = 'https://docs.npmjs.com/cli/commands/npm-run';

const runs = (runner: string, source: string): readonly KnownCommand[] => [
  { words: ['run|run-script'], source, takes: [], starts: npmScript(runner) },
];

/** They run a script of that name where they know no command of it. */
const short = (runner: string, source: string): readonly KnownCommand[] => [
  ...runs(runner, source),
  { words: [], source, takes: [], starts: npmScript(runner, true) },
];

/** What each of the runners of npm's scripts is called. */
export const SCRIPT_RUNNERS: Readonly<Record<string, readonly KnownCommand[]>> = {
  npm: runs('npm', NPM),
  pnpm: short('pnpm', 'https://pnpm.io/cli/run'),
  yarn: short('yarn', 'https://yarnpkg.com/cli/run'),
  bun: runs('bun', 'https://bun.sh/docs/cli/run'),
};

export const STARTERS: readonly Program[] = [
  {
    names: ['sg', 'newgrp'],
    commands: [
      {
        words: [],
        source: 'https://man7.org/linux/man-pages/man1/sg.1.html, newgrp.1.html',
        takes: [],
        starts: groupShell,
      },
    ],
    hidesLogins: () => true,
  },
  {
    names: ['bash', 'sh', 'dash', 'zsh'],
    commands: [
      {
        words: [],
        source: 'https://www.gnu.org/software/bash/manual/: Invoking Bash',
        takes: [],
        starts: shell,
      },
    ],
    hidesLogins: () => true,
  },
  {
    names: ['make', 'gmake'],
    commands: [
      {
        words: [],
        source: 'https://www.gnu.org/software/make/manual/make.html',
        takes: words(
          '-C --directory -f --file --makefile -I --include-dir -o --old-file -W --what-if --eval',
        ),
        starts: makeStarted,
      },
    ],
    hidesLogins: () => true,
  },
  {
    names: ['task', 'go-task'],
    commands: [
      {
        words: [],
        source: 'https://taskfile.dev/docs/reference/cli',
        takes: words('-t --taskfile -d --dir -o --output -C --concurrency -I --interval'),
        starts: taskStarted,
      },
    ],
    hidesLogins: () => true,
  },
  {
    names: ['just'],
    commands: [
      {
        words: [],
        source: 'https://just.systems/man/en/',
        takes: words('-f --justfile -d --working-directory --shell --dotenv-filename -E --dotenv-path'),
        starts: justStarted,
      },
    ],
    hidesLogins: () => true,
  },
];
