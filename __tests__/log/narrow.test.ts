/** A telephone's terminal is forty columns wide, and half a screen little more: sentences break everywhere. */
import { describe, expect, test } from '@jest/globals';
import { printedLines } from '../../src/evidence/log/lines/pasted.js';
import { isBrokenSentence, isTornSentence } from '../../src/evidence/log/lines/sentences.js';
import { explained } from './support.js';

const printed = (text: string) => printedLines(text.split('\n')).map(({ raw }) => raw);

/** As a terminal breaks it: wherever the line is full. */
const hard = (text: string, width: number) =>
  text
    .split('\n')
    .flatMap((line) => line.match(new RegExp(`.{1,${width}}`, 'g')) ?? [''])
    .join('\n');

/** As a mail breaks it: in front of a word that has no room. */
const soft = (text: string, width: number) => {
  const lines: string[] = [];
  for (const line of text.split('\n')) {
    const [first = '', ...words] = line.split(' ');
    lines.push(first);
    for (const word of words) {
      const last = lines.at(-1) as string;
      if (last.length + 1 + word.length > width) lines.push(word);
      else lines[lines.length - 1] = `${last} ${word}`;
    }
  }
  return lines.join('\n');
};

const WIDTHS = [32, 36, 38, 40, 42, 44, 46];

describe('the same cause is named at any width', () => {
  const MESSAGES: readonly [string, string][] = [
    ['job-lacks-packages-write', '#12 ERROR: denied: installation not allowed to Write organization package'],
    [
      'token-lacks-scope',
      'error from registry: permission_denied: The token provided does not match expected scopes.',
    ],
    [
      'package-not-granted',
      'failed to push ghcr.io/octo/northwind:v3: denied: permission_denied: write_package',
    ],
    [
      'stale-credential',
      'Error response from daemon: Head "https://ghcr.io/v2/octo/app/manifests/v3": denied: denied',
    ],
    [
      'no-registry-login',
      'The push refers to repository [ghcr.io/octo/northwind]\ndenied: unauthenticated: User cannot be authenticated with the token provided.',
    ],
    [
      'uppercase-image-name',
      'ERROR: failed to build: invalid tag "ghcr.io/Octo/northwind:test": repository name must be lowercase',
    ],
    ['rate-limited', 'toomanyrequests: retry-after: 985.86µs, allowed: 44000/minute'],
    [
      'platform-not-in-index',
      '{"errors":[{"code":"MANIFEST_UNKNOWN","message":"OCI index found, but Accept header does not support OCI indexes"}]}',
    ],
  ];
  for (const [how, broken] of [
    ['wherever the line is full', hard],
    ['between words', soft],
  ] as const)
    test.each(MESSAGES)(`${how}: %s`, async (cause, message) => {
      for (const width of WIDTHS)
        expect([width, (await explained(broken(message, width)))[0]?.id]).toEqual([width, cause]);
    });
});

describe('one break tells the width of the rest', () => {
  test('a name that nobody knows is whole again', () =>
    expect(
      printed(
        hard(
          'ERROR: failed to push ghcr.io/octo/northwindtraders:v3: denied: permission_denied: write_package',
          40,
        ),
      ),
    ).toEqual([
      'ERROR: failed to push ghcr.io/octo/northwindtraders:v3: denied: permission_denied: write_package',
    ]));
  test('lines that are shorter stay alone', () =>
    expect(
      printed(
        'Building\nTagging v3\n#9 ERROR: denied: installation not allo\nwed to Write organization package\nDone',
      ),
    ).toEqual([
      'Building',
      'Tagging v3',
      '#9 ERROR: denied: installation not allowed to Write organization package',
      'Done',
    ]));
});

describe('what stands alone is what the line before asks for', () => {
  test.each([
    ['docker manifest inspect', 'ghcr.io/octo/app:v3'],
    ['Head', '"https://ghcr.io/v2/octo/app/manifests/v3":'],
    ['ERROR: failed commit on ref', '"layer-sha256:49507e21bb5d0cee":'],
    ['read tcp', '192.0.2.4:38924->192.0.2.164:443:'],
    ['The push refers to repository', '[ghcr.io/octo/app]'],
  ])('%s', (before, after) => expect(printed(`${before}\n${after}`)).toEqual([`${before} ${after}`]));
  test.each([
    ['Login Succeeded', 'ghcr.io/octo/app:v3'],
    ['Pushed', 'https://ghcr.io/v2/octo/app'],
  ])('nobody asks: %s', (before, after) => expect(printed(`${before}\n${after}`)).toEqual([before, after]));
});

test.each([
  ['denied: den', 'ied', true],
  ['denied: installation not allowed to Crea', 'te organization package', true],
  ['manifest unk', 'nown', true],
  // Another word, and a line of somebody's own.
  ['denied: den', 'mark', false],
  ['access was denied', 'denied again', false],
  ['unexpected status: 403', 'Forbidden cities', false],
])('%s / %s', (last, next, isTorn) => expect(isTornSentence(last, next)).toBe(isTorn));

test.each([
  ['installation not allowed to', 'Write organization package', true],
  ['failed to push', 'ghcr.io/octo/app', false],
  ['installation not allowed to', 'proceed', false],
])('%s / %s, between words', (last, next, isBroken) => expect(isBrokenSentence(last, next)).toBe(isBroken));

test('a quarter of a megabyte of broken words stays as many lines', () =>
  expect(printed('denied: den\n'.repeat(21_000))).toHaveLength(21_001));

describe('a screen that cuts lines wherever they are full', () => {
  const LONG = [
    'Error: trying to reuse blob sha256:0123 at destination: failed to read from destination repository octo/app: 403 (Forbidden)',
    'docker pull ghcr.io/octo/app:1\nError response from daemon: Get "https://ghcr.io/v2/": net/http: request canceled while waiting for connection (Client.Timeout exceeded while awaiting headers)',
    '#15 pushing layers 631.9s done\n#15 ERROR: failed commit on ref "layer-sha256:0123456789ab": no response from ghcr.io/octo/app',
  ];
  test.each([24, 28, 32, 34])('%d columns', async (width) => {
    for (const text of LONG) {
      const [whole] = await explained(text);
      expect((await explained(hard(text, width)))[0]?.id).toBe(whole?.id);
    }
  });

  test.each([
    ['lines of one length by chance', 'one two three four\nfive six seven and'],
    [
      'a list of layers',
      'The push refers to repository [x]\n0123456789ab: Layer already exists\nba9876543210: Layer already exists',
    ],
    [
      'columns',
      'NAME       READY     STATUS     \nweb-0      1/1       Running    \nweb-1      0/1       Pending    ',
    ],
  ])('leaves %s', (_, text) => expect(printed(text)).toEqual(text.split('\n')));
});
