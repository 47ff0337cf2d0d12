/** A diff that mends several findings stands once. */
import { describe, expect, test } from '@jest/globals';
import { summary } from '../../src/report/summary/summary.js';
import { terminal } from '../../src/report/terminal/terminal.js';
import type { Finding } from '../../src/types.js';
import { finding, report } from './reports.js';

const LINE = '+      packages: write';
const times = (page: string, text: string) => page.split(text).length - 1;
const pages = async (findings: Finding[], language: 'en' | 'zh-CN' = 'en') => {
  const told = report({ command: 'lint', images: [], findings });
  return [await terminal(told, { color: false, language }), await summary(told, [], { language })];
};

describe('of findings with one diff', () => {
  test.each([
    ['en', 'The diff above mends this, too.'],
    ['zh-CN', '上面的修改也一并修复这里。'],
  ] as const)('only the first shows it (%s)', async (language, said) => {
    for (const page of await pages([finding(), finding({ job: 'test' }), finding({ job: 'ship' })], language))
      expect([times(page, LINE), times(page, said)]).toEqual([1, 2]);
  });

  test('each shows it where they are of different repositories', async () => {
    const [page = ''] = await pages([finding({ repository: 'octo/a' }), finding({ repository: 'octo/b' })]);
    expect(times(page, LINE)).toBe(2);
  });
});

test('findings without a diff point at none', async () => {
  const bare = finding({ fix: { summary: 'Ask.', diff: null, url: null, command: null } });
  for (const page of await pages([bare, bare])) expect(page).not.toContain('The diff above');
});
