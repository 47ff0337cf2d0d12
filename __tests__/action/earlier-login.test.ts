/** A login before our own step, with a token that our inputs do not have: ours takes its place. */
import * as path from 'node:path';
import { expect, test } from '@jest/globals';
import { startLab } from '../../src/lab/lab.js';
import { fromFolder, runAction } from '../../src/lab/runner/run-action.js';
import { findScenario, type Scenario } from '../../src/lab/scenarios/scenarios.js';
import type { Finding } from '../../src/types.js';
import { ACTION_NODE } from '../node.js';

const dist = path.join(import.meta.dirname, '../../dist');
const LOGIN = [
  '      - uses: docker/login-action@v3',
  '        with:',
  '          registry: ghcr.io',
  '          username: mona',
  '          password: ${{ secrets.PUBLISHER }}',
].join('\n');

async function warned(name: string, workflow: (text: string) => string, inputs = {}): Promise<Finding[]> {
  const found = findScenario(name) as Scenario;
  const scenario = {
    ...found,
    workflow: workflow(found.workflow),
    inputs: { ...found.inputs, ...inputs },
  };
  const lab = await startLab(scenario.world);
  try {
    const { outputs } = await runAction(scenario, lab, {
      runStep: fromFolder(dist, ACTION_NODE),
      env: { PATH: '/nonexistent' },
    });
    const findings: Finding[] = JSON.parse(outputs.findings ?? '[]');
    return findings.filter(({ id }) => id === 'login-replaced');
  } finally {
    await lab.close();
  }
}

const before = (text: string) => text.replace('      - name: Will GHCR accept it?', `${LOGIN}\n$&`);

test.each([
  ['en', 'Pass PUBLISHER to ghcr-preflight as ghcr-token'],
  ['zh-CN', '请把 PUBLISHER 以 ghcr-token 传给 ghcr-preflight'],
])('what is refused to our tokens may be given to that one: %s', async (language, fix) => {
  expect(await warned('foreign-package', before, { language })).toMatchObject([
    { severity: 'warning', location: { line: 20 }, fix: { summary: expect.stringContaining(fix) } },
  ]);
});

test.each<[string, string, (text: string) => string]>([
  ['ours may push', 'allowed', before],
  ['there is none', 'foreign-package', (text) => text],
  [
    'it is with the same token',
    'foreign-package',
    (text) => before(text).replace('secrets.PUBLISHER', 'secrets.GITHUB_TOKEN'),
  ],
  [
    'we have its token',
    'foreign-package',
    (text) =>
      before(text).replace(
        /(uses: \S+\/ghcr-preflight@v1)/,
        '$1\n        with: {ghcr-token: "${{ secrets.PUBLISHER }}"}',
      ),
  ],
  [
    'it is to another registry',
    'foreign-package',
    (text) => before(text).replace('registry: ghcr.io', 'registry: quay.io'),
  ],
])('nothing is said where %s', async (_, name, workflow) => {
  expect(await warned(name, workflow)).toEqual([]);
});
