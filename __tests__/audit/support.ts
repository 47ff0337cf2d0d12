/** The command line `audit` against a lab of its own for each test. */
import { afterEach, expect } from '@jest/globals';
import { answerGraphql } from '../../src/lab/api/graphql.js';
import type { Fault } from '../../src/lab/faults.js';
import { type Lab, startLab } from '../../src/lab/lab.js';
import type { World } from '../../src/lab/world.js';
import type { Report } from '../../src/report/report.js';
import { type Ran, run } from '../cli/run.js';
import { schemaFaults } from '../schema.js';
import { OWNER_TOKEN, organization } from './world.js';

let lab: Lab | null = null;
afterEach(async () => {
  await lab?.close();
  lab = null;
});

/** The one before ends; `port` 0 is any. */
export async function start(
  world: World = organization(),
  { faults = [], port = 0 }: { faults?: Fault[]; port?: number } = {},
): Promise<Lab> {
  await lab?.close();
  lab = await startLab(world, { graphql: answerGraphql, faults, port });
  return lab;
}

export function audit(args: string[], token = OWNER_TOKEN): Promise<Ran> {
  return run(['audit', ...args], { env: { GITHUB_API_URL: lab?.apiUrl ?? '', GITHUB_TOKEN: token } });
}

export type AuditedReport = Report & { audit: NonNullable<Report['audit']> };

/** The JSON report, which the schema takes. */
export async function reportOf(args: string[], token = OWNER_TOKEN): Promise<AuditedReport> {
  const { stdout } = await audit([...args, '--format', 'json'], token);
  const report = JSON.parse(stdout);
  expect(schemaFaults(report)).toEqual([]);
  return report;
}
