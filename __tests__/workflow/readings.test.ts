/**
 * Repositories of which the action, asked about one run, and `lint`, asked about every
 * run, must read the same pushes: from the checkout, and from the API alone. The folders
 * in `fixtures/readings` are named after what they show; `expected.txt` has a line for
 * each push: `[pull ]reference file:line`.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { lint } from '../../src/commands/lint.js';
import type { WorkflowEvidence } from '../../src/evidence/types/workflow.js';
import { ENV, evidence, MAIN, RUN, said } from './reading.js';

const FOLDER = join(import.meta.dirname, '..', 'fixtures', 'readings');

const filesOf = (root: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(root, { recursive: true })
      .map(String)
      .filter((path) => statSync(join(root, path)).isFile())
      .map((path) => [path.replaceAll('\\', '/'), readFileSync(join(root, path), 'utf8')]),
  );

const linesOf = ({ pushes }: WorkflowEvidence) =>
  pushes.map((push) => `${said(push)} ${push.location.file}:${push.location.line}`);

describe.each(readdirSync(FOLDER))('%s', (name) => {
  const root = join(FOLDER, name);
  const files = filesOf(root);
  const expected = (files['expected.txt'] ?? '').split('\n').filter((line) => line !== '');

  test('in this run, from the checkout', async () => {
    expect(linesOf(await evidence({}, { workspace: root, fetchFile: null }))).toEqual(expected);
  });

  test('in this run, from the API', async () => {
    expect(linesOf(await evidence(files))).toEqual(expected);
  });

  test('in every run', async () => {
    const options = { paths: [root], repository: 'octo/app', event: null, language: 'en', root } as const;
    const { report } = await lint({ ...options, paths: [root] });
    const pushed = expected
      .filter((line) => !line.startsWith('pull '))
      .map((line) => line.split(' ')[0] ?? '');
    const plain = (reference: string) => reference.replace(/:.*$/, '');
    const found = report.images.map(({ reference }) => plain(reference));
    for (const each of pushed) expect(found).toContain(plain(each));
    expect(report.verdict).toBe(pushed.length > 0 ? 'denied' : 'not-needed');
  });
});

describe('what of the run is known', () => {
  const text = `on: push
jobs:
  image:
    strategy:
      matrix:
        image: [web, api]
        host: ["\${{ github.event_name == 'push' && 'ghcr.io' || 'quay.io' }}"]
    steps:
      - uses: acme/ghcr-preflight@v1
      - run: docker push \${{ matrix.host }}/octo/\${{ matrix.image }}
`;
  const pushes = async (options = {}) => (await evidence({ [MAIN]: text }, options)).pushes.map(said);

  test('without its leg, what all legs push', async () => {
    expect(await pushes()).toEqual(['ghcr.io/octo/web', 'ghcr.io/octo/api']);
  });

  test('with its leg, what this one pushes', async () => {
    const matrix = { image: 'api', host: 'ghcr.io' };
    expect(await pushes({ leg: { matrix } })).toEqual(['ghcr.io/octo/api']);
  });

  test("the runner's own variables, where no process tells them, as for a log", async () => {
    const steps = '      - run: docker push "ghcr.io/${GITHUB_REPOSITORY,,}"\n';
    const files = { [MAIN]: `on: push\njobs:\n  image:\n    steps:\n${steps}` };
    expect((await evidence(files, { env: {} })).pushes.map(said)).toEqual(['ghcr.io/octo/app']);
  });

  test('how the other jobs ended is not', async () => {
    const needy = `on: push
jobs:
  test: {runs-on: ubuntu-latest, steps: [{run: npm test}]}
  image:
    needs: test
    if: always()
    steps:
      - uses: acme/ghcr-preflight@v1
      - if: needs.test.result == 'success'
        run: docker push ghcr.io/octo/app:good
      - if: needs.test.result == 'failure'
        run: docker push ghcr.io/octo/app:bad
`;
    const { pushes: found } = await evidence({ [MAIN]: needy });
    expect(found.map(said)).toEqual(['ghcr.io/octo/app:good ?', 'ghcr.io/octo/app:bad ?']);
  });
});

describe('other files of the repository', () => {
  const asked = async (steps: string, options = {}) => {
    const paths: string[] = [];
    const files: Record<string, string> = { [MAIN]: `on: push\njobs:\n  image:\n    steps:\n${steps}` };
    const fetchFile = async (path: string) => {
      paths.push(path);
      return files[path] ?? null;
    };
    await evidence(files, { fetchFile, ...options });
    return paths;
  };

  test('are not asked for by a job that needs none', async () => {
    expect(
      await asked('      - run: docker push ghcr.io/octo/app\n      - uses: actions/setup-node@v4\n'),
    ).toEqual([MAIN]);
  });

  test('are asked for once', async () => {
    const use = '      - uses: ./actions/a\n';
    expect(await asked(use + use)).toEqual([MAIN, 'actions/a/action.yml', 'actions/a/action.yaml']);
  });

  test('are never outside of it', async () => {
    expect(
      await asked('      - uses: ./../../etc\n      - run: docker compose -f /etc/x -f ../y push\n'),
    ).toEqual([MAIN]);
  });

  test('are those of the checkout, also where the workflow is of another commit', async () => {
    const workspace = join(FOLDER, 'compose-file');
    const files: Record<string, string> = {
      [MAIN]: 'on: push\njobs:\n  image:\n    steps:\n      - run: docker compose push\n',
      'compose.yaml': 'services: {app: {build: ., image: ghcr.io/octo/other}}\n',
    };
    const options = {
      workspace,
      run: { ...RUN, workflowSha: 'a'.repeat(40) },
      env: { ...ENV, GITHUB_SHA: 'b'.repeat(40) },
    };
    const { source, pushes } = await evidence(files, options);
    expect([source, ...pushes.map(said)]).toEqual(['api', 'ghcr.io/octo/app:main']);
  });

  test('may hold the only expressions of a job', async () => {
    const files = {
      [MAIN]: 'on: push\njobs:\n  image:\n    steps:\n      - uses: ./a\n        with: {tag: x}\n',
      'a/action.yml':
        'inputs: {tag: {}}\nruns: {using: composite, steps: [{shell: bash, run: "docker push ghcr.io/octo/app:${{ inputs.tag }}"}]}\n',
    };
    const { pushes } = await evidence(files);
    expect(pushes.map(said)).toEqual(['ghcr.io/octo/app:x']);
  });

  test('that the API refuses leave the rest as it is', async () => {
    const files: Record<string, string> = {
      [MAIN]:
        'on: push\njobs:\n  image:\n    steps:\n      - uses: ./a\n      - run: docker push ghcr.io/octo/app\n',
    };
    const fetchFile = async (path: string) => {
      if (path === MAIN) return files[path] ?? null;
      throw Object.assign(new Error('no'), { status: 403 });
    };
    const { pushes } = await evidence(files, { fetchFile, run: RUN, env: ENV });
    expect(pushes.map(said)).toEqual(['ghcr.io/octo/app']);
  });
});
