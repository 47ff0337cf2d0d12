/** A company's own authority counts where clients written in Go look for it, as it does for docker, skopeo and crane. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { httpClient } from '../../src/evidence/http/http.js';

const folder = join(tmpdir(), 'authorities');
const certificate = join(folder, 'ca', 'company.pem');
const VARIABLES = ['SSL_CERT_FILE', 'SSL_CERT_DIR'];
let server: Server;
let asked = 0;

beforeAll(async () => {
  mkdirSync(join(folder, 'ca'), { recursive: true });
  const made = [
    'req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=company',
    `-addext subjectAltName=IP:127.0.0.1 -keyout ${join(folder, 'key')} -out ${certificate}`,
  ].join(' ');
  execFileSync('openssl', made.split(' '), { stdio: 'ignore' });
  const pair = { key: readFileSync(join(folder, 'key')), cert: readFileSync(certificate) };
  server = createServer(pair, (_, response) => {
    asked += 1;
    response.end('here');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});

afterEach(() => {
  for (const name of VARIABLES) delete process.env[name];
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

async function answers(count = 1): Promise<PromiseSettledResult<{ status: number }>[]> {
  const client = httpClient();
  const url = new URL(`https://127.0.0.1:${(server.address() as AddressInfo).port}/v2/`);
  asked = 0;
  const sent = Array.from({ length: count }, () => client.send({ method: 'GET', url, timeout: 5000 }));
  const all = await Promise.allSettled(sent);
  client.close();
  return all;
}

/** What stands around it in a bundle, a block that is none included. */
const AROUND =
  '# Company\n-----BEGIN CERTIFICATE-----\nbm9uZQ==\n-----END CERTIFICATE-----\n-----BEGIN CERTIFICATE-----\n';

test('of nobody it is not taken', async () => {
  const [answer] = await answers();
  expect(answer).toMatchObject({ status: 'rejected', reason: { permanent: true } });
  expect(asked).toBe(0);
});

test.each<[what: string, set: () => Record<string, string>]>([
  ['SSL_CERT_FILE', () => ({ SSL_CERT_FILE: certificate })],
  [
    'SSL_CERT_FILE, a bundle',
    () => {
      const bundle = join(folder, 'bundle.crt');
      writeFileSync(
        bundle,
        `${AROUND}\n${readFileSync(certificate, 'utf8').replaceAll('\n', '\r\n')}${AROUND}`,
      );
      return { SSL_CERT_FILE: bundle };
    },
  ],
  ['SSL_CERT_DIR, the second of two', () => ({ SSL_CERT_DIR: `/nowhere:${join(folder, 'ca')}` })],
])('%s names it', async (_, set) => {
  Object.assign(process.env, set());
  const all = await answers(20);
  expect(all.map(({ status }) => status)).toEqual(Array(20).fill('fulfilled'));
  expect(asked).toBe(20);
});

test('a bundle that is none changes nothing', async () => {
  const loop = join(folder, 'loop');
  symlinkSync(loop, loop);
  for (const file of ['/nowhere', folder, loop, '/dev/zero', join(folder, 'key')]) {
    process.env.SSL_CERT_FILE = file;
    expect(await answers()).toMatchObject([{ status: 'rejected' }]);
  }
});
