/**
 * The examples of docs/lint.md: each is said what stands above it, and nothing once its diff is applied. Where the
 * finding has a diff, the page shows that one.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { applyPatch, parsePatch } from 'diff';
import { ids, lintFiles, MAIN } from './repository.js';

const page = readFileSync('docs/lint.md', 'utf8');
const examples = [
  ...page.matchAll(
    /^## (error|warning): \[([\w-]+)\][\s\S]*?```yaml\n([\s\S]*?)```\n\n(.+):\n\n```diff\n([\s\S]*?)```/gm,
  ),
].map(([, severity = '', id = '', bad = '', whose = '', diff = '']) => ({ severity, id, bad, whose, diff }));

/** One workflow, or several, each below its name. */
function filesIn(example: string): Record<string, string> {
  const files = [...example.matchAll(/^# (\.github\/\S+)\n((?:(?!# \.github)[^\n]*\n)*)/gm)];
  if (files.length === 0) return { [MAIN]: example };
  return Object.fromEntries(files.map(([, name = '', text = '']) => [name, text]));
}

/** The files after a unified diff, which must fit to the line. */
function patched(files: Readonly<Record<string, string>>, diff: string): Record<string, string> {
  const after = { ...files };
  for (const patch of parsePatch(diff)) {
    const name = patch.newFileName?.replace(/^b\//, '') ?? '';
    const text = applyPatch(after[name] ?? '', patch, { fuzzFactor: 0 });
    if (text === false) throw new Error(`the diff does not fit ${name}`);
    after[name] = text;
  }
  return after;
}

describe('the examples of docs/lint.md', () => {
  test('are all there', () => {
    expect(examples).toHaveLength(page.split('\n## ').length - 1);
    expect(examples.length).toBeGreaterThan(10);
  });

  test.each(examples)('$severity $id', async ({ severity, id, bad, whose, diff }) => {
    const { findings } = (await lintFiles(filesIn(bad))).report;
    expect(findings.map((finding) => `${finding.severity} ${finding.id}`)).toEqual([`${severity} ${id}`]);
    const own = findings[0]?.fix?.diff ?? null;
    expect({ whose, diff }).toEqual({
      whose: own === null ? 'mended by hand' : 'the diff of the finding',
      diff: own ?? diff,
    });
    expect(await ids(patched(filesIn(bad), diff))).toEqual([]);
  });
});

test('the Chinese page has the same examples, and says whose each diff is', () => {
  const blocks = (file: string) =>
    readFileSync(file, 'utf8').match(/```(?:yaml\n(?:on|jobs|# \.github)|diff\n)[\s\S]*?```/g);
  expect(blocks('docs/zh-CN/lint.md')).toEqual(blocks('docs/lint.md'));
  const severities = { error: '错误', warning: '警告', notice: '提示' };
  const headings = (file: string) => readFileSync(file, 'utf8').match(/^## .+\[[\w-]+\]/gm);
  expect(headings('docs/zh-CN/lint.md')).toEqual(
    headings('docs/lint.md')?.map((each) =>
      each.replace(/(\w+): /, (_, word: keyof typeof severities) => `${severities[word]}：`),
    ),
  );
  const said = { 'the diff of the finding': '结果中的差异', 'mended by hand': '手动修复' };
  const lines = [...readFileSync('docs/zh-CN/lint.md', 'utf8').matchAll(/^(.+)：\n\n```diff$/gm)];
  expect(lines.map(([, whose]) => whose)).toEqual(
    examples.map(({ whose }) => said[whose as keyof typeof said]),
  );
});
