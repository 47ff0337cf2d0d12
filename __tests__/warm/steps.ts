/** Steps of a built action, where the process is not the point: run in processes that stay, for a third of the work. */
import { type ChildProcess, fork } from 'node:child_process';
import * as path from 'node:path';
import { afterAll } from '@jest/globals';
import type { EndedStep, RunStep } from '../../src/lab/runner/run-action.js';

const STAGE = path.join(import.meta.dirname, 'stage.mjs');

const all: ChildProcess[] = [];
/** The one that was at work last is asked first: it is the warmest. */
const idle: ChildProcess[] = [];
afterAll(() => {
  for (const stage of all) if (stage.connected) stage.disconnect();
});

/** As `fromFolder`; there are as many processes as there have been steps at a time. */
export function warmSteps(dist: string, node: string): RunStep {
  return (step, env) => warmDoor(node, path.join(dist, step, 'index.js'), env);
}

/** As `runProcess` with a door of `dist/`. */
export async function warmDoor(
  node: string,
  door: string,
  env: Readonly<Record<string, string>>,
): Promise<EndedStep> {
  const start = performance.now();
  const stage = idle.pop() ?? opened(node);
  const ended = await perform(stage, door, env);
  idle.push(stage);
  return { ...ended, time: performance.now() - start };
}

function opened(node: string): ChildProcess {
  const stage = fork(STAGE, { execPath: node, execArgv: [], env: {} });
  all.push(stage);
  return stage;
}

function perform(
  stage: ChildProcess,
  door: string,
  env: Readonly<Record<string, string>>,
): Promise<Omit<EndedStep, 'time'>> {
  return new Promise((resolve, reject) => {
    const died = (code: number | null) => reject(new Error(`${door} has ended its process: ${code}`));
    stage.once('exit', died);
    stage.once('message', (ended) => {
      stage.off('exit', died);
      resolve(ended as Omit<EndedStep, 'time'>);
    });
    stage.send({ door, env });
  });
}
