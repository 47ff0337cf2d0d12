/** docker names its daemon where a login or a pull is refused, and nobody where a push is. */
import { expect, test } from '@jest/globals';
import { explained } from './support.js';

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
