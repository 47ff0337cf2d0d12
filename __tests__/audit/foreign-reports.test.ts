/** The merge takes files from anywhere: whatever stands in one, it is merged whole or named as no report. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { expect, test } from '@jest/globals';
import { mergeReports, UnmergeableReports } from '../../src/commands/audit/merge.js';
import { auditOutput } from '../../src/commands/audit/output.js';
import { auditSummary } from '../../src/report/audit/summary.js';
import { type AuditedReport, audit, reportOf, start } from './support.js';
import { CI, organization } from './world.js';

const OTHERS = [null, 0, 'x', {}, [null], undefined];

type Tree = Record<string, unknown>;

/** Every place in a value, by its keys. */
function placesIn(value: unknown, keys: string[] = []): string[][] {
  const below =
    typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([key, inner]) => placesIn(inner, [...keys, key]))
      : [];
  return [keys, ...below];
}

function changed(report: AuditedReport, keys: readonly string[], other: unknown): string {
  const copy = structuredClone(report) as unknown as Tree;
  let at = copy;
  for (const key of keys.slice(0, -1)) at = at[key] as Tree;
  at[keys.at(-1) as string] = other;
  return JSON.stringify(copy);
}

/** Every form of what the merge makes of a text; null: it is no report. */
async function formsOf(text: string): Promise<string[] | null> {
  try {
    const report = mergeReports([{ file: 'one.json', text }], 'en');
    const options = {
      language: 'zh-CN' as const,
      color: false,
      columns: 80,
      docsBase: 'https://example.com',
      run: null,
      serverUrl: 'https://github.com',
    };
    const forms = ['text', 'json', 'sarif', 'github'] as const;
    const told = await Promise.all(forms.map((form) => auditOutput(report, form, options)));
    return [...told, auditSummary(report, options)];
  } catch (error) {
    if (error instanceof UnmergeableReports) return null;
    throw error;
  }
}

test('a report in which one value is another is merged, or is none', async () => {
  const files = { [`octo-org/broken:${CI}`]: 'on: push # ghcr.io\njobs: [\n' };
  await start(organization({ files }));
  const report = await reportOf(['octo-org', '--repositories', 'caller,loose,broken,gone']);
  expect(report.findings.length).toBeGreaterThan(1);
  const counts = { merged: 0, none: 0 };
  for (const place of placesIn(report).filter((keys) => keys.length > 0)) {
    for (const other of OTHERS) {
      const forms = await formsOf(changed(report, place, other));
      counts[forms === null ? 'none' : 'merged'] += 1;
    }
  }
  expect(counts.merged).toBeGreaterThan(100);
  expect(counts.none).toBeGreaterThan(100);
  expect(await formsOf(JSON.stringify(report))).not.toBeNull();
  expect(await formsOf(changed(report, ['findings', '0', 'fix', 'diff'], 0))).toBeNull();
});

test('shards in two languages are not one page', async () => {
  await start(organization({ files: {} }));
  const texts = new Map<string, string>();
  for (const language of ['en', 'zh-CN']) {
    const report = await reportOf(['octo-org', '--repositories', 'caller,loose', '--language', language]);
    expect(report.findings.length).toBeGreaterThan(0);
    texts.set(language, JSON.stringify(report));
  }
  const merge = (...languages: string[]) =>
    mergeReports(
      languages.map((each) => ({ file: `${each}.json`, text: texts.get(each) ?? null })),
      'en',
    );
  expect(() => merge('en', 'zh-CN')).toThrow(expect.objectContaining({ reason: 'languages' }));
  expect(merge('zh-CN', 'zh-CN').findings.length).toBeGreaterThan(0);

  const folder = mkdtempSync(path.join(tmpdir(), 'ghcr-preflight-'));
  for (const [language, text] of texts) writeFileSync(path.join(folder, language), text);
  const page = async (reports: string, asked: string) =>
    (await audit(['--merge', path.join(folder, reports), '--language', asked])).stdout;
  // Nobody may have asked for English; Chinese was asked for.
  expect(await page('zh-CN', 'en')).toBe(await page('zh-CN', 'zh-CN'));
  expect(await page('zh-CN', 'en')).toContain('个错误');
  expect(await page('en', 'zh-CN')).toContain('个错误');
});
