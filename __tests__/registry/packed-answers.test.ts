/** What a server packs although nobody asked it to is read as what it was. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { afterEach, expect, test } from '@jest/globals';
import { httpClient } from '../../src/evidence/http/http.js';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

async function askFor(coding: string, body: Buffer | string, limit?: number) {
  const server = createServer((_, response) => {
    response.writeHead(403, { 'content-encoding': coding });
    response.end(body);
  }).listen(0, '127.0.0.1');
  servers.push(server);
  await new Promise((listening) => server.once('listening', listening));
  const url = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/v2/`);
  const client = httpClient();
  const answer = await client.send({ method: 'GET', url, timeout: 5_000, limit });
  client.close();
  return answer;
}

const REFUSAL = JSON.stringify({ errors: [{ code: 'DENIED', message: 'die Prüfung 失败' }] });

test.each([
  ['gzip', gzipSync],
  ['x-gzip', gzipSync],
  ['GZIP', gzipSync],
  ['deflate', deflateSync],
  ['br', brotliCompressSync],
])('%s', async (coding, pack) => {
  expect(await askFor(coding, pack(REFUSAL))).toMatchObject({ status: 403, body: REFUSAL, truncated: false });
});

test.each([
  ['gzip', 'no gzip at all'],
  ['gzip', gzipSync(REFUSAL).subarray(0, 20)],
  ['zstd', 'of a kind that nobody here reads'],
  ['identity', REFUSAL],
  ['__proto__', REFUSAL],
])('what can’t be unpacked stays as it came: %s', async (coding, body) => {
  const came = Buffer.from(body).toString('utf8');
  expect(await askFor(coding, body)).toMatchObject({ body: came, truncated: false });
});

test.each([
  ['identity', (text: string) => Buffer.from(text)],
  ['gzip', gzipSync],
])('a byte order mark is no part of what is said, %s', async (coding, pack) => {
  expect(await askFor(coding, pack(`\ufeff${REFUSAL}`))).toMatchObject({ body: REFUSAL });
});

test('what unpacks to more than is read counts as cut off', async () => {
  expect(await askFor('gzip', gzipSync('x'.repeat(1_000_000)), 1_000)).toMatchObject({ truncated: true });
  expect(await askFor('gzip', gzipSync('x'.repeat(1_000)), 1_000)).toMatchObject({ truncated: false });
});

test('an empty body is empty, whatever it says of itself', async () => {
  expect(await askFor('gzip', '')).toMatchObject({ body: '', truncated: false });
});
