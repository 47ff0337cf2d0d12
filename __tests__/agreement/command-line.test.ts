/** The rows of the agreement that are asked on the command line too: the same verdict, and the exit code that goes with it. */
import { describe, expect, test } from '@jest/globals';
import type { Report } from '../../src/report/report.js';
import { schemaFaults } from '../schema.js';
import { spread } from '../spread.js';
import { check, isBuilt, traces } from './enact.js';
import { AGREEMENTS } from './scenarios.js';

const CODES = { allowed: 0, 'not-needed': 0, denied: 1, unknown: 3 };
const asked = AGREEMENTS.filter(({ cli }) => cli);

const built = isBuilt ? describe : describe.skip;
const missing = isBuilt ? '' : ' (skipped: dist/ is not built, run `npm run build`)';

built(`the command line says the same${missing}`, () => {
  test('with all three exit codes', () => {
    expect(asked.length).toBeGreaterThanOrEqual(12);
    expect(new Set(asked.map(({ verdict }) => CODES[verdict]))).toEqual(new Set([0, 1, 3]));
  });

  const rows = spread('agreement on the command line', asked, ({ access, verdict, job, ghcr }) => [
    `${access} ${verdict}`,
    `${Boolean(job)} ${Boolean(ghcr)}`,
  ]);
  test.concurrent.each(rows.map((row) => [row.name, row] as const))(
    '%s',
    async (_, row) => {
      const [en, zh] = await Promise.all([check(row, 'en'), check(row, 'zh-CN')]);
      expect([en.code, zh.code, en.stderr, zh.stderr]).toEqual([
        CODES[row.verdict],
        CODES[row.verdict],
        '',
        '',
      ]);
      for (const { stdout } of [en, zh]) {
        const report = JSON.parse(stdout) as Report;
        expect(report).toMatchObject({ command: 'check', verdict: row.verdict });
        expect(schemaFaults(report)).toEqual([]);
        expect(traces(row).filter((trace) => stdout.includes(trace))).toEqual([]);
      }
    },
    60_000,
  );
});
