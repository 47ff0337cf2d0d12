import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { readGiven } from '../../src/evidence/log/given.js';
import { explainLogs, joinedJob } from '../../src/judge/logs/symptoms.js';
import { knownLogTools } from '../../src/workflow/knowledge/log-tools.js';
import { pieces } from './support.js';

const FOLDER = new URL('../fixtures/logs/clean/', import.meta.url);
const names = readdirSync(FOLDER);

test('there are fifty at least', () => expect(names.length).toBeGreaterThanOrEqual(50));

test.each(names)('no cause is named for %s', async (name) => {
  // As the command reads it: what is short may be a message and nothing else.
  const { jobs } = await readGiven(pieces(readFileSync(new URL(name, FOLDER))), name, knownLogTools());
  const findings = explainLogs(
    jobs.map((job) => joinedJob(job, null, null)),
    'en',
  );
  expect(findings.map(({ id, evidence }) => [id, evidence[0]])).toEqual([]);
});
