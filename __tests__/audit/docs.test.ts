/** docs/audit.md: the same in both languages, and no option that there is not. */
import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { expect, test } from '@jest/globals';
import { run } from '../cli/run.js';

const read = (file: string) => readFileSync(path.join(import.meta.dirname, '../..', file), 'utf8');
const english = read('docs/audit.md');
const chinese = read('docs/zh-CN/audit.md');

/** Headings by level, rows of tables, and code without its comments. */
function shape(page: string): unknown {
  const code = [...page.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].map(([, language, text = '']) => [
    language,
    text
      .replace(/ *#.*$/gm, '')
      .split('\n')
      .filter(Boolean),
  ]);
  const prose = page.replace(/^```[\s\S]*?^```$/gm, '');
  return {
    code,
    headings: prose.match(/^#+(?= )/gm),
    rows: prose.match(/^\|.*\|$/gm)?.map((row) => row.split('|').length),
  };
}

test('the Chinese page has the same sections, tables and code', () => {
  expect(shape(chinese)).toEqual(shape(english));
  expect((shape(english) as { code: unknown[] }).code.length).toBeGreaterThan(3);
});

test('every option that the page shows is one of the command', async () => {
  const { stdout } = await run(['audit', '--help']);
  const shown = new Set(
    [...english.matchAll(/ghcr-preflight audit[^\n]*/g)].flatMap(([line]) => line.match(/--[a-z-]+/g) ?? []),
  );
  expect(shown.size).toBeGreaterThan(4);
  expect([...shown].filter((option) => !stdout.includes(option))).toEqual([]);
});
