/** Somebody tells that a push to GitHub's registry failed, and why, without a word of the registry's. */
import { describe, expect, test } from '@jest/globals';
import { explanation } from '../../src/commands/explain.js';
import { answerTo, askedWith, pieces } from './support.js';

describe('a push that failed, with its reason', () => {
  test.each([
    ['token-lacks-scope', 'push to GHCR failed with a token scope mismatch'],
    ['token-lacks-scope', "GHCR push fails: the PAT's scopes do not match"],
    ['token-lacks-scope', 'The PAT lacks the write:packages scope, so the push to ghcr.io failed'],
    ['token-lacks-scope', 'push to ghcr.io was refused, our classic token has only read:packages'],
    [
      'token-lacks-scope',
      'Publishing to ghcr.io/octo/app failed. The token of the bot only had read:packages.',
    ],
    ['token-kind-unsupported', 'push to GHCR failed: the token is a fine-grained PAT'],
    ['token-rejected', 'The nightly push to GHCR has failed since Monday. We found that the PAT expired.'],
    ['job-lacks-packages-write', 'The job had no packages: write, so the push to ghcr.io was refused'],
    ['job-lacks-packages-write', 'GHCR publish failed because the workflow lacked packages: write.'],
    [
      'job-lacks-packages-write',
      'Our release could not push to ghcr.io.\n\nRoot cause: the job had no `packages: write`.',
    ],
    ['package-not-granted', "publish to GHCR fails, package didn't grant the repo access"],
    ['no-registry-login', 'Image push to ghcr.io fails due to missing docker login'],
    ['job-lacks-packages-write', 'The push to ghcr.io fails due to missing packages: write permission'],
    ['token-lacks-scope', 'Upload to ghcr.io is refused for lack of the write:packages scope'],
    ['package-not-granted', 'The push to ghcr.io failed: the package belongs to another repository'],
    [
      'package-not-granted',
      'Our push to ghcr.io/octo/app failed: GITHUB_TOKEN in this repo is not authorized to write to the octo/app package',
    ],
    [
      'package-not-granted',
      'push to ghcr.io/octo/app failed, GITHUB_TOKEN has no write access to the package',
    ],
    [
      'package-not-granted',
      'The push to GHCR failed: GITHUB_TOKEN was not permitted to publish to that package',
    ],
    ['job-lacks-packages-write', '推送到 ghcr.io 报 403，忘了写 packages: write'],
    ['job-lacks-packages-write', 'ghcr.io 推送 403，漏写了 packages: write'],
    ['manifest-not-found', 'docker pull ghcr.io/octo/app fails because there is no latest tag'],
    ['manifest-not-found', '拉取 ghcr.io/octo/app 失败，因为没有 latest 标签'],
    ['package-not-granted', 'Push to ghcr.io/octo/app was denied: package belongs to another\nrepository'],
    ['package-not-granted', '403 Forbidden on push to ghcr.io\nthe package belongs to\nanother repository'],
    [
      'package-not-granted',
      'We figured it out: pushing to ghcr.io/octo/app fails since this repo does not have permission to publish to the package.',
    ],
    ['uppercase-image-name', 'The push to ghcr.io failed because the image name has uppercase letters'],
    ['uppercase-image-name', "The push to GHCR was refused: our organization's name has capital letters."],
    ['uppercase-image-name', 'GHCR rejected our push because the owner is not lowercase'],
    [
      'uppercase-image-name',
      "The job fails while pushing to GHCR. It is because the owner's name (`Octo-Org`) contains uppercase letters",
    ],
    [
      'uppercase-image-name',
      'Docker requires lowercase names; `ghcr.io/octo/App` is rejected. Use `ghcr.io/octo/app`.',
    ],
    ['uppercase-image-name', '推送到 ghcr.io 失败：镜像名里有大写字母'],
    [
      'uppercase-image-name',
      'GHCR wants lowercase names. The owner has its original casing, which causes the push to `ghcr.io/OCTO/app` to fail.',
    ],
    ['token-rejected', 'ghcr.io 推不上去，403，因为 PAT 已经过期'],
    ['owner-mismatch', 'The push to ghcr.io failed because the package belongs to another organization'],
    ['owner-mismatch', 'GHCR rejected our push because the owner in the image is not our organization.'],
    ['owner-mismatch', '推送到 ghcr.io 失败：镜像属于另一个组织'],
    ['sso-not-authorized', 'The push to ghcr.io failed because the PAT is not SSO authorized'],
    [
      'sso-not-authorized',
      'our PAT was refused until we re-authorized it: ghcr push said "not SSO authorized"',
    ],
    [
      'package-creation-refused',
      'Package creation may not be enabled: pushing a new image to ghcr.io/octo/new failed',
    ],
    [
      'sso-not-authorized',
      'our token was rejected when publishing to ghcr.io because it is not SAML authorized',
    ],
    ['sso-not-authorized', "Push to GHCR was denied, the token was never authorized for octo's SSO"],
    [
      'read-only-run',
      'On each external-contributor PR `GITHUB_TOKEN` is downgraded to read-only, so the push to ghcr.io was always rejected.',
    ],
    ['upload-too-large', 'Pushing a 12 GB layer to ghcr.io fails after 10 minutes'],
    ['upload-too-large', 'Push of a large layer (12.4 GB) to GHCR fails'],
    ['upload-too-large', 'Pushing to ghcr.io fails after 10 minutes'],
  ])('%s: %s', async (id, text) => expect((await answerTo(text)).ids).toEqual([id]));

  test('has no time in what is said of a layer, where none is told', async () => {
    const open = async () => pieces('Push of a large layer (12.4 GB) to GHCR fails');
    const source = { name: 'log', job: null, open };
    const { report } = await explanation([source], { language: 'en', run: null, place: () => null });
    expect(report.findings[0]?.message).not.toMatch(/seconds|no response/);
  });

  test('names the image that is told of, and none where none is', async () => {
    const messageOf = async (text: string, language: 'en' | 'zh-CN') => {
      const source = { name: 'log', job: null, open: async () => pieces(text) };
      const { report } = await explanation([source], { language, run: null, place: () => null });
      return report.findings[0]?.message;
    };
    expect(
      await messageOf('The push of ghcr.io/octo/app failed: its layer of 14 GB is too big', 'en'),
    ).toMatch(/^The upload to ghcr\.io\/octo\/app was ended\./);
    expect(await messageOf('Push of a large layer (12.4 GB) to GHCR fails', 'en')).toMatch(
      /^The upload was ended\./,
    );
    expect(await messageOf('Push of a large layer (12.4 GB) to GHCR fails', 'zh-CN')).toMatch(/^上传被中断/);
  });

  test("has no words of the registry's in what is said of it", async () => {
    const open = async () => pieces('push to GHCR failed with a token scope mismatch');
    for (const language of ['en', 'zh-CN'] as const) {
      const source = { name: 'log', job: null, open };
      const { report } = await explanation([source], { language, run: null, place: () => null });
      expect(report.findings[0]?.message).not.toMatch(/permission_denied|expected scopes|403/);
    }
  });
});

describe('the reason that is told beside a bare refusal comes first', () => {
  test.each([
    ['package-creation-refused', 'Package creation may not be enabled: pushing ghcr.io/acme/app is denied'],
    ['sso-not-authorized', 'Push is denied because the token is not SSO authorized'],
    ['sso-not-authorized', 'Pushing to ghcr.io is denied because the token is not SSO authorized'],
    ['sso-not-authorized', 'ghcr.io push 被拒绝，原因是 PAT 没有授权 SSO'],
    ['owner-mismatch', 'ghcr.io push 被拒绝，因为镜像属于另一个组织'],
    ['owner-mismatch', 'ghcr.io 推送 403，因为包属于另一个组织'],
    ['job-lacks-packages-write', '推送 ghcr.io 失败，因为 GITHUB_TOKEN 是只读的'],
    ['token-lacks-scope', 'Push to ghcr.io is denied since the PAT lacks write:packages'],
    ['token-lacks-scope', 'Push denied: the PAT has no write:packages'],
    ['token-lacks-scope', 'ghcr.io 推送失败，因为 PAT 没有 write:packages 权限'],
    ['token-lacks-scope', '推送到 ghcr.io 报 403，令牌没有勾选 write:packages'],
    ['token-lacks-scope', '推送到 ghcr.io 被拒绝：令牌只有 read:packages 权限'],
    ['job-lacks-packages-write', '推送到 ghcr.io 失败，原因是作业没有设置 packages: write'],
    ['uppercase-image-name', "Pushing ghcr.io/acme/app is denied: our org's name has capital letters"],
  ])('%s: %s', async (id, text) => expect((await answerTo(text)).ids).toEqual([id]));

  test('and none is told where the registry gives another', async () =>
    expect(
      (await answerTo('denied: permission_denied: write_package. The token is SSO authorized.')).ids,
    ).toEqual(['package-not-granted']));
});

describe('what fails in the present, in a message of somebody who asks', () => {
  test.each([
    ['job-lacks-packages-write', 'push to ghcr.io fails because the GITHUB_TOKEN is read-only'],
    ['owner-mismatch', 'push to ghcr.io fails as the package belongs to another organization'],
    ['job-lacks-packages-write', 'pushes to GHCR fail because the job has no packages: write'],
    ['token-kind-unsupported', 'push to ghcr.io is refused because fine-grained tokens are not supported'],
    ['token-lacks-scope', 'publishing to ghcr.io fails as the PAT has only read:packages'],
  ])('%s: %s', async (id, text) => {
    expect((await askedWith(text)).ids).toEqual([id]);
    // In a log it is a guide's.
    expect((await answerTo(text)).ids).toEqual([]);
  });

  test.each([
    'A push to ghcr.io fails because the job lacks packages: write; add it to the workflow.',
    'Pushing to GHCR fails when the job has no packages: write.',
  ])('%s is none', async (text) => expect((await askedWith(text)).ids).toEqual([]));
});

describe('a pull that failed, with its reason', () => {
  test.each([
    ['sso-not-authorized', 'The pull from ghcr.io failed because the PAT is not SSO authorized'],
    ['sso-not-authorized', 'ghcr.io 拉取被拒绝，原因是 PAT 没有授权 SSO'],
    ['sso-not-authorized', '拉取 ghcr.io/octo/app 失败：令牌未授权 SSO'],
    ['token-lacks-scope', "We couldn't pull ghcr.io/octo/app, our PAT lacks the read:packages scope"],
    ['token-lacks-scope', 'Downloading from GHCR failed: the token has only repo'],
    ['token-lacks-scope', '从 ghcr.io 拉取失败，因为令牌没有 read:packages 权限'],
    ['token-lacks-scope', '无法从 ghcr.io 拉取镜像，令牌缺少 read:packages'],
    ['token-kind-unsupported', 'docker pull from ghcr.io fails: the token is a fine-grained PAT'],
    ['token-kind-unsupported', '从 ghcr.io 拉取私有镜像失败，用的是细粒度令牌'],
    ['job-lacks-packages-read', 'The job could not pull ghcr.io/octo/base because it has no packages: read'],
    ['job-lacks-packages-read', '拉取 ghcr.io/octo/base 失败，因为作业没有 packages: read'],
    [
      'package-read-refused',
      'The pull of ghcr.io/octo/app failed: the package does not grant the repo access',
    ],
    ['package-read-refused', 'Pulling ghcr.io/octo/app failed because the package is private'],
    ['package-read-refused', '拉取 ghcr.io/octo/app 失败，因为包是私有的'],
    ['stale-credential', 'Pulling from ghcr.io has failed since Monday, the PAT expired'],
  ])('%s: %s', async (id, text) => expect((await answerTo(text)).ids).toEqual([id]));

  test.each([
    ['sso-not-authorized', 'pull from ghcr.io fails because the PAT is not SSO authorized'],
    ['token-lacks-scope', "can't pull from ghcr.io because the token has no read:packages"],
    ['package-read-refused', "docker pull from ghcr.io fails because we're not logged in"],
    ['package-read-refused', "kubelet can't pull from ghcr.io because there is no imagePullSecret"],
    ['no-registry-login', 'push to ghcr.io fails because we never logged in'],
  ])('%s, of whoever asks: %s', async (id, text) => expect((await askedWith(text)).ids).toEqual([id]));

  test.each([
    'If the token has no read:packages, the pull from ghcr.io fails.',
    'A pull from ghcr.io fails because the token has no read:packages; add it.',
    'Pulling from ghcr.io fails when the package is private.',
    'The pull request failed: ghcr.io refuses a token without read:packages',
    'Pulls from GHCR work without read:packages where the image is public.',
  ])('is none: %s', async (text) => expect((await answerTo(text)).ids).toEqual([]));

  test('beside a bare refusal of a pull it comes first', async () => {
    const line = 'Error response from daemon: Head "https://ghcr.io/v2/octo/app/manifests/1": unauthorized';
    const why = 'The pull from ghcr.io failed because the PAT is not SSO authorized.';
    expect((await answerTo(`${line}\n${why}`)).ids).toEqual(['sso-not-authorized']);
    // Of a push it tells nothing of the pull.
    const ofPush = 'The push to ghcr.io failed because the token lacks write:packages.';
    expect((await answerTo(`${line}\n${ofPush}`)).ids).toEqual(['package-read-refused']);
  });

  test.each([
    '推送到 ghcr.io 失败，包没有授权给这个仓库',
    'ghcr.io 推送 403，因为软件包没有给当前仓库写权限',
    '推送 ghcr.io/octo/app 被拒绝：该包未授予此仓库写入权限',
    '推送到 ghcr.io 失败，原因是当前仓库没有这个包的写入权限',
  ])('a package that was not given to a repository: %s', async (text) =>
    expect((await answerTo(text)).ids).toEqual(['package-not-granted']),
  );
});

describe('a rule, a wish, a change and a test are none', () => {
  test.each([
    'If the token lacks the write:packages scope, the push to ghcr.io fails.',
    'Capital letters in the image name cause the push to ghcr.io to fail.',
    '如果令牌没有 write:packages 权限，推送到 ghcr.io 会失败。',
    '推送到 ghcr.io 失败时，请检查令牌是否缺少 write:packages。',
    '可能是令牌没有 write:packages，所以推送 ghcr.io 失败。',
    'Pushing to GHCR fails when the job has no packages: write.',
    'A push to ghcr.io fails because the job lacks packages: write; add it to the workflow.',
    'GHCR does not support fine-grained personal access tokens, so pushing with one fails.',
    'A fine-grained PAT is refused by GHCR: use a classic token to push.',
    'GitHub Container Registry has a 10 GB layer limit and uploads are aborted after 10 minutes.',
    'The push to GHCR fails without packages: write',
    'A push to ghcr.io fails due to a missing login; add docker/login-action.',
    "Pushing to GHCR fails due to missing packages: write. Add it to the job's permissions.",
    'The tool for ghcr.io says which push is refused due to missing packages: write.',
    'fix: push to GHCR failed because the token had expired (#123)',
    'Push to GHCR no longer fails when the PAT has expired.',
    'Common mistakes: the push to GHCR is refused because the PAT lacks write:packages.',
    'test: push to ghcr.io fails for a token without write:packages',
    'Push to Docker Hub failed: the token had expired. GHCR was fine.',
    'Last week the push to GHCR failed because the token expired, this is resolved now.',
    "it('tells that the push to ghcr.io failed: token lacks write:packages', () => {",
    '    description: "Push to ghcr.io failed because the token lacks write:packages"',
    'Push to GHCR failed. The token lacks nothing: it has write:packages.',
    'Pushing a 2 GB layer to ghcr.io fails',
    'Pushing to GHCR fails if the image name has uppercase letters.',
    'GHCR does not allow uppercase letters in names, so the push fails.',
    'If package creation is not allowed, pushing a new image to ghcr.io fails.',
    'If the PAT is not SSO authorized, the push to ghcr.io fails.',
    'Push to ghcr.io fails when the package belongs to another organization',
    'The push to ghcr.io failed. It is not because of uppercase letters in the tag.',
    'retries = 3  # the push to ghcr.io failed because the PAT lacks write:packages',
  ])('%s', async (text) => expect((await answerTo(text)).ids).toEqual([]));
});

test('a token that has not expired is no reason', async () =>
  expect(
    (await answerTo('We checked that the PAT has not expired. Push to GHCR still failed with 403.')).ids,
  ).toEqual(['package-not-granted']));

describe('something between answered in its place', () => {
  test.each([
    'docker pull ghcr.io/octo/app:1 fails with 403 Forbidden, our Zscaler proxy blocks it',
    'docker pull ghcr.io/octo/app:1: 403 Forbidden. It turned out that it is blocked by the corporate firewall.',
    '公司代理拦截了 ghcr.io，docker pull ghcr.io/octo/app 返回 403',
    'Error: pinging container registry ghcr.io: StatusCode: 403, "<!DOCTYPE html><html><head>',
  ])('%s', async (text) => expect((await answerTo(text)).ids).toEqual(['network-unreachable']));

  test('and nothing does', async () => {
    const text = 'docker pull ghcr.io/octo/app:1: 403 Forbidden. The firewall does not block it.';
    expect((await answerTo(text)).ids).toEqual(['package-read-refused']);
  });
});

test.each([
  ['I tried to push an image to GHCR.', 'job-lacks-packages-write'],
  ['I tried to pull an image from GHCR.', 'package-not-found'],
])('what was wanted is told above: %s', async (told, id) =>
  expect((await answerTo(`${told}\nerror from registry: denied`)).ids[0]).toBe(id),
);

describe('the registry is the one that was named', () => {
  const refused =
    'Since the transfer of the repo we receive a 403 when trying to push to the registry (the run below).';
  test('before', async () => {
    const text = `All our images live on GHCR.\nThe builds take a while.\n${refused}`;
    expect((await answerTo(text)).ids).toEqual(['package-not-granted']);
  });
  test('and nobody knows which, where there are two', async () => {
    const text = `All our images live on GHCR.\nSome are on Docker Hub as well.\n${refused}`;
    expect((await answerTo(text)).ids).toEqual([]);
  });
});

describe('packages may not be made there', () => {
  const push = 'docker push ghcr.io/octo/app: 403 Forbidden';
  test.each([
    `${push}. Package creation is disabled for members`,
    `${push} after org admins restricted package creation`,
    `We disabled package creation in the org. ${push}`,
    `Public container creation is disabled, private allowed. ${push}`,
    '推送 ghcr.io/octo/app 报 403，组织禁止创建软件包',
    '推送 ghcr.io/octo/app 报 403，组织不允许成员创建 package',
  ])('%s', async (text) => expect((await askedWith(text)).ids[0]).toBe('package-creation-refused'));

  test.each([
    `${push}. Package creation is allowed for members`,
    `${push}. Package creation is enabled`,
    `${push}. npm package creation is disabled in the org`,
    `${push}. Container creation blocked by PodSecurityPolicy`,
    `${push}. I disabled container creation in the test step`,
    `Package creation was disabled; enabled it, still ${push}`,
    '推送 ghcr.io/octo/app 报 403，组织没有禁止创建软件包',
  ])('they may: %s', async (text) =>
    expect((await askedWith(text)).ids[0]).not.toBe('package-creation-refused'),
  );
});
