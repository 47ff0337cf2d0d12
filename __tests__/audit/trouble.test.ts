/** `audit` where GitHub refuses, waits or is not there, and where it is asked for what can't be. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { Fault } from '../../src/lab/faults.js';
import { audit, reportOf, start } from './support.js';
import { CI, JOB_TOKEN, organization, pushing } from './world.js';

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
    // As GitHub says it: with status 200.
    const usedUp: Fault = {
      on: 'api',
      path: '/graphql',
      after: 1,
      times: 1,
      kind: 'status',
      status: 200,
      headers: {
        'content-type': 'application/json',
        'x-ratelimit-remaining': '0',
        'x-ratelimit-reset': String(Math.floor(Date.now() / 1000)),
      },
      body: { errors: [{ type: 'RATE_LIMITED', message: 'API rate limit exceeded for user ID 1000.' }] },
    };
    await start(organization(), { faults: [usedUp] });
    const { stderr, stdout } = await audit(['octo-org']);
    expect(stderr).toMatch(/hourly limit is used up: waiting \d s/);
    expect(stdout).toContain('4 errors, 2 warnings');
  });

  test('a limit that lasts is not waited for for ever: what is left is named, and nothing more is asked', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 120 }, (_, index) => [`octo-org/n${index}:README.md`, 'x']),
    );
    const { requests } = await start(organization({ files, limits: { graphql: 1, window: 36_000 } }));
    const { audit: about, verdict } = await reportOf(['octo-org', '--repositories', 'n*']);
    const count = (state: string) => about.repositories.filter((each) => each.state === state).length;
    expect([count('no-workflows'), count('unread')]).toEqual([50, 70]);
    expect(new Set(about.repositories.map(({ reason }) => reason))).toEqual(new Set([null, 'limited']));
    expect(requests.filter(({ path }) => path.endsWith('/graphql'))).toHaveLength(2);
    expect(verdict).toBe('unknown');
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

  const silentAfterTheFolders: Fault = { on: 'api', path: '/graphql', after: 1, kind: 'status', status: 502 };

  test('what workflows lead to is named where GitHub does not give it, and read when the audit is resumed', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'ghcr-preflight-'));
    const args = ['octo-org', '--repositories', 'caller,make', '--resume', path.join(folder, 'audit.jsonl')];
    try {
      await start(organization(), { faults: [silentAfterTheFolders] });
      const { code, stdout } = await audit(args);
      expect(code).toBe(3);
      expect(stdout).toContain(
        [
          'The audit is incomplete:',
          '  octo-org/caller: octo-org/shared/.github/workflows/build.yml@v1 was not read: GitHub gave no answer in time, or one that is too large.',
          '  octo-org/make: Makefile was not read: GitHub gave no answer in time, or one that is too large.',
        ].join('\n'),
      );
      await start();
      const { findings, verdict } = await reportOf(args);
      expect(findings.map(({ id, repository }) => [id, repository])).toEqual([
        ['job-lacks-packages-write', 'octo-org/make'],
        ['callee-lacks-packages-write', 'octo-org/shared'],
      ]);
      expect(verdict).toBe('denied');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test('each caller of a workflow that could not be read is named, also in a later group', async () => {
    const call = 'on: push\njobs:\n  call:\n    uses: octo-org/gone/.github/workflows/x.yml@v1\n';
    const many = Array.from({ length: 60 }, (_, index): [string, string] => [
      `octo-org/n${String(index).padStart(2, '0')}:${CI}`,
      call,
    ]);
    const { requests } = await start(organization({ files: Object.fromEntries(many) }));
    const { audit: about, verdict } = await reportOf(['octo-org', '--repositories', 'n*']);
    expect(about.repositories).toHaveLength(60);
    for (const { problems } of about.repositories)
      expect(problems).toEqual([
        {
          file: 'octo-org/gone/.github/workflows/x.yml@v1',
          kind: 'unreadable',
          detail: 'not-found',
          line: null,
        },
      ]);
    expect(verdict).toBe('unknown');
    // Two of folders, and one of the file.
    expect(requests.filter(({ path }) => path.endsWith('/graphql'))).toHaveLength(3);
  });

  test('a package that is asked for by name and not answered leaves the audit incomplete', async () => {
    await start(organization(), {
      faults: [{ on: 'api', path: '/packages/container/fine', kind: 'status', status: 502 }],
    });
    const { code, stdout } = await audit(['octo-org', '--repositories', 'fine'], JOB_TOKEN);
    expect(stdout).toContain(
      'The audit is incomplete:\n  The packages were not compared: GitHub gave no answer.\n',
    );
    expect(code).toBe(3);
  });

  test('a list of packages that holds something else leaves the audit incomplete', async () => {
    const headers = { 'content-type': 'application/json' };
    await start(organization(), {
      faults: [
        { on: 'api', path: '/orgs/octo-org/packages', kind: 'status', status: 200, headers, body: [{}] },
      ],
    });
    const { code, stdout } = await audit(['octo-org', '--repositories', 'fine']);
    expect(stdout).toContain('The packages were not compared: GitHub gave no answer.');
    expect(code).toBe(3);
  });

  test('a token that ends between the repositories and the packages leaves the audit incomplete', async () => {
    await start(organization(), {
      faults: [
        {
          on: 'api',
          path: '/orgs/octo-org/packages',
          kind: 'status',
          status: 401,
          headers: { 'content-type': 'application/json' },
          body: { message: 'Bad credentials' },
        },
      ],
    });
    const { code, stdout } = await audit(['octo-org', '--repositories', 'fine']);
    expect(stdout).toContain(
      'The audit is incomplete:\n  The packages were not compared: GitHub does not take the token.\n',
    );
    expect(code).toBe(3);
  });

  test('a repository whose files GitHub keeps back by an error is not one without workflows', async () => {
    await start(organization(), {
      faults: [
        {
          on: 'api',
          path: '/graphql',
          kind: 'status',
          status: 200,
          headers: { 'content-type': 'application/json' },
          body: {
            data: {
              rateLimit: { cost: 1 },
              nodes: [{ id: 'R_1', isEmpty: false, root: null, workflows: null }],
            },
            errors: [
              {
                message: 'Something went wrong while executing your query.',
                path: ['nodes', 0, 'workflows'],
              },
            ],
          },
        },
      ],
    });
    const { code, stdout } = await audit(['octo-org', '--repositories', 'wrong']);
    expect(stdout).toContain('octo-org/wrong was not read: GitHub gave no answer in time');
    expect(code).toBe(3);
  });

  test.each([
    ['Resource not accessible by personal access token', 'the token may not read it'],
    [
      'Resource protected by organization SAML enforcement. You must grant your OAuth token access to this organization.',
      'the token is not authorised for the SAML single sign-on of the organization',
    ],
  ])(
    'a repository that the token may not see into is named with the reason, once: %s',
    async (message, reason) => {
      const body = {
        data: {
          rateLimit: { cost: 1 },
          nodes: [
            { id: 'R_1', isEmpty: false, head: null, root: null, workflows: null },
            null,
            { id: 'R_3', isEmpty: false, head: null, root: { entries: [] }, workflows: null },
          ],
        },
        errors: [
          { type: 'FORBIDDEN', path: ['nodes', 0, 'workflows'], message },
          { type: 'FORBIDDEN', path: ['nodes', 1], message },
        ],
      };
      const headers = { 'content-type': 'application/json' };
      const { requests } = await start(organization(), {
        faults: [{ on: 'api', path: '/graphql', kind: 'status', status: 200, headers, body }],
      });
      const { code, stdout } = await audit(['octo-org', '--repositories', 'fine,large,wrong']);
      expect(stdout).toContain(
        `incomplete:\n  octo-org/fine was not read: ${reason}.\n  octo-org/large was not read: ${reason}.\n`,
      );
      expect(stdout).toContain('without workflows: 1 (octo-org/wrong)');
      expect(requests.filter(({ path: asked }) => asked.endsWith('/graphql'))).toHaveLength(1);
      expect(code).toBe(3);
    },
  );

  test('a file that the token may not see is named with the reason, and asked for once', async () => {
    const { requests } = await start(organization(), {
      faults: [
        {
          on: 'api',
          path: '/graphql',
          after: 1,
          kind: 'status',
          status: 200,
          headers: { 'content-type': 'application/json' },
          body: {
            data: { rateLimit: { cost: 1 }, f0: { object: null } },
            errors: [
              {
                type: 'FORBIDDEN',
                path: ['f0', 'object'],
                message: 'Resource not accessible by integration',
              },
            ],
          },
        },
      ],
    });
    const { code, stdout } = await audit(['octo-org', '--repositories', 'make']);
    expect(stdout).toContain('octo-org/make: Makefile was not read: the token may not read it.');
    expect(requests.filter(({ path: asked }) => asked.endsWith('/graphql'))).toHaveLength(2);
    expect(code).toBe(3);
  });

  test('a script that GitHub keeps back by an error is not one that is missing', async () => {
    await start(organization(), {
      faults: [
        {
          on: 'api',
          path: '/graphql',
          after: 1,
          kind: 'status',
          status: 200,
          headers: { 'content-type': 'application/json' },
          body: {
            data: { rateLimit: { cost: 1 }, f0: { object: null } },
            errors: [{ message: 'Something went wrong while executing your query.', path: ['f0', 'object'] }],
          },
        },
      ],
    });
    const { code, stdout } = await audit(['octo-org', '--repositories', 'make']);
    expect(stdout).toContain('octo-org/make: Makefile was not read: GitHub gave no answer in time');
    expect(code).toBe(3);
  });

  test.each([
    ['en', 'The audit is incomplete', 'The registry gave no answer about 1 image (HTTP 503'],
    ['zh-CN', '审计结果不完整', '注册表没有就 1 个镜像给出响应（HTTP 503'],
  ])(
    'a registry that does not answer --probe leaves the audit incomplete: %s',
    async (language, head, sentence) => {
      const world = organization();
      const { registry } = await start(world);
      const files = {
        [`octo-org/fine:${CI}`]: pushing('fine', '{packages: write}').replaceAll('ghcr.io', registry),
      };
      await start(
        { ...world, files },
        {
          port: Number(registry.split(':')[1]),
          faults: (['ping', 'token', 'upload'] as const).map((on) => ({ on, kind: 'status', status: 503 })),
        },
      );
      const args = ['octo-org', '--probe', '--registry', registry, '--repositories', 'fine'];
      const { code, stdout } = await audit([...args, '--language', language]);
      expect(stdout).toContain(`${head}${language === 'en' ? ':' : '：'}\n  ${sentence}`);
      expect(code).toBe(3);
      const { stdout: annotations } = await audit([...args, '--language', language, '--format', 'github']);
      expect(annotations).toMatch(new RegExp(`^::warning title=${head}::.*HTTP 503`));
      expect((await reportOf([...args, '--language', language])).verdict).toBe('unknown');
    },
  );

  test('where the network is cut in the middle, what is left is named and hardly asked for', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 300 }, (_, index) => [
        `octo-org/n${String(index).padStart(3, '0')}:README.md`,
        'x',
      ]),
    );
    const { requests } = await start(organization({ files }), {
      faults: [{ on: 'api', path: '/graphql', after: 1, kind: 'reset' }],
    });
    const { audit: about, verdict } = await reportOf(['octo-org', '--repositories', 'n*']);
    const count = (state: string) => about.repositories.filter((each) => each.state === state).length;
    expect([count('no-workflows'), count('unread')]).toEqual([50, 250]);
    expect(requests.filter(({ path }) => path.endsWith('/graphql')).length).toBeLessThan(50);
    expect(verdict).toBe('unknown');
  });
});
