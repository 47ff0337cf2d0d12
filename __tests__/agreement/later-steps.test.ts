/** What the built action says of the steps after it, and what these steps then meet when real clients make them. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { NOT_FROM_A_FORK } from '../../src/fix/guard.js';
import { startLab } from '../../src/lab/lab.js';
import { type ActionRun, runAction } from '../../src/lab/runner/run-action.js';
import type { Report } from '../../src/report/report.js';
import { gate } from '../gate.js';
import { type ClientName, findClient, ImageStore, type Outcome } from '../lab/clients.js';
import { manyStepsOf, TABLE_NODE } from '../node.js';
import { spread } from '../spread.js';
import { CERTAIN_FAILURES } from './certain-failures.js';
import { COPIES } from './copies.js';
import { DIST, Heirs, isBuilt } from './enact.js';
import { FURTHER_STEPS } from './further-steps.js';
import { build, type Deed, type LaterSteps, laterScenario, textOfJob } from './later-row.js';
import { LATER_STEPS } from './later-steps.js';
import { LEGS_AND_EVENTS } from './legs-and-events.js';
import { UNSEEN_JOBS } from './unseen-jobs.js';
import { SECRETS } from './world.js';

/** Every verdict for every cause, everything that a client does, and every place that the reader looks at. */
const ROWS = [
  ...LATER_STEPS,
  ...CERTAIN_FAILURES,
  ...FURTHER_STEPS,
  ...COPIES,
  ...LEGS_AND_EVENTS,
  ...UNSEEN_JOBS,
];
const ASKED = spread('later steps', ROWS, (row) => [
  `${row.verdict} ${row.cause}`,
  ...row.deeds.map((deed) => `${deed.does} ${deed.with}`),
  ...Object.keys(row),
]);
const PATIENCE = 180_000;
const images = new ImageStore();
const working = gate(2);
afterAll(() => images.close());

interface Seen {
  report: Report;
  text: string;
  run: ActionRun;
  /** What the deeds came to; null: a client is not on this machine. */
  outcome: Outcome | null;
}

async function act(row: LaterSteps): Promise<Seen> {
  const lab = await startLab(laterScenario(row, '', 'en').world, { faults: row.faults });
  // Where neither docker nor podman is on the PATH, the step writes docker's file itself.
  const place = await mkdtemp(join(tmpdir(), 'later-steps-'));
  try {
    const scenario = laterScenario(row, lab.registry, 'en');
    const run = await runAction(scenario, lab, {
      runStep: manyStepsOf(DIST, TABLE_NODE),
      env: { PATH: place, RUNNER_TEMP: place, ...row.env },
      ...(row.left ? { authFile: authOf(lab.registry, row.left) } : {}),
    });
    const report = JSON.parse(await readFile(run.outputs.report ?? '', 'utf8')) as Report;
    const left = run.authFile.afterMain ?? '{}';
    const outcome = await perform(row.deeds, lab.registry, left);
    return { report, run, text: textOfJob(scenario), outcome };
  } finally {
    await rm(place, { recursive: true, force: true });
    await lab.close();
  }
}

/** One step after the other, until one fails; null where a client is missing. */
async function perform(deeds: readonly Deed[], registry: string, left: string): Promise<Outcome | null> {
  if (deeds.some((deed) => findClient(deed.with) === null)) return null;
  let auth = left;
  let last: Outcome = { code: 0, output: '' };
  for (const deed of deeds) {
    const heirs = new LaterHeirs(registry, auth, images);
    await heirs.open();
    try {
      if (deed.does === 'push') {
        const own = deed.as && new LaterHeirs(registry, authOf(registry, deed.as), images);
        if (own) await own.open();
        last = await (own || heirs).push(deed.with, deed.image);
        if (own) await own.close();
      } else if (deed.does === 'copy') last = await heirs.copy(deed.with, deed.from, deed.image);
      else if (deed.does === 'stop') last = { code: 1, output: 'no such host' };
      else if (deed.does === 'login' && deed.as === 'empty') last = { code: 1, output: 'Password required' };
      else ({ last, auth } = await heirs.sign(deed, auth));
    } finally {
      await heirs.close();
    }
    if (last.code !== 0) break;
  }
  return last;
}

function authOf(registry: string, who: keyof typeof SECRETS | 'nobody'): string {
  if (who === 'nobody') return '{}';
  const auth = Buffer.from(`mona:${SECRETS[who]}`).toString('base64');
  return JSON.stringify({ auths: { [registry]: { auth } } });
}

/** Clients that log in and out in the file that our step left. */
class LaterHeirs extends Heirs {
  async sign(
    deed: Extract<Deed, { does: 'login' | 'logout' }>,
    before: string,
  ): Promise<{ last: Outcome; auth: string }> {
    const home = await mkdtemp(join(this.folder, 'sign-'));
    const file = join(home, 'config.json');
    await writeFile(file, before);
    const last = await this.#signed(deed, home, file);
    return { last, auth: await readFile(file, 'utf8') };
  }

  #signed(deed: Extract<Deed, { does: 'login' | 'logout' }>, home: string, file: string): Promise<Outcome> {
    const { with: client, does } = deed;
    const secret = does === 'login' && deed.as !== 'empty' ? SECRETS[deed.as] : '';
    const user = does === 'login' ? (deed.user ?? 'mona') : '';
    const credential = does === 'login' ? ['--username', user, '--password-stdin'] : [];
    if (client === 'docker' || client === 'crane') {
      const command = client === 'docker' ? [does] : ['auth', does];
      return this.run(client, [...command, ...credential, this.registry], { DOCKER_CONFIG: home }, secret);
    }
    const flags = ['--authfile', file, ...(does === 'login' ? ['--tls-verify=false'] : [])];
    return this.run(client as ClientName, [does, ...flags, ...credential, this.registry], {}, secret);
  }
}

const built = isBuilt ? describe : describe.skip;
const missing = isBuilt ? '' : ' (skipped: dist/ is not built, run `npm run build`)';

test('each table has at least forty scenarios, each with a name of its own', () => {
  for (const rows of [LATER_STEPS, FURTHER_STEPS]) expect(rows.length).toBeGreaterThanOrEqual(40);
  expect(new Set(ROWS.map(({ name }) => name)).size).toBe(ROWS.length);
});

built(`the verdict is about the push that this job makes${missing}`, () => {
  test.concurrent.each(ASKED.map((row) => [row.name, row] as const))(
    '%s',
    async (_, row) => {
      const { report, run, text, outcome } = await working(() => act(row));
      expect([report.verdict, report.findings.map(({ id }) => id)]).toEqual([
        row.verdict,
        row.cause === undefined
          ? expect.anything()
          : row.cause === null
            ? []
            : [row.cause, ...report.findings.slice(1).map(({ id }) => id)],
      ]);
      if (row.at) {
        const line = report.findings[0]?.location?.line ?? 0;
        expect(text.split('\n')[line - 1]).toMatch(row.at);
      }
      // What our own step does not do, nobody is told that it has done.
      if (row.inputs?.login === 'none')
        expect(run.log).not.toMatch(/ghcr-preflight\s+has|later\s+(?:step|login)/);
      // An unknown verdict promises nothing; each of the others is kept by the clients.
      if (outcome && (row.verdict === 'allowed' || row.verdict === 'denied'))
        expect([outcome.code === 0, outcome.output]).toEqual([row.verdict === 'allowed', outcome.output]);
    },
    PATIENCE,
  );
});

built(`what is said beside the verdict${missing}`, () => {
  const row = (name: string) => ROWS.find((each) => each.name === name) as LaterSteps;

  test('the first lines of log and summary say what the question was about', async () => {
    const { run } = await working(() => act(row("make, so that the repository's own name is asked about")));
    const about = /seen to push to .* so the verdict is about .*octo-org\/app, the repository's own name/s;
    expect(run.log.split('\n').slice(0, 5).join(' ')).toMatch(about);
    expect(run.summary.split('\n').slice(0, 6).join(' ')).toMatch(/seen to push to/);
  });

  const FOREIGN = 'ghcr.io/octo-org/foreign:2';
  test.each([
    ['a name out of our own output', '${{ steps.preflight.outputs.image-name }}:latest', ['octo-org/app']],
    ['a name of its own', FOREIGN, ['octo-org/foreign']],
    [
      'several of them',
      `${FOREIGN},ghcr.io/octo-org/app:1,${FOREIGN}1`,
      ['octo-org/foreign', 'octo-org/app'],
    ],
    ['none that a client would take', 'ghcr.io/octo-org//foreign_:2', ['octo-org/app']],
  ])('a build that pushes nothing in this run has a name to put a tag behind: %s', async (_, tags, names) => {
    const pushes = "push: ${{ github.event_name == 'release' }}";
    const steps = build(tags).replace('push: true', pushes);
    const { run, report } = await working(() => act({ name: '', steps, deeds: [], verdict: 'not-needed' }));
    expect([report.verdict, report.images, run.outputs.images]).toEqual(['not-needed', [], '']);
    const named = names.map((name) => `${report.registry}/${name}`);
    expect(run.outputs['image-names']).toBe(named.join('\n'));
    expect(run.outputs['image-name']).toBe(named[0]);
  });

  test('a build that pushes its cache alone has the name of its image to put a tag behind', async () => {
    const cache = '    cache-to: type=registry,ref=ghcr.io/octo-org/app-cache:main\n';
    const steps = build('ghcr.io/octo-org/app:2').replace('push: true', 'push: false') + cache;
    const { run, report } = await working(() => act({ name: '', steps, deeds: [], verdict: 'allowed' }));
    expect(report.images.map(({ reference }) => reference)).toEqual([
      `${report.registry}/octo-org/app-cache:main`,
    ]);
    expect(run.outputs['image-name']).toBe(`${report.registry}/octo-org/app`);
  });

  test('an input that is no JSON is named in a notice', async () => {
    const { run } = await working(() =>
      act(row('a leg that is not JSON, so that the literal matrix counts')),
    );
    expect(run.annotations.filter(({ level }) => level === 'notice').map(({ text }) => text)).toContainEqual(
      expect.stringContaining('"matrix"'),
    );
  });

  test("a fork's push is shown the guard that lint writes", async () => {
    const { report } = await working(() => act(row("a fork's pull request pushes")));
    const [finding] = report.findings;
    expect(finding?.fix.diff).toContain(`+          push: ${NOT_FROM_A_FORK}`);
    expect(finding?.fix.diff).toContain('-          push: true');
  });

  test('a name that nobody is seen to push is said to be one that may be', async () => {
    const { report, text } = await working(() => act(row('a program that nobody knows, told an image')));
    const said = report.findings.find(({ id }) => id === 'no-push-found');
    expect(said?.message).toContain('octo-org/foreign, which this step is told of and may push');
    expect(text.split('\n')[(said?.location?.line ?? 0) - 1]).toContain('./tools/release');
  });

  test('a run that is kept from pushing is told to change nothing', async () => {
    const { report } = await working(() => act(row("a fork's pull request is kept from pushing")));
    expect(report.findings).toMatchObject([
      {
        severity: 'warning',
        location: null,
        fix: { summary: expect.stringContaining('Nothing has to change') },
      },
    ]);
  });
});
