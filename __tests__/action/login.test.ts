/** The login of the built action, with clients that do what clients do: main and post, and how the runner ends them. */
import { type ChildProcess, spawn } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Fault } from '../../src/lab/faults.js';
import { type Lab, startLab } from '../../src/lab/lab.js';
import type { World } from '../../src/lab/world.js';
import { TABLE_NODE, throughDoor } from '../node.js';

const dist = path.join(import.meta.dirname, '../../dist');
const TOKEN = 'ghp_stepStepStepStepStepStepStepStepStep01';
const FORMER = 'former-secret';
const auth = (name: string, secret: string) => Buffer.from(`${name}:${secret}`).toString('base64');
const world: World = {
  accounts: [{ login: 'octo', type: 'User' }],
  packages: [],
  tokens: { [TOKEN]: { kind: 'classic-pat', login: 'octo', scopes: ['write:packages'] } },
};

let lab: Lab;
beforeAll(async () => {
  lab = await startLab(world);
});
afterAll(() => lab.close());

let home: string;
beforeEach(() => {
  home = mkdtempSync(path.join(tmpdir(), 'action-login-'));
  for (const folder of ['bin', 'docker', 'temp', 'work']) mkdirSync(path.join(home, folder));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const at = (...parts: string[]) => path.join(home, ...parts);
const text = (...parts: string[]) => readFileSync(at(...parts), 'utf8');

interface Step {
  child: ChildProcess;
  ended: Promise<{ code: number | null; log: string }>;
}

type Door = 'main' | 'post';

const fileOf = (door: Door) => path.join(dist, door, 'index.js');

/** As the runner has it for a step. */
function environment(env: Record<string, string>): Record<string, string> {
  const inputs: Record<string, string> = {
    images: 'octo/app',
    registry: lab.registry,
    username: 'octo',
    'ghcr-token': TOKEN,
    workflow: 'none',
    summary: 'never',
  };
  return {
    ...Object.fromEntries(
      Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]),
    ),
    PATH: at('bin'),
    HOME: home,
    DOCKER_CONFIG: at('docker'),
    RUNNER_TEMP: at('temp'),
    GITHUB_WORKSPACE: at('work'),
    GITHUB_API_URL: lab.apiUrl,
    GITHUB_ACTIONS: 'true',
    GITHUB_REPOSITORY: 'octo/app',
    GITHUB_STATE: at('state'),
    GITHUB_OUTPUT: at('output'),
    ...env,
  };
}

/** A process of its own, to be ended. */
function started(door: Door, env: Record<string, string> = {}): Step {
  const child = spawn(TABLE_NODE, [fileOf(door)], {
    env: environment(env),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let log = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (part) => {
      log += part;
    });
  return { child, ended: new Promise((resolve) => child.once('close', (code) => resolve({ code, log }))) };
}

/** The runner takes the last value that a step has saved. */
function savedState(): string {
  const parts = existsSync(at('state')) ? text('state').split(/^login<<.*$/m) : [];
  return (parts.at(-1) ?? '').split('\n').slice(1, 2).join('');
}

/** What a step says from its start to its end. */
async function step(door: Door, env: Record<string, string>): Promise<{ code: number; log: string }> {
  const { exitCode, stdout, stderr } = await throughDoor(fileOf(door), environment(env));
  return { code: exitCode, log: stdout + stderr };
}

const main = (env: Record<string, string> = {}) => step('main', env);
const post = (env: Record<string, string> = {}) => step('post', { STATE_login: savedState(), ...env });

function program(name: string, script: string): void {
  writeFileSync(at('bin', name), `#!/bin/sh\nPATH=/usr/bin:/bin\n${script}\n`);
  chmodSync(at('bin', name), 0o755);
}

/** Stores the login as docker does, and then goes on: it would store it again, from a group of its own. */
const goesOn = () => {
  const file = at('docker', 'config.json');
  program(
    'docker',
    `entry='{"auths":{"${lab.registry}":{"auth":"'$(printf 'octo:%s' "$(cat)" | base64 -w0)'"}}}'
    printf %s "$entry" > ${file}
    printf %s "$entry" > ${file}4711
    setsid sh -c 'sleep 3; printf %s "$0" > ${file}' "$entry" &
    touch ${at('stored')}
    sleep 300`,
  );
};

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await setTimeout(10);
}

/** Every file with the token in it, in plain text or as clients write it. */
function filesWith(secret: string): string[] {
  const forms = [secret, auth('octo', secret), auth('robot', secret)];
  return readdirSync(home, { recursive: true, encoding: 'utf8', withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .filter((file) => forms.some((form) => readFileSync(file, 'utf8').includes(form)));
}

const former = () => JSON.stringify({ auths: { [lab.registry]: { auth: auth('robot', FORMER) } } });
const current = () => JSON.parse(text('docker', 'config.json'));

describe('a step that is ended while the client logs in', () => {
  beforeEach(() => {
    goesOn();
    writeFileSync(at('docker', 'config.json'), former());
  });

  test.each(['SIGINT', 'SIGTERM'] as const)('by %s undoes it', async (signal) => {
    const { child, ended } = started('main');
    await until(() => existsSync(at('stored')));
    child.kill(signal);
    const { code, log } = await ended;
    expect(code).toBe(130);
    expect(log).toContain('The step was cancelled: no login is left behind.');
    expect(current()).toEqual(JSON.parse(former()));
    expect(filesWith(TOKEN)).toEqual([]);
    expect((await post()).log).toBe('');
  });

  test('by SIGKILL leaves it to the post step, and nothing that it started goes on', async () => {
    const { child, ended } = started('main');
    await until(() => existsSync(at('stored')));
    child.kill('SIGKILL');
    await ended;
    expect(filesWith(TOKEN)).not.toEqual([]);
    const { code, log } = await post();
    expect({ code, log }).toMatchObject({ code: 0, log: expect.stringContaining('is back') });
    // Longer than the client's own program would have waited.
    await setTimeout(4_000);
    expect(current()).toEqual(JSON.parse(former()));
    expect(filesWith(TOKEN)).toEqual([]);
    expect(readdirSync(at('docker'))).toEqual(['config.json']);
  }, 60_000);
});

test('the login waits for nothing that only explains, and neither does a step that is cancelled', async () => {
  program('docker', `cat > /dev/null; touch ${at('stored')}; sleep 300`);
  const other = await startLab(world, { faults: [{ on: 'any', kind: 'hang', path: '/tags/list' }] });
  try {
    const { child, ended } = started('main', {
      INPUT_REGISTRY: other.registry,
      GITHUB_API_URL: other.apiUrl,
      INPUT_SUMMARY: 'always',
    });
    await until(() => existsSync(at('stored')));
    child.kill('SIGINT');
    const { code, log } = await ended;
    expect(code).toBe(130);
    expect(log).toContain('The step was cancelled: no login is left behind.');
    expect(savedState()).toBe('');
    expect(other.requests.some(({ path: asked }) => asked.includes('/tags/list'))).toBe(true);
  } finally {
    await other.close();
  }
});

describe('what the runner offers', () => {
  test.each([
    ['no RUNNER_TEMP', { RUNNER_TEMP: '' }],
    ['a RUNNER_TEMP that is not there', { RUNNER_TEMP: '/nonexistent/temp' }],
  ])('%s', async (_, env) => {
    writeFileSync(at('docker', 'config.json'), former());
    expect((await main(env)).code).toBe(0);
    expect(filesWith(TOKEN)).toEqual([at('docker', 'config.json')]);
    expect((await post(env)).log).toContain('is back');
    expect(current()).toEqual(JSON.parse(former()));
  });

  test('a RUNNER_TEMP that is emptied meanwhile', async () => {
    writeFileSync(at('docker', 'config.json'), former());
    await main();
    expect(readdirSync(at('temp')).filter((name) => text('temp', name).includes(FORMER))).toEqual([]);
    for (const name of readdirSync(at('temp'))) rmSync(at('temp', name), { recursive: true });
    expect((await post()).log).toContain('is back');
    expect(current()).toEqual(JSON.parse(former()));
  });

  test.each(['no JSON', '{"login":1}', '[]', '"x"', 'null'])('a state of %s', async (state) => {
    const { code, log } = await post({ STATE_login: state });
    expect({ code, log }).toEqual({
      code: 0,
      log: 'What the main step has saved can not be read, so no login was undone.\n',
    });
  });

  test('with logout: false no copy of the former login, and nothing to undo', async () => {
    writeFileSync(at('docker', 'config.json'), former());
    await main({ INPUT_LOGOUT: 'false' });
    expect(filesWith(FORMER)).toEqual([]);
    expect((await post()).log).toBe('');
    expect(filesWith(TOKEN)).toEqual([at('docker', 'config.json')]);
  });

  test('a docker that is a folder', async () => {
    mkdirSync(at('bin', 'docker'));
    expect((await main()).log).toContain('(auth-file, ');
  });

  test('a report whose path somebody has made a link', async () => {
    writeFileSync(at('victim'), 'untouched');
    const report = at('temp', 'ghcr-preflight-step.json');
    symlinkSync(at('victim'), report);
    await main();
    expect(text('victim')).toBe('untouched');
    expect(text('output')).toContain(report);
    expect(JSON.parse(readFileSync(report, 'utf8')).verdict).toBe('allowed');
  });
});

describe('no login is made, and it is said', () => {
  test.each([
    ['a realm', { on: 'ping', kind: 'foreign-realm' }],
    ['a redirect of /v2/', { on: 'ping', kind: 'redirect' }],
  ] as [string, Fault][])('after %s to another origin', async (_, fault) => {
    program('docker', `touch ${at('asked')}`);
    const other = await startLab(world, { faults: [fault] });
    try {
      const { log } = await main({ INPUT_REGISTRY: other.registry, GITHUB_API_URL: other.apiUrl });
      expect(log).toContain(`No login to ${other.registry} was made: it sends its callers to another origin`);
      expect(existsSync(at('asked'))).toBe(false);
    } finally {
      await other.close();
    }
  });
});

describe('a client that fails after the registry has said yes', () => {
  beforeEach(() => program('docker', 'cat >/dev/null; echo "no space in the keychain" >&2; exit 1'));
  const SENTENCE = `with docker failed: no space in the keychain`;

  test.each(['denied', 'unknown'])('fails the step with fail-on: %s', async (failOn) => {
    const { code, log } = await main({ 'INPUT_FAIL-ON': failOn });
    expect({ code, log }).toMatchObject({ code: 1, log: expect.stringContaining(SENTENCE) });
  });

  test('is an error in a step that goes on with fail-on: never', async () => {
    const { code, log } = await main({ 'INPUT_FAIL-ON': 'never' });
    expect(code).toBe(0);
    expect(log).toMatch(/^::error::The login to /m);
    expect(log).toContain(SENTENCE);
    expect(text('output')).toMatch(/username<<(\S+)\n\n\1/);
  });

  test('is the last that the log says, behind the verdict', async () => {
    const { log } = await main({ INPUT_LANGUAGE: 'en', NO_COLOR: '1' });
    expect(log).toMatch(
      /^✗ \S+ accepts the push with GHCR_TOKEN\. But the login with it failed on this\s+runner/m,
    );
    expect(log.trim().split('\n').at(-1)).toMatch(/^::error::The login to .*%0AThe registry took this token/);
  });

  test.each([
    ['en', '## ❌ The push would be accepted, but the login failed', '**Fix**: The registry took'],
    ['zh-CN', '## ❌ 推送会被接受，但登录失败', '**修复方法**：注册表刚刚接受了这个令牌'],
  ])('heads the summary, and stands in the report (%s)', async (language, heading, fix) => {
    await main({
      INPUT_LANGUAGE: language,
      // No finding, and yet something to tell.
      INPUT_SUMMARY: 'on-finding',
      GITHUB_STEP_SUMMARY: at('summary'),
    });
    const page = text('summary');
    expect(page.split('\n')[0]).toBe(heading);
    expect(page).toContain(fix);
    expect(page.match(/no space in the keychain/g)).toHaveLength(1);
    const { verdict, loginFailure } = JSON.parse(text('temp', 'ghcr-preflight-step.json')) as {
      verdict: string;
      loginFailure: { message: string };
    };
    expect({ verdict, ...loginFailure }).toMatchObject({
      verdict: 'allowed',
      message: expect.stringContaining('no space in the keychain'),
    });
  });
});

describe('GITHUB_TOKEN', () => {
  const JOB = 'ghs_jobJobJobJobJobJobJobJobJobJobJobJob01';
  const only = { 'INPUT_GHCR-TOKEN': '', 'INPUT_GITHUB-TOKEN': JOB };

  test.each([
    ['evil.example', 'https://github.com'],
    ['containers.evil.example', 'https://github.com'],
    ['localhost.evil.example', 'https://github.com'],
    ['ghcr.io', 'https://ghes.example'],
    ['ghcr.io:443', 'https://ghes.example'],
  ])('is not for %s where the server is %s', async (registry, server) => {
    const { code, log } = await main({ ...only, INPUT_REGISTRY: registry, GITHUB_SERVER_URL: server });
    expect(code).toBe(1);
    const name = registry.replace(':443', '');
    expect(log).toContain(
      `::error::The input "registry" is "${name}", which does not belong to ${server}: GITHUB_TOKEN is not sent there, and no other token is at hand. Pass a token of that registry as "ghcr-token"`,
    );
  });

  test('is none the more for it in the other input', async () => {
    const { log } = await main({ ...only, 'INPUT_GHCR-TOKEN': JOB, INPUT_REGISTRY: 'evil.example' });
    expect(log).toContain('no other token is at hand');
  });

  test("is not for another registry where it is a person's", async () => {
    const { code, log } = await main({ 'INPUT_GHCR-TOKEN': TOKEN, INPUT_REGISTRY: 'ghcr.mirror.example' });
    expect(code).toBe(1);
    expect(log).toContain(
      '::error::The input "registry" is "ghcr.mirror.example", which is no registry of GitHub\'s',
    );
  });

  test('in both inputs is tried once, and said so', async () => {
    const summary = { INPUT_SUMMARY: 'always', GITHUB_STEP_SUMMARY: at('summary') };
    const { log } = await main({ 'INPUT_GITHUB-TOKEN': TOKEN, ...summary });
    expect(log).toContain('hold the same token: it is tried once, as GHCR_TOKEN');
    expect(text('summary').match(/`?POST \S+ with \S+/g)).toHaveLength(1);
    expect(text('summary')).toMatch(/POST \/v2\/octo\/app\/blobs\/uploads\/`? with `?GHCR_TOKEN/);
  });

  test.each([
    ['GITHUB_SERVER_URL', 'not an address', '::error::The variable GITHUB_SERVER_URL is "not an address"'],
    ['GITHUB_API_URL', 'https://[', 'accepts the push'],
    ['GITHUB_API_URL', 'ftp://x', 'accepts the push'],
  ])('with a broken %s %j', async (name, value, words) => {
    const { log } = await main({ [name]: value });
    expect(log).toContain(words);
    expect(log).not.toMatch(/Invalid URL|\n\s+at /);
  });
});

test.each(['https://10.0.0.5', 'https://[::1]', 'https://999'])(
  'the server %s has no registry, unless one is named',
  async (server) => {
    const { code, log } = await main({ INPUT_REGISTRY: '', GITHUB_SERVER_URL: server });
    expect(code).toBe(1);
    expect(log).toContain(`::error::The variable GITHUB_SERVER_URL is "${server}", which is not`);
    expect((await main({ GITHUB_SERVER_URL: server })).log).toContain('accepts the push');
  },
);

test.each(['256.1.1.1', '127.0.0.1:99999', 'ghcr.io:0', '1.2.3', 'a..b', `${'a'.repeat(300)}.io`])(
  'registry: %s is no host',
  async (host) => {
    const { code, log } = await main({ INPUT_REGISTRY: host });
    expect({ code, log }).toMatchObject({
      code: 1,
      log: expect.stringMatching(/"\S+", which is not a host/),
    });
  },
);

test.each(['gchr.io', 'https://ghcr.com/', 'ghr.io', 'ghrc.oi', 'containers.ghrc.io'])(
  'registry: %s is sent no token',
  async (host) => {
    const { code, log } = await main({ INPUT_REGISTRY: host });
    expect({ code, log }).toMatchObject({
      code: 1,
      log: expect.stringContaining(`"${host}", a misspelt ghcr.io: write it as ghcr.io`),
    });
  },
);

test('a workflow that is not there is said, with its path, and what follows from it', async () => {
  const told = async (env: Record<string, string>) =>
    (await main({ INPUT_WORKFLOW: 'nope.yml', GITHUB_JOB: 'image', ...env })).log;
  expect(await told({})).toMatch(
    /::notice::The workflow file was not read, so the verdict holds only until a later step logs in to \S+ again, if any does\..*names \S+nope\.yml, and there is no such file/,
  );
  const unknown = await told({ INPUT_IMAGES: '' });
  expect(unknown).toMatch(
    /::notice::The workflow file was not read, so what the job pushes is not known\..*names \S+nope\.yml, and there is no such file/,
  );
  expect(unknown).toContain('What job "image" pushes to');
  expect(unknown).not.toContain('No later step of');
  expect(await told({ INPUT_IMAGES: '', INPUT_LANGUAGE: 'zh-CN' })).toContain(
    '::notice::未读取工作流文件，因此不知道作业会推送什么。',
  );
});

test('where nobody can read the workflow, what may come after an allowed push is said', async () => {
  const path = '.github/workflows/ci.yml';
  const env = {
    INPUT_WORKFLOW: '',
    GITHUB_JOB: 'image',
    GITHUB_WORKFLOW_REF: `octo/app/${path}@refs/heads/main`,
  };
  const told = async (more: Record<string, string> = {}) => (await main({ ...env, ...more })).log;
  const holds = 'The workflow file was not read, so the verdict holds only until a later step logs in to';
  expect(await told()).toContain(`::notice::${holds}`);
  expect(await told({ INPUT_LANGUAGE: 'zh-CN' })).toMatch(
    /::notice::未读取工作流文件，因此如果后面有步骤再次登录 \S+，判定结果只在此之前有效。/,
  );
  expect(await told({ INPUT_WORKFLOW: 'none' })).not.toContain('::notice::');
  mkdirSync(at('work', '.github/workflows'), { recursive: true });
  writeFileSync(at('work', path), 'on: push\njobs: {image: {runs-on: a, steps: [{run: docker push x}]}}\n');
  expect(await told()).not.toContain('::notice::');
});

test.each([
  ['en', 'None of the images that were named is on'],
  ['zh-CN', '指定的镜像都不在'],
])(
  'images of other registries alone are nothing to ask, and no step is blamed for it (%s)',
  async (language, sentence) => {
    const { code, log } = await main({
      INPUT_IMAGES: 'docker.io/a/b, quay.io/x/y',
      INPUT_LANGUAGE: language,
    });
    expect({ code, log }).toMatchObject({ code: 0, log: expect.stringContaining(sentence) });
  },
);

test.each([
  ['en', 'The token is not the reason: the credential helper that the configuration of docker names'],
  ['zh-CN', '原因不在令牌：docker 的配置'],
])('a credential helper that refuses is told as such (%s)', async (language, sentence) => {
  program(
    'docker',
    `echo 'Error saving credentials: error storing credentials - err: exec: "docker-credential-nope": executable file not found in $PATH' >&2; exit 1`,
  );
  const { code, log } = await main({ INPUT_LANGUAGE: language });
  expect({ code, log }).toMatchObject({ code: 1, log: expect.stringContaining(sentence) });
});

test('a workflow that is no regular file of the checkout is said, with its path and why', async () => {
  symlinkSync('/dev/zero', at('work', 'zero.yml'));
  const zero = await main({ INPUT_WORKFLOW: 'zero.yml', GITHUB_JOB: 'image' });
  expect(zero.log).toMatch(/::notice::.*zero\.yml: leads out of the repository/);
  mkdirSync(at('work', 'folder.yml'));
  const folder = await main({ INPUT_WORKFLOW: 'folder.yml', GITHUB_JOB: 'image' });
  expect(folder.log).toMatch(/::notice::.*folder\.yml: is no regular file/);
});
