import { describe, expect, test } from '@jest/globals';
import { HttpFailure } from '../../src/evidence/http/exchanges.js';
import { type HttpClient, httpClient } from '../../src/evidence/http/http.js';
import { registryProbe } from '../../src/evidence/registry/probe.js';
import { parseReference } from '../../src/evidence/registry/reference.js';
import { type Deadline, retryAfter } from '../../src/evidence/registry/retry.js';
import type { Answer } from '../../src/evidence/types/answer.js';
import type { ImageReference } from '../../src/evidence/types/reference.js';
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

interface Ask {
  faults?: Fault[];
  secret?: string | null;
  name?: string;
  /** Asked about at the same time as `name`. */
  others?: string[];
  access?: Access;
  /** What is left of the time, once the lab is there. */
  deadline?: (lab: Lab) => Deadline;
}

/** What was answered, and the lab that it was asked of: closed, with its requests. */
interface Asked {
  answer: Answer;
  /** All of them, in the order of the names. */
  answers: Answer[];
  lab: Lab;
}

/** So long that no machine is too busy for it. */
const AMPLE = 60_000;

async function askLab({
  faults = [],
  secret = GOOD,
  name = 'octo/app:1',
  others = [],
  access = 'push',
  deadline = () => always(AMPLE),
}: Ask): Promise<Asked> {
  const lab = await startLab(world, { faults });
  const client = httpClient();
  try {
    const probe = registryProbe(lab.registry, client, deadline(lab));
    const credential = secret === null ? null : { username: 'octo', secret };
    const answers = await Promise.all(
      [name, ...others].map((each) => {
        const image = parseReference(each, { registry: lab.registry, owner: null }) as ImageReference;
        return probe.ask(image, access, credential);
      }),
    );
    return { answer: answers[0] as Answer, answers, lab };
  } finally {
    client.close();
    await lab.close();
  }
}

const ask = async (question: Ask): Promise<Answer> => (await askLab(question)).answer;

/** A clock that stands still: what is left is always the same, however long this machine takes. */
const always = (milliseconds: number): Deadline => ({ left: () => milliseconds });

const upload = (fault: Omit<Fault, 'on'>): Fault[] => [{ on: 'upload', ...fault }];

describe('a registry that answers', () => {
  test('202 is yes, and nothing but the upload session is left behind', async () => {
    const { answer, lab } = await askLab({ name: 'octo/new:1' });
    expect(answer).toMatchObject({ outcome: 'allowed', step: 'upload', status: 202 });
    expect(lab.world.packages).toHaveLength(1);
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

  test.each([401, 403])('a token endpoint that refuses once, by %i, has refused nobody', async (status) => {
    const { answer, lab } = await askLab({ faults: [{ on: 'token', kind: 'status', status, times: 1 }] });
    expect(answer).toMatchObject({ outcome: 'allowed', step: 'upload' });
    expect(lab.requests.filter(({ path }) => path.startsWith('/token'))).toHaveLength(2);
  });

  test('a refusal of the token endpoint stands where the second answer is none', async () => {
    const refused: Fault = { on: 'token', kind: 'status', status: 403, times: 1 };
    const down: Fault = { on: 'token', kind: 'status', status: 503 };
    expect(await ask({ faults: [refused, down] })).toMatchObject({
      outcome: 'refused',
      step: 'token',
      status: 403,
    });
  });

  test.each([
    ['behind one without a reason', [{ code: 'UNKNOWN' }, { code: 'DENIED', message: 'not you' }], 'DENIED'],
    ['behind none', [null, { code: 'DENIED', message: 'not you' }], 'DENIED'],
    ['without a code', [{ message: 'not you' }], null],
  ])('the error that says why is the one that is told: %s', async (_, errors, code) => {
    const faults: Fault[] = [{ on: 'upload', kind: 'status', status: 403, body: { errors } }];
    expect(await ask({ faults })).toMatchObject({ outcome: 'refused', code, message: 'not you' });
  });

  test('one repository a token request, with the scope of the job', async () => {
    const { lab } = await askLab({});
    const scopes = lab.requests.filter(({ path }) => path.startsWith('/token')).map(({ path }) => path);
    expect(scopes).toEqual([expect.stringContaining('scope=repository%3Aocto%2Fapp%3Apull%2Cpush')]);
  });

  test('a pull is asked with HEAD alone when it is allowed', async () => {
    const { answer, lab } = await askLab({ access: 'pull' });
    expect(answer).toMatchObject({ outcome: 'allowed', step: 'manifest', status: 200 });
    expect(lab.requests.map(({ method }) => method)).toEqual(['GET', 'GET', 'HEAD']);
  });

  test('a missing tag is told with the words of GET, since HEAD has none', async () => {
    const answer = await ask({ access: 'pull', name: 'octo/app:none' });
    expect(answer).toMatchObject({ outcome: 'refused', status: 404, code: 'MANIFEST_UNKNOWN' });
  });

  test('without a tag `latest` is asked for, as clients do', async () => {
    const { lab } = await askLab({ access: 'pull', name: 'octo/app' });
    expect(lab.requests.at(-1)?.path).toBe('/v2/octo/app/manifests/latest');
  });

  test('an anonymous push is refused', async () => {
    expect(await ask({ secret: null })).toMatchObject({ outcome: 'refused', step: 'token' });
  });
});

describe('a registry whose ping wants no credential', () => {
  const OPEN: Fault = { on: 'ping', kind: 'empty' };

  test.each<Access>(['push', 'pull'])('is given one where it wants one for the %s', async (access) => {
    expect(await ask({ access, faults: [OPEN] })).toMatchObject({ outcome: 'allowed' });
    expect(await ask({ access, faults: [OPEN], secret: 'ghp_nobody' })).toMatchObject({ outcome: 'refused' });
    expect(await ask({ access, faults: [OPEN], secret: null })).toMatchObject({ outcome: 'refused' });
  });

  test('and for several images at once', async () => {
    const { answers } = await askLab({ faults: [OPEN], others: ['octo/two', 'octo/three'] });
    expect(answers.map(({ outcome }) => outcome)).toEqual(['allowed', 'allowed', 'allowed']);
  });

  const silent: Fault = { on: 'upload', kind: 'status', status: 401, body: {} };

  test('and then does not say how to ask has refused nobody but who has nothing to send', async () => {
    const faults = [OPEN, silent];
    expect(await ask({ faults })).toMatchObject({ outcome: 'undecided', step: 'upload', status: 401 });
    expect(await ask({ faults, secret: null })).toMatchObject({ outcome: 'refused', step: 'upload' });
  });
});

describe('several images', () => {
  const paths = ({ requests }: Lab, pattern: RegExp) =>
    requests.map(({ path }) => path).filter((path) => pattern.test(path));
  const tokens = (lab: Lab) =>
    paths(lab, /^\/token/).map((path) => new URLSearchParams(path.split('?')[1]).get('scope'));

  test('a token that is the credential itself is asked for once, and each image is asked about', async () => {
    const { answers, lab } = await askLab({ others: ['octo/two', 'octo/three'] });
    expect(answers.map(({ outcome }) => outcome)).toEqual(['allowed', 'allowed', 'allowed']);
    expect(tokens(lab)).toEqual(['repository:octo/app:pull,push']);
    expect(paths(lab, /uploads/)).toHaveLength(3);
  });

  test('so it is where they are pulled', async () => {
    const { answers, lab } = await askLab({ access: 'pull', name: 'octo/app:1', others: ['octo/app:1'] });
    expect(answers.map(({ outcome }) => outcome)).toEqual(['allowed', 'allowed']);
    expect(tokens(lab)).toHaveLength(1);
  });

  test('who is refused with it is asked again with a token of its own', async () => {
    const { answers, lab } = await askLab({ others: ['other/app'] });
    expect(answers).toMatchObject([
      { outcome: 'allowed' },
      { outcome: 'refused', step: 'upload', status: 403 },
    ]);
    expect(tokens(lab)).toEqual(['repository:octo/app:pull,push', 'repository:other/app:pull,push']);
    expect(paths(lab, /other\/app\/blobs\/uploads/)).toHaveLength(2);
  });

  test('a refusal stands where no token of its own is to be had', async () => {
    const faults: Fault[] = [{ on: 'token', kind: 'status', status: 500, after: 1 }];
    const { answers } = await askLab({ others: ['other/app'], faults });
    expect(answers).toMatchObject([
      { outcome: 'allowed' },
      { outcome: 'refused', step: 'upload', status: 403 },
    ]);
  });

  test('any other token is of one repository', async () => {
    const body = { token: 'opaque' };
    const faults: Fault[] = [{ on: 'token', kind: 'status', status: 200, body }];
    const { lab } = await askLab({ others: ['octo/two'], faults });
    expect(tokens(lab)).toEqual(['repository:octo/app:pull,push', 'repository:octo/two:pull,push']);
  });

  test('an anonymous token is of one repository', async () => {
    const { lab } = await askLab({ secret: null, access: 'pull', others: ['octo/two'] });
    expect(new Set(tokens(lab))).toEqual(new Set(['repository:octo/app:pull', 'repository:octo/two:pull']));
  });

  test('what keeps the first from a token keeps no other from asking', async () => {
    const faults: Fault[] = [{ on: 'token', kind: 'status', status: 403, times: 2 }];
    const { answers } = await askLab({ others: ['octo/two'], faults });
    expect(answers).toMatchObject([{ outcome: 'refused', step: 'token' }, { outcome: 'allowed' }]);
  });
});

describe('a refusal counts when it is repeated', () => {
  test.concurrent('one 403 and then 202 is yes', async () => {
    const faults = upload({
      kind: 'status',
      status: 403,
      times: 1,
      body: { errors: [{ code: 'DENIED', message: 'denied' }] },
    });
    expect(await ask({ faults })).toMatchObject({ outcome: 'allowed', attempts: 2 });
  });

  test.concurrent('a 403 whose repetition fails in the network stays a 403', async () => {
    const denied = {
      kind: 'status' as const,
      status: 403,
      body: { errors: [{ code: 'DENIED', message: 'no' }] },
    };
    const faults = [...upload({ ...denied, times: 1 }), ...upload({ kind: 'reset' })];
    expect(await ask({ faults })).toMatchObject({ outcome: 'refused', message: 'no' });
  });

  test.concurrent.each([
    ['an empty body', undefined],
    ['broken JSON', '{"errors":[{"code":'],
    ['another shape', { errors: 'no' }],
    ['a list', []],
  ])('403 with %s is no, without words', async (_, body) => {
    const faults = upload({ kind: 'status', status: 403, body });
    expect(await ask({ faults })).toMatchObject({ outcome: 'refused', status: 403, message: null });
  });

  const LONG = 'x'.repeat(100_000);
  test.concurrent.each<[string, string, Partial<Answer>]>([
    [
      'what it says first',
      JSON.stringify({ errors: [{ code: 'DENIED', message: 'no "write"', detail: LONG }] }),
      { outcome: 'refused', code: 'DENIED', message: 'no "write"' },
    ],
    [
      'a message without its end',
      `{ "errors": [ {"message": "no: ${LONG}"}]}`,
      { outcome: 'refused', code: null, message: `no: ${'x'.repeat(295)}…` },
    ],
    ['a code alone', `{"errors":[{"code":"DENIED","detail":{"x":"${LONG}"}}]}`, { code: 'DENIED' }],
    [
      'another shape',
      JSON.stringify({ detail: LONG, errors: [{ code: 'DENIED' }] }),
      { outcome: 'undecided' },
    ],
    ['a text', LONG, { outcome: 'undecided' }],
  ])('of a 403 with a very long body its beginning counts: %s', async (_, body, expected) => {
    expect(await ask({ faults: upload({ kind: 'status', status: 403, body }) })).toMatchObject(expected);
  });

  test.concurrent('202 is yes, whatever its body looks like', async () => {
    expect(await ask({ faults: upload({ kind: 'html', status: 202 }) })).toMatchObject({
      outcome: 'allowed',
      status: 202,
      trouble: null,
    });
  });

  test.concurrent('a token that no header has room for is refused, and a 431 to another is no answer', async () => {
    const faults: Fault[] = [{ on: 'token', kind: 'status', status: 431 }];
    expect(await ask({ faults, secret: 'a'.repeat(8_200) })).toMatchObject({
      outcome: 'refused',
      step: 'token',
    });
    expect(await ask({ faults })).toMatchObject({ outcome: 'undecided' });
  });

  test.concurrent('words of a registry become one line of at most 300 characters', async () => {
    const message = `first\nsecond\u0007 ${'x'.repeat(1000)}`;
    const answer = await ask({
      faults: upload({ kind: 'status', status: 403, body: { errors: [{ code: 'DENIED', message }] } }),
    });
    expect(answer.message).toMatch(/^first second x+…$/);
    expect(answer.message).toHaveLength(300);
  });
});

/** Ample until the token is there, and little for what comes then. */
const littleForTheUpload = ({ requests }: Lab): Deadline => ({
  left: () => (requests.some(({ path }) => path.startsWith('/token')) ? 500 : AMPLE),
});

describe('trouble is never a refusal', () => {
  test.concurrent.each<[string, Fault[], Partial<Answer['trouble']>, number]>([
    ['reset', upload({ kind: 'reset' }), { kind: 'unreachable' }, 4],
    ['truncated', upload({ kind: 'truncated', status: 403 }), { kind: 'unreachable' }, 4],
    ['500', upload({ kind: 'status', status: 500 }), { kind: 'unavailable' }, 4],
    ['503', upload({ kind: 'status', status: 503 }), { kind: 'unavailable' }, 4],
    ['429', upload({ kind: 'status', status: 429 }), { kind: 'rate-limited' }, 4],
    ['an HTML page', upload({ kind: 'html' }), { kind: 'unavailable' }, 4],
    [
      'an HTML page with 403',
      upload({ kind: 'html', status: 403 }),
      { kind: 'intercepted', detail: 'HTTP 403: Unicorn!' },
      4,
    ],
    ['30 MB with 403', upload({ kind: 'huge', status: 403 }), { kind: 'unavailable' }, 4],
    ['200 instead of 202', upload({ kind: 'empty' }), { kind: 'unavailable', detail: 'HTTP 200' }, 1],
    ['404 of something else', upload({ kind: 'status', status: 404 }), { kind: 'unavailable' }, 1],
    ['a redirect', upload({ kind: 'redirect' }), { kind: 'foreign-origin' }, 1],
    ['HTML from the token endpoint', [{ on: 'token', kind: 'html' }], { kind: 'unavailable' }, 4],
    ['no token in the answer', [{ on: 'token', kind: 'empty' }], { kind: 'unavailable' }, 1],
    ['30 MB of token', [{ on: 'token', kind: 'huge' }], { kind: 'unavailable' }, 1],
    ['a ping that is no registry', [{ on: 'ping', kind: 'status', status: 404 }], { kind: 'unavailable' }, 1],
    ['a ping with 500', [{ on: 'ping', kind: 'status', status: 500 }], { kind: 'unavailable' }, 4],
    [
      'a secondary rate limit',
      upload({
        kind: 'status',
        status: 403,
        body: { errors: [{ code: 'DENIED', message: 'You have exceeded a secondary rate limit' }] },
      }),
      { kind: 'rate-limited' },
      4,
    ],
  ])('%s', async (_, faults, trouble, attempts) => {
    expect(await ask({ faults })).toMatchObject({ outcome: 'undecided', trouble, attempts });
  });

  test.concurrent.each<[string, Omit<Fault, 'on'>, Partial<Answer['trouble']>]>([
    ['a reset', { kind: 'reset' }, { kind: 'unreachable' }],
    ['429', { kind: 'status', status: 429 }, { kind: 'rate-limited' }],
    ['a redirect', { kind: 'redirect' }, { kind: 'foreign-origin' }],
  ])('of a pull: %s', async (_, fault, trouble) => {
    expect(await ask({ access: 'pull', faults: [{ on: 'manifest', ...fault }] })).toMatchObject({
      outcome: 'undecided',
      step: 'manifest',
      trouble,
    });
  });

  test.concurrent('hang', async () => {
    const answer = await ask({ faults: upload({ kind: 'hang' }), deadline: littleForTheUpload });
    expect(answer).toMatchObject({
      outcome: 'undecided',
      step: 'upload',
      attempts: 2,
      trouble: { kind: 'unreachable', detail: expect.stringMatching(/^no answer from \S+ in 500 ms$/) },
    });
  });

  test.concurrent('nobody listens', async () => {
    // A port that was free a moment ago another test may have.
    const registry = '127.0.0.1:1';
    const client = httpClient();
    const image = parseReference('octo/app', { registry, owner: null }) as ImageReference;
    const answer = await registryProbe(registry, client, always(AMPLE)).ask(image, 'push', null);
    expect(answer).toMatchObject({
      outcome: 'undecided',
      step: 'ping',
      attempts: 4,
      trouble: { kind: 'unreachable' },
    });
    expect(answer.trouble?.detail).toContain(`ECONNREFUSED ${registry}`);
  });

  test.concurrent.each<[string, Fault[]]>([
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
});

describe('Retry-After', () => {
  const limited = (seconds: string) =>
    upload({ kind: 'status', status: 429, headers: { 'retry-after': seconds }, times: 1 });

  test.concurrent('is waited for', async () => {
    expect(await ask({ faults: limited('1') })).toMatchObject({ outcome: 'allowed', attempts: 2 });
  });

  // The delay of our own, a third of a second, would leave time for a second attempt.
  test.concurrent('is not waited for past the budget', async () => {
    const answer = await ask({ faults: limited('120'), deadline: () => always(AMPLE) });
    expect(answer).toMatchObject({
      outcome: 'undecided',
      trouble: { kind: 'rate-limited' },
      attempts: 1,
    });
  });

  test.concurrent('of nothing is no reason to come sooner than without it', async () => {
    const nearlyOver = ({ requests }: Lab): Deadline => ({
      left: () => (requests.some(({ path }) => path.endsWith('/blobs/uploads/')) ? 100 : AMPLE),
    });
    const answer = await ask({ faults: limited('0'), deadline: nearlyOver });
    expect(answer).toMatchObject({ outcome: 'undecided', trouble: { kind: 'rate-limited' }, attempts: 1 });
  });

  const now = Date.parse('2026-01-01T00:00:00Z');

  test.each<[string, Record<string, string>, string, number | null]>([
    ['seconds', { 'retry-after': '3' }, '', 3000],
    ['a date', { 'retry-after': 'Thu, 01 Jan 2026 00:00:05 GMT' }, '', 5000],
    ['a date that has passed', { 'retry-after': 'Wed, 31 Dec 2025 00:00:00 GMT' }, '', 0],
    ["ghcr's words in microseconds", {}, 'retry-after: 880.092µs, allowed: 44000/minute', 0.880092],
    ["ghcr's words in milliseconds", {}, 'retry-after: 10.305464ms, allowed: 2000/minute', 10.305464],
    ["ghcr's words in minutes", {}, 'retry-after: 1m, allowed: 2000/minute', 60_000],
    ['no word of it', {}, 'slow down', null],
  ])('%s', (_, headers, message, milliseconds) => {
    const body = JSON.stringify({ errors: [{ code: 'TOOMANYREQUESTS', message }] });
    const told = retryAfter({ status: 429, headers, body, truncated: false }, now);
    if (milliseconds === null) expect(told).toBeNull();
    else expect(told).toBeCloseTo(milliseconds, 6);
  });
});

// The budget is in this clock's milliseconds; what is left after the first answer is too little to try again, or just enough.
test.each([
  [700, [700]],
  [6_100, [6_000]],
  [7_000, [6_000, 1_000]],
])('a registry that hangs costs the budget of %i ms and no more', async (budget, waited) => {
  const timeouts: number[] = [];
  const spent = () => timeouts.reduce((sum, timeout) => sum + timeout, 0);
  const hanging: HttpClient = {
    async send({ timeout }) {
      timeouts.push(timeout);
      throw new HttpFailure(`no answer in ${timeout} ms`, false);
    },
    download: () => Promise.reject(new Error('nothing is downloaded')),
    close() {},
  };
  const deadline = { left: () => Math.max(0, budget - spent()) };
  const image = parseReference('octo/app', { registry: 'ghcr.io', owner: null }) as ImageReference;
  const answer = await registryProbe('ghcr.io', hanging, deadline).ask(image, 'push', null);
  expect(answer).toMatchObject({ outcome: 'undecided', step: 'ping', trouble: { kind: 'unreachable' } });
  expect(timeouts).toEqual(waited);
});

describe('a credential stays at home', () => {
  const foreignRequests = ({ requests }: Lab) => requests.filter(({ service }) => service === 'elsewhere');

  test('a realm on another origin is not asked', async () => {
    const { answer, lab } = await askLab({ faults: [{ on: 'ping', kind: 'foreign-realm' }] });
    expect(answer).toMatchObject({
      outcome: 'undecided',
      step: 'token',
      trouble: { kind: 'foreign-origin' },
    });
    expect(answer.trouble?.detail).toContain(lab.elsewhere);
    expect(foreignRequests(lab)).toEqual([]);
  });

  test.each<[Access, Fault]>([
    ['push', { on: 'upload', kind: 'foreign-realm' }],
    ['pull', { on: 'manifest', kind: 'foreign-realm' }],
  ])(
    'a 401 to a %s that leads to another origin refuses nobody, and is not followed',
    async (access, fault) => {
      const { answer, lab } = await askLab({ access, faults: [fault] });
      expect(answer).toMatchObject({ outcome: 'undecided', trouble: { kind: 'foreign-origin' } });
      expect(foreignRequests(lab)).toEqual([]);
    },
  );

  test('an upload location on another origin is said, and the answer is still yes', async () => {
    const { answer, lab } = await askLab({ faults: upload({ kind: 'foreign-location' }) });
    expect(answer).toMatchObject({ outcome: 'allowed', trouble: { kind: 'foreign-origin' } });
    expect(foreignRequests(lab)).toEqual([]);
  });

  test('a 202 without a location is yes', async () => {
    expect(await ask({ faults: upload({ kind: 'no-location' }) })).toMatchObject({
      outcome: 'allowed',
      trouble: null,
    });
  });

  test('a redirect is not followed', async () => {
    const { lab } = await askLab({ faults: [{ on: 'any', kind: 'redirect' }] });
    expect(foreignRequests(lab)).toEqual([]);
  });
});
