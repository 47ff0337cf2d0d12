/** The title of a finding is true of its case: what its message says, in short. */
import { expect, test } from '@jest/globals';
import { build, lintFiles, login, MAIN, workflow } from './repository.js';

async function only(text: string, language: 'en' | 'zh-CN' = 'en') {
  const { report } = await lintFiles({ [MAIN]: text }, { language });
  const [finding, ...others] = report.findings;
  if (!finding || others.length > 0) throw new Error(`${report.findings.length} findings`);
  return finding;
}

const LOGOUT = '\n- run: docker logout ghcr.io';
const NAMELESS =
  '\n- uses: docker/login-action@v4\n  with: {registry: ghcr.io, password: "${{ github.token }}"}';

test.each([
  ['nothing logs in', workflow(build()), 'Nothing logs in to the registry before this', '尚未登录注册表'],
  [
    'the login comes later',
    workflow(build() + login()),
    'Nothing logs in to the registry before this',
    '尚未登录注册表',
  ],
  [
    'a logout lies between',
    workflow(login() + LOGOUT + build()),
    'The push does not find the login',
    '推送找不到登录凭据',
  ],
  [
    'a user name is left out',
    workflow(NAMELESS + build()),
    'There is no user name to log in with',
    '没有可用于登录的用户名',
  ],
  [
    'a password is left out',
    workflow(NAMELESS.replace(/password: [^}]*\}\}"/, 'username: x') + build()),
    'There is no token to log in with',
    '没有可用于登录的令牌',
  ],
  [
    'a fork may start it',
    workflow(login() + build(), undefined, 'pull_request'),
    'GitHub gives the runs of forks a read-only token',
    '来自复刻的运行只有只读令牌',
  ],
])('%s', async (_, text, en, zh) => {
  expect([(await only(text)).title, (await only(text, 'zh-CN')).title]).toEqual([en, zh]);
});

test('an expression that has a value is not called empty beside a slash too many', async () => {
  const push = '\n- run: docker push ghcr.io//${{ github.event.repository.name }}:1';
  const { message } = await only(workflow(login() + push));
  expect(message).toContain('ghcr.io//app:1 is not a valid image reference');
  expect(message).not.toContain('is empty in this run');
});
