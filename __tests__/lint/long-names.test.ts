/** Names with many parts that nobody knows, and names without end. */
import { expect, test } from '@jest/globals';
import { build, ids, login, MAIN, workflow } from './repository.js';

const open = (times: number) => '${{ vars.PART }}'.repeat(times);
const INVALID = ['error invalid-image-reference'];

test.each([
  ['a name', `ghcr.io/octo/app${open(300)}`, []],
  ['a tag', `ghcr.io/octo/app:a${open(300)}`, []],
  [
    'a tag that is long without them',
    `ghcr.io/octo/app:${'a'.repeat(120)}${open(1)}${'b'.repeat(20)}`,
    INVALID,
  ],
  ['a name that is', `ghcr.io/octo/${'a'.repeat(250)}${open(1)}/${'b'.repeat(20)}`, INVALID],
  ['a tag that may be too long', `ghcr.io/octo/app:${'a'.repeat(120)}${open(20)}`, []],
])('parts that may be empty make no name too long: %s', async (_, tags, expected) => {
  expect(await ids({ [MAIN]: workflow(`${login()}\n${build(tags)}`) })).toEqual(expected);
});

/** What expressions make of a name that they repeat ten times so often over. */
const repeated = (name: string, levels: number) => {
  const tenfold = `'${'{0}'.repeat(10)}'`;
  const many = Array.from({ length: levels }).reduce<string>(
    (made) => `format(${tenfold}, ${made})`,
    `'${name}'`,
  );
  return `\${{ ${many} }}`;
};

test('a name that an expression repeats without end', async () => {
  const tags = repeated('ghcr.io/octo/app,', 6);
  expect(await ids({ [MAIN]: workflow(`${login()}\n${build(tags)}`) })).toEqual([]);
});

test('of more pushes than any job makes the first ones count', async () => {
  const tags = repeated('ghcr.io/octo/a,'.repeat(4), 4);
  const files = { [MAIN]: workflow(`${login()}\n${build(tags)}`, 'permissions: {contents: read}') };
  expect(await ids(files)).toEqual(['error job-lacks-packages-write']);
}, 60_000);
