/** Answers of a registry that are set out over several lines. */
import { describe, expect, test } from '@jest/globals';
import { withoutLayout } from '../../src/evidence/log/lines/answers.js';
import { answerTo } from './support.js';

const first = async (text: string) => (await answerTo(text)).ids[0];
const setOut = (code: string, message: string, spaces = 2) =>
  JSON.stringify({ errors: [{ code, message, detail: null }] }, null, spaces);

describe('withoutLayout', () => {
  test('makes an answer one line, where it begins', () => {
    expect(withoutLayout(['$ curl', ...setOut('DENIED', 'denied').split('\n'), 'end'])).toEqual([
      '$ curl',
      '{"errors":[{"code":"DENIED","message":"denied","detail":null}]}',
      ...Array(8).fill(''),
      'end',
    ]);
  });

  test.each([
    ['one that never ends', ['{', '"errors": [', '{', '"code": "DENIED",']],
    ['what is no answer', ['{', '"errors": [', 'ghcr.io', ']', '}']],
    ['other lists', ['{', '"warnings": [', ']', '}']],
    ['one in a line', ['{"errors":[{"code":"DENIED","message":"denied"}]}']],
  ])('leaves %s', (_, lines) => expect(withoutLayout(lines)).toEqual(lines));

  test.each([
    ['lines that begin one', Array(100_000).fill('"errors": [')],
    ['a long line', ['{', '"errors": [', `"a": "${'x'.repeat(10_000_000)}"`]],
    ['a line of braces', ['{', '"errors": [', '{ '.repeat(5_000_000)]],
  ])('comes to an end with %s', (_, lines) => expect(withoutLayout(lines)).toEqual(lines));
});

test('what Firefox shows of one is one line again', () => {
  const shown = ['errors\t', '0\t', 'code\t"DENIED"', 'message\t"denied"', '', 'end'];
  expect(withoutLayout(shown)).toEqual([
    '{"errors":[{"code":"DENIED","message":"denied"}]}',
    '',
    '',
    '',
    '',
    'end',
  ]);
  expect(withoutLayout(['errors', '0', 'code "DENIED"', 'end'])).toEqual([
    'errors',
    '0',
    'code "DENIED"',
    'end',
  ]);
});

test('and is understood', async () => {
  const shown = 'errors\t\n0\t\ncode\t"DENIED"\nmessage\t"requested access to the resource is denied"';
  expect(await first(`${shown}\nhttps://ghcr.io/token?scope=repository:octo/app:pull`)).toBe(
    'package-not-found',
  );
});

describe('is understood as what it is', () => {
  const command = '$ curl -s https://ghcr.io/v2/octo/app/manifests/1 | jq';
  test.each([
    ['DENIED', 'requested access to the resource is denied', 'package-not-found'],
    ['MANIFEST_UNKNOWN', 'manifest unknown', 'manifest-not-found'],
    ['UNKNOWN', 'unknown error', 'registry-unavailable'],
    ['UNAVAILABLE', 'service unavailable', 'registry-unavailable'],
    ['MANIFEST_BLOB_UNKNOWN', 'blob unknown to registry', 'manifest-before-blobs'],
  ])('%s', async (code, message, id) => {
    expect(await first(`${command}\n${setOut(code, message)}`)).toBe(id);
    expect(await first(`${command}\n${setOut(code, message, 4)}`)).toBe(id);
  });

  test('without the brace that it begins with', async () => {
    const [, ...lines] = setOut('DENIED', 'permission_denied: write_package').split('\n');
    expect(await first(lines.join('\n'))).toBe('package-not-granted');
  });
});
