import { describe, expect, test } from '@jest/globals';
import {
  type AnnotationOptions,
  annotationCommand,
  annotationOf,
  annotationsOf,
} from '../../src/report/annotations.js';
import { workflowCommand } from '../../src/report/commands.js';
import type { Finding, Severity } from '../../src/types.js';
import fc from '../properties.js';
import { CASES, finding, HOSTILE } from './reports.js';

const docsBase = 'https://github.com/org/ghcr-preflight/blob/v1';
const en = { language: 'en' as const };

const annotation = (found: Finding, options: AnnotationOptions) =>
  annotationCommand(annotationOf(found, options));

describe.each(['en', 'zh-CN'] as const)('what stands on the run page (%s)', (language) => {
  test.each(Object.keys(CASES))('%s', (name) => {
    const lines = CASES[name]?.[language].findings.map((found) => annotation(found, { language, docsBase }));
    expect(
      lines?.map((line) => line.replaceAll('%0A', '\n').replaceAll('%25', '%')).join('\n'),
    ).toMatchSnapshot();
  });
});

describe('the place', () => {
  const at = { file: '.github/workflows/ci.yml', line: 3, column: 5, endLine: 3, endColumn: 9 };
  const head = (location: typeof at | null) => annotation(finding({ location }), en).split('::')[1];
  const title = 'error title=The job may not write packages';

  test('has columns within one line', () =>
    expect(head(at)).toBe(`${title},file=.github/workflows/ci.yml,line=3,endLine=3,col=5,endColumn=9`));

  test('has none over several lines: GitHub would drop them', () =>
    expect(head({ ...at, endLine: 4 })).toBe(`${title},file=.github/workflows/ci.yml,line=3,endLine=4`));

  test('is left out without a location', () => expect(head(null)).toBe(title));

  test.each(['build/3_push.txt', '/tmp/log.yml', '../ci.yml', 'C:\\ci.yml'])(
    'is left out for %s, which is not in the repository',
    (file) => {
      const { fix } = finding();
      const found = finding({ location: { ...at, file }, fix: { ...fix, diff: null } });
      expect(annotation(found, en).split('::')[1]).toBe(title);
    },
  );

  test.each(['/srv/other/.github/workflows/ci.yml', 'D:\\other\\.github\\workflows\\ci.yml'])(
    'is told in words for %s, with a repair or without one',
    (file) => {
      const { fix } = finding();
      // A diff names its file without the slash in front, which would be another one here.
      const diff = fix.diff?.replaceAll('.github/workflows/ci.yml', file.replace(/^\//, '')) ?? '';
      for (const each of [
        { ...fix, diff },
        { ...fix, diff: null },
      ]) {
        const [, properties, ...text] = annotation(
          finding({ location: { ...at, file }, fix: each }),
          en,
        ).split('::');
        expect(properties).toBe(title);
        expect(text.join('::').startsWith(`${file}:3%0A`)).toBe(true);
      }
    },
  );

  test('is the first line of the repair where the refusal was met in a log', () =>
    expect(head({ ...at, file: 'build/3_push.txt' })).toBe(
      `${title},file=.github/workflows/ci.yml,line=13,endLine=13`,
    ));
});

test.each(['error', 'warning', 'notice'] as const)(
  'a finding of severity %s is an annotation of that level',
  (severity) => expect(annotation(finding({ severity }), en)).toMatch(new RegExp(`^::${severity} title=`)),
);

test('a property without a value is left out', () =>
  expect(workflowCommand('error', { file: null, line: undefined, col: '', title: 'a' }, 'b')).toBe(
    '::error title=a::b',
  ));

test('without a base the docs link is the path', () =>
  expect(annotation(finding(), en)).toMatch(/%0ADocs: docs\/causes\/job-lacks-packages-write\.md$/));

describe('text of others', () => {
  test('stays one command', () => {
    const line = annotation(finding({ title: HOSTILE, message: HOSTILE }), en);
    expect(line).not.toMatch(/[\r\n\u001b]/);
    expect(line.split('::')[1]).toMatch(/,file=.github\/workflows\/ci.yml,line=12,endLine=13$/);
    expect(line).toMatchSnapshot();
  });

  test('is read back by the runner as it was', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const line = annotation(finding({ title: `t${text}`, location: null }), en);
        const [, head = '', ...data] = line.split('::');
        expect(head).toMatch(/^error title=[^:,\r\n]*$/);
        expect(data.join('::')).toMatch(/^ghcr\.io refused/);
      }),
    );
  });
});

test.each(['x', '包', '😀', '%\n'])(
  'a message of 20 000 × %j stays below 4 KB, with fix and docs whole',
  (unit) => {
    const line = annotation(finding({ message: unit.repeat(20_000) }), { ...en, docsBase });
    const text = line
      .slice(line.indexOf('::', 2) + 2)
      .replaceAll('%0A', '\n')
      .replaceAll('%25', '%');
    expect(Buffer.byteLength(text)).toBeLessThan(4096);
    expect(text).toContain('\nFix: Give the job `packages: write`.\nDocs: https://');
  },
);

describe('more than GitHub shows of a level', () => {
  const many = (count: number, severity: Severity = 'error') =>
    Array.from({ length: count }, (_, index) =>
      finding({
        severity,
        title: `Number ${index + 1}`,
        location: { file: 'a.yml', line: index + 1, column: 1, endLine: index + 1, endColumn: 2 },
      }),
    );

  test('ten stand for themselves', () => {
    const made = annotationsOf(many(10), en);
    expect(made).toHaveLength(10);
    expect(made.at(-1)?.properties.title).toBe('Number 10');
  });

  test('of thirteen the tenth stands for the last four, with their places', () => {
    const made = annotationsOf(many(13), en);
    expect(made).toHaveLength(10);
    expect(made[8]?.properties.title).toBe('Number 9');
    expect(made[9]).toEqual({
      level: 'error',
      text: 'a.yml:10: Number 10\na.yml:11: Number 11\na.yml:12: Number 12\na.yml:13: Number 13',
      properties: { title: '4 more errors: the log has them all' },
    });
  });

  test.each([
    ['en', '2 more errors: --format text shows them all'],
    ['zh-CN', '另有 2 个错误，用 --format text 可查看全部'],
  ] as const)(
    'printed by a command line, which has no log beside them, says what shows all: %s',
    (language, title) => {
      expect(annotationsOf(many(11), { language, isPrinted: true }).at(-1)?.properties.title).toBe(title);
    },
  );

  test('each level has its own ten, and what the step has said counts', () => {
    const made = annotationsOf([...many(2), ...many(11, 'warning')], en, { warning: 3 });
    expect(made.filter(({ level }) => level === 'error')).toHaveLength(2);
    const warnings = made.filter(({ level }) => level === 'warning');
    expect(warnings).toHaveLength(7);
    expect(warnings.at(-1)?.properties.title).toBe('5 more warnings: the log has them all');
  });

  test('of other repositories names each, and marks no line of this one', () => {
    const made = annotationsOf(
      many(12).map((each, index) => ({ ...each, repository: `octo/app-${index + 1}` })),
      en,
    );
    expect(made[0]?.text).toMatch(/^octo\/app-1\/a\.yml:1\n/);
    expect(made[0]?.properties).toEqual({ title: 'Number 1' });
    expect(made.at(-1)?.text).toBe(
      'octo/app-10/a.yml:10: Number 10\nocto/app-11/a.yml:11: Number 11\nocto/app-12/a.yml:12: Number 12',
    );
  });

  test('is said in Chinese too, and obeys nothing', () => {
    const found = many(11).map((each) => ({ ...each, title: HOSTILE }));
    const last = annotationsOf(found, { language: 'zh-CN' }).at(-1);
    expect(last?.properties.title).toBe('另有 2 个错误，完整列表见日志');
    expect(last?.text.split('\n')).toHaveLength(2);
    expect(last?.text).not.toMatch(/^::|\u001b/m);
  });
});
