/** `audit` where it is asked for what can't be, and where GitHub refuses the list or is not there: one sentence each. */
import { describe, expect, test } from '@jest/globals';
import type { Fault } from '../../src/lab/faults.js';
import { startLab } from '../../src/lab/lab.js';
import { run } from '../cli/run.js';
import { audit, start } from './support.js';
import { OWNER_TOKEN, organization } from './world.js';

describe('one sentence', () => {
  test.each([
    [['nobody'], OWNER_TOKEN, 'There is no account "nobody"'],
    [['octo-org'], 'ghp_dead', 'GitHub does not take the token'],
    [['octo-org'], '', 'An audit needs a token'],
    [['octo-org'], ' \n', 'An audit needs a token'],
    [['octo/app'], OWNER_TOKEN, 'The owner is "octo/app", which is no name of an account'],
    [[], OWNER_TOKEN, 'Name the owner'],
    ...[
      'mona/fine',
      'fine docs',
      '[f]ine',
      '{fine,docs}',
      '!^fine$',
      'fine/',
      '文档',
      '*.git',
      '!*.git',
      '!api-*.git',
    ].map((pattern): [string[], string, string] => [
      ['octo-org', '--repositories', pattern],
      OWNER_TOKEN,
      'which no repository of octo-org can be called',
    ]),
    [['octo-org', '--shard', '0/2'], OWNER_TOKEN, '"0/2": write it as K/N'],
    [['octo-org', '--shard', '1/257'], OWNER_TOKEN, '"1/257": write it as K/N'],
    [
      ['octo-org', '--registry', 'evil.example'],
      OWNER_TOKEN,
      'which is not the registry of https://github.com',
    ],
    [
      ['octo-org', '--merge', 'x.json', '--probe'],
      OWNER_TOKEN,
      '--merge puts reports together that are there',
    ],
    [['octo-org', '--language', 'zh-CN', '--shard', 'x'], OWNER_TOKEN, '选项 --shard 的值“x”无效'],
  ])('%j with token "%s" is one sentence', async (args, token, sentence) => {
    await start();
    const { code, stdout, stderr } = await audit(args, token);
    expect(stdout).toBe('');
    expect(stderr).toContain(sentence);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(code).toBe(2);
  });

  test.each([
    'https://github.com/octo-org',
    'https://github.com/octo-org/',
    'https://github.com/orgs/octo-org/repositories?q=app',
    'https://github.com/octo-org?tab=repositories',
    'http://www.github.com/octo-org#x',
    'github.com/octo-org',
    'github.com/orgs/octo-org',
    '@octo-org',
    'octo-org/',
  ])('an account by its address: %s', async (given) => {
    await start();
    const { stdout } = await audit([given, '--repositories', 'fine', '--format', 'json']);
    expect(JSON.parse(stdout).audit.owner).toBe('octo-org');
  });

  test('that of another server or of a repository is none', async () => {
    await start();
    for (const given of [
      'https://github.com/octo-org/fine',
      'https://gitlab.com/octo-org',
      'https://github.com/',
      'https://github.com.example/octo-org',
      'https://github.com/orgs/',
    ])
      expect(await audit([given])).toMatchObject({ code: 2, stderr: expect.stringContaining(`"${given}"`) });
    expect((await audit(['https://github.com/nobody'])).stderr).toContain('no account "nobody"');
  });

  test.each([
    ['en', 'The audit is incomplete:\n  empty-org has no repository that this token may read.\n'],
    ['zh-CN', '审计结果不完整：\n  empty-org 没有此令牌可以读取的存储库。\n'],
  ])(
    'an owner of whom no repository is seen is no yes, whatever names are asked for, in %s',
    async (language, said) => {
      const world = organization();
      await start({ ...world, accounts: [...world.accounts, { login: 'empty-org', type: 'Organization' }] });
      for (const names of [[], ['--repositories', 'x*'], ['--repositories', '!x*']]) {
        const { code, stdout, stderr } = await audit(['empty-org', '--language', language, ...names]);
        expect(stdout).toContain(said);
        expect([code, stderr]).toEqual([3, '']);
      }
      const { code, stdout } = await audit(['empty-org', '--format', 'json', '--language', language]);
      expect([code, JSON.parse(stdout).verdict]).toEqual([3, 'unknown']);
    },
  );

  test('so is a shard of one', async () => {
    const world = organization();
    await start({ ...world, accounts: [...world.accounts, { login: 'empty-org', type: 'Organization' }] });
    const { code, stderr } = await audit(['empty-org', '--shard', '2/3']);
    expect([code, stderr.trim()]).toEqual([
      3,
      'No repository of empty-org that is asked for is in this shard.',
    ]);
  });

  test.each([
    [
      403,
      { message: 'Must have admin rights to Repository.' },
      'The token may not list the repositories of octo-org.',
    ],
    [503, '<html>Unicorn!</html>', 'The API of GitHub gave no answer'],
    [200, '<html>Sign in</html>', 'The API of GitHub gave no answer'],
    [200, [{}], 'The API of GitHub gave no answer'],
  ])('a list that is answered with %i is one sentence', async (status, body, sentence) => {
    const faults: Fault[] = [
      {
        on: 'api',
        path: '/repos',
        kind: 'status',
        status,
        body,
        headers: { 'content-type': 'application/json' },
      },
    ];
    await start(organization(), { faults });
    const { code, stderr } = await audit(['octo-org']);
    expect(stderr).toContain(sentence);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(code).toBe(2);
  });

  test('packages that were not answered are missing, and the exit code says so', async () => {
    const faults: Fault[] = [{ on: 'api', path: '/packages', kind: 'status', status: 502 }];
    await start(organization(), { faults });
    const { code, stdout } = await audit(['octo-org', '--repositories', 'fine']);
    expect(stdout).toContain(
      'The audit is incomplete:\n  The packages were not compared: GitHub gave no answer.',
    );
    expect(code).toBe(3);
  });

  test('a file that is no YAML is named, and is no gap in the audit', async () => {
    await start(
      organization({ files: { 'octo-org/odd:.github/workflows/ci.yml': 'on: push\njobs: [\n# ghcr.io' } }),
    );
    const { code, stdout } = await audit(['octo-org', '--repositories', 'odd']);
    expect(stdout).toContain(
      'Workflow files that GitHub would not run:\n  octo-org/odd: .github/workflows/ci.yml is not valid YAML',
    );
    expect(code).toBe(0);
  });

  test('a next page on another origin is not asked for: the token stays at home', async () => {
    const stranger = await startLab(organization());
    try {
      const headers = {
        'content-type': 'application/json',
        link: `<${stranger.apiUrl}/orgs/octo-org/repos?page=2>; rel="next"`,
      };
      const faults: Fault[] = [{ on: 'api', path: '/repos', kind: 'status', status: 200, headers, body: [] }];
      await start(organization(), { faults });
      const { code, stderr } = await audit(['octo-org']);
      expect(stderr).toContain('The API of GitHub gave no answer');
      expect(code).toBe(2);
      expect(stranger.requests).toEqual([]);
    } finally {
      await stranger.close();
    }
  });

  test.each([
    [{ saml: true }, 'The token is not authorised for the SAML single sign-on of octo-org: open https://'],
  ])('an organisation with %j is one sentence', async (fence, sentence) => {
    const world = organization();
    Object.assign(world.accounts[0] as object, fence);
    await start(world);
    const { code, stderr } = await audit(['octo-org']);
    expect(stderr).toContain(sentence);
    expect(code).toBe(2);
  });

  test('an API that is not there is one sentence', async () => {
    const { code, stderr } = await run(['audit', 'octo-org'], {
      env: { GITHUB_API_URL: 'http://127.0.0.1:1', GITHUB_TOKEN: OWNER_TOKEN },
    });
    expect(stderr).toContain('The API of GitHub gave no answer (127.0.0.1:1), so');
    expect(code).toBe(2);
  });
});
