/** What somebody did that a refused push or pull went through then tells what had been missing. */
import { describe, expect, test } from '@jest/globals';
import { answerTo } from './support.js';

const first = async (text: string) => (await answerTo(text)).ids[0];
const PUSH = 'docker push ghcr.io/octo/app:1 was denied with 403.';
const PULL = 'docker pull ghcr.io/octo/app:1 was denied.';

describe('the cure tells the reason', () => {
  test.each([
    ['token-rejected', `${PUSH} I renewed the token and it worked.`],
    ['token-rejected', `${PUSH} Regenerating the PAT fixed it.`],
    ['token-rejected', 'Our pushes to GHCR got 403 until I rotated the token.'],
    ['token-rejected', 'Could not push to ghcr.io. The fix was to create a new PAT.'],
    ['token-rejected', '推送 ghcr.io/octo/app 报 403，换了新的 token 就好了'],
    ['token-rejected', '推送到 ghcr.io 报 403，重新生成 token 后就好了'],
    ['token-lacks-scope', `${PUSH} Generated a new token with write:packages, now it works.`],
    ['token-lacks-scope', '推送到 ghcr.io 被拒绝，勾选 write:packages 后就可以了'],
    [
      'token-kind-unsupported',
      'I got 403 pushing to ghcr.io with a fine-grained PAT, a classic token fixed it',
    ],
    [
      'job-lacks-packages-write',
      `${PUSH} Setting Workflow permissions to "Read and write permissions" fixed it.`,
    ],
    ['job-lacks-packages-write', '推送 ghcr.io 报 403，把 Workflow permissions 改成 Read and write 后正常'],
    ['package-not-granted', `${PUSH} Linked the package to the repository and it went through.`],
    ['package-not-granted', `${PUSH} I "fixed" this by adding the repo to the package settings.`],
    ['package-not-granted', 'GHCR push got unauthorized - I deleted the old package and then it worked.'],
    ['package-not-granted', 'ghcr.io 推送被拒，把包关联到仓库就好了'],
    [
      'uppercase-image-name',
      'The push to ghcr.io/Octo/App failed; converting the name to lowercase solved it.',
    ],
    ['uppercase-image-name', 'pushing to ghcr.io failed. Used lowercase for the image name and it worked.'],
    ['uppercase-image-name', 'docker push ghcr.io/Octo/app:1 was rejected, works with lowercase.'],
    ['uppercase-image-name', '推送到 ghcr.io 一直失败，换成小写就好了'],
    ['sso-not-authorized', `${PUSH} Authorizing the PAT for SSO fixed it`],
    ['owner-mismatch', 'Push to ghcr.io/upstream/app was denied. Using my own namespace it worked.'],
    ['package-creation-refused', `${PUSH} After the owner enabled package creation it worked.`],
    ['no-registry-login', `${PUSH} Adding docker/login-action before the build solved it.`],
    ['no-registry-login', '推送 ghcr.io 报 unauthorized，加上 docker login 就好了'],
    ['package-read-refused', `${PULL} It worked after I logged in to ghcr.io.`],
    ['package-read-refused', `${PULL} The owner changed the visibility to public and now it works.`],
    ['package-read-refused', '拉取 ghcr.io/octo/app 提示 denied，设为公开后可以拉了'],
    ['stale-credential', `${PULL} Replacing the old token made it work, it works now.`],
    ['stale-credential', `${PULL} Logging out of ghcr.io solved it.`],
    ['stale-credential', 'A public image on ghcr.io gives denied; docker logout ghcr.io fixed it'],
  ])('%s: %s', async (id, text) => expect(await first(text)).toBe(id));

  test('below a log, in a line of its own', async () => {
    const log = 'docker push ghcr.io/octo/app:1\nThe push refers to repository [ghcr.io/octo/app]\ndenied';
    expect(await first(log)).not.toBe('uppercase-image-name');
    expect(await first(`${log}\n\nEdit: I used lowercase for the owner and it worked.`)).toBe(
      'uppercase-image-name',
    );
  });

  test('and not where the registry says why', async () =>
    expect(await first('denied: permission_denied: write_package. I renewed the token and it worked.')).toBe(
      'package-not-granted',
    ));
});

describe('it was none', () => {
  test.each([
    `${PUSH} I renewed the token and it still fails.`,
    `${PUSH} I renewed the token but that did not help.`,
    `${PUSH} Should I renew the token? Would that fix it?`,
    `${PUSH} The name is all lowercase and it worked yesterday.`,
    `${PUSH} Locally it works with a new token.`,
    `${PUSH} docker logout ghcr.io and a new login changed nothing.`,
    `${PUSH} 换了新的 token 还是不行`,
    'I renewed the token, login works now, but the push to ghcr.io/octo/app says 403',
    'I created a new token and docker login worked; docker push ghcr.io/octo/app: 403 Forbidden',
  ])('%s', async (text) => expect(await first(text)).toBe('package-not-granted'));

  test.each([
    'For Docker Hub I had the same, and there it was fixed by regenerating the token.',
    'On npm it worked after I added a new token.',
    'AWS ECR: solved by refreshing the credentials',
    'git clone works after I created a classic PAT.',
    '阿里云那边换了令牌就好了。',
    'Login was fixed by renewing the token.',
    'The checkout was fixed by rotating the token.',
    'Cloning the submodule worked after I renewed the PAT.',
    'The API call works with a new token.',
  ])('of another refusal: %s', async (cure) => {
    const refused = [
      'docker push ghcr.io/octo/app:1\ndenied: 403 Forbidden',
      'docker pull ghcr.io/octo/app:1\nError response from daemon: denied',
    ];
    for (const log of refused) expect(await first(`${log}\n\n${cure}`)).toBe(await first(log));
  });

  test.each([
    'If the push to ghcr.io fails, renew the token and it works.',
    'Fixed pushes to ghcr.io by lowercasing the owner.',
    'fix: push to ghcr.io failed, use lowercase image name',
    'If pushing to ghcr.io is denied, adding packages: write fixes it.',
    'Push to Docker Hub was denied. I renewed the token and it worked. GHCR was fine.',
  ])('nobody was refused: %s', async (text) => expect((await answerTo(text)).ids).toEqual([]));
});
