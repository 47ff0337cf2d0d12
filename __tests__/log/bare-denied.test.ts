/** docker names its daemon where a login or a pull is refused, and nobody where a push is. */
import { describe, expect, test } from '@jest/globals';
import { explanation } from '../../src/commands/explain.js';
import { answerTo, explained, pieces } from './support.js';

test.each([
  ['as a push prints it, and nothing else', 'denied: denied', 'token-rejected', 'stale-credential'],
  [
    'behind the name of what was pushed',
    'ghcr.io/octo/app\ndenied: denied',
    'token-rejected',
    'stale-credential',
  ],
  [
    'as the daemon says it',
    'Error response from daemon: denied: denied',
    'stale-credential',
    'token-rejected',
  ],
  ['below a pull', '$ docker pull ghcr.io/octo/app\ndenied: denied', 'stale-credential', 'token-rejected'],
])('%s', async (_, text, first, second) => {
  const [finding] = await explained(`${text}\n`);
  expect([finding?.id, finding?.alternatives[0]]).toEqual([first, second]);
});

const OF_A_PUSH = 'The push refers to repository [ghcr.io/octo/app]\n0123456789ab: Preparing';
test.each([
  ['a layer that is there was only seen', `${OF_A_PUSH}\n0123456789ab: Layer already exists\ndenied`, 'job'],
  ['a layer that went up was taken', `${OF_A_PUSH}\n0123456789ab: Pushed\ndenied`, 'registry'],
  ['one that was mounted, too', `${OF_A_PUSH}\n0123456789ab: Mounted from octo/base\ndenied`, 'registry'],
  [
    'some went up, others were there',
    `${OF_A_PUSH}\n0123456789ab: Pushed\nba9876543210: Layer already exists\ndenied`,
    'registry',
  ],
])('a push that is refused after its layers: %s', async (_, text, who) => {
  const [finding] = await explained(`${text}\n`);
  expect(finding?.id).toBe(who === 'job' ? 'job-lacks-packages-write' : 'registry-unavailable');
});

test('who is asked what is there knew the token', async () => {
  const dead = 'unauthorized: unauthenticated: User cannot be authenticated with the token provided.';
  const [finding] = await explained(`${OF_A_PUSH}\n0123456789ab: Layer already exists\n${dead}\n`);
  expect(finding?.id).toBe('registry-unavailable');
});

describe('the words of Docker Hub’s answer, which docker has for a name without a registry', () => {
  const SAID = 'denied: requested access to the resource is denied';

  test('alone may be either’s, and it is said what to write then', async () => {
    const source = { name: 'log', job: null, isAsked: true, open: async () => pieces(SAID) };
    const { report } = await explanation([source], { language: 'en', run: null, place: () => null });
    expect(report.findings).toMatchObject([{ id: 'package-not-found', confidence: 'possible' }]);
    expect(report.findings[0]?.message).toContain('put ghcr.io/ in front');
  });

  test.each([
    ['in two lines', `${SAID}\nunauthorized: authentication required`],
    [
      'as a logger writes them',
      `Could not get tags: errors:\\n${SAID}\\nunauthorized: authentication required\\n`,
    ],
  ])('with its second error are its own: %s', async (_, text) =>
    expect((await answerTo(text)).ids).toEqual([]),
  );
});
