/** A login that was not made, or is kept where whoever was refused does not look, as somebody tells it. */
import { describe, expect, test } from '@jest/globals';
import { answerTo } from './support.js';

const DEAD = 'UNAUTHORIZED: unauthenticated: User cannot be authenticated with the token provided.';
const first = async (text: string) => (await answerTo(text)).ids[0];

test('without a word of it, the token is what is refused', async () =>
  expect(await first(DEAD)).toBe('token-rejected'));

describe('beside a sentence that a dead token gets as well', () => {
  test.each([
    "`helm registry login` writes to Helm's own credential store, which cosign does not read.",
    'podman login only writes auth.json, and docker never reads that.',
    'The job has no docker login step.',
    'Adding docker/login-action before it fixed that.',
    "Root cause: helm registry login writes helm's own registry config, which cosign does not read.",
    '这个作业没有 docker login',
  ])('%s', async (told) => expect(await first(`${DEAD}\n\n${told}`)).toBe('no-registry-login'));

  test.each([
    'Maybe there is no docker login step?',
    'docker login works, and cosign reads the same file.',
    'If cosign does not read what helm registry login writes, what then?',
  ])('not: %s', async (told) => expect(await first(`${DEAD}\n\n${told}`)).toBe('token-rejected'));
});

test('in the same line', async () =>
  expect(
    await first(
      `The chart is pushed, but cosign dies with: ${DEAD} Root cause: helm registry login writes helm's own config, which cosign does not read.`,
    ),
  ).toBe('no-registry-login'));

test.each([
  'The chart on ghcr.io was pushed, but `cosign sign` failed with `UNAUTHORIZED`: `helm registry login` does not populate the docker config cosign reads.',
  "`podman login` only writes podman's auth.json, docker doesn't see it: docker push ghcr.io/octo/app:1 is denied",
  'oras push ghcr.io/octo/app:1 says unauthorized: oras does not read what helm registry login stores.',
  'docker push ghcr.io/octo/app:1 is denied; we log in with helm registry login only.',
  'docker push ghcr.io/octo/app:1 says denied. Only `podman login` is done before.',
  'We only run `buildah login ghcr.io`, then docker push ghcr.io/octo/app:1 fails with 403',
])('beside a bare refusal: %s', async (text) => expect(await first(text)).toBe('no-registry-login'));

describe('somebody tells that a later login took the place of the first', () => {
  const REFUSED = 'denied: permission_denied: write_package';

  test.each([
    'A second docker login replaced the first.',
    'It turned out that the login was overwritten by a later docker/login-action step.',
    'Root cause: another docker login for the base image overwrote the credentials.',
    '后面的登录覆盖了前面的登录',
    'A later docker/login-action to ghcr.io replaced the credentials.',
    'A second login to GHCR overwrites the first.',
    'The deploy script logs in again with a read-only PAT and overwrites the first login.',
    'Our Makefile ran docker login a second time and replaced the credentials.',
    'We logged in to ghcr.io twice, so the first login got overwritten.',
    'There were two docker/login-action steps for ghcr.io, and the last one wins.',
    '工作流里又登录了一次 ghcr.io，覆盖了之前的登录',
    '后面的步骤重新登录，把前面的凭据顶掉了',
    '脚本里再次执行 docker login，用只读的 token 替换了之前的登录',
  ])('%s', async (told) => expect((await answerTo(`${REFUSED}\n\n${told}`)).ids).toEqual(['login-replaced']));

  test.each([
    'We checked that no second docker login replaced the first.',
    'Maybe a second login replaced the first?',
    'A second docker login did not replace the first.',
    'We logged in again, and it was denied all the same.',
    'Two docker/login-action steps, one for Docker Hub and one for ghcr.io.',
    '重新登录之后还是一样，镜像没有被覆盖',
    'A second login to docker.io overwrites nothing.',
    'A second login to Docker Hub replaces the first one.',
    'The second login overwrites the Docker Hub credentials.',
    'Another login to registry.example.com overwrites what was there.',
  ])('and nobody: %s', async (told) =>
    expect((await answerTo(`${REFUSED}\n\n${told}`)).ids).toEqual(['package-not-granted']),
  );

  test('which explains no tag that is not there', async () =>
    expect(
      (await answerTo('manifest unknown for ghcr.io/octo/app:1\nA second docker login replaced the first'))
        .ids,
    ).toEqual(['manifest-not-found']));
});
