/** RUNNER_TEMP is not there, is full, or is emptied: the login is undone all the same. */
import { mkdirSync, rmSync } from 'node:fs';
import { expect } from '@jest/globals';
import type { Arena } from '../harness/arena.js';
import { client } from '../harness/clients.js';
import { smallDisk } from '../harness/disk.js';
import { expectEnd } from '../harness/expect.js';
import { situations, table, times } from '../harness/situation.js';
import { before, expectNoCopy, expectTokenGone, expectUndone, FORMER } from './support.js';

type Former = Record<string, string> | null;
const isRoot = process.getuid?.() === 0;

/** The variable's value; undefined: it is not set. */
const TEMPS: [string, (arena: Arena) => string | undefined][] = [
  ['there', (arena) => arena.temp],
  ['not set', () => undefined],
  ['empty', () => ''],
  ['a folder that is not there', (arena) => arena.path('absent/temp')],
  ['a file', (arena) => arena.write('a-file', '')],
  ['below a file', (arena) => `${arena.write('a-file', '')}/temp`],
  ['a link that leads nowhere', (arena) => arena.link('a-link', arena.path('nowhere'))],
  ['relative', () => 'temp'],
  ...(isRoot
    ? ([
        [
          'on a full disk',
          (arena) => {
            const disk = smallDisk(arena, 'temp', 16);
            disk.fill(0);
            return disk.folder;
          },
        ],
        ['not for writing', () => '/proc/1'],
      ] as [string, (arena: Arena) => string | undefined][])
    : []),
];

const TOOLS: [string, 'docker' | 'none'][] = [
  ['docker', 'docker'],
  ['the auth file', 'none'],
];

situations('login', [
  table<[(arena: Arena) => string | undefined, ['docker' | 'none', Former]]>(
    'RUNNER_TEMP',
    times(TEMPS, times(TOOLS, FORMER)),
    async (arena, [temp, [tool, former]]) => {
      const { registry } = await arena.lab();
      if (tool === 'docker') client(arena, 'docker');
      const was = before(arena, registry, former);
      const env = { RUNNER_TEMP: temp(arena), TMPDIR: arena.folder('tmp') };
      const main = await arena.main({ env });
      expectEnd(main, [0, 1]);
      expect(main.outputs.verdict).toBe('allowed');
      const post = await arena.post(main, { env });
      expectEnd(post, [0]);
      expectUndone(arena, was);
      expectNoCopy(arena);
    },
    { inCI: 8 },
  ),
  table<['docker' | 'none', Former]>(
    'RUNNER_TEMP is emptied between main and post',
    times(TOOLS, FORMER),
    async (arena, [tool, former]) => {
      const { registry } = await arena.lab();
      if (tool === 'docker') client(arena, 'docker');
      before(arena, registry, former);
      const main = await arena.main();
      expectEnd(main, [0]);
      rmSync(arena.temp, { recursive: true });
      mkdirSync(arena.temp);
      expectEnd(await arena.post(main), [0]);
      // The copy may be gone; what the step stored has to go whatever happened to it.
      expectTokenGone(arena);
    },
  ),
]);
