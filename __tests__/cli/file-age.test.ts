/** Whether a file of a checkout can be the one that a run had, asked of git itself. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { fileAge } from '../../src/evidence/files/file-age.js';
import { unhurried } from '../unhurried.js';

unhurried();

const FILE = 'ci.yml';
const COMMITTED = '2026-11-02T10:00:00Z';
const BEFORE = Date.parse('2026-11-02T09:00:00Z');
const LATER = '2026-11-02T12:00:00Z';
const AFTER = Date.parse('2026-11-02T11:00:00Z');
const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

const gitAt = (date: string, folder: string, ...args: string[]) =>
  execFileSync('git', ['-C', folder, '-c', 'user.name=mona', '-c', 'user.email=mona@example.com', ...args], {
    env: { PATH: process.env.PATH, GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date },
  });
const git = (folder: string, ...args: string[]) => gitAt(COMMITTED, folder, ...args);

function folder(): string {
  const made = mkdtempSync(path.join(tmpdir(), 'age-'));
  folders.push(made);
  return made;
}

function checkout(text = 'on: push\n'): string {
  const made = folder();
  git(made, 'init', '-q');
  writeFileSync(path.join(made, FILE), text);
  git(made, 'add', FILE);
  git(made, 'commit', '-q', '-m', 'Add the workflow');
  return made;
}

describe('a file that is committed', () => {
  test('before the run may be the one that it had', async () =>
    expect(await fileAge(checkout(), FILE, { at: AFTER, commit: null })).toBeNull());

  test('after the run is another one', async () =>
    expect(await fileAge(checkout(), FILE, { at: BEFORE, commit: null })).toBe('later'));

  test('and no time of the run', async () =>
    expect(await fileAge(checkout(), FILE, { at: null, commit: null })).toBe('untold'));

  test('with the line ends of Windows in the checkout', async () => {
    const made = checkout();
    writeFileSync(path.join(made, FILE), 'on: push\r\n');
    expect(await fileAge(made, FILE, { at: AFTER, commit: null })).toBeNull();
  });

  test('in a shallow clone, whose oldest commit seems to have made it', async () => {
    const made = folder();
    git(made, 'clone', '-q', '--depth', '1', `file://${checkout()}`, '.');
    expect([
      await fileAge(made, FILE, { at: BEFORE, commit: null }),
      await fileAge(made, FILE, { at: AFTER, commit: null }),
    ]).toEqual(['untold', null]);
  });
});

test('in a commit that was rebased after the run, whose text it may have had', async () => {
  const made = checkout();
  const date = new Date(BEFORE - 60_000).toISOString();
  git(made, 'commit', '-q', '--amend', '--no-edit', '--date', date);
  expect(await fileAge(made, FILE, { at: BEFORE, commit: null })).toBe('untold');
});

test('in a commit that took the work of a branch over after the run', async () => {
  const made = checkout('on: pull_request\n');
  git(made, 'branch', '-q', '-m', 'main');
  git(made, 'checkout', '-q', '-b', 'topic');
  writeFileSync(path.join(made, FILE), 'on: push\n');
  git(made, 'commit', '-q', '-a', '-m', 'Run on pushes');
  git(made, 'checkout', '-q', 'main');
  git(made, 'merge', '-q', '--squash', 'topic');
  gitAt(LATER, made, 'commit', '-q', '-m', 'Run on pushes (#1)');
  expect(await fileAge(made, FILE, { at: AFTER, commit: null })).toBe('untold');
  git(made, 'branch', '-q', '-D', 'topic');
  expect(await fileAge(made, FILE, { at: AFTER, commit: null })).toBe('later');
});

test('on a branch before the run, and merged after it', async () => {
  const made = checkout('on: pull_request\n');
  git(made, 'checkout', '-q', '-b', 'topic');
  writeFileSync(path.join(made, FILE), 'on: push\n');
  git(made, 'commit', '-q', '-a', '-m', 'Run on pushes');
  expect(await fileAge(made, FILE, { at: AFTER, commit: null })).toBeNull();
  git(made, 'checkout', '-q', '-');
  gitAt(LATER, made, 'merge', '-q', '--no-ff', '-m', 'Merge the topic', 'topic');
  expect(await fileAge(made, FILE, { at: AFTER, commit: null })).toBe('untold');
});

test('under another name before the run', async () => {
  const made = checkout();
  git(made, 'mv', FILE, 'image.yml');
  gitAt(LATER, made, 'commit', '-q', '-m', 'Rename the workflow');
  expect(await fileAge(made, 'image.yml', { at: AFTER, commit: null })).toBe('untold');
});

describe("the run's commit", () => {
  const head = (made: string) => git(made, 'rev-parse', '--short', 'HEAD').toString().trim();

  test('tells more than the times do', async () => {
    const made = checkout();
    expect(await fileAge(made, FILE, { at: BEFORE, commit: head(made) })).toBeNull();
    const first = head(made);
    writeFileSync(path.join(made, FILE), 'on: pull_request\n');
    expect(await fileAge(made, FILE, { at: AFTER, commit: first })).toBe('uncommitted');
    git(made, 'commit', '-q', '-a', '-m', 'Run on pull requests');
    expect(await fileAge(made, FILE, { at: AFTER, commit: first })).toBe('later');
    const second = head(made);
    git(made, 'checkout', '-q', first);
    expect(await fileAge(made, FILE, { at: AFTER, commit: second })).toBe('other');
    git(made, 'mv', FILE, 'image.yml');
    git(made, 'commit', '-q', '-m', 'Rename the workflow');
    expect(await fileAge(made, 'image.yml', { at: BEFORE, commit: first })).toBeNull();
  });

  test('that is not here leaves them to tell', async () => {
    const commit = '0123456789abcdef0123456789abcdef01234567';
    expect(await fileAge(checkout(), FILE, { at: BEFORE, commit })).toBe('later');
  });
});

test('what a hook of another repository is told leads nowhere', async () => {
  const made = checkout();
  process.env.GIT_DIR = path.join(folder(), '.git');
  try {
    expect(await fileAge(made, FILE, { at: AFTER, commit: null })).toBeNull();
  } finally {
    delete process.env.GIT_DIR;
  }
});

describe('a text that no commit has', () => {
  test('of a file that was changed', async () => {
    const made = checkout();
    writeFileSync(path.join(made, FILE), 'on: pull_request\n');
    expect(await fileAge(made, FILE, { at: AFTER, commit: null })).toBe('uncommitted');
  });

  test('of a file that was never added', async () => {
    const made = checkout();
    writeFileSync(path.join(made, 'new.yml'), '');
    expect(await fileAge(made, 'new.yml', { at: null, commit: null })).toBe('uncommitted');
  });

  test('in a repository without a commit', async () => {
    const made = folder();
    git(made, 'init', '-q');
    writeFileSync(path.join(made, FILE), '');
    expect(await fileAge(made, FILE, { at: null, commit: null })).toBe('uncommitted');
  });
});

test('without git nobody can tell', async () =>
  expect(await fileAge(folder(), FILE, { at: AFTER, commit: null })).toBe('untold'));

test('no program that a checkout names is started', async () => {
  const made = checkout();
  const trace = path.join(made, 'started');
  writeFileSync(path.join(made, '.gitattributes'), '* filter=own\n');
  for (const name of ['core.fsmonitor', 'filter.own.clean', 'gpg.program'])
    git(made, 'config', name, `touch ${trace}; false`);
  git(made, 'config', 'log.showSignature', 'true');
  expect(await fileAge(made, FILE, { at: BEFORE, commit: null })).toBe('later');
  expect(() => rmSync(trace)).toThrow('ENOENT');
});
