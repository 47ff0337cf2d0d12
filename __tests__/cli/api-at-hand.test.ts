/** Which API `lint` asks with the token at hand: that of the server that somebody named, and no other. */
import { spawnSync } from 'node:child_process';
import { describe, expect, test } from '@jest/globals';
import { apiAtHand } from '../../src/faces/cli/lint/elsewhere.js';
import { withHostOfGh } from '../../src/faces/cli/server-at-hand.js';
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

describe('GH_HOST, where a run, an owner or an image is named alone', () => {
  const at = (GH_HOST: string, more: NodeJS.ProcessEnv = {}) => ({ env: { GH_HOST, ...more } });
  const run7 = ['explain', '--run', '7', '--repository', 'octo/app'];

  test.each([
    [
      'en',
      'set GITHUB_SERVER_URL to the server that it is for, https://git.corp.example or https://github.com.',
    ],
    [
      'zh-CN',
      '请把 GITHUB_SERVER_URL 设为令牌所属的服务器（https://git.corp.example 或 https://github.com）。',
    ],
  ])('is asked about where it is a server of your own (%s)', async (language, words) => {
    for (const args of [run7, ['audit', 'octo-org'], ['check', 'octo/app']]) {
      const { code, stderr } = await run(
        [...args, '--language', language],
        at('git.corp.example', { GH_TOKEN: 'x' }),
      );
      expect([code, stderr]).toEqual([2, expect.stringContaining(words)]);
    }
  });

  test('names the server of GHE.com that is asked', async () => {
    const { code, stderr } = await run(
      ['explain', '--run', 'https://github.com/octo/app/actions/runs/7'],
      at('octo.ghe.com', { GITHUB_SERVER_URL: 'https://octo.ghe.com' }),
    );
    expect([code, stderr]).toEqual([2, expect.stringContaining('octo.ghe.com')]);
    expect(withHostOfGh({ GH_HOST: 'octo.ghe.com' }, 'en').GITHUB_SERVER_URL).toBe('https://octo.ghe.com');
  });

  test.each<NodeJS.ProcessEnv>([
    { GH_HOST: 'git.corp.example', GITHUB_SERVER_URL: 'https://ghe.example' },
    { GH_HOST: 'git.corp.example', GITHUB_API_URL: 'https://ghe.example/api/v3' },
    { GH_HOST: '' },
    {},
  ])('counts for nothing in %j', (env) => {
    expect(withHostOfGh(env, 'en')).toEqual(env);
  });

  test('names the registry that `check` asks, where no image says one', async () => {
    const asked = async (args: string[]) => {
      // A proxy that nobody is behind.
      const env = { GH_HOST: 'octo.ghe.com', HTTPS_PROXY: 'http://127.0.0.1:9', HOME: '/nonexistent' };
      const { stdout } = await run(['check', '--format', 'json', ...args], { env });
      return JSON.parse(stdout).registry;
    };
    expect(await asked(['octo/app'])).toBe('containers.octo.ghe.com');
    expect(await asked(['ghcr.io/octo/app'])).toBe('ghcr.io');
    expect(await asked(['octo/app', '--registry', 'ghcr.io'])).toBe('ghcr.io');
  });

  test('a pasted address names its server itself', async () => {
    const { code, stderr } = await run(
      ['explain', '--run', 'https://github.com/octo/app/actions/runs/7'],
      at('git.corp.example'),
    );
    expect([code, stderr]).toEqual([2, expect.stringContaining('set GITHUB_TOKEN')]);
  });
});
