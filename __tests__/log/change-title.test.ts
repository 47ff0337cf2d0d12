/** The title of a change alone: who asks with it asks about the message that it quotes; in a log nothing happened. */
import { describe, expect, test } from '@jest/globals';
import { answerTo, askedWith } from './support.js';

describe('who asks with it is told of the message', () => {
  test.each([
    ['job-lacks-packages-write', 'Fixes "denied: installation not allowed to Create organization package"'],
    ['package-not-granted', 'fix: "denied: permission_denied: write_package" when pushing to ghcr.io'],
    [
      'token-lacks-scope',
      'Resolve the error "permission_denied: The token provided does not match expected scopes."',
    ],
    ['package-read-refused', 'Fix `unauthorized` when pulling ghcr.io/octo/app'],
    ['job-lacks-packages-write', 'Fix 403 Forbidden when pushing to ghcr.io'],
  ])('%s: %s', async (id, text) => {
    const { ids } = await askedWith(text);
    expect(ids.length).toBeGreaterThan(0);
    expect((await answerTo(text.replace(/^\w+: |^\w+ (?:the error )?/, ''))).ids).toEqual(ids);
    if (id !== 'job-lacks-packages-write') expect(ids[0]).toBe(id);
  });

  test.each([
    'Fix "cannot find module" in tests',
    'Fix 403 Forbidden in the login page',
    'fix(ci): log in before the push',
  ])('and of nothing where it quotes none: %s', async (text) =>
    expect((await askedWith(text)).ids).toEqual([]),
  );
});

test('a message right behind its verb is asked about, whoever gives it', async () =>
  expect((await answerTo('Fixes "denied: permission_denied: write_package"')).ids).toEqual([
    'package-not-granted',
  ]));

test.each([
  'fix: "denied: permission_denied: write_package" when pushing to ghcr.io',
  'Fixes "denied: permission_denied: write_package"\nAnother line',
])('and otherwise it is a line of a log: %s', async (text) => expect((await answerTo(text)).ids).toEqual([]));
