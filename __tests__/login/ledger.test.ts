/** Whose note of a login is of no use any more: a job that ended, or one whose token did. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { fingerprint, type KeptLogin } from '../../src/evidence/credentials/kept-login.js';
import {
  isOver,
  type Note,
  notePath,
  otherNotes,
  readNote,
  stillValid,
  thisJob,
  writeNote,
} from '../../src/login/ledger.js';

const DAY = 24 * 60 * 60 * 1000;
const isSeen = process.platform === 'linux';

test('this job is not over, however long it takes', () => {
  expect(isOver(thisJob())).toBe(false);
  if (isSeen) expect(isOver({ ...thisJob(), at: Date.now() - 2 * DAY })).toBe(false);
});

(isSeen ? test : test.skip)('a job is over where another process has its number, or none', () => {
  expect(isOver({ ...thisJob(), started: '1' })).toBe(true);
  expect(isOver({ ...thisJob(), pid: 2 ** 22 + 1 })).toBe(true);
});

test.each([
  ['counts among other processes', { processes: 'pid:[1]' }],
  ['counts among nobody knows which', { processes: null }],
  ['began nobody saw when', { started: null }],
])('a job that %s is over when its token is', (_, other) => {
  const job = { ...thisJob(), started: '1', processes: 'pid:[1]', ...other };
  expect(isOver(job)).toBe(false);
  expect(isOver({ ...job, at: Date.now() - 2 * DAY })).toBe(true);
});

const kept = (secret: string): KeptLogin => ({
  entries: [['ghcr.io', { auth: Buffer.from(`octo:${secret}`).toString('base64') }]],
  helper: null,
  fromHelper: null,
});
const noteOf = (secret: string, job: Note['job'], former: KeptLogin | null = null): Note => ({
  registry: 'ghcr.io',
  file: '/home/octo/.docker/config.json',
  fingerprint: fingerprint({ username: 'octo', secret }) ?? '',
  job,
  former,
});
const OVER = { ...thisJob(), started: null, at: Date.now() - 2 * DAY };

test('of a job that is over what was there before is put back, and never while another one needs the login', () => {
  const [dead, older] = [kept('dead'), kept('older')];
  expect(stillValid(dead, [noteOf('dead', OVER, older)])).toEqual(older);
  expect(stillValid(dead, [noteOf('dead', OVER), noteOf('dead', thisJob())])).toEqual(dead);
  expect(stillValid(dead, [noteOf('dead', OVER, older), noteOf('older', OVER)])).toBeNull();
  expect(stillValid(dead, [])).toEqual(dead);
});

test('notes count for one registry and one auth file', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'ledger-'));
  const file = path.join(folder, 'config.json');
  const placeOf = (id: string) => notePath(file, id);
  const note = { ...noteOf('a', OVER), file };
  writeNote(placeOf('own'), note);
  writeNote(placeOf('same'), note);
  writeNote(placeOf('registry'), { ...note, registry: 'quay.io' });
  writeNote(placeOf('file'), { ...note, file: path.join(folder, 'auth.json') });
  expect([...otherNotes(placeOf('own'), note).keys()]).toEqual([placeOf('same')]);
  rmSync(folder, { recursive: true });
});

test.each([
  ['a note', noteOf('a', OVER), true],
  ['one without a registry', { ...noteOf('a', OVER), registry: undefined }, false],
  ['one without a login', { ...noteOf('a', OVER), fingerprint: 1 }, false],
  ['one without a job', { ...noteOf('a', OVER), job: null }, false],
  ['nothing', null, false],
  ['a list', [], false],
])('%s is read as one: %#', (_, content, isNote) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'ledger-'));
  const place = path.join(folder, 'note');
  writeFileSync(place, JSON.stringify(content));
  expect(readNote(place)).toEqual(isNote ? content : null);
  rmSync(folder, { recursive: true });
});
