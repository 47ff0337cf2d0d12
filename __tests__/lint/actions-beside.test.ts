/** Actions that set the machine up, or look at what was made: what a push finds does not depend on them. */
import { expect, test } from '@jest/globals';
import { build, ids, MAIN, workflow } from './repository.js';

test.each([
  'pierotofy/set-swap-space',
  'cue-lang/setup-cue',
  'getsentry/action-release',
  'zaproxy/action-api-scan',
])('a push behind %s finds no login that nobody made', async (action) => {
  expect(await ids({ [MAIN]: workflow(`- uses: ${action}@v1${build()}`) })).toEqual([
    'error no-registry-login',
  ]);
});
