/** `npm run check`, as far as it can be asked without proving everything. */
import { spawnSync } from 'node:child_process';
import * as path from 'node:path';
import { expect, test } from '@jest/globals';

const script = path.join(import.meta.dirname, '../../scripts/check.mjs');
const check = (...parts: string[]) => spawnSync(process.execPath, [script, ...parts], { encoding: 'utf8' });

test('one part alone says how it ended in a line', () => {
  const { status, stdout, stderr } = check('markers');
  expect(stdout).toMatch(/^✓ markers \(\d+ s\)\n$/);
  expect([status, stderr]).toEqual([0, '']);
});

test('a part that there is not is named, with those that there are', () => {
  const { status, stderr } = check('marks');
  expect(status).toBe(2);
  expect(stderr).toBe('There is no part "marks": bundle, docs, types, biome, markers, gallery.\n');
});
