/** Several jobs on one self-hosted runner, with one auth file between them; and a state that is not what main wrote. */
import { expect } from '@jest/globals';
import { inventToken } from '../../../src/lab/scenarios/invented.js';
import type { World } from '../../../src/lab/world.js';
import { type Arena, REPOSITORY, type Step } from '../harness/arena.js';
import { client } from '../harness/clients.js';
import { expectEnd, expectNoPiece } from '../harness/expect.js';
import { named, situations, table, times } from '../harness/situation.js';
import { before, expectTokenGone, FORMER } from './support.js';

type Former = Record<string, string> | null;

/** Of the older form: those of the newer one all begin alike, and one would look like a piece of another. */
const secretOf = (job: string) => inventToken('classic-pat', `job ${job}`).replace('ghp_', 'ghs_');
const tokens: World['tokens'] = Object.fromEntries(
  ['A', 'B', 'C'].map((job) => [
    secretOf(job),
    { kind: 'github-token', repository: REPOSITORY, packages: 'write' },
  ]),
);

/** A capital: the job's main step; a small letter: its post step. */
const ORDERS = ['AaBb', 'ABab', 'ABba', 'ABCabc', 'ABCcba', 'ABCbac', 'ABCacb', 'ABCcab', 'ABaCbc', 'ABaCcb'];

async function play(arena: Arena, order: string): Promise<void> {
  const mains = new Map<string, Step>();
  const temp = (job: string) => arena.folder('temp', job);
  for (const letter of order) {
    const job = letter.toUpperCase();
    const env = { RUNNER_TEMP: temp(job) };
    const main = mains.get(job);
    if (letter === job) {
      const step = await arena.main({ inputs: { 'github-token': secretOf(job) }, env });
      expectEnd(step, [0]);
      mains.set(job, step);
    } else if (main) expectEnd(await arena.post(main, { env }), [0]);
    // No client finds the token of a job that is over.
    if (letter !== job) expectNoPiece(arena.leftovers('docker').join('\n'), [secretOf(job)]);
  }
}

const STATES = ['', 'null', '[]', '5', '"x"', '{}', '{', 'undefined', '{"registry":5,"file":[],"tool":null}'];
const FILES = ['/etc/passwd', '/dev/zero', '../../x', '', 'absent/config.json'];

situations('login', [
  table<[string, [Former, string]]>(
    'jobs in the order',
    times(named(ORDERS), times([FORMER[0], FORMER[1]] as [string, Former][], named(['docker', 'auth file']))),
    async (arena, [order, [former, tool]]) => {
      const { registry } = await arena.lab({ tokens });
      if (tool === 'docker') client(arena, 'docker');
      before(arena, registry, former);
      await play(arena, order);
      for (const job of 'ABC') expectTokenGone(arena, secretOf(job));
      const left = arena.authFile()?.auths?.[registry];
      // What was there before any of them is back, or gone; nothing else may stand there.
      if (left !== undefined) expect(left).toEqual(former);
    },
    { inCI: 8 },
  ),
  table('post with STATE_login', named(STATES), async (arena, state) => {
    const { registry } = await arena.lab();
    const was = before(arena, registry, FORMER[1]?.[1] ?? null);
    const post = await arena.step('post', { env: { STATE_login: state } });
    expectEnd(post, [0]);
    expect(arena.authFile()).toEqual(was);
  }),
  table('post with a state that names', named(FILES), async (arena, file) => {
    await arena.lab();
    const state = { tool: 'docker', registry: '127.0.0.1', file, fingerprint: 'x', backup: null };
    const post = await arena.step('post', { env: { STATE_login: JSON.stringify(state) } });
    expectEnd(post, [0]);
    expect(post.megabytes).toBeLessThan(200);
  }),
]);
