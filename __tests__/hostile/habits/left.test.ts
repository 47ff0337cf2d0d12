/** What is left behind, and what is followed to get there. */

import { execFileSync } from 'node:child_process';
import { lstatSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { expect } from '@jest/globals';
import { type Arena, TOKEN, WORKFLOW } from '../harness/arena.js';
import { client } from '../harness/clients.js';
import { expectEnd, expectNoPiece } from '../harness/expect.js';
import { named, situations, table, times } from '../harness/situation.js';
import { before, expectNoCopy, FORMER } from '../login/support.js';

type Former = Record<string, string> | null;

/** The report's name is known beforehand, so anybody on the machine can put something there. */
const REPORT = 'temp/ghcr-preflight-__org_ghcr-preflight.json';
const VICTIM = 'somebody else’s text\n';
const PLANTED: [string, (arena: Arena, at: string) => void][] = [
  ['a link to a file', (arena, at) => void arena.link(at, arena.write('victim', VICTIM))],
  ['a link to a file that is not there', (arena, at) => void arena.link(at, arena.path('created'))],
  [
    'a link to a link',
    (arena, at) => {
      arena.link('between', arena.write('victim', VICTIM));
      arena.link(at, arena.path('between'));
    },
  ],
  ['a link to /dev/full', (arena, at) => void arena.link(at, '/dev/full')],
  ['a link to itself', (arena, at) => void arena.link(at, path.basename(at))],
  ['a folder', (arena, at) => void arena.folder(at)],
  ['a pipe', (arena, at) => void execFileSync('mkfifo', [arena.path(at)])],
  ['a file of another report', (arena, at) => void arena.write(at, '{"an": "older report"}')],
];

const DOORS: [string, (arena: Arena) => Promise<{ code: number | null }>][] = [
  [
    'main',
    async (arena) => {
      await arena.lab();
      const main = await arena.main({ inputs: { login: 'none', workflow: 'none' } });
      expectEnd(main, [0]);
      expect(main.outputs.verdict).toBe('allowed');
      return main;
    },
  ],
  [
    'the lint action',
    async (arena) => {
      arena.checkout(
        WORKFLOW,
        'on: push\njobs:\n  image:\n    runs-on: x\n    steps:\n      - run: docker push ghcr.io/a/b\n',
      );
      const step = await arena.lintAction();
      expectEnd(step, [0]);
      return step;
    },
  ],
];

const SARIF: [string, string][] = [
  ['above the workspace', '../created.sarif'],
  ['by an absolute path', 'ABSOLUTE'],
  ['through a link', 'link/created.sarif'],
];

/** `.ci/run` installs these with go or npx: each by a version. */
const TOOLS = ['act', 'crane', 'actionlint'];

situations('habits', [
  table<[Former, [string, string]]>(
    'logout: false',
    times(FORMER, times(named(['docker', 'podman', 'auto']), named(['push', 'pull']))),
    async (arena, [former, [tool, access]]) => {
      const { registry } = await arena.lab();
      if (tool !== 'auto') client(arena, tool as 'docker');
      before(arena, registry, former);
      const main = await arena.main({ inputs: { logout: 'false', login: tool, access } });
      expectEnd(main, [0, 1]);
      expectNoCopy(arena);
      const post = await arena.post(main);
      expectEnd(post, [0]);
      expectNoCopy(arena);
      if (main.outputs.username)
        expect(arena.leftovers('docker').join('\n')).toContain(
          Buffer.from(`mona:${TOKEN}`).toString('base64'),
        );
    },
    { inCI: 4 },
  ),
  table<[(arena: Arena, at: string) => void, (arena: Arena) => Promise<{ code: number | null }>]>(
    'at the place of the report',
    times(PLANTED, DOORS),
    async (arena, [plant, run]) => {
      plant(arena, REPORT);
      await run(arena);
      if (arena.read('victim') !== null) expect(arena.read('victim')).toBe(VICTIM);
      expect(lstatSync(arena.path('created'), { throwIfNoEntry: false })).toBeUndefined();
    },
    { inCI: 6, waits: true },
  ),
  table('a SARIF file', SARIF, async (arena, given) => {
    arena.folder('elsewhere');
    arena.link('work/link', arena.path('elsewhere'));
    arena.checkout(
      WORKFLOW,
      'on: push\njobs:\n  image:\n    runs-on: x\n    steps:\n      - run: docker push ghcr.io/a/b\n',
    );
    const file = given === 'ABSOLUTE' ? arena.path('created.sarif') : given;
    const step = await arena.lintAction({ 'sarif-file': file });
    expectEnd(step, [0, 1]);
    // It is where the step says, or nowhere: nothing is written in silence.
    expect(step.outputs['sarif-file'] ?? '').toBe(step.code === 0 ? path.resolve(arena.work, file) : '');
  }),
  table<[string, string]>(
    'what a job leaves in RUNNER_TEMP',
    times(named(['docker', 'podman', 'auto', 'none']), named(['always', 'never'])),
    async (arena, [login, summary]) => {
      await arena.lab();
      if (login === 'docker' || login === 'podman') client(arena, login);
      const main = await arena.main({ inputs: { login, summary } });
      // Without a login the push has none, which is said as a refusal.
      expectEnd(main, [0, 1]);
      expectEnd(await arena.post(main), [0]);
      const files = arena.leftovers('temp').filter((name) => /^[\w.-]+$/.test(name));
      expect(files).toEqual([path.basename(REPORT)]);
      expectNoPiece(arena.leftovers('temp').join('\n'), [TOKEN]);
    },
    { inCI: 2 },
  ),
  table('CI pins', named(TOOLS), async (_, tool) => {
    const text = readFileSync(path.join(import.meta.dirname, '../../../.ci/run'), 'utf8');
    expect(text).toMatch(new RegExp(`/${tool}@v\\d+\\.\\d+\\.\\d+`));
    expect(text).not.toMatch(new RegExp(`${tool}@latest`));
  }),
]);
