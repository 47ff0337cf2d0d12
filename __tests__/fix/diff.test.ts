import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { applyEdits, type TextEdit, unifiedDiff } from '../../src/fix/diff.js';
import fc from '../properties.js';

const diffOf = (file: string, text: string, edits: TextEdit[]) =>
  unifiedDiff(file, text, applyEdits(text, edits));

const numbered = (count: number, end = '\n') =>
  Array.from({ length: count }, (_, n) => `line ${n + 1}${end}`).join('');
const at = (text: string, found: string) => text.indexOf(found);

describe('a unified diff', () => {
  const text = numbered(20);

  test('of a word has three lines of context', () => {
    const start = at(text, 'line 10\n') + 5;
    expect(diffOf('a/b.yml', text, [{ start, end: start + 2, text: 'ten' }])).toBe(
      [
        '--- a/a/b.yml',
        '+++ b/a/b.yml',
        '@@ -7,7 +7,7 @@',
        ' line 7',
        ' line 8',
        ' line 9',
        '-line 10',
        '+line ten',
        ' line 11',
        ' line 12',
        ' line 13',
        '',
      ].join('\n'),
    );
  });

  test('of a new line removes none', () => {
    const start = at(text, 'line 2\n');
    expect(diffOf('x', text, [{ start, end: start, text: 'new\n' }])).toBe(
      '--- a/x\n+++ b/x\n@@ -1,4 +1,5 @@\n line 1\n+new\n line 2\n line 3\n line 4\n',
    );
  });

  test('puts neighbours into one hunk and others into their own', () => {
    const edits = [2, 7, 18].map((line): TextEdit => {
      const start = at(text, `line ${line}\n`);
      return { start, end: start, text: 'new\n' };
    });
    expect(diffOf('x', text, edits).match(/^@@.*@@$/gm)).toEqual(['@@ -1,9 +1,11 @@', '@@ -15,6 +17,7 @@']);
  });

  test('says when there is no line end at the end', () => {
    expect(diffOf('x', 'a', [{ start: 1, end: 1, text: '\nb' }])).toBe(
      '--- a/x\n+++ b/x\n@@ -1 +1,2 @@\n-a\n\\ No newline at end of file\n+a\n+b\n\\ No newline at end of file\n',
    );
  });

  test('keeps CRLF', () => {
    expect(diffOf('x', 'a\r\nb\r\n', [{ start: 0, end: 1, text: 'c' }])).toBe(
      '--- a/x\n+++ b/x\n@@ -1,2 +1,2 @@\n-a\r\n+c\r\n b\r\n',
    );
  });

  test('of thousands of changes is one hunk', () => {
    const before = numbered(3000);
    const after = before.replaceAll('line', 'row');
    const diff = unifiedDiff('x', `a\nb\n${before}c\n`, `a\nb\n${after}c\n`);
    expect(diff.match(/^@@.*@@$/gm)).toEqual(['@@ -1,3003 +1,3003 @@']);
    expect(diff.match(/^-/gm)).toHaveLength(3004);
  });

  test('of an absolute path has no slash twice', () => {
    expect(diffOf('/srv/ci.yml', text, [{ start: 0, end: 4, text: 'Line' }])).toMatch(
      /^--- a\/srv\/ci\.yml\n\+\+\+ b\/srv\/ci\.yml\n/,
    );
  });

  test('far into a file names its lines', () => {
    const before = numbered(20_000);
    expect(unifiedDiff('x', before, before.replace('line 15000\n', '')).split('\n').slice(2, 4)).toEqual([
      '@@ -14997,7 +14997,6 @@',
      ' line 14997',
    ]);
  });

  test('of several files in turn names the lines of each', () => {
    const texts = [numbered(1000), numbered(1000).replace('line 1\n', 'line 1\n\n\n')];
    const hunks = [500, 900, 10].flatMap((line) =>
      texts.map((each) => {
        const start = at(each, `line ${line}\n`) + 5;
        return /@@ .* @@/.exec(diffOf('x', each, [{ start, end: start + 1, text: 'other ' }]))?.[0];
      }),
    );
    expect(hunks).toEqual([
      '@@ -497,7 +497,7 @@',
      '@@ -499,7 +499,7 @@',
      '@@ -897,7 +897,7 @@',
      '@@ -899,7 +899,7 @@',
      '@@ -7,7 +7,7 @@',
      '@@ -9,7 +9,7 @@',
    ]);
  });

  test('of nothing is empty', () => {
    expect(diffOf('x', text, [])).toBe('');
    expect(diffOf('x', text, [{ start: 0, end: 4, text: 'line' }])).toBe('');
  });
});

describe('git applies it', () => {
  const lines = fc.array(fc.stringMatching(/^[a-z ]{0,6}$/), { minLength: 1, maxLength: 30 });
  const edit = fc.record({
    from: fc.nat(),
    length: fc.nat({ max: 12 }),
    text: fc.stringMatching(/^[A-Z\n]{0,5}$/),
  });
  const edited = fc
    .record({
      lines,
      end: fc.constantFrom('\n', '\r\n'),
      last: fc.boolean(),
      edits: fc.array(edit, { maxLength: 4 }),
    })
    .map(({ lines, end, last, edits }) => {
      const before = lines.join(end) + (last ? end : '');
      let free = 0;
      const placed = edits
        .map((each) => each.from % (before.length + 1))
        .sort((one, other) => one - other)
        .flatMap((start, index): TextEdit[] => {
          const stop = Math.min(before.length, start + (edits[index]?.length ?? 0));
          // Edits must not overlap, nor tear a CRLF apart.
          if (start < free || before[start - 1] === '\r' || before[stop - 1] === '\r') return [];
          free = stop + 1;
          // As every repair does: with the line ends of the file (a patch that mixes them git itself may refuse).
          return [{ start, end: stop, text: edits[index]?.text.replaceAll('\n', end) ?? '' }];
        });
      return { before, after: applyEdits(before, placed) };
    });

  test('whatever was edited', () => {
    const folder = mkdtempSync(join(tmpdir(), 'diff-'));
    try {
      fc.assert(
        // Many files a patch: git is started once for all of them.
        fc.property(fc.array(edited, { minLength: 1, maxLength: 100, size: 'max' }), (texts) => {
          for (const [index, { before }] of texts.entries()) writeFileSync(join(folder, `${index}`), before);
          const diffs = texts.map(({ before, after }, index) => unifiedDiff(`${index}`, before, after));
          for (const [index, { before, after }] of texts.entries())
            expect(diffs[index] === '').toBe(before === after);
          const input = diffs.join('');
          if (input === '') return;
          const { status, stderr } = spawnSync('git', ['apply', '--whitespace=nowarn', '-'], {
            cwd: folder,
            input,
            encoding: 'utf8',
          });
          if (status !== 0) throw new Error(`${stderr}\n${JSON.stringify(texts)}\n${input}`);
          for (const [index, { after }] of texts.entries())
            expect(readFileSync(join(folder, `${index}`), 'utf8')).toBe(after);
        }),
        { numRuns: 5 },
      );
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
