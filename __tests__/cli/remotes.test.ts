/** Which remote of a checkout tells whose workflows they are, and on which GitHub. */

import { describe, expect, test } from '@jest/globals';
import { originAmong, type Remote } from '../../src/faces/cli/remotes.js';

/** `origin` first, then others by their names. */
function told(origin: string | null, others: Record<string, string> = {}, server: string | null = null) {
  const remotes: Remote[] = Object.entries(others).map(([name, address]) => ({ name, address }));
  if (origin !== null) remotes.unshift({ name: 'origin', address: origin });
  return originAmong(remotes, server, { only: false });
}

const onGitHub = { repository: 'octo/app', server: null };
const nobody = { repository: null, server: null };

describe('on github.com', () => {
  test.each([
    'https://github.com/octo/app.git',
    'https://user:x@GitHub.com/octo/app',
    'https://www.github.com/octo/app/',
    'git@github.com:octo/app.git',
    'ssh://git@ssh.github.com:443/octo/app.git',
    'git@github.com.:octo/app.git',
    'git@github.com-work:octo/app.git',
    'ssh://git@github.com-personal/octo/app.git',
    'github.com_octo:octo/app.git',
    'git@github.com.work:octo/app.git',
    'git@work.github.com:octo/app.git',
    'git@github-work:octo/app.git',
    'git@ghe-no:octo/app.git',
    'git@work:octo/app.git',
    'gh:octo/app',
  ])('%s', (address) => {
    expect(told(address)).toEqual(onGitHub);
    expect(originAmong([{ name: 'origin', address }], 'github.com', { only: true })).toEqual(onGitHub);
  });
});

describe('on GitHub Enterprise', () => {
  test.each([
    ['https://github.example.com/octo/app', 'https://github.example.com'],
    ['git@github.example.com-work:octo/app.git', 'https://github.example.com'],
    ['git@octo.ghe.com:octo/app.git', 'https://octo.ghe.com'],
    ['https://github-corp/octo/app', 'https://github-corp'],
  ])('%s', (address, server) => {
    expect(told(address)).toEqual({ repository: 'octo/app', server });
  });

  test('on a host that may be such a server, the owner is that of the remote', () => {
    expect(told('https://git.example.com/octo/app')).toEqual(onGitHub);
    expect(told('git@git.example.com:octo/app', {}, 'github.example.com')).toEqual(onGitHub);
  });

  test('but not where it must be on the named server', () => {
    const remotes = [{ name: 'origin', address: 'https://git.example.com/octo/app' }];
    expect(originAmong(remotes, 'github.com', { only: true })).toEqual(nobody);
    expect(originAmong(remotes, 'git.example.com', { only: true })).toEqual(onGitHub);
  });
});

const FORGES = [
  'https://gitee.com/zhang/app.git',
  'git@gitlab.com:zhang/app.git',
  'git@gitlab.com-work:zhang/app.git',
  'git@gitlab-work:zhang/app.git',
  'https://gitlab.example.com/team/zhang/app',
  'https://zhang@dev.azure.com/zhang/project/_git/app',
  'git@ssh.dev.azure.com:v3/zhang/project/app',
  'https://git-codecommit.us-east-1.amazonaws.com/v1/repos/app',
  'git@bitbucket.org:zhang/app.git',
  'https://codeberg.org/zhang/app',
  'https://gitea.example.com/zhang/app',
  '/srv/git/zhang/app.git',
  'file:///srv/git/zhang/app.git',
  'C:/git/zhang/app',
  'c:\\git\\zhang\\app',
];

describe('elsewhere, where nobody has a GITHUB_TOKEN', () => {
  test.each(FORGES)('%s', (address) => {
    expect(told(address)).toEqual(nobody);
    expect(told(address, { github: 'https://github.com/octo/app.git' })).toEqual(onGitHub);
  });

  test('a mirror on GitHub Enterprise tells its server too', () => {
    expect(told(FORGES[0] as string, { mirror: 'git@github.example.com:octo/app' })).toEqual({
      repository: 'octo/app',
      server: 'https://github.example.com',
    });
    const named = told(FORGES[0] as string, { mirror: 'git@git.example.com:octo/app' }, 'git.example.com');
    expect(named.repository).toBe('octo/app');
  });
});

describe('of several', () => {
  test('the one that git goes to', () => {
    expect(told('git@github.com:octo/app', { upstream: 'git@github.com:other/app' })).toEqual(onGitHub);
    expect(told(null, { upstream: 'git@github.com:octo/app' })).toEqual(onGitHub);
    expect(told(null, { upstream: 'git@git.example.com:octo/app' })).toEqual(onGitHub);
  });

  test('those of one repository', () => {
    const both = { a: 'git@github.com:octo/app', b: 'https://github.com/Octo/App' };
    expect(told(null, both)).toEqual(onGitHub);
    expect(told('https://gitee.com/zhang/app', both)).toEqual(onGitHub);
    expect(told('https://git.example.com/octo/app', both)).toEqual(onGitHub);
  });

  test('none, where they differ', () => {
    const two = { a: 'git@github.com:octo/app', b: 'git@github.com:other/app' };
    expect(told('https://gitee.com/zhang/app', two)).toEqual(nobody);
    expect(told(null, two)).toEqual(nobody);
    expect(told('https://git.example.com/team/app', { github: 'git@github.com:octo/app' })).toEqual(nobody);
  });
});
