/** Runners of tasks that are lines of a shell in a file of settings. */
import type { Program } from '../program.js';
import { namedTask, type TaskPlace } from '../project-files/tasks/task-scripts.js';
import { toxStarted } from '../project-files/tasks/tox.js';

/** Files with tables of tasks, and folders whose files are tasks. */
function tablesAndFolders(places: readonly (TaskPlace | string)[]): [TaskPlace[], string[]] {
  return [
    places.filter((each) => typeof each !== 'string'),
    places.filter((each) => typeof each === 'string'),
  ];
}

const runner = (
  names: readonly string[],
  words: readonly string[],
  source: string,
  ...places: (TaskPlace | string)[]
): Program => ({
  names,
  commands: [{ words, source, takes: [], starts: namedTask(...tablesAndFolders(places)) }],
  hidesLogins: () => true,
});

export const TASK_RUNNERS: readonly Program[] = [
  runner(['deno'], ['task'], 'https://docs.deno.com/runtime/reference/cli/task/', {
    files: ['deno.json', 'deno.jsonc'],
    table: 'tasks',
  }),
  runner(['composer'], ['run|run-script'], 'https://getcomposer.org/doc/articles/scripts.md', {
    files: ['composer.json'],
    table: 'scripts',
  }),
  runner(
    ['mise'],
    ['run|r'],
    'https://mise.jdx.dev/tasks/',
    { files: ['mise.toml', '.mise.toml', '.config/mise.toml'], table: 'tasks' },
    ...['mise-tasks', '.mise-tasks', 'mise/tasks', '.mise/tasks', '.config/mise/tasks'],
  ),
  runner(
    ['pixi'],
    ['run'],
    'https://pixi.sh/latest/workspace/advanced_tasks/',
    { files: ['pixi.toml'], table: 'tasks' },
    { files: ['pyproject.toml'], table: 'tool.pixi.tasks' },
  ),
  runner(['devbox'], ['run'], 'https://www.jetify.com/docs/devbox/guides/scripts/', {
    files: ['devbox.json'],
    table: 'shell.scripts',
  }),
  runner(
    ['hatch'],
    ['run'],
    'https://hatch.pypa.io/latest/config/environment/overview/#scripts',
    { files: ['pyproject.toml'], table: 'tool.hatch.envs.*.scripts' },
    { files: ['hatch.toml'], table: 'envs.*.scripts' },
  ),
  runner(['pdm'], ['run'], 'https://pdm-project.org/latest/usage/scripts/', {
    files: ['pyproject.toml'],
    table: 'tool.pdm.scripts',
  }),
  runner(['rye'], ['run'], 'https://rye.astral.sh/guide/commands/run/', {
    files: ['pyproject.toml'],
    table: 'tool.rye.scripts',
  }),
  {
    names: ['tox'],
    commands: [
      { words: [], source: 'https://tox.wiki/en/latest/config.html', takes: [], starts: toxStarted },
    ],
    hidesLogins: () => true,
  },
  runner(['poe'], [], 'https://poethepoet.natn.io/tasks/', {
    files: ['pyproject.toml'],
    table: 'tool.poe.tasks',
  }),
];
