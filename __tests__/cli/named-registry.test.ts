/** Of several registries in one deployment, `check` asks that of the server at hand. */
import { describe, expect, test } from '@jest/globals';
import { askedRegistry } from '../../src/faces/cli/check/asked-registry.js';
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

describe('--registry names no registry', () => {
  test.each([
    ['github.com', GITHUB, 'ghcr.io'],
    ['octo.ghe.com', GITHUB, 'containers.octo.ghe.com'],
    ['GHE.example', GHES, 'containers.ghe.example'],
  ])('but a server: %s at %s', (given, server, registry) => {
    const said = (language: 'en' | 'zh-CN') => () => askedRegistry(given, server, language);
    expect(said('en')).toThrow(`is a GitHub server: its registry is ${registry}.`);
    expect(said('zh-CN')).toThrow(`是 GitHub 服务器：它的注册表是 ${registry}。`);
  });

  test.each(['www.ghcr.io', 'https://API.ghcr.io/', 'a.b.ghcr.io'])(
    'but a name under ghcr.io: %s',
    (given) => {
      for (const language of ['en', 'zh-CN'] as const)
        expect(() => askedRegistry(given, GITHUB, language)).toThrow(/ghcr\.io["”].* ghcr\.io[.。]$/);
    },
  );

  test('and a name that only ends like it is its own', () => {
    expect(askedRegistry('myghcr.io', GITHUB, 'en')).toBe('myghcr.io');
  });

  test.each([
    ['https://api.github.com/', GITHUB, 'github.com', 'ghcr.io'],
    ['www.github.com', GHES, 'github.com', 'ghcr.io'],
    ['npm.pkg.github.com', GITHUB, 'github.com', 'ghcr.io'],
    ['codeload.github.com', GITHUB, 'github.com', 'ghcr.io'],
    ['raw.githubusercontent.com', GITHUB, 'github.com', 'ghcr.io'],
    ['pkg-containers.githubusercontent.com', GHES, 'github.com', 'ghcr.io'],
    ['github.githubassets.com', GITHUB, 'github.com', 'ghcr.io'],
    ['api.octo.ghe.com', GITHUB, 'octo.ghe.com', 'containers.octo.ghe.com'],
    ['maven.octo.ghe.com', GITHUB, 'octo.ghe.com', 'containers.octo.ghe.com'],
  ])('but another host of a server: %s at %s', (given, server, name, registry) => {
    const said = (language: 'en' | 'zh-CN') => () => askedRegistry(given, server, language);
    expect(said('en')).toThrow(`a host of ${name} that takes no images: the registry is ${registry}.`);
    expect(said('zh-CN')).toThrow(`是 ${name} 的另一个主机，不接收镜像：注册表是 ${registry}。`);
  });

  test.each([
    ['ghcr.io', GITHUB],
    ['containers.ghe.example', GHES],
    ['containers.octo.ghe.com', GITHUB],
    ['docker.pkg.github.com', GITHUB],
    ['docker.octo.ghe.com', GITHUB],
    ['mygithub.com', GITHUB],
    ['notgithubusercontent.com', GITHUB],
    ['octo.github.io', GITHUB],
    ['localhost:5000', 'http://localhost:5000'],
  ])('%s may be one', (given, server) => expect(askedRegistry(given, server, 'en')).toBe(given));
});
