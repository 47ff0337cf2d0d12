/** A part of this action that is loaded when it is needed may be gone from the disk by then. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import type { LoginState } from '../../src/login/state.js';

const LOST = new Error("Cannot find module './logout.js'");
const lose = (file: string) =>
  jest.unstable_mockModule(file, () => {
    throw LOST;
  });

let home: string;
let env: NodeJS.ProcessEnv;
beforeEach(async () => {
  jest.resetModules();
  home = await mkdtemp(path.join(tmpdir(), 'lost-part-'));
  env = { PATH: home, HOME: home, DOCKER_CONFIG: home, RUNNER_TEMP: home };
});
afterEach(() => rm(home, { recursive: true, force: true }));

const login = { username: 'octocat', secret: 'ghp_lostLostLostLostLostLostLostLostLo01' };

async function logIn(save: (state: LoginState | null) => void, signal?: AbortSignal) {
  const own = await import('../../src/login/login.js');
  const order = { mode: 'auto' as const, registry: 'ghcr.io', login, env, stays: false, save };
  return own.logIn(signal ? { ...order, signal } : order);
}

test('a login that can not be undone at once is left to the post step', async () => {
  lose('../../src/login/logout.js');
  let saved: LoginState | null = null;
  const result = await logIn((state) => {
    saved = state;
  }, AbortSignal.abort());
  expect(result).toEqual({ kind: 'cancelled' });
  jest.unstable_unmockModule('../../src/login/logout.js');
  jest.resetModules();
  const { logOut } = await import('../../src/login/logout.js');
  expect((await logOut(saved as unknown as LoginState, env)).result).toBe('removed');
  expect(await readFile(path.join(home, 'config.json'), 'utf8').catch(() => '')).not.toContain('ghcr.io');
});

test('without what ends the client the login is removed all the same', async () => {
  let saved: LoginState | null = null;
  await logIn((state) => {
    saved = state;
  });
  lose('../../src/evidence/credentials/stragglers.js');
  const { logOut } = await import('../../src/login/logout.js');
  const halfWay = { ...(saved as unknown as LoginState), tool: 'docker', isMade: false } as const;
  expect((await logOut(halfWay, env)).result).toBe('removed');
});

test('without what runs the client the logout has failed, and says so', async () => {
  lose('../../src/evidence/credentials/process.js');
  const { logOut } = await import('../../src/login/logout.js');
  const state: LoginState = { id: 'a', tool: 'docker', registry: 'ghcr.io', isMade: true, files: [] };
  expect(await logOut(state, env)).toEqual({ result: 'failed', file: null });
});
