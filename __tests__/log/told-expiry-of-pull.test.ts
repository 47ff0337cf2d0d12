/** Somebody tells, beside a pull that was refused without a reason, that the credential has come to its end. */
import { describe, expect, test } from '@jest/globals';
import { answerTo } from './support.js';

describe('the old credential comes first', () => {
  test.each([
    'docker pull ghcr.io/acme/app is denied because the PAT is expired',
    'pull from ghcr.io is denied because our token has expired',
    'docker pull ghcr.io/acme/app\nError response from daemon: denied\n\nThe PAT expired yesterday.',
  ])('%s', async (text) => expect((await answerTo(text)).ids).toEqual(['stale-credential']));
});

test('not where it has not', async () =>
  expect((await answerTo('docker pull ghcr.io/acme/app is denied, the PAT has not expired')).ids).toEqual([
    'package-read-refused',
  ]));

describe('what went through without a login', () => {
  test.each([
    'docker pull ghcr.io/octo/app:1 says denied; after docker logout ghcr.io it works',
    'pull of ghcr.io/octo/app denied, docker logout ghcr.io fixed it',
    'docker pull ghcr.io/octo/app: denied. Works when logged out',
    'docker pull ghcr.io/octo/app: denied. Without login it works.',
    '拉取 ghcr.io/octo/app 报 denied，docker logout ghcr.io 后就正常了',
    '拉取公开镜像 ghcr.io/octo/app 报 denied，退出登录后可以拉取',
  ])('%s', async (text) => expect((await answerTo(text)).ids[0]).toBe('stale-credential'));

  test.each([
    'docker pull ghcr.io/octo/app denied, even after docker logout ghcr.io',
    'docker pull ghcr.io/octo/app denied after docker logout ghcr.io',
    'docker pull ghcr.io/octo/app: denied. docker logout did not help',
    'docker pull ghcr.io/octo/app: denied. Should docker logout fix it?',
    '拉取 ghcr.io/octo/app 报 denied，docker logout 后还是不可以',
    'docker pull ghcr.io/octo/app: denied without a login',
  ])('none did: %s', async (text) => expect((await answerTo(text)).ids[0]).not.toBe('stale-credential'));
});
