/**
 * The agreement: what the built action says, and then what a real client meets. Every row is judged by
 * the facts page's answer, so that we and the client can't be wrong together without being seen.
 */
import { writeFile } from 'node:fs/promises';
import { afterAll, describe, expect, test } from '@jest/globals';
import type { Report } from '../../src/report/report.js';
import { gate } from '../gate.js';
import { findClient, ImageStore } from '../lab/clients.js';
import { schemaFaults } from '../schema.js';
import { spread } from '../spread.js';
import { type Enacted, enact, isBuilt, traces } from './enact.js';
import { AGREEMENTS, type Agreement, CLIENTS, clientOf, isFault, toolOf } from './scenarios.js';
import { disagreement, markdown, type TableRow, tableRow } from './table.js';

/** Seconds are no matter here: a row that hangs must end some day, also where everything else is slow. */
const PATIENCE = 180_000;

const images = new ImageStore();
const runs = new Map<Agreement, Promise<Enacted>>();
const rows: TableRow[] = [];

/** What is in trouble mostly waits; all else needs the processor, and is let in by threes. */
const working = gate(3);

/** The run of a row, made when the first of its tests wants it. */
function outcome(row: Agreement): Promise<Enacted> {
  const known = runs.get(row);
  if (known) return known;
  const client = clientOf(row);
  const tool = toolOf(row);
  const cast = {
    tool: tool === 'auth-file' || findClient(tool) ? tool : 'auth-file',
    client: client && findClient(client) ? client : null,
    images,
  } as const;
  const run = row.faults ? enact(row, cast) : working(() => enact(row, cast));
  runs.set(row, run);
  return run;
}

/** Every cause, every client that is refused and allowed what it does, every login, event and kind of fault. */
const ASKED = spread('agreement', AGREEMENTS, (row) => [
  `${row.cause}`,
  `${row.access} ${row.verdict}`,
  `${clientOf(row)} ${row.access} ${row.verdict === 'allowed'}`,
  `${toolOf(row)} ${row.verdict}`,
  `${row.run?.event} by ${row.run?.actor}`,
  ...(row.faults ?? []).flatMap(({ on, kind, times }) => [on, kind, `${times !== undefined}`]),
]);

/** Rows in trouble stand evenly among the others, whose work fills their waiting. */
const IN_TURN = [ASKED.filter(({ faults }) => faults), ASKED.filter(({ faults }) => !faults)]
  .flatMap((part) => part.map((row, index) => ({ row, place: index / part.length })))
  .sort((one, other) => one.place - other.place)
  .map(({ row }) => row);

const built = isBuilt ? describe : describe.skip;
const missing = isBuilt ? '' : ' (skipped: dist/ is not built, run `npm run build`)';

afterAll(async () => {
  await images.close();
  // The order of the table, not the one in which the rows came to their end.
  const sorted = AGREEMENTS.flatMap(({ name }) => rows.filter(({ scenario }) => scenario === name));
  if (process.env.AGREEMENT_TABLE) await writeFile(process.env.AGREEMENT_TABLE, markdown(sorted));
});

test('the table has more than sixty scenarios, each with a name of its own', () => {
  expect(AGREEMENTS.filter((row) => !isFault(row)).length).toBeGreaterThanOrEqual(60);
  expect(new Set(AGREEMENTS.map(({ name }) => name)).size).toBe(AGREEMENTS.length);
});

test('each client acts a fair share of them, whatever this machine has', () => {
  const shares = CLIENTS.map((name) => AGREEMENTS.filter((row) => clientOf(row) === name).length);
  expect(Math.min(...shares)).toBeGreaterThanOrEqual(30);
  expect(AGREEMENTS.filter((row) => clientOf(row) === null)).toEqual(
    AGREEMENTS.filter((row) => isFault(row) || row.verdict === 'not-needed'),
  );
});

built(`the built action and the facts agree${missing}`, () => {
  test.concurrent.each(IN_TURN.map((row) => [row.name, row] as const))(
    '%s',
    async (_, row) => {
      const enacted = await outcome(row);
      const { told } = enacted;
      const { run, report, left } = told.en;
      const secrets = traces(row);
      rows.push(tableRow(row, enacted, secrets));

      const ours = { verdict: report.verdict, findings: report.findings.map(({ id }) => id) };
      expect(ours).toMatchObject({ verdict: row.verdict });
      if (row.cause !== undefined)
        expect([row.verdict, ours.findings[0] ?? null]).toEqual([row.verdict, row.cause]);
      expect(told['zh-CN'].report.verdict).toBe(row.verdict);
      expect(told['zh-CN'].report.findings.map(({ id }) => id)).toEqual(ours.findings);
      expect([run.exitCode, told['zh-CN'].run.exitCode]).toEqual([0, 0]);

      expect(errorsOf(report)).toHaveLength(row.errors ?? (row.verdict === 'denied' ? 1 : 0));
      expect(run.annotations.filter(({ level }) => level === 'error')).toHaveLength(errorsOf(report).length);
      if (row.source !== undefined) expect(run.outputs['token-source']).toBe(row.source);
      if (row.normalised)
        expect(run.outputs.images?.split('\n').map((image) => image.replace(/^[^/]+\//, ''))).toEqual(
          row.normalised,
        );
      // A login is left behind for every token that the registry knows, and for no other.
      if (row.verdict === 'allowed' && report.token.source !== null) expect(left).toContain('"auth"');

      for (const { run, report, strays } of Object.values(told)) {
        expect(schemaFaults(report)).toEqual([]);
        expect(JSON.parse(run.outputs.findings ?? '')).toEqual(report.findings);
        expect(secrets.filter((trace) => run.written.includes(trace))).toEqual([]);
        expect(strays).toBe(0);
      }
    },
    PATIENCE,
  );
});

built(`the built action and a real client agree${missing}`, () => {
  describe.each(CLIENTS)('%s', (name) => {
    // Jest shows a skipped test by its name, which is the row's.
    const present = findClient(name) ? test.concurrent : test.concurrent.skip;
    const acted = ASKED.filter((row) => clientOf(row) === name);

    present.each(acted.map((row) => [row.name, row] as const))(
      '%s',
      async (_, row) => {
        const enacted = await outcome(row);
        expect(disagreement(row, enacted, traces(row))).toBeNull();
        // A client that fails for a reason of its own would agree with every refusal.
        if (enacted.client?.code !== 0) expect(enacted.client?.output).toMatch(refusalOf(row));
      },
      PATIENCE,
    );
  });
});

built(`a program makes the login of our step where one is there${missing}`, () => {
  describe.each(['docker', 'podman'] as const)('%s', (tool) => {
    const present = findClient(tool) ? test.concurrent : test.concurrent.skip;
    const its = ASKED.filter((row) => toolOf(row) === tool);

    present.each(its.map((row) => [row.name, row] as const))(
      '%s',
      async (_, row) => {
        const { outputs, log } = (await outcome(row)).told.en.run;
        const by = /\((docker|podman|auth-file), .*\)/.exec(log)?.[1] ?? null;
        // Nobody is logged in with a token that the registry does not know.
        expect(by).toBe(outputs.username ? tool : null);
      },
      PATIENCE,
    );
  });
});

const REFUSED = /denied|unauthorized|manifest[ _]unknown|NAME_INVALID|invalid repository name|\b40[013]\b/i;

/** How a client says that the registry refused; some know the grammar of names themselves. */
function refusalOf({ cause }: Agreement): RegExp {
  return cause === 'invalid-image-reference'
    ? new RegExp(`${REFUSED.source}|invalid reference format|could not parse reference`, 'i')
    : REFUSED;
}

function errorsOf({ findings }: Report): Report['findings'] {
  return findings.filter(({ severity }) => severity === 'error');
}
