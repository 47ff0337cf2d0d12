/** Of several registries in one deployment, `check` asks that of the server at hand. */
import { describe, expect, test } from '@jest/globals';
import { namedRegistry } from '../../src/faces/cli/check/images.js';
import { HOLE } from '../../src/workflow/language/values.js';

const GITHUB = 'https://github.com';
const GHES = 'https://ghe.example';

describe('the registry of', () => {
  test.each<[string, string[], string, string | null]>([
    ['an image of github.com', ['ghcr.io/octo/app:1'], GITHUB, 'ghcr.io'],
    [
      'one behind another that is called as if',
      ['containers.x.example/a/b', 'GHCR.io/octo/app'],
      GITHUB,
      'ghcr.io',
    ],
    ['one behind an image on this machine', ['localhost:5000/app', 'ghcr.io/octo/app'], GITHUB, 'ghcr.io'],
    ['one with a scheme', ['localhost:5000/app', 'oci://ghcr.io/octo/app'], GITHUB, 'ghcr.io'],
    [
      'an image of the server',
      ['ghcr.io/octo/app', 'containers.ghe.example/octo/app'],
      GHES,
      'containers.ghe.example',
    ],
    [
      'an image of a server that is not at hand',
      ['docker.io/a/b', 'containers.ghe.example/octo/app'],
      GITHUB,
      'containers.ghe.example',
    ],
    ['images of others', ['quay.io/a/b', 'alpine'], GITHUB, null],
    ['a name with a hole', [`containers.${HOLE}/a/b`], GITHUB, null],
  ])('%s', (_, images, server, expected) => {
    expect(namedRegistry(images, server, 'en')).toBe(expected);
  });
});
