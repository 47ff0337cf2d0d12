import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { httpClient } from '../../src/evidence/http.js';

let proxy: Server;
const before = { ...process.env };
let asked: string[];
beforeEach(async () => {
  asked = [];
  proxy = createServer();
  proxy.on('connect', (request, socket) => {
    asked.push(request.url ?? '');
    socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  process.env.HTTPS_PROXY = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
  delete process.env.NO_PROXY;
});
afterEach(async () => {
  for (const name of ['HTTPS_PROXY', 'NO_PROXY']) {
    if (before[name] === undefined) delete process.env[name];
    else process.env[name] = before[name];
  }
  await new Promise((resolve) => proxy.close(resolve));
});

async function ask(address: string): Promise<unknown> {
  const client = httpClient();
  const answer = await client
    .send({ method: 'GET', url: new URL(address), timeout: 20_000 })
    .catch((error) => error);
  client.close();
  return answer;
}

describe('a proxy in the environment', () => {
  test('is asked for a tunnel to the registry', async () => {
    await ask('https://ghcr.io/v2/');
    expect(asked).toEqual(['ghcr.io:443']);
  });

  test('is not asked for this machine, nor for a host in NO_PROXY', async () => {
    await ask('https://127.0.0.1:1/v2/');
    process.env.NO_PROXY = 'registry.invalid';
    await ask('https://registry.invalid/v2/');
    expect(asked).toEqual([]);
  });

  test('without a scheme is spoken to in plain HTTP, as curl and Go do it', async () => {
    process.env.HTTPS_PROXY = process.env.HTTPS_PROXY?.replace('http://', '');
    expect(await ask('https://ghcr.io/v2/')).toMatchObject({
      detail: 'the proxy answered HTTP 502 to CONNECT ghcr.io',
    });
    expect(asked).toEqual(['ghcr.io:443']);
  });

  test('is named where it can not be reached, without its password', async () => {
    process.env.HTTPS_PROXY = 'http://user:hidden@127.0.0.1:1';
    expect(await ask('https://ghcr.io/v2/')).toMatchObject({
      detail: 'connect ECONNREFUSED 127.0.0.1:1 (ghcr.io through the proxy 127.0.0.1:1)',
    });
  });

  test.each(['socks5://127.0.0.1:1', 'socks5h://127.0.0.1:1'])(
    'of another protocol is no proxy for us: %s',
    async (address) => {
      process.env.HTTPS_PROXY = address;
      expect(await ask('https://ghcr.io/v2/')).toMatchObject({
        permanent: true,
        detail: expect.stringContaining('begins with socks5'),
      });
    },
  );

  test('with a % in its password that stands for no character', async () => {
    process.env.HTTPS_PROXY = 'http://user:hid%den@127.0.0.1:1';
    const failure = await ask('https://ghcr.io/v2/');
    expect(failure).toMatchObject({ permanent: true, detail: expect.stringContaining('written %25') });
    expect(JSON.stringify(failure)).not.toContain('hid%den');
  });

  test('that is no address is named by its variable', async () => {
    process.env.HTTPS_PROXY = 'http://:::';
    expect(await ask('https://ghcr.io/v2/')).toMatchObject({ name: 'HttpFailure', permanent: true });
  });
});
