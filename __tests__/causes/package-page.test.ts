/** Which page of a package a fix opens where the API was not asked about it: its settings, where the run tells whose it is. */
import { describe, expect, test } from '@jest/globals';
import { pageOfPackage } from '../../src/causes/claims/pages.js';
import { runEvidence } from '../../src/evidence/run.js';

const GITHUB = 'https://github.com';
const own = { owner: 'octo-org', package: 'app/web' };
const settings = (kind: string) => `${GITHUB}/${kind}/octo-org/packages/container/app%2Fweb/settings`;

describe('the page of a package', () => {
  test.each([
    ["an organisation's own", { ownerType: 'Organization' }, own, settings('orgs')],
    ["a person's own", { ownerType: 'User' }, own, settings('users')],
    ['of an owner of unknown type', { ownerType: null }, own, 'https://ghcr.io/octo-org/app/web'],
    ["another owner's", { ownerType: 'User' }, { owner: 'acme', package: 'app' }, 'https://ghcr.io/acme/app'],
    [
      'without a repository',
      { ownerType: 'User', repository: null },
      own,
      'https://ghcr.io/octo-org/app/web',
    ],
    [
      'of another server than the repository',
      { ownerType: 'User', repositoryServer: 'https://ghes.example' },
      own,
      'https://ghcr.io/octo-org/app/web',
    ],
  ] as const)('%s', (_, more, image, page) => {
    expect(pageOfPackage({ serverUrl: GITHUB, repository: 'Octo-Org/App', ...more }, image)).toBe(page);
  });
});

describe("the owner's type in the payload of an event", () => {
  const typeIn = (repository: unknown) =>
    runEvidence({ GITHUB_REPOSITORY: 'Octo-Org/App' }, { payload: { repository } }, null).ownerType;

  test.each([
    [{ full_name: 'octo-org/app', owner: { type: 'Organization' } }, 'Organization'],
    [{ full_name: 'octo-org/app', owner: { type: 'User' } }, 'User'],
    [{ full_name: 'octo-org/app', owner: { type: 'Bot' } }, null],
    [{ full_name: 'octo-org/app', owner: 'octo-org' }, null],
    [{ full_name: 'acme/app', owner: { type: 'User' } }, null],
    [{ owner: { type: 'User' } }, null],
    ['octo-org/app', null],
    [undefined, null],
  ])('%j', (repository, type) => {
    expect(typeIn(repository)).toBe(type);
  });
});
