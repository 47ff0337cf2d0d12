/** Which API `lint` asks with the token at hand: that of the server that somebody named, and no other. */
import { spawnSync } from 'node:child_process';
import { describe, expect, test } from '@jest/globals';
import { apiAtHand } from '../../src/faces/cli/lint/elsewhere.js';
import { build, login, MAIN, workflow } from '../lint/repository.js';
import { repository, run } from './run.js';

describe('the API that gets the token', () => {
  test.each<[string, string | null, NodeJS.ProcessEnv, string]>([
    ['no server is named', null, {}, 'https://api.github.com'],
    ['a server of its own', 'https://ghe.example', {}, 'https://ghe.example/api/v3'],
    ['GHE.com', 'https://octo.ghe.com', {}, 'https://api.octo.ghe.com'],
    [
      'the address of another API',
      'https://ghe.example',
      { GITHUB_API_URL: 'https://api.github.com' },
      'https://ghe.example/api/v3',
    ],
    [
      'the address of its API',
      'https://ghe.example',
      { GITHUB_API_URL: 'https://ghe.example/api/v3/' },
      'https://ghe.example/api/v3',
    ],
    [
      'the address of an API alone',
      null,
      { GITHUB_API_URL: 'https://ghe.example/api/v3' },
      'https://ghe.example/api/v3',
    ],
    ['no address', null, { GITHUB_API_URL: 'ghe.example' }, 'https://api.github.com'],
  ])('%s', (_, server, env, expected) => {
    expect(apiAtHand(server, { ...env, GITHUB_TOKEN: 'ghp_mona' })).toEqual({
      apiUrl: expected,
      token: 'ghp_mona',
    });
  });
});

describe('a remote on a server that nobody named', () => {
  const lint = (args: string[], env: NodeJS.ProcessEnv = {}) => {
    const cwd = repository({ [MAIN]: workflow(login() + build(), 'permissions: {contents: read}') });
    for (const git of ['init -q', 'remote add origin https://github.corp.example/octo/app.git'])
      spawnSync('git', git.split(' '), { cwd });
    return run(['lint', ...args], { cwd, env });
  };

  test.each([
    ['en', '--server github.corp.example'],
    ['zh-CN', '请用 --server github.corp.example 确认'],
  ])('is not sent the token (%s)', async (language, words) => {
    const { code, stderr, stdout } = await lint(['--fetch', '--language', language]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(words);
  });

  test('is linted without a network all the same', async () => {
    expect((await lint([])).code).toBe(0);
  });
});
