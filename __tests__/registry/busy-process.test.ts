/** What was asked before this process became busy is answered all the same, though it could hear nothing meanwhile. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setImmediate as turn } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { httpClient } from '../../src/evidence/http/http.js';

const TIMEOUT = 600;
/** The server has a process of its own: this one hears nothing meanwhile. */
const SERVER = `
  const server = require('node:http').createServer((request, response) => {
    if (request.url === '/soon') setTimeout(() => response.end('here'), 50);
  });
  server.listen(0, '127.0.0.1', () => console.log(server.address().port));
`;

let server: ChildProcess;
let port = '';
const client = httpClient();

beforeAll(async () => {
  server = spawn(process.execPath, ['-e', SERVER], { stdio: ['ignore', 'pipe', 'ignore'] });
  const [said] = await once(server.stdout as NodeJS.ReadableStream, 'data');
  port = String(said).trim();
});
afterAll(() => {
  client.close();
  server.kill();
});

const ask = (path: string) =>
  client.send({ method: 'GET', url: new URL(`http://127.0.0.1:${port}${path}`), timeout: TIMEOUT });

function beBusy(milliseconds: number): void {
  for (const end = Date.now() + milliseconds; Date.now() < end; );
}

test('for longer than the wait is', async () => {
  const answer = ask('/soon');
  // The connection is under way, and no more than that.
  await turn();
  beBusy(2 * TIMEOUT);
  expect((await answer).body).toBe('here');
});

test('while an answer that does not come is waited for no longer than was said', async () => {
  const begun = Date.now();
  await expect(ask('/never')).rejects.toThrow(/no answer/i);
  expect(Date.now() - begun).toBeGreaterThanOrEqual(TIMEOUT - 50);
  expect(Date.now() - begun).toBeLessThan(20 * TIMEOUT);
});
