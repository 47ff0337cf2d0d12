/** A proxy is no registry: what it says itself decides nothing, and what it does not say holds nobody up. */
import { expect } from '@jest/globals';
import { type Arena, TOKEN } from '../harness/arena.js';
import { expectBounded, expectEnd, expectNoPiece } from '../harness/expect.js';
import { named, situations, table, times } from '../harness/situation.js';
import { answering, dripping, ending, type Talk, wire } from '../harness/wire.js';

const tunnel = 'HTTP/1.1 200 Connection established\r\n\r\n';
const forged = 'HTTP/1.1 202 Accepted\r\nLocation: /v2/x\r\nContent-Length: 0\r\n\r\n';

const PROXIES: [string, Talk][] = [
  ['never answers', () => {}],
  ['hangs up', (socket) => void socket.destroy()],
  ['resets', (socket) => void socket.resetAndDestroy()],
  ['drips its answer', dripping('HTTP/1.1 200 Connection established\r\nX: ', 'y')],
  ['drips after the tunnel', dripping(tunnel, 'x')],
  ['opens a tunnel to nowhere', answering(tunnel)],
  ['opens a tunnel and hangs up', ending(tunnel)],
  [
    'opens a tunnel and answers in plain text',
    (socket) => socket.once('data', () => socket.write(`${tunnel}${forged}`)),
  ],
  ['answers 202 for the registry', answering(forged)],
  ['answers 200 with a body', answering('HTTP/1.1 200 OK\r\nContent-Length: 16\r\n\r\n{"token":"xxxx"}')],
  ['answers 201', answering('HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n')],
  ['answers 101', answering('HTTP/1.1 101 Switching Protocols\r\n\r\n')],
  [
    'answers 301',
    answering('HTTP/1.1 301 Moved\r\nLocation: http://127.0.0.1:9/\r\nContent-Length: 0\r\n\r\n'),
  ],
  [
    'answers 401 of a registry',
    answering(
      'HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Bearer realm="http://127.0.0.1:9/token"\r\nContent-Length: 0\r\n\r\n',
    ),
  ],
  ['answers 403', answering('HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n')],
  [
    'answers 403 as a registry would',
    answering(
      'HTTP/1.1 403 Forbidden\r\nContent-Type: application/json\r\nContent-Length: 42\r\n\r\n{"errors":[{"code":"DENIED","message":""}]}',
    ),
  ],
  [
    'wants a password',
    answering(
      'HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic\r\nContent-Length: 0\r\n\r\n',
    ),
  ],
  ['answers 502', answering('HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n')],
  ['speaks no HTTP', answering('SSH-2.0-OpenSSH_9.6\r\n')],
  ['speaks without being asked', (socket) => void socket.write(forged)],
  [
    'answers with headers without end',
    (socket) => void socket.write(`HTTP/1.1 200 OK\r\n${'X: y\r\n'.repeat(50_000)}`),
  ],
  ['answers with NUL', answering('\0'.repeat(1000))],
];

type Face = (arena: Arena, env: Record<string, string>) => Promise<void>;
const FACES: [string, Face][] = [
  [
    'main',
    async (arena, env) => {
      const main = await arena.main({
        env: { GITHUB_API_URL: 'https://api.github.com', ...env },
        inputs: { registry: 'ghcr.io' },
      });
      expectBounded(main, [0]);
      expect(main.outputs.verdict).toBe('unknown');
      expect(main.outputs.findings).toContain('network-unreachable');
      expect(main.outputs.username).toBe('');
      expect(arena.authFile()).toBeNull();
    },
  ],
  [
    'check',
    async (arena, env) => {
      const ended = await arena.cli(['check', 'ghcr.io/octo-org/app'], {
        env: { GHCR_TOKEN: TOKEN, ...env },
      });
      expectBounded(ended, [3]);
    },
  ],
  [
    'explain --run',
    async (arena, env) => {
      const ended = await arena.cli(['explain', '--run', '1', '--repository', 'octo-org/app'], {
        env: { GITHUB_TOKEN: TOKEN, ...env },
      });
      expectBounded(ended, [2]);
    },
  ],
  [
    'the explain action',
    async (arena, env) => {
      expectBounded(
        await arena.step('explain', {
          inputs: { 'github-token': TOKEN },
          env: { GITHUB_API_URL: 'https://api.github.com', ...env },
        }),
        [1],
      );
    },
  ],
];

/** Addresses of a proxy that are none. */
const ADDRESSES = [
  '',
  ' ',
  'http://',
  'http://:::',
  'localhost',
  'ftp://127.0.0.1:9',
  'socks5://127.0.0.1:9',
  'http://127.0.0.1:99999',
  'http://a b',
  'http://user:pa ss@127.0.0.1:9',
  'http://[::1',
  '\u001b[31m',
  `http://${'a'.repeat(5_000)}`,
];

situations('protocol', [
  table<[Talk, Face]>(
    'a proxy that',
    times(PROXIES, FACES),
    async (arena, [talk, face]) => {
      const proxy = `http://${await wire(arena, talk)}`;
      await face(arena, { HTTPS_PROXY: proxy, https_proxy: proxy });
    },
    { inCI: 12, waits: true },
  ),
  table<[string, string]>(
    'a proxy by the address',
    times(
      ADDRESSES.map((address): [string, string] => [JSON.stringify(address.slice(0, 40)), address]),
      named(['HTTPS_PROXY', 'https_proxy']),
    ),
    async (arena, [address, variable]) => {
      const main = await arena.main({
        // Only the loopback: nothing is asked of a host out there when the proxy is not used.
        inputs: { registry: address.trim() === '' ? '127.0.0.1:9' : 'ghcr.io' },
        env: { [variable]: address },
      });
      expectEnd(main, [0, 1]);
      expect(main.outputs.verdict).toBe('unknown');
      expectNoPiece(arena.everything(main), [TOKEN]);
    },
    { inCI: 3, waits: true },
  ),
]);
