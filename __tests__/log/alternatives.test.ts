/** What else a log's words may be, and what they are surely not. */
import { expect, test } from '@jest/globals';
import { RUN } from '../workflow/reading.js';
import { explained } from './support.js';

const granted = (levels: string) => `##[group]GITHUB_TOKEN Permissions\n${levels}\n##[endgroup]\n`;
const told = async (text: string) =>
  (await explained(text)).map(({ id, confidence, alternatives }) => [id, confidence, ...alternatives]);

test('who refuses the login itself says nothing of a name without an owner', async () => {
  const text = 'Error response from daemon: Head "https://ghcr.io/v2/app/manifests/1": denied: denied';
  const [[id, ...others] = []] = await told(text);
  expect(id).toBe('stale-credential');
  expect(others).not.toContain('image-without-owner');
});

test.each([
  'failed to authorize: https://ghcr.io/token?scope=repository:***:pull: 403 Forbidden',
  'docker pull ghcr.io/*:1\nHead "https://ghcr.io/v2/*/manifests/1": denied',
])('what stands in the place of a masked name may have an owner: %s', async (text) => {
  const [[id, ...others] = []] = await told(text);
  expect(id).toBe('package-not-found');
  expect(others).not.toContain('image-without-owner');
});

test.each(['Contents: read', 'Contents: read\nPackages: read'])(
  'a job that may not write needs no other owner: %j',
  async (levels) => {
    const text = 'denied: installation not allowed to Create organization package';
    expect(await told(granted(levels) + text)).toEqual([['job-lacks-packages-write', 'certain']]);
  },
);

test('a job that may not even read tells least of the role of its repository', async () => {
  const pull =
    'docker pull ghcr.io/octo/app:1\ndenied: installation not allowed to Read organization package';
  expect(await told(granted('Contents: read') + pull)).toEqual([
    ['job-lacks-packages-read', 'certain', 'package-not-granted', 'package-read-refused'],
  ]);
});

test.each([
  [granted('Packages: write'), 'certain'],
  ['', 'likely'],
])('another owner is certain only for a job that is seen to write: %j', async (before, confidence) => {
  const text = `${before}failed to push ghcr.io/acme/app:1: denied: installation not allowed to Create organization package`;
  const [finding] = await explained(text, { run: RUN });
  expect([finding?.id, finding?.confidence]).toEqual(['owner-mismatch', confidence]);
});
