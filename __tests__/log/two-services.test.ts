/** A registry's refusal and one of GitHub's REST API in the same log: two services, of which neither speaks for the other. */
import { describe, expect, test } from '@jest/globals';
import { explained } from './support.js';

const API =
  'Error: Resource not accessible by integration - https://docs.github.com/rest/packages/packages#delete-package-version';
const named = async (text: string) => (await explained(text)).map(({ id }) => id);

describe('what the API refused beside the registry', () => {
  test.each([
    [
      'a push without a reason',
      '#9 ERROR: failed to push ghcr.io/octo/app:1: unexpected status from HEAD request to https://ghcr.io/v2/octo/app/blobs/sha256:1f: 403 Forbidden',
      'package-not-granted',
    ],
    [
      'a push with one',
      'ERROR: failed to push ghcr.io/octo/app:1: denied: permission_denied: write_package',
      'package-not-granted',
    ],
    [
      'a sentence without an image',
      'denied: installation not allowed to Create organization package',
      'job-lacks-packages-write',
    ],
    [
      'a pull',
      'Error response from daemon: Head "https://ghcr.io/v2/octo/app/manifests/1": unauthorized',
      'package-read-refused',
    ],
  ])('comes after %s, wherever it was printed', async (_, refusal, cause) => {
    expect(await named(`${refusal}\n${API}`)).toEqual([cause, 'api-permission-missing']);
    expect(await named(`${API}\n${refusal}`)).toEqual([cause, 'api-permission-missing']);
  });

  test('is one finding, however often it is said', async () => {
    const refusal = 'ERROR: failed to push ghcr.io/octo/app:1: denied: permission_denied: write_package';
    expect(await named([refusal, API, refusal, API].join('\n'))).toHaveLength(2);
  });

  test('is the same refusal where it is of the account: both say no to it', async () =>
    expect(
      await named(
        'HttpError: Resource protected by organization SAML enforcement. You must grant your Personal Access token access to this organization.\nError: failed to push ghcr.io/octo/app:1: unexpected status from POST request to https://ghcr.io/v2/octo/app/blobs/uploads/: 403 Forbidden',
      ),
    ).toEqual(['sso-not-authorized']));
});

test.each([
  ['alone', []],
  ['behind its command', ['$ gh pr create']],
  ['beside a push that went through', ['docker push ghcr.io/octo/app:1', '1: digest: sha256:0123 size: 12']],
])('what GraphQL does not show of an organization is no image: %s', async (_, lines) =>
  expect(
    await explained(
      [...lines, 'GraphQL: Resource protected by organization SAML enforcement. (repository)'].join('\n'),
    ),
  ).toEqual([]),
);
