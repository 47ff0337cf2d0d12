/** What people tell of the token, of whoever made the package, and of the run, in the line of a refusal. */
import { describe, expect, test } from '@jest/globals';
import { answerTo, askedWith } from './support.js';

const first = async (text: string) => (await answerTo(text)).ids[0];
const WRITE = 'denied: installation not allowed to Write organization package';

describe('the token that made the package is not the one that is refused', () => {
  test.each([
    '第一次是在本地用 PAT 推送的 ghcr.io/octo/app，之后 GitHub Actions 推送一直报 permission_denied: write_package',
    '本地用 PAT 推过一次 ghcr.io/octo/app，现在工作流里推送报 permission_denied: write_package',
    'I first pushed ghcr.io/octo/app from my machine with a PAT, now GitHub Actions gets permission_denied: write_package',
  ])('%s', async (text) => expect(await first(text)).toBe('package-not-granted'));

  test.each([
    '用 PAT 登录，推送 ghcr.io/octo/app 报 permission_denied: write_package',
    '本地用 PAT 推送 ghcr.io/octo/app 报 permission_denied: write_package',
    'I push ghcr.io/octo/app with a PAT and get permission_denied: write_package',
  ])('it may be: %s', async (text) => expect(await first(text)).toBe('user-lacks-package-role'));
});

describe('a fine-grained token pushes nowhere', () => {
  test.each([
    '用细粒度令牌登录 ghcr.io 成功，但推送 ghcr.io/octo/app 被拒绝 denied',
    '用细粒度令牌推送 ghcr.io/octo/app 报 403 Forbidden',
    '我用的是 fine-grained token（github_pat_ 开头），docker login 成功，推送 ghcr.io/octo/app 却提示 denied',
    'I use a fine-grained token, docker login works, but pushing ghcr.io/octo/app says denied',
  ])('%s', async (text) => expect(await first(text)).toBe('token-kind-unsupported'));

  test.each([
    'The token is a classic PAT, not a fine-grained one. docker push ghcr.io/octo/app: 403 Forbidden',
    '令牌是经典 PAT，不是 fine-grained，推送 ghcr.io/octo/app 报 403 Forbidden',
    '用的不是细粒度令牌，推送 ghcr.io/octo/app 报 403 Forbidden',
  ])('another may: %s', async (text) => expect(await first(text)).not.toBe('token-kind-unsupported'));
});

describe('the run is read-only', () => {
  test.each([
    `Dependabot 的 PR 触发构建，推送 ghcr.io/octo/app 失败：${WRITE}`,
    `fork 过来的 PR 触发的工作流推送 ghcr.io/octo/app 时报 ${WRITE}`,
  ])('%s', async (text) => expect(await first(text)).toBe('read-only-run'));

  test.each([
    `Pushing ghcr.io/octo/app fails: ${WRITE}. It works without issues on my personal forked repository.`,
    `Pushing ghcr.io/octo/app fails: ${WRITE}. The same workflow passes in a forked repo.`,
  ])('not where it went through there: %s', async (text) =>
    expect(await first(text)).not.toBe('read-only-run'),
  );

  test('not in a copy of one', async () =>
    expect(await first(`我 fork 过这个项目，提了 PR，推送 ghcr.io/octo/app 报 ${WRITE}`)).not.toBe(
      'read-only-run',
    ));
});

test.each([
  'docker login works, but pushing ghcr.io/octo/app says denied',
  'docker login 成功，推送 ghcr.io/octo/app 却提示 denied',
])('a login that went through is not what is refused: %s', async (text) =>
  expect(await first(text)).not.toBe('token-rejected'),
);

test.each(['docker login to ghcr.io is denied', 'docker login 不成功，ghcr.io 提示 denied'])(
  'one that did not is: %s',
  async (text) => expect(await first(text)).toBe('token-rejected'),
);

test.each([
  'We build and push ghcr.io/octo/app but there is no docker login step: unauthorized: authentication required',
  '忘了 docker login，直接 docker push ghcr.io/octo/app 报 unauthorized: authentication required',
  'I forgot docker login, docker push ghcr.io/octo/app says unauthorized: authentication required',
])('a login that was left out is none: %s', async (text) =>
  expect(await first(text)).toBe('no-registry-login'),
);

test.each([
  'ghcr.io/octo/app 推送成功，但部署时 ssh 报 Permission denied (publickey)',
  'Pushed ghcr.io/octo/app:1, then ssh deploy: Permission denied (publickey,password).',
])('what ssh refuses is none: %s', async (text) => expect(await first(text)).toBeUndefined());

test.each([
  [
    '工作流 permissions 只写了 contents: read，推送 ghcr.io/octo/app 报 403 Forbidden',
    'job-lacks-packages-write',
  ],
  ['推送 ghcr.io/octo/app 时有一层 14GB，推送失败', 'upload-too-large'],
])('and what is said in Chinese: %s', async (text, id) => expect(await first(text)).toBe(id));

test('a proxy that speaks plain HTTP is in the way', async () =>
  expect(
    await first(
      'Error response from daemon: Get "https://ghcr.io/v2/": http: server gave HTTP response to HTTPS client',
    ),
  ).toBe('network-unreachable'));

describe('a login that was left out is what a push lacks', () => {
  test.each([
    'Without docker login, docker push ghcr.io/octo/app says denied',
    'The job has no docker login step; docker push ghcr.io/octo/app fails with denied',
    'I never ran docker login ghcr.io, docker push ghcr.io/octo/app: denied',
    'We have not run docker login, docker push ghcr.io/octo/app is denied',
    '没有 docker login，推送 ghcr.io/octo/app 报 denied',
    '没有执行 docker login，推送 ghcr.io/octo/app 报 denied',
    '忘了 docker login，推送 ghcr.io/octo/app 报 unauthorized',
  ])('%s', async (text) => expect((await askedWith(text)).ids[0]).toBe('no-registry-login'));

  test.each([
    'Step "No docker login needed"\ndocker push ghcr.io/octo/app: denied',
    '我没忘记 docker login，推送 ghcr.io/octo/app 报 denied',
    'I did not forget docker login; docker push ghcr.io/octo/app: denied',
    'There is no docker login error, docker push ghcr.io/octo/app: denied',
  ])('it was not: %s', async (text) =>
    expect(['no-registry-login', 'token-rejected']).not.toContain((await askedWith(text)).ids[0]),
  );
});

describe('a login that went through once, or elsewhere, is refused here', () => {
  test.each([
    'docker login ghcr.io no longer works: denied: denied',
    'docker login ghcr.io never worked, denied',
    'docker login ghcr.io works locally but in CI it says denied: denied',
    'docker login ghcr.io worked until yesterday, now denied: denied',
    '本地 docker login ghcr.io 正常，CI 里报 denied: denied',
  ])('%s', async (text) => expect((await askedWith(text)).ids[0]).toBe('token-rejected'));

  test('and where a push is told of, that is what is refused', async () =>
    expect(
      (await askedWith('docker login ghcr.io worked yesterday, pushing ghcr.io/octo/app says denied')).ids[0],
    ).not.toBe('token-rejected'));
});

describe('a fine-grained token that is not the one that was refused', () => {
  test.each([
    'I replaced my fine-grained PAT by a classic one',
    'Token is classic, since fine-grained ones do not work',
    'Fine-grained tokens are not supported, I know, so I use GITHUB_TOKEN',
    "I don't use fine-grained tokens",
    'switched from fine-grained to classic',
    'Checkout uses a fine-grained PAT for the submodule',
    "Docs say fine-grained tokens don't work with ghcr",
    'env: GH_TOKEN: github_pat_xxx for release, GHCR with GITHUB_TOKEN',
    'fine-grained permissions on the package are set for the repo',
    '没有用细粒度令牌',
    '从细粒度令牌换成了 GITHUB_TOKEN',
  ])('%s', async (text) =>
    expect(await first(`docker push ghcr.io/octo/app: 403 Forbidden. ${text}`)).not.toBe(
      'token-kind-unsupported',
    ),
  );

  test.each([
    'I replaced the classic PAT with a fine-grained one',
    'Switched from a classic PAT to a fine-grained PAT',
    'The checkout works, docker login uses a fine-grained PAT',
    '把经典 PAT 换成了细粒度令牌',
  ])('one that is: %s', async (text) =>
    expect(await first(`docker push ghcr.io/octo/app: 403 Forbidden. ${text}`)).toBe(
      'token-kind-unsupported',
    ),
  );
});

describe('a login at another registry is none at this one', () => {
  test.each([
    '登录的是 docker.io，推送 ghcr.io/octo/app 报 denied',
    'I logged in to Docker Hub but push to ghcr.io/octo/app: denied',
    'Logged in to Docker Hub only; docker push ghcr.io/octo/app: denied',
    'The workflow logs in to docker.io but pushes ghcr.io/octo/app: denied',
    'We log in to docker.io, then push ghcr.io/octo/app: denied',
  ])('%s', async (text) => expect((await askedWith(text)).ids[0]).toBe('no-registry-login'));

  test.each([
    'I am logged in to docker.io and ghcr.io, docker push ghcr.io/octo/app: denied',
    '登录了 docker.io 和 ghcr.io，推送 ghcr.io/octo/app 报 denied',
    'Logged in to Docker Hub because of its limits; docker push ghcr.io/octo/app: denied',
  ])('both are made: %s', async (text) =>
    expect((await askedWith(text)).ids[0]).not.toBe('no-registry-login'),
  );
});
