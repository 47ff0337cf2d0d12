import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { explained } from './support.js';

const FOLDER = new URL('../fixtures/logs/clean/', import.meta.url);
const names = readdirSync(FOLDER);

test('there are fifty at least', () => expect(names.length).toBeGreaterThanOrEqual(50));

test.each(names)('no cause is named for %s', async (name) => {
  const findings = await explained(readFileSync(new URL(name, FOLDER)));
  expect(findings.map(({ id, evidence }) => [id, evidence[0]])).toEqual([]);
});
