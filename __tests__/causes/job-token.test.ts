/** Could the job's own token stand in the place of a secret that is refused? */
import { expect, test } from '@jest/globals';
import type { Case } from '../../src/causes/case.js';
import { type LoggedLogin, mayUseJobToken } from '../../src/causes/questions/logged-login.js';

test.each([
  ['the images of its own owner', ['ghcr.io/octo/app:1', 'ghcr.io/Octo/web'], 'PAT', true],
  ['names that nobody knows', [null], 'PAT', true],
  ['one of another owner among them', ['ghcr.io/octo/app:1', 'ghcr.io/acme/app:1'], 'PAT', false],
  ['its own, which was the one', ['ghcr.io/octo/app:1'], 'GITHUB_TOKEN', false],
])('%s', (_, references, secret, expected) => {
  const seen = {
    owner: 'octo',
    image: null,
    workflow: { pushes: references.map((reference) => ({ reference })) },
  };
  expect(mayUseJobToken(seen as unknown as Case, { secret } as LoggedLogin)).toBe(expected);
});
