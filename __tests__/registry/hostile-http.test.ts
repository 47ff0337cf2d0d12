/** What a registry, a proxy or something between may do to a request, and that it costs a known time. */
import { createServer, type Server, type Socket } from 'node:net';
import { afterEach, describe, expect, test } from '@jest/globals';
import { HttpFailure } from '../../src/evidence/http/exchanges.js';
import { type HttpResponse, httpClient } from '../../src/evidence/http/http.js';

const servers: Server[] = [];
const sockets = new Set<Socket>();

/** A server on loopback that speaks no protocol by itself. */
async function serve(onConnection: (socket: Socket) => void): Promise<number> {
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
    // Read, or its end is never seen.
    socket.resume();
    onConnection(socket);
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

afterEach(async () => {
  delete process.env.HTTPS_PROXY;
  for (const socket of sockets) socket.destroy();
  await Promise.all(servers.splice(0).map((server) => new Promise((done) => server.close(done))));
});

const TIMEOUT = 300;

async function ask(address: string): Promise<{ answer: HttpResponse | HttpFailure; open: number }> {
  const client = httpClient();
  const answer = await client
    .send({ method: 'GET', url: new URL(address), timeout: TIMEOUT })
    .catch((error: HttpFailure) => error);
  client.close();
  // The other side hears of it in its own turn.
  for (let turn = 0; turn < 50 && sockets.size > 0; turn += 1)
    await new Promise((done) => setTimeout(done, 10));
  return { answer, open: sockets.size };
}

const answering = (text: string) => (socket: Socket) => socket.once('data', () => socket.write(text));
const dripping = (text: string) => (socket: Socket) => {
  let at = 0;
  const timer = setInterval(() => socket.write(text[at++ % text.length] ?? ''), 20);
  socket.on('close', () => clearInterval(timer));
};

describe('a registry that gives no answer', () => {
  test.each([
    ['says nothing', () => {}, /no answer from/],
    [
      'drips a header',
      dripping('HTTP/1.1 200 OK\r\nX: yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy'),
      /no answer from/,
    ],
    ['drips a body', answering('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc'), /no answer from/],
    [
      'switches protocols',
      answering('HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\nConnection: Upgrade\r\n\r\n'),
      /HTTP 101/,
    ],
    ['switches protocols without a word', answering('HTTP/1.1 101 Switching Protocols\r\n\r\n'), /HTTP 101/],
    [
      'hangs up in the body',
      (socket: Socket) =>
        socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc')),
      /aborted|ECONNRESET/,
    ],
    ['speaks no HTTP', answering('SSH-2.0-OpenSSH_9.6\r\n'), /Parse Error/],
    ['ends with nothing', (socket: Socket) => socket.once('data', () => socket.end()), /hang up/],
  ])('%s', async (_, onConnection, detail) => {
    const port = await serve(onConnection as (socket: Socket) => void);
    const { answer, open } = await ask(`http://127.0.0.1:${port}/v2/`);
    expect(answer).toBeInstanceOf(HttpFailure);
    expect((answer as HttpFailure).detail).toMatch(detail);
    expect(open).toBe(0);
  });
});

describe('a proxy', () => {
  test.each([
    ['never answers', () => {}, /no answer from ghcr\.io/],
    [
      'drips',
      dripping('HTTP/1.1 200 Connection established\r\nX: yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy'),
      /no answer from ghcr\.io/,
    ],
    [
      'answers for the registry',
      answering('HTTP/1.1 202 Accepted\r\nLocation: /v2/x\r\nContent-Length: 0\r\n\r\n'),
      /the proxy answered HTTP 202/,
    ],
    [
      'refuses',
      answering('HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n'),
      /the proxy answered HTTP 403/,
    ],
    [
      'wants a password',
      answering('HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic\r\n\r\n'),
      /the proxy answered HTTP 407/,
    ],
  ])('that %s is not the registry, and is let go', async (_, onConnection, detail) => {
    const port = await serve(onConnection as (socket: Socket) => void);
    process.env.HTTPS_PROXY = `http://127.0.0.1:${port}`;
    const { answer, open } = await ask('https://ghcr.io/v2/');
    expect(answer).toBeInstanceOf(HttpFailure);
    expect((answer as HttpFailure).detail).toMatch(detail);
    expect(open).toBe(0);
  });
});
