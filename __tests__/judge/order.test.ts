/** The order of findings, and what of many claims about a text becomes one. */
import { describe, expect, test } from '@jest/globals';
import type { Linted } from '../../src/causes/case.js';
import type { LintClaim } from '../../src/causes/cause.js';
import { CAUSES, type CauseId } from '../../src/causes/index.js';
import { lint } from '../../src/commands/lint.js';
import { breaksFirst, byConfidence, byPlace, worstFirst } from '../../src/judge/order.js';
import { Settling } from '../../src/judge/texts/settling.js';
import type { Finding, Location, Severity } from '../../src/types.js';
import { expressionsFor } from '../../src/workflow/language/expressions.js';

const NO_EXPRESSIONS = await expressionsFor('');

const at = (file: string, line: number, column: number): Location => ({
  file,
  line,
  column,
  endLine: line,
  endColumn: column + 1,
});

test('files by name, then lines, then columns', () => {
  const places = [at('b', 1, 1), at('a', 10, 1), at('a', 9, 7), at('a', 9, 2)];
  expect([...places].sort(byPlace)).toEqual([...places].reverse());
});

test('the worst and the surest first, in their order among equals', () => {
  const findings = (['notice', 'error', 'warning', 'error'] as const).map(
    (severity, index) => ({ severity, title: String(index) }) as Finding,
  );
  expect(worstFirst(findings).map(({ title }) => title)).toEqual(['1', '3', '2', '0']);
  const claims = (['possible', 'certain', 'likely'] as const).map((confidence) => ({ confidence }));
  expect([...claims].sort(byConfidence).map(({ confidence }) => confidence)).toEqual([
    'certain',
    'likely',
    'possible',
  ]);
});

test('what breaks first, then the surest, then what has no place, then by repository and place', () => {
  const findings = (
    [
      ['error', 'certain', 'octo/z', null],
      ['error', 'certain', 'octo/a', at('z', 9, 1)],
      ['error', 'certain', 'octo/b', at('a', 1, 1)],
      ['error', 'certain', 'octo/b', at('a', 1, 5)],
      ['error', 'likely', null, null],
      ['warning', 'certain', null, null],
    ] as const
  ).map(
    ([severity, confidence, repository, location], index) =>
      ({ severity, confidence, repository, location, title: String(index) }) as unknown as Finding,
  );
  expect(findings.toReversed().sort(breaksFirst)).toEqual(findings);
});

describe('claims about a text', () => {
  const all: Linted = {
    expressions: NO_EXPRESSIONS,
    serverUrl: 'https://github.com',
    registry: 'ghcr.io',
    repository: 'octo/app',
    open: () => null,
    action: () => null,
  };
  const claim = (severity: Severity, line = 4): LintClaim => ({
    confidence: 'certain',
    severity,
    location: at('ci.yml', line, 1),
    job: 'build',
    detail: { level: 'none' },
  });
  function settle(...claims: [CauseId, LintClaim][]): string[] {
    const settling = new Settling(all, 'en', () => '');
    for (const [id, one] of claims) {
      const cause = CAUSES.find((each) => each.id === id);
      if (cause) settling.add({ cause, claim: one }, null);
    }
    return settling.settled().map(({ finding }) => `${finding.severity} ${finding.id}`);
  }

  test.each<[Severity, Severity]>([
    ['warning', 'error'],
    ['error', 'warning'],
  ])('of one cause in one job the worst is kept: %s, then %s', (first, second) => {
    const id = 'app-token-unsupported';
    expect(settle([id, claim(first)], [id, claim(second)])).toEqual([`error ${id}`]);
  });

  test('sides of the same thing at one line are said once', () => {
    const [one, other] = ['callee-lacks-packages-write', 'job-lacks-packages-write'] as const;
    expect(settle([one, claim('error')], [other, claim('error')])).toEqual([`error ${one}`]);
    expect(settle([one, claim('error')], [other, claim('error', 5)])).toHaveLength(2);
  });

  test('stand in the order of lines', () => {
    const late: [CauseId, LintClaim] = ['rate-limited', claim('warning', 9)];
    expect(settle(late, ['token-rejected', claim('error', 3)])).toEqual([
      'error token-rejected',
      'warning rate-limited',
    ]);
  });
});

test.each([
  ['none', 'write'],
  ['write', 'none'],
])('an image that one of two jobs may not push is denied: %s, %s', async (...levels) => {
  const job = (level: string, index: number) =>
    [
      `  job${index}:`,
      '    runs-on: ubuntu-latest',
      `    permissions: { packages: ${level} }`,
      '    steps:',
      '      - run: echo "${{ github.token }}" | docker login ghcr.io -u x --password-stdin',
      '      - run: docker push ghcr.io/octo/app:1',
    ].join('\n');
  const { report } = await lint({
    paths: [],
    texts: [{ file: 'ci.yml', text: `on: push\njobs:\n${levels.map(job).join('\n')}\n` }],
    repository: 'octo/app',
    event: null,
    language: 'en',
    root: '/nowhere',
  });
  expect(report.images.map(({ verdict }) => verdict)).toEqual(['denied']);
});
