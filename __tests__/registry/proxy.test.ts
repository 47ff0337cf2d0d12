import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { httpClient } from '../../src/evidence/http/http.js';
import { isWithoutProxy } from '../../src/evidence/http/no-proxy.js';

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
  for (const name of ['HTTPS_PROXY', 'HTTP_PROXY', 'ALL_PROXY', 'NO_PROXY']) {
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
    for (const here of ['127.0.0.1', '127.8.0.1', 'localhost', '[::1]']) await ask(`https://${here}:1/v2/`);
    process.env.NO_PROXY = 'registry.invalid';
    await ask('https://registry.invalid/v2/');
    expect(asked).toEqual([]);
  });

  // Measured with skopeo and crane, as golang.org/x/net, `http/httpproxy`, has it.
  test('is none in ALL_PROXY, nor in the variable of another protocol', async () => {
    process.env.ALL_PROXY = process.env.HTTPS_PROXY;
    process.env.HTTP_PROXY = process.env.HTTPS_PROXY;
    delete process.env.HTTPS_PROXY;
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

// As golang.org/x/net, http/httpproxy has it: docker and podman reach a host by the same way.
describe('NO_PROXY', () => {
  test.each([
    ['10.0.0.0/8', 'https://10.1.2.3:5000/v2/', true],
    ['192.168.0.0/16, 10.0.0.0/8', 'https://10.1.2.3/v2/', true],
    ['10.0.0.0/8', 'https://11.1.2.3/v2/', false],
    ['10.0.0.0/33', 'https://10.1.2.3/v2/', false],
    ['0.0.0.0/0', 'https://ghcr.io/v2/', false],
    ['fd00::/8', 'https://[fd12::1]:5000/v2/', true],
    ['fd00::/8', 'https://10.1.2.3/v2/', false],
    ['10.1.2.3', 'https://10.1.2.3:5000/v2/', true],
    ['1.2.3', 'https://10.1.2.3/v2/', false],
    ['example.com', 'https://containers.Example.com/v2/', true],
    ['example.com', 'https://example.com/v2/', true],
    ['example.com', 'https://notexample.com/v2/', false],
    ['.example.com', 'https://containers.example.com/v2/', true],
    ['.example.com', 'https://example.com/v2/', false],
    ['*.example.com', 'https://containers.example.com/v2/', true],
    ['example.com:5000', 'https://containers.example.com:5000/v2/', true],
    ['example.com:443', 'https://containers.example.com/v2/', true],
    ['example.com:5000', 'https://containers.example.com/v2/', false],
    ['localhost, *', 'https://ghcr.io/v2/', true],
    [' , ', 'https://ghcr.io/v2/', false],
    ['io', 'https://ghcr.io/v2/', true],
  ])('%j of %s: %s', (list, address, expected) => {
    expect(isWithoutProxy(new URL(address), list)).toBe(expected);
  });

  test('of a network leaves its registry to no proxy', async () => {
    process.env.NO_PROXY = '192.0.2.0/24';
    const client = httpClient();
    const url = new URL('https://192.0.2.7:1/v2/');
    await client.send({ method: 'GET', url, timeout: 50 }).catch(() => {});
    client.close();
    expect(asked).toEqual([]);
  });

  test('of ten thousand entries is read at once', () => {
    const list = Array.from({ length: 10_000 }, (_, index) => `10.${index % 256}.0.0/16:x`).join(',');
    expect(isWithoutProxy(new URL('https://ghcr.io/'), list)).toBe(false);
  });
});
