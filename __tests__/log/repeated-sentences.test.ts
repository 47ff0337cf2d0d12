/** The registry's sentences and their clients', as people repeat them: with other small words, and what they put behind them. */
import { describe, expect, test } from '@jest/globals';
import { answerTo } from './support.js';

const first = async (text: string) => (await answerTo(text)).ids[0];

describe('a sentence of the registry in somebody’s grammar', () => {
  test.each([
    ['token-lacks-scope', "docker push to ghcr says the token doesn't match expected scopes"],
    ['token-lacks-scope', 'Pushing to ghcr.io: the token provided did not match the expected scopes'],
    ['job-lacks-packages-write', 'ghcr says my installation is not allowed to create organization package'],
    [
      'job-lacks-packages-write',
      "The push to ghcr.io fails because the installation isn't allowed to write an organization package",
    ],
    ['owner-mismatch', "ghcr.io push: the requested installation doesn't exist"],
    ['token-rejected', "ghcr.io login: user can't be authenticated with the provided token"],
    ['token-missing', 'Error: Username and password required (docker/login-action, ghcr.io)'],
    [
      'subject-not-pushed',
      'actions/attest-build-provenance: OCIError: Error uploading artifact to container registry, expected 200, received 404',
    ],
  ])('%s: %s', async (id, text) => expect(await first(text)).toBe(id));

  test.each([
    'Our app prints "user can\'t be authenticated with the provided password"',
    'Error: Username and password required (smtp)',
    "The package's installation isn't allowed to write into /usr",
  ])("another's is none: %s", async (text) => expect((await answerTo(text)).ids).toEqual([]));
});

describe('a package that is not there', () => {
  test.each([
    'docker pull ghcr.io/octo/nope is denied, the package was never published',
    'docker pull ghcr.io/octo/app says denied because there is no such package',
    'docker pull ghcr.io/octo/nonexistent 报 denied，这个包根本不存在',
    '拉取 ghcr.io/octo/app 失败，提示 denied，镜像还没有发布',
  ])('%s', async (text) => expect(await first(text)).toBe('package-not-found'));

  test.each([
    'docker pull ghcr.io/octo/app is denied, the package exists and is private',
    "pull access denied for ghcr.io/octo/app, repository does not exist or may require 'docker login': denied: permission_denied: read_package",
    '1/1: No such image: ghcr.io/octo/app:1',
  ])('is one that is there, or that nobody knows of: %s', async (text) =>
    expect(await first(text)).toBe('package-read-refused'),
  );
});

describe('a reason in somebody’s words', () => {
  test.each([
    ['token-lacks-scope', '推送到 ghcr.io 提示 token 的 scope 不匹配，令牌只勾选了 repo'],
    ['token-lacks-scope', '推送到 ghcr.io 失败，令牌只勾选了 repo'],
    ['owner-mismatch', '用 GITHUB_TOKEN 推送到别人的组织 ghcr.io/other/app 被拒绝'],
    [
      'owner-mismatch',
      'We push with GITHUB_TOKEN to another organization, ghcr.io/other/app, and it was denied',
    ],
    ['no-registry-login', 'We forgot docker/login-action, so docker push ghcr.io/octo/app was denied'],
    ['no-registry-login', 'docker push ghcr.io/octo/app was denied because the job has no login step'],
  ])('%s: %s', async (id, text) => expect(await first(text)).toBe(id));
});
