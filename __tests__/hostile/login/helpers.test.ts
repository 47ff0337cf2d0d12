/** Credential helpers and clients that never answer, and what else they do. */
import { expect } from '@jest/globals';
import { TOKEN } from '../harness/arena.js';
import { type Behaviour, calls, client, helper, running, script } from '../harness/clients.js';
import { expectEnd, expectNoLeak } from '../harness/expect.js';
import { situations, table, times } from '../harness/situation.js';
import { before, expectTokenGone } from './support.js';

const HANGS: [string, string[]][] = [
  ['at get', ['get']],
  ['at store', ['store']],
  ['at erase', ['erase']],
  ['at all', ['get', 'store', 'erase']],
];
const DEAF: [string, boolean][] = [
  ['and hears signals', false],
  ['and hears none', true],
];

const CLIENTS: [string, Behaviour][] = [
  ['never answers', { hangs: 'before' }],
  ['never ends after the login', { hangs: 'after' }],
  ['never answers and hears no signal', { hangs: 'before', deaf: true }],
  ['leaves a child behind', { child: true }],
  ['leaves a child behind and never ends', { child: true, hangs: 'after' }],
  ['says no', { code: 1, stderr: 'Error response from daemon: denied: denied\n' }],
  ['says no without a word', { code: 1 }],
  ['says no in 40 MB', { code: 1, stderr: `${'x'.repeat(4_000_000)}\n` }],
  ['says yes and no', { code: 0, stderr: 'Error: no\n' }],
  ['says no with the token', { code: 1, stderr: `Error: bad password ${TOKEN}\n` }],
  [
    'says no with a command',
    { code: 1, stderr: '::error::boo\n##[error]boo\n::set-output name=verdict::denied\n' },
  ],
];

situations('login', [
  table<[string[], boolean]>(
    'a helper that does not answer',
    times(HANGS, DEAF),
    async (arena, [hangs, deaf]) => {
      const { registry } = await arena.lab();
      helper(arena, 'slow', hangs, deaf);
      before(arena, registry, null, { credsStore: 'slow' });
      const main = await arena.main();
      expectEnd(main, [0, 1]);
      const post = await arena.post(main);
      expectEnd(post, [0]);
      expect(running(arena)).toEqual([]);
      expectNoLeak(arena, [main, post], [TOKEN]);
    },
    { inCI: 2, waits: true },
  ),
  table<[Behaviour, string]>(
    'a client that',
    times(CLIENTS, [
      ['docker', 'docker'],
      ['podman', 'podman'],
    ]),
    async (arena, [behaviour, tool]) => {
      await arena.lab();
      client(arena, tool as 'docker', behaviour);
      const main = await arena.main({ inputs: { login: tool } });
      expectEnd(main, [0, 1]);
      expect(main.outputs.verdict).toBe('allowed');
      expect(main.code).toBe(behaviour.code || behaviour.hangs ? 1 : 0);
      // What a client that did its work has left running is its own; one that hangs is ended with all of it.
      if (behaviour.hangs) expect(running(arena)).toEqual([]);
      const post = await arena.post(main);
      expectEnd(post, [0]);
      expectTokenGone(arena);
      expectNoLeak(arena, [main, post], [TOKEN]);
    },
    { inCI: 4, waits: true },
  ),
  table(
    'a helper says',
    [
      ['nothing', 'exit 0'],
      ['no JSON', 'echo nope'],
      ['a list', 'echo []'],
      ['a secret that is a number', `echo '{"Username":"x","Secret":5}'`],
      ['an empty secret', `echo '{"Username":"x","Secret":""}'`],
      ['100 MB', 'head -c 100000000 /dev/zero'],
      ['and goes on for ever', 'yes'],
      ['its own death', 'kill -9 $$'],
    ],
    async (arena, lines) => {
      const { registry } = await arena.lab();
      script(
        arena,
        'docker-credential-odd',
        `cat > /dev/null\necho "$1" >> ${arena.path('calls')}\n${lines}`,
      );
      before(arena, registry, null, { credHelpers: { [registry]: 'odd' } });
      const main = await arena.main();
      expectEnd(main, [0, 1]);
      expect(main.megabytes).toBeLessThan(200);
      expect(calls(arena).length).toBeGreaterThan(0);
      expectEnd(await arena.post(main), [0]);
      expectTokenGone(arena);
    },
    { waits: true },
  ),
]);
