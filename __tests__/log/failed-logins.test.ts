/** A script goes on after its login failed: what is refused then is mended with the login. */
import { describe, expect, test } from '@jest/globals';
import { answerTo, explained } from './support.js';

const ids = async (text: string) => (await answerTo(text)).ids;

const images = async (text: string) => (await explained(text)).map(({ image }) => image);

const LOGIN = '+ docker login ghcr.io -u octo --password-stdin';
const NO_PASSWORD = 'Error: Cannot perform an interactive login from a non TTY device';
const DENIED = 'Error response from daemon: Get "https://ghcr.io/v2/": denied: denied';
const PULL = '+ docker pull ghcr.io/octo/app:1';
const UNAUTHORIZED =
  'Error response from daemon: Head "https://ghcr.io/v2/octo/app/manifests/1": unauthorized';
const PUSH = '+ docker push ghcr.io/octo/app:1';
const DEAD = 'unauthorized: unauthenticated: User cannot be authenticated with the token provided.';

describe('the login that failed is told, and not what it leads to', () => {
  test.each([
    ['no password, a pull', [LOGIN, NO_PASSWORD, PULL, UNAUTHORIZED], 'token-missing'],
    ['no password, a push', [LOGIN, NO_PASSWORD, PUSH, DEAD], 'token-missing'],
    ['refused, a pull', [LOGIN, DENIED, PULL, UNAUTHORIZED], 'token-rejected'],
    ['refused, a push', [LOGIN, DENIED, PUSH, DEAD], 'token-rejected'],
    ['two pulls', [LOGIN, NO_PASSWORD, PULL, UNAUTHORIZED, PULL, UNAUTHORIZED], 'token-missing'],
    ['the lines alone', [NO_PASSWORD, UNAUTHORIZED], 'token-missing'],
    [
      'a script over ssh, shown before it ran',
      [
        'docker login ghcr.io -u octo --password-stdin',
        'docker pull ghcr.io/octo/app:1',
        `err: ${NO_PASSWORD}`,
      ].concat(`err: ${UNAUTHORIZED}`),
      'token-missing',
    ],
    [
      'the action, which may fail',
      [
        '##[group]Run docker/login-action@v3',
        'with:',
        '  registry: ghcr.io',
        '##[endgroup]',
        '##[error]Username and password required',
        '##[group]Run docker push ghcr.io/octo/app:1',
        '##[endgroup]',
        DEAD,
      ],
      'token-missing',
    ],
  ])('%s', async (_, lines, id) => expect(await ids(lines.join('\n'))).toEqual([id]));
});

describe('what is refused for a reason of its own is told', () => {
  test('after a login that went well', async () =>
    expect(await ids([LOGIN, DENIED, LOGIN, 'Login Succeeded', PULL, UNAUTHORIZED].join('\n'))).toContain(
      'package-read-refused',
    ));
  test('where the registry names the right that is missing', async () =>
    expect(
      await ids([LOGIN, NO_PASSWORD, PUSH, 'denied: permission_denied: write_package'].join('\n')),
    ).toContain('package-not-granted'));
  test('where another registry had no password', async () =>
    expect(
      await ids(['+ docker login -u octo --password-stdin', NO_PASSWORD, PULL, UNAUTHORIZED].join('\n')),
    ).toContain('package-read-refused'));
  test('where the login came after it', async () =>
    expect((await ids([PULL, UNAUTHORIZED, LOGIN, NO_PASSWORD].join('\n')))[0]).toBe('package-read-refused'));
  test("where another client's login failed, which this one does not read", async () =>
    expect(
      await ids(
        ['+ helm registry login ghcr.io -u octo --password-stdin', NO_PASSWORD, PULL, UNAUTHORIZED].join(
          '\n',
        ),
      ),
    ).toContain('package-read-refused'));
  test('where somebody only looked whether the registry is there', async () => {
    const challenge = '{"errors":[{"code":"UNAUTHORIZED","message":"authentication required"}]}';
    expect(
      await images(['+ curl -s https://ghcr.io/v2/', challenge, PULL, UNAUTHORIZED].join('\n')),
    ).toContain('ghcr.io/octo/app');
  });
  test('where the name has no owner', async () =>
    expect(
      await ids(
        [
          LOGIN,
          DENIED,
          'Error response from daemon: Head "https://ghcr.io/v2/app/manifests/latest": denied',
        ].join('\n'),
      ),
    ).toContain('image-without-owner'));
  test.each([
    [
      'a kubelet',
      'Warning  Failed  3s  kubelet  Failed to pull image "ghcr.io/octo/app:1": failed to authorize: failed to fetch anonymous token: unexpected status from GET request to https://ghcr.io/token?scope=repository%3Aocto%2Fapp%3Apull&service=ghcr.io: 401 Unauthorized',
    ],
    [
      'Flux',
      "HelmChart 'flux-system/app' is not ready: chart pull error: failed to download chart: GET https://ghcr.io/v2/octo/app/manifests/1: UNAUTHORIZED: authentication required",
    ],
    [
      'Renovate',
      'Datasource unauthorized, registryHost=https://ghcr.io, packageName=octo/app, url=https://ghcr.io/v2/octo/app/tags/list, statusCode=401',
    ],
  ])('by %s, which has a credential of its own', async (_, line) =>
    expect(await images([LOGIN, DENIED, line].join('\n'))).toContain('ghcr.io/octo/app'),
  );
});

describe('docker asks for another credential where the stored one is refused', () => {
  const STORED = 'Authenticating with existing credentials...';
  const TRIED = `Login did not succeed, error: ${DENIED}`;
  const ASKED = ['$ docker login ghcr.io', STORED, TRIED, 'Username (octo): octo', 'Password:'];

  test('and that one is taken: nothing is left to mend', async () =>
    expect(await ids([...ASKED, 'Login Succeeded'].join('\n'))).toEqual([]));

  test.each([
    ['that one is refused as well', [...ASKED, DENIED]],
    ['another login was taken', [...ASKED, '$ docker login registry.example.com', 'Login Succeeded']],
  ])('and %s', async (_, lines) => expect(await ids(lines.join('\n'))).toContain('token-rejected'));
});
