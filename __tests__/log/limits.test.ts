/** GitHub's limits: the API's count here where packages were asked for, and the registry's always. */
import { describe, expect, test } from '@jest/globals';
import { explained } from './support.js';

const named = async (...lines: string[]) => (await explained(lines.join('\n'))).map(({ id }) => id);
const step = (uses: string, said: string) =>
  named(`##[group]Run ${uses}`, '##[endgroup]', `##[error]${said}`);

const HOURLY = 'API rate limit exceeded for installation ID 4711.';
const SECONDARY = 'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.';
const PAGE =
  'https://docs.github.com/free-pro-team@latest/rest/overview/rate-limits-for-the-rest-api#about-secondary-rate-limits';

describe('a limit of the API', () => {
  test.each([
    ['octo/delete-package-versions@v5', `query for oldest version failed. ${HOURLY}`],
    ['octo/delete-package-versions@v5', SECONDARY],
    ['octo/ghcr-cleanup@v1', `HttpError: ${SECONDARY}`],
    ['octo/container-retention@v2', `{'documentation_url': '${PAGE}', 'message': '${SECONDARY}'}`],
  ])('is named in a step of %s', async (uses, said) =>
    expect(await step(uses, said)).toEqual(['rate-limited']),
  );

  test('is named where the line tells of packages', async () =>
    expect(await named(`Failed to list the package versions: ${HOURLY}`)).toEqual(['rate-limited']));

  test.each([
    ['octo/gh-release@v2', SECONDARY],
    ['octo/gh-release@v2', `HttpError: ${SECONDARY}`],
    ['octo/changelog@v3', HOURLY],
    ['octo/labeler@v3', `{'documentation_url': '${PAGE}', 'message': '${SECONDARY}'}`],
  ])('is none of ours in a step of %s', async (uses, said) => expect(await step(uses, said)).toEqual([]));

  test('is none of ours where the request shown is another', async () =>
    expect(await named('GET https://api.github.com/repos/octo/app/tags', `{"message":"${HOURLY}"}`)).toEqual(
      [],
    ));
});

test("the same words in a push are the registry's", async () =>
  expect(
    await named(
      'The push refers to repository [ghcr.io/octo/app]',
      'denied: You have exceeded a secondary rate limit',
    ),
  ).toEqual(['rate-limited']));

test('the finding tells which of the two asks to slow down', async () => {
  const [ofApi] = await explained(`Failed to list the package versions: ${HOURLY}`);
  expect(ofApi?.title).toBe("GitHub's API asks to slow down");
  expect(ofApi?.message).not.toContain('ghcr.io');
  const [ofRegistry] = await explained('PUT https://ghcr.io/v2/octo/app/manifests/1: 429 Too Many Requests');
  expect(ofRegistry?.title).toBe('The registry asks to slow down');
});
