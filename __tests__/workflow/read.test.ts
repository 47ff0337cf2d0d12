import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ENV, evidence, MAIN, RUN, read, said, workflowOf } from './reading.js';

const OWN = '- uses: acme/ghcr-preflight@v1\n';
const push = (name: string) => `- run: docker push ghcr.io/octo/${name}\n`;

describe("this run's job", () => {
  test('its place, its permissions and its texts', async () => {
    const text = workflowOf(OWN, 'permissions:\n  contents: read');
    expect(await evidence({ [MAIN]: text })).toMatchObject({
      file: MAIN,
      job: 'image',
      source: 'api',
      location: { file: MAIN, line: 3, column: 3, endLine: 3, endColumn: 8 },
      grants: [
        { file: MAIN, job: 'image', declaredAt: 'job', level: 'none', location: { line: 4, endLine: 5 } },
      ],
      texts: { [MAIN]: text },
      setsSourceLabel: false,
      tokenExpressions: { ghcrToken: null, githubToken: null },
    });
  });

  test('the tokens as they are written', async () => {
    const own =
      '- uses: acme/ghcr-preflight@v1\n  with:\n    ghcr-token: ${{ secrets.GHCR_TOKEN }}\n    github-token: "${{ github.token }}"\n';
    const { tokenExpressions } = await evidence({ [MAIN]: workflowOf(own) });
    expect(tokenExpressions).toEqual({
      ghcrToken: '${{ secrets.GHCR_TOKEN }}',
      githubToken: '${{ github.token }}',
    });
  });

  test.each([
    ['by its id', '- {id: gate, uses: x/y@v1}\n', 'gate'],
    ['by its generated name', OWN, '__acme_ghcr-preflight'],
    ['by its number', `${OWN}${push('between')}${OWN}`, '__acme_ghcr-preflight_2'],
    ['as the action of this repository', '- uses: ./\n', '__self'],
    ['as a local action of some name', '- uses: ./tools/x\n- uses: ./tools/gate\n', '__self_2'],
    ['by its repository', OWN, 'something-else'],
    ['by its name alone', '- uses: fork/ghcr-preflight@main\n', undefined],
    ['by being ./', '- uses: ./\n', undefined],
  ])('our step is found %s, and only later steps count', async (_, own, name) => {
    const text = workflowOf(`${push('before')}${own}${push('after')}`);
    const { pushes } = await evidence({ [MAIN]: text }, { env: { ...ENV, GITHUB_ACTION: name } });
    expect(pushes.map(said)).toEqual(['ghcr.io/octo/after']);
  });

  test('when our step is not found, all steps count', async () => {
    const { pushes } = await evidence({ [MAIN]: workflowOf(push('one') + push('two')) });
    expect(pushes.map(said)).toEqual(['ghcr.io/octo/one', 'ghcr.io/octo/two']);
  });

  test.each([
    [
      'metadata-action with its labels',
      '- {id: m, uses: docker/metadata-action@v5}\n- {uses: a/b@v1, with: {labels: "${{ steps.m.outputs.labels }}"}}\n',
      true,
    ],
    [
      'metadata-action for its tags only',
      '- {id: m, uses: docker/metadata-action@v5}\n- {uses: a/b@v1, with: {tags: "${{ steps.m.outputs.tags }}"}}\n',
      false,
    ],
    ['the label itself', '- run: docker build --label org.opencontainers.image.source=x .\n', true],
  ])('the source label: %s', async (_, steps, expected) => {
    expect((await evidence({ [MAIN]: workflowOf(steps) })).setsSourceLabel).toBe(expected);
  });

  test('inputs of a manual start have their declared types', async () => {
    const steps =
      '- uses: docker/build-push-action@v6\n  with: {push: "${{ inputs.go }}", tags: "ghcr.io/a/b:${{ inputs.tag }}"}\n';
    const text = workflowOf(steps).replace(
      'on: push',
      'on: {workflow_dispatch: {inputs: {go: {type: boolean}, tag: {type: string}}}}',
    );
    const { pushes } = await evidence({ [MAIN]: text }, { event: { inputs: { go: 'true', tag: 'x' } } });
    expect(pushes.map(said)).toEqual(['ghcr.io/a/b:x']);
  });
});

describe('a job of a called workflow', () => {
  const CALLED = '.github/workflows/called.yml';
  const call = (uses: string, more = '') =>
    `on: push\njobs:\n  release:\n    permissions: {packages: write}\n    uses: ${uses}\n${more}`;
  const levels = (grants: { job: string; level: string | null }[]) =>
    grants.map(({ job, level }) => `${job} ${level}`);

  test.each([
    './.github/workflows/called.yml',
    'octo/app/.github/workflows/called.yml@main',
    '$/.github/workflows/called.yml',
  ])('called as %s', async (uses) => {
    const workflow = await evidence({
      [MAIN]: call(uses),
      [CALLED]: workflowOf(OWN, 'permissions: {contents: read}'),
    });
    expect(workflow.file).toBe(CALLED);
    expect(levels(workflow.grants)).toEqual(['release write', 'image none']);
    expect(Object.keys(workflow.texts)).toEqual([MAIN, CALLED]);
  });

  test('a called job without a block has no level of its own', async () => {
    const { grants } = await evidence({ [MAIN]: call(`./${CALLED}`), [CALLED]: workflowOf(OWN) });
    expect(grants.map(({ declaredAt, level }) => [declaredAt, level])).toEqual([
      ['job', 'write'],
      ['default', null],
    ]);
  });

  test('over several levels', async () => {
    const middle =
      'on: workflow_call\npermissions: read-all\njobs:\n  pass:\n    uses: ./.github/workflows/deep.yml\n';
    const { grants } = await evidence({
      [MAIN]: call(`./${CALLED}`),
      [CALLED]: middle,
      '.github/workflows/deep.yml': workflowOf(OWN),
    });
    expect(levels(grants)).toEqual(['release write', 'pass read', 'image null']);
  });

  test('what the caller passes is known, and the defaults', async () => {
    const steps = push('${{ inputs.name }}:${{ inputs.tag }}').replace('- run', `${OWN}- run`);
    const called = workflowOf(steps).replace(
      'on: push',
      'on:\n  workflow_call:\n    inputs:\n      name: {type: string}\n      tag: {type: string, default: latest}',
    );
    const { pushes } = await evidence({
      [MAIN]: call(`./${CALLED}`, '    with: {name: "${{ github.ref_name }}"}\n'),
      [CALLED]: called,
    });
    expect(pushes.map(said)).toEqual(['ghcr.io/octo/main:latest']);
  });

  test('the same key in both files: where our step stands', async () => {
    const files = {
      [MAIN]: `${workflowOf(push('no'))}  other:\n    uses: ./${CALLED}\n`,
      [CALLED]: workflowOf(OWN),
    };
    expect((await evidence(files)).file).toBe(CALLED);
  });

  test.each([
    [
      'the one whose if holds',
      "if: github.event_name == 'push'",
      "if: github.event_name == 'release'",
      'one read',
    ],
    ['nobody can say: the most generous', '', '', 'two write'],
  ])('two callers with different grants: %s', async (_, first, second, expected) => {
    const caller = `on: push\njobs:
  one:
    permissions: {packages: read}
    uses: ./${CALLED}
    ${first}
  two:
    permissions: {packages: write}
    uses: ./${CALLED}
    ${second}
`;
    const { grants } = await evidence({ [MAIN]: caller, [CALLED]: workflowOf(OWN) });
    expect(levels(grants)[0]).toBe(expected);
  });

  test('a circle of calls ends', async () => {
    const loop = `on: workflow_call\njobs:\n  again:\n    uses: ./${CALLED}\n`;
    expect((await read({ [MAIN]: call(`./${CALLED}`), [CALLED]: loop })).problem?.kind).toBe('job-not-found');
  });

  test('a workflow of another repository is not looked for', async () => {
    const { problem } = await read({
      [MAIN]: call('other/repo/.github/workflows/called.yml@v1'),
      [CALLED]: workflowOf(OWN),
    });
    expect(problem).toEqual({ kind: 'job-not-found', file: MAIN, detail: 'image' });
  });

  test('a called file that has nothing to do with it is not parsed', async () => {
    const files = {
      [MAIN]: `${call(`./${CALLED}`)}  image: {steps: [{uses: x/y@v1}]}\n`,
      [CALLED]: ': : broken',
    };
    expect((await evidence(files)).file).toBe(MAIN);
  });
});

describe('what can not be read is a problem and no error', () => {
  test.each([
    ['no file', {}, {}, 'not-found', null],
    ['no path', {}, { run: { ...RUN, workflowPath: null } }, 'not-found', null],
    ['too large', { [MAIN]: 'a: 1\n'.repeat(300_000) }, {}, 'too-large', '1500000 bytes'],
    ['binary', { [MAIN]: 'PNG\0\0' }, {}, 'not-text', null],
    ['broken', { [MAIN]: 'a: [1\nb: 2\n' }, {}, 'broken-yaml', expect.stringContaining('line 2')],
    ['no jobs', { [MAIN]: 'on: push\n' }, {}, 'no-jobs', null],
    ['no jobs in it', { [MAIN]: 'jobs: {}\n' }, {}, 'no-jobs', null],
    ['another job', { [MAIN]: workflowOf(OWN).replace('image:', 'other:') }, {}, 'job-not-found', 'image'],
    ['outside Actions', { [MAIN]: workflowOf(OWN) }, { run: { ...RUN, job: null } }, 'job-not-found', null],
    [
      'the API refuses',
      {},
      { fetchFile: () => Promise.reject(Object.assign(new Error('no'), { status: 403, response: {} })) },
      'unreadable',
      'HTTP 403',
    ],
    [
      'the network is down',
      {},
      { fetchFile: () => Promise.reject(new Error('ECONNRESET')) },
      'unreadable',
      'ECONNRESET',
    ],
    [
      'the API hangs, a 500 to Octokit',
      {},
      { fetchFile: () => Promise.reject(Object.assign(new Error('no answer in 5000 ms'), { status: 500 })) },
      'unreadable',
      'no answer in 5000 ms',
    ],
    ['nobody to ask', {}, { fetchFile: null }, 'not-found', null],
  ])('%s', async (_, files, options, kind, detail) => {
    const { workflow, problem } = await read(files as Record<string, string>, options as object);
    expect(workflow).toBeNull();
    expect(problem).toMatchObject({ kind, detail });
  });

  test.each([
    ['a job that is a list', 'jobs: {image: [1, 2]}\n'],
    ['steps that are a word', 'jobs: {image: {steps: none}}\n'],
    [
      'steps of every shape',
      'jobs: {image: {steps: [1, null, [x], {run: [a]}, {uses: {}}, {with: 1, uses: docker/build-push-action@v6}]}}\n',
    ],
    [
      'expressions that are none',
      'jobs: {image: {env: {A: "${{ }}"}, if: "${{ (", steps: [{run: "${{ x", if: ")("}]}}\n',
    ],
  ])('%s harms nothing else', async (_, text) => {
    expect((await read({ [MAIN]: text })).problem).toBeNull();
  });
});

describe('checkout or API', () => {
  let workspace: string;
  const put = (path: string, content: string | Buffer) => {
    mkdirSync(dirname(join(workspace, path)), { recursive: true });
    writeFileSync(join(workspace, path), content);
  };
  const SHA = 'a'.repeat(40);
  const OTHER = 'b'.repeat(40);
  const api = { [MAIN]: workflowOf(push('api')) };

  beforeAll(() => {
    workspace = mkdtempSync(join(tmpdir(), 'workflow-'));
    put(MAIN, workflowOf(push('checkout')));
    put('.github/workflows/latin.yml', Buffer.from('name: caf\xe9\n', 'latin1'));
    put('.github/workflows/huge.yml', '#'.repeat(1024 * 1024 + 1));
    symlinkSync('/etc/hostname', join(workspace, '.github/workflows/link.yml'));
    put('.github/workflows/bom.yml', `\uFEFF${workflowOf(push('bom'))}`.replaceAll('\n', '\r\n'));
  });
  afterAll(() => rmSync(workspace, { recursive: true }));

  const from = async (options: object) => (await evidence(api, { workspace, ...options })).source;

  test('the checkout, when nothing says that it is another commit', async () => {
    expect(await from({})).toBe('checkout');
    expect(await from({ run: { ...RUN, workflowSha: SHA }, env: { ...ENV, GITHUB_SHA: SHA } })).toBe(
      'checkout',
    );
  });

  test('the API, when the workflow is of another commit', async () => {
    expect(await from({ run: { ...RUN, workflowSha: SHA }, env: { ...ENV, GITHUB_SHA: OTHER } })).toBe('api');
  });

  test('what is checked out counts more than the variable', async () => {
    put('.git/HEAD', `${SHA}\n`);
    expect(await from({ run: { ...RUN, workflowSha: SHA }, env: { ...ENV, GITHUB_SHA: OTHER } })).toBe(
      'checkout',
    );
    put('.git/HEAD', 'ref: refs/heads/main\n');
    put('.git/refs/heads/main', `${OTHER}\n`);
    expect(await from({ run: { ...RUN, workflowSha: SHA }, env: { ...ENV, GITHUB_SHA: SHA } })).toBe('api');
    rmSync(join(workspace, '.git'), { recursive: true });
  });

  test('the checkout all the same, when the API has nothing', async () => {
    const options = { run: { ...RUN, workflowSha: SHA }, env: { ...ENV, GITHUB_SHA: OTHER } };
    expect(await from({ ...options, fetchFile: async () => null })).toBe('checkout');
    expect(await from({ ...options, fetchFile: () => Promise.reject(new Error('down')) })).toBe('checkout');
  });

  test('the API, for what the checkout lacks', async () => {
    expect(await from({ workspace: join(workspace, 'nothing') })).toBe('api');
  });

  describe('what else is looked for', () => {
    const OWN_STEP = { images: [], login: 'docker' } as const;

    /** What the API is asked for of a job that runs these commands. */
    async function asked(run: string, options: object) {
      const text = workflowOf(`- uses: acme/ghcr-preflight@v1\n- run: ${run}\n`);
      put('.github/workflows/other.yml', text);
      const paths: string[] = [];
      const fetchFile = async (path: string) => {
        paths.push(path);
        return null;
      };
      await evidence(
        {},
        { workspace, path: '.github/workflows/other.yml', fetchFile, own: OWN_STEP, ...options },
      );
      return paths;
    }
    const atCommit = { env: { ...ENV, GITHUB_SHA: SHA } };
    const RUN_ALL = 'publish-all; ./scripts/ship.sh';

    test('is nowhere, where all of the commit is checked out', async () => {
      put('.git/HEAD', `${SHA}\n`);
      expect(await asked(RUN_ALL, atCommit)).toEqual([]);
      expect(await asked(RUN_ALL, { run: { ...RUN, workflowSha: SHA } })).toEqual([]);
    });

    test('is asked of the API, where a part or another commit is checked out, or nothing', async () => {
      put('.git/HEAD', `${SHA}\n`);
      const all = ['scripts/ship.sh', 'pyproject.toml'];
      expect(await asked(RUN_ALL, { env: { ...ENV, GITHUB_SHA: OTHER } })).toEqual(
        expect.arrayContaining(all),
      );
      put('.git/info/sparse-checkout', '/*\n!/*/\n');
      expect(await asked(RUN_ALL, atCommit)).toEqual(expect.arrayContaining(all));
      rmSync(join(workspace, '.git'), { recursive: true });
      expect(await asked(RUN_ALL, atCommit)).toEqual(expect.arrayContaining(all));
    });

    test('is nothing for programs that everybody has', async () => {
      expect(await asked('echo hi && docker build . && docker push ghcr.io/octo/app:1', atCommit)).toEqual(
        [],
      );
    });
  });

  test('a path that the user gives is one of the checkout, absolute or not', async () => {
    for (const path of [MAIN, `./${MAIN}`, join(workspace, MAIN)]) {
      const { file, source } = await evidence({}, { workspace, path });
      expect([file, source]).toEqual([MAIN, 'checkout']);
    }
  });

  test('a file with a byte order mark and CRLF', async () => {
    const { pushes, texts } = await evidence({}, { workspace, path: '.github/workflows/bom.yml' });
    expect(pushes.map(said)).toEqual(['ghcr.io/octo/bom']);
    expect(Object.values(texts)[0]?.startsWith('\uFEFF')).toBe(true);
  });

  test.each([
    ['latin.yml', 'not-text', 'not UTF-8'],
    ['huge.yml', 'too-large', '1048577 bytes'],
    ['', 'no-regular-file', null],
    ['link.yml', 'outside', null],
  ])('%s: %s', async (name, kind, detail) => {
    const { problem } = await read({}, { workspace, path: join('.github/workflows', name), fetchFile: null });
    expect(problem).toMatchObject({ kind, detail });
  });
});

describe('where the runner does not name the workflow file', () => {
  const file = (name: string) =>
    `name: ${name}\non: push\njobs:\n  image:\n    runs-on: ubuntu-latest\n    permissions:\n      packages: read\n    steps:\n      - run: docker push ghcr.io/octo/app:1\n`;

  async function unnamed(files: Record<string, string>, name: string) {
    const workspace = await mkdtemp(join(tmpdir(), 'unnamed-'));
    try {
      await mkdir(join(workspace, '.github/workflows'), { recursive: true });
      for (const [path, content] of Object.entries(files)) await writeFile(join(workspace, path), content);
      const env = { ...ENV, GITHUB_WORKFLOW: name };
      return await read(files, { run: { ...RUN, workflowPath: null }, workspace, fetchFile: null, env });
    } finally {
      await rm(workspace, { recursive: true, force: true });
    }
  }

  test('it is the one with this name and this job', async () => {
    const files = { '.github/workflows/a.yml': file('Publish'), '.github/workflows/b.yml': file('Other') };
    const { workflow } = await unnamed(files, 'Publish');
    expect(workflow?.file).toBe('.github/workflows/a.yml');
  });

  test('two that could be it are none', async () => {
    const files = { '.github/workflows/a.yml': file('Publish'), '.github/workflows/b.yml': file('Publish') };
    const { problem } = await unnamed(files, 'Publish');
    expect(problem).toMatchObject({ kind: 'not-found', file: null });
  });

  test('a workflow without a name is named by its path', async () => {
    const files = { '.github/workflows/a.yml': file('Publish') };
    const { workflow } = await unnamed(files, '.github/workflows/a.yml');
    expect(workflow?.file).toBe('.github/workflows/a.yml');
  });
});
