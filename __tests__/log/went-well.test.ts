/** What somebody tells of a push that went well says nothing of what failed behind it. */
import { describe, expect, test } from '@jest/globals';
import { accessIn } from '../../src/evidence/log/words/access.js';
import { askedWith } from './support.js';

describe('what was refused is the pull', () => {
  test.each([
    'push to ghcr.io/octo/app works, pull gives denied',
    '推送 ghcr.io/octo/app 成功，拉取报 denied',
    '推送 ghcr.io/octo/app 成功，但部署时报 denied',
    'The image was pushed to ghcr.io/octo/app successfully, but the cluster gets 403 Forbidden',
    'Push succeeded but the server cannot pull ghcr.io/octo/app: unauthorized',
  ])('%s', (text) => expect(accessIn(text)).toBe('pull'));
});

describe('what was refused is the push', () => {
  test.each([
    'docker push ghcr.io/octo/app: denied, docker pull works',
    'I expected docker push to ghcr.io/octo/app to work, but it was denied',
    'pushing ghcr.io/octo/app worked before, now it is denied',
    '以前推送 ghcr.io/octo/app 成功，现在报 denied',
    '推送 ghcr.io/octo/app 不成功，报 denied',
  ])('%s', (text) => expect(accessIn(text)).toBe('push'));
});

describe('an operating system refused what came after the push', () => {
  test.each([
    '推送成功，但部署时报 Permission denied',
    '推送 ghcr.io/octo/app 成功，但部署时报 Permission denied',
    'ghcr.io/octo/app pushed fine, but the deploy step says Permission denied',
    '镜像已推送到 ghcr.io/octo/app，部署到服务器时 Permission denied',
  ])('%s', async (text) => expect((await askedWith(text)).ids).toEqual([]));

  test.each([
    '推送 ghcr.io/octo/app 报 Permission denied',
    'The build works, docker push ghcr.io/octo/app: permission denied',
    '推送成功，但部署拉取镜像时报 denied: permission_denied: read_package',
  ])('the registry did: %s', async (text) => expect((await askedWith(text)).ids).not.toEqual([]));
});
