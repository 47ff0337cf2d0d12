import { spawnSync } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type Lab, startLab } from '../../src/lab/lab.js';
import { type LoginResult, type LoginState, logIn, logOut } from '../../src/login/login.js';

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

function done(result: LoginResult): LoginState {
  expect(result).toMatchObject({ kind: 'done' });
  return (result as { state: LoginState }).state;
}

describe('without docker and podman', () => {
  test('auto writes the auth file, readable by its owner only, and logs out of it', async () => {
    const state = done(await logIn('auto', 'ghcr.io', login, env));
    expect(state).toMatchObject({ tool: 'auth-file', file });
    expect(await config()).toEqual({ auths: { 'ghcr.io': { auth: auth('octocat', TOKEN) } } });
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await logOut(state)).toBe('removed');
    expect(await config()).toEqual({ auths: {} });
  });

  test.each(['docker', 'podman'] as const)('login: %s says that there is none', async (tool) => {
    expect(await logIn(tool, 'ghcr.io', login, env)).toEqual({ kind: 'no-such-tool', tool });
  });

  test('everything else in the file stays', async () => {
    await given({ auths: { 'docker.io': { auth: 'eDp5' } }, HttpHeaders: { a: 'b' } });
    const state = done(await logIn('auto', 'ghcr.io', login, env));
    await logOut(state);
    expect(await config()).toEqual({ auths: { 'docker.io': { auth: 'eDp5' } }, HttpHeaders: { a: 'b' } });
  });

  test('a broken file is named and left as it is', async () => {
    await mkdir(path.dirname(file));
    await writeFile(file, '{ "auths": ');
    const result = await logIn('auto', 'ghcr.io', login, env);
    expect(result).toEqual({ kind: 'failed', tool: 'auth-file', detail: `${file}: not a JSON object` });
    expect(await readFile(file, 'utf8')).toBe('{ "auths": ');
  });

  test('a symbolic link stays one', async () => {
    const real = path.join(home, 'real.json');
    await writeFile(real, '{}');
    await mkdir(path.dirname(file));
    await symlink(real, file);
    done(await logIn('auto', 'ghcr.io', login, env));
    expect(JSON.parse(await readFile(real, 'utf8')).auths['ghcr.io']).toBeDefined();
  });
});

describe('what was there before', () => {
  const former = { auths: { 'ghcr.io': { auth: auth('robot', 'former-secret') } } };

  test('is put back, and its copy is gone', async () => {
    await given(former);
    const state = done(await logIn('auto', 'ghcr.io', login, env));
    expect((await stat(state.backup as string)).mode & 0o777).toBe(0o600);
    expect(await logOut(state)).toBe('restored');
    expect(await config()).toEqual(former);
    expect((await readdir(home)).filter((name) => name.includes('ghcr-preflight'))).toEqual([]);
  });

  test('no secret is in the state that goes through the runner', async () => {
    await given(former);
    const state = JSON.stringify(done(await logIn('auto', 'ghcr.io', login, env)));
    for (const secret of [TOKEN, 'former-secret', auth('octocat', TOKEN), auth('robot', 'former-secret')])
      expect(state).not.toContain(secret);
  });

  test('what a later step stored is left alone', async () => {
    const state = done(await logIn('auto', 'ghcr.io', login, env));
    await given({ auths: { 'ghcr.io': { auth: auth('later', 'step') } } });
    expect(await logOut(state)).toBe('replaced-meanwhile');
    expect((await config()).auths['ghcr.io'].auth).toBe(auth('later', 'step'));
  });

  test('what a later step removed stays removed', async () => {
    const state = done(await logIn('auto', 'ghcr.io', login, env));
    await given({ auths: {} });
    expect(await logOut(state)).toBe('gone');
  });
});

describe('a client', () => {
  test('gets the password by stdin, never as an argument', async () => {
    await program('docker', `echo "$@" > ${home}/arguments; cat > ${home}/stdin`);
    done(await logIn('docker', 'ghcr.io', login, env));
    expect(await readFile(path.join(home, 'arguments'), 'utf8')).toBe(
      'login --username octocat --password-stdin ghcr.io\n',
    );
    expect(await readFile(path.join(home, 'stdin'), 'utf8')).toBe(TOKEN);
  });

  test('that warns on stderr and exits with 0 has logged in', async () => {
    await program('docker', 'cat > /dev/null; echo "WARNING! stored unencrypted" >&2');
    done(await logIn('docker', 'ghcr.io', login, env));
  });

  test('that exits with 1 has not, and its last line says why', async () => {
    await program(
      'docker',
      'cat > /dev/null; echo "Login Succeeded"; echo "first" >&2; echo "denied: denied" >&2; exit 1',
    );
    expect(await logIn('docker', 'ghcr.io', login, env)).toEqual({
      kind: 'failed',
      tool: 'docker',
      detail: 'denied: denied',
    });
  });

  test('that does not read its input is judged all the same', async () => {
    await program('docker', 'exit 3');
    expect(await logIn('docker', 'ghcr.io', login, env)).toMatchObject({
      kind: 'failed',
      detail: 'exit code 3',
    });
  });

  test('podman comes after docker', async () => {
    await program('podman', 'cat > /dev/null');
    expect(done(await logIn('auto', 'ghcr.io', login, env)).tool).toBe('podman');
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

  test('keeps the login, and gives the former one back', async () => {
    process.env.PATH = `${env.PATH}:${process.env.PATH}`;
    await helper();
    await given({ credsStore: 'test' });
    await writeFile(
      path.join(home, 'kept'),
      JSON.stringify({ ServerURL: 'ghcr.io', Username: 'robot', Secret: 'former' }),
    );
    const state = done(await logIn('auto', 'ghcr.io', login, env));
    expect(await readFile(path.join(home, 'kept'), 'utf8')).toContain(TOKEN);
    expect(await readFile(file, 'utf8')).not.toContain(auth('octocat', TOKEN));
    expect(await logOut(state)).toBe('restored');
    expect(await readFile(path.join(home, 'kept'), 'utf8')).toContain('former');
  });
});

const hasDocker = spawnSync('docker', ['--version']).status === 0;
(hasDocker ? describe : describe.skip)('the real docker client (skipped where there is none)', () => {
  let lab: Lab;
  beforeEach(async () => {
    env.PATH = process.env.PATH;
    lab = await startLab({
      accounts: [{ login: 'octocat', type: 'User' }],
      packages: [],
      tokens: { [TOKEN]: { kind: 'classic-pat', login: 'octocat', scopes: [] } },
    });
  });
  afterEach(() => lab.close());

  test('logs in and out', async () => {
    const state = done(await logIn('auto', lab.registry, login, env));
    expect(state.tool).toBe('docker');
    expect((await config()).auths[lab.registry].auth).toBe(auth('octocat', TOKEN));
    expect(await logOut(state)).toBe('removed');
    expect((await config()).auths).toEqual({});
  });

  test('says no in its own words', async () => {
    const result = await logIn('docker', lab.registry, { username: 'octocat', secret: 'ghp_wrong' }, env);
    expect(result).toMatchObject({ kind: 'failed', detail: expect.stringContaining('denied: denied') });
  });
});
