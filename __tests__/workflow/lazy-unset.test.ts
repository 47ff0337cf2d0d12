/** What tells variables that nothing sets is loaded for a job that has one in a name, and then once. */
import { expect, test } from '@jest/globals';
import { unsetVariable } from '../../src/workflow/language/origins.js';
import type { RunOfJob } from '../../src/workflow/reading/jobs/read-job.js';
import type { JobInFile } from '../../src/workflow/reading/names/plain-readings.js';
import { LazyUnset } from '../../src/workflow/reading/pushes/lazy-unset.js';
import type { Act } from '../../src/workflow/reading/steps/frame.js';

const TAG = unsetVariable('TAG');
const job = (text: string) => ({ document: { text } }) as JobInFile;
const built = (...names: string[]) => ({ kind: 'build', names }) as unknown as Act;
const pushed = (reference: string) => ({ kind: 'transfer', found: { reference } }) as unknown as Act;
const SIGN = { kind: 'sign' } as unknown as Act;

/** Is it loaded for a job that does this? */
async function isLoaded(acts: Act[], { text = 'on: push', env = {} } = {}): Promise<boolean> {
  const lazy = new LazyUnset();
  const run = { acts, transfers: [] } as unknown as RunOfJob;
  expect(lazy.read(run, job(text), { env })).toBe(run);
  const isNew = await lazy.loadWanted();
  expect(await lazy.loadWanted()).toBe(false);
  return isNew;
}

test.each<[string, Act[], boolean]>([
  ['nothing', [], false],
  ['a login', [SIGN], false],
  ['a push by a whole name', [pushed('ghcr.io/octo/app:1')], false],
  ['a push by one with such a variable', [SIGN, pushed(`ghcr.io/octo/app:${TAG}`)], true],
  ['a build under a whole name', [built('ghcr.io/octo/app:1')], false],
  ['a build under two, one of them with such a variable', [built('app:1', `app:${TAG}`)], true],
])('%s', async (_, acts, expected) => expect(await isLoaded(acts)).toBe(expected));

test.each([
  ['our own process was told', { env: { BASH_ENV: 'env.sh' } }],
  ['the file tells', { text: 'env: {BASH_ENV: env.sh}' }],
])('nothing is sure where %s of a file that bash reads first', async (_, where) =>
  expect(await isLoaded([pushed(`ghcr.io/octo/app:${TAG}`)], where)).toBe(false),
);
