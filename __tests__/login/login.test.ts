import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmod,
  chown,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { fingerprint } from '../../src/evidence/credentials/kept-login.js';
import { uniqueName } from '../../src/evidence/files/unique-name.js';
import { type Lab, startLab } from '../../src/lab/lab.js';
import { type LoginMode, type LoginOrder, type LoginResult, logIn } from '../../src/login/login.js';
import { logOut as undo } from '../../src/login/logout.js';
import type { LoginState } from '../../src/login/state.js';

const TOKEN = 'ghp_loginLoginLoginLoginLoginLoginLogi01';
const login = { username: 'octocat', secret: TOKEN };
const auth = (username: string, secret: string) => Buffer.from(`${username}:${secret}`).toString('base64');

let home: string;
let env: NodeJS.ProcessEnv;
let file: string;
beforeEach(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'login-test-'));
  await mkdir(path.join(home, 'bin'));
  file = path.join(home, 'docker', 'config.json');
  env = { PATH: path.join(home, 'bin'), HOME: home, DOCKER_CONFIG: path.dirname(file), RUNNER_TEMP: home };
});
afterEach(() => rm(home, { recursive: true, force: true }));

const config = async () => JSON.parse(await readFile(file, 'utf8'));

async function given(content: unknown): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, JSON.stringify(content));
}

/** A program of this name that runs a shell script. */
async function program(name: string, script: string): Promise<void> {
  const target = path.join(home, 'bin', name);
  await writeFile(target, `#!/bin/sh\nPATH=/usr/bin:/bin\n${script}\n`);
  await chmod(target, 0o755);
}

/** What the runner would hand to the post step: the last that was saved. */
let saved: LoginState | null;

function logInWith(mode: LoginMode, order: Partial<LoginOrder> = {}): Promise<LoginResult> {
  saved = null;
  const save = (state: LoginState | null) => {
    saved = state && JSON.parse(JSON.stringify(state));
  };
  return logIn({ mode: mode as 'auto', registry: 'ghcr.io', login, env, stays: false, save, ...order });
}

async function logInDone(mode: LoginMode, order: Partial<LoginOrder> = {}): Promise<LoginState> {
  expect(await logInWith(mode, order)).toMatchObject({ kind: 'done' });
  return saved as unknown as LoginState;
}

const logOut = async (state: LoginState) => (await undo(state, env)).result;

/** Every file under the test's folder that has a secret in it. */
async function filesWith(...secrets: string[]): Promise<string[]> {
  const forms = secrets.flatMap((secret) => [secret, auth('octocat', secret), auth('robot', secret)]);
  const names = await readdir(home, { recursive: true, withFileTypes: true });
  const found: string[] = [];
  for (const entry of names.filter((each) => each.isFile())) {
    const text = await readFile(path.join(entry.parentPath, entry.name), 'utf8');
    if (forms.some((form) => text.includes(form))) found.push(entry.name);
  }
  return found;
}

describe('without docker and podman', () => {
  test('auto writes the auth file, readable by its owner only, and logs out of it', async () => {
    const state = await logInDone('auto');
    expect(state).toMatchObject({ tool: 'auth-file', files: [{ file }] });
    expect(await config()).toEqual({ auths: { 'ghcr.io': { auth: auth('octocat', TOKEN) } } });
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await logOut(state)).toBe('removed');
    expect(await config()).toEqual({ auths: {} });
  });

  test.each(['docker', 'podman'] as const)('login: %s says that there is none', async (tool) => {
    expect(await logInWith(tool)).toEqual({ kind: 'no-such-tool', tool });
  });

  test('everything else in the file stays', async () => {
    await given({ auths: { 'docker.io': { auth: 'eDp5' } }, HttpHeaders: { a: 'b' } });
    const state = await logInDone('auto');
    await logOut(state);
    expect(await config()).toEqual({ auths: { 'docker.io': { auth: 'eDp5' } }, HttpHeaders: { a: 'b' } });
  });

  test('names are those of the file whatever their case, as docker reads them', async () => {
    const others = { 'docker.io': { auth: 'eDp5' } };
    await given({ Auths: { ...others, 'ghcr.io': { Auth: auth('robot', 'former-secret') } } });
    const state = await logInDone('auto');
    expect(await config()).toEqual({ auths: { ...others, 'ghcr.io': { auth: auth('octocat', TOKEN) } } });
    expect(await logOut(state)).toBe('restored');
    expect(await config()).toEqual({
      auths: { ...others, 'ghcr.io': { auth: auth('robot', 'former-secret') } },
    });
  });

  test('what stands twice adds up, and docker reads no further than the first object', async () => {
    const [one, two] = ['eDp5', 'eTp4'].map((each) => ({ auth: each }));
    await mkdir(path.dirname(file));
    await writeFile(file, JSON.stringify({ auths: { a: one }, AUTHS: { b: two } }).concat(' {"auths": {}}'));
    await logOut(await logInDone('auto'));
    expect(await config()).toEqual({ auths: { a: one, b: two } });
  });

  test('a broken file is named and left as it is', async () => {
    await mkdir(path.dirname(file));
    await writeFile(file, '{ "auths": ');
    const result = await logInWith('auto');
    expect(result).toEqual({
      kind: 'failed',
      tool: 'auth-file',
      fault: { kind: 'file', file, reason: 'not-an-object' },
    });
    expect(await readFile(file, 'utf8')).toBe('{ "auths": ');
  });

  test('a symbolic link stays one', async () => {
    const real = path.join(home, 'real.json');
    await writeFile(real, '{}');
    await mkdir(path.dirname(file));
    await symlink(real, file);
    await logInDone('auto');
    expect(JSON.parse(await readFile(real, 'utf8')).auths['ghcr.io']).toBeDefined();
  });
});

describe('what was there before', () => {
  const former = { auths: { 'ghcr.io': { auth: auth('robot', 'former-secret') } } };

  test('is put back, and its copy is gone', async () => {
    await given(former);
    const state = await logInDone('auto');
    expect((await stat(state.files[0]?.note as string)).mode & 0o777).toBe(0o600);
    expect(await logOut(state)).toBe('restored');
    expect(await config()).toEqual(former);
    expect(await readdir(path.dirname(file))).toEqual(['config.json']);
  });

  test('no secret is in the state that goes through the runner', async () => {
    await given(former);
    const state = JSON.stringify(await logInDone('auto'));
    for (const secret of [TOKEN, 'former-secret', auth('octocat', TOKEN), auth('robot', 'former-secret')])
      expect(state).not.toContain(secret);
  });

  test('what a later step stored is left alone', async () => {
    const state = await logInDone('auto');
    await given({ auths: { 'ghcr.io': { auth: auth('later', 'step') } } });
    expect(await logOut(state)).toBe('replaced-meanwhile');
    expect((await config()).auths['ghcr.io'].auth).toBe(auth('later', 'step'));
  });

  test('is put back whole: an identity token, and an entry under another key', async () => {
    const whole = {
      auths: { 'https://ghcr.io': { auth: auth('<token>', ''), identitytoken: 'former-identity', other: 1 } },
    };
    await given(whole);
    const state = await logInDone('auto');
    expect(await logOut(state)).toBe('restored');
    expect(await config()).toEqual(whole);
  });

  test('is nowhere else when the login is to stay', async () => {
    await given(former);
    expect(await logInWith('auto', { stays: true })).toMatchObject({ kind: 'done' });
    expect(saved).toBeNull();
    expect(await filesWith('former-secret')).toEqual([]);
    expect(await readdir(path.dirname(file))).toEqual(['config.json']);
  });

  test('does not depend on RUNNER_TEMP', async () => {
    await given(former);
    env.RUNNER_TEMP = path.join(home, 'nowhere');
    const state = await logInDone('auto');
    expect(await logOut(state)).toBe('restored');
    expect(await config()).toEqual(former);
  });

  test('whose copy is gone is said to be lost, and ours is removed all the same', async () => {
    await given(former);
    const state = await logInDone('auto');
    await rm(state.files[0]?.note as string);
    expect(await logOut(state)).toBe('former-lost');
    expect(await filesWith(TOKEN)).toEqual([]);
  });

  test('what a later step removed stays removed', async () => {
    const state = await logInDone('auto');
    await given({ auths: {} });
    expect(await logOut(state)).toBe('gone');
  });
});

describe('jobs that share an auth file', () => {
  const former = { auths: { 'ghcr.io': { auth: auth('robot', 'former-secret') } } };
  const token = (name: string) => ({ username: 'octocat', secret: `ghs_${name.repeat(36)}` });
  const tokens = ['a', 'b', 'c'].map((name) => token(name).secret);

  /** One job after the other logs in, and ends. */
  async function play(order: string): Promise<Record<string, string>> {
    const states = new Map<string, LoginState>();
    const ends: Record<string, string> = {};
    for (const [name = '', verb] of order.split(' ').map((word) => [word[0], word[1]])) {
      if (verb === '+') states.set(name, await logInDone('auto', { login: token(name) }));
      else ends[name] = await logOut(states.get(name) as LoginState);
    }
    return ends;
  }

  test.each(['a+ b+ a- b-', 'a+ b+ b- a-', 'a+ b+ c+ b- a- c-', 'a+ b+ c+ c- a- b-', 'a+ b+ c+ a- b- c-'])(
    '%s: what was there before all of them is back, and none of their tokens is left',
    async (order) => {
      await given(former);
      await play(order);
      expect(await config()).toEqual(former);
      expect(await filesWith(...tokens)).toEqual([]);
      expect(await readdir(path.dirname(file))).toEqual(['config.json']);
    },
  );

  test('a job that goes on has its login back', async () => {
    expect(await play('a+ b+ b-')).toEqual({ b: 'restored' });
    expect((await config()).auths['ghcr.io'].auth).toBe(auth('octocat', token('a').secret));
  });

  test('the same login of another job is left to it', async () => {
    await given(former);
    const [first, second] = [await logInDone('auto'), await logInDone('auto')];
    expect(await logOut(first)).toBe('in-use');
    expect((await config()).auths['ghcr.io'].auth).toBe(auth('octocat', TOKEN));
    expect(await logOut(second)).toBe('restored');
    expect(await config()).toEqual(former);
  });

  test('the login of a job that died is not put back, but what was there before it', async () => {
    await given(former);
    const dead = await logInDone('auto', { login: token('a') });
    const note = dead.files[0]?.note as string;
    const { job, ...rest } = JSON.parse(await readFile(note, 'utf8'));
    // A process of the same number that was started at another time.
    await writeFile(note, JSON.stringify({ ...rest, job: { ...job, started: '1' } }));
    expect(await logOut(await logInDone('auto'))).toBe('restored');
    expect(await config()).toEqual(former);
    expect(await readdir(path.dirname(file))).toEqual(['config.json']);
  });
});

describe('a client', () => {
  test('gets the password by stdin, never as an argument', async () => {
    await program('docker', `echo "$@" > ${home}/arguments; cat > ${home}/stdin`);
    await logInDone('docker');
    expect(await readFile(path.join(home, 'arguments'), 'utf8')).toBe(
      'login --username octocat --password-stdin ghcr.io\n',
    );
    expect(await readFile(path.join(home, 'stdin'), 'utf8')).toBe(TOKEN);
  });

  test('that warns on stderr and exits with 0 has logged in', async () => {
    await program('docker', 'cat > /dev/null; echo "WARNING! stored unencrypted" >&2');
    await logInDone('docker');
  });

  test('that exits with 1 has not, and its last line says why', async () => {
    await program(
      'docker',
      'cat > /dev/null; echo "Login Succeeded"; echo "first" >&2; echo "denied: denied" >&2; exit 1',
    );
    expect(await logInWith('docker')).toEqual({
      kind: 'failed',
      tool: 'docker',
      fault: { kind: 'said', words: 'denied: denied' },
    });
  });

  test('that says nothing on stderr has said it on its output', async () => {
    await program('docker', 'cat > /dev/null; echo "first"; echo "denied: denied"; exit 1');
    expect(await logInWith('docker')).toMatchObject({ fault: { kind: 'said', words: 'denied: denied' } });
  });

  test('that does not read its input is judged all the same', async () => {
    await program('docker', 'exit 3');
    expect(await logInWith('docker')).toMatchObject({
      kind: 'failed',
      fault: { kind: 'exit', code: 3 },
    });
  });

  test('podman comes after docker', async () => {
    await program('podman', 'cat > /dev/null');
    expect((await logInDone('auto')).tool).toBe('podman');
  });
});

describe('the file that was written', () => {
  const writes = (target: string) =>
    `mkdir -p $(dirname ${target}); printf '{"auths":{"ghcr.io":{"auth":"%s"}}}' $(printf 'octocat:%s' "$(cat)" | base64 -w0) > ${target}`;

  test.each([
    ['podman', 'DOCKER_CONFIG', () => file],
    ['podman', 'REGISTRY_AUTH_FILE', () => path.join(home, 'own.json')],
    ['docker', 'podman behind the name of docker', () => path.join(home, 'runtime/containers/auth.json')],
  ] as const)('%s, %s: is the one that is cleaned', async (tool, _, target) => {
    if (tool === 'docker') env.XDG_RUNTIME_DIR = path.join(home, 'runtime');
    if (target() === path.join(home, 'own.json')) env.REGISTRY_AUTH_FILE = target();
    await program(tool, writes(target()));
    const state = await logInDone(tool);
    expect(state.files.map((each) => each.file)).toEqual([target()]);
    expect(await logOut(state)).toBe('removed');
    expect(await filesWith(TOKEN)).toEqual([]);
  });

  test('by this action is the only one that it looks at', async () => {
    env.REGISTRY_AUTH_FILE = path.join(home, 'own.json');
    const same = JSON.stringify({ auths: { 'ghcr.io': { auth: auth('octocat', TOKEN) } } });
    await writeFile(env.REGISTRY_AUTH_FILE, same);
    await logOut(await logInDone('auto'));
    expect(await readFile(env.REGISTRY_AUTH_FILE, 'utf8')).toBe(same);
  });

  test('by nobody leaves no copy of what was there before', async () => {
    await given({ auths: { 'ghcr.io': { auth: auth('robot', 'former-secret') } } });
    await program('docker', 'cat > /dev/null');
    await logInDone('docker');
    expect(await readdir(path.dirname(file))).toEqual(['config.json']);
  });

  test('and that nobody knows but the client, the client cleans', async () => {
    await program(
      'docker',
      `echo "$1 $2" >> ${home}/calls; [ "$1" = login ] && cat > ${home}/hidden || rm ${home}/hidden`,
    );
    const state = await logInDone('docker');
    expect(await logOut(state)).toBe('removed');
    expect(await readFile(path.join(home, 'calls'), 'utf8')).toMatch(/^login .*\nlogout ghcr\.io\n$/);
    expect(await filesWith(TOKEN)).toEqual([]);
  });

  test('keeps its owner and its mode', async () => {
    await given({ auths: {} });
    await chmod(file, 0o640);
    const isRoot = process.getuid?.() === 0;
    if (isRoot) await chown(file, 1234, 1234);
    await logOut(await logInDone('auto'));
    const { mode, uid } = await stat(file);
    expect({ mode: mode & 0o777, uid }).toEqual({ mode: 0o640, uid: isRoot ? 1234 : process.getuid?.() });
  });
});

describe('a login that does not come to its end', () => {
  const former = { auths: { 'ghcr.io': { auth: auth('robot', 'former-secret') } } };
  /** Stores the login as docker does, then never ends, with a program of its own that would store it again. */
  const hangs = () =>
    program(
      'docker',
      `auth=$(printf 'octocat:%s' "$(cat)" | base64 -w0)
      printf '{"auths":{"ghcr.io":{"auth":"%s"}}}' "$auth" > ${file}
      printf '{"auths":{"ghcr.io":{"auth":"%s"' "$auth" > ${file}4711
      setsid sleep 300 &
      echo $! > ${home}/straggler
      sleep 300`,
    );
  const whenStored = async () => {
    for (;;) {
      const pid = await readFile(path.join(home, 'straggler'), 'utf8').catch(() => '');
      if (pid.trim()) return Number(pid);
      await setTimeout(5);
    }
  };

  test('is undone when the step is cancelled', async () => {
    await given(former);
    await hangs();
    const cancelling = new AbortController();
    const result = logInWith('docker', { signal: cancelling.signal });
    const straggler = await whenStored();
    // What the post step would need is saved already.
    expect(saved).toMatchObject({ isMade: false, registry: 'ghcr.io' });
    cancelling.abort();
    expect(await result).toEqual({ kind: 'cancelled' });
    expect(saved).toBeNull();
    expect(await config()).toEqual(former);
    expect(await readdir(path.dirname(file))).toEqual(['config.json']);
    await expect(readFile(`/proc/${straggler}/cmdline`, 'utf8').catch(() => '')).resolves.toBe('');
  });

  test.each([
    ['with', false],
    ['without', true],
  ])('is undone when the client fails after all, %s a post step', async (_, stays) => {
    await given(former);
    await program(
      'docker',
      `cat > /dev/null; printf '{"auths":{"ghcr.io":{"auth":"${auth('octocat', TOKEN)}"}}}' > ${file}; exit 1`,
    );
    expect(await logInWith('docker', { stays })).toMatchObject({ kind: 'failed' });
    expect(saved).toBeNull();
    expect(await config()).toEqual(former);
    expect(await readdir(path.dirname(file))).toEqual(['config.json']);
  });

  const token = (identitytoken: string) => ({ auths: { 'ghcr.io': { identitytoken } } });
  test.each([
    ['an identity token that the registry gave is undone', former, token('given'), former],
    ['an identity token that was there stays', token('former'), token('former'), token('former')],
    ["another's password stays", former, { auths: { 'ghcr.io': { auth: auth('other', 'pat') } } }, null],
  ])('of what the client leaves behind, %s', async (_, before, written, after) => {
    await given(before);
    await program('docker', `cat > /dev/null; printf '%s' '${JSON.stringify(written)}' > ${file}; exit 1`);
    expect(await logInWith('docker')).toMatchObject({ kind: 'failed' });
    expect(await config()).toEqual(after ?? written);
  });

  // The full disk itself is in hostile/login/files.
  test('leaves the file as it is when none can be made beside it', async () => {
    const target = path.join(path.dirname(file), 'c'.repeat(240));
    await given(former);
    await rename(file, target);
    await symlink(target, file);
    expect(await logInWith('auto')).toMatchObject({
      kind: 'failed',
      fault: { kind: 'file', file, reason: 'ENAMETOOLONG' },
    });
    expect(await config()).toEqual(former);
    expect((await readdir(path.dirname(file))).sort()).toEqual([path.basename(target), 'config.json']);
  });
});

describe('a credential helper', () => {
  const helper = () =>
    program(
      'docker-credential-test',
      `case "$1" in
        store) cat > ${home}/kept;;
        get) cat > /dev/null; [ -f ${home}/kept ] && cat ${home}/kept || { echo "credentials not found"; exit 1; };;
        erase) cat > /dev/null; rm -f ${home}/kept;;
      esac`,
    );

  test.each(['../../evil', 'a b', '/bin/sh'])('of the name %j is no program', async (name) => {
    await program('evil', `touch ${home}/ran`);
    await given({ credsStore: name });
    expect(await logInWith('auto')).toMatchObject({ kind: 'failed' });
    expect(await readdir(home)).not.toContain('ran');
  });

  test('that never answers is ended, and said', async () => {
    process.env.PATH = `${env.PATH}:${process.env.PATH}`;
    await program('docker-credential-mute', 'exec sleep 300');
    await given({ credHelpers: { 'ghcr.io': 'mute' } });
    expect(await logInWith('auto')).toEqual({
      kind: 'failed',
      tool: 'auth-file',
      fault: { kind: 'said', words: 'docker-credential-mute get: no answer in 5 s' },
    });
  });

  test('keeps the login, and gives the former one back', async () => {
    process.env.PATH = `${env.PATH}:${process.env.PATH}`;
    await helper();
    await given({ credsStore: 'test' });
    await writeFile(
      path.join(home, 'kept'),
      JSON.stringify({ ServerURL: 'ghcr.io', Username: 'robot', Secret: 'former' }),
    );
    const state = await logInDone('auto');
    expect(await readFile(path.join(home, 'kept'), 'utf8')).toContain(TOKEN);
    expect(await readFile(file, 'utf8')).not.toContain(auth('octocat', TOKEN));
    expect(await logOut(state)).toBe('restored');
    expect(await readFile(path.join(home, 'kept'), 'utf8')).toContain('former');
  });
});

const REAL = (['docker', 'podman'] as const).map(
  (tool) => [tool, spawnSync(tool, ['--version']).status === 0] as const,
);
describe.each(REAL)('the real %s (skipped where there is none)', (tool, isThere) => {
  const real = isThere ? test : test.skip;
  let lab: Lab;
  beforeEach(async () => {
    env.PATH = process.env.PATH;
    env.XDG_RUNTIME_DIR = path.join(home, 'runtime');
    await mkdir(env.XDG_RUNTIME_DIR);
    lab = await startLab({
      accounts: [{ login: 'octocat', type: 'User' }],
      packages: [],
      tokens: { [TOKEN]: { kind: 'classic-pat', login: 'octocat', scopes: [] } },
    });
  });
  afterEach(() => lab.close());

  // podman writes into docker's folder where DOCKER_CONFIG names one (facts K12).
  real.each([
    ['DOCKER_CONFIG', 'docker/config.json'],
    ['REGISTRY_AUTH_FILE', 'own.json'],
    ['neither', 'runtime/containers/auth.json'],
  ])('logs in and out, with %s', async (name, written) => {
    if (name !== 'DOCKER_CONFIG') delete env.DOCKER_CONFIG;
    if (name === 'REGISTRY_AUTH_FILE') env.REGISTRY_AUTH_FILE = path.join(home, written);
    const state = await logInDone(tool, { registry: lab.registry });
    const target = tool === 'podman' || name === 'DOCKER_CONFIG' ? written : '.docker/config.json';
    expect(state).toMatchObject({ tool, files: [{ file: path.join(home, target) }] });
    expect(await filesWith(TOKEN)).toEqual([path.basename(target)]);
    expect(await logOut(state)).toBe('removed');
    expect(await filesWith(TOKEN)).toEqual([]);
  });

  real('says no in its own words', async () => {
    const result = await logInWith(tool, {
      registry: lab.registry,
      login: { username: 'octocat', secret: 'ghp_wrong' },
    });
    expect(result).toMatchObject({
      kind: 'failed',
      fault: { kind: 'said', words: expect.stringMatching(/denied: denied|403/) },
    });
    expect(saved).toBeNull();
  });
});

test.each([
  ['octocat', TOKEN],
  ['八', '密'.repeat(100)],
])('the fingerprint of %s is the SHA-256 of name and secret', (username, secret) => {
  const expected = createHash('sha256').update(`${username}\0${secret}`).digest('hex');
  expect(fingerprint({ username, secret })).toBe(expected);
  expect(fingerprint({ username, secret: `${secret}.` })).not.toBe(expected);
  expect(fingerprint(null)).toBeNull();
});

test('names that nobody else takes are different, and fit into the name of a file', () => {
  const names = Array.from({ length: 1_000 }, uniqueName);
  expect(new Set(names).size).toBe(1_000);
  expect(names.filter((name) => !/^[0-9a-z-]+$/.test(name))).toEqual([]);
});
