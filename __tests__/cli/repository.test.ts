/** Whose checkout a folder is: a hook of git tells of the repository that it is of, and not of the one that is asked about. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { afterAll, afterEach, describe, expect, test } from '@jest/globals';
import { namedRepository } from '../../src/faces/cli/own-repository.js';
import { originOf, repositoryOn } from '../../src/faces/cli/repository.js';
import { unhurried } from '../unhurried.js';

unhurried();

const home = mkdtempSync(path.join(tmpdir(), 'ghcr-preflight-repository-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));

const TOLD = ['GIT_DIR', 'GIT_WORK_TREE'] as const;
const before = TOLD.map((name) => process.env[name]);
afterEach(() => {
  for (const [index, name] of TOLD.entries()) {
    if (before[index] === undefined) delete process.env[name];
    else process.env[name] = before[index];
  }
});

function checkout(name: string): string {
  const folder = path.join(home, name);
  mkdirSync(folder);
  const git = (...args: string[]) =>
    execFileSync('git', args, { cwd: folder, env: { PATH: process.env.PATH } });
  git('init', '-q');
  git('remote', 'add', 'origin', `https://github.com/octo/${name}.git`);
  return folder;
}

describe('in a hook of another checkout', () => {
  const [asked, hooked] = [checkout('asked'), checkout('hooked')];

  test.each([
    ['its folder', asked],
    ['a folder below it', path.join(asked, 'below')],
  ])('%s is of its own repository', async (_, folder) => {
    mkdirSync(folder, { recursive: true });
    process.env.GIT_DIR = path.join(hooked, '.git');
    process.env.GIT_WORK_TREE = hooked;
    expect((await originOf(folder, null)).repository).toBe('octo/asked');
  });

  test('a folder in no checkout is of the repository that git is told', async () => {
    const folder = path.join(home, 'none');
    mkdirSync(folder);
    process.env.GIT_DIR = path.join(hooked, '.git');
    expect((await originOf(folder, null)).repository).toBe('octo/hooked');
  });
});

test('a checkout of another forge is of its remote on GitHub, whatever that is called', async () => {
  const folder = checkout('mirrored');
  const git = (...args: string[]) =>
    execFileSync('git', args, { cwd: folder, env: { PATH: process.env.PATH } });
  git('remote', 'set-url', 'origin', 'https://gitee.com/zhang/app.git');
  expect((await originOf(folder, null)).repository).toBeNull();
  git('remote', 'add', 'my.hub', 'git@github.com-work:octo/app.git');
  expect(await originOf(folder, null)).toEqual({ repository: 'octo/app', server: null });
  expect(await repositoryOn('https://github.com', folder)).toBe('octo/app');
  expect(await repositoryOn('https://github.example.com', folder)).toBeNull();
});

describe('GITHUB_REPOSITORY', () => {
  test.each([
    [undefined, null],
    ['', null],
    [' \n', null],
    ['octo/app', 'octo/app'],
    [' octo/app\n', 'octo/app'],
    ['Octo-Org/.github', 'Octo-Org/.github'],
  ])('%j names %j', (given, named) =>
    expect(namedRepository({ GITHUB_REPOSITORY: given }, 'en')).toBe(named),
  );

  test.each(['app', 'octo/', '/app', 'octo/app/x', 'https://github.com/octo/app', 'octo app', 'octo/a b'])(
    '%j is no repository, whose owner another would be held against',
    (given) => {
      for (const language of ['en', 'zh-CN'] as const)
        expect(() => namedRepository({ GITHUB_REPOSITORY: given }, language)).toThrow(
          expect.objectContaining({ message: expect.stringMatching(/GITHUB_REPOSITORY .*OWNER\/NAME/s) }),
        );
    },
  );
});
