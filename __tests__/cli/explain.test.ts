/** `ghcr-preflight explain` as a user runs it: the bundle, in a process of its own, GitHub's API played by the lab. */
import { execFileSync, spawn } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import Ajv2020 from 'ajv/dist/2020.js';
import { type Lab, startLab } from '../../src/lab/lab.js';
import { TABLE_NODE } from '../node.js';
import { type Ran, runInstalled } from './run.js';

const root = path.join(import.meta.dirname, '../..');
const bin = path.join(root, 'dist/cli/index.js');
const TOKEN = 'ghp_readReadReadReadReadReadReadReadRea01';
const REFUSED =
  'ERROR: failed to push ghcr.io/octo/app:1: denied: installation not allowed to Write organization package';
const WORKFLOW = `name: CI
on: push
jobs:
  image:
    name: Build \${{ matrix.os }}
    runs-on: ubuntu-latest
    permissions:
      contents: read
    steps:
      - run: docker push ghcr.io/octo/app:1
`;

let lab: Lab;
let home: string;
beforeAll(async () => {
  lab = await startLab({
    accounts: [{ login: 'octo', type: 'Organization' }],
    packages: [],
    tokens: { [TOKEN]: { kind: 'classic-pat', login: 'mona', scopes: ['repo'] } },
    repositories: { 'octo/app': { visibility: 'public' } },
    files: { 'octo/app:.github/workflows/ci.yml': WORKFLOW },
    answers: {
      ...run('7', {
        jobs: [
          { id: 70, name: 'Build linux', conclusion: 'failure' },
          { id: 71, name: 'test', conclusion: 'success' },
        ],
      }),
      'GET /repos/octo/app/actions/jobs/70/logs': {
        status: 302,
        headers: { location: 'http://LAB/api/v3/signed/70' },
      },
      'GET /signed/70': { body: `2026-11-02T10:00:00.1Z ok\n2026-11-02T10:00:01.1Z ${REFUSED}\n` },
      ...run('8', { jobs: [{ id: 80, name: 'image', conclusion: 'failure' }] }),
      'GET /repos/octo/app/actions/jobs/80/logs': { status: 404, body: { message: 'Not Found' } },
      'GET /repos/octo/app/check-runs/80/annotations': {
        body: [
          {
            message:
              'The job was not started because recent account payments have failed or your spending limit needs to be increased.',
          },
        ],
      },
      ...run('9', { jobs: [{ id: 90, name: 'image', conclusion: 'success' }] }),
      ...run('10', { jobs: [] }, { conclusion: 'startup_failure' }),
      ...run(
        '11',
        { jobs: [{ id: 110, name: 'image', conclusion: 'failure' }] },
        { event: 'pull_request', head_repository: { full_name: 'stranger/app' } },
      ),
      'GET /repos/octo/app/actions/jobs/110/logs': { body: REFUSED },
      // Nothing is ever unpacked, however much there may be in it.
      ...run('12', { jobs: [{ id: 120, name: 'image', conclusion: 'failure' }] }),
      'GET /repos/octo/app/actions/jobs/120/logs': { body: `PK\u0003\u0004${'\0'.repeat(1000)}` },
      // Logs that GitHub has deleted, of all the failed jobs or of one.
      ...run('16', {
        jobs: ['image', 'chart'].map((name, at) => ({ id: 160 + at, name, conclusion: 'failure' })),
      }),
      ...run('17', {
        jobs: [160, 110].map((id) => ({ id, name: `job-${id}`, conclusion: 'failure' })),
      }),
      'GET /repos/octo/app/actions/jobs/160/logs': { status: 410, body: { message: 'Gone' } },
      'GET /repos/octo/app/actions/jobs/161/logs': { status: 410, body: { message: 'Gone' } },
      ...run(
        '18',
        { jobs: [{ id: 110, name: 'image', conclusion: 'failure' }] },
        { path: '.github/workflows/gone.yml' },
      ),
      // What stands between here and GitHub may leave out something, or answer itself.
      ...run('13', { jobs: [{ id: 110, name: 'image', conclusion: 'failure' }] }, { repository: undefined }),
      ...run('14', {}),
      'GET /repos/octo/app/actions/runs/15': { body: 'Sign in to this network' },
      'GET /repos/octo/app/actions/runs/401': { status: 401, body: { message: 'Bad credentials' } },
      'GET /repos/octo/app/actions/runs/403': {
        status: 403,
        body: { message: 'Resource not accessible by integration' },
      },
    },
  });
  const signed = lab.world.answers?.['GET /repos/octo/app/actions/jobs/70/logs'];
  if (signed) signed.headers = { location: `http://${lab.registry}/api/v3/signed/70` };
  home = await mkdtemp(path.join(tmpdir(), 'explain-test-'));
});
afterAll(async () => {
  await lab.close();
  await rm(home, { recursive: true, force: true });
});

function run(id: string, jobs: object, differs: object = {}) {
  const body = {
    event: 'push',
    path: '.github/workflows/ci.yml@main',
    head_sha: '0123',
    conclusion: 'failure',
    html_url: `https://github.com/octo/app/actions/runs/${id}`,
    actor: { login: 'mona' },
    repository: { full_name: 'octo/app', owner: { login: 'octo' } },
    head_repository: { full_name: 'octo/app' },
    ...differs,
  };
  return {
    [`GET /repos/octo/app/actions/runs/${id}`]: { body },
    [`GET /repos/octo/app/actions/runs/${id}/jobs`]: { body: jobs },
  };
}

function explain(
  args: string[],
  {
    input = '',
    env = {},
    cwd = home,
  }: { input?: string | Buffer; env?: Record<string, string>; cwd?: string } = {},
): Promise<Ran> {
  const own = { PATH: process.env.PATH ?? '', HOME: home, GITHUB_API_URL: lab.apiUrl };
  return runInstalled(['explain', ...args], { cwd, stdin: input, env: { ...own, ...env } });
}

async function file(name: string, content: string | Buffer): Promise<string> {
  const target = path.join(home, name);
  await mkdir(path.dirname(target), { recursive: true });
  await writeFile(target, content);
  return target;
}

const finding = ({ stdout }: Ran) => JSON.parse(stdout).findings[0];

describe('a log', () => {
  test('1: explained, with its line, from a file', async () => {
    await file('run.log', `ok\n${REFUSED}\n`);
    const { code, stdout } = await explain(['run.log']);
    expect(code).toBe(1);
    expect(stdout).toContain('error[job-lacks-packages-write]: The job may not write packages (likely)');
    expect(stdout).toMatch(
      /^✗ The push to ghcr\.io\/octo\/app was refused\. Most likely: The job may not write\s+packages\.$/m,
    );
    // Only the registry's words are marked, and the others go by their titles.
    expect(stdout).toContain('--> run.log:2:43');
    expect(stdout).toContain('    - The package does not let this repository write. Open');
    expect(stdout).not.toContain('read-only-run');
  });

  test('1: explained from standard input, with - and without', async () => {
    for (const args of [['-'], []])
      expect(await explain(args, { input: REFUSED })).toMatchObject({ code: 1 });
  });

  test('2: whose run it is has to be OWNER/NAME, also where a log is read', async () => {
    const { code, stdout, stderr } = await explain(['--repository', 'app'], { input: REFUSED });
    expect({ code, stdout, stderr }).toEqual({
      code: 2,
      stdout: '',
      stderr: 'ghcr-preflight: --repository takes OWNER/NAME; "app" is none.\n',
    });
  });

  test('a variable that names no repository stops only what needs one', async () => {
    const env = { GITHUB_REPOSITORY: 'app', GH_TOKEN: TOKEN };
    const at = (path: string) => ['--run', `https://github.com/octo/app/${path}`];
    for (const [args, code, input] of [
      [['--message', REFUSED], 1, ''],
      [[], 1, REFUSED],
      [at('actions/runs/7'), 1, ''],
    ] as const)
      expect(await explain([...args], { env, input })).toMatchObject({ code, stderr: '' });
    const { code, stderr } = await explain(['--run', '7'], { env });
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: expect.stringContaining('GITHUB_REPOSITORY is "app": write it as OWNER/NAME'),
    });
  });

  test('0: no refusal, and a sentence', async () => {
    const { code, stdout } = await explain([], { input: 'ok\nok\n' });
    expect([code, stdout]).toEqual([0, expect.stringContaining('2 lines read: no refusal by')]);
    const report = JSON.parse((await explain(['--format', 'json'], { input: 'ok\nok\n' })).stdout);
    expect(report).toMatchObject({ verdict: 'not-needed', findings: [] });
  });

  test.each([
    [
      'a log that names the registry',
      'No refusal that is known; these lines failed:',
      'ok\nghcr.io/octo/app: something failed badly\n',
      '2: ghcr.io/octo/app: something',
    ],
    [
      'an error that is of another registry',
      'asked of docker.io,',
      'ok\nERROR: failed to push docker.io/octo/app:1: denied: requested access to the resource is denied\n',
      '2: ERROR: failed to push docker.io/octo/app:1',
    ],
  ])('3: no cause is known, and the lines are shown: %s', async (_, lead, input, line) => {
    const { code, stdout } = await explain([], { input });
    expect(code).toBe(3);
    expect(stdout).toContain(lead);
    expect(stdout).toContain(line);
    const json = await explain(['--format', 'json'], { input });
    expect(JSON.parse(json.stdout)).toMatchObject({ verdict: 'unknown', findings: [] });
    expect(json.stderr).toContain(line);
    expect((await explain(['--language', 'zh-CN'], { input })).stdout).toContain('没有发现');
  });

  test('1: one line, as --message and from standard input', async () => {
    const ran = await explain(['--message', 'denied: permission_denied: write_package', '--format', 'json']);
    expect([ran.code, finding(ran).id]).toEqual([1, 'package-not-granted']);
    expect(finding(ran).location).toMatchObject({ file: 'message', line: 1, column: 1, endColumn: 41 });
    for (const args of [['--message', '403 Forbidden'], []]) {
      const { code, stdout } = await explain(args, { input: '403 Forbidden\n' });
      expect(code).toBe(1);
      expect(stdout.replace(/\s+/g, ' ')).toContain('this holds if it came from ghcr.io');
    }
  });

  test.each([
    ['empty', Buffer.alloc(0), 'is empty', '为空'],
    ['binary', Buffer.alloc(500), 'no text', '不是文本'],
    ['archive', Buffer.from('PK\u0003\u0004'), 'unpack it', '压缩包'],
    ['cut.gz', gzipSync(REFUSED.repeat(100)).subarray(0, 60), 'unpack it', '压缩包'],
  ])('2: %s, in one sentence of either language', async (name, content, english, chinese) => {
    await file(name, content);
    const { code, stdout, stderr } = await explain([name]);
    expect([code, stdout, stderr.split('\n').length]).toEqual([2, '', 2]);
    expect(stderr).toContain(english);
    expect((await explain([name, '--language', 'zh-CN'])).stderr).toContain(chinese);
  });

  test.each([
    ['a file that is not there', ['nowhere.log'], 'There is no file nowhere.log.'],
    ['a folder', ['.'], 'is a folder'],
    ['a file and a run', ['x', '--run', '1'], 'Name one of'],
    ['a message and a run', ['--message', 'x', '--run', '1'], 'Name one of'],
    ['a message that is empty', ['--message', ''], 'is empty'],
    ['a run of number 0', ['--run', '0'], '"0" is none'],
    ['a run that is no number', ['--run', 'latest'], '"latest" is none'],
    [
      'the address of something else',
      ['--run', 'https://github.com/octo/app/pull/7'],
      '"https://github.com/octo/app/pull/7" is none',
    ],
    [
      'a run on a server that the token is not for',
      ['--run', 'https://git.example/octo/app/actions/runs/7'],
      'The run is on git.example, and the token is for github.com',
    ],
    ['a workflow that is not there', ['-', '--workflow', 'nowhere.yml'], 'There is no file nowhere.yml.'],
    ['a run without a token', ['--run', '7', '--repository', 'octo/app'], 'set GITHUB_TOKEN'],
    ['a run of nobody', ['--run', '7'], '--repository OWNER/NAME'],
    ['a repository that is none', ['--run', '7', '--repository', 'octo'], '"octo" is none'],
  ])('2: %s', async (_, args, sentence) => {
    const { code, stdout, stderr } = await explain(args, { input: REFUSED });
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(sentence);
  });
});

test.each([
  ['log', ['log.circle']],
  ['workflow', ['-', '--workflow', 'workflow.circle']],
])('2: a %s that is a link to itself is there, and can’t be read', async (kind, args) => {
  const name = `${kind}.circle`;
  await symlink(name, path.join(home, name));
  const { code, stdout, stderr } = await explain(args, { input: REFUSED });
  expect([code, stdout, stderr.split('\n').length]).toEqual([2, '', 2]);
  expect(stderr).toContain(`${name} could not be read (ELOOP)`);
});

describe('with the workflow', () => {
  test('what was likely is certain, and comes with its repair', async () => {
    await file('ci.yml', WORKFLOW);
    const ran = await explain(['--workflow', 'ci.yml', '--format', 'json'], { input: REFUSED });
    expect(finding(ran)).toMatchObject({
      id: 'job-lacks-packages-write',
      confidence: 'certain',
      job: 'image',
      alternatives: ['read-only-run'],
      location: { file: '<stdin>', line: 1 },
    });
    expect(finding(ran).fix.diff).toContain('+      packages: write');
  });

  describe('that lets the job write', () => {
    const mended = WORKFLOW.replace('contents: read', 'packages: write');
    const AT = '2026-11-02T10:00:00.1234567Z ';
    const git = (folder: string, date: string, ...args: string[]) =>
      execFileSync('git', ['-C', folder, '-c', 'user.name=m', '-c', 'user.email=m@example.com', ...args], {
        env: { PATH: process.env.PATH, GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date },
      });
    const explainIn = async (name: string, input: string, language = 'en') =>
      finding(
        await explain(['--workflow', 'ci.yml', '--format', 'json', '--language', language], {
          cwd: path.join(home, name),
          input,
        }),
      );
    const committed = async (name: string, text: string, date: string) => {
      await file(`${name}/ci.yml`, text);
      const folder = path.join(home, name);
      git(folder, date, 'init', '-q');
      git(folder, date, 'add', '.');
      git(folder, date, 'commit', '-q', '-m', 'Add the workflow');
    };

    test('leaves the package where the run may have had it', async () => {
      await committed('of-run', mended, '2026-11-02T09:00:00Z');
      const found = await explainIn('of-run', AT + REFUSED);
      expect(found).toMatchObject({ id: 'package-not-granted', confidence: 'likely' });
      expect(found.alternatives).not.toContain('job-lacks-packages-write');
    });

    test.each([
      ['en', 'The permissions of job "image" did not give', 'Push ci.yml, which has packages: write'],
      ['zh-CN', '在那次运行中，作业 image 的 permissions 没有授予', '请推送 ci.yml'],
    ])('is to be pushed where the runner printed that the run had less (%s)', async (language, why, fix) => {
      const name = `printed-less-${language}`;
      await committed(name, mended, '2026-11-02T11:00:00Z');
      const setup = ['##[group]GITHUB_TOKEN Permissions', 'Contents: read', '##[endgroup]'];
      const log = [...setup, 'Secret source: Actions', REFUSED].map((line) => `${AT}${line}\n`).join('');
      const found = await explainIn(name, log, language);
      expect(found.id).toBe('job-lacks-packages-write');
      expect(found.message).toContain(why);
      expect(found.fix.summary).toContain(fix);
      expect(found.fix.diff).toBeNull();
    });

    test.each([
      ['en', 'is not committed', 'Commit and push ci.yml'],
      ['zh-CN', '尚未提交', '提交并推送 ci.yml'],
    ])('is no news of a run before it was mended (%s)', async (language, why, fix) => {
      await committed(`mended-${language}`, WORKFLOW, '2026-11-02T09:00:00Z');
      await file(`mended-${language}/ci.yml`, mended);
      for (const said of [REFUSED, REFUSED.replace('Write', 'Create')]) {
        const found = await explainIn(`mended-${language}`, AT + said, language);
        expect(found).toMatchObject({ id: 'job-lacks-packages-write', confidence: 'likely' });
        expect(found.message).toContain(why);
        expect(found.fix).toMatchObject({ summary: expect.stringContaining(fix), diff: null });
        expect(found).not.toHaveProperty('chain');
      }
    });

    test.each([
      ['en', 'was committed after it'],
      ['zh-CN', '之后提交'],
    ])('is no news of a run before it was committed (%s)', async (language, why) => {
      await committed(`later-${language}`, mended, '2026-11-02T11:00:00Z');
      const found = await explainIn(`later-${language}`, AT + REFUSED, language);
      expect(found.id).toBe('job-lacks-packages-write');
      expect(found.message).toContain(why);
    });

    test("is that of the run where the log names the run's commit, whenever it was committed", async () => {
      await committed('of-commit', mended, '2026-11-02T11:00:00Z');
      const own = execFileSync('git', ['-C', path.join(home, 'of-commit'), 'rev-parse', 'HEAD'], {
        encoding: 'utf8',
      }).trim();
      const checkout = `${AT}[command]/usr/bin/git checkout --progress --force ${own}\n`;
      expect((await explainIn('of-commit', checkout + AT + REFUSED)).id).toBe('package-not-granted');
      const hooks = { GIT_DIR: path.join(home, 'nowhere'), GIT_INDEX_FILE: '.git/index.lock' };
      const ran = await explain(['--workflow', 'ci.yml', '--format', 'json'], {
        cwd: path.join(home, 'of-commit'),
        env: hooks,
        input: checkout + AT + REFUSED,
      });
      expect(finding(ran).id).toBe('package-not-granted');
    });

    test('makes nothing certain where it lacks the right and is another one than the run had', async () => {
      await committed('lacking', WORKFLOW, '2026-11-02T11:00:00Z');
      expect(await explainIn('lacking', AT + REFUSED)).toMatchObject({
        id: 'job-lacks-packages-write',
        confidence: 'likely',
      });
    });

    test.each([
      ['en', "another one than the run's commit has"],
      ['zh-CN', '那次运行所用的提交中'],
    ])('is another one than that of a run on another branch (%s)', async (language, why) => {
      const name = `branches-${language}`;
      await committed(name, WORKFLOW, '2026-11-02T08:00:00Z');
      const folder = path.join(home, name);
      git(folder, '2026-11-02T08:00:00Z', 'commit', '-q', '--allow-empty', '-m', 'Release');
      const run = execFileSync('git', ['-C', folder, 'rev-parse', 'HEAD'], { encoding: 'utf8' }).trim();
      git(folder, '2026-11-02T08:00:00Z', 'checkout', '-q', '-b', 'topic', 'HEAD~1');
      await file(`${name}/ci.yml`, mended);
      git(folder, '2026-11-02T09:00:00Z', 'commit', '-q', '-a', '-m', 'Let the job push');
      const log = `${AT}HEAD is now at ${run.slice(0, 7)} Release\n${AT}${REFUSED}`;
      const found = await explainIn(name, log, language);
      expect(found.id).toBe('job-lacks-packages-write');
      expect(found.message).toContain(why);
    });

    test('leaves both open where nothing tells when the run was', async () => {
      await committed('untold', mended, '2026-11-02T11:00:00Z');
      const write = await explainIn('untold', REFUSED);
      expect([write.id, write.alternatives]).toEqual([
        'package-not-granted',
        expect.arrayContaining(['job-lacks-packages-write']),
      ]);
      const create = await explainIn('untold', REFUSED.replace('Write', 'Create'));
      expect([create.id, create.alternatives]).toEqual([
        'job-lacks-packages-write',
        expect.arrayContaining(['organization-policy']),
      ]);
    });

    test('counts for less than what the runner printed', async () => {
      await file('printed/ci.yml', mended);
      const setup = '##[group]GITHUB_TOKEN Permissions\nContents: read\nPackages: write\n##[endgroup]\n';
      const found = await explainIn('printed', setup + REFUSED);
      expect(found.id).toBe('package-not-granted');
      expect(found.alternatives).not.toContain('job-lacks-packages-write');
    });
  });

  test('it goes by the name of its file alone', async () => {
    await file('by-name/.github/workflows/ci.yml', WORKFLOW);
    const cwd = path.join(home, 'by-name');
    execFileSync('git', ['-C', cwd, 'init', '-q']);
    const of = (folder: string, name: string) =>
      explain(['--workflow', name, '--format', 'json'], { cwd: folder, input: REFUSED });
    await mkdir(path.join(cwd, 'src'), { recursive: true });
    for (const folder of [cwd, path.join(cwd, 'src')])
      expect(finding(await of(folder, 'ci.yml')).fix.diff).toContain('.github/workflows/ci.yml');
    expect(await of(cwd, 'other.yml')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('other.yml'),
    });
  });

  test('it is found in this checkout when the log is of the same repository', async () => {
    await file('checkout/.github/workflows/ci.yml', WORKFLOW);
    const cwd = path.join(home, 'checkout');
    const log = (repository: string) =>
      `Complete job name: Build linux\nSyncing repository: ${repository}\n${REFUSED}`;
    const env = { GITHUB_REPOSITORY: 'octo/app' };
    const own = await explain(['--format', 'json'], { cwd, env, input: log('octo/app') });
    expect(finding(own)).toMatchObject({ confidence: 'certain', job: 'image' });
    const other = await explain(['--format', 'json'], { cwd, env, input: log('octo/other') });
    expect(finding(other)).toMatchObject({ confidence: 'likely' });
  });
});

test('a workflow is found from below the root of its checkout, and by a name from there', async () => {
  await file('deep/.github/workflows/ci.yml', WORKFLOW);
  await file('deep/packages/web/package.json', '{}');
  const cwd = path.join(home, 'deep/packages/web');
  const env = { GITHUB_REPOSITORY: 'octo/app' };
  for (const args of [[], ['--workflow', '../../.github/workflows/ci.yml']]) {
    const ran = await explain([...args, '--format', 'json'], { cwd, env, input: REFUSED });
    expect(finding(ran)).toMatchObject({ confidence: 'certain', job: 'image' });
    expect(finding(ran).fix.diff).toContain('a/.github/workflows/ci.yml');
  }
});

describe('the job that a log is of', () => {
  const job = (id: string, image: string, permissions: string, step = `docker push ${image}`) =>
    `  ${id}:\n    runs-on: ubuntu-latest\n    permissions:\n      ${permissions}\n    steps:\n      - run: ${step}\n`;
  const two = `on: push\njobs:\n${job('app', 'ghcr.io/octo/app:1', 'contents: read')}${job('docs', 'ghcr.io/octo/docs:1', 'packages: write')}`;
  const json = ['--format', 'json'];
  const env = { GITHUB_REPOSITORY: 'octo/app' };

  test('is told by its image in a file with two jobs', async () => {
    await file('two.yml', two);
    const ran = await explain(['--workflow', 'two.yml', ...json], { input: REFUSED });
    expect(finding(ran)).toMatchObject({ job: 'app', confidence: 'certain' });
    const other = await explain(['--workflow', 'two.yml', ...json], {
      input: REFUSED.replace('octo/app', 'octo/docs'),
    });
    expect(finding(other)).toMatchObject({ id: 'package-not-granted' });
  });

  test('is told by its step where the log names no image', async () => {
    await file('two.yml', two);
    const input = `##[group]Run docker push ghcr.io/octo/docs:1\n##[endgroup]\ndenied: installation not allowed to Write organization package`;
    expect(finding(await explain(['--workflow', 'two.yml', ...json], { input }))).toMatchObject({
      id: 'package-not-granted',
    });
  });

  test.each([
    ['en', 'two.yml was not used: it has 2 jobs (app, docs)'],
    ['zh-CN', '没有使用 two.yml：其中有 2 个作业（app、docs）'],
  ])('is not guessed in silence (%s)', async (language, sentence) => {
    await file('two.yml', two);
    const input = 'denied: installation not allowed to Write organization package';
    const ran = await explain(['--workflow', 'two.yml', ...json, '--language', language], { input });
    expect([ran.code, finding(ran).confidence]).toEqual([1, 'likely']);
    expect(ran.stderr).toContain(sentence);
  });

  test('is looked for in this checkout by its image where the log names no repository', async () => {
    await file('here/.github/workflows/two.yml', two);
    const cwd = path.join(home, 'here');
    const ran = await explain(json, { cwd, env, input: REFUSED });
    expect(finding(ran)).toMatchObject({ job: 'app', confidence: 'certain' });
    expect(finding(ran).fix.diff).toContain('.github/workflows/two.yml');
    const github = await explain(['--format', 'github'], { cwd, env, input: REFUSED });
    expect(github.stdout).toContain('file=.github/workflows/two.yml,line=');
    const foreign = await explain(json, { cwd, env, input: REFUSED.replace('octo/app', 'octo/other') });
    expect(finding(foreign)).toMatchObject({ confidence: 'likely', fix: { diff: null } });
  });
});

describe('a login that failed', () => {
  const env = { GITHUB_REPOSITORY: 'octo/app' };
  const login = (secret: string) =>
    `      - uses: docker/login-action@v3\n        with:\n          registry: ghcr.io\n          username: bot\n          password: \${{ secrets.${secret} }}\n`;
  const job = (id: string, steps: string) =>
    `  ${id}:\n    runs-on: ubuntu-latest\n    permissions: {contents: read}\n    steps:\n${steps}`;
  const push = (name: string) => `      - run: docker push ghcr.io/${name}:1\n`;
  const log = (said: string, name = '') =>
    `${name && `Complete job name: ${name}\n`}##[group]Run docker/login-action@v3\nwith:\n  registry: ghcr.io\n  username: bot\n##[endgroup]\n##[error]${said}\n`;
  const REFUSED_LOGIN = 'Error response from daemon: Get "https://ghcr.io/v2/": denied: denied';
  const explainIn = async (jobs: string, input: string, language = 'en') => {
    await file('logins/.github/workflows/ci.yml', `on: push\njobs:\n${jobs}`);
    const ran = await explain(['--format', 'json', '--language', language], {
      cwd: path.join(home, 'logins'),
      env,
      input,
    });
    return finding(ran);
  };

  test.each(['en', 'zh-CN'])('names the secret and its line in this checkout (%s)', async (language) => {
    const steps = `${login('CR_PAT')}${push('octo/app')}`;
    const refused = await explainIn(job('image', steps), log(REFUSED_LOGIN), language);
    expect(refused.id).toBe('token-rejected');
    expect(refused.message).toContain('CR_PAT');
    expect(refused.fix.summary).toContain('.github/workflows/ci.yml:11');
    const empty = await explainIn(job('image', steps), log('Username and password required'), language);
    expect(empty.id).toBe('token-missing');
    for (const words of ['CR_PAT', '.github/workflows/ci.yml:11', 'secrets.GITHUB_TOKEN'])
      expect(empty.fix.summary).toContain(words);
  });

  test.each(['en', 'zh-CN'])('with the token of the job asks for no new secret (%s)', async (language) => {
    const steps = `${login('GITHUB_TOKEN')}${push('octo/app')}`;
    const { id, fix } = await explainIn(job('image', steps), log(REFUSED_LOGIN), language);
    expect(id).toBe('token-rejected');
    expect(fix.summary).toContain('.github/workflows/ci.yml:11');
    expect(fix.summary).not.toMatch(/classic|经典|write:packages/);
  });

  test.each([
    [
      'en',
      'had nothing to log in with in that run',
      '.github/workflows/ci.yml, which has ${{ secrets.GITHUB',
    ],
    ['zh-CN', '在那次运行中', '它已有 ${{ secrets.GITHUB_TOKEN }}'],
  ])('and has its password in this checkout is not given it again (%s)', async (language, why, fix) => {
    const steps = `${login('GITHUB_TOKEN')}${push('octo/app')}`;
    const found = await explainIn(job('image', steps), log('Password required'), language);
    expect(found.id).toBe('token-missing');
    expect(found.message).toContain(why);
    expect(found.fix.summary).toContain(fix);
    // A user name that a secret holds may be empty today as well.
    const named = steps.replace('username: bot', 'username: ${{ secrets.BOT }}');
    const both = log('Username and password required').replace('  username: bot\n', '');
    expect((await explainIn(job('image', named), both, language)).message).not.toContain(why);
  });

  test('of two jobs it is the one that the log names', async () => {
    const two = job('one', login('FIRST')) + job('two', login('SECOND'));
    expect((await explainIn(two, log(REFUSED_LOGIN, 'two'))).message).toContain('SECOND');
    expect((await explainIn(two, log(REFUSED_LOGIN))).message).not.toMatch(/FIRST|SECOND/);
  });

  test('of two logins of a job none is named', async () => {
    const two = job('image', login('FIRST') + login('SECOND'));
    expect((await explainIn(two, log(REFUSED_LOGIN))).message).not.toMatch(/FIRST|SECOND/);
  });
});

describe('a run that did not start', () => {
  const env = { GITHUB_REPOSITORY: 'octo/app' };
  const SAID =
    "The workflow is not valid. .github/workflows/ci.yml (Line: 5, Col: 3): Error calling workflow 'octo/app/.github/workflows/image.yml@0123abc'. The nested job 'image' is requesting 'packages: write, id-token: write', but is only allowed 'packages: none, id-token: none'.";
  const CALLED = `on: workflow_call
jobs:
  image:
    runs-on: ubuntu-latest
    permissions: {contents: read, packages: write, id-token: write}
    steps:
      - uses: actions/checkout@v4
      - run: docker push ghcr.io/octo/app:1
`;
  const calling = (block: string) =>
    `on: push\npermissions:\n  contents: read\njobs:\n  call:\n${block}    uses: ./.github/workflows/image.yml\n  test:\n    runs-on: ubuntu-latest\n    steps:\n      - run: make test\n`;
  const write = async (block: string) => {
    await file('calls/.github/workflows/image.yml', CALLED);
    await file('calls/.github/workflows/ci.yml', calling(block));
    return path.join(home, 'calls');
  };
  const explainIn = async (cwd: string, ...args: string[]) =>
    finding(await explain(['--format', 'json', ...args], { cwd, env, input: SAID }));

  test('comes with the edit that lint makes, which takes nothing away', async () => {
    const cwd = await write('');
    const diff = ['contents: read', 'id-token: write', 'packages: write'].map((each) => `+      ${each}`);
    const found = await explainIn(cwd);
    expect(found.id).toBe('caller-lacks-packages-write');
    for (const line of diff) expect(found.fix.diff).toContain(line);
    expect((await explainIn(cwd, '--workflow', '.github/workflows/ci.yml')).fix.diff).toBe(found.fix.diff);
    const elsewhere = path.join(cwd, '.github/workflows/ci.yml');
    expect((await explainIn(home, '--workflow', elsewhere)).fix.diff).toBe(found.fix.diff);
  });

  test.each(['en', 'zh-CN'])('is told the whole block where no file is at hand (%s)', async (language) => {
    const { fix } = await explainIn(home, '--language', language);
    expect(fix.diff).toBeNull();
    const separator = language === 'en' ? ', ' : '、';
    expect(fix.summary).toContain(['contents: read', 'id-token: write', 'packages: write'].join(separator));
    expect(fix.summary).toContain('none');
  });

  test('needs no edit any more', async () => {
    const cwd = await write('    permissions: {contents: read, packages: write, id-token: write}\n');
    expect((await explainIn(cwd)).fix.diff).toBeNull();
  });
});

describe('a run', () => {
  const options = { env: { GH_TOKEN: TOKEN } };
  const of = (id: string, ...more: string[]) =>
    explain(['--run', id, '--repository', 'octo/app', ...more], options);

  test('the log of its failed job is joined with the workflow at its commit', async () => {
    const ran = await of('7', '--format', 'json');
    expect(finding(ran)).toMatchObject({
      id: 'job-lacks-packages-write',
      confidence: 'certain',
      location: { file: 'Build linux', line: 2 },
    });
    expect(finding(ran).fix.diff).toContain('.github/workflows/ci.yml');
    expect(
      lab.requests.some(
        ({ path: asked }) => asked.includes('contents/.github') && asked.includes('ref=0123'),
      ),
    ).toBe(true);
  });

  test.each([
    'https://github.com/octo/app/actions/runs/7',
    'https://github.com/octo/app/actions/runs/7/attempts/2?pr=3',
    'github.com/octo/app/actions/runs/7/job/70#step:3:1',
  ])('is named by a pasted address: %s', async (address) => {
    expect(finding(await explain(['--run', address, '--format', 'json'], options))).toMatchObject({
      id: 'job-lacks-packages-write',
      location: { file: 'Build linux', line: 2 },
    });
  });

  test('of a job that has not failed there is nothing to explain', async () => {
    const ran = await explain(['--run', 'https://github.com/octo/app/actions/runs/7/job/71'], options);
    expect([ran.code, ran.stdout]).toEqual([0, expect.stringContaining('No job of this run has failed')]);
  });

  test('the signed address of a log gets no credential', async () => {
    await of('7');
    const signed = lab.requests.filter(({ path: asked }) => asked.includes('/signed/'));
    expect(signed.length).toBeGreaterThan(0);
    expect(signed.map(({ authorization }) => authorization)).toEqual(signed.map(() => 'none'));
  });

  test('2: no failed job has its log any more', async () => {
    const { code, stdout, stderr } = await of('16');
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('The failed jobs of run 16 have no log: GitHub deletes logs');
    expect((await of('16', '--language', 'zh-CN')).stderr).toContain('运行 16 中失败的作业没有日志');
  });

  test('a failed job without a log is named beside what the others show', async () => {
    const { code, stdout } = await of('17');
    expect(code).toBe(1);
    expect(stdout).toContain('This job failed too and has no log: job-160.');
    expect((await of('17', '--language', 'zh-CN')).stdout).toContain(
      '以下作业也失败了，但没有日志：job-160。',
    );
  });

  test.each([
    ['en', 'gone.yml is not there at the commit of the run, or the token may not'],
    ['zh-CN', '没有使用工作流：运行的提交中没有'],
  ])('a workflow file that the API does not show is named, %s', async (language, words) => {
    const { stdout } = await of('18', '--language', language);
    expect(stdout.replace(/\n {2}/g, ' ')).toContain(words);
  });

  test('a run is told of with what the answer has', async () => {
    expect(finding(await of('13', '--format', 'json'))).toMatchObject({ id: 'job-lacks-packages-write' });
    expect(await of('14')).toMatchObject({ code: 0 });
  });

  test('an answer that is not of the API is said in one sentence', async () => {
    const { code, stdout, stderr } = await of('15');
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toBe('ghcr-preflight: GitHub could not be asked: HTTP 200 without JSON.\n');
  });

  test('a job that never started is explained by the note on its page', async () => {
    expect(finding(await of('8', '--format', 'json'))).toMatchObject({ id: 'billing-blocked' });
  });

  test("a fork's pull request is known from the run", async () => {
    expect(finding(await of('11', '--format', 'json'))).toMatchObject({
      id: 'read-only-run',
      confidence: 'certain',
    });
  });

  test('a log that is an archive is not unpacked', async () => {
    const { code, stdout, stderr } = await of('12');
    expect([code, stdout, stderr.trim().split('\n').length]).toEqual([2, '', 1]);
    expect(stderr).toContain('is an archive');
  });

  test('0: no job has failed', async () => {
    expect(await of('9')).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('No job of this run has failed'),
    });
  });

  test.each([
    ['that does not exist', '99', {}, 'There is no run 99 in octo/app', '没有编号为 99 的运行'],
    [
      'that does not exist, by its address',
      'https://github.com/octo/app/actions/runs/99/job/2?pr=3',
      {},
      'There is no run 99 in octo/app,',
      'octo/app 中没有编号为 99 的运行',
    ],
    ['that the token may not read', '403', {}, 'it needs actions: read', '需要 actions: read'],
    ['that never started', '10', {}, 'https://github.com/octo/app/actions/runs/10', '没有日志'],
    ['with a dead token', '401', {}, 'GitHub does not know the token', '不认识该令牌'],
    [
      'of an API that is not there',
      '7',
      { GITHUB_API_URL: 'http://127.0.0.1:1' },
      'could not be asked',
      '无法询问',
    ],
  ])('2: one %s', async (_, id, env, english, chinese) => {
    const own = id.startsWith('https:') ? [] : ['--repository', 'octo/app'];
    const ask = (...more: string[]) =>
      explain(['--run', id, ...own, ...more], { env: { GH_TOKEN: TOKEN, ...env } });
    const { code, stdout, stderr } = await ask();
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(english);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect((await ask('--language', 'zh-CN')).stderr).toContain(chinese);
  });
});

describe('what is printed', () => {
  test('the report is as its schema says, in every case', async () => {
    const schema = JSON.parse(await readFile(path.join(root, 'schema/report.schema.json'), 'utf8'));
    const isReport = new Ajv2020.default({ strict: false, validateFormats: false }).compile(schema);
    for (const input of [REFUSED, 'ok', 'manifest unknown ghcr.io/octo/app']) {
      const report = JSON.parse((await explain(['--format', 'json'], { input })).stdout);
      expect([isReport(report), isReport.errors]).toEqual([true, null]);
    }
  });

  test('SARIF and workflow commands', async () => {
    const sarif = JSON.parse((await explain(['--format', 'sarif'], { input: REFUSED })).stdout);
    expect(sarif.runs[0].results[0]).toMatchObject({ ruleId: 'job-lacks-packages-write' });
    const { stdout } = await explain(['--format', 'github'], { input: REFUSED });
    expect(stdout).toMatch(/^::error title=The job may not write packages::/);
  });

  test('a secret that the log leaked is masked in every format', async () => {
    const secrets = ['ghp_leakedLeakedLeakedLeakedLeakedLeaked1', 'hunter2hunter2', 'bW9uYTpodW50ZXIy'];
    const input = [
      `+ docker login ghcr.io -u mona -p ${secrets[1]}`,
      `GHCR_TOKEN=${secrets[0]}`,
      `Authorization: Basic ${secrets[2]} https://mona:${secrets[1]}@ghcr.io/v2/octo/app/blobs/uploads/: denied: permission_denied: write_package ${secrets[0]} docker login -p ${secrets[1]}`,
    ].join('\n');
    for (const format of ['text', 'json', 'sarif', 'github']) {
      const { code, stdout, stderr } = await explain(['--format', format], { input });
      expect(code).toBe(1);
      for (const secret of secrets) expect(stdout + stderr).not.toContain(secret);
    }
  });

  test('in Chinese', async () => {
    const { stdout } = await explain(['--language', 'zh-CN'], { input: REFUSED });
    expect(stdout).toContain('错误[job-lacks-packages-write]：作业没有写入软件包的权限（很可能）');
  });
});

test('a large log is read in little memory', async () => {
  const line =
    '2026-11-02T10:00:00.1234567Z #12 34.56 npm http fetch GET 200 https://registry.npm.example/left-pad\n';
  const target = await file('large.log', line.repeat(600_000) + REFUSED);
  // Of the process alone: `maxRSS` begins with what the test runner that forked had.
  const script = `import { readFileSync } from 'node:fs'; process.on('exit', () => process.stderr.write('peak ' + /VmHWM:\\s+(\\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))[1]));`;
  const watch = await file('watch.mjs', script);
  const ran = await new Promise<Ran>((resolve) => {
    const child = spawn(TABLE_NODE, ['--import', watch, bin, 'explain', '--format', 'json', target], {
      cwd: home,
    });
    const out = { code: 0, stdout: '', stderr: '' };
    child.stdout.on('data', (text) => {
      out.stdout += text;
    });
    child.stderr.on('data', (text) => {
      out.stderr += text;
    });
    child.once('close', (code) => resolve({ ...out, code: code ?? -1 }));
  });
  expect(finding(ran)).toMatchObject({ location: { line: 600_001 } });
  const kilobytes = Number(/peak (\d+)/.exec(ran.stderr)?.[1]);
  expect(kilobytes).toBeGreaterThan(1000);
  // Some 140 MB; how late garbage is collected on a busy machine adds to it, and the 60 MB held whole come to 200 and more.
  expect(kilobytes / 1024).toBeLessThan(170);
});
