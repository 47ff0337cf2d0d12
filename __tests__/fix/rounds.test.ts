import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { composeEdits } from '../../src/fix/compose.js';
import { applyEdits, type FileEdit, type TextEdit, unifiedDiff } from '../../src/fix/diff.js';
import { applyRepairs, type Judged } from '../../src/fix/rounds.js';
import { finding } from '../report/reports.js';

/** Edits that do not overlap, for a text of that length. */
const edits = (length: number) =>
  fc.uniqueArray(fc.integer({ min: 0, max: length }), { maxLength: 8 }).chain((offsets) => {
    const sorted = [...offsets].sort((one, other) => one - other);
    const pairs = sorted.flatMap((start, index) =>
      index % 2 === 0 ? [{ start, end: sorted[index + 1] ?? start }] : [],
    );
    return fc.tuple(...pairs.map((pair) => fc.string({ maxLength: 4 }).map((text) => ({ ...pair, text }))));
  });

describe('edits one after the other', () => {
  test('are the same as the composed ones at once', () => {
    const both = fc
      .string({ maxLength: 30 })
      .chain((text) =>
        edits(text.length).chain((first) =>
          edits(applyEdits(text, first).length).map((second) => ({ text, first, second })),
        ),
      );
    fc.assert(
      fc.property(both, ({ text, first, second }) => {
        const composed = composeEdits(text.length, first, second);
        expect(applyEdits(text, composed)).toBe(applyEdits(applyEdits(text, first), second));
      }),
      { numRuns: 1000 },
    );
  });

  test('touch only what they change', () =>
    expect(composeEdits(9, [{ start: 0, end: 0, text: 'x\n' }], [{ start: 6, end: 6, text: 'y\n' }])).toEqual(
      [
        { start: 0, end: 0, text: 'x\n' },
        { start: 4, end: 4, text: 'y\n' },
      ],
    ));

  test('make one diff', () => {
    const text = 'a\nb\nc\n';
    const composed = composeEdits(
      text.length,
      [{ start: 2, end: 3, text: 'B' }],
      [{ start: 2, end: 3, text: 'BB' }],
    );
    expect(unifiedDiff('f', text, composed).split('\n').slice(2)).toEqual([
      '@@ -1,3 +1,3 @@',
      ' a',
      '-b',
      '+BB',
      ' c',
      '',
    ]);
  });
});

// A judge for tests: every `bad` of a text is a finding, and what mends it is for the test to say.

type Mend = (file: string, at: number, text: string) => FileEdit[];

function judge(files: Record<string, string>, mend: Mend, safe = true) {
  const looks: Record<string, string>[] = [];
  const again = async (edited: Readonly<Record<string, string>>): Promise<Judged> => {
    looks.push({ ...edited });
    const texts = { ...files, ...edited };
    const findings = [];
    const repairs = [];
    for (const [file, text] of Object.entries(texts)) {
      for (const { index } of text.matchAll(/bad/g)) {
        const location = { file, line: 1, column: index + 1, endLine: 1, endColumn: index + 4 };
        repairs.push({ finding: findings.length, edits: mend(file, index, text), safe });
        findings.push(finding({ location }));
      }
    }
    return { report: { findings }, repairs, texts };
  };
  return { again, looks };
}

async function run(files: Record<string, string>, mend: Mend, safe = true) {
  const { again, looks } = judge(files, mend, safe);
  const applied = await applyRepairs(await again({}), again);
  const after = Object.fromEntries([...applied.files].map(([file, change]) => [file, change.after]));
  // What is told as edits is what is written.
  for (const { before, after: written, edits: told } of applied.files.values())
    expect(applyEdits(before, told)).toBe(written);
  return { ...applied, after, rounds: looks.length - 1 };
}

const good: Mend = (file, at) => [{ file, start: at, end: at + 3, text: 'good' }];

describe('repairs together', () => {
  test('what does not overlap goes in one round', async () => {
    const { after, fixed, left, rounds } = await run({ a: 'bad bad', b: 'bad', c: 'fine' }, good);
    expect(after).toEqual({ a: 'good good', b: 'good' });
    expect(fixed).toHaveLength(3);
    expect(left.report.findings).toEqual([]);
    expect(rounds).toBe(1);
  });

  test('equal edits are one', async () => {
    const line: Mend = (file, at, text) => [
      { file, start: 0, end: 0, text: '# ok\n' },
      ...(text.startsWith('#') ? [] : good(file, at, text)),
    ];
    expect((await run({ a: 'bad bad' }, line)).after).toEqual({ a: '# ok\ngood good' });
  });

  test('what overlaps waits for the next round', async () => {
    const before: Mend = (file, at) => [
      { file, start: 0, end: 0, text: `${at};` },
      { file, start: at, end: at + 3, text: 'good' },
    ];
    const { after, rounds } = await run({ a: 'bad bad' }, before);
    expect(after).toEqual({ a: '7;0;good good' });
    expect(rounds).toBe(2);
  });

  test('a repair over two files is made whole or not at all', async () => {
    const both: Mend = (file, at) => [
      ...good(file, at, ''),
      ...(file === 'a' ? [{ file: 'gone', start: 0, end: 0, text: 'x' }] : []),
    ];
    expect((await run({ a: 'bad', b: 'bad' }, both)).after).toEqual({ b: 'good' });
  });

  test('one that is not safe is left', async () => {
    const { files, fixed, left } = await run({ a: 'bad' }, good, false);
    expect(files.size).toBe(0);
    expect(fixed).toEqual([]);
    expect(left.report.findings).toHaveLength(1);
  });

  test('one that mends nothing is taken back, and the others stay', async () => {
    const useless: Mend = (file, at, text) =>
      file === 'a' ? [{ file, start: 0, end: 0, text: '!' }] : good(file, at, text);
    const { after, left } = await run({ a: 'bad', b: 'bad' }, useless);
    expect(after).toEqual({ b: 'good' });
    expect(left.report.findings).toHaveLength(1);
  });

  test('another edit for a finding is tried once the others are made', async () => {
    // In `a` nothing helps until `b` is good.
    const files: Record<string, string> = { a: 'bad', b: 'bad' };
    let good = false;
    const later: Mend = (file, at) =>
      file === 'b'
        ? [{ file, start: at, end: at + 3, text: 'good' }]
        : [{ file, start: at, end: at + 3, text: good ? 'good' : 'bad!' }];
    const { again } = judge(files, later);
    const look = async (edited: Readonly<Record<string, string>>) => {
      good = edited.b === 'good' && edited.a === undefined;
      return again(edited);
    };
    const applied = await applyRepairs(await look({}), look);
    expect(applied.files.get('a')?.after).toBe('good');
    expect(applied.left.report.findings).toEqual([]);
  });

  test('a circle ends', async () => {
    const worse: Mend = (file, at) => [{ file, start: at, end: at + 3, text: 'bad bad' }];
    const { files, rounds } = await run({ a: 'bad' }, worse);
    expect(files.size).toBe(0);
    expect(rounds).toBeLessThanOrEqual(20);
  });

  test('ten thousand findings are mended in a moment', async () => {
    const { after } = await run({ a: 'bad '.repeat(10_000) }, good);
    expect(after).toEqual({ a: 'good '.repeat(10_000) });
  }, 5_000);
});

test('edits are sorted before they are composed', () => {
  const some: TextEdit[] = [
    { start: 2, end: 3, text: 'C' },
    { start: 0, end: 1, text: 'A' },
  ];
  expect(applyEdits('abc', composeEdits(3, some, []))).toBe('AbC');
});
