/** A status beside the registry's name tells neither what was wanted nor by whom: no role is then likely to be the missing one. */
import { expect, test } from '@jest/globals';
import { explained } from './support.js';

const found = async (text: string) => {
  const [first] = await explained(text);
  return first && { confidence: first.confidence, all: [first.id, ...first.alternatives] };
};

test.each([
  'ghcr.io: 403 Forbidden',
  'I was at ghcr.io and saw 403 Forbidden',
  'Our proxy in front of ghcr.io answers 403 Forbidden',
  'The scanner could not read ghcr.io/octo/app: 403 Forbidden',
])('%s', async (text) => {
  const told = await found(text);
  expect(told?.confidence).toBe('possible');
  expect(told?.all).toEqual(expect.arrayContaining(['package-not-granted', 'package-read-refused']));
});

test.each([
  'Pushing to ghcr.io/octo/app fails with 403 Forbidden, the login works',
  'ERROR: failed to push ghcr.io/octo/app:1: unexpected status: 403 Forbidden',
])('who tells what was wanted tells more: %s', async (text) =>
  expect((await found(text))?.confidence).toBe('likely'),
);
