/** Answers of the packages API that are none of GitHub's: nothing is taken from them, and nothing breaks. */
import { expect, test } from '@jest/globals';
import { type ApiClients, packageSource } from '../../src/evidence/api/package.js';
import { parseReference } from '../../src/evidence/registry/reference.js';

const WHOLE = {
  name: 'app',
  visibility: 'private',
  repository: { full_name: 'octo/app' },
  created_at: '2026-01-01T00:00:00Z',
};

async function seen(account: unknown, answer: unknown) {
  const image = parseReference('ghcr.io/octo/app:1', { registry: 'ghcr.io', owner: null });
  if ('host' in image) throw new Error(image.host);
  const gives = (data: unknown) => async () => ({ data });
  const packages = { getPackageForUser: gives(answer), getPackageForOrganization: gives(answer) };
  const lookup = { rest: { users: { getByUsername: gives(account) }, packages } };
  return packageSource({ lookup, user: null } as unknown as ApiClients, 'https://github.com')(image);
}

test('what GitHub says is taken', async () => {
  expect(await seen({ type: 'User' }, WHOLE)).toMatchObject({
    ownerType: 'User',
    ownerExists: true,
    visible: true,
    visibility: 'private',
    repository: 'octo/app',
    createdAt: '2026-01-01T00:00:00Z',
  });
});

test.each([
  [{ visibility: 3, repository: { full_name: 7 }, type: [], created_at: {} }],
  [{ visibility: 'secret', repository: 'octo/app' }],
  [{ visibility: null, repository: [] }],
  [{}],
])('values of other types are not: %j', async (answer) => {
  expect(await seen(answer, answer)).toMatchObject({
    ownerType: null,
    ownerExists: true,
    visible: true,
    visibility: null,
    repository: null,
    createdAt: null,
  });
});

test.each([['<html>'], [[WHOLE]], [null], [7]])('no object tells nothing: %j', async (answer) => {
  expect(await seen(answer, answer)).toMatchObject({
    ownerExists: null,
    visible: null,
    visibility: null,
    repository: null,
  });
});
