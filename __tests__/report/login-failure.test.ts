/** A login that failed is told of beside every verdict, and no page says then that all is well. */
import { describe, expect, test } from '@jest/globals';
import type { Report } from '../../src/report/report.js';
import { summary } from '../../src/report/summary/summary.js';
import { terminal } from '../../src/report/terminal/terminal.js';
import type { Access, Verdict } from '../../src/types.js';
import { finding, image, report } from './reports.js';

const loginFailure = {
  message: 'The login failed: no space in the keychain',
  fix: 'Make room in the keychain.',
};
const LANGUAGES = ['en', 'zh-CN'] as const;
const TITLES = { en: '### ❌ The login failed on this runner', 'zh-CN': '### ❌ 在此运行器上登录失败' };

const failed = (verdict: Verdict, changes: Partial<Report> = {}) =>
  report({
    verdict,
    images: [image({ verdict })],
    findings: verdict === 'allowed' ? [] : [finding()],
    loginFailure,
    ...changes,
  });

describe.each(LANGUAGES)('the page (%s)', (language) => {
  test.each<[Access, number]>([
    ['push', 1],
    ['push', 3],
    ['pull', 1],
    ['pull', 3],
  ])('of a yes to a %s of %d images is headed by it', async (access, count) => {
    const images = Array.from({ length: count }, () => image({ verdict: 'allowed' }));
    const page = await summary(failed('allowed', { access, images }), [], { language });
    const [heading = '', , fix, , message] = page.split('\n');
    expect(heading).toMatch(/^## ❌ .*(?:, but the login failed|，但登录失败)$/);
    expect(fix).toContain(loginFailure.fix);
    expect(message).toBe(loginFailure.message);
    // Once is enough.
    expect(page).not.toContain(TITLES[language]);
  });

  test.each<Verdict>(['denied', 'unknown'])('of %s has it below what decides', async (verdict) => {
    const images = [image({ verdict }), image({ verdict: 'allowed' })];
    for (const changes of [{}, { images }]) {
      const page = await summary(failed(verdict, changes), [], { language });
      expect(page.split('\n')[0]).not.toMatch(/login|登录/);
      expect(page.indexOf(TITLES[language])).toBeGreaterThan(page.indexOf('packages: write'));
      expect(page).toContain(loginFailure.fix);
    }
  });

  test('of a yes with a warning has it above the warning', async () => {
    const warning = finding({ severity: 'warning', title: 'A warning' });
    const page = await summary(failed('allowed', { findings: [warning] }), [], { language });
    expect(page.indexOf('### ⚠️ A warning')).toBeGreaterThan(page.indexOf(loginFailure.message));
  });
});

test.each([
  ['en', 'But the login with it failed on this runner'],
  ['zh-CN', '但在此运行器上用它登录失败'],
] as const)('the first line of the log takes a yes back (%s)', async (language, words) => {
  const options = { language, color: false, columns: 110 };
  const lines = (text: string) => text.split('\n\n')[0]?.replace(/\n\s*/g, ' ');
  const text = lines(await terminal(failed('allowed'), options));
  expect(text).toMatch(/^✗ /);
  expect(text).toContain(words);
  expect(lines(await terminal(failed('denied'), options))).not.toContain(words);
});
