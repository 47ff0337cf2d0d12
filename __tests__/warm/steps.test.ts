/** A step in a process that stays says and leaves what it does in a process of its own, whatever was done there before. */
import * as path from 'node:path';
import { expect, test } from '@jest/globals';
import { startLab } from '../../src/lab/lab.js';
import { asOnGitHub, fromFolder, type RunStep, runAction } from '../../src/lab/runner/run-action.js';
import { findScenario, type Scenario } from '../../src/lab/scenarios/scenarios.js';
import { ACTION_NODE } from '../node.js';
import { warmDoor, warmSteps } from './steps.js';

const dist = path.join(import.meta.dirname, '../../dist');

async function run(name: string, runStep: RunStep) {
  const scenario = findScenario(name) as Scenario;
  const lab = await startLab(scenario.world, { faults: scenario.faults });
  try {
    const env = { PATH: '/nonexistent' };
    const { exitCode, log, annotations, outputs, authFile } = asOnGitHub(
      await runAction(scenario, lab, { runStep, env }),
      lab.registry,
    );
    const { verdict } = outputs;
    const findings = outputs.findings?.replaceAll(
      /X-GitHub-Request-Id: [0-9A-F:]+/g,
      'X-GitHub-Request-Id: ID',
    );
    const said = log.replaceAll(/\(auth-file, .*?\)/g, '(auth-file, FILE)');
    return { exitCode, said, annotations, verdict, findings, authFile };
  } finally {
    await lab.close();
  }
}

test.each(['allowed', 'lacks-write', 'allowed', 'expired-ghcr-token', 'lacks-write'])(
  '%#: %s',
  async (name) => {
    const own = await run(name, fromFolder(dist, ACTION_NODE));
    expect(own.said).not.toBe('');
    expect(await run(name, warmSteps(dist, ACTION_NODE))).toEqual(own);
  },
);

test('a step sees no environment but its own', async () => {
  const door = path.join(dist, 'main/index.js');
  const asked = (env: Record<string, string>) => warmDoor(ACTION_NODE, door, env);
  const first = await asked({ INPUT_ACCESS: 'nonsense' });
  expect(first.stdout).toContain('nonsense');
  expect(first.exitCode).toBe(1);
  const second = await asked({ INPUT_LOGIN: 'odd' });
  expect(second.stdout).toContain('"odd"');
  expect(second.stdout).not.toContain('nonsense');
});

test('what ends a process ends its step, and is said', async () => {
  const broken = path.join(import.meta.dirname, 'steps.ts');
  const { exitCode, stderr } = await warmDoor(ACTION_NODE, path.join(broken, 'absent.js'), {});
  expect(exitCode).toBe(1);
  expect(stderr).toContain('Cannot find module');
});
