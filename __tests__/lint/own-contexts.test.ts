/** What a job's own text tells of the contexts that its expressions name. */
import { describe, expect, test } from '@jest/globals';
import { build, ids, login, MAIN, workflow } from './repository.js';

const WRITE = 'permissions: {packages: write}';
const NO_LOGIN = ['error no-registry-login'];
const UPPERCASE = ['error uppercase-image-name'];
const push = (condition: string) => `- if: ${condition}\n  run: docker push ghcr.io/octo/app`;
const on = (label: string) => (text: string) => text.replace('runs-on: ubuntu-latest', `runs-on: ${label}`);

describe('a push that is never made', () => {
  test.each([
    ["runner.os == 'Windows'", WRITE],
    ["runner.environment == 'self-hosted'", WRITE],
    ["runner.arch == 'ARM64'", WRITE],
    ['strategy.job-index == 1', WRITE],
    ['strategy.job-total > 1', WRITE],
    ["job.status == 'failure'", WRITE],
    ["github.job == 'other'", WRITE],
    ["github.workflow == 'Other'", WRITE],
  ])('where %s', async (condition, keys) => {
    expect(await ids({ [MAIN]: workflow(push(condition), keys) })).toEqual([]);
  });
});

describe('a push that is made', () => {
  test.each([
    ["runner.os == 'Linux'", WRITE],
    ['strategy.job-index == 0', WRITE],
    ['strategy.job-index == 1', `strategy: {matrix: {a: [1, 2]}}\n${WRITE}`],
    ["job.status == 'success'", WRITE],
    ["always() && job.status == 'failure'", WRITE],
    ["github.job == 'image'", WRITE],
    [`github.workflow == '${MAIN}'`, WRITE],
    ["runner.name == 'mine'", WRITE],
    ["runner.debug == '1'", WRITE],
  ])('where %s', async (condition, keys) => {
    expect(await ids({ [MAIN]: workflow(push(condition), keys) })).toEqual(NO_LOGIN);
  });

  test('in one leg of a matrix of machines', async () => {
    const made = (os: string) =>
      ids({
        [MAIN]: on('${{ matrix.os }}')(
          workflow(
            push(`runner.os == '${os}'`),
            `strategy: {matrix: {os: [ubuntu-24.04, ubuntu-24.04-arm]}}\n${WRITE}`,
          ),
        ),
      });
    expect(await made('Linux')).toEqual(NO_LOGIN);
    expect(await made('macOS')).toEqual([]);
  });

  test('on a machine that nobody knows', async () => {
    const steps = workflow(push("runner.os == 'Windows'").replace('octo', 'Octo'), WRITE);
    expect(await ids({ [MAIN]: steps })).toEqual([]);
    for (const label of ['[self-hosted, big]', '${{ vars.RUNNER }}', '{group: large}'])
      expect(await ids({ [MAIN]: on(label)(steps) })).toEqual(UPPERCASE);
  });

  test('in a workflow that another one calls', async () => {
    const called = workflow(
      push("github.workflow == 'Outer' && strategy.job-index == 1"),
      WRITE,
      'workflow_call',
    );
    const caller = `name: Outer\non: push\npermissions: {packages: write}\njobs:\n  call:\n    uses: ./.github/workflows/called.yml\n`;
    expect(await ids({ '.github/workflows/called.yml': called, [MAIN]: caller })).toEqual(NO_LOGIN);
  });
});

test.each([
  ['ghcr.io/octo/app-${{ runner.os }}:1', UPPERCASE],
  ['ghcr.io/octo/app:${{ runner.os }}', []],
  ['ghcr.io/octo/${{ github.job }}-${{ strategy.job-index }}:1', []],
  ['ghcr.io/octo/${{ github.job }}-B:1', UPPERCASE],
])('the name %s', async (tags, expected) => {
  expect(await ids({ [MAIN]: workflow(`${login()}\n${build(tags)}`) })).toEqual(expected);
});

test.each([
  ['octo/app', []],
  ['octo/App', UPPERCASE],
])('the repository of the workflow: %s', async (repository, expected) => {
  const steps = '\n- run: docker push ghcr.io/${{ job.workflow_repository }}:1';
  expect(await ids({ [MAIN]: workflow(login() + steps, WRITE) }, { repository })).toEqual(expected);
});
