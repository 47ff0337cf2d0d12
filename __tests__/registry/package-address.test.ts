/** Pages of packages, copied from a browser, and the images whose they are. */
import { describe, expect, test } from '@jest/globals';
import { packageAt } from '../../src/evidence/registry/package-address.js';

const GITHUB = 'https://github.com';

describe('the page of a package is its image', () => {
  test.each([
    ['of an organisation', 'https://github.com/orgs/octo/packages/container/package/app', 'octo/app'],
    ['of a user', 'https://github.com/users/mona/packages/container/app/settings', 'mona/app'],
    ['beside a repository', 'https://github.com/octo/repo/pkgs/container/app', 'octo/app'],
    ['one version of it', 'https://github.com/orgs/octo/packages/container/app/1234567', 'octo/app'],
    ['with a tag', 'https://github.com/octo/repo/pkgs/container/app/1234567?tag=v1', 'octo/app:v1'],
    ['with a name of several parts', 'https://github.com/octo/repo/pkgs/container/app%2Fapi', 'octo/app/api'],
    ['with capitals', 'https://GitHub.com/orgs/Octo/packages/container/package/App', 'octo/app'],
    ['without https', 'github.com/octo/repo/pkgs/container/app', 'octo/app'],
  ])('%s', (_, address, image) => expect(packageAt(address, GITHUB)).toBe(image));

  test('on a server of its own', () =>
    expect(
      packageAt('https://ghe.example/orgs/octo/packages/container/package/app', 'https://ghe.example'),
    ).toBe('octo/app'));
});

describe('no image is', () => {
  test.each([
    ['a page of another server', 'https://ghe.example/orgs/octo/packages/container/package/app'],
    ['one without https', 'ghe.example/octo/repo/pkgs/container/app'],
    ['a package of another kind', 'https://github.com/orgs/octo/packages/npm/package/app'],
    ['the list of the packages', 'https://github.com/orgs/octo/packages'],
    ['a repository', 'https://github.com/octo/repo'],
    ['an address for another client', 'docker://github.com/octo/repo/pkgs/container/app'],
    ['a name that nobody can decode', 'https://github.com/octo/repo/pkgs/container/app%ZZ'],
    ['an image', 'ghcr.io/octo/app:1'],
  ])('%s', (_, address) => expect(packageAt(address, GITHUB)).toBeNull());
});
