/** Which variable's token goes to GitHub's API, and as what. */
import { expect, test } from '@jest/globals';
import { tokenAtHand } from '../../src/faces/cli/token-at-hand.js';

test.each([
  [{ GITHUB_TOKEN: 'ghs_one', GH_TOKEN: 'ghp_two' }, 'GITHUB_TOKEN', 'ghs_one'],
  [{ GITHUB_TOKEN: ' \n', GH_TOKEN: 'ghp_two\r\n' }, 'GH_TOKEN', 'ghp_two'],
  [{ GITHUB_TOKEN: '', GH_TOKEN: '""', GHCR_TOKEN: '\ufeff"ghp_three"' }, 'GHCR_TOKEN', 'ghp_three'],
])('%j', (env, variable, secret) => expect(tokenAtHand(env)).toMatchObject({ variable, secret }));

test.each([{}, { GITHUB_TOKEN: '' }, { GHCR_TOKEN: '\t', GH_TOKEN: "''" }])('none in %j', (env) =>
  expect(tokenAtHand(env)).toBeNull(),
);
