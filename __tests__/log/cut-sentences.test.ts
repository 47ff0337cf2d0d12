/** A sentence that GitHub's registry alone says is known by its beginning, whatever stands around it. */
import { describe, expect, test } from '@jest/globals';
import { explained } from './support.js';

const SENTENCES: readonly (readonly [string, string])[] = [
  ['installation not allowed to Create organ', 'ization package'],
  ['permission_denied: write_pack', 'age'],
  ['permission_denied: create_pac', 'kage'],
  ['permission_denied: The token provided does not match exp', 'ected scopes.'],
  ['permission_denied: The requested installation does n', 'ot exist.'],
  ['unauthenticated: User cannot be authenticated with the to', 'ken provided.'],
  ['not_found: owner not fou', 'nd'],
];

const causeOf = async (text: string) => (await explained(`${text}\n`))[0]?.id;

describe.each(SENTENCES)('%s is read as the whole', (cut, rest) => {
  test.each([
    ['alone', 'denied: ', ''],
    ['with dots', 'denied: ', '...'],
    ['behind an image', 'failed to push ghcr.io/octo/app:3: denied: ', ''],
  ])('%s', async (_, before, behind) => {
    const whole = await causeOf(`${before}${cut}${rest}`);
    expect(whole).toBeDefined();
    expect(await causeOf(`${before}${cut}${behind}`)).toBe(whole);
  });
});

test('a reason of which nothing is left is none', async () => {
  const [cut, whole] = await Promise.all(
    ['permission_denied:...', 'permission_denied'].map((said) =>
      explained(`failed to push ghcr.io/octo/app:3: denied: ${said}\n`),
    ),
  );
  expect(cut?.[0]?.id).toBe('package-not-granted');
  expect(whole?.[0]?.id).toBe('package-not-granted');
});

test.each(['denied: permission', 'denied: requested access to the reso', 'denied: The token'])(
  '%s is nobody’s alone',
  async (text) => {
    expect((await explained(`docker push quay.io/octo/app\n${text}\n`)).length).toBe(0);
  },
);
