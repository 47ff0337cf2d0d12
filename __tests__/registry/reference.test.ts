import { describe, expect, test } from '@jest/globals';
import { parseReference, parseReferences } from '../../src/evidence/registry/reference.js';
import { isBareHost } from '../../src/evidence/registry/reference-grammar.js';
import type { ImageReference } from '../../src/evidence/types/reference.js';
import fc from '../properties.js';

const context = { registry: 'ghcr.io', owner: 'Octo' };
const read = (given: string) => parseReference(given, context) as ImageReference;

describe('what the grammar takes', () => {
  test.each([
    ['ghcr.io/octo/app', 'ghcr.io/octo/app', 'octo', 'app', null, null],
    ['ghcr.io/octo/app:1.2', 'ghcr.io/octo/app:1.2', 'octo', 'app', '1.2', null],
    ['octo/app', 'ghcr.io/octo/app', 'octo', 'app', null, null],
    [
      'octo/app/service:Latest_1',
      'ghcr.io/octo/app/service:Latest_1',
      'octo',
      'app/service',
      'Latest_1',
      null,
    ],
    ['GHCR.IO/octo/app', 'ghcr.io/octo/app', 'octo', 'app', null, null],
    ['ghcr.io:443/octo/app', 'ghcr.io/octo/app', 'octo', 'app', null, null],
    ['octo/a__b.c---d', 'ghcr.io/octo/a__b.c---d', 'octo', 'a__b.c---d', null, null],
  ])('%s', (given, reference, owner, name, tag, digest) => {
    expect(read(given)).toMatchObject({ reference, owner, package: name, tag, digest, problem: null });
  });

  test('a tag and a digest together', () => {
    const digest = `sha256:${'a'.repeat(64)}`;
    expect(read(`octo/app:1@${digest}`)).toMatchObject({ tag: '1', digest, problem: null });
  });

  test.each([`sha512:${'a'.repeat(128)}`, `blake3:${'a'.repeat(40)}`])('%s', (digest) =>
    expect(read(`octo/app@${digest}`)).toMatchObject({ digest, problem: null }),
  );

  test('a name without an owner that begins like the registry', () =>
    expect(read('ghcr.io.app').problem?.kind).toBe('no-owner'));
});

describe('what is wrong with a name, and where', () => {
  test.each([
    ['octo/my app', 7, ' ', 'ghcr.io/octo/my-app'],
    ['ghcr.io/octo/app:feature/x', 24, '/', 'ghcr.io/octo/app:feature-x'],
    ['ghcr.io/octo/-app', 13, '-', 'ghcr.io/octo/app'],
    ['ghcr.io/octo/a..b', 15, '.', 'ghcr.io/octo/a-b'],
    ['ghcr.io/octo/app:', 17, '', 'ghcr.io/octo/app'],
    ['ghcr.io/octo/app:-1', 17, '-', 'ghcr.io/octo/app:1'],
    ['ghcr.io/octo/app:.1', 17, '.', 'ghcr.io/octo/app:1'],
    ['ghcr.io//app', 8, '/', null],
    ['https://ghcr.io/octo/app', 5, ':', 'ghcr.io/octo/app'],
    ['http://ghcr.io/octo/app', 4, ':', 'ghcr.io/octo/app'],
    ['ghcr.io/octo/${{ github.ref }}', 13, '$', null],
    // Nobody knows what the variable was to hold.
    ['ghcr.io/octo/app:$TAG', 17, '$', null],
    ['octo/app:${{ github.sha }}', 9, '$', null],
    ['octo/app:{{ .Values.tag }}', 9, '{', null],
    // The host once from a variable, and once more from another.
    ['ghcr.io/ghcr.io/octo/app:1', 12, '.', 'ghcr.io/octo/app:1'],
    ['GHCR.IO/ghcr.io/octo/app', 12, '.', 'ghcr.io/octo/app'],
    ['ghcr.io/octo/app@sha256:xyz', 24, 'x', 'ghcr.io/octo/app'],
    ['ghcr.io/octo/app_', 16, '_', 'ghcr.io/octo/app'],
    // Its variable was empty.
    ['ghcr.io', 7, '', null],
    ['ghcr.io/', 8, '', null],
    ['ghcr.io/:1', 8, ':', null],
    ['GHCR.IO:feature/x', 7, ':', null],
    ['ghcr.io@sha256:0123', 7, '@', null],
    ['ghcr.io/ghcr.io:443/octo/app', 12, '.', 'ghcr.io/octo/app'],
    ['GHCR.io:latest', 7, ':', null],
    // A keyboard for Chinese.
    ['ghcr.io/octo/app：1', 16, '：', 'ghcr.io/octo/app:1'],
    ['ghcr。io／octo／app', 4, '。', 'ghcr.io/octo/app'],
    // A letter that the grammar has without its marks, and letters that it does not have: another name is none that was meant.
    ['ghcr.io/octo/app:https://github.com/octo/app', 22, ':', null],
    ['ghcr.io/octo/café:1', 16, 'é', 'ghcr.io/octo/cafe:1'],
    ['ghcr.io/öcto/app', 8, 'ö', 'ghcr.io/octo/app'],
    ['ghcr.io/octo/ａpp', 13, 'ａ', 'ghcr.io/octo/app'],
    ['ghcr.io/octo/\u0430pp', 13, '\u0430', null],
    ['ghcr.io/octo/straße', 17, 'ß', null],
    ['ghcr.io/octo/app:发布-1', 17, '发', null],
    ['ghcr.io/octo/app\u200b:1', 16, '\u200b', 'ghcr.io/octo/app:1'],
    ['ghcr.io/octo/app@latest', 23, '', 'ghcr.io/octo/app:latest'],
    ['ghcr.io/octo/app:1@latest', 25, '', 'ghcr.io/octo/app:1'],
    ['ghcr.io/octo/app@sha256:0123', 28, '', 'ghcr.io/octo/app'],
    // A line that was copied whole.
    ['docker pull ghcr.io/octo/app:1', 6, ' ', 'ghcr.io/octo/app:1'],
    ['image: "ghcr.io/octo/app:1"', 6, ' ', 'ghcr.io/octo/app:1'],
    ['skopeo copy ghcr.io/octo/app:1 ghcr.io/octo/app:2', 6, ' ', null],
    ['docker pull octo/app:1', 6, ' ', null],
    ['“ghcr.io/octo/app:1”', 0, '“', 'ghcr.io/octo/app:1'],
    ['<ghcr.io/octo/app:1>', 0, '<', 'ghcr.io/octo/app:1'],
    ['*ghcr.io/octo/app:1', 0, '*', 'ghcr.io/octo/app:1'],
    ['[ghcr.io/octo/app:1', 0, '[', 'ghcr.io/octo/app:1'],
    ['ghcr.io/<OWNER>/app', 8, '<', null],
    ['ghcr.io/octo/app?tag=1', 16, '?', 'ghcr.io/octo/app'],
    // A commit, not a digest.
    [`octo/app@sha256:${'c'.repeat(40)}`, 56, '', 'ghcr.io/octo/app'],
  ])('%s', (given, index, character, corrected) => {
    expect(read(given).problem).toEqual({ kind: 'invalid', index, character, corrected });
  });

  test('a character that takes two units of UTF-16 is one', () => {
    expect(read('octo/👍').problem).toMatchObject({ kind: 'invalid', index: 5, character: '👍' });
    expect(read('octo/app:\ud83d').problem).toMatchObject({ kind: 'invalid', character: '\ud83d' });
  });

  test('a tag over 128 characters is refused at the first one too many', () => {
    const { problem } = read(`octo/app:${'t'.repeat(129)}`);
    expect(problem).toMatchObject({ kind: 'invalid', index: 9 + 128, character: 't' });
  });

  test('upper case is lower-cased, and said', () => {
    expect(read('ghcr.io/Octo/App:V1')).toMatchObject({
      name: 'octo/app',
      reference: 'ghcr.io/octo/app:V1',
      problem: { kind: 'uppercase', corrected: 'ghcr.io/octo/app:V1' },
    });
  });

  test('a name without an owner gets the repository owner as a proposal', () => {
    expect(read('ghcr.io/app:1').problem).toEqual({ kind: 'no-owner', corrected: 'ghcr.io/octo/app:1' });
    expect(read('app').problem).toEqual({ kind: 'no-owner', corrected: 'ghcr.io/octo/app' });
    expect(read('app')).toMatchObject({ owner: '', package: 'app' });
  });
});

describe('lists', () => {
  const names = (text: string) => parseReferences(text, context).references.map(({ reference }) => reference);

  test.each([
    ['octo/app:1\nOCTO/App:1\nocto/app:2'],
    ['OCTO/App:1\nocto/app:1\nocto/app:2'],
    ['octo/app:1\nOCTO/App:1\nOcto/app:1\nocto/app:1,octo/app:2'],
  ])('an entry that is there twice counts once, in its place, as it is written wrongly: %j', (text) => {
    const { references } = parseReferences(text, context);
    expect(references.map(({ reference, given }) => [reference, given])).toEqual([
      ['ghcr.io/octo/app:1', 'OCTO/App:1'],
      ['ghcr.io/octo/app:2', 'octo/app:2'],
    ]);
    expect(references[0]?.problem).toMatchObject({ kind: 'uppercase', corrected: 'ghcr.io/octo/app:1' });
  });

  test('commas and newlines separate, comments and empty lines are passed over, doubles are kept once', () => {
    expect(names('ghcr.io/octo/a:1, octo/b\n\n# not this\nocto/a:1')).toEqual([
      'ghcr.io/octo/a:1',
      'ghcr.io/octo/b',
    ]);
  });

  test('cache entries are read as they stand in cache-to and cache-from', () => {
    const { references } = parseReferences(
      'type=registry,ref=ghcr.io/octo/cache:x,mode=max\ntype=gha,mode=max',
      context,
    );
    expect(references).toHaveLength(1);
    expect(references[0]).toMatchObject({ reference: 'ghcr.io/octo/cache:x', role: 'cache' });
  });

  test('an image after a cache entry on the same line is not taken for an attribute', () => {
    expect(names('type=registry,ref=octo/cache,mode=max,octo/app')).toEqual([
      'ghcr.io/octo/cache',
      'ghcr.io/octo/app',
    ]);
  });

  test('entries of other registries are set aside', () => {
    expect(parseReferences('docker.io/octo/app\nlocalhost:5000/x/y\nocto/app', context).skipped).toEqual([
      { host: 'docker.io', given: 'docker.io/octo/app' },
      { host: 'localhost:5000', given: 'localhost:5000/x/y' },
    ]);
  });

  test('a registry on loopback keeps its port', () => {
    const { references } = parseReferences('127.0.0.1:5000/octo/app:1', {
      registry: '127.0.0.1:5000',
      owner: null,
    });
    expect(references[0]).toMatchObject({ registry: '127.0.0.1:5000', name: 'octo/app', problem: null });
  });
});

describe('for every input', () => {
  test('it answers, and the character at fault is the one at its index', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), (text) => {
        const { references } = parseReferences(text, context);
        for (const { problem, given } of references)
          if (problem?.kind === 'invalid')
            expect(problem.character).toBe([...given.slice(problem.index)][0] ?? '');
      }),
    );
  });

  test('a corrected form is one that the grammar takes', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Za-z]{1,5}\/[A-Za-z0-9 ._:/@$-]{1,30}$/), (text) => {
        const parsed = parseReference(text, context);
        if ('host' in parsed || !parsed.problem?.corrected) return;
        expect(read(parsed.problem.corrected).problem).toBeNull();
      }),
      { numRuns: 500 },
    );
  });
});

describe('a registry without a name', () => {
  test.each([
    ['ghcr.io', true],
    ['GHCR.io/', true],
    ['ghcr.io:latest', true],
    ['ghcr.io/:latest', true],
    ['ghcr.io:feature/x', true],
    ['ghcr.io@sha256:0123', true],
    ['ghcr.io:443/octo/app', false],
    ['ghcr.io.app', false],
    ['ghcr.io/octo', false],
    ['ghcr.io:1 octo/app:2', false],
    ['octo/app', false],
  ])('%s: %s', (given, isBare) => {
    expect(isBareHost(given, 'ghcr.io')).toBe(isBare);
    // The grammar sees the same.
    const parsed = read(given);
    if (isBare) expect(parsed).toMatchObject({ name: '', problem: { kind: 'invalid', corrected: null } });
    else expect(parsed.name).not.toBe('');
  });
});

describe('texts that are made to take long', () => {
  // Each took seconds to minutes where the grammar was tried on every beginning of a text.
  test.each([
    ['a host of many labels', `${'a.'.repeat(200_000)}/x`],
    ['a host of many hyphens', `${'a-'.repeat(200_000)}.`],
    ['a long component that ends badly', `${'a'.repeat(400_000)}-`],
    ['a name of many separators', `ghcr.io/o/${'a.'.repeat(200_000)}`],
    ['quotes', `${'"'.repeat(200_000)}a`.repeat(2)],
  ])('%s is no reference, and said so at once', (_, given) => {
    const { references } = parseReferences(given, { registry: 'ghcr.io', owner: 'octo' });
    expect(references.map(({ problem }) => problem?.kind)).toEqual(['invalid']);
  });

  test.each([
    ['at its limit', 255, undefined],
    ['over it', 256, 255],
  ])('a name %s', (_, length, index) => {
    const name = `octo/${'a'.repeat(length - 5)}`;
    const parsed = parseReference(`ghcr.io/${name}`, { registry: 'ghcr.io', owner: null });
    const { problem } = parsed as ImageReference;
    expect(problem?.kind === 'invalid' ? problem.index - 'ghcr.io/'.length : undefined).toBe(index);
  });
});
