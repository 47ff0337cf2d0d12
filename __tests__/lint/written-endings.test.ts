/** What stands behind the name as it is written: a tag that is empty. */
import { describe, expect, test } from '@jest/globals';
import { ids, login, MAIN, workflow } from './repository.js';

const HEX = 'a'.repeat(64);
const INVALID = ['error invalid-image-reference'];
const step = (text: string) => ({ [MAIN]: workflow(`${login()}\n${text}`) });
const run = (command: string) => step(`- run: '${command}'`);
const tags = (value: string) =>
  step(`- uses: docker/build-push-action@v6\n  with:\n    push: true\n    tags: '${value}'`);

describe('refused by every client', () => {
  test.each([
    ['an empty tag', run('docker push ghcr.io/octo/app:')],
    ['one of several', tags('ghcr.io/octo/app:,ghcr.io/octo/app:1')],
    ['one of an input', tags('ghcr.io/octo/app:')],
  ])('%s', async (_, files) => {
    expect(await ids(files)).toEqual(INVALID);
  });
});

test.each([
  ['a whole digest', run(`podman push ghcr.io/octo/app@sha256:${HEX}`)],
  ['a digest of a variable', run('D=12; podman push ghcr.io/octo/app@sha256:$D')],
  ['a digest of a step', run('podman push ghcr.io/octo/app@sha256:${{ steps.build.outputs.hex }}')],
  ['a tag of a variable', run('. ./names.env; docker push ghcr.io/octo/app:$TAG')],
  [
    'a tag of which a text tells',
    run('TAG=$(./tag.sh); echo to ghcr.io/octo/app: now; docker push ghcr.io/octo/app:$TAG'),
  ],
])('%s is not refused', async (_, files) => {
  expect(await ids(files)).toEqual([]);
});
