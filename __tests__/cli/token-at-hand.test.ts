/** Which variable's token goes to GitHub's API, and as what. */
import { expect, test } from '@jest/globals';
import { tokenAtHand } from '../../src/faces/cli/token-at-hand.js';
import { run } from './run.js';

test.each([
  [{ GITHUB_TOKEN: 'ghs_one', GH_TOKEN: 'ghp_two' }, 'GITHUB_TOKEN', 'ghs_one'],
  [{ GITHUB_TOKEN: ' \n', GH_TOKEN: 'ghp_two\r\n' }, 'GH_TOKEN', 'ghp_two'],
  [{ GITHUB_TOKEN: '', GH_TOKEN: '""', GHCR_TOKEN: '\ufeff"ghp_three"' }, 'GHCR_TOKEN', 'ghp_three'],
  [{ GITHUB_TOKEN: 'op://vault/ghcr/token', GH_TOKEN: 'ghp_two' }, 'GH_TOKEN', 'ghp_two'],
  [
    { GITHUB_TOKEN: 'changeme', GH_TOKEN: '/run/secrets/ghcr', GHCR_TOKEN: 'ghp_three' },
    'GHCR_TOKEN',
    'ghp_three',
  ],
  // An API on this machine may have any word for a token.
  [{ GITHUB_TOKEN: 'changeme', GITHUB_API_URL: 'http://127.0.0.1:1/api/v3' }, 'GITHUB_TOKEN', 'changeme'],
])('%j', (env, variable, secret) => expect(tokenAtHand(env)).toMatchObject({ variable, secret }));

test.each([
  ['audit', 'octo-org'],
  ['explain', '--run', 'https://github.com/octo-org/app/actions/runs/1'],
  ['lint', 'octo-org/app'],
])('%s says what it did not send', async (...args) => {
  // No name can be resolved: whatever were sent would go nowhere.
  const env = { GH_TOKEN: '<token>', HTTPS_PROXY: 'http://127.0.0.1:9' };
  const { stderr, code } = await run(args, { env });
  expect(stderr.replace(/\s+/g, ' ')).toContain('GH_TOKEN still holds the placeholder of a guide');
  expect(code).toBe(2);
  const chinese = await run([...args, '--language', 'zh-CN'], { env: { ...env, GH_TOKEN: 'op://a/b/c' } });
  expect(chinese.stderr).toContain('GH_TOKEN 的值是指向密钥的引用');
});

test.each([{}, { GITHUB_TOKEN: 'changeme' }, { GITHUB_TOKEN: '' }, { GHCR_TOKEN: '\t', GH_TOKEN: "''" }])(
  'none in %j',
  (env) => expect(tokenAtHand(env)).toBeNull(),
);
