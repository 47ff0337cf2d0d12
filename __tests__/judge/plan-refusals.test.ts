/** What a checklist says of workflows that are refused as they stand. */
import { expect, test } from '@jest/globals';
import { planRefusals } from '../../src/judge/plan-refusals.js';
import { finding } from '../report/reports.js';

const at = (line: number) => ({
  location: { file: '.github/workflows/ci.yml', line, column: 1, endLine: line, endColumn: 2 },
});

test.each([
  ['en', 'The same goes for .github/workflows/ci.yml:20, .github/workflows/ci.yml:30.'],
  ['zh-CN', '以下位置也是如此：.github/workflows/ci.yml:20、.github/workflows/ci.yml:30。'],
] as const)(
  'of refusals that read alike one is told, with the places of the others (%s)',
  (language, also) => {
    const items = planRefusals(
      [
        finding(at(10)),
        finding(at(20)),
        finding({ ...at(30) }),
        finding({ ...at(40), image: 'ghcr.io/octo/b' }),
      ],
      'ghcr.io',
      language,
    );
    expect(items.map(({ location, subject }) => [location?.line, subject])).toEqual([
      [10, 'ghcr.io/octo/app'],
      [40, 'ghcr.io/octo/b'],
    ]);
    expect(items[0]?.text).toContain(also);
    expect(items[1]?.text).not.toContain(also);
  },
);

test('what only may be refused is none', () => {
  expect(planRefusals([finding({ severity: 'warning' })], 'ghcr.io', 'en')).toEqual([]);
});
