/** Who may see a package, as somebody tells it beside a refusal that would leave it open. */
import { describe, expect, test } from '@jest/globals';
import { toldVisibility } from '../../src/evidence/log/people/told/visibility.js';
import { explained } from './support.js';

describe('a sentence about a package', () => {
  test.each([
    ['Sorry, the package was still private.', 'private'],
    ['It looks like its visibility is still set to private.', 'private'],
    ['I think your builds are set to private', 'private'],
    ['The package ghcr.io/octo/app is internal', 'private'],
    ['Its visibility was set to `private` by somebody.', 'private'],
    ['It is a private image, so I log in first', 'private'],
    ['镜像是私有的', 'private'],
    ['The image is public.', 'public'],
    ['private repository, public package', 'public'],
    ['Package visibility: public', 'public'],
    ['I made the package public, but it is refused all the same', 'public'],
    ['Although we made the package public, nothing changes', 'public'],
    // Whoever opens it says what it was.
    ['The package had defaulted to private, changed to public and now works!', 'opened'],
    ["We've just marked the package as public, could you try again?", 'private'],
    ['Sorry! The image is now public.', 'private'],
    ['Both are public packages, and the token is fine', 'public'],
  ])('%s', (text, visibility) => expect(toldVisibility(text)).toBe(visibility));

  test.each([
    'Is the package private?',
    'If the package is private, log in.',
    'GHCR packages are private by default.',
    'The image is not public.',
    "The image isn't private",
    'Please make the package public.',
    'The image should be public by now',
    'The repository is private.',
    'The base image is public while our image is private.',
    'a private registry',
    'The image is in a private registry',
    'The container runs in a private subnet',
    'The image is signed with a private key',
    'internal package registry',
    'The package is public on npm',
    'I can pull public images fine',
    'Public packages work',
    'The package was private, I made it public last year',
    'Have you made the package public?',
    'I made the repository public, but it is refused',
    '镜像推送到私有仓库',
    '镜像之前是私有的',
    '如果镜像是私有的，请登录',
  ])('%s: nothing is said', (text) => expect(toldVisibility(text)).toBeNull());
});

const PULL =
  'docker pull ghcr.io/octo/app:1\nError response from daemon: error from registry: denied\ndenied';
const TOKEN =
  'Failed to pull image "ghcr.io/octo/app:1": failed to authorize: failed to fetch anonymous token: unexpected status from GET request to https://ghcr.io/token?scope=repository%3Aocto%2Fapp%3Apull&service=ghcr.io: 403 Forbidden';

test.each([
  ['nothing', PULL, '', 'package-not-found'],
  ['that it is private', PULL, 'The package is private.', 'package-read-refused'],
  ['that it is public', PULL, 'The package is public.', 'stale-credential'],
  [
    'first this and then that',
    PULL,
    'The package is public.\nNo, that package was private.\nThe old one was private.',
    'package-not-found',
  ],
  ['that it is private, of a token', TOKEN, 'The package is private.', 'package-read-refused'],
  // Nobody's credential was sent.
  ['that it is public, of nobody’s token', TOKEN, 'The package is public.', 'package-not-found'],
  [
    'that it is private, where the credential itself is refused',
    'Error response from daemon: Head "https://ghcr.io/v2/octo/app/manifests/1": denied: denied',
    'The package is private.',
    'stale-credential',
  ],
  [
    'that it is private, of a push',
    'docker push ghcr.io/octo/app:1\ndenied: permission_denied: write_package',
    'The package is private.',
    'package-not-granted',
  ],
])('somebody tells %s', async (_, log, told, id) => {
  expect((await explained(`${log}\n\n${told}`))[0]?.id).toBe(id);
});

describe('a push that went well, beside a pull that did not', () => {
  test.each([
    'push to ghcr.io/octo/app works, pull gives denied',
    'docker push ghcr.io/octo/app:1 succeeded in CI, but on the server docker pull ghcr.io/octo/app:1 says denied',
    '镜像已成功推送到 ghcr.io/octo/app，但服务器 docker pull 报 denied',
  ])('%s', async (text) => {
    expect(toldVisibility(text)).toBe('pushed');
    expect((await explained(text))[0]?.id).toBe('package-read-refused');
  });

  test.each([
    'docker push ghcr.io/octo/app works locally, in CI it says denied',
    'The push to Docker Hub works, docker pull ghcr.io/octo/app says denied',
    'docker pull ghcr.io/octo/base works, docker pull ghcr.io/octo/app says denied',
    'If the push to ghcr.io/octo/app works, the pull says denied',
    'docker push ghcr.io/octo/app:1 succeeded',
  ])('not told: %s', (text) => expect(toldVisibility(text)).toBeNull());

  test('who may see it says more', () => {
    const pushed = 'push to ghcr.io/octo/app works, pull gives denied, and the package is public';
    expect(toldVisibility(pushed)).toBe('public');
  });
});
