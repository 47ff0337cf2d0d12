/** What somebody compares a refusal with: another registry, where it works. */
import { describe, expect, test } from '@jest/globals';
import { withoutCompared } from '../../src/evidence/log/people/compared.js';
import { answerTo } from './support.js';

describe('a clause that tells of another registry that it works there', () => {
  test.each([
    ['docker push to GHCR gives 403, to Docker Hub it is fine', 'docker push to GHCR gives 403'],
    ['Our Harbor works but ghcr.io/octo/app is denied', 'but ghcr.io/octo/app is denied'],
    ['推送到 GHCR 报 403，Harbor 正常', '推送到 GHCR 报 403'],
  ])('%s', (text, rest) => expect(withoutCompared(text)).toBe(rest));

  test.each([
    'GHCR works, but docker push to Docker Hub gives 403',
    'denied on push. Docker Hub works',
    'docker push to GHCR gives 403, and Docker Hub does not work either',
    'GHCR and Docker Hub work',
  ])('%s: nothing is left out', (text) => expect(withoutCompared(text)).toBe(text));
});

describe('whoever has left another registry for this one', () => {
  test.each([
    'After moving from Docker Hub our push gives 403, ghcr.io is the target',
    'We migrated from Docker Hub to ghcr.io and now the push is denied with 403',
    'Since we switched from DockerHub to GHCR our pushes fail with 403 Forbidden',
    'We are migrating our images from quay.io to ghcr.io; the push gives 403',
    '从 Docker Hub 迁移到 ghcr.io 之后推送报 403',
  ])('%s', async (text) => expect((await answerTo(text)).ids).toEqual(['package-not-granted']));

  test.each([
    'After moving from ghcr.io our push to Docker Hub gives 403',
    'We moved from GHCR to Docker Hub, pushes are denied there now',
    'Pulling from Docker Hub is denied, ghcr.io works',
    '从 ghcr.io 迁移到 Docker Hub 之后推送报 403',
  ])('and not whoever has left this one: %s', async (text) => expect((await answerTo(text)).ids).toEqual([]));
});

test('the registry that is left is the one that refused', async () => {
  const ids = async (log: string) => (await answerTo(log)).ids;
  expect(await ids('docker push to GHCR fails with 403 Forbidden')).toEqual(['package-not-granted']);
  expect(await ids('The push to Docker Hub works but docker push to GHCR fails with 403 Forbidden')).toEqual([
    'package-not-granted',
  ]);
  expect(await ids('The push to GHCR works but docker push to Docker Hub fails with 403 Forbidden')).toEqual(
    [],
  );
});

describe('whoever is let in and may not push', () => {
  test.each([
    'GHCR: the login works, the push is denied, Docker Hub is fine',
    'docker login ghcr.io succeeds, but the push is denied. Docker Hub works.',
    '登录 ghcr.io 正常，推送被拒绝，Docker Hub 没问题',
  ])('%s: no credential was refused', async (text) =>
    expect((await answerTo(text)).ids).toEqual(['package-not-granted']),
  );

  test.each([
    'GHCR works, Docker Hub: the login works, the push is denied',
    'GHCR works. At Docker Hub the login works, the push is denied.',
    'ghcr.io is fine, Docker Hub says denied',
  ])('%s: somebody else refused', async (text) => expect((await answerTo(text)).ids).toEqual([]));
});
