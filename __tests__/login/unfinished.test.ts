/** What a client was writing when it was killed is removed with the login, where it is ours. */
import { existsSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { fingerprint } from '../../src/evidence/credentials/kept-login.js';
import { logOut } from '../../src/login/logout.js';

const folder = mkdtempSync(path.join(tmpdir(), 'unfinished-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const OURS = { username: 'octocat', secret: 'ghp_unfinishedUnfinishedUnfinishedUn01' };
const written = (secret: string) => {
  const auth = Buffer.from(`octocat:${secret}`).toString('base64');
  return JSON.stringify({ auths: { 'ghcr.io': { auth } } });
};
const own = written(OURS.secret);
const HOUR = 3_600;

test.each<[string, string, string, number, boolean]>([
  ["docker's, with our login", 'config.json123', own, 0, true],
  ['an old one with our login', 'config.json123', own, HOUR, true],
  ["podman's", '.tmp-config.json123', own, 0, true],
  ['our own', 'config.json.a-1.tmp', own, 0, true],
  ["another's login", 'config.json123', written('ghp_another'), 0, false],
  ['no login', 'config.json123', '{}', 0, false],
  ['cut off just now', 'config.json123', own.slice(0, -9), 0, true],
  ['cut off long ago', 'config.json123', own.slice(0, -9), HOUR, false],
  ['a copy that somebody made', 'config.json.bak', own, 0, false],
  ['the file of another client', 'other.json123', own, 0, false],
])('%s', async (_, name, text, age, isRemoved) => {
  const place = path.join(folder, name);
  writeFileSync(place, text);
  const then = Date.now() / 1000 - age;
  utimesSync(place, then, then);
  const file = path.join(folder, 'config.json');
  const watched = { file, before: null, ours: fingerprint(OURS) as string, note: path.join(folder, 'note') };
  await logOut({ id: 'a', tool: 'auth-file', registry: 'ghcr.io', isMade: false, files: [watched] }, {});
  expect(existsSync(place)).toBe(!isRemoved);
  rmSync(place, { force: true });
});

test('where nothing was written there is nothing to undo', async () => {
  const state = { id: 'a', tool: 'auth-file', registry: 'ghcr.io', isMade: false, files: [] } as const;
  expect(await logOut({ ...state, files: [] }, {})).toEqual({ result: 'gone', file: null });
});
