/** The registry's protocol: challenge, tokens, uploads, manifests, with ghcr's habits (facts, section 5). */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Lab, startLab } from '../../src/lab/lab.js';
import { digestOf } from '../../src/lab/registry/store.js';
import { ask, basic, openUpload, pushImage, SECRET, said, sampleWorld, seededDigests } from './support.js';

let lab: Lab;
beforeAll(async () => {
  lab = await startLab(sampleWorld());
});
afterAll(() => lab.close());

const ACCESS_DENIED = '403 DENIED: requested access to the resource is denied';

describe('the challenge', () => {
  test('of /v2/ names the placeholder user/image', async () => {
    const answer = await ask(lab, 'GET', '/v2/');
    expect(said(answer)).toBe('401 UNAUTHORIZED: authentication required');
    expect(answer.headers['www-authenticate']).toBe(
      `Bearer realm="http://${lab.registry}/token",service="ghcr.io",scope="repository:user/image:pull"`,
    );
  });

  test('of a repository names it, and always asks for pull', async () => {
    const answer = await ask(lab, 'POST', '/v2/octo-org/deep/name/blobs/uploads/');
    expect(answer.headers['www-authenticate']).toContain('scope="repository:octo-org/deep/name:pull"');
  });

  test('is not met by Basic', async () => {
    const answer = await ask(lab, 'GET', '/v2/', { headers: basic('mona', SECRET.owner) });
    expect(answer.status).toBe(401);
  });

  test('is met by any live credential in base64, without /token', async () => {
    for (const secret of [SECRET.owner, SECRET.fineGrained, SECRET.jobNone, SECRET.app]) {
      expect((await ask(lab, 'GET', '/v2/', { bearer: secret })).status).toBe(200);
    }
  });

  test.each(['expired', 'outdated', 'refresh'] as const)('is not met by a token that is %s', async (name) => {
    expect((await ask(lab, 'GET', '/v2/', { bearer: SECRET[name] })).status).toBe(401);
  });
});

describe('/token', () => {
  const token = (query: string, headers: Record<string, string> = {}) =>
    ask(lab, 'GET', `/token?service=ghcr.io${query}`, { headers });

  test.each(['owner', 'scopeless', 'fineGrained', 'jobNone', 'app'] as const)(
    'gives the credential in base64 to %s, for any repository and action',
    async (name) => {
      const scope = '&scope=repository:nobody/knows:pull,push';
      const answer = await token(scope, basic('anyone', SECRET[name]));
      expect(answer.status).toBe(200);
      expect(JSON.parse(answer.text)).toEqual({ token: Buffer.from(SECRET[name]).toString('base64') });
    },
  );

  test('takes what docker and podman add to a login', async () => {
    const query = '&account=mona&client_id=docker&offline_token=true';
    expect((await token(query, basic('mona', SECRET.owner))).status).toBe(200);
  });

  test.each(['expired', 'outdated', 'refresh'] as const)('L1: refuses a token that is %s', async (name) => {
    expect(said(await token('', basic('mona', SECRET[name])))).toBe('403 DENIED: denied');
  });

  test('P2: refuses a stale credential even for a public image', async () => {
    const scope = '&scope=repository:octo-org/public:pull';
    expect(said(await token(scope, basic('mona', 'ghp_stale')))).toBe('403 DENIED: denied');
    expect((await token(scope)).status).toBe(200);
  });

  test('L7: a token with something around it is another token', async () => {
    expect(said(await token('', basic('mona', `${SECRET.owner}\n`)))).toBe('403 DENIED: denied');
  });

  test('L15: wants a user name', async () => {
    expect(said(await token('', basic('', SECRET.owner)))).toBe('401 UNAUTHORIZED: authentication required');
  });

  test('L10: takes no raw bearer', async () => {
    const headers = { authorization: `Bearer ${SECRET.owner}` };
    expect(said(await token('', headers))).toBe('401 UNAUTHORIZED: authentication required');
  });

  test('gives anybody a short token to pull what is public', async () => {
    const answer = await token('&scope=repository:octo-org/public:pull');
    const { token: bearer } = JSON.parse(answer.text) as { token: string };
    expect(bearer).toMatch(/^djE6/);
    const headers = { authorization: `Bearer ${bearer}` };
    expect((await ask(lab, 'HEAD', '/v2/octo-org/public/manifests/1', { headers })).status).toBe(200);
    expect((await ask(lab, 'HEAD', '/v2/octo-org/app/manifests/latest', { headers })).status).toBe(401);
    expect((await ask(lab, 'POST', '/v2/octo-org/public/blobs/uploads/', { headers })).status).toBe(401);
  });

  test.each([
    ['what is private', '&scope=repository:octo-org/app:pull'],
    ['what does not exist', '&scope=repository:octo-org/nothing:pull'],
    ['a push', '&scope=repository:octo-org/public:pull,push'],
    ['the placeholder of /v2/', '&scope=repository:user/image:pull'],
    [
      'a public image together with a private one',
      '&scope=repository:octo-org/public:pull&scope=repository:octo-org/app:pull',
    ],
    ['nothing in particular', ''],
  ])('P9: refuses anybody who asks for %s', async (_, scope) => {
    expect(said(await token(scope))).toBe(ACCESS_DENIED);
  });

  test('fact 5: one foreign repository among several spoils the request of a job', async () => {
    const own = '&scope=repository:octo-org/app:pull,push';
    const both = `${own}&scope=repository:mona/cache:pull,push`;
    expect((await token(own, basic('x', SECRET.jobWrite))).status).toBe(200);
    expect(said(await token(both, basic('x', SECRET.jobWrite)))).toBe(
      '403 DENIED: permission_denied: The requested installation does not exist.',
    );
  });

  test('does not speak the OAuth form: 405, upon which clients use GET', async () => {
    const answer = await ask(lab, 'POST', '/token', { body: 'grant_type=password' });
    expect([answer.status, answer.headers.allow]).toEqual([405, 'GET']);
  });
});

describe('names', () => {
  test.each([
    ['N3: without an owner', 'issue_metrics'],
    ['N1: in upper case', 'octo-org/App'],
    ['with two dots', 'octo-org/a..b'],
  ])('%s are refused with 400', async (_, name) => {
    expect(said(await openUpload(lab, name, SECRET.owner))).toBe('400 NAME_INVALID: invalid repository name');
  });

  test('may have any number of parts, and parts that look like paths', async () => {
    expect((await openUpload(lab, 'octo-org/blobs/manifests/x', SECRET.jobWrite)).status).toBe(202);
  });
});

describe('an upload', () => {
  const bytes = Buffer.from('some layer');
  const bearer = SECRET.jobWrite;
  const name = 'octo-org/app';
  const open = async (): Promise<string> => String((await openUpload(lab, name, bearer)).headers.location);

  test('in pieces, with a PUT at the end', async () => {
    const location = await open();
    const first = await ask(lab, 'PATCH', location, { bearer, body: bytes.subarray(0, 4) });
    expect([first.status, first.headers.range]).toEqual([202, '0-3']);
    const headers = { 'content-range': '4-9' };
    expect((await ask(lab, 'PATCH', location, { bearer, headers, body: bytes.subarray(4) })).status).toBe(
      202,
    );
    expect((await ask(lab, 'GET', location, { bearer })).headers.range).toBe('0-9');
    const done = await ask(lab, 'PUT', `${location}?digest=${digestOf(bytes)}`, { bearer });
    expect([done.status, done.headers['docker-content-digest']]).toEqual([201, digestOf(bytes)]);
    expect((await ask(lab, 'HEAD', `/v2/${name}/blobs/${digestOf(bytes)}`, { bearer })).status).toBe(200);
  });

  test('in one POST', async () => {
    const path = `/v2/${name}/blobs/uploads/?digest=${digestOf(bytes)}`;
    expect((await ask(lab, 'POST', path, { bearer, body: bytes })).status).toBe(201);
  });

  test('by mount from a repository that may be read, else as a new session', async () => {
    const { layer } = seededDigests('octo-org/readable', '1');
    const mount = (from: string) =>
      ask(lab, 'POST', `/v2/${name}/blobs/uploads/?mount=${layer}&from=${from}`, { bearer });
    expect((await mount('octo-org/foreign')).status).toBe(202);
    expect((await mount('octo-org/readable')).status).toBe(201);
  });

  test('of other bytes than announced is refused', async () => {
    const answer = await ask(lab, 'PUT', `${await open()}?digest=${digestOf(Buffer.from('x'))}`, {
      bearer,
      body: bytes,
    });
    expect(said(answer)).toContain('400 DIGEST_INVALID');
  });

  test('N5: may not send more than 4 MiB in one PATCH with a Content-Range', async () => {
    const body = Buffer.alloc(4 * 1024 * 1024 + 1);
    const headers = { 'content-range': `0-${body.length - 1}` };
    expect(said(await ask(lab, 'PATCH', await open(), { bearer, headers, body }))).toBe(
      '416 REQUESTED_RANGE_NOT_SATISFIABLE: the request body is too large and exceeds the maximum permissible limit of 4.00MiB',
    );
    expect((await ask(lab, 'PATCH', await open(), { bearer, body })).status).toBe(202);
  });

  test('fact 4: cannot be cancelled', async () => {
    expect(said(await ask(lab, 'DELETE', await open(), { bearer }))).toContain('405 UNSUPPORTED');
  });

  test('N6: is unknown once it is done, and to other repositories', async () => {
    const location = await open();
    const other = location.replace(name, 'octo-org/granted');
    expect(said(await ask(lab, 'PATCH', other, { bearer, body: bytes }))).toContain(
      '404 BLOB_UPLOAD_UNKNOWN',
    );
    const path = `${location}?digest=${digestOf(bytes)}`;
    await ask(lab, 'PUT', path, { bearer, body: bytes });
    expect(said(await ask(lab, 'PUT', path, { bearer, body: bytes }))).toBe(
      '404 BLOB_UPLOAD_UNKNOWN: blob upload unknown to registry',
    );
  });
});

describe('content', () => {
  const bearer = SECRET.jobRead;
  const { layer, manifest } = seededDigests('octo-org/app', 'latest');

  test('a manifest is found by tag and by digest', async () => {
    for (const reference of ['latest', manifest]) {
      const answer = await ask(lab, 'GET', `/v2/octo-org/app/manifests/${reference}`, { bearer });
      expect(answer.headers['docker-content-digest']).toBe(manifest);
      expect(digestOf(Buffer.from(answer.text))).toBe(manifest);
    }
  });

  test('a blob is on the storage host, which asks for no credential but for its own address', async () => {
    const answer = await ask(lab, 'GET', `/v2/octo-org/app/blobs/${layer}`, { bearer });
    expect(answer.status).toBe(307);
    const location = String(answer.headers.location);
    expect((await ask(lab, 'GET', location)).status).toBe(200);
    expect((await ask(lab, 'GET', location.replace(/sig=.*/, 'sig=guessed'))).status).toBe(403);
  });

  test('a blob of another repository is unknown here', async () => {
    const answer = await ask(lab, 'GET', `/v2/octo-org/readable/blobs/${layer}`, { bearer });
    expect(said(answer)).toBe('404 BLOB_UNKNOWN: blob unknown to registry');
  });

  test('N9: a manifest may not come before its blobs', async () => {
    const body = JSON.stringify({ config: { digest: digestOf(Buffer.from('none')) }, layers: [] });
    const answer = await ask(lab, 'PUT', '/v2/octo-org/app/manifests/2', { bearer: SECRET.jobWrite, body });
    expect(said(answer)).toBe('400 MANIFEST_BLOB_UNKNOWN: blob unknown to registry');
  });

  test('an index is shown to those who accept it', async () => {
    const type = 'application/vnd.oci.image.index.v1+json';
    await pushImage(lab, 'octo-org/multi', 'amd64', SECRET.jobWrite);
    const child = await ask(lab, 'HEAD', '/v2/octo-org/multi/manifests/amd64', { bearer });
    const digest = child.headers['docker-content-digest'];
    const body = JSON.stringify({ schemaVersion: 2, mediaType: type, manifests: [{ digest }] });
    const path = '/v2/octo-org/multi/manifests/all';
    const headers = { 'content-type': type };
    expect((await ask(lab, 'PUT', path, { bearer: SECRET.jobWrite, headers, body })).status).toBe(201);
    expect((await ask(lab, 'HEAD', path, { bearer })).status).toBe(404);
    expect((await ask(lab, 'HEAD', path, { bearer, headers: { accept: `x/y, ${type}` } })).status).toBe(200);
  });

  test('tags come in pages', async () => {
    const first = await ask(lab, 'GET', '/v2/octo-org/app/tags/list?n=1', { bearer });
    expect(JSON.parse(first.text)).toEqual({ name: 'octo-org/app', tags: ['1.4.0'] });
    const next = /^<(.+)>; rel="next"$/.exec(String(first.headers.link))?.[1] ?? '';
    const second = await ask(lab, 'GET', next, { bearer });
    expect(JSON.parse(second.text)).toEqual({ name: 'octo-org/app', tags: ['latest'] });
    expect(second.headers.link).toBeUndefined();
  });

  test('is not deleted here', async () => {
    const answer = await ask(lab, 'DELETE', '/v2/octo-org/app/manifests/latest', { bearer: SECRET.owner });
    expect(answer.status).toBe(405);
  });
});

test('every answer has a request id and says which protocol it speaks', async () => {
  for (const path of ['/v2/', '/token', '/v2/octo-org/app/tags/list', '/v2/_catalog']) {
    const { headers } = await ask(lab, 'GET', path);
    expect(headers['docker-distribution-api-version']).toBe('registry/2.0');
    expect(headers['x-github-request-id']).toMatch(/^[0-9A-F]{4}(:[0-9A-F]{6,8}){4}$/);
  }
});

test('the log of requests says how each was authorised and holds no secret', async () => {
  const own = await startLab(sampleWorld());
  await ask(own, 'GET', '/v2/');
  await ask(own, 'GET', '/token?service=ghcr.io', { headers: basic('mona', SECRET.expired) });
  await openUpload(own, 'octo-org/app', SECRET.jobWrite);
  expect(own.requests).toMatchObject([
    { service: 'registry', method: 'GET', path: '/v2/', status: 401, authorization: 'none' },
    { path: '/token?service=ghcr.io', status: 403, authorization: 'basic', authenticated: false },
    { method: 'POST', status: 202, authorization: 'bearer', authenticated: true, fault: null },
  ]);
  expect(JSON.stringify(own.requests)).not.toContain(SECRET.jobWrite.slice(4, 30));
  await own.close();
});

test('a port that is taken is an error', async () => {
  const port = Number(lab.registry.split(':')[1]);
  await expect(startLab(sampleWorld(), { port })).rejects.toThrow('EADDRINUSE');
});
