/** Logins that are kept as identity tokens: clients exchange these at the token endpoint and never send them as a password. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Lab, startLab } from '../../src/lab/lab.js';
import { schemaFaults } from '../schema.js';
import { unhurried } from '../unhurried.js';
import { type Ran, repository, run } from './run.js';

unhurried();

const READER = 'ghp_readReadReadReadReadReadReadReadRea01';
const OPAQUE = 'eyJhbGciOiJSUzI1NiJ9.eyJqdGkiOiI2In0.c2lnbmF0dXJl';

let lab: Lab;
beforeAll(async () => {
  lab = await startLab({
    accounts: [{ login: 'mona', type: 'User' }],
    packages: [
      { owner: 'mona', name: 'app', visibility: 'private', repository: null, tags: ['1'] },
      { owner: 'mona', name: 'open', visibility: 'public', repository: null, tags: ['1'] },
    ],
    tokens: { [READER]: { kind: 'classic-pat', login: 'mona', scopes: ['read:packages'] } },
  });
});
afterAll(() => lab.close());

const base64 = (text: string) => Buffer.from(text).toString('base64');

function pulled(config: object, image: string, registry: string, more: string[] = []): Promise<Ran> {
  const HOME = repository({ '.docker/config.json': JSON.stringify(config) });
  const env = { HOME, XDG_RUNTIME_DIR: HOME, GITHUB_API_URL: lab.apiUrl, PATH: process.env.PATH };
  return run(['check', '--access', 'pull', ...more, `${registry}/mona/${image}`], { env });
}

describe.each([
  ['alone', (secret: string) => ({ identitytoken: secret })],
  ['beside a user', (secret: string) => ({ auth: base64('mona:'), identitytoken: secret })],
  ['beside a good password', (secret: string) => ({ auth: base64(`mona:${READER}`), identitytoken: secret })],
])('an entry with one %s', (_, entry) => {
  test.each(['app:1', 'open:1'])('is refused for %s, whatever it holds', async (image) => {
    for (const secret of [OPAQUE, READER]) {
      const { code, stdout } = await pulled(
        { auths: { [lab.registry]: entry(secret) } },
        image,
        lab.registry,
      );
      expect(code).toBe(1);
      expect(stdout.replaceAll(/\s+/g, ' ')).toContain('holds an identity token, which is no password');
      expect(stdout).toContain('docker login');
      expect(stdout).not.toContain(secret);
    }
  });
});

test('in Chinese and as JSON', async () => {
  const config = { auths: { [lab.registry]: { identitytoken: OPAQUE } } };
  const { stdout } = await pulled(config, 'app:1', lab.registry, ['--format', 'json', '--language', 'zh-CN']);
  const report = JSON.parse(stdout);
  expect(schemaFaults(report)).toEqual([]);
  expect(report.findings[0].message).toContain('身份令牌');
});

describe('a registry that takes them', () => {
  let server: Server;
  let forms: URLSearchParams[] = [];
  let answer: [number, object] = [200, { access_token: 'given' }];
  const registry = () => `127.0.0.1:${(server.address() as AddressInfo).port}`;
  beforeAll(async () => {
    server = createServer(async (request, response) => {
      if (request.method === 'POST') {
        let body = '';
        for await (const chunk of request) body += String(chunk);
        forms.push(new URLSearchParams(body));
        expect(request.headers.authorization).toBeUndefined();
        response.writeHead(answer[0], { 'content-type': 'application/json' });
        return response.end(JSON.stringify(answer[1]));
      }
      const isLet = request.headers.authorization === 'Bearer given';
      const realm = `http://${registry()}/token`;
      response.writeHead(isLet ? 200 : 401, {
        'content-type': 'application/vnd.oci.image.manifest.v1+json',
        'www-authenticate': `Bearer realm="${realm}",service="here"`,
      });
      return response.end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));

  const asked = async () => {
    forms = [];
    return pulled({ auths: { [registry()]: { identitytoken: OPAQUE } } }, 'app:1', registry());
  };

  test('is asked as clients ask it', async () => {
    answer = [200, { access_token: 'given' }];
    expect((await asked()).code).toBe(0);
    expect(Object.fromEntries(forms[0] ?? [])).toEqual({
      grant_type: 'refresh_token',
      client_id: 'ghcr-preflight',
      refresh_token: OPAQUE,
      service: 'here',
      scope: 'repository:mona/app:pull',
    });
  });

  test.each([
    [{ token: '', access_token: 'given' }],
    [{ token: null, access_token: 'given' }],
    [{ token: 'no token', access_token: 'given' }],
    [{ token: 'given', access_token: '' }],
  ])('gives the token by either name: %j', async (given) => {
    answer = [200, given];
    expect((await asked()).code).toBe(0);
  });

  test.each([
    [400, 1],
    [401, 1],
    [404, 1],
    [204, 3],
    [200, 3],
  ])('an answer of %i without a token ends with %i', async (status, code) => {
    answer = [status, {}];
    expect((await asked()).code).toBe(code);
  });
});

test('a helper keeps one under a name of its own', async () => {
  const folder = repository({
    'docker-credential-kept': `#!/bin/sh\necho '{"ServerURL":"x","Username":"<token>","Secret":"${OPAQUE}"}'\n`,
  });
  const { chmodSync } = await import('node:fs');
  chmodSync(path.join(folder, 'docker-credential-kept'), 0o755);
  const HOME = repository({ '.docker/config.json': JSON.stringify({ credsStore: 'kept' }) });
  const env = {
    HOME,
    XDG_RUNTIME_DIR: HOME,
    GITHUB_API_URL: lab.apiUrl,
    PATH: `${folder}${path.delimiter}${process.env.PATH}`,
  };
  const { code, stdout } = await run(['check', '--access', 'pull', `${lab.registry}/mona/open:1`], { env });
  expect(code).toBe(1);
  expect(stdout.replaceAll(/\s+/g, ' ')).toContain('holds an identity token');
});
