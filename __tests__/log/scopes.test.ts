/** A token that is asked for several repositories at once: whose they are tells whether one spoils it for the others. */
import { expect, test } from '@jest/globals';
import { explained } from './support.js';

const refused = async (...repositories: string[]) => {
  const scopes = repositories
    .map((name) => `scope=repository%3A${name.replace('/', '%2F')}%3Apull`)
    .join('&');
  const [finding] = await explained(
    `Error: failed to authorize: failed to fetch oauth token: unexpected status from GET request to https://ghcr.io/token?${scopes}%2Cpush&service=ghcr.io: 403 Forbidden`,
  );
  return [finding?.id, ...(finding?.alternatives ?? [])];
};

test('another owner may be the reason', async () =>
  expect(await refused('other/cache', 'octo/app')).toContain('foreign-repository-in-scope'));

test("what the registry's own challenge names is nobody's", async () =>
  expect(await refused('user/image', 'octo/app')).not.toContain('foreign-repository-in-scope'));

test('what is called alike is somebody’s', async () =>
  expect(await refused('user/images', 'octo/app')).toContain('foreign-repository-in-scope'));

test.each([
  ['octo/app', 'ghcr.io/octo/app'],
  ['user/image', null],
  ['octo/$APP', null],
  ['octo/<name>', null],
  ['octo/…', null],
])('of the address of a token for %s an image is read where it names one', async (scope, image) => {
  const [finding] = await explained(
    `Error: failed to fetch oauth token: unexpected status from GET request to https://ghcr.io/token?scope=repository:${scope}:pull&service=ghcr.io: 403 Forbidden`,
  );
  expect(finding?.image ?? null).toBe(image);
});
