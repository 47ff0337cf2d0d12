/** An option of a login that has nothing behind it: the variable that stood there was empty. */
import { describe, expect, test } from '@jest/globals';
import { answerTo, explained } from './support.js';

const ids = async (text: string) => (await answerTo(text)).ids;

const END = 'Error: Process completed with exit code 125.';
const OF_P = "flag needs an argument: 'p' in -p";

describe('a login whose password was empty', () => {
  test.each([
    ['docker', 'docker login ghcr.io -u octo -p', OF_P],
    ['podman', 'podman login ghcr.io -u octo -p', `Error: ${OF_P}`],
    ['helm', 'helm registry login ghcr.io -u octo --password', 'Error: flag needs an argument: --password'],
    ['oras', 'oras login ghcr.io -u octo -p', `Error: ${OF_P}`],
    [
      'skopeo',
      'skopeo login ghcr.io -u octo -p',
      `time="2026-01-02T10:00:00Z" level=fatal msg="flag needs an argument: 'p' in -p"`,
    ],
    ['buildah', 'buildah login -u octo ghcr.io -p', `Error: ${OF_P}`],
    ['old docker', 'docker login ghcr.io -u octo -p', 'flag needs an argument: -p'],
  ])('%s', async (_, command, said) => {
    expect(await ids(`Run ${command}\n${said}\n${END}`)).toEqual(['token-missing']);
    expect(await ids(`##[group]Run ${command}\n##[endgroup]\n${said}\n##[error]${END}`)).toEqual([
      'token-missing',
    ]);
    expect(await ids(`+ ${command}\n${said}`)).toEqual(['token-missing']);
  });

  test('or its user name', async () => {
    const [finding] = await explained("+ docker login ghcr.io -p x -u\nflag needs an argument: 'u' in -u");
    expect(finding).toMatchObject({ id: 'token-missing', confidence: 'certain' });
    expect(finding?.message).toMatch(/no user name/);
  });
});

test.each([
  ['a login elsewhere', `+ docker login quay.io -u octo -p\n${OF_P}`],
  ['a port', `+ docker run ghcr.io/octo/app -p\n${OF_P}`],
  ['a port behind a login', `+ docker login ghcr.io -u octo -p x\nLogin Succeeded\n+ docker run -p\n${OF_P}`],
  ['a platform', '+ docker pull ghcr.io/octo/app --platform\nflag needs an argument: --platform'],
])('but not %s', async (_, text) => expect(await ids(text)).toEqual([]));

describe('docker takes the host for the password where nothing stands in front of it', () => {
  const HUB =
    'Error response from daemon: Get "https://registry-1.docker.io/v2/": unauthorized: incorrect username or password';

  test.each([
    ['a variable that nobody quoted', `$ docker login -u octo -p $TOKEN ghcr.io\n${HUB}`],
    ['as `set -x` shows it', `+ docker login -u octo -p ghcr.io\n${HUB}`],
    [
      'a secret that is not defined, in a step',
      `##[group]Run docker login -u octo -p  ghcr.io\ndocker login -u octo -p  ghcr.io\n##[endgroup]\n${HUB}\n##[error]${END}`,
    ],
    ['the long option', `$ docker login --username octo --password \${TOKEN} https://ghcr.io\n${HUB}`],
  ])('%s', async (_, text) => {
    const [finding] = await explained(text);
    expect(finding).toMatchObject({ id: 'token-missing', confidence: 'likely' });
    expect(finding?.message).toContain('asked Docker Hub');
  });

  test.each([
    ['a password stands there', `$ docker login -u octo -p x ghcr.io\n${HUB}`],
    ['it is masked', `$ docker login -u octo -p *** ghcr.io\n${HUB}`],
    [
      'Docker Hub was meant',
      `$ docker login -u octo -p $TOKEN ghcr.io\nLogin Succeeded\n$ docker login -u octo -p $HUB\n${HUB}`,
    ],
  ])('but not where %s', async (_, text) => expect(await ids(text)).toEqual([]));
});
