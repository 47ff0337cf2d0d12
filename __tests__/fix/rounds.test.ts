import { describe, expect, test } from '@jest/globals';
import { type FileEdit, unifiedDiff } from '../../src/fix/diff.js';
import { applyRepairs, type Judged } from '../../src/fix/rounds.js';
import { finding } from '../report/reports.js';

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
  for (const [file, { before }] of applied.files) expect(before).toBe(files[file]);
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
    // What was done in two rounds is told as one change.
    expect(
      unifiedDiff('a', 'bad bad', after.a as string)
        .split('\n')
        .slice(2),
    ).toEqual([
      '@@ -1 +1 @@',
      '-bad bad',
      '\\ No newline at end of file',
      '+7;0;good good',
      '\\ No newline at end of file',
      '',
    ]);
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

  test('one that leaves a warning of an error has mended it', async () => {
    const weaker: Mend = (file, at) => [{ file, start: at, end: at + 3, text: 'weak' }];
    const { again } = judge({ a: 'bad' }, weaker);
    const look = async (edited: Readonly<Record<string, string>>): Promise<Judged> => {
      const judged = await again(edited);
      const location = { file: 'a', line: 1, column: 1, endLine: 1, endColumn: 5 };
      if (edited.a) judged.report.findings.push(finding({ location, severity: 'warning' }));
      return judged;
    };
    const applied = await applyRepairs(await look({}), look);
    expect(applied.files.get('a')?.after).toBe('weak');
    expect(applied.left.report.findings).toMatchObject([{ severity: 'warning' }]);
  });

  test.each([
    ['the same cause with another title is the next one', 'There is no token', 'half'],
    ['with the same title it is still there', finding({}).title, undefined],
  ])('%s', async (_, title, expected) => {
    const half: Mend = (file, at) => [{ file, start: at, end: at + 3, text: 'half' }];
    const { again } = judge({ a: 'bad' }, half);
    const look = async (edited: Readonly<Record<string, string>>): Promise<Judged> => {
      const judged = await again(edited);
      const location = { file: 'a', line: 1, column: 1, endLine: 1, endColumn: 5 };
      if (edited.a) judged.report.findings.push(finding({ location, title }));
      return judged;
    };
    const applied = await applyRepairs(await look({}), look);
    expect(applied.files.get('a')?.after).toBe(expected);
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
  });

  describe('what waits behind a finding that no edit mends', () => {
    // `bad` can't be mended; `gap` waits behind it, and each edit is for the test to say.
    const look =
      (edit: (text: string) => string) =>
      async (edited: Readonly<Record<string, string>>): Promise<Judged> => {
        const text = edited.a ?? 'bad gap';
        const location = { file: 'a', line: 1, column: 1, endLine: 1, endColumn: 4 };
        const start = text.indexOf('gap');
        return {
          report: { findings: text.includes('bad') ? [finding({ location })] : [] },
          repairs: [],
          waiting:
            start === -1
              ? []
              : [
                  {
                    finding: finding({ id: 'read-only-run', location }),
                    edits: [{ file: 'a', start, end: start + 3, text: edit(text) }],
                  },
                ],
          texts: { a: text },
        };
      };

    test('is mended too', async () => {
      const judged = look(() => 'full');
      const { files, fixed, left } = await applyRepairs(await judged({}), judged);
      expect(files.get('a')?.after).toBe('bad full');
      expect(fixed.map(({ id }) => id)).toEqual(['read-only-run']);
      expect(left.report.findings).toHaveLength(1);
    });

    test('is left where the edit mends nothing', async () => {
      const judged = look(() => 'gap!');
      const { files, fixed } = await applyRepairs(await judged({}), judged);
      expect(files.size).toBe(0);
      expect(fixed).toEqual([]);
    });
  });
});

test('what leaves no YAML is taken back, and what else is mended stays', async () => {
  const breaks: Mend = (file, at, text) => [
    { file, start: at, end: at + 3, text: text.charAt(at - 1) === '{' ? '${{ x }}}}' : 'good' },
  ];
  const { after, fixed } = await run({ 'a.yml': 'a: {bad}\nb: bad\n' }, breaks);
  expect(after).toEqual({ 'a.yml': 'a: {bad}\nb: good\n' });
  expect(fixed).toHaveLength(1);
});
