/** The name that a client minds is told as it was given, and who minds it by his own words. */
import { describe, expect, test } from '@jest/globals';
import { mindedName } from '../../src/causes/questions/said.js';
import { explained } from './support.js';

const TIME = '2026-11-28T14:06:36Z';

describe('mindedName', () => {
  test.each([
    ['docker', 'invalid tag "ghcr.io/Octo/app:1": repository name must be lowercase', 'ghcr.io/Octo/app:1'],
    ['a space in it', 'invalid tag "ghcr.io/octo/app: 1": invalid reference format', 'ghcr.io/octo/app: 1'],
    [
      'skopeo',
      `time="${TIME}" level=fatal msg="Invalid destination name docker://ghcr.io/Octo/app: invalid reference format"`,
      'ghcr.io/Octo/app',
    ],
    [
      'a logger around docker',
      `time="${TIME}" level=error msg="invalid tag \\"ghcr.io/Octo/app:1\\": repository name must be lowercase"`,
      'ghcr.io/Octo/app:1',
    ],
    [
      'the same as JSON',
      `{"level":"error","ts":"${TIME}","msg":"invalid tag \\"ghcr.io/Octo/app:1\\": invalid"}`,
      'ghcr.io/Octo/app:1',
    ],
    ['a logger, and no name', `time="${TIME}" level=fatal msg="repository name must be lowercase"`, ''],
    ['nothing in quotes', 'invalid reference format', ''],
  ])('%s', (_, text, name) => expect(mindedName(text)).toBe(name));

  test('takes no longer for a text without an end', () => {
    expect(mindedName(`docker://${'/'.repeat(200_000)} "${'a/'.repeat(100_000)}`)).not.toBe('');
  });
});

test.each([
  ['buildx', 'ERROR: failed to build: invalid tag "ghcr.io/octo/app:feature/x": invalid reference format'],
  ['buildx', 'ERROR: failed to build: invalid tag "ghcr.io/Octo/app:1": repository name must be lowercase'],
  ['docker', 'invalid argument "ghcr.io/Octo/app:1" for "-t, --tag" flag: repository name must be lowercase'],
  ['helm', 'Error: invalid reference: invalid tag "0.1.0/app:0.1.0" (ghcr.io/octo/charts)'],
  [
    'oras',
    '##[group]Run oras push ghcr.io/octo/app:a+b f\n##[endgroup]\nError: invalid reference: invalid tag "a+b"',
  ],
])('%s printed it', async (client, text) => {
  const [finding] = await explained(text);
  expect(finding?.evidence.join('\n')).toContain(`Printed by ${client}`);
});

test('nobody is made up for what several clients say', async () => {
  const [finding] = await explained('Error: "ghcr.io/octo/app:a+b": invalid reference: invalid tag "a+b"');
  expect(finding?.evidence.join('\n')).not.toContain('Printed by');
});
