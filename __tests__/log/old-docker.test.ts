/** docker before 17.07, which distributions kept for years: its own sentences, and a first line that reads like podman's. */
import { describe, expect, test } from '@jest/globals';
import { answerTo, explained, read } from './support.js';

const first = async (text: string) => (await answerTo(text)).ids[0];

const TRYING = 'Trying to pull repository ghcr.io/octo/app ... ';
const HIDDEN = 'repository ghcr.io/octo/app not found: does not exist or no pull access';

test.each([
  [`Error response from daemon: ${HIDDEN}`, 'package-read-refused'],
  [`${TRYING}\n${HIDDEN}`, 'package-read-refused'],
  [
    `Failed to pull image "ghcr.io/octo/app:1": rpc error: code = Unknown desc = Error response from daemon: ${HIDDEN}`,
    'package-read-refused',
  ],
  [`${TRYING}\nunauthorized: authentication required`, 'package-read-refused'],
  [`${TRYING}\nmanifest for ghcr.io/octo/app:2 not found`, 'manifest-not-found'],
])('%s', async (text, id) => expect(await first(text)).toBe(id));

describe('a name without a registry is Docker Hub’s', () => {
  const text = 'Error response from daemon: repository octo/app not found: does not exist or no pull access';
  test.each([
    text,
    `docker pull ghcr.io/octo/base:1\nStatus: Image is up to date\ndocker pull octo/app\n${text}`,
  ])('%s', async (all) => {
    expect(await first(all)).toBeUndefined();
    expect((await read(all)).failures.map(({ reason }) => reason)).toContain('at-hub');
  });
});

test.each([
  'Pulling repository ghcr.io/octo/app\nError: image octo/app:latest not found',
  'Pulling repository ghcr.io/octo/app\ntime="2016-03-01T12:00:00Z" level=fatal msg="Error: image octo/app:latest not found"',
  'Pulling repository ghcr.io/octo/app\nTag 2 not found in repository ghcr.io/octo/app',
])('before 1.10: %s', async (text) => expect(await first(text)).toMatch(/^(?:package|manifest)-not-found$/));

test('of which a name without a registry is Docker Hub’s, too', async () =>
  expect(await first('Pulling repository octo/app\nError: image octo/app:latest not found')).toBeUndefined());

test.each([
  [
    `${TRYING}\nGet https://ghcr.io/v2/octo/app/manifests/1: unauthorized: authentication required`,
    'docker login',
  ],
  [
    'Trying to pull ghcr.io/octo/app:1...\nError: initializing source docker://ghcr.io/octo/app:1: reading manifest 1 in ghcr.io/octo/app: unauthorized',
    'podman login',
  ],
])('the cure is that of who asks: %s', async (text, command) => {
  const [finding] = await explained(text);
  expect(finding?.fix.summary).toContain(command);
});
