/** Programs that run scripts of the repository: shells, make, task, just, bazel. */
import { pythonAsScript } from '../../shell/starting/plain-python.js';
import { isReadable } from '../../shell/starting/readable.js';
import type { StartedScript } from '../../shell/starting/started.js';
import type { Arguments } from '../arguments.js';
import type { StartSurroundings } from '../clients.js';
import type { Program } from '../program.js';
import { makeStarted } from '../project-files/make/make.js';
import { scriptStarted, textStarted } from '../project-files/scripts.js';
import { bazelStarted } from '../project-files/tasks/bazel.js';
import { justStarted } from '../project-files/tasks/just-run.js';
import { taskStarted } from '../project-files/tasks/taskfile.js';
import { spaced } from '../transfers/transfers.js';

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
    const [text = '', name, ...positional] = rest.slice(from);
    const told = { positional, ...(name === undefined ? {} : { name }) };
    return from === -1 || !isReadable(text) ? null : [textStarted(text, around, told)];
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

/** `python -c TEXT`, `python - <<EOF`: a program that only starts commands. Of any other its text is looked at. */
function python({ words }: Arguments, around: StartSurroundings): readonly StartedScript[] | null {
  const [option, text] = words;
  const isFed = option === undefined || option === '-';
  const program = option === '-c' ? text : isFed ? around.stdin : undefined;
  if (program == null || !isReadable(program)) return null;
  const source = pythonAsScript(program);
  return source === null ? null : [textStarted(source, around)];
}

/** `sg docker -c TEXT`, `newgrp docker <<EOF`: a shell with another group. */
function groupShell({ words: [, ...rest] }: Arguments, around: StartSurroundings) {
  if (rest.length === 0) return fedScript([], around);
  const text = rest[0] === '-c' ? rest[1] : rest[0];
  return text === undefined || !isReadable(text) ? null : [textStarted(text, around)];
}

export const STARTERS: readonly Program[] = [
  {
    names: ['npx'],
    commands: [
      {
        words: ['-c|--call'],
        source: 'https://docs.npmjs.com/cli/commands/npx',
        takes: [],
        starts: ({ words: [source = ''] }, around) =>
          isReadable(source) ? [textStarted(source, around)] : null,
      },
    ],
    hidesLogins: () => true,
  },
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
    names: ['python', 'python3'],
    commands: [
      {
        words: [],
        source: 'https://docs.python.org/3/using/cmdline.html',
        takes: [],
        starts: python,
      },
    ],
    hidesLogins: () => true,
  },
  {
    names: ['bazel', 'bazelisk'],
    options: spaced('--output_base --output_user_root --bazelrc'),
    commands: [
      {
        words: ['run'],
        source: 'https://github.com/bazel-contrib/rules_oci/blob/main/docs/push.md',
        takes: [],
        starts: bazelStarted,
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
        takes: spaced(
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
        takes: spaced('-t --taskfile -d --dir -o --output -C --concurrency -I --interval'),
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
        takes: spaced('-f --justfile -d --working-directory --shell --dotenv-filename -E --dotenv-path'),
        starts: justStarted,
      },
    ],
    hidesLogins: () => true,
  },
];
