/** Faults: each kind does what its name says, where and as often as it was told. */
import { afterEach, describe, expect, test } from '@jest/globals';
import type { Fault } from '../../src/lab/faults.js';
import { type Lab, startLab } from '../../src/lab/lab.js';
import { ask, basic, openUpload, SECRET, sampleWorld } from './support.js';

let lab: Lab;
afterEach(() => lab.close());

async function labWith(...faults: Fault[]): Promise<Lab> {
  lab = await startLab(sampleWorld(), { faults });
  return lab;
}

const upload = () => openUpload(lab, 'octo-org/app', SECRET.jobWrite);

describe('a fault', () => {
  test('resets the connection', async () => {
    await labWith({ on: 'ping', kind: 'reset' });
    await expect(ask(lab, 'GET', '/v2/')).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect(lab.requests).toMatchObject([{ status: null, fault: 'reset' }]);
  });

  test('hangs until the lab is closed', async () => {
    await labWith({ on: 'upload', kind: 'hang' });
    const broken = expect(upload()).rejects.toMatchObject({ code: 'ECONNRESET' });
    while (lab.requests.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    await lab.close();
    await broken;
  });

  test('is slow, then right', async () => {
    await labWith({ on: 'upload', kind: 'slow', ms: 60 });
    expect((await upload()).status).toBe(202);
  });

  // Longer than a test may take: it would fail if its answer came only then.
  test('that is slow keeps its own caller waiting, and neither others nor the end', async () => {
    await labWith({ on: 'upload', kind: 'slow', ms: 3_600_000 });
    let answered = false;
    const pending = upload().then(
      () => {
        answered = true;
      },
      () => undefined,
    );
    while (lab.requests.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    expect((await ask(lab, 'GET', '/v2/')).status).toBe(401);
    expect(answered).toBe(false);
    await lab.close();
    await pending;
  });

  test('answers any status, header and body', async () => {
    await labWith({
      on: 'upload',
      kind: 'status',
      status: 429,
      headers: { 'retry-after': '3' },
      body: { errors: [] },
    });
    const answer = await upload();
    expect([answer.status, answer.headers['retry-after'], answer.text]).toEqual([429, '3', '{"errors":[]}']);
  });

  test('is a page of HTML', async () => {
    await labWith({ on: 'token', kind: 'html', status: 502 });
    const answer = await ask(lab, 'GET', '/token', { headers: basic('x', SECRET.owner) });
    expect([answer.status, answer.headers['content-type']]).toEqual([502, 'text/html; charset=utf-8']);
    expect(answer.text).toContain('<html>');
  });

  test('breaks off in the middle', async () => {
    await labWith({ on: 'token', kind: 'truncated' });
    await expect(ask(lab, 'GET', '/token')).rejects.toMatchObject({ code: 'ECONNRESET' });
  });

  test('sends 30 MB', async () => {
    await labWith({ on: 'token', kind: 'huge' });
    expect(Number((await ask(lab, 'HEAD', '/token')).headers['content-length'])).toBeGreaterThan(30e6);
  });

  test('has the wrong content type on the right answer', async () => {
    await labWith({ on: 'ping', kind: 'wrong-type' });
    const answer = await ask(lab, 'GET', '/v2/');
    expect([answer.status, answer.headers['content-type']]).toEqual([401, 'image/png']);
  });

  test('forgets the Location', async () => {
    await labWith({ on: 'upload', kind: 'no-location' });
    const answer = await upload();
    expect([answer.status, answer.headers.location]).toEqual([202, undefined]);
  });

  test('puts the session on another origin', async () => {
    await labWith({ on: 'upload', kind: 'foreign-location' });
    const { status, headers } = await upload();
    expect(status).toBe(202);
    expect(headers.location).toMatch(`${lab.elsewhere}/`);
  });

  test('sends callers for a token to another origin, which sees who comes', async () => {
    await labWith({ on: 'ping', kind: 'foreign-realm' });
    const { status, headers } = await ask(lab, 'GET', '/v2/');
    expect([status, headers['www-authenticate']]).toEqual([
      401,
      `Bearer realm="${lab.elsewhere}/token",service="ghcr.io",scope="repository:user/image:pull"`,
    ]);
    await ask(lab, 'GET', `${lab.elsewhere}/token`, { headers: basic('mona', SECRET.owner) });
    expect(lab.requests.at(-1)).toMatchObject({ service: 'elsewhere', authorization: 'basic', status: 200 });
  });

  test('redirects to another origin', async () => {
    await labWith({ on: 'manifest', kind: 'redirect' });
    const answer = await ask(lab, 'GET', '/v2/octo-org/app/manifests/latest');
    expect([answer.status, answer.headers.location]).toEqual([
      302,
      `${lab.elsewhere}/v2/octo-org/app/manifests/latest`,
    ]);
  });

  test('is empty', async () => {
    await labWith({ on: 'api', kind: 'empty' });
    const answer = await ask(lab, 'GET', `${lab.apiUrl}/users/mona`);
    expect([answer.status, answer.text]).toEqual([200, '']);
  });
});

describe('aim', () => {
  test('a fault strikes as often as it says, then the next one does, then none', async () => {
    await labWith(
      { on: 'upload', kind: 'status', status: 503, times: 2 },
      { on: 'any', kind: 'status', status: 429, times: 1 },
    );
    const statuses = [];
    for (let attempt = 0; attempt < 4; attempt += 1) statuses.push((await upload()).status);
    expect(statuses).toEqual([503, 503, 429, 202]);
  });

  test('a fault strikes one image only, at the token step too', async () => {
    await labWith({ on: 'any', kind: 'status', status: 503, image: 'octo-org/app' });
    expect((await upload()).status).toBe(503);
    expect((await openUpload(lab, 'octo-org/granted', SECRET.jobWrite)).status).toBe(202);
    const token = (name: string) =>
      ask(lab, 'GET', `/token?scope=repository:${name}:pull`, { headers: basic('x', SECRET.owner) });
    expect([(await token('octo-org/app')).status, (await token('octo-org/apple')).status]).toEqual([
      503, 200,
    ]);
  });

  test('a fault of the registry leaves the API alone, and the other way round', async () => {
    await labWith({ on: 'api', kind: 'status', status: 500 });
    expect((await ask(lab, 'GET', '/v2/')).status).toBe(401);
    expect((await ask(lab, 'GET', '/users/mona')).status).toBe(500);
  });
});
