/** The step is cancelled, or killed, while it logs in. */
import type { ChildProcess } from 'node:child_process';
import { expect } from '@jest/globals';
import { client, reached, running } from '../harness/clients.js';
import { expectEnd } from '../harness/expect.js';
import { situations, table, times } from '../harness/situation.js';
import { before, expectNoCopy, expectUndone, FORMER } from './support.js';

type Tool = 'docker' | 'podman';
type Moment = 'before' | 'after';
type Former = Record<string, string> | null;

const SIGNALS: [string, NodeJS.Signals][] = [
  ['SIGINT', 'SIGINT'],
  ['SIGTERM', 'SIGTERM'],
  ['SIGKILL', 'SIGKILL'],
];
const MOMENTS: [string, Moment][] = [
  ['before the client has written', 'before'],
  ['after the client has written', 'after'],
];
const TOOLS: [string, Tool][] = [
  ['docker', 'docker'],
  ['podman', 'podman'],
];

const rows = times(SIGNALS, times(MOMENTS, times(TOOLS, FORMER)));

situations('login', [
  table<[NodeJS.Signals, [Moment, [Tool, Former]]]>(
    'ended while the client runs',
    rows,
    async (arena, [signal, [moment, [tool, former]]]) => {
      const { registry } = await arena.lab();
      client(arena, tool, { hangs: moment });
      const was = before(arena, registry, former);
      const meanwhile = async (child: ChildProcess) => {
        await reached(arena, moment);
        child.kill(signal);
      };
      const main = await arena.main({ inputs: { login: tool }, meanwhile });
      // A client that the kill has orphaned would go on; the runner ends what is left of a job.
      if (signal !== 'SIGKILL') {
        expect(main.signal).not.toBe('SIGKILL');
        expect(running(arena)).toEqual([]);
      }
      const post = await arena.post(main);
      expectEnd(post, [0]);
      expectUndone(arena, was);
      expectNoCopy(arena);
    },
    { inCI: 8, waits: true },
  ),
  table<[NodeJS.Signals, Former]>(
    'ended between main and post',
    times(SIGNALS.slice(0, 2), FORMER),
    async (arena, [signal, former]) => {
      const { registry } = await arena.lab();
      client(arena, 'docker');
      const was = before(arena, registry, former);
      const main = await arena.main();
      // The first post is ended as it starts; the runner starts none again, but a second must be harmless.
      await arena.post(main, { meanwhile: async (child) => void child.kill(signal) });
      const post = await arena.post(main);
      expectEnd(post, [0]);
      expectUndone(arena, was);
    },
    { inCI: 1 },
  ),
]);
