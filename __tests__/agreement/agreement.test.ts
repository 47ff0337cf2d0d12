/**
 * The agreement: what the built action says, and then what a real client meets. Every row is judged by
 * the facts page's answer, so that we and the client can't be wrong together without being seen.
 */
import { writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { httpClient } from '../../src/evidence/http.js';
import { registryProbe } from '../../src/evidence/registry/probe.js';
import { parseReferences } from '../../src/evidence/registry/reference.js';
import { deadlineIn, TOTAL_BUDGET } from '../../src/evidence/registry/retry.js';
import { isAccepted } from '../../src/evidence/registry/verdict.js';
import type { ImageReference } from '../../src/evidence/types.js';
import { startLab } from '../../src/lab/lab.js';
import type { Report } from '../../src/report/report.js';
import { findClient } from '../lab/clients.js';
import { schemaFaults } from '../schema.js';
import { check, type Enacted, enact, Heirs, isBuilt, presentClients, type Tool, traces } from './enact.js';
import { AGREEMENTS, type Agreement, isFault } from './scenarios.js';
import { agrees, markdown, type TableRow, tableRow } from './table.js';
import { agreementWorld, SECRETS, type Who } from './world.js';

const clients = presentClients();
const tools = (['docker', 'podman'] as const).filter((name) => findClient(name) !== null);

/** Every fifth row logs in for real, by docker and podman in turn; a fault would keep docker itself waiting. */
function toolFor(row: Agreement, index: number): Tool {
  return index % 5 === 0 && !row.faults ? (tools[(index / 5) % tools.length] ?? 'auth-file') : 'auth-file';
}

const runs: Promise<Enacted>[] = [];
let over = false;

/** The run of a row, begun now unless it was before. */
function outcome(index: number): Promise<Enacted> {
  const known = runs[index];
  if (known) return known;
  const row = AGREEMENTS[index] as Agreement;
  const client = clients[index % clients.length] ?? null;
  const run = enact(row, toolFor(row, index), client);
  // A row that fails says so in its own test.
  run.catch(() => undefined);
  runs[index] = run;
  return run;
}

/** Works ahead of the tests, on `width` rows at a time: what is in trouble mostly waits, the rest needs the processor. */
function workAhead(): void {
  const indices = AGREEMENTS.map((_, index) => index);
  const lane = (rows: number[], width: number) => {
    const left = rows.values();
    const work = async () => {
      for (const index of left) {
        if (over) return;
        await outcome(index).catch(() => undefined);
      }
    };
    for (let worker = 0; worker < width; worker++) void work();
  };
  const waits = (index: number) => AGREEMENTS[index]?.faults !== undefined;
  lane(
    indices.filter((index) => !waits(index)),
    3,
  );
  lane(indices.filter(waits), 8);
}

const LONG = 60_000;
const built = isBuilt ? describe : describe.skip;
const missing = isBuilt ? '' : ' (skipped: dist/ is not built, run `npm run build`)';
const rows: TableRow[] = [];
afterAll(async () => {
  if (process.env.AGREEMENT_TABLE) await writeFile(process.env.AGREEMENT_TABLE, markdown(rows));
});

test('the table has more than sixty scenarios, each with a name of its own', () => {
  expect(AGREEMENTS.filter((row) => !isFault(row)).length).toBeGreaterThanOrEqual(60);
  expect(new Set(AGREEMENTS.map(({ name }) => name)).size).toBe(AGREEMENTS.length);
});

(clients.length > 0 ? test : test.skip)(
  `real clients are there: ${clients.join(', ') || 'skipped, none of skopeo, buildah, crane, podman is'}`,
  () => expect(clients).not.toEqual([]),
);

built(`the built action and a real client agree${missing}`, () => {
  beforeAll(workAhead);
  afterAll(async () => {
    over = true;
    await Promise.allSettled(runs);
  }, LONG);

  test.each(AGREEMENTS.map((row, index) => [row.name, row, index] as const))(
    '%s',
    async (_, row, index) => {
      const enacted = await outcome(index);
      const { told, client } = enacted;
      const { run, report, left } = told.en;
      const secrets = traces(row);
      rows.push(tableRow(row, enacted, secrets));

      // What the facts page says, what we say, and what the client met.
      const ours = { verdict: report.verdict, findings: report.findings.map(({ id }) => id) };
      expect(ours).toMatchObject({ verdict: row.verdict });
      if (row.cause !== undefined)
        expect([row.verdict, ours.findings[0] ?? null]).toEqual([row.verdict, row.cause]);
      if (client) expect({ agree: agrees(enacted), client, ours }).toMatchObject({ agree: true });
      // A client that fails for a reason of its own would agree with every refusal.
      if (client && client.code !== 0) expect(client.output).toMatch(refusalOf(row));
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
    LONG,
  );
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

built(`the command line says the same${missing}`, () => {
  const CODES = { allowed: 0, 'not-needed': 0, denied: 1, unknown: 3 };
  const asked = AGREEMENTS.filter(({ cli }) => cli);

  test('with all three exit codes', () => {
    expect(asked.length).toBeGreaterThanOrEqual(12);
    expect(new Set(asked.map(({ verdict }) => CODES[verdict]))).toEqual(new Set([0, 1, 3]));
  });

  test.each(asked.map((row) => [row.name, row] as const))('%s', async (_, row) => {
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
  });
});

describe('a real login succeeds with just the tokens that the probe calls accepted (fact 1)', () => {
  const TOKENS: [Who, boolean][] = [
    ['owner', true],
    ['readOnly', true],
    ['dated', true],
    ['old', true],
    ['oauth', true],
    ['scopeless', true],
    ['fineGrained', true],
    ['appUser', true],
    ['app', true],
    ['jobWrite', true],
    ['jobNone', true],
    ['expired', false],
    ['outdated', false],
    ['refresh', false],
    ['garbage', false],
  ];

  describe.each(['docker', 'podman'] as const)('%s login', (tool) => {
    const present = findClient(tool) ? test : test.skip;

    present.each(TOKENS)('with the token «%s»: %s', async (who, accepted) => {
      const lab = await startLab(agreementWorld());
      const http = httpClient();
      const heirs = new Heirs(lab.registry, '{}');
      await heirs.open();
      try {
        const probe = registryProbe(lab.registry, http, deadlineIn(TOTAL_BUDGET));
        const { references } = parseReferences('octo-org/app:2', { registry: lab.registry, owner: null });
        const [image] = references as [ImageReference];
        const answers = await Promise.all(
          (['push', 'pull'] as const).map((access) =>
            probe.ask(image, access, { username: 'mona', secret: SECRETS[who] }),
          ),
        );
        const { code, output } = await heirs.login(tool, SECRETS[who]);
        expect({
          accepted: answers.map((answer) => isAccepted([answer])),
          loggedIn: code === 0,
          output,
        }).toMatchObject({
          accepted: [accepted, accepted],
          loggedIn: accepted,
        });
      } finally {
        http.close();
        await heirs.close();
        await lab.close();
      }
    });
  });
});
