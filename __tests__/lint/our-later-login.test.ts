/** Our own action after a login with a better token: it is to be given that one, and not to be removed. */
import { expect, test } from '@jest/globals';
import { build, lintFiles, login, MAIN, workflow } from './repository.js';

const cures = async (step: string, language: 'en' | 'zh-CN' = 'en') => {
  const text = workflow(login('secrets.PUBLISHER') + step + build(), 'permissions: {contents: read}');
  const { report } = await lintFiles({ [MAIN]: text }, { language });
  return report.findings.map(({ id, fix }) => [id, fix.summary]);
};

test('ours is given the token', async () => {
  const ours = '\n- uses: org/ghcr-preflight@v1';
  expect(await cures(ours)).toEqual([
    ['login-replaced', expect.stringMatching(/^Pass PUBLISHER to ghcr-preflight as ghcr-token/)],
  ]);
  expect(await cures(ours, 'zh-CN')).toEqual([
    ['login-replaced', expect.stringMatching(/PUBLISHER 以 ghcr-token 传给 ghcr-preflight/)],
  ]);
});

test("another's is removed or moved", async () =>
  expect(await cures(login())).toEqual([['login-replaced', expect.stringMatching(/^Remove this login/)]]));
