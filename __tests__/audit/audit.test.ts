/** `audit OWNER` against the lab's API: what is read, how it is judged, in shards and after a stop. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { auditSummary } from '../../src/report/audit/summary.js';
import type { Report } from '../../src/report/report.js';
import { run } from '../cli/run.js';
import { type AuditedReport, audit, reportOf, start } from './support.js';
import { CI, JOB_TOKEN, LOGIN, NO_SCOPE, OWNER_TOKEN, organization, pushing, STRANGER } from './world.js';

const folder = mkdtempSync(path.join(tmpdir(), 'ghcr-preflight-audit-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What does not depend on how the answer was come by. */
function answer({ audit: { usage, ...about }, ...rest }: AuditedReport): unknown {
  return { ...rest, audit: about };
}

const found = ({ findings }: Report) =>
  findings.map(({ id, severity, repository, location }) =>
    [severity, id, repository, location?.file, location?.line].filter((each) => each !== undefined).join(' '),
  );

const EXPECTED = [
  `error job-lacks-packages-write octo-org/large ${CI} 5`,
  `error job-lacks-packages-write octo-org/make ${CI} 4`,
  'error callee-lacks-packages-write octo-org/shared .github/workflows/build.yml 5',
  `error job-lacks-packages-write octo-org/wrong ${CI} 5`,
  `warning package-not-granted octo-org/loose ${CI} 9`,
  `warning package-not-granted octo-org/moved ${CI} 9`,
];

describe('an organisation', () => {
  test('is read, each repository in its own name: scripts, called workflows, what GraphQL cuts', async () => {
    await start();
    const report = await reportOf(['octo-org']);
    expect(found(report)).toEqual(EXPECTED);
    expect(report.verdict).toBe('denied');
    const states = Object.fromEntries(report.audit.repositories.map(({ name, state }) => [name, state]));
    expect(states).toEqual({
      'octo-org/Archive': 'archived',
      'octo-org/barren': 'empty',
      'octo-org/caller': 'read',
      'octo-org/docs': 'no-workflows',
      'octo-org/fine': 'read',
      'octo-org/fork': 'fork',
      'octo-org/large': 'read',
      'octo-org/loose': 'read',
      'octo-org/make': 'read',
      'octo-org/moved': 'read',
      'octo-org/shared': 'read',
      'octo-org/wrong': 'read',
    });
    expect(report.audit).toMatchObject({ owner: 'octo-org', total: 12, packagesProblem: null, missing: [] });
    expect(report.audit.absent).toEqual(['large', 'make', 'shared', 'wrong']);
  });

  test.each([
    ['fine', pushing('fine', '{packages: write}'), 'allowed'],
    [
      'open',
      pushing('open', '{packages: write}').replace(LOGIN, '      - uses: octo/sign-in@v1\n'),
      'unknown',
    ],
  ])('with a push whose login is %s', async (name, text, verdict) => {
    await start(organization({ files: { [`octo-org/${name}:${CI}`]: text } }));
    const report = await reportOf(['octo-org', '--repositories', name]);
    expect([found(report), report.verdict]).toEqual([[], verdict]);
  });

  test('asks little: many repositories a query, and nothing of those that are passed over', async () => {
    const { requests } = await start();
    const { audit: about } = await reportOf(['octo-org']);
    const paths = requests.map(({ method, path: asked }) => `${method} ${asked.replace(/\?.*/, '')}`);
    expect(paths.filter((each) => each === 'POST /api/graphql')).toHaveLength(about.usage.queries);
    expect(about.usage.queries).toBeLessThanOrEqual(4);
    // One for the text that GraphQL cuts, none for the one that is too large.
    expect(paths.filter((each) => each.includes('/contents/'))).toEqual([
      `GET /api/v3/repos/octo-org/large/contents/${CI.replaceAll('/', '%2F')}`,
    ]);
  });

  test('a file of three megabytes is missing, said so, and the rest goes on', async () => {
    await start();
    const { code, stdout } = await audit(['octo-org', '--repositories', 'large,fine']);
    expect(stdout).toContain('The audit is incomplete:');
    expect(stdout).toContain('octo-org/large: .github/workflows/huge.yml is larger than 1 MiB');
    expect(stdout).toContain('error[job-lacks-packages-write]');
    expect(code).toBe(1);
    const { stdout: sarif } = await audit(['octo-org', '--repositories', 'large,fine', '--format', 'sarif']);
    for (const { invocations } of JSON.parse(sarif).runs) {
      const told = [{ level: 'error', message: { text: expect.stringContaining('larger than 1 MiB') } }];
      expect(invocations).toEqual([{ executionSuccessful: false, toolExecutionNotifications: told }]);
    }
  });

  test.each([
    [[], 'without workflows: 1 (octo-org/docs)'],
    [['--language', 'zh-CN'], '没有工作流：1 个（octo-org/docs）'],
  ])('%j says in words what there is', async (more, sentence) => {
    await start();
    const { code, stdout, stderr } = await audit(['octo-org', ...more]);
    expect(stdout).toContain(sentence);
    expect(stdout).toContain(`octo-org/wrong/${CI}:5`);
    expect(stderr).toBe('');
    expect(code).toBe(1);
  });

  test.each([
    ['w*', ['octo-org/wrong']],
    ['octo-org/fine//,octo-org/loose/', ['octo-org/fine', 'octo-org/loose']],
    ['FINE, lo?se', ['octo-org/fine', 'octo-org/loose']],
    ['!*e*,!*o*', []],
    ['!f*,*o*', ['octo-org/docs', 'octo-org/loose', 'octo-org/moved', 'octo-org/wrong']],
  ])('--repositories %s', async (glob, names) => {
    await start();
    const { audit: about } = await reportOf(['octo-org', '--repositories', glob]);
    expect(about.repositories.map(({ name }) => name)).toEqual(names);
  });

  test.each([
    ['nothing', 'No repository of octo-org has a name such as "nothing"'],
    ['fine,nothing', 'No repository of octo-org has a name such as "nothing"'],
    ['fine,!fine', 'No repository of octo-org has a name such as "fine", or another pattern leaves it out.'],
    ['!*', '"!*" leaves out all repositories of octo-org.'],
  ])(
    '--repositories %s to which none answers is said, and leaves the audit incomplete',
    async (glob, sentence) => {
      await start();
      const { code, stdout } = await audit(['octo-org', '--repositories', glob]);
      expect(stdout).toContain(`The audit is incomplete:\n  ${sentence}`);
      expect(code).toBe(3);
      const shard = await reportOf(['octo-org', '--repositories', glob, '--shard', '1/2']);
      expect(shard.audit.missing).toEqual([]);
    },
  );

  test('--repositories given twice names what both name', async () => {
    await start();
    const namesOf = async (...words: string[]) =>
      (await reportOf(['octo-org', ...words])).audit.repositories.map(({ name }) => name);
    const both = await namesOf('--repositories', 'fine,loose');
    expect(both).toHaveLength(2);
    expect(await namesOf('--repositories', 'fine', '--repositories', 'loose')).toEqual(both);
  });

  test('--repositories that leaves out what is not there asks for nothing that is missing', async () => {
    await start();
    const { code, stdout } = await audit(['octo-org', '--repositories', 'fine,!nothing']);
    expect(stdout).not.toContain('incomplete');
    expect(code).toBe(0);
  });

  test('as SARIF, a run for each repository says whose files it is about', async () => {
    await start();
    const { stdout } = await audit(['octo-org', '--format', 'sarif']);
    const { runs } = JSON.parse(stdout);
    const about = runs.map((each: never) => {
      const { versionControlProvenance, results, invocations } = each as {
        versionControlProvenance: { repositoryUri: string }[];
        results: unknown[];
        invocations: unknown[];
      };
      // One of its files is too large to be read.
      expect(invocations).toMatchObject([{ executionSuccessful: false }]);
      return [versionControlProvenance[0]?.repositoryUri, results.length];
    });
    expect(about).toEqual(
      ['large', 'make', 'shared', 'wrong', 'loose', 'moved'].map((name) => [
        `https://github.com/octo-org/${name}`,
        1,
      ]),
    );
  });

  test('a script that is a link is what it leads to; a workflow that is one is none', async () => {
    const ship = `on: push\njobs:\n  ship:\n    runs-on: ubuntu-latest\n    permissions: {contents: read}\n    steps:\n${LOGIN}      - run: make push\n`;
    const files = {
      [`octo-org/linked:${CI}`]: ship,
      'octo-org/linked:Makefile': 'build/Makefile',
      'octo-org/linked:build/Makefile': 'push:\n\tdocker push ghcr.io/octo-org/linked:1\n',
      'octo-org/linked:.github/workflows/other.yml': '../../ci/other.yml',
      'octo-org/linked:ci/other.yml': pushing('other', '{packages: read}'),
    };
    const links = ['octo-org/linked:Makefile', 'octo-org/linked:.github/workflows/other.yml'];
    await start(organization({ files, links }));
    const report = await reportOf(['octo-org', '--repositories', 'linked']);
    expect(found(report)).toEqual([`error job-lacks-packages-write octo-org/linked ${CI} 5`]);
    const [about] = report.audit.repositories;
    expect(about).toMatchObject({
      files: 1,
      problems: [{ file: '.github/workflows/other.yml', kind: 'no-regular-file', detail: null, line: null }],
    });
    const { stdout } = await audit(['octo-org', '--repositories', 'linked']);
    expect(stdout).toContain(
      'Workflow files that GitHub would not run:\n  octo-org/linked: .github/workflows/',
    );
    expect(stdout).not.toContain('incomplete');
  });

  test('a link that leads nowhere is no gap in the audit', async () => {
    const files = {
      [`octo-org/linked:${CI}`]: pushing('fine', '{packages: write}').replace(/docker push .*/, 'make push'),
      'octo-org/linked:Makefile': 'build/Makefile',
    };
    await start(organization({ files, links: ['octo-org/linked:Makefile'] }));
    const report = await reportOf(['octo-org', '--repositories', 'linked']);
    expect(report.audit.repositories.map(({ problems }) => problems)).toEqual([[]]);
    expect(report.findings).toEqual([]);
  });

  test('two hundred files beside the workflows of a repository are read, and the others are named', async () => {
    const steps = (count: number) =>
      Array.from({ length: count }, (_, index) => `      - run: ./scripts/s${index}.sh\n`).join('');
    const scripts = (name: string, count: number) => ({
      [`octo-org/${name}:${CI}`]: `on: push\njobs:\n  ship:\n    runs-on: ubuntu-latest\n    permissions: {packages: read}\n    steps:\n${LOGIN}${steps(count)}`,
      ...Object.fromEntries(
        Array.from({ length: count }, (_, index) => [
          `octo-org/${name}:scripts/s${index}.sh`,
          index === count - 1 ? `docker push ghcr.io/octo-org/${name}:1\n` : 'true\n',
        ]),
      ),
    });
    await start(organization({ files: { ...scripts('enough', 150), ...scripts('scripted', 203) } }));
    const report = await reportOf(['octo-org', '--repositories', 'enough,scripted']);
    expect(found(report)).toEqual([`error job-lacks-packages-write octo-org/enough ${CI} 5`]);
    expect(report.audit.repositories.map(({ problems }) => problems.map(({ kind }) => kind))).toEqual([
      [],
      ['too-many', 'too-many', 'too-many'],
    ]);
    const { code, stdout } = await audit(['octo-org', '--repositories', 'scripted']);
    expect(stdout).toContain(
      'octo-org/scripted: scripts/s200.sh was not read: the workflows lead to more files',
    );
    expect(code).toBe(3);
  });

  test('--probe asks the registry, and tells what it said', async () => {
    const world = organization();
    const { registry } = await start(world);
    const texts = Object.entries(world.files ?? {}).map(([key, text]) => [
      key,
      text.replaceAll('ghcr.io', registry),
    ]);
    await start({ ...world, files: Object.fromEntries(texts) }, { port: Number(registry.split(':')[1]) });
    const args = ['octo-org', '--probe', '--registry', registry, '--repositories', 'fine'];
    const { images, findings } = await reportOf(args);
    expect(images).toEqual([
      {
        reference: `${registry}/octo-org/fine:1`,
        verdict: 'denied',
        status: 403,
        message: 'permission_denied: The token provided does not match expected scopes.',
        token: 'github-token',
      },
    ]);
    // What the token of the audit may not do says nothing of the workflow's.
    expect(findings).toEqual([]);
    const { code, stdout } = await audit(args);
    expect(code).toBe(0);
    expect(stdout).toContain(
      "Asked with this audit's own token, the registry accepts no image and refuses 1 (HTTP 403: permission_denied: The token provided does not match expected scopes).",
    );
    expect(stdout).not.toContain('✗');
  });
});

describe('workflows that are called across repositories', () => {
  const calling = (uses: string, on = 'push') =>
    `on: ${on}\njobs:\n  call:\n    permissions: {packages: write, contents: read}\n    uses: ${uses}\n`;

  test('call workflows beside them, at the ref that they were called at', async () => {
    const files = {
      [`octo-org/outer:${CI}`]: calling('octo-org/lib/.github/workflows/first.yml@v2'),
      'octo-org/lib@v2:.github/workflows/first.yml': calling(
        './.github/workflows/second.yml',
        'workflow_call',
      ),
      'octo-org/lib@v2:.github/workflows/second.yml': pushing('deep', '{contents: read}', 'workflow_call'),
      'octo-org/lib:.github/workflows/second.yml': pushing('deep', '{packages: write}', 'workflow_call'),
      // Of the same path, and none of the story.
      'octo-org/outer:.github/workflows/second.yml': pushing('other', '{packages: write}', 'workflow_call'),
    };
    await start(organization({ files }));
    const report = await reportOf(['octo-org', '--repositories', 'outer']);
    expect(found(report)).toEqual([
      'error callee-lacks-packages-write octo-org/lib .github/workflows/second.yml 5',
    ]);
    expect(report.audit.pushes).toEqual([
      {
        repository: 'octo-org/outer',
        reference: 'ghcr.io/octo-org/deep:1',
        file: 'octo-org/lib/.github/workflows/second.yml@v2',
        line: 9,
        job: 'image',
        level: 'none',
        byJobToken: true,
      },
    ]);
  });

  test('call one of their own repository at a ref: what stands there is read, and not what stands here', async () => {
    const own = '.github/workflows/image.yml';
    const files = {
      [`octo-org/outer:${CI}`]: calling(`octo-org/outer/${own}@v2`),
      [`octo-org/outer:${own}`]: pushing('app', '{packages: write}', 'workflow_call'),
      [`octo-org/outer@v2:${own}`]: pushing('app', '{contents: read}', 'workflow_call'),
      [`octo-org/mended:${CI}`]: calling(`octo-org/mended/${own}@v2`),
      [`octo-org/mended:${own}`]: pushing('app', '{contents: read}', 'workflow_call'),
      [`octo-org/mended@v2:${own}`]: pushing('app', '{packages: write}', 'workflow_call'),
    };
    await start(organization({ files }));
    const { findings } = await reportOf(['octo-org', '--repositories', 'outer']);
    expect(findings).toMatchObject([
      { id: 'callee-lacks-packages-write', severity: 'error', repository: 'octo-org/outer', ref: 'v2' },
    ]);
    const { findings: mended } = await reportOf(['octo-org', '--repositories', 'mended']);
    expect(mended.filter(({ ref }) => ref !== undefined)).toEqual([]);
  });

  test('like actions that are used across them', async () => {
    const using = (owner: string) =>
      `on: push\njobs:\n  ship:\n    runs-on: ubuntu-latest\n    permissions: {packages: write}\n    steps:\n      - uses: ${owner}/lib/ship@v1\n`;
    const ship =
      'runs:\n  using: composite\n  steps:\n    - run: docker push ghcr.io/octo-org/shipped:1\n      shell: bash\n';
    const files = {
      [`octo-org/outer:${CI}`]: using('octo-org'),
      [`octo-org/other:${CI}`]: using('mona'),
      'octo-org/lib@v1:ship/action.yml': ship,
      'mona/lib@v1:ship/action.yml': ship,
    };
    await start(organization({ files }));
    const report = await reportOf(['octo-org', '--repositories', 'outer,other']);
    expect(found(report)).toEqual(['error no-registry-login octo-org/lib ship/action.yml 4']);
  });

  test('like actions of the owner that push for who forgot the permission, also those that only use one that pushes', async () => {
    const using = (action: string) =>
      `on: push\njobs:\n  ship:\n    runs-on: ubuntu-latest\n    permissions: {contents: read}\n    steps:\n      - uses: ${action}\n`;
    const wrapped = (action: string) => `runs:\n  using: composite\n  steps:\n    - uses: ${action}\n`;
    const ship = `runs:\n  using: composite\n  steps:\n${LOGIN.replaceAll('secrets.GITHUB_TOKEN', 'github.token').replaceAll('      ', '    ')}    - run: docker push ghcr.io/octo-org/shipped:1\n      shell: bash\n`;
    const files = {
      [`octo-org/plain:${CI}`]: using('octo-org/lib/ship@v1'),
      [`octo-org/deep:${CI}`]: using('Octo-Org/lib/outer@v1'),
      [`octo-org/strange:${CI}`]: using('mona/lib/ship@v1'),
      'octo-org/lib@v1:ship/action.yml': ship,
      'octo-org/lib@v1:outer/action.yaml': wrapped('octo-org/lib/middle@v1'),
      'octo-org/lib@v1:middle/action.yml': wrapped('octo-org/lib/ship@v1'),
      'mona/lib@v1:ship/action.yml': ship,
    };
    await start(organization({ files }));
    const report = await reportOf(['octo-org', '--repositories', 'plain,deep,strange']);
    expect(found(report).sort()).toEqual([
      `error job-lacks-packages-write octo-org/deep ${CI} 5`,
      `error job-lacks-packages-write octo-org/plain ${CI} 5`,
    ]);
  });

  test('are not taken for the caller’s own: what starts them at home does not start them here', async () => {
    const files = {
      [`octo-org/outer:${CI}`]: calling('octo-org/lib/.github/workflows/both.yml@main'),
      'octo-org/lib:.github/workflows/both.yml': pushing(
        'both',
        '{packages: write}',
        '[push, workflow_call]',
      ),
    };
    await start(organization({ files }));
    const { audit: about, findings } = await reportOf(['octo-org', '--repositories', 'outer,lib']);
    expect(findings).toEqual([]);
    expect(about.pushes.map(({ repository, file }) => `${repository} ${file}`)).toEqual([
      'octo-org/lib .github/workflows/both.yml',
      'octo-org/outer octo-org/lib/.github/workflows/both.yml@main',
    ]);
  });

  test('in a circle, or not there, end; and other owners are not asked', async () => {
    const at = (name: string) => `octo-org/${name}/.github/workflows/ci.yml@main`;
    const files = {
      [`octo-org/one:${CI}`]: calling(at('two'), '[push, workflow_call]'),
      [`octo-org/two:${CI}`]: `${calling(at('one'), 'workflow_call')}  gone:\n    uses: ${at('gone')}\n  far:\n    uses: far-org/x/.github/workflows/y.yml@v1\n`,
    };
    const { requests } = await start(organization({ files }));
    const { audit: about, findings } = await reportOf(['octo-org', '--repositories', 'one,two']);
    expect(findings).toEqual([]);
    expect(about.repositories.map(({ state }) => state)).toEqual(['read', 'read']);
    expect(about.usage.queries).toBeLessThan(8);
    expect(requests.filter(({ service }) => service === 'elsewhere')).toEqual([]);
  });

  test('are named where they are not there, for GitHub starts no run then; unknown is not missing', async () => {
    const files = {
      [`octo-org/here:${CI}`]: calling('./.github/workflows/gone.yml'),
      [`octo-org/there:${CI}`]: `${calling('octo-org/lib/.github/workflows/gone.yml@v1')}  # uses: ./.github/workflows/old.yml\n`,
      [`octo-org/below:${CI}`]: `${calling('octo-org/lib/.github/workflows/first.yml@v1')}  own:\n    uses: octo-org/below/.github/workflows/tagged.yml@v1\n`,
      [`octo-org/hidden:${CI}`]: calling('octo-org/secret/.github/workflows/x.yml@v1'),
      [`octo-org/far:${CI}`]: calling('far-org/lib/.github/workflows/gone.yml@v1'),
      [`octo-org/large-call:${CI}`]: calling('./.github/workflows/large.yml'),
      'octo-org/large-call:.github/workflows/large.yml': `# ${'x'.repeat(2 * 1024 * 1024)}`,
      'octo-org/lib:.github/workflows/first.yml': pushing('first', '{packages: write}', 'workflow_call'),
    };
    await start(organization({ files }));
    const names = 'here,there,below,hidden,far,large-call';
    const { audit: about, findings } = await reportOf(['octo-org', '--repositories', names]);
    expect(findings).toEqual([]);
    const problems = about.repositories.flatMap(({ name, problems: own }) =>
      own.map(({ kind, detail, line }) => [name, kind, detail, line]),
    );
    expect(problems).toEqual([
      ['octo-org/here', 'missing-call', './.github/workflows/gone.yml', 5],
      ['octo-org/hidden', 'unreadable', 'not-found', null],
      ['octo-org/large-call', 'too-large', '2097154 bytes', null],
      ['octo-org/there', 'missing-call', 'octo-org/lib/.github/workflows/gone.yml@v1', 5],
    ]);
    for (const [language, sentence] of [
      [
        'en',
        'octo-org/here: .github/workflows/ci.yml calls a workflow that is not there (./.github/workflows/gone.yml), so GitHub starts no run of it.',
      ],
      [
        'zh-CN',
        'octo-org/here：.github/workflows/ci.yml 调用的工作流不存在（./.github/workflows/gone.yml），GitHub 不会启动其运行。',
      ],
    ] as const) {
      const { code, stdout } = await audit(['octo-org', '--repositories', 'here', '--language', language]);
      expect(stdout).toContain(sentence);
      expect(code).toBe(0);
    }
  });

  test('a finding in a called workflow says at which ref it stands, for the default branch is right here', async () => {
    await start();
    for (const [language, sentence] of [
      ['en', ' This is the file at v1, as octo-org/caller calls it: a fix counts once v1 has it.'],
      ['zh-CN', '这是 octo-org/caller 所调用的 v1 处的文件：v1 包含修复后才会生效。'],
    ] as const) {
      const { findings } = await reportOf(['octo-org', '--repositories', 'caller', '--language', language]);
      expect(findings.map(({ id, message, ref }) => [id, ref, message.endsWith(sentence)])).toEqual([
        ['callee-lacks-packages-write', 'v1', true],
      ]);
    }
  });

  test.each([
    ['octo-org/lib', 'main', ['octo-org/lib HEAD']],
    ['Octo-Org/Lib', 'main', ['octo-org/lib HEAD']],
    ['octo-org/lib', 'refs/heads/main', ['octo-org/lib HEAD']],
    ['octo-org/lib', 'v1', ['octo-org/lib HEAD', 'octo-org/lib v1']],
    ['Octo-Org/Lib', 'v1', ['octo-org/lib HEAD', 'octo-org/lib v1']],
  ])(
    '%s at %s is told of once at each ref, and at the default branch as the file that was read there',
    async (lib, ref, told) => {
      const files = {
        [`octo-org/outer:${CI}`]: calling(`${lib}/.github/workflows/image.yml@${ref}`),
        'octo-org/lib:.github/workflows/image.yml': pushing('app', '{packages: read}', 'workflow_call'),
      };
      await start(organization({ files }));
      const { findings, audit } = await reportOf(['octo-org', '--repositories', 'outer,lib']);
      expect(findings.map(({ repository, ref = 'HEAD' }) => `${repository} ${ref}`).sort()).toEqual(told);
      expect(audit.repositories.map(({ branch }) => branch)).toEqual(['main', 'main']);
    },
  );

  test('a commit that is called stays as it is, so the call is to be changed', async () => {
    const commit = '0123456789012345678901234567890123456789';
    const files = {
      [`octo-org/outer:${CI}`]: calling(`octo-org/lib/.github/workflows/image.yml@${commit}`),
      [`octo-org/lib@${commit}:.github/workflows/image.yml`]: pushing(
        'app',
        '{packages: read}',
        'workflow_call',
      ),
    };
    await start(organization({ files }));
    for (const [language, sentence] of [
      ['en', 'as octo-org/outer calls it: a fix counts once it calls a commit that has it.'],
      ['zh-CN', '处的文件：octo-org/outer 改为调用含有修复的提交后才会生效。'],
    ] as const) {
      const { findings } = await reportOf(['octo-org', '--repositories', 'outer', '--language', language]);
      expect(findings.map(({ message }) => message)).toEqual([expect.stringContaining(sentence)]);
    }
  });

  test('at the default branch, one change is told of once, whatever the run and the call call its lack', async () => {
    const files = {
      [`octo-org/outer:${CI}`]: calling('octo-org/lib/.github/workflows/image.yml@main'),
      'octo-org/lib:.github/workflows/image.yml': pushing(
        'app',
        '{packages: read}',
        '[workflow_call, pull_request_target]',
      ),
    };
    await start(organization({ files }));
    const { findings } = await reportOf(['octo-org', '--repositories', 'outer,lib']);
    expect(findings.map(({ id, ref = 'HEAD' }) => `${id} ${ref}`)).toEqual(['job-lacks-packages-write HEAD']);
  });

  test('of what a call breaks for certain, and the file by itself not always, the error is what stays', async () => {
    const narrow = LOGIN.replace('uses', "if: github.event_name == 'pull_request'\n        uses");
    const files = {
      [`octo-org/outer:${CI}`]: calling('octo-org/lib/.github/workflows/image.yml@main'),
      'octo-org/lib:.github/workflows/image.yml': pushing(
        'app',
        '{packages: write}',
        'workflow_call',
      ).replace(LOGIN, narrow),
    };
    await start(organization({ files }));
    const told = async (names: string) =>
      (await reportOf(['octo-org', '--repositories', names])).findings
        .filter(({ id }) => id === 'no-registry-login')
        .map(({ severity, ref = 'HEAD' }) => `${severity} ${ref}`);
    expect([await told('lib'), await told('outer'), await told('outer,lib')]).toEqual([
      ['warning HEAD'],
      ['error main'],
      ['error main'],
    ]);
  });

  test('have a diff of their own file, with every line as it stands there', async () => {
    const called = 'octo-org/lib/.github/workflows/image.yml@v1';
    const files = {
      [`octo-org/outer:${CI}`]: `on: push\njobs:\n  call:\n    uses: ${called}\n`,
      'octo-org/lib:.github/workflows/image.yml': pushing('app', '{packages: read}', 'workflow_call').replace(
        'on:',
        `# as ${called}\non:`,
      ),
    };
    await start(organization({ files }));
    const { findings } = await reportOf(['octo-org', '--repositories', 'outer']);
    const { diff } = findings[0]?.fix ?? {};
    expect(
      diff?.split('\n').filter((line) => /^(?:---|\+\+\+|[ +-].*(?:packages|uses: \.| as ))/.test(line)),
    ).toEqual([
      '--- a/.github/workflows/image.yml',
      '+++ b/.github/workflows/image.yml',
      '-    permissions: {packages: read}',
      '+    permissions: {packages: write}',
    ]);
  });

  test('are followed as deep as GitHub lets them call, and so are scripts', async () => {
    const files: Record<string, string> = {
      [`octo-org/deep:${CI}`]: calling('octo-org/lib/.github/workflows/w1.yml@v1'),
      [`octo-org/scripts:${CI}`]: pushing('scripts', '{packages: read}').replace(/docker push .*/, './s1.sh'),
      'octo-org/scripts:s8.sh': 'docker push ghcr.io/octo-org/scripts:1\n',
    };
    for (let depth = 1; depth < 9; depth += 1)
      files[`octo-org/lib@v1:.github/workflows/w${depth}.yml`] = calling(
        `./.github/workflows/w${depth + 1}.yml`,
        'workflow_call',
      );
    files['octo-org/lib@v1:.github/workflows/w9.yml'] = pushing('deep', '{contents: read}', 'workflow_call');
    for (let depth = 1; depth < 8; depth += 1)
      files[`octo-org/scripts:s${depth}.sh`] = `./s${depth + 1}.sh\n`;
    await start(organization({ files }));
    const report = await reportOf(['octo-org', '--repositories', 'deep,scripts']);
    expect(found(report)).toEqual([
      'error callee-lacks-packages-write octo-org/lib .github/workflows/w9.yml 5',
      `error job-lacks-packages-write octo-org/scripts ${CI} 5`,
    ]);
  });

  test('a package that a called workflow pushes is to be opened to each of its callers', async () => {
    const call = (name: string) => [
      `octo-org/${name}:${CI}`,
      'on: push\njobs:\n  call:\n    permissions: {packages: write}\n    uses: octo-org/common/.github/workflows/build.yml@v1\n',
    ];
    await start(
      organization({
        files: {
          ...Object.fromEntries(['one', 'two'].map(call)),
          'octo-org/common@v1:.github/workflows/build.yml': pushing(
            'moved',
            '{packages: write}',
            'workflow_call',
          ),
        },
      }),
    );
    const { findings } = await reportOf(['octo-org', '--repositories', 'one,two']);
    expect(findings.map(({ fix }) => fix.summary)).toEqual(
      ['one', 'two'].map(
        (name) =>
          `On the settings page of the package, under Manage Actions access, add octo-org/${name} with the role Write.`,
      ),
    );
  });
});

test.each([
  ['secrets.GITHUB_TOKEN', 1],
  ['secrets.BOT_TOKEN', 0],
  ['secrets.BOT_TOKEN || secrets.GITHUB_TOKEN', 0],
  ['steps.vault.outputs.token', 0],
])(
  'of pushes, those with GITHUB_TOKEN are compared with the packages, and not those with %s',
  async (token, count) => {
    const text = pushing('moved', '{packages: write}')
      .replace('secrets.GITHUB_TOKEN', token)
      .replace('steps:\n', 'steps:\n      - uses: hashicorp/vault-action@v3\n        id: vault\n');
    await start(organization({ files: { [`octo-org/pusher:${CI}`]: text } }));
    expect((await reportOf(['octo-org', '--repositories', 'pusher'])).findings).toHaveLength(count);
  },
);

describe('a user', () => {
  test('is audited too, private repositories with the own token, and has settings pages of a user', async () => {
    const world = organization({
      repositories: { 'mona/app': { visibility: 'private' }, 'mona/site': { visibility: 'public' } },
      files: { [`mona/app:${CI}`]: pushing('app', '{packages: write}').replaceAll('octo-org', 'mona') },
    });
    world.packages.push({ owner: 'mona', name: 'app', visibility: 'private', repository: null });
    await start(world);
    const report = await reportOf(['Mona']);
    expect(report.audit).toMatchObject({ owner: 'mona', ownerType: 'User', total: 2 });
    expect(report.findings.map(({ fix }) => fix.url)).toEqual([
      'https://github.com/users/mona/packages/container/app/settings',
    ]);
    const { audit: seen } = await reportOf(['mona'], STRANGER);
    expect(seen.repositories.map(({ name }) => name)).toEqual(['mona/site']);
  });
});

describe('the token', () => {
  test('without read:packages nothing is said of packages but why', async () => {
    await start();
    const report = await reportOf(['octo-org'], NO_SCOPE);
    expect(found(report)).toEqual(EXPECTED.slice(0, 4));
    expect(report.audit).toMatchObject({ packages: [], absent: [], packagesProblem: 'no-scope' });
  });

  test('a job’s own sees public repositories, and asks for packages by name', async () => {
    await start();
    const report = await reportOf(['octo-org'], JOB_TOKEN);
    expect(report.audit.packagesProblem).toBe('list-unsupported');
    expect(report.audit.packages.map(({ name }) => name)).toEqual(['fine', 'moved']);
    expect(report.audit.absent).toContain('wrong');
    expect(found(report)).toContain(`warning package-not-granted octo-org/moved ${CI} 9`);
  });

  test('of somebody outside sees what is public', async () => {
    await start();
    const { audit: about } = await reportOf(['octo-org'], STRANGER);
    expect(about.repositories.map(({ name }) => name)).not.toContain('octo-org/fine');
    expect(about.packages.map(({ name }) => name)).toEqual(['moved']);
  });

  test('that ends soon is the first of the warnings', async () => {
    const world = organization();
    const expiresAt = new Date(Date.now() + 3 * 24 * 60 * 60 * 1000).toISOString();
    world.tokens[OWNER_TOKEN] = { ...world.tokens[OWNER_TOKEN], kind: 'classic-pat', expiresAt };
    await start(world);
    const report = await reportOf(['octo-org']);
    expect(found(report)[4]).toMatch(/^warning token-expires-soon/);
    expect(report.token.expiresAt).not.toBeNull();
  });

  test('that ends soon leaves no push open', async () => {
    const world = organization();
    const expiresAt = new Date(Date.now() + 3 * 24 * 60 * 60 * 1000).toISOString();
    world.tokens[OWNER_TOKEN] = { ...world.tokens[OWNER_TOKEN], kind: 'classic-pat', expiresAt };
    await start(world);
    const report = await reportOf(['octo-org', '--repositories', 'fine']);
    expect(found(report).map((each) => each.split(' ')[1])).toEqual(['token-expires-soon']);
    expect(report.verdict).toBe('allowed');
  });

  test('stands in no output', async () => {
    const world = organization({
      files: {
        [`octo-org/leak:${CI}`]: `# ${OWNER_TOKEN}\non: push\njobs:\n  ${OWNER_TOKEN}:\n    runs-on: x\n    permissions: {}\n    steps:\n      - run: docker push ghcr.io/octo-org/${OWNER_TOKEN}:1\n`,
      },
    });
    await start(world);
    const journal = path.join(folder, 'leak.jsonl');
    for (const format of ['text', 'json', 'sarif', 'github']) {
      const { stdout, stderr } = await audit(['octo-org', '--format', format, '--resume', journal]);
      expect(stdout + stderr + readFileSync(journal, 'utf8')).not.toContain(OWNER_TOKEN);
    }
  });
});

describe('in shards', () => {
  async function reports(shards = ['1/3', '2/3', '3/3'], token = OWNER_TOKEN): Promise<string[]> {
    const files: string[] = [];
    for (const [index, shard] of shards.entries()) {
      const { stdout } = await audit(['octo-org', '--shard', shard, '--format', 'json'], token);
      const file = path.join(folder, `${index}.json`);
      writeFileSync(file, stdout);
      files.push(file);
    }
    return files;
  }

  test('comes to the same as at once, in whatever order they are merged', async () => {
    await start();
    const whole = await reportOf(['octo-org']);
    const files = await reports();
    const merged = await reportOf(['--merge', ...files.toReversed()]);
    expect(answer(merged)).toEqual(answer(whole));
    expect(found(merged)).toEqual(EXPECTED);
  });

  test('is merged where it is of before reports named default branches', async () => {
    await start();
    const whole = await reportOf(['octo-org']);
    const [first = '', ...others] = await reports();
    const report = JSON.parse(readFileSync(first, 'utf8'));
    for (const each of report.audit.repositories) delete each.branch;
    writeFileSync(first, JSON.stringify(report));
    const merged = await reportOf(['--merge', first, ...others]);
    expect(found(merged)).toEqual(found(whole));
    expect([...new Set(merged.audit.repositories.map(({ branch }) => branch))].sort()).toEqual([
      'main',
      null,
    ]);
    writeFileSync(first, JSON.stringify({ ...report, tool: { ...report.tool, version: '0.0.1' } }));
    expect((await run(['audit', '--merge', first, ...others])).stderr).toContain('0.0.1');
  });

  test('is read as PowerShell writes it, too', async () => {
    await start();
    const whole = await reportOf(['octo-org']);
    const files = await reports();
    for (const [index, file] of files.entries()) {
      const text = Buffer.from(`\ufeff${readFileSync(file, 'utf8')}`, index === 0 ? 'utf8' : 'utf16le');
      writeFileSync(file, index === 2 ? text.swap16() : text);
    }
    expect(answer(await reportOf(['--merge', ...files]))).toEqual(answer(whole));
  });

  test('a shard that died is named, and the rest stands', async () => {
    await start();
    const [first = '', , third = ''] = await reports();
    const { code, stdout } = await run(['audit', '--merge', first, third]);
    expect(stdout).toContain('Shard 2/3 left no report: its repositories are missing.');
    expect(stdout).toContain(`octo-org/wrong/${CI}`);
    expect(code).toBe(1);
  });

  test('a package that one shard was not told of leaves the whole incomplete', async () => {
    const files = {
      [`octo-org/a:${CI}`]: pushing('loose', '{packages: write}'),
      [`octo-org/b:${CI}`]: pushing('fine', '{packages: write}'),
    };
    await start(
      { ...organization(), repositories: {}, files },
      { faults: [{ on: 'api', path: '/packages/container/fine', kind: 'status', status: 502 }] },
    );
    const { code, stdout } = await run(['audit', '--merge', ...(await reports(['1/2', '2/2'], JOB_TOKEN))]);
    expect(stdout).toContain('The packages were not compared: GitHub gave no answer.');
    expect(code).toBe(3);
  });

  test('a terminal that opens addresses is given them, as by every command', async () => {
    await start();
    const [first = ''] = await reports();
    // What tells of the terminal reads the process's own environment.
    process.env.FORCE_HYPERLINK = '1';
    const { stdout } = await run(['audit', '--merge', first], { env: { FORCE_COLOR: '1' } }).finally(() => {
      delete process.env.FORCE_HYPERLINK;
    });
    expect(stdout).toMatch(/\u001b\]8;;https:\/\/[^\u001b]*docs\/causes\//);
  });

  test('findings that stay in another language than the page are told of on it', async () => {
    await start();
    const [first = ''] = await reports();
    const told = async (...options: string[]) =>
      (await run(['audit', '--merge', first, ...options])).stdout.replaceAll(/\s+/g, ' ');
    const line = '这些报告中的问题是用英文写的，合并时保持原文';
    expect(await told('--language', 'zh-CN')).toContain(line);
    expect(await told()).not.toContain('a report keeps its words');
    const report = JSON.parse(readFileSync(first, 'utf8'));
    expect(auditSummary(report, { language: 'zh-CN', serverUrl: 'https://github.com' })).toContain(line);
    const none = { ...report, findings: [] };
    expect(auditSummary(none, { language: 'zh-CN', serverUrl: 'https://github.com' })).not.toContain(line);
  });

  test('where nothing that is there would be refused, the exit code says that not all is there', async () => {
    const files = { 'octo-org/a:README.md': 'x', 'octo-org/b:README.md': 'x' };
    await start({ ...organization(), repositories: {}, files });
    const { stdout } = await audit(['octo-org', '--shard', '2/2', '--format', 'json']);
    const file = path.join(folder, 'half.json');
    writeFileSync(file, stdout);
    const { code, stdout: told } = await run(['audit', '--merge', file, '--language', 'zh-CN']);
    expect(told).toContain('分片 1/2 没有留下报告');
    expect(code).toBe(3);
  });

  test.each([
    ['nothing that is a report', ['{}', 'x'], 'None of these is a report of an audit'],
    [
      'different owners',
      ['octo-org', 'other-org'],
      'These are reports of different owners (octo-org, other-org)',
    ],
  ])('%s is one sentence', async (_, texts, sentence) => {
    await start();
    const { stdout } = await audit(['octo-org', '--shard', '1/2', '--format', 'json']);
    const files = texts.map((text, index) => {
      const file = path.join(folder, `bad-${index}.json`);
      writeFileSync(
        file,
        text.endsWith('-org') ? stdout.replace('"owner": "octo-org"', `"owner": "${text}"`) : text,
      );
      return file;
    });
    const { code, stdout: told, stderr } = await run(['audit', '--merge', ...files]);
    expect(told).toBe('');
    expect(stderr).toContain(sentence);
    expect(code).toBe(2);
  });

  test.each([
    ['registries', { registry: 'containers.example.com' }, {}],
    ['patterns', {}, { patterns: [{ pattern: 'fine', matched: 1 }] }],
    ['versions', { tool: { name: 'ghcr-preflight', version: '0.0.1' } }, {}],
    ['shards', {}, { shard: { number: 2, of: 5 } }],
  ])(
    'of audits with different %s are not put together, and the sentence names both',
    async (reason, top, inside) => {
      await start();
      const [one = '', other = ''] = await reports(['1/2', '2/2']);
      const report = JSON.parse(readFileSync(other, 'utf8'));
      writeFileSync(other, JSON.stringify({ ...report, ...top, audit: { ...report.audit, ...inside } }));
      for (const [language, sentence] of [
        [
          'en',
          {
            registries: 'ghcr.io, containers.example.com',
            patterns: '(* | fine)',
            versions: ', 0.0.1)',
            shards: 'into 2, 5 shards',
          },
        ],
        [
          'zh-CN',
          {
            registries: 'ghcr.io、containers.example.com',
            patterns: '（* | fine）',
            versions: '、0.0.1）',
            shards: '2、5 片',
          },
        ],
      ] as const) {
        const { code, stdout, stderr } = await run(['audit', '--merge', one, other, '--language', language]);
        expect(stderr).toContain(sentence[reason as keyof typeof sentence]);
        expect([code, stdout, stderr.trim().split('\n').length]).toEqual([2, '', 1]);
      }
    },
  );

  test('a pattern that nothing answers to in any shard is told by the merge', async () => {
    await start();
    const files = [];
    for (const shard of ['1/2', '2/2']) {
      const args = [
        'octo-org',
        '--shard',
        shard,
        '--repositories',
        'Archive,wrong,nothing',
        '--format',
        'json',
      ];
      const file = path.join(folder, `pattern-${shard[0]}.json`);
      writeFileSync(file, (await audit(args)).stdout);
      files.push(file);
    }
    const { audit: about } = await reportOf(['--merge', ...files]);
    expect(about.patterns).toEqual([
      { pattern: 'archive', matched: 1 },
      { pattern: 'wrong', matched: 1 },
      { pattern: 'nothing', matched: 0 },
    ]);
    const { stdout } = await run(['audit', '--merge', ...files]);
    expect(stdout).toContain('incomplete:\n  No repository of octo-org has a name such as "nothing"');
    // It may be one of the other shard's.
    const half = await run(['audit', '--merge', files[0] as string]);
    expect(half.stdout).not.toContain('"nothing"');
  });

  test('files that can not be read are named as such', async () => {
    const none = path.join(folder, 'none.json');
    const other = path.join(folder, 'other.json');
    writeFileSync(other, '{}');
    const { code, stdout, stderr } = await run(['audit', '--merge', none, folder]);
    expect({ code, stdout, stderr }).toEqual({
      code: 2,
      stdout: '',
      stderr: `ghcr-preflight: --merge: there is no file ${none}. --merge: ${folder} could not be read (no regular file).\n`,
    });
    const beside = await run(['audit', '--merge', none, other, '--language', 'zh-CN']);
    expect(beside.stderr).toContain(`--merge：没有文件 ${none}。`);
    expect(beside.stderr).toContain(`以下文件都不是审计报告：${other}。`);
  });
});

describe('resumed', () => {
  test('one that was killed half way gives the same report, and asks for the rest alone', async () => {
    await start();
    const whole = await reportOf(['octo-org']);
    const journal = path.join(folder, 'killed.jsonl');
    await reportOf(['octo-org', '--resume', journal]);
    const lines = readFileSync(journal, 'utf8').split('\n');
    // As a process leaves it that is killed while it writes.
    writeFileSync(journal, `${lines.slice(0, 5).join('\n')}\n${lines[5]?.slice(0, 40)}`);
    const resumed = await reportOf(['octo-org', '--resume', journal]);
    expect(answer(resumed)).toEqual(answer(whole));
    expect(readFileSync(journal, 'utf8').split('\n').sort()).toEqual(lines.sort());
    const again = await reportOf(['octo-org', '--resume', journal]);
    expect(answer(again)).toEqual(answer(whole));
    expect(again.audit.usage.queries).toBe(0);
  });

  test.each([
    ['nothing', () => ''],
    ['half of its first line', (head: string) => head.slice(0, 40)],
  ])('one that was killed when its journal held %s begins it anew', async (_, left) => {
    await start();
    const journal = path.join(folder, 'begun.jsonl');
    const question = ['octo-org', '--resume', journal, '--repositories', 'fine,loose'];
    await reportOf(question);
    const whole = readFileSync(journal, 'utf8').split('\n');
    writeFileSync(journal, left(whole[0] as string));
    await reportOf(question);
    const [head, ...entries] = readFileSync(journal, 'utf8').split('\n');
    expect(head).toBe(whole[0]);
    expect(entries.sort()).toEqual(whole.slice(1).sort());
  });

  test('a journal of an owner of the same name on another server is that of another audit', async () => {
    const { apiUrl } = await start();
    const of = (server: string) =>
      run(['audit', 'octo-org', '--repositories', 'fine', '--resume', path.join(folder, 'server.jsonl')], {
        env: { GITHUB_API_URL: apiUrl, GITHUB_SERVER_URL: server, GITHUB_TOKEN: OWNER_TOKEN },
      });
    expect((await of('https://github.com')).code).toBe(0);
    const { code, stderr } = await of('https://github.example.com');
    expect(stderr).toContain(
      'is the journal of another audit (on another server, with another registry): ask',
    );
    expect(code).toBe(2);
  });

  test.each([
    [['--language', 'zh-CN'], '两次审计的语言不同：请用与那次相同的设置继续，或换一个文件。'],
    [['--repositories', 'loose'], 'is the journal of another audit (with other --repositories): ask as'],
    [['--shard', '1/2'], 'is the journal of another audit (with another --shard): ask as that one was'],
  ])('what is asked otherwise is named: %j', async (otherwise, sentence) => {
    await start();
    const question = ['octo-org', '--resume', path.join(folder, 'asked.jsonl'), '--repositories', 'fine'];
    await audit(question);
    const { code, stderr } = await audit([...question, ...otherwise]);
    expect(stderr).toContain(sentence);
    expect(code).toBe(2);
  });

  test('a journal in which a line was changed is none, and is left as it is', async () => {
    await start();
    const journal = path.join(folder, 'changed.jsonl');
    await reportOf(['octo-org', '--resume', journal, '--repositories', 'fine,loose']);
    const text = readFileSync(journal, 'utf8').replace('"findings":[]', '"findings":{}');
    writeFileSync(journal, text);
    const { code, stderr } = await audit(['octo-org', '--resume', journal, '--repositories', 'fine,loose']);
    expect(stderr).toContain('is no journal of an audit and is left as it is');
    expect([code, stderr.trim().split('\n').length]).toEqual([2, 1]);
    expect(readFileSync(journal, 'utf8')).toBe(text);
  });

  test.each([
    ['of another audit', () => path.join(folder, 'other.jsonl'), 'is the journal of another audit'],
    ['that is none', () => path.join(folder, 'notes.txt'), 'is no journal of an audit and is left as it is'],
    [
      'in a folder that is not there',
      () => path.join(folder, 'no/where'),
      'could not be read or written (ENOENT)',
    ],
    ['that is a folder', () => folder, 'is no regular file.'],
    ['without a name', () => '', '--resume was given and is empty'],
  ])('a journal %s is one sentence', async (_, file, sentence) => {
    await start();
    await audit(['octo-org', '--resume', path.join(folder, 'other.jsonl'), '--repositories', 'fine']);
    writeFileSync(path.join(folder, 'notes.txt'), 'dear diary');
    const { code, stderr } = await audit(['octo-org', '--resume', file()]);
    expect(stderr).toContain(sentence);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(code).toBe(2);
    expect(readFileSync(path.join(folder, 'notes.txt'), 'utf8')).toBe('dear diary');
  });
});
