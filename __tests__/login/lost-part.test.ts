/** A part of this action that is loaded when it is needed may be gone from the disk by then. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { logIn } from '../../src/login/login.js';
import { logOut } from '../../src/login/logout.js';
import type { LoginState } from '../../src/login/state.js';
import { findAll, lose } from '../sources/load.js';

const LOST = new Error("Cannot find module './logout.js'");

let home: string;
let env: NodeJS.ProcessEnv;
beforeEach(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'lost-part-'));
  env = { PATH: home, HOME: home, DOCKER_CONFIG: home, RUNNER_TEMP: home };
});
afterEach(() => {
  findAll();
  return rm(home, { recursive: true, force: true });
});

const login = { username: 'octocat', secret: 'ghp_lostLostLostLostLostLostLostLostLo01' };

async function loggedIn(save: (state: LoginState | null) => void, signal?: AbortSignal) {
  const order = { mode: 'auto' as const, registry: 'ghcr.io', login, env, stays: false, save };
  return logIn(signal ? { ...order, signal } : order);
}

test('a login that can not be undone at once is left to the post step', async () => {
  lose('login/logout.ts', LOST);
  let saved: LoginState | null = null;
  const result = await loggedIn((state) => {
    saved = state;
  }, AbortSignal.abort());
  expect(result).toEqual({ kind: 'cancelled' });
  findAll();
  expect((await logOut(saved as unknown as LoginState, env)).result).toBe('removed');
  expect(await readFile(path.join(home, 'config.json'), 'utf8').catch(() => '')).not.toContain('ghcr.io');
});

test('without what ends the client the login is removed all the same', async () => {
  let saved: LoginState | null = null;
  await loggedIn((state) => {
    saved = state;
  });
  lose('evidence/credentials/stragglers.ts', LOST);
  const halfWay = { ...(saved as unknown as LoginState), tool: 'docker', isMade: false } as const;
  expect((await logOut(halfWay, env)).result).toBe('removed');
});

test('without what runs the client the logout has failed, and says so', async () => {
  lose('evidence/credentials/process.ts', LOST);
  const state: LoginState = { id: 'a', tool: 'docker', registry: 'ghcr.io', isMade: true, files: [] };
  expect(await logOut(state, env)).toEqual({ result: 'failed', file: null });
});
