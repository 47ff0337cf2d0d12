/** `lint --fetch`: what is used of other repositories comes through the API, here that of the lab. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Lab, startLab } from '../../src/lab/lab.js';
import { build, login, MAIN, workflow } from '../lint/repository.js';
import { repository, run } from './run.js';

const PUBLISH = '.github/workflows/publish.yml';
const READ = 'permissions: {contents: read}';
const WRITE = 'permissions: {contents: read, packages: write}';
const CALLED = (keys: string, tags = 'ghcr.io/octo/app:1') =>
  workflow(login() + build(tags), keys, 'workflow_call');
const SHIP =
  'inputs:\n  image: {default: ghcr.io/octo/app}\nruns:\n  using: composite\n  steps:\n    - run: docker push "${{ inputs.image }}"\n      shell: bash\n';

let lab: Lab;
let env: NodeJS.ProcessEnv;

beforeAll(async () => {
  lab = await startLab({
    accounts: [
      { login: 'octo', type: 'Organization' },
      { login: 'hidden', type: 'Organization', members: { mona: 'owner' } },
    ],
    packages: [],
    tokens: { ghp_mona: { kind: 'classic-pat', login: 'mona', scopes: ['repo'] } },
    repositories: { 'hidden/shared': { visibility: 'private' } },
    files: {
      [`octo/shared@v1:${PUBLISH}`]: CALLED('env: {A: b}'),
      [`octo/shared@v2:${PUBLISH}`]: CALLED(WRITE),
      [`octo/shared@low:${PUBLISH}`]: CALLED(READ),
      'octo/shared@v1:.github/workflows/named.yml': workflow(
        login() + build('ghcr.io/${{ inputs.image }}:1'),
        'env: {A: b}',
        '{workflow_call: {inputs: {image: {type: string}}}}',
      ),
      'octo/shared@v1:.github/workflows/outer.yml':
        'on: workflow_call\njobs:\n  inner:\n    uses: ./.github/workflows/publish.yml\n',
      'octo/shared@v1:ship/action.yml': SHIP,
      'octo/shared@v1:outer/action.yaml':
        'runs:\n  using: composite\n  steps:\n    - uses: $/ship\n      with: {image: ghcr.io/octo/inner}\n',
      [`octo/app@v1:${PUBLISH}`]: CALLED(READ),
      [`hidden/shared@v1:${PUBLISH}`]: CALLED('env: {A: b}'),
    },
  });
  env = { GITHUB_API_URL: lab.apiUrl, GITHUB_REPOSITORY: 'octo/app' };
});

afterAll(() => lab.close());

const calling = (uses: string, more: string) =>
  `on: push\njobs:\n  call:\n    uses: ${uses}\n    ${more.replaceAll('\n', '\n    ')}\n`;

async function fetched(text: string, args: string[] = [], more: NodeJS.ProcessEnv = {}) {
  const cwd = repository({ [MAIN]: text });
  const { code, stdout, stderr } = await run(['lint', '--fetch', '--format', 'json', ...args], {
    env: { ...env, ...more },
    cwd,
  });
  const found = JSON.parse(stdout).findings.map(
    ({
      severity,
      id,
      location,
    }: {
      severity: string;
      id: string;
      location: { file: string; line: number };
    }) => `${severity} ${id} ${location.file}:${location.line}`,
  );
  return { code, found, stderr, cwd };
}

const shared = (name: string, ref = 'v1') => `octo/shared/.github/workflows/${name}.yml@${ref}`;

describe('a called workflow of another repository', () => {
  test.each<[string, string, string, string[]]>([
    ['is granted enough', shared('publish'), WRITE, []],
    ['is granted too little', shared('publish'), READ, [`error caller-lacks-packages-write ${MAIN}:5`]],
    [
      'asks for more than it is granted',
      shared('publish', 'v2'),
      READ,
      [`error caller-lacks-packages-write ${MAIN}:5`],
    ],
    [
      'keeps nothing of what it is granted',
      shared('publish', 'low'),
      WRITE,
      [`error callee-lacks-packages-write ${shared('publish', 'low')}:5`],
    ],
    ['calls one beside it', shared('outer'), READ, [`error caller-lacks-packages-write ${MAIN}:5`]],
    [
      'takes the name from the caller',
      shared('named'),
      `${WRITE}\nwith: {image: Octo/App}`,
      [`error uppercase-image-name ${MAIN}:6`],
    ],
  ])('%s', async (_, uses, more, expected) => {
    const { found, stderr, code } = await fetched(calling(uses, more));
    expect(found).toEqual(expected);
    expect(stderr).toBe('');
    expect(code).toBe(expected.length > 0 ? 1 : 0);
  });

  test('is one of this repository, too, where it is called at a ref: what stands there counts', async () => {
    const own = `octo/app/${PUBLISH}@v1`;
    const cwd = repository({ [MAIN]: calling(own, WRITE), [PUBLISH]: CALLED(WRITE) });
    const { code, stdout } = await run(['lint', '--fetch', '--format', 'json'], { env, cwd });
    expect(JSON.parse(stdout).findings).toMatchObject([
      { id: 'callee-lacks-packages-write', severity: 'error', location: { file: own } },
    ]);
    expect(code).toBe(1);
    const without = await run(['lint'], { env: { ...env, GITHUB_API_URL: '' }, cwd });
    expect(without.code).toBe(0);
  });

  test('is never mended from here; the caller is', async () => {
    const low = await fetched(calling(shared('publish', 'low'), WRITE), ['--fix']);
    expect(low.found).toHaveLength(1);
    expect(readFileSync(`${low.cwd}/${MAIN}`, 'utf8')).toBe(calling(shared('publish', 'low'), WRITE));
    const { found, cwd } = await fetched(calling(shared('publish'), READ), ['--fix']);
    expect(found).toEqual([]);
    expect(readFileSync(`${cwd}/${MAIN}`, 'utf8')).toContain(
      'permissions: {contents: read, packages: write}',
    );
  });

  test.each<[string, string, NodeJS.ProcessEnv, string]>([
    ['is not there', shared('none'), {}, 'there is no such file at that ref'],
    [
      'may not be read',
      'hidden/shared/.github/workflows/publish.yml@v1',
      {},
      'there is no such file at that ref',
    ],
    [
      'is asked for with a dead token',
      shared('publish'),
      { GITHUB_TOKEN: 'ghp_dead' },
      'GitHub does not take the token',
    ],
    [
      'is asked of nobody',
      shared('publish'),
      { GITHUB_API_URL: 'http://127.0.0.1:1' },
      'could not be reached',
    ],
  ])('that %s is one sentence, and nothing is said of it', async (_, uses, more, sentence) => {
    const { code, found, stderr } = await fetched(calling(uses, READ), [], more);
    expect(found).toEqual([]);
    expect(stderr).toContain(`ghcr-preflight: ${uses}: `);
    expect(stderr).toContain(sentence);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(code).toBe(0);
  });

  test('is found where its repository is now', async () => {
    const at = (name: string) =>
      `${lab.apiUrl}/repos/octo/${name}/contents/${encodeURIComponent(PUBLISH)}?ref=v1`;
    const asked = new URL(at('former'));
    const moved = { status: 301, body: { message: 'Moved Permanently', url: at('shared') } };
    lab.world.answers = { [`GET ${asked.pathname.replace('/api/v3', '')}`]: moved };
    const uses = shared('publish').replace('octo/shared', 'octo/former');
    expect((await fetched(calling(uses, READ))).found).toEqual([
      `error caller-lacks-packages-write ${MAIN}:5`,
    ]);
    moved.body.url = `${lab.elsewhere}/repos/octo/shared`;
    const { found, stderr } = await fetched(calling(uses, READ));
    expect(found).toEqual([]);
    expect(stderr).toContain('there is no such file at that ref');
    expect(lab.requests.filter(({ service }) => service === 'elsewhere')).toEqual([]);
  });

  test('is read with the token that may', async () => {
    const text = calling('hidden/shared/.github/workflows/publish.yml@v1', READ);
    const { found } = await fetched(text, [], { GH_TOKEN: 'ghp_mona' });
    expect(found).toEqual([`error caller-lacks-packages-write ${MAIN}:5`]);
  });
});

describe('an action of another repository', () => {
  const using = (uses: string, more = '', keys = READ) =>
    workflow(`${login()}\n- uses: ${uses}\n${more}`, keys);

  test.each<[string, string, string[]]>([
    ['pushes', using('octo/shared/ship@v1'), [`error job-lacks-packages-write ${MAIN}:5`]],
    ['may push', using('octo/shared/ship@v1', '', WRITE), []],
    [
      'pushes what it is told',
      using('octo/shared/ship@v1', '  with: {image: ghcr.io/Octo/App}', WRITE),
      [`error uppercase-image-name ${MAIN}:14`],
    ],
    ['uses one beside it', using('octo/shared/outer@v1'), [`error job-lacks-packages-write ${MAIN}:5`]],
    ['is not there', using('octo/shared/none@v1'), []],
    [
      'pushes without a login, where the workflow does not name the registry',
      workflow('- uses: octo/shared/ship@v1', WRITE),
      ['error no-registry-login octo/shared/ship/action.yml@v1:6'],
    ],
  ])('%s', async (_, text, expected) => {
    const { found, stderr } = await fetched(text);
    expect(found).toEqual(expected);
    expect(stderr).toBe('');
  });
});

test('an action that could not be asked for is named once, as it is used', async () => {
  const text = workflow(`${login()}\n- uses: octo/shared/ship@v1\n- run: "true"`, WRITE);
  const { stderr } = await fetched(text, [], { GITHUB_API_URL: 'http://127.0.0.1:1/api/v3' });
  expect(stderr).toBe(
    'ghcr-preflight: octo/shared/ship@v1: the API of GitHub could not be reached (127.0.0.1:1), so this is not judged.\n',
  );
});

describe('without --fetch', () => {
  const plain = async (text: string, args: string[] = []) =>
    run(['lint', ...args], { env, cwd: repository({ [MAIN]: text }) });

  test('a call that passes on a right is told, and only to people', async () => {
    const text = calling(shared('publish'), WRITE);
    const { code, stdout, stderr } = await plain(text);
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
    expect(stderr).toBe(
      `ghcr-preflight: ${shared('publish')}, called at ${MAIN}:4, was not read and is not judged: --fetch reads it.\n`,
    );
    expect((await plain(text, ['--format', 'json'])).stderr).toBe('');
    expect((await plain(text, ['--language', 'zh-CN'])).stderr).toContain('使用 --fetch 可读取它');
  });

  test.each([
    ['the registry', 'with: {image: ghcr.io/octo/app}', true],
    ['secrets beside the registry', 'secrets: inherit # ghcr.io', true],
    ['secrets alone', 'secrets: inherit', false],
    ['a right to read the repository', READ, false],
    ['nothing', 'name: call', false],
  ])('a call that passes on %s', async (_, more, isTold) => {
    const { stderr } = await plain(calling(shared('publish'), more));
    expect(stderr.includes('--fetch')).toBe(isTold);
  });

  test('several are one sentence', async () => {
    const text = `${calling(shared('publish'), WRITE)}  other:\n    uses: ${shared('outer')}\n    ${WRITE}\n`;
    const { stderr } = await plain(text);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(stderr).toContain(`${shared('publish')}, ${shared('outer')}`);
  });
});
