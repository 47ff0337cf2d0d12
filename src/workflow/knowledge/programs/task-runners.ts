/** Runners of tasks that are lines of a shell in a file of settings. */
import type { Program } from '../program.js';
import { namedTask, type TaskPlace } from '../project-files/task-scripts.js';

const runner = (
  names: readonly string[],
  words: readonly string[],
  source: string,
  ...places: TaskPlace[]
): Program => ({
  names,
  commands: [{ words, source, takes: [], starts: namedTask(places) }],
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
  runner(['mise'], ['run|r'], 'https://mise.jdx.dev/tasks/toml-tasks.html', {
    files: ['mise.toml', '.mise.toml', '.config/mise.toml'],
    table: 'tasks',
  }),
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
  runner(['hatch'], ['run'], 'https://hatch.pypa.io/latest/config/environment/overview/#scripts', {
    files: ['pyproject.toml'],
    table: 'tool.hatch.envs.default.scripts',
  }),
  runner(['pdm'], ['run'], 'https://pdm-project.org/latest/usage/scripts/', {
    files: ['pyproject.toml'],
    table: 'tool.pdm.scripts',
  }),
  runner(['rye'], ['run'], 'https://rye.astral.sh/guide/commands/run/', {
    files: ['pyproject.toml'],
    table: 'tool.rye.scripts',
  }),
  runner(['poe'], [], 'https://poethepoet.natn.io/tasks/', {
    files: ['pyproject.toml'],
    table: 'tool.poe.tasks',
  }),
];
