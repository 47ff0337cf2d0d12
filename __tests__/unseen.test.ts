/** What is spelt out of Unicode is what Unicode says. */
import { expect, test } from '@jest/globals';
import { PLAIN_TEXT } from '../src/evidence/secrets/secrets.js';
import { CONTROLS, IGNORABLE } from '../src/evidence/unseen.js';

const CHARACTERS = Array.from({ length: 0x110000 }, (_, code) => String.fromCodePoint(code));

const of = (pattern: RegExp) => CHARACTERS.filter((character) => pattern.test(character));

test('characters without a shape', () => {
  expect(of(new RegExp(`[${IGNORABLE}]`, 'u'))).toEqual(of(/\p{Default_Ignorable_Code_Point}/u));
});

test('controls but for tabs and line ends, and separators of lines', () => {
  expect(of(new RegExp(`[${CONTROLS}]`, 'u'))).toEqual(of(/(?![\t\r\n])\p{Cc}|[\u2028\u2029]/u));
});

test('nothing that hides a secret, and nothing that writes such a thing, is plain', () => {
  const plain = of(PLAIN_TEXT);
  expect(
    plain.filter((character) =>
      /[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\p{Zl}\p{Zp}%\\]/u.test(character),
    ),
  ).toEqual(['\t', '\n', '\r']);
  for (const text of [
    'ghcr.io/octo-org/app:1.5 – it’s accepted → “yes” ✅ ✓ …',
    '推送会被接受（第 3 行）。',
    'é',
  ])
    expect(text).toMatch(PLAIN_TEXT);
});
