/** Servers that speak no protocol by themselves: what a registry, a proxy or something between may put on the wire. */
import { createServer, type Socket } from 'node:net';
import type { Arena } from './arena.js';

export type Talk = (socket: Socket) => void;

/** `127.0.0.1:PORT` of a server that does this with every connection. */
export async function wire(arena: Arena, talk: Talk): Promise<string> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
    // Read, or its end is never seen.
    socket.resume();
    talk(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  arena.later(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return `127.0.0.1:${address.port}`;
}

/** Answers every request with this text. */
export const answering =
  (text: string): Talk =>
  (socket) =>
    socket.on('data', () => socket.write(text));

/** Answers every request with this text, and hangs up. */
export const ending =
  (text: string): Talk =>
  (socket) =>
    socket.once('data', () => socket.end(text));

/** Says these texts one character at a time, the last again and again. */
export const dripping =
  (start: string, drop: string): Talk =>
  (socket) => {
    let at = 0;
    const text = start;
    const timer = setInterval(() => {
      socket.write(at < text.length ? (text[at] ?? '') : drop);
      at += 1;
    }, 100);
    socket.on('close', () => clearInterval(timer));
  };

/** Does one thing for requests whose first line has a word in it, and answers all others as a registry does. */
export const registryBut =
  (word: RegExp, talk: (socket: Socket) => void): Talk =>
  (socket) =>
    socket.on('data', (data: Buffer) => {
      const [line = ''] = data.toString('latin1').split('\r\n');
      const origin = `http://127.0.0.1:${socket.localPort}`;
      if (word.test(line)) talk(socket);
      else socket.write(ordinary(line, origin));
    });

function ordinary(line: string, origin: string): string {
  const reply = (status: string, headers: string, body = '') =>
    `HTTP/1.1 ${status}\r\n${headers}Content-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
  if (/ \/v2\/ /.test(line))
    return reply('401 Unauthorized', `WWW-Authenticate: Bearer realm="${origin}/token",service="x"\r\n`);
  if (/ \/token/.test(line)) return reply('200 OK', '', '{"token":"dG9rZW4tb2YtdGhlLXJlZ2lzdHJ5"}');
  if (/blobs\/uploads/.test(line)) return reply('202 Accepted', 'Location: /v2/x\r\n');
  if (line.startsWith('HEAD')) return 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n';
  if (/\/manifests\//.test(line)) return reply('200 OK', '', '{}');
  return reply('404 Not Found', '', '{}');
}
