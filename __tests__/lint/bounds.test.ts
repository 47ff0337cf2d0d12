/** Texts that are small and would take long if each way through them was gone: what is found of them, and that it is found. */
import { describe, expect, test } from '@jest/globals';
import { unreadMeant } from '../../src/commands/lint/output.js';
import { ids, lintFiles, MAIN, said, workflow } from './repository.js';

const many = (count: number, unit: (at: number) => string, between = '') =>
  Array.from({ length: count }, (_, at) => unit(at)).join(between);
const range = (from: number, to: number) =>
  Array.from({ length: Math.max(0, to - from) }, (_, at) => from + at);

describe('needs', () => {
  const push = '    steps:\n      - run: docker push ghcr.io/octo/app\n';
  const graph = (
    count: number,
    needs: (at: number) => number[],
    keys: (at: number) => string = () => '',
  ) => ({
    [MAIN]: `on: push\njobs:\n${many(
      count,
      (at) =>
        `  j${at}:\n    needs: [${needs(at).map((each) => `j${each}`)}]\n${keys(at)}    runs-on: ubuntu-latest\n    permissions: {contents: read}\n${
          at === count - 1 ? push : '    steps:\n      - run: make\n'
        }`,
    )}`,
  });

  test.each([
    ['40 jobs that each need all before', graph(40, (at) => range(0, at))],
    ['60 jobs that each need two', graph(60, (at) => range(Math.max(0, at - 2), at))],
    ['a chain of 500', graph(500, (at) => range(Math.max(0, at - 1), at))],
    ['30 that each need all, in circles', graph(30, (at) => range(0, 30).filter((each) => each !== at))],
  ])('%s: the job that pushes is judged', async (_, files) => {
    expect(await ids(files)).toEqual(['error no-registry-login']);
  });

  test('a job is passed over when one far before it is', async () => {
    const never = graph(
      40,
      (at) => range(Math.max(0, at - 2), at),
      (at) => (at === 0 ? '    if: false\n' : ''),
    );
    expect(await ids(never)).toEqual([]);
  });

  test('outputs are followed through a few jobs, and through many in vain', async () => {
    const handed = (count: number) => ({
      [MAIN]: `on: push\njobs:\n  j0:\n    runs-on: ubuntu-latest\n    outputs: {name: ghcr.io/Octo/App}\n    steps:\n      - run: make\n${many(
        count,
        (at) =>
          `  j${at + 1}:\n    needs: j${at}\n    runs-on: ubuntu-latest\n    permissions: {packages: write}\n    outputs: {name: "\${{ needs.j${at}.outputs.name }}"}\n    steps:\n      - run: make\n`,
      )}  last:\n    needs: j${count}\n    runs-on: ubuntu-latest\n    permissions: {packages: write}\n    steps:\n      - run: docker login ghcr.io -u x -p \${{ github.token }}; docker push \${{ needs.j${count}.outputs.name }}\n`,
    });
    expect(await ids(handed(10))).toEqual(['error uppercase-image-name']);
    expect(await ids(handed(200))).toEqual([]);
  });
});

describe('bake files', () => {
  const job = (run: string) => ({
    [MAIN]: `on: push\njobs:\n  image:\n    runs-on: ubuntu-latest\n    permissions: {contents: read}\n    steps:\n      - run: ${run}\n`,
  });
  const quoted = (names: string[]) => names.map((name) => `"${name}"`).join(', ');
  const names = (prefix: string, from: number, to: number) => range(from, to).map((at) => `${prefix}${at}`);
  const target = 'target "last" {\n  tags = ["ghcr.io/octo/app"]\n}\n';
  const bake = (hcl: string) => lintFiles({ ...job('docker buildx bake --push'), 'docker-bake.hcl': hcl });

  test.each([
    [
      'groups that each name all after',
      `group "default" { targets = ["g0"] }\n${many(30, (at) => `group "g${at}" {\n  targets = [${quoted([...names('g', at + 1, 30), 'last'])}]\n}\n`)}`,
    ],
    [
      'groups that each name all',
      `group "default" { targets = ["g0"] }\n${many(30, (at) => `group "g${at}" {\n  targets = [${quoted([...names('g', 0, 30), 'last'])}]\n}\n`)}`,
    ],
    [
      'targets that each inherit all after',
      `group "default" { targets = ["t0"] }\n${many(30, (at) => `target "t${at}" {\n  inherits = [${quoted([...names('t', at + 1, 30), 'last'])}]\n}\n`)}`,
    ],
    [
      'a chain of 5,000 targets',
      `group "default" { targets = ["t0"] }\n${many(5_000, (at) => `target "t${at}" {\n  inherits = ["${at === 4_999 ? 'last' : `t${at + 1}`}"]\n}\n`)}`,
    ],
  ])('%s: what is pushed is found', async (_, hcl) => {
    // Blocks on one line are read as well.
    const result = await bake(hcl.replaceAll('{ targets', '{\n  targets').replaceAll('] }', ']\n}') + target);
    expect(said(result)).toEqual(['error no-registry-login ci.yml:7 image']);
  });

  test('a brace within a text ends no block', async () => {
    const result = await bake(`target "default" {\n  args = { A = "}" }\n  tags = ["ghcr.io/octo/app"]\n}\n`);
    expect(said(result)).toEqual(['error no-registry-login ci.yml:7 image']);
  });

  test.each([
    ['quotes', `target "default" {\n  tags = [${'"\\'.repeat(100_000)}]\n}\n`],
    ['templates', `target "default" {\n  tags = ["${'${'.repeat(200_000)}"]\n}\n`],
    ['blocks', 'target "x" {\n'.repeat(50_000)],
    ['lists', `target "default" {\n${'tags = [\n'.repeat(50_000)}}\n`],
  ])('%s that do not end name nothing', async (_, hcl) => {
    expect((await bake(hcl)).report.images.map(({ reference }) => reference)).toEqual([]);
  });
});

test('a compose file is read up to the weight of a workflow', async () => {
  const files = (services: number) => ({
    [MAIN]:
      'on: push\njobs:\n  image:\n    runs-on: ubuntu-latest\n    permissions: {contents: read}\n    steps:\n      - run: docker compose push\n',
    'compose.yaml': `services:\n${many(services, (at) => `  s${at}: {build: ., image: "ghcr.io/octo/app:${at}"}\n`)}`,
  });
  expect((await lintFiles(files(20))).report.images).toHaveLength(20);
  expect((await lintFiles(files(15_000))).report.images).toEqual([]);
});

test('actions that use each other are followed so far, and what is beside them is found', async () => {
  const actions = Object.fromEntries(
    range(0, 30).map((at) => [
      `a${at}/action.yml`,
      `runs:\n  using: composite\n  steps:\n${many(30, (other) => `    - uses: ./a${other}\n`)}`,
    ]),
  );
  const steps = '      - uses: ./a0\n      - run: docker push ghcr.io/octo/app\n';
  const job = `on: push\njobs:\n  image:\n    runs-on: ubuntu-latest\n    permissions: {contents: read}\n    steps:\n${steps}`;
  const { report } = await lintFiles({ ...actions, [MAIN]: job });
  expect(report.images.map(({ reference }) => reference)).toEqual(['ghcr.io/octo/app']);
});

describe('more workflows than are read at once', () => {
  const heavy = workflow(
    `- run: docker push ghcr.io/octo/app\n- run: 'true'\n  env: {A: "${','.repeat(25_000)}"}`,
  );
  const folder = (count: number) =>
    Object.fromEntries(range(10, 10 + count).map((at) => [`.github/workflows/${at}.yml`, heavy]));

  test.each([
    [6, '.github/workflows/14.yml', '1'],
    [5, '.github/workflows/14.yml', null],
    [4, null, null],
  ])(
    'of %i, those left out are told in one sentence, and are no clean answer',
    async (count, file, others) => {
      const { problems, ...result } = await lintFiles(folder(count));
      expect(problems.map((each) => [each.kind, each.file, each.detail])).toEqual(
        file ? [['too-much', file, others]] : [],
      );
      expect(unreadMeant({ problems }) !== null).toBe(file !== null);
      expect(result.report.findings).toHaveLength(Math.min(count, 4));
    },
  );
});
