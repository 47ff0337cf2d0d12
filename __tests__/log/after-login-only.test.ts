/**
 * A job logs in to GitHub's registry, and names it nowhere else: whatever a program of its own is refused later may be
 * another service's, and is said to be ours as a guess only.
 */
import { expect, test } from '@jest/globals';
import { explained } from './support.js';

const LOGIN = [
  '##[group]Run docker/login-action@v3',
  'with:',
  '  registry: ghcr.io',
  '  username: octocat',
  '##[endgroup]',
  'Logging into ghcr.io...',
  'Login Succeeded!',
];

const step = (command: string, ...output: string[]) => [
  `##[group]Run ${command}`,
  command,
  '##[endgroup]',
  ...output,
  '##[error]Process completed with exit code 1.',
];

test.each<[string, string[]]>([
  ['a word of anybody', step('./rollout.sh', 'Rolling out', 'unauthorized')],
  ['behind another word', step('node tools/send.mjs', 'Error: denied')],
  ['with a reason', step('make announce', 'unauthorized: authentication required')],
  ['a status', step('python notify.py', '403 Forbidden')],
])('%s is a guess', async (_, lines) => {
  const [finding] = await explained([...LOGIN, ...lines, ''].join('\n'));
  expect(finding?.confidence).toBe('possible');
  expect(finding?.message).toContain('Only the login names ghcr.io');
  expect(finding?.evidence.join('\n')).toContain('Only a login names ghcr.io');
});

test.each<[string, string[]]>([
  ["docker's daemon says it", step('./rollout.sh', 'Error response from daemon: unauthorized')],
  ['a client of registries was run', step('docker pull "$IMAGE"', 'unauthorized')],
  [
    'the registry is named by what is pulled',
    [...step('./rollout.sh', 'Pulling web (ghcr.io/octo/web:1)...', 'unauthorized')],
  ],
])('it is likely where %s', async (_, lines) => {
  const [finding] = await explained([...LOGIN, ...lines, ''].join('\n'));
  expect(finding?.confidence).toBe('likely');
  expect(finding?.message).not.toContain('Only the login');
});

test('another print of the same that names the registry is no guess', async () => {
  const lines = step('./rollout.sh', 'unauthorized', 'pull of ghcr.io/octo/web:1: unauthorized');
  const [finding] = await explained([...LOGIN, ...lines, ''].join('\n'));
  expect(finding?.confidence).toBe('likely');
});
