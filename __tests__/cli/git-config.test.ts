/** The remote of a checkout as its configuration says it, beside git itself, which is right. */

import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { originInConfig } from '../../src/faces/cli/git-config.js';

const home = mkdtempSync(path.join(tmpdir(), 'ghcr-preflight-git-config-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));

/** Of git alone: nobody's own settings have a say. */
const ENV = { PATH: process.env.PATH, GIT_CONFIG_NOSYSTEM: '1', HOME: home };

let count = 0;
function checkout(config: string): string {
  count += 1;
  const folder = path.join(home, String(count));
  mkdirSync(folder);
  execFileSync('git', ['init', '-q', folder], { env: ENV });
  writeFileSync(path.join(folder, '.git/config'), `[core]\n\trepositoryformatversion = 0\n${config}`);
  return folder;
}

function toldByGit(folder: string): string {
  const asked = ['-C', folder, 'config', '--get', 'remote.origin.url'];
  return spawnSync('git', asked, { env: ENV, encoding: 'utf8' }).stdout.trim();
}

const remote = (...lines: string[]) => `[remote "origin"]\n${lines.map((each) => `\t${each}\n`).join('')}`;
const FETCH = 'fetch = +refs/heads/*:refs/remotes/origin/*';
const URL = 'url = https://github.com/Octo/App.git';

describe('is read where git wrote it', () => {
  test.each([
    ['by git clone', remote(URL, FETCH)],
    ['by ssh', remote('url = git@github.com:Octo/App.git', FETCH)],
    [
      'by actions/checkout',
      `${remote(URL, FETCH)}[gc]\n\tauto = 0\n[http "https://github.com/"]\n\textraheader = x\n`,
    ],
    [
      'with other remotes',
      `[remote "fork"]\n\turl = https://github.com/me/app\n${remote(URL)}[branch "main"]\n\tremote = origin\n`,
    ],
    ['with an address to push to', remote(URL, 'pushurl = git@github.com:Octo/App.git')],
  ])('%s', (_, config) => {
    const folder = checkout(config);
    expect(toldByGit(folder)).toMatch(/Octo\/App/);
    expect(originInConfig(folder, {})).toBe(toldByGit(folder));
  });

  test('and of a folder in no checkout there is nothing to ask', () => {
    const folder = path.join(home, 'none');
    mkdirSync(folder);
    expect(originInConfig(folder, {})).toBe('');
  });
});

describe('is left to git', () => {
  test.each([
    ['no remote', ''],
    ['a second address', remote(URL, 'url = https://github.com/octo/other')],
    [
      'a second section',
      `${remote(URL)}[core]\n\tbare = false\n${remote('url = https://github.com/octo/other')}`,
    ],
    ['another case', `${remote(URL)}[REMOTE "origin"]\n\tURL = https://github.com/octo/other\n`],
    ['an old section', `${remote(URL)}[remote.origin]\n\turl = https://github.com/octo/other\n`],
    ['quotes', remote('url = "https://github.com/octo/app"')],
    ['a comment', remote('url = https://github.com/octo/app # ours')],
    ['a line that goes on', remote('url = https://github.com/\\', 'octo/app')],
    ['on one line', '[remote "origin"] url = https://github.com/octo/app\n'],
    ['another file', `${remote(URL)}[include]\n\tpath = other\n`],
    ['a worktree of its own', `[extensions]\n\tworktreeConfig = true\n${remote(URL)}`],
  ])('%s', (_, config) => {
    expect(originInConfig(checkout(config), {})).toBeNull();
  });

  test('below the root of a checkout, and in a bare one', () => {
    const folder = checkout(remote(URL));
    mkdirSync(path.join(folder, 'inside'));
    expect(originInConfig(path.join(folder, 'inside'), {})).toBeNull();
    expect(originInConfig(path.join(folder, '.git'), {})).toBeNull();
  });

  test.each(['GIT_DIR', 'GIT_CONFIG_COUNT'])('with %s', (name) => {
    expect(originInConfig(checkout(remote(URL)), { [name]: '1' })).toBeNull();
  });
});
