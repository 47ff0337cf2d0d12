/** What a name is by its letters alone. */
import { describe, expect, test } from '@jest/globals';
import {
  isSurelyName,
  isTagAlone,
  wholeInTag,
  withSlash,
} from '../../src/workflow/knowledge/names/name-shapes.js';
import { HOLE } from '../../src/workflow/language/values.js';

describe('a tag alone', () => {
  test.each('latest edge main master nightly stable dev develop beta canary 1 v1 1.2.3 v1.2-rc_1'.split(' '))(
    '%s',
    (given) => expect(isTagAlone(given)).toBe(true),
  );

  test.each(['app', 'vx', 'latest-arm64', 'mainline', 'octo/latest', 'latest:1', ''])('not %j', (given) =>
    expect(isTagAlone(given)).toBe(false),
  );
});

describe('a beginning that is no host', () => {
  test.each([
    'app:1',
    `app:${HOLE}`,
    `my-app${HOLE}/web`,
    `my_app${HOLE}/web`,
    `a-bc${HOLE}/web`,
    `octo-org/app:${HOLE}`,
  ])('%j', (given) => expect(isSurelyName(given)).toBe(true));

  test.each([
    ['a word may be a machine', `app${HOLE}/web`],
    ['so may what has a port', `app:${HOLE}/web`],
    ['too little of it is known', `a-b${HOLE}/web`],
    ['a digit in front', `1-app${HOLE}/web`],
    ['nothing is known', `${HOLE}/my-app`],
    ...'local registry host kind cluster mirror harbor'
      .split(' ')
      .map((word) => [`a machine may be called ${word}`, `our-${word}-${HOLE}/web`]),
  ])('not where %s', (_, given) => expect(isSurelyName(given)).toBe(false));
});

describe('what stands where a slash, or nothing, belongs', () => {
  test.each([
    ['ghcr.io:octo/app:1', 'colon', 'ghcr.io/octo/app:1'],
    ['GHCR.io:OCTO/App', 'colon', 'ghcr.io/OCTO/App'],
    ['ghcr.io:4-3/app', 'colon', 'ghcr.io/4-3/app'],
    ['ghcr.io:4_3/app', 'colon', 'ghcr.io/4_3/app'],
    ['docker://ghcr.io/octo/app:1', 'transport', 'ghcr.io/octo/app:1'],
    ['OCI://GHCR.io/Octo/app', 'transport', 'GHCR.io/Octo/app'],
  ])('%s', (given, why, meant) => expect(withSlash(given, 'ghcr.io')).toMatchObject({ why, meant }));

  test.each([
    'ghcr.io/octo/app:1',
    'ghcr.io:443/octo/app',
    'ghcr.io:octo',
    'ghcr.io:octo:1/app',
    'ghcr.io.example:octo/app',
    'docker://ghcr.io.example/octo/app',
    'docker://quay.io/octo/app',
    'https://ghcr.io/octo/app',
  ])('not in %s', (given) => expect(withSlash(given, 'ghcr.io')).toBeNull());
});

describe('a whole reference in the place of a tag', () => {
  test.each([
    ['ghcr.io/octo/app:', 'ghcr.io/octo/app:1'],
    ['ghcr.io/octo/app:', 'GHCR.io/octo/app'],
    ['localhost:5000/app:', 'ghcr.io/octo/app'],
  ])('%s%s', (front, whole) => expect(wholeInTag(front + whole, 'ghcr.io')).toBe(front.length));

  test.each([
    'ghcr.io/octo/app',
    'ghcr.io/octo/app:1',
    'ghcr.io/octo/app:ghcr.io',
    'ghcr.io/octo/app:ghcr.io/',
    'ghcr.io/octo/app:quay.io/octo/app',
  ])('not in %s', (given) => expect(wholeInTag(given, 'ghcr.io')).toBeNull());
});
