/** What may come back in the place of an answer, at each step of the conversation; and that it costs a known time. */

import type { Socket } from 'node:net';
import { expect } from '@jest/globals';
import { inventToken } from '../../../src/lab/scenarios/invented.js';
import { type Arena, TOKEN } from '../harness/arena.js';
import { expectBounded, expectNoLeak } from '../harness/expect.js';
import type { Ended } from '../harness/process.js';
import { named, situations, table, times } from '../harness/situation.js';
import { registryBut, wire } from '../harness/wire.js';

const PAT = inventToken('classic-pat', 'protocol');

const STEPS: [string, { at: RegExp; access: 'push' | 'pull' }][] = [
  ['at /v2/', { at: / \/v2\/ /, access: 'push' }],
  ['at the token endpoint', { at: / \/token/, access: 'push' }],
  ['at the upload', { at: /blobs\/uploads/, access: 'push' }],
  ['at the manifest', { at: /\/manifests\//, access: 'pull' }],
  ['at the API', { at: / \/api\/v3/, access: 'push' }],
  ['everywhere', { at: /./, access: 'push' }],
];

const say = (text: string) => (socket: Socket) => void socket.write(text);
const head = 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n';

const ANSWERS: [string, (socket: Socket) => void][] = [
  ['101', say('HTTP/1.1 101 Switching Protocols\r\n\r\n')],
  [
    '101 with an upgrade',
    say('HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\nConnection: Upgrade\r\n\r\n'),
  ],
  ['100 and nothing more', say('HTTP/1.1 100 Continue\r\n\r\n')],
  [
    '103 again and again',
    (socket) => {
      const timer = setInterval(() => socket.write('HTTP/1.1 103 Early Hints\r\n\r\n'), 200);
      socket.on('close', () => clearInterval(timer));
    },
  ],
  ['nothing', () => {}],
  ['a reset', (socket) => void socket.resetAndDestroy()],
  ['an end', (socket) => void socket.end()],
  ['no HTTP', say('SSH-2.0-OpenSSH_9.6\r\n')],
  ['a status that is none', say('HTTP/1.1 999 Odd\r\nContent-Length: 0\r\n\r\n')],
  ['a status of four digits', say('HTTP/1.1 2020 OK\r\nContent-Length: 0\r\n\r\n')],
  ['half of a body', (socket) => void socket.end(`${head}Content-Length: 400\r\n\r\n{"token":"half`)],
  [
    'a body that drips',
    (socket) => {
      socket.write(`${head}Content-Length: 100000\r\n\r\n`);
      const timer = setInterval(() => socket.write(' '), 200);
      socket.on('close', () => clearInterval(timer));
    },
  ],
  [
    'headers that drip',
    (socket) => {
      socket.write('HTTP/1.1 200 OK\r\nX: ');
      const timer = setInterval(() => socket.write('x'), 200);
      socket.on('close', () => clearInterval(timer));
    },
  ],
  ['headers without end', (socket) => void socket.write(`HTTP/1.1 200 OK\r\n${'X: y\r\n'.repeat(50_000)}`)],
  [
    'a body without end',
    (socket) => {
      socket.write(`${head}Transfer-Encoding: chunked\r\n\r\n`);
      const chunk = `10000\r\n${'x'.repeat(65_536)}\r\n`;
      const more = () => {
        while (!socket.destroyed && socket.write(chunk));
      };
      socket.on('drain', more);
      more();
    },
  ],
  ['a length that is none', say(`${head}Content-Length: -5\r\n\r\n`)],
  ['two lengths', say(`${head}Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}x`)],
  ['a chunk that is none', say(`${head}Transfer-Encoding: chunked\r\n\r\nzz\r\n`)],
  ['a body that says it is compressed', say(`${head}Content-Encoding: gzip\r\nContent-Length: 2\r\n\r\n{}`)],
  ['204', say('HTTP/1.1 204 No Content\r\n\r\n')],
  [
    'a location that is none',
    say('HTTP/1.1 307 Temporary Redirect\r\nLocation: http://[::x\r\nContent-Length: 0\r\n\r\n'),
  ],
  [
    'a wait of a year',
    say('HTTP/1.1 429 Too Many Requests\r\nRetry-After: 31536000\r\nContent-Length: 0\r\n\r\n'),
  ],
  [
    'a wait that is no number',
    say('HTTP/1.1 503 Unavailable\r\nRetry-After: soon, -1, 1e99\r\nContent-Length: 0\r\n\r\n'),
  ],
  [
    'JSON of 100,000 brackets',
    say(
      `HTTP/1.1 403 Forbidden\r\nContent-Type: application/json\r\nContent-Length: 50000\r\n\r\n${'['.repeat(50_000)}`,
    ),
  ],
  [
    'JSON of the wrong shapes',
    say(
      'HTTP/1.1 403 Forbidden\r\nContent-Type: application/json\r\nContent-Length: 38\r\n\r\n{"errors":{"0":{"code":[],"message":5}}',
    ),
  ],
  ['null', say(`${head}Content-Length: 4\r\n\r\nnull`)],
];

async function ask(
  arena: Arena,
  face: string,
  { at, access }: { at: RegExp; access: string },
  talk: (socket: Socket) => void,
): Promise<Ended> {
  const registry = await wire(arena, registryBut(at, talk));
  const env = { GITHUB_API_URL: `http://${registry}/api/v3` };
  return face === 'main'
    ? arena.main({ inputs: { registry, access, 'ghcr-token': PAT, login: 'none' }, env })
    : arena.cli(['check', '--access', access, '--registry', registry, `${registry}/octo-org/app`], {
        env: { GHCR_TOKEN: PAT, ...env },
      });
}

/** Challenges that say how to log in, or seem to. */
const CHALLENGES = [
  '',
  'Bearer',
  'Bearer realm=',
  'Bearer realm=""',
  'Bearer realm="/token',
  'Negotiate',
  'Basic',
  'Digest realm="x"',
  `Bearer realm="${'x'.repeat(15_000)}"`,
  `Bearer ${'a=b,'.repeat(3_000)}`,
  `Bearer realm="${'\\"'.repeat(5_000)}`,
  `${'Bearer '.repeat(2_000)}`,
  'Bearer realm="/token",realm="http://evil.example/token"',
  'Bearer realm="http://evil.example/token",realm="/token"',
];

const LOCATIONS = [
  '',
  'http://',
  '//',
  'javascript:alert(1)',
  `/${'x'.repeat(10_000)}`,
  'http://127.0.0.1:99999/',
  '\\\\evil.example\\x',
];

situations('protocol', [
  table<[(socket: Socket) => void, [{ at: RegExp; access: 'push' | 'pull' }, string]]>(
    'an answer',
    times(ANSWERS, times(STEPS, named(['main']))),
    async (arena, [talk, [step, face]]) => {
      const ended = await ask(arena, face, step, talk);
      expectBounded(ended, [0, 1]);
      // It comes to a verdict by itself, and says "allowed" only where the registry itself was not what failed.
      const { outputs } = ended as Awaited<ReturnType<Arena['main']>>;
      expect(['allowed', 'denied', 'unknown']).toContain(outputs.verdict);
      if (step.at.source === '.') expect(outputs.verdict).not.toBe('allowed');
      expectNoLeak(arena, [ended], [TOKEN, PAT]);
    },
    { inCI: 16, waits: true },
  ),
  table<[(socket: Socket) => void, [{ at: RegExp; access: 'push' | 'pull' }, string]]>(
    'an answer to check',
    times(ANSWERS, times([STEPS[1], STEPS[5]] as typeof STEPS, named(['check']))),
    async (arena, [talk, [step, face]]) => {
      expectBounded(await ask(arena, face, step, talk), [0, 1, 3]);
    },
    { inCI: 4, waits: true },
  ),
  table(
    'a challenge',
    CHALLENGES.map((header): [string, string] => [JSON.stringify(header.slice(0, 60)), header]),
    async (arena, header) => {
      await arena.lab({
        faults: [
          { on: 'ping', kind: 'status', status: 401, headers: { 'www-authenticate': header }, body: {} },
        ],
      });
      const main = await arena.main();
      expectBounded(main, [0, 1]);
      expect(['allowed', 'denied', 'unknown']).toContain(main.outputs.verdict);
    },
    { waits: true },
  ),
  table(
    'an upload at',
    LOCATIONS.map((location): [string, string] => [JSON.stringify(location.slice(0, 40)), location]),
    async (arena, location) => {
      await arena.lab({ faults: [{ on: 'upload', kind: 'status', status: 202, headers: { location } }] });
      const main = await arena.main();
      expectBounded(main, [0, 1]);
      expect(['allowed', 'unknown']).toContain(main.outputs.verdict);
    },
  ),
]);
