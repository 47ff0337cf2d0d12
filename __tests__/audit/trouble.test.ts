/** `audit` where GitHub refuses, waits or is not there, and where it is asked for what can't be. */
import { describe, expect, test } from '@jest/globals';
import type { Fault } from '../../src/lab/faults.js';
import { run } from '../cli/run.js';
import { audit, reportOf, start } from './support.js';
import { OWNER_TOKEN, organization } from './world.js';

describe('in trouble', () => {
  const secondary: Omit<Fault, 'on'> = {
    kind: 'status',
    status: 403,
    headers: { 'retry-after': '1', 'content-type': 'application/json' },
    body: {
      message: 'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.',
    },
  };

  test('a secondary limit in the middle is waited for, and said', async () => {
    await start(organization(), {
      faults: [{ on: 'api', path: '/graphql', after: 1, times: 1, ...secondary }],
    });
    const { code, stderr, stdout } = await audit(['octo-org']);
    expect(stderr).toBe('ghcr-preflight: GitHub asks for a pause: waiting 1 s.\n');
    expect(stdout).toContain('4 errors, 2 warnings');
    expect(stdout).toContain('waited 1 s for its limits');
    expect(code).toBe(1);
  });

  test('an hourly limit that is used up is waited for until it is whole again', async () => {
    await start(organization({ limits: { graphql: 2, window: 1 } }));
    const { stderr, stdout } = await audit(['octo-org']);
    expect(stderr).toMatch(/hourly limit is used up: waiting [1-3] s/);
    expect(stdout).toContain('4 errors, 2 warnings');
  });

  test('a group that GitHub does not answer is halved until only what can’t be read is missing', async () => {
    const many = Object.fromEntries(
      Array.from({ length: 4100 }, (_, index) => [
        `octo-org/wide:.github/workflows/w${index}.yml`,
        'on: push\njobs: {}\n',
      ]),
    );
    await start(organization({ files: many }));
    const { audit: about, findings } = await reportOf(['octo-org', '--repositories', 'wide,wrong,fine']);
    const states = about.repositories.map(({ name, state, reason }) => [name, state, reason]);
    expect(states).toEqual([
      ['octo-org/fine', 'read', null],
      ['octo-org/wide', 'unread', 'unreachable'],
      ['octo-org/wrong', 'read', null],
    ]);
    expect(findings).toHaveLength(1);
  });

  test.each([
    [['nobody'], OWNER_TOKEN, 'There is no account «nobody»'],
    [['octo-org'], 'ghp_dead', 'GitHub does not take the token'],
    [['octo-org'], '', 'An audit needs a token'],
    [['octo/app'], OWNER_TOKEN, 'The owner is «octo/app», which is no name of an account'],
    [[], OWNER_TOKEN, 'Name the owner'],
    [['octo-org', '--shard', '0/2'], OWNER_TOKEN, '«0/2»: write it as K/N'],
    [['octo-org', '--shard', '1/257'], OWNER_TOKEN, '«1/257»: write it as K/N'],
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
    [['octo-org', '--language', 'zh-CN', '--shard', 'x'], OWNER_TOKEN, '输入 --shard 的值“x”无效'],
  ])('%j with token «%s» is one sentence', async (args, token, sentence) => {
    await start();
    const { code, stdout, stderr } = await audit(args, token);
    expect(stdout).toBe('');
    expect(stderr).toContain(sentence);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(code).toBe(2);
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
    expect(stderr).toContain('The API of GitHub gave no answer');
    expect(code).toBe(2);
  });
});
