/**
 * The names of the world on loopback: a proxy that answers for every host with a certificate that the processes
 * under test are told to trust, and writes down who was sent what.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer as createHttp, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createHttps } from 'node:https';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import type { Arena } from './arena.js';

/** Hosts that the certificate is good for. */
const HOSTS = [
  'ghcr.io',
  'github.com',
  'api.github.com',
  'ghes.example',
  '*.ghes.example',
  'octo.ghe.com',
  '*.octo.ghe.com',
  'evil.example',
  '*.evil.example',
  '*.ghcr.io.evil.example',
  'ghcr.io.evil.example',
];

interface Received {
  host: string;
  method: string;
  path: string;
  /** What was sent as a credential: the header, decoded where it is Basic. */
  credential: string;
}

export interface Names {
  /** For the process under test. */
  env: Record<string, string>;
  received: Received[];
  /** Hosts that were sent this secret, each once, sorted. */
  hostsWith(secret: string): string[];
}

let certificate: { key: Buffer; cert: Buffer; file: string } | null = null;

/** Made once, with openssl: no key is kept in the sources. */
function madeCertificate(): { key: Buffer; cert: Buffer; file: string } {
  if (certificate) return certificate;
  const folder = mkdtempSync(path.join(tmpdir(), 'ghcr-preflight-certificate-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const [key, file] = [path.join(folder, 'key.pem'), path.join(folder, 'cert.pem')];
  const names = HOSTS.map((host) => `DNS:${host}`).join(',');
  const args = [
    'req',
    '-x509',
    '-newkey',
    'ec',
    '-pkeyopt',
    'ec_paramgen_curve:prime256v1',
    '-nodes',
    '-days',
    '2',
  ];
  execFileSync(
    'openssl',
    [...args, '-subj', '/CN=hostile', '-addext', `subjectAltName=${names}`, '-keyout', key, '-out', file],
    {
      stdio: 'ignore',
    },
  );
  certificate = { key: readFileSync(key), cert: readFileSync(file), file };
  return certificate;
}

/** Starts it for one arena. Every host is a registry that takes every token, and an API that knows every user. */
export async function names(arena: Arena): Promise<Names> {
  const { key, cert, file } = madeCertificate();
  const received: Received[] = [];
  const answer = (request: IncomingMessage, response: ServerResponse) => {
    const host = request.headers.host ?? '';
    const header = request.headers.authorization ?? '';
    const credential = header.replace(/^Basic (.*)$/i, (_, text: string) =>
      Buffer.from(text, 'base64').toString('utf8'),
    );
    received.push({ host, method: request.method ?? '', path: request.url ?? '', credential });
    reply(host, request, response);
  };
  const secure = createHttps({ key, cert }, answer);
  const sockets = new Set<Socket>();
  const proxy = createHttp(answer);
  proxy.on('connect', (_request, socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    const { port } = secure.address() as AddressInfo;
    const inner = connect(port, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      inner.pipe(socket).pipe(inner);
    });
    inner.on('error', () => socket.destroy());
    sockets.add(inner);
  });
  for (const server of [secure, proxy])
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  arena.later(() => {
    for (const socket of sockets) socket.destroy();
    secure.closeAllConnections();
    proxy.closeAllConnections();
    secure.close();
    proxy.close();
  });
  const address = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
  return {
    env: {
      HTTPS_PROXY: address,
      HTTP_PROXY: address,
      https_proxy: address,
      http_proxy: address,
      NODE_EXTRA_CA_CERTS: file,
    },
    received,
    hostsWith: (secret) => {
      const encoded = Buffer.from(secret).toString('base64');
      const hit = received.filter(({ credential, path: asked }) =>
        [secret, encoded].some((form) => credential.includes(form) || asked.includes(form)),
      );
      return [...new Set(hit.map(({ host }) => host.replace(/:443$/, '')))].sort();
    },
  };
}

/** What ghcr answers, under whatever name: its bearer is the credential itself. */
function reply(host: string, request: IncomingMessage, response: ServerResponse): void {
  const { pathname } = new URL(request.url ?? '/', `https://${host}`);
  const header = request.headers.authorization ?? '';
  const send = (status: number, headers: Record<string, string>, body = '') => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(body);
  };
  if (pathname === '/v2/') {
    send(401, {
      'www-authenticate': `Bearer realm="https://${host}/token",service="${host}",scope="repository:user/image:pull"`,
    });
  } else if (pathname === '/token') {
    const [, secret = ''] =
      /:(.*)$/s.exec(Buffer.from(header.replace(/^Basic /i, ''), 'base64').toString('utf8')) ?? [];
    if (secret) send(200, {}, JSON.stringify({ token: Buffer.from(secret).toString('base64') }));
    else
      send(403, {}, '{"errors":[{"code":"DENIED","message":"requested access to the resource is denied"}]}');
  } else if (/\/blobs\/uploads\//.test(pathname)) send(202, { location: '/v2/x' });
  else if (pathname.startsWith('/v2/')) send(200, {}, '{}');
  else if (pathname.endsWith('/user')) send(200, { 'x-oauth-scopes': 'write:packages' }, '{"login":"mona"}');
  else send(404, {}, '{"message":"Not Found"}');
}
