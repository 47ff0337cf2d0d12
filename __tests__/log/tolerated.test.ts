/** What a script had allowed for did no harm: it went on without. */
import { describe, expect, test } from '@jest/globals';
import { answerTo } from './support.js';

const DONE = `1: digest: sha256:${'0123456789abcdef'.repeat(4)} size: 1234`;
const PUSH = ['$ docker push ghcr.io/octo/app:1', 'The push refers to repository [ghcr.io/octo/app]'];
const DENIED = 'Error response from daemon: denied';
const said = (...lines: string[]) => answerTo(lines.join('\n'));

describe('it went on', () => {
  test.each([
    ['|| true', '$ docker pull ghcr.io/octo/app:cache || true', DENIED],
    ['|| :', '+ docker pull ghcr.io/octo/app:cache || :', 'Error response from daemon: manifest unknown'],
    ['|| echo', '$ docker pull ghcr.io/octo/app:cache || echo "no cache"', DENIED],
    ['what only looks', '$ docker manifest inspect ghcr.io/octo/app:1 || echo new', 'denied'],
    ['an if', '$ if docker manifest inspect ghcr.io/octo/app:1; then exit 0; fi', 'denied'],
    ['an if not', '$ if ! docker pull ghcr.io/octo/app:cache; then', DENIED],
    ['both ways', '$ crane digest ghcr.io/octo/app:1 && echo there || echo new', 'unauthorized'],
    [
      'an address in the answer',
      '$ docker pull ghcr.io/octo/app:cache || true',
      'Error response from daemon: Head "https://ghcr.io/v2/octo/app/manifests/cache": unauthorized',
    ],
  ])('%s', async (_, command, answer) =>
    expect(await said(command, answer, ...PUSH, DONE)).toEqual({ ids: [], verdict: 'not-needed' }),
  );

  test.each(['+ true', '+ :', '++ true'])('as `set -x` shows it: %s', async (nothing) =>
    expect(
      await said('+ docker pull ghcr.io/octo/app:cache', DENIED, nothing, '+ docker build .', ...PUSH, DONE),
    ).toEqual({ ids: [], verdict: 'not-needed' }),
  );

  test('with another step, which fails at something else', async () => {
    const step = (name: string, ...lines: string[]) => [
      `##[group]Run ${name}`,
      name,
      '##[endgroup]',
      ...lines,
    ];
    const pull = step('docker pull ghcr.io/octo/app:cache || true', DENIED);
    const tests = step('npm test', '1 test failed', '##[error]Process completed with exit code 1.');
    expect((await said(...pull, ...tests)).ids).toEqual([]);
  });

  test('and what was refused then counts', async () => {
    const pull = ['$ docker pull ghcr.io/octo/app:cache || true', DENIED];
    const { ids } = await said(...pull, ...PUSH, 'denied: permission_denied: write_package');
    expect(ids).toEqual(['package-not-granted']);
  });
});

describe('it counts', () => {
  test.each([
    [
      'it was a push',
      ['$ docker push ghcr.io/octo/app:1 || true', DENIED, '$ docker push ghcr.io/octo/web:1', DONE],
    ],
    ['nothing came after it', ['$ docker pull ghcr.io/octo/app:cache || true', DENIED]],
    ['nothing allows for it', ['$ docker pull ghcr.io/octo/app:cache', DENIED, ...PUSH, DONE]],
    ['the script ends there', ['$ docker pull ghcr.io/octo/app:cache || exit 1', DENIED, ...PUSH, DONE]],
    [
      'something else was allowed for',
      ['+ docker pull ghcr.io/octo/app:cache', DENIED, '+ docker rm -f app', '+ true', ...PUSH, DONE],
    ],
    [
      'it was a push, as `set -x` shows it',
      ['+ docker push ghcr.io/octo/app:1', DENIED, '+ true', ...PUSH, DONE],
    ],
    [
      'it was another pull that was allowed for',
      [
        '$ docker pull ghcr.io/octo/app:cache || true',
        '$ docker pull ghcr.io/octo/base:1',
        'Error response from daemon: Head "https://ghcr.io/v2/octo/base/manifests/1": denied',
        ...PUSH,
        DONE,
      ],
    ],
  ])('%s', async (_, lines) => expect((await said(...lines)).ids).not.toEqual([]));
});
