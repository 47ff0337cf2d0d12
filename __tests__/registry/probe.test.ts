import { afterEach, describe, expect, test } from '@jest/globals';
import { httpClient } from '../../src/evidence/http.js';
import { registryProbe } from '../../src/evidence/registry/probe.js';
import { parseReference } from '../../src/evidence/registry/reference.js';
import { deadlineIn } from '../../src/evidence/registry/retry.js';
import type { Answer, ImageReference } from '../../src/evidence/types.js';
import type { Fault } from '../../src/lab/faults.js';
import { type Lab, startLab } from '../../src/lab/lab.js';
import type { World } from '../../src/lab/world.js';
import type { Access } from '../../src/types.js';

const GOOD = 'ghp_goodGoodGoodGoodGoodGoodGoodGood0001';
const READER = 'ghp_readReadReadReadReadReadReadRead0001';
const world: World = {
  accounts: [{ login: 'octo', type: 'User' }],
  packages: [{ owner: 'octo', name: 'app', visibility: 'private', repository: null, tags: ['1'] }],
  tokens: {
    [GOOD]: { kind: 'classic-pat', login: 'octo', scopes: ['write:packages'] },
    [READER]: { kind: 'classic-pat', login: 'octo', scopes: ['read:packages'] },
  },
};

let lab: Lab | undefined;
afterEach(async () => {
  await lab?.close();
  lab = undefined;
});

interface Ask {
  faults?: Fault[];
  secret?: string | null;
  name?: string;
  access?: Access;
  budget?: number;
}

async function ask({
  faults = [],
  secret = GOOD,
  name = 'octo/app:1',
  access = 'push',
  budget = 4000,
}: Ask): Promise<Answer> {
  lab = await startLab(world, { faults });
  const client = httpClient();
  const image = parseReference(name, { registry: lab.registry, owner: null }) as ImageReference;
  const probe = registryProbe(lab.registry, client, deadlineIn(budget));
  const answer = await probe.ask(image, access, secret === null ? null : { username: 'octo', secret });
  client.close();
  return answer;
}

const upload = (fault: Omit<Fault, 'on'>): Fault[] => [{ on: 'upload', ...fault }];

describe('a registry that answers', () => {
  test('202 is yes, and nothing but the upload session is left behind', async () => {
    expect(await ask({ name: 'octo/new:1' })).toMatchObject({
      outcome: 'allowed',
      step: 'upload',
      status: 202,
    });
    expect(lab?.world.packages).toHaveLength(1);
  });

  test('403 is no, in the words of the registry, with the request id for support', async () => {
    const answer = await ask({ secret: READER });
    expect(answer).toMatchObject({ outcome: 'refused', step: 'upload', status: 403, code: 'DENIED' });
    expect(answer.message).toMatch(/expected scopes/);
    expect(answer.requestId).toBeTruthy();
  });

  test('a dead token is refused where tokens are handed out', async () => {
    expect(await ask({ secret: 'ghp_nobody' })).toMatchObject({
      outcome: 'refused',
      step: 'token',
      message: 'denied',
    });
  });

  test('one repository a token request, with the scope of the job', async () => {
    await ask({});
    const scopes = lab?.requests.filter(({ path }) => path.startsWith('/token')).map(({ path }) => path);
    expect(scopes).toEqual([expect.stringContaining('scope=repository%3Aocto%2Fapp%3Apull%2Cpush')]);
  });

  test('a pull is asked with HEAD alone when it is allowed', async () => {
    expect(await ask({ access: 'pull' })).toMatchObject({
      outcome: 'allowed',
      step: 'manifest',
      status: 200,
    });
    expect(lab?.requests.map(({ method }) => method)).toEqual(['GET', 'GET', 'HEAD']);
  });

  test('a missing tag is told with the words of GET, since HEAD has none', async () => {
    const answer = await ask({ access: 'pull', name: 'octo/app:none' });
    expect(answer).toMatchObject({ outcome: 'refused', status: 404, code: 'MANIFEST_UNKNOWN' });
  });

  test('without a tag `latest` is asked for, as clients do', async () => {
    await ask({ access: 'pull', name: 'octo/app' });
    expect(lab?.requests.at(-1)?.path).toBe('/v2/octo/app/manifests/latest');
  });

  test('an anonymous push is refused', async () => {
    expect(await ask({ secret: null })).toMatchObject({ outcome: 'refused', step: 'token' });
  });
});

describe('a refusal counts when it is repeated', () => {
  test('one 403 and then 202 is yes', async () => {
    const faults = upload({
      kind: 'status',
      status: 403,
      times: 1,
      body: { errors: [{ code: 'DENIED', message: 'denied' }] },
    });
    expect(await ask({ faults })).toMatchObject({ outcome: 'allowed', attempts: 2 });
  });

  test('a 403 whose repetition fails in the network stays a 403', async () => {
    const denied = {
      kind: 'status' as const,
      status: 403,
      body: { errors: [{ code: 'DENIED', message: 'no' }] },
    };
    const faults = [...upload({ ...denied, times: 1 }), ...upload({ kind: 'reset' })];
    expect(await ask({ faults })).toMatchObject({ outcome: 'refused', message: 'no' });
  });

  test.each([
    ['an empty body', undefined],
    ['broken JSON', '{"errors":[{"code":'],
    ['another shape', { errors: 'no' }],
    ['a list', []],
  ])('403 with %s is no, without words', async (_, body) => {
    const faults = upload({ kind: 'status', status: 403, body });
    expect(await ask({ faults })).toMatchObject({ outcome: 'refused', status: 403, message: null });
  });

  test('words of a registry become one line of at most 300 characters', async () => {
    const message = `first\nsecond\u0007 ${'x'.repeat(1000)}`;
    const answer = await ask({
      faults: upload({ kind: 'status', status: 403, body: { errors: [{ code: 'DENIED', message }] } }),
    });
    expect(answer.message).toMatch(/^first second x+…$/);
    expect(answer.message).toHaveLength(300);
  });
});

describe('trouble is never a refusal', () => {
  test.each<[string, Fault[], Partial<Answer['trouble']>]>([
    ['reset', upload({ kind: 'reset' }), { kind: 'unreachable' }],
    ['hang', upload({ kind: 'hang' }), { kind: 'unreachable' }],
    ['truncated', upload({ kind: 'truncated', status: 403 }), { kind: 'unreachable' }],
    ['500', upload({ kind: 'status', status: 500 }), { kind: 'unavailable' }],
    ['503', upload({ kind: 'status', status: 503 }), { kind: 'unavailable' }],
    ['429', upload({ kind: 'status', status: 429 }), { kind: 'rate-limited' }],
    ['an HTML page', upload({ kind: 'html' }), { kind: 'unavailable' }],
    ['an HTML page with 403', upload({ kind: 'html', status: 403 }), { kind: 'unavailable' }],
    ['30 MB with 403', upload({ kind: 'huge', status: 403 }), { kind: 'unavailable' }],
    ['200 instead of 202', upload({ kind: 'empty' }), { kind: 'unavailable', detail: 'HTTP 200' }],
    ['404 of something else', upload({ kind: 'status', status: 404 }), { kind: 'unavailable' }],
    ['a redirect', upload({ kind: 'redirect' }), { kind: 'foreign-origin' }],
    ['HTML from the token endpoint', [{ on: 'token', kind: 'html' }], { kind: 'unavailable' }],
    ['no token in the answer', [{ on: 'token', kind: 'empty' }], { kind: 'unavailable' }],
    ['30 MB of token', [{ on: 'token', kind: 'huge' }], { kind: 'unavailable' }],
    ['a ping that is no registry', [{ on: 'ping', kind: 'status', status: 404 }], { kind: 'unavailable' }],
    ['a ping with 500', [{ on: 'ping', kind: 'status', status: 500 }], { kind: 'unavailable' }],
    [
      'a secondary rate limit',
      upload({
        kind: 'status',
        status: 403,
        body: { errors: [{ code: 'DENIED', message: 'You have exceeded a secondary rate limit' }] },
      }),
      { kind: 'rate-limited' },
    ],
  ])('%s', async (_, faults, trouble) => {
    const answer = await ask({ faults, budget: 1200 });
    expect(answer).toMatchObject({ outcome: 'undecided', trouble });
  });

  test('nobody listens', async () => {
    lab = await startLab(world);
    const { registry } = lab;
    await lab.close();
    const client = httpClient();
    const image = parseReference('octo/app', { registry, owner: null }) as ImageReference;
    const answer = await registryProbe(registry, client, deadlineIn(1200)).ask(image, 'push', null);
    expect(answer).toMatchObject({ outcome: 'undecided', step: 'ping', trouble: { kind: 'unreachable' } });
    expect(answer.trouble?.detail).toContain(`ECONNREFUSED ${registry}`);
  });

  test.each<[string, Fault[]]>([
    ['two resets', upload({ kind: 'reset', times: 2 })],
    ['a 503', upload({ kind: 'status', status: 503, times: 1 })],
    [
      'a 429 with the delay of ghcr',
      upload({
        kind: 'status',
        status: 429,
        times: 1,
        body: {
          errors: [{ code: 'TOOMANYREQUESTS', message: 'retry-after: 880.092µs, allowed: 44000/minute' }],
        },
      }),
    ],
    ['a token endpoint that stumbles', [{ on: 'token', kind: 'html', times: 1 }]],
    ['a ping that stumbles', [{ on: 'ping', kind: 'reset', times: 1 }]],
  ])('%s and then an answer is the answer', async (_, faults) => {
    expect(await ask({ faults })).toMatchObject({ outcome: 'allowed' });
  });

  test('Retry-After is kept, in seconds', async () => {
    const start = performance.now();
    const faults = upload({ kind: 'status', status: 429, headers: { 'retry-after': '1' }, times: 1 });
    expect(await ask({ faults })).toMatchObject({ outcome: 'allowed' });
    expect(performance.now() - start).toBeGreaterThan(950);
  });

  test('a Retry-After past the budget is not waited for', async () => {
    const start = performance.now();
    const faults = upload({ kind: 'status', status: 429, headers: { 'retry-after': '120' } });
    expect(await ask({ faults })).toMatchObject({
      outcome: 'undecided',
      trouble: { kind: 'rate-limited' },
      attempts: 1,
    });
    expect(performance.now() - start).toBeLessThan(2000);
  });

  test('a registry that hangs costs the budget and no more', async () => {
    const start = performance.now();
    await ask({ faults: [{ on: 'any', kind: 'hang' }], budget: 700 });
    expect(performance.now() - start).toBeLessThan(1500);
  });
});

describe('a credential stays at home', () => {
  const foreignRequests = () => lab?.requests.filter(({ service }) => service === 'elsewhere');

  test('a realm on another origin is not asked', async () => {
    const answer = await ask({ faults: [{ on: 'ping', kind: 'foreign-realm' }] });
    expect(answer).toMatchObject({
      outcome: 'undecided',
      step: 'token',
      trouble: { kind: 'foreign-origin' },
    });
    expect(answer.trouble?.detail).toContain(lab?.elsewhere);
    expect(foreignRequests()).toEqual([]);
  });

  test('an upload location on another origin is said, and the answer is still yes', async () => {
    const answer = await ask({ faults: upload({ kind: 'foreign-location' }) });
    expect(answer).toMatchObject({ outcome: 'allowed', trouble: { kind: 'foreign-origin' } });
    expect(foreignRequests()).toEqual([]);
  });

  test('a 202 without a location is yes', async () => {
    expect(await ask({ faults: upload({ kind: 'no-location' }) })).toMatchObject({
      outcome: 'allowed',
      trouble: null,
    });
  });

  test('a redirect is not followed', async () => {
    await ask({ faults: [{ on: 'any', kind: 'redirect' }] });
    expect(foreignRequests()).toEqual([]);
  });
});
