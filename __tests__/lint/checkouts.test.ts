/** Scripts of the checkout: what they push is known where it is this repository that stands there. */
import { expect, test } from '@jest/globals';
import { ids, jobWith, lintFiles, login, MAIN, said, workflow } from './repository.js';

const OWN = '- uses: actions/checkout@v5\n';
const OTHER = (more = '') => `- uses: actions/checkout@v5\n  with: {repository: acme/scripts${more}}\n`;
const UPPER = ['error uppercase-image-name'];

test.each<[string, string, string[]]>([
  ['this repository', OWN, UPPER],
  ['another one', OTHER(), []],
  ['another one over this', OWN + OTHER(), []],
  ['this one over another', OTHER() + OWN, []],
  ['another one in a folder of its own', OWN + OTHER(', path: scripts'), UPPER],
  ['this one twice', OWN + OWN, UPPER],
])('%s', async (_, checkouts, expected) => {
  const steps = `${checkouts}${login().trim()}\n- run: ./push.sh\n`;
  const files = { [MAIN]: workflow(steps), 'push.sh': 'docker push ghcr.io/octo/App\n' };
  expect(await ids(files)).toEqual(expected);
});

test.each([
  [OWN, OTHER(), 'own'],
  [OTHER(), OWN, 'other'],
])('each of two jobs has its own %#', async (first, second, wrong) => {
  const job = (name: string, checkout: string) =>
    jobWith(`${checkout}${login().trim()}\n- run: ./push.sh`).replace('image:', `${name}:`);
  const text = `on: push\njobs:\n${job('own', first)}${job('other', second)}`;
  const found = await lintFiles({ [MAIN]: text, 'push.sh': 'docker push ghcr.io/octo/App\n' });
  expect(said(found)).toEqual([expect.stringMatching(`^error uppercase-image-name .* ${wrong}$`)]);
});
