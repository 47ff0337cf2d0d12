/** The examples of docs/lint.md: each is said what stands above it, and nothing once it is mended. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { ids, MAIN } from './repository.js';

const page = readFileSync('docs/lint.md', 'utf8');
const examples = [
  ...page.matchAll(
    /^## (error|warning): \[([\w-]+)\][\s\S]*?```yaml\n([\s\S]*?)```\n\nmended:\n\n```yaml\n([\s\S]*?)```/gm,
  ),
].map(([, severity = '', id = '', bad = '', mended = '']) => ({ severity, id, bad, mended }));

/** One workflow, or several, each below its name. */
function filesIn(example: string): Record<string, string> {
  const files = [...example.matchAll(/^# (\.github\/\S+)\n((?:(?!# \.github)[^\n]*\n)*)/gm)];
  if (files.length === 0) return { [MAIN]: example };
  return Object.fromEntries(files.map(([, name = '', text = '']) => [name, text]));
}

describe('the examples of docs/lint.md', () => {
  test('are all there', () => {
    expect(examples).toHaveLength(page.split('\n## ').length - 1);
    expect(examples.length).toBeGreaterThan(10);
  });

  test.each(examples)('$severity $id', async ({ severity, id, bad, mended }) => {
    expect(await ids(filesIn(bad))).toEqual([`${severity} ${id}`]);
    expect(await ids(filesIn(mended))).toEqual([]);
  });
});

test('the Chinese page has the same examples', () => {
  const blocks = (file: string) =>
    readFileSync(file, 'utf8').match(/```yaml\n(?:on|jobs|# \.github)[\s\S]*?```/g);
  expect(blocks('docs/zh-CN/lint.md')).toEqual(blocks('docs/lint.md'));
});
