/** Where the pages are that an action's findings lead to. */
import { expect, test } from '@jest/globals';
import { docsAddress } from '../../src/faces/action/docs-address.js';
import { PROJECT, PROJECT_PAGES } from '../../src/version.js';

test.each<[string, NodeJS.ProcessEnv, string]>([
  ['an action of the checkout', {}, PROJECT_PAGES],
  [
    'a version of the project',
    { GITHUB_ACTION_REPOSITORY: PROJECT },
    `https://github.com/${PROJECT}/blob/v2`,
  ],
  [
    'the project on another server, which may have it from github.com',
    { GITHUB_ACTION_REPOSITORY: PROJECT, GITHUB_SERVER_URL: 'https://ghe.example' },
    `https://github.com/${PROJECT}/blob/v2`,
  ],
  [
    'a copy on another server',
    { GITHUB_ACTION_REPOSITORY: 'actions-mirror/preflight', GITHUB_SERVER_URL: 'https://ghe.example/' },
    'https://ghe.example/actions-mirror/preflight/blob/v2',
  ],
])('%s', (_, env, expected) => {
  expect(docsAddress({ GITHUB_ACTION_REF: env.GITHUB_ACTION_REPOSITORY ? 'v2' : '', ...env })).toBe(expected);
});
