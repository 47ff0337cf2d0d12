/** No piece of a token gets out, whatever carries it and in whatever form it comes. */
import { expect } from '@jest/globals';
import type { Fault } from '../../../src/lab/faults.js';
import { inventToken } from '../../../src/lab/scenarios/invented.js';
import type { LabToken } from '../../../src/lab/world.js';
import { type Arena, PUBLISH, REPOSITORY, type Step, WORKFLOW } from '../harness/arena.js';
import { client } from '../harness/clients.js';
import { expectEnd, expectNoLeak, expectNoPiece } from '../harness/expect.js';
import { situations, table, times } from '../harness/situation.js';

interface Secret {
  text: string;
  token: LabToken;
}

const SECRETS: [string, Secret][] = [
  [
    'a classic PAT',
    {
      text: inventToken('classic-pat', 'leaks'),
      token: { kind: 'classic-pat', login: 'mona', scopes: ['write:packages'] },
    },
  ],
  [
    'a GITHUB_TOKEN of 400 characters',
    {
      text: inventToken('github-token', 'leaks'),
      token: { kind: 'github-token', repository: REPOSITORY, packages: 'write' },
    },
  ],
  [
    'a fine-grained PAT',
    { text: inventToken('fine-grained-pat', 'leaks'), token: { kind: 'fine-grained-pat', login: 'mona' } },
  ],
  [
    'a token without a shape',
    {
      text: inventToken('unknown', 'leaks').repeat(2),
      token: { kind: 'oauth', login: 'mona', scopes: ['write:packages'] },
    },
  ],
];

const base64 = (text: string) => Buffer.from(text).toString('base64');
const every = (text: string, size: number, between: string) =>
  (text.match(new RegExp(`.{1,${size}}`, 'gs')) ?? []).join(between);

const FORMS: [string, (secret: string) => string][] = [
  ['as it is', (secret) => secret],
  ['in base64', base64],
  ['in base64 without its end', (secret) => base64(secret).replace(/=+$/, '')],
  ['in base64url', (secret) => Buffer.from(secret).toString('base64url')],
  ['in base64 behind the user name', (secret) => base64(`mona:${secret}`)],
  ['in base64 behind another name', (secret) => base64(`x:${secret}`)],
  ['in base64url behind the user name', (secret) => Buffer.from(`mona:${secret}`).toString('base64url')],
  ['in quotes', (secret) => `"${secret}"`],
  ['in an address', (secret) => `https://mona:${secret}@ghcr.io/v2/`],
  ['with escapes of an address', (secret) => encodeURIComponent(`mona:${secret}`)],
  ['split by zero-width characters', (secret) => every(secret, 13, '\u200b')],
  ['split by escapes', (secret) => every(secret, 13, '\u001b[0m')],
  ['split by NUL', (secret) => every(secret, 13, '\u0000')],
  ['split by soft hyphens', (secret) => every(secret, 13, '\u00ad')],
  ['split by line ends', (secret) => every(secret, 20, '\n')],
  ['behind 290 characters', (secret) => `${'x'.repeat(290)} ${secret}`],
  ['behind 290 characters, in base64', (secret) => `${'x'.repeat(290)} ${base64(secret)}`],
  ['cut off', (secret) => secret.slice(0, -3)],
];

/** `message` is what says it: with one more word, to see that it was looked at. */
const WORD = 'carried-word';
const message = (text: string) => `${WORD} ${text}`;
const refusal = (on: Fault['on'], status: number, text: string): Fault => ({
  on,
  kind: 'status',
  status,
  body: { errors: [{ code: 'DENIED', message: message(text) }] },
});

interface Carried {
  secret: Secret;
  form: string;
}

async function run(
  arena: Arena,
  { secret }: Carried,
  faults: Fault[],
  inputs: Record<string, string> = {},
): Promise<Step> {
  await arena.lab({ faults, tokens: { [secret.text]: secret.token } });
  return arena.main({ inputs: { 'ghcr-token': secret.text, 'github-token': '', ...inputs } });
}

const CARRIERS: [string, (arena: Arena, carried: Carried) => Promise<Step>][] = [
  ['the registry at /v2/', (arena, carried) => run(arena, carried, [refusal('ping', 418, carried.form)])],
  ['the token endpoint', (arena, carried) => run(arena, carried, [refusal('token', 403, carried.form)])],
  ['the upload', (arena, carried) => run(arena, carried, [refusal('upload', 403, carried.form)])],
  [
    'the API',
    (arena, carried) =>
      run(arena, carried, [
        { on: 'api', kind: 'status', status: 403, body: { message: message(carried.form) } },
        refusal('upload', 403, 'no'),
      ]),
  ],
  [
    'a request id',
    (arena, carried) =>
      run(arena, carried, [
        {
          ...refusal('upload', 403, 'no'),
          headers: { 'x-github-request-id': carried.form.replace(/[\u0000-\u001f\u0080-\uffff]/g, '') },
        },
      ]),
  ],
  [
    'a page',
    (arena, carried) =>
      run(arena, carried, [
        {
          on: 'upload',
          kind: 'html',
          status: 403,
          body: `<html><title>${message(carried.form)}</title></html>`,
        },
      ]),
  ],
  [
    'docker',
    async (arena, carried) => {
      client(arena, 'docker', { code: 1, stderr: `Error response: ${message(carried.form)}\n` });
      return run(arena, carried, []);
    },
  ],
  [
    'images',
    (arena, carried) =>
      // No variable can hold a NUL.
      run(arena, carried, [], { images: `octo-org/app\n${carried.form.replaceAll('\0', '')}` }),
  ],
  [
    'username',
    (arena, carried) =>
      run(arena, carried, [refusal('upload', 403, 'no')], { username: carried.form.replaceAll('\0', '') }),
  ],
  [
    'the workflow',
    (arena, carried) => {
      const line = `      - run: ${JSON.stringify(`docker push ghcr.io/octo-org/app:${carried.form}`)}\n`;
      arena.checkout(WORKFLOW, `${PUBLISH}${line}`);
      return run(arena, carried, [refusal('upload', 403, 'permission_denied: write_package')], {
        images: '',
      });
    },
  ],
];

/** Each secret with each carrier as it is, and each form with each carrier for the two shapes that differ most. */
const rows = [
  ...times(SECRETS, times(CARRIERS, FORMS.slice(0, 4))),
  ...times(
    SECRETS.slice(0, 2),
    times(
      CARRIERS.filter(([name]) => ['the upload', 'docker', 'images', 'the workflow'].includes(name)),
      FORMS.slice(4),
    ),
  ),
];

/** What the registry hands out is a credential as well. */
const BEARERS: [string, string][] = [
  ['a short one', inventToken('unknown', 'bearer one')],
  ['a long one', inventToken('unknown', 'bearer two').repeat(20)],
  [
    'one of three parts',
    `eyJ${inventToken('unknown', 'a')}.${inventToken('unknown', 'b')}.${inventToken('unknown', 'c')}`,
  ],
];
const BEARER_FORMS: [string, (secret: string) => string][] = [
  ['said by the upload', (bearer) => `bad bearer ${bearer}`],
  ['said by the upload behind 290 characters', (bearer) => `${'x'.repeat(290)} ${bearer}`],
  ['said by the upload in base64', (bearer) => `bad bearer ${base64(bearer)}`],
];

/** Logs, files and arguments of the command line that hold a token which this process was never told. */
const FOREIGN: [string, (arena: Arena, token: string) => Promise<string>][] = [
  ...(['text', 'json', 'sarif', 'github'] as const).flatMap((format): (typeof FOREIGN)[number][] => [
    [
      `explain, ${format}`,
      async (arena, token) => {
        const log = `docker login ghcr.io -u x -p ${token}\n#1 pushing ghcr.io/octo-org/app:${token}\nERROR: denied: permission_denied: write_package ${token}\nhttps://x:${token}@ghcr.io denied: denied\n`;
        const ended = await arena.cli(['explain', '--format', format, '-'], { stdin: log });
        expectEnd(ended, [0, 1, 3]);
        return ended.stdout + ended.stderr;
      },
    ],
    [
      `lint, ${format}`,
      async (arena, token) => {
        const steps = `- run: echo ${token} | docker login ghcr.io -u x --password-stdin && docker push ghcr.io/Octo-Org/${token}`;
        arena.checkout(
          WORKFLOW,
          `on: push\nname: ${token}\njobs:\n  image:\n    runs-on: x\n    name: ${token}\n    permissions: {contents: read}\n    steps:\n      ${steps}\n`,
        );
        const ended = await arena.lint('--format', format);
        expectEnd(ended, [0, 1]);
        return ended.stdout + ended.stderr;
      },
    ],
  ]),
  [
    'lint --diff',
    async (arena, token) => {
      arena.checkout(
        WORKFLOW,
        `on: push\njobs:\n  image:\n    runs-on: x\n    permissions: {contents: read}\n    steps:\n      - run: docker login ghcr.io -u x -p ${token}; docker push ghcr.io/octo-org/app\n`,
      );
      const ended = await arena.lint();
      expectEnd(ended, [0, 1]);
      return ended.stdout + ended.stderr;
    },
  ],
  [
    'check IMAGE',
    async (arena, token) => {
      const { registry } = await arena.lab();
      const ended = await arena.cli([
        'check',
        '--registry',
        registry,
        `${registry}/octo-org/app:${token}`,
        `Bad Name ${token}`,
      ]);
      expectEnd(ended, [0, 1, 2, 3]);
      return ended.stdout + ended.stderr;
    },
  ],
  [
    'check --docker-config',
    async (arena, token) => {
      const { registry } = await arena.lab();
      const file = arena.write(
        'secret',
        JSON.stringify({ auths: { [registry]: { auth: base64(`x:${token}`) } } }),
      );
      const ended = await arena.cli([
        'check',
        '--docker-config',
        file,
        '--format',
        'json',
        '--registry',
        registry,
        `${registry}/octo-org/app`,
      ]);
      expectEnd(ended, [0, 1, 3]);
      return ended.stdout + ended.stderr;
    },
  ],
  [
    'check with a token for an option',
    async (arena, token) => {
      const ended = await arena.cli(['check', '--registry', token, '--username', token, token]);
      expectEnd(ended, [1, 2, 3]);
      return ended.stdout + ended.stderr;
    },
  ],
  [
    'a wrong input of the action',
    async (arena, token) => {
      const step = await arena.main({ inputs: { 'fail-on': token, registry: token } });
      expectEnd(step, [1]);
      return arena.everything(step);
    },
  ],
];
const TOKENS: [string, string][] = [
  ['classic', inventToken('classic-pat', 'foreign')],
  ['of the job', inventToken('github-token', 'foreign')],
  ['fine-grained', inventToken('fine-grained-pat', 'foreign')],
  ['OAuth', inventToken('oauth', 'foreign')],
];

situations('leaks', [
  table<[Secret, [(arena: Arena, carried: Carried) => Promise<Step>, (secret: string) => string]]>(
    'a token',
    rows,
    async (arena, [secret, [carry, form]]) => {
      const step = await carry(arena, { secret, form: form(secret.text) });
      expectEnd(step, [0, 1]);
      const post = await arena.post(step);
      expectNoLeak(arena, [step, post], [secret.text]);
      // What was to be hidden is not hidden by being silent: the step has said something.
      expect(step.stdout).not.toBe('');
    },
    { inCI: 28 },
  ),
  table<[string, (secret: string) => string]>(
    'a bearer of the registry',
    times(BEARERS, BEARER_FORMS),
    async (arena, [bearer, say]) => {
      await arena.lab({
        faults: [
          { on: 'token', kind: 'status', status: 200, body: { token: bearer } },
          {
            on: 'upload',
            kind: 'status',
            status: 403,
            body: { errors: [{ code: 'DENIED', message: say(bearer) }] },
          },
        ],
      });
      const step = await arena.main();
      expectEnd(step, [0, 1]);
      expectNoPiece(arena.everything(step), [bearer]);
    },
    { inCI: 3 },
  ),
  table<[(arena: Arena, token: string) => Promise<string>, string]>(
    'a token that nobody named',
    times(FOREIGN, TOKENS),
    async (arena, [print, token]) => {
      const text = await print(arena, token);
      expectNoPiece(text, [token]);
      expect(text).not.toBe('');
    },
    { inCI: 8 },
  ),
]);
