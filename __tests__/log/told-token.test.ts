/** Whose token was refused, as somebody tells who names the one that is to be used instead, too. */
import { describe, expect, test } from '@jest/globals';
import { tellsOfJobToken } from '../../src/evidence/log/people/told/token.js';
import { explained } from './support.js';

describe("a sentence about the job's token", () => {
  test.each([
    'GITHUB_TOKEN was denied by the registry',
    '`GITHUB_TOKEN` lacks access to the package',
    "GITHUB_TOKEN can't write it, so we use a PAT",
    'It fails with GITHUB_TOKEN and works with a classic PAT.',
    'denied by using `${{ secrets.GITHUB_TOKEN }}`',
    'The push is denied (write_package) with the default GITHUB_TOKEN',
    'GITHUB_TOKEN only has access to linked packages',
    "the package does not grant the repository's GITHUB_TOKEN write access",
    '`GITHUB_TOKEN` therefore has no write access to it',
  ])('%s: it was refused', (text) => expect(tellsOfJobToken(text)).toBe(true));

  test.each([
    'My PAT is denied, with GITHUB_TOKEN it works.',
    'GITHUB_TOKEN: ***',
    'The organization does not allow PATs, so we took GITHUB_TOKEN',
    'We use GITHUB_TOKEN now, for the PAT was denied',
    'password: ${{ secrets.GITHUB_TOKEN }}',
    'The PAT lacks write:packages. Switch to GITHUB_TOKEN',
  ])('%s: nothing of the kind', (text) => expect(tellsOfJobToken(text)).toBe(false));
});

test.each([
  ['`GITHUB_TOKEN` was denied, so the login uses a PAT now.', 'package-not-granted'],
  ['The login uses a PAT.', 'user-lacks-package-role'],
  // The one that made the package is another.
  ['The package was created once with a PAT.', 'package-not-granted'],
  ["It was first pushed under somebody's personal access token.", 'package-not-granted'],
  ['I created a PAT for it, and the image is pushed with that PAT.', 'user-lacks-package-role'],
  // The other is named first, and last.
  ['The login uses a PAT now. GITHUB_TOKEN lacks the role.\nThe PAT is GHCR_PAT.', 'package-not-granted'],
])('%s', async (told, id) => {
  const text = `docker push ghcr.io/octo/app:1\ndenied: permission_denied: write_package\n\n${told}`;
  expect((await explained(text))[0]?.id).toBe(id);
});
