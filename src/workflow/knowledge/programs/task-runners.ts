/** Runners of tasks that are lines of a shell in a file of settings. */
import type { KnownCommand, Program } from '../program.js';
import { type TaskNames, tasksStarted } from '../project-files/tasks/task-scripts.js';
import { toxStarted } from '../project-files/tasks/tox.js';

/** Commands of their own, of runners that take any other word for a task. */
const COMPOSER =
  'about archive audit browse bump check-platform-reqs clear-cache completion config create-project ' +
  'depends diagnose dump-autoload exec fund global help home init install licenses list outdated ' +
  'prohibits reinstall remove require run run-script search self-update show status suggests update ' +
  'upgrade validate';
const MISE =
  'activate alias backends bin-paths bootstrap cache completion config current deactivate direnv doctor ' +
  'en env exec fmt generate global help hook-env implode install install-into latest link local ls ' +
  'ls-remote lsp mcp outdated plugins prepare prune registry reshim run r search self-update set settings ' +
  'shell shell-alias sync tasks t test-tool tool tool-alias tool-stub trust uninstall unset unuse ' +
  'upgrade use u version versions watch where which x i';
const PDM =
  'add build cache completion config export fix help import info init install list lock new outdated ' +
  'plugin publish py python remove run search self show sync update use venv';

/**
 * @param words behind its name
 * @param commands of its own, where a task may stand in their place
 */
const runner = (
  name: string,
  words: readonly string[],
  source: string,
  names: TaskNames,
  commands?: string,
): Program => {
  const starts = tasksStarted(names);
  const startsTask = tasksStarted({ ...names, runsPrograms: false });
  const command: KnownCommand = { words, source, takes: [], starts };
  const isOwn = (word = '') => commands?.split(' ').includes(word) || word.startsWith('-');
  const short: KnownCommand = {
    ...command,
    words: [],
    starts: (args, around) => (isOwn(args.words[0]) ? null : startsTask(args, around)),
  };
  return { names: [name], commands: commands ? [command, short] : [command], hidesLogins: () => true };
};

const CARGO_MAKE_OPTIONS = '-p --profile -l --loglevel -e --env --makefile --cwd'.split(' ');

/** cargo-make, which is called through cargo or by itself. */
const CARGO_MAKE: Omit<KnownCommand, 'words'> = {
  source: 'https://sagiegurari.github.io/cargo-make/: Usage, Tasks',
  takes: CARGO_MAKE_OPTIONS,
  starts: tasksStarted({
    places: [{ files: ['Makefile.toml'], table: 'tasks' }],
    takes: CARGO_MAKE_OPTIONS,
    changes: ['--cwd'],
    naming: 'lists',
    extends: 'extend',
  }),
};

export const TASK_RUNNERS: readonly Program[] = [
  {
    names: ['cargo'],
    commands: [{ ...CARGO_MAKE, words: ['make'] }],
    hidesLogins: /^(?:run|xtask|make)$/,
  },
  { names: ['makers'], commands: [{ ...CARGO_MAKE, words: [] }], hidesLogins: () => true },
  runner('deno', ['task'], 'https://docs.deno.com/runtime/reference/cli/task/', {
    places: [
      { files: ['deno.json', 'deno.jsonc'], table: 'tasks' },
      { files: ['package.json'], table: 'scripts' },
    ],
    takes: ['--cwd', '-c', '--config', '-f', '--filter'],
    changes: ['--cwd'],
  }),
  runner(
    'composer',
    ['run|run-script'],
    'https://getcomposer.org/doc/articles/scripts.md',
    {
      places: [{ files: ['composer.json'], table: 'scripts' }],
      takes: ['-d', '--working-dir', '--timeout'],
      changes: ['-d', '--working-dir'],
    },
    COMPOSER,
  ),
  runner(
    'mise',
    ['run|r'],
    'https://mise.jdx.dev/tasks/',
    {
      places: [
        {
          files: [
            ...['mise.toml', '.mise.toml', 'mise/config.toml', '.mise/config.toml'],
            ...['.config/mise.toml', '.config/mise/config.toml'],
          ],
          table: 'tasks',
        },
      ],
      folders: ['mise-tasks', '.mise-tasks', 'mise/tasks', '.mise/tasks', '.config/mise/tasks'],
      takes: ['-C', '--cd', '-j', '--jobs', '-o', '--output', '-t', '--tool', '-s', '--shell', '--timeout'],
      changes: ['-C', '--cd'],
    },
    MISE,
  ),
  runner('pixi', ['run'], 'https://pixi.sh/latest/workspace/advanced_tasks/', {
    places: [
      { files: ['pixi.toml'], table: 'tasks' },
      { files: ['pyproject.toml'], table: 'tool.pixi.tasks' },
    ],
    takes: ['-e', '--environment', '--manifest-path', '-m'],
    runsPrograms: true,
  }),
  runner('devbox', ['run'], 'https://www.jetify.com/docs/devbox/guides/scripts/', {
    places: [{ files: ['devbox.json'], table: 'shell.scripts' }],
    takes: ['-c', '--config', '-e', '--env', '--env-file', '--environment'],
    changes: ['-c', '--config'],
    runsPrograms: true,
  }),
  runner('hatch', ['run'], 'https://hatch.pypa.io/latest/config/environment/overview/#scripts', {
    places: [
      { files: ['pyproject.toml'], table: 'tool.hatch.envs.*.scripts' },
      { files: ['hatch.toml'], table: 'envs.*.scripts' },
    ],
    naming: 'lines',
    runsPrograms: true,
  }),
  runner(
    'pdm',
    ['run'],
    'https://pdm-project.org/latest/usage/scripts/',
    {
      places: [{ files: ['pyproject.toml'], table: 'tool.pdm.scripts' }],
      takes: ['-p', '--project', '--venv'],
      changes: ['-p', '--project'],
      hooks: ['pre_', 'post_'],
      runsPrograms: true,
    },
    PDM,
  ),
  runner('rye', ['run'], 'https://rye.astral.sh/guide/commands/run/', {
    places: [{ files: ['pyproject.toml'], table: 'tool.rye.scripts' }],
    runsPrograms: true,
  }),
  {
    names: ['tox'],
    commands: [
      { words: [], source: 'https://tox.wiki/en/latest/config.html', takes: [], starts: toxStarted },
    ],
    hidesLogins: () => true,
  },
  runner('poe', [], 'https://poethepoet.natn.io/tasks/', {
    places: [
      { files: ['pyproject.toml', 'poe_tasks.toml'], table: 'tool.poe.tasks' },
      { files: ['poe_tasks.toml'], table: 'tasks' },
    ],
    takes: ['-C', '--directory', '-X', '--executor-opt', '-e', '--executor'],
    changes: ['-C', '--directory'],
    naming: 'lists',
  }),
];
