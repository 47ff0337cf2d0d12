/** What the steps of a local composite action use is in a job's first permissions block, as if they stood in the job. */
import { setTimeout } from 'node:timers/promises';
import { describe, expect, test } from '@jest/globals';
import { build, lintFiles, login, MAIN, workflow } from '../lint/repository.js';

const FOLDER = '.github/actions/publish/action.yml';

/** Publishes by an action of the repository, whose steps these are; with what it is handed. */
async function repairOf(steps: string, handed = '', using = 'composite') {
  const indented = steps.trim().replaceAll('\n', '\n    ');
  const { repairs } = await lintFiles({
    [MAIN]: workflow(
      `- uses: actions/checkout@v4\n- uses: ./.github/actions/publish${handed}${login()}${build()}`,
      '',
    ),
    [FOLDER]: `name: Publish\ndescription: All of it\nruns:\n  using: ${using}\n  steps:\n    ${indented}\n`,
  });
  return repairs.map(({ safe, edits }) => ({ safe, text: edits.map(({ text }) => text).join('') }));
}

const CURL = '\n- run: curl -u "$TOKEN" "$URL"\n  shell: bash\n  env: {TOKEN: "${{ inputs.token }}"}';

describe('the first permissions block of a job that uses an action of the repository', () => {
  test('is safe where all of its steps are known', async () => {
    expect(await repairOf('- uses: actions/checkout@v4\n- run: make\n  shell: bash')).toEqual([
      { safe: true, text: expect.stringContaining('packages: write') },
    ]);
  });

  test('has what they use', async () => {
    const [repair] = await repairOf('- uses: actions/attest@v2\n  with: {subject-name: a}');
    expect(repair).toEqual({
      safe: true,
      text: expect.stringMatching(/attestations: write[\s\S]*id-token: write/),
    });
  });

  test.each([
    ['another action that nobody knows', '- uses: someone/thing@v1', '', 'composite'],
    ['a script that asks with the token', CURL.replace('inputs.token', 'github.token'), '', 'composite'],
    [
      'a script that asks with what it was handed',
      CURL,
      '\n  with: {token: "${{ github.token }}"}',
      'composite',
    ],
    ['a program', '- run: make\n  shell: bash', '', 'node20'],
  ])('is only shown where the action has %s', async (_, steps, handed, using) => {
    expect(await repairOf(steps, handed, using)).toEqual([expect.objectContaining({ safe: false })]);
  });

  test('has what they use with a token that may be the one of the job', async () => {
    const release = '- uses: softprops/action-gh-release@v2\n  with: {token: "${{ inputs.token }}"}';
    expect(await repairOf(release)).toEqual([
      { safe: true, text: expect.stringContaining('contents: write') },
    ]);
  });

  test('is safe where what it is handed is no token', async () => {
    expect(await repairOf(CURL, '\n  with: {token: "${{ secrets.OTHER }}"}')).toEqual([
      expect.objectContaining({ safe: true }),
    ]);
  });
});

/** With a wait at its end: a test without one passes however long it takes, since jest's clock has no turn before it ends. */
test.each([
  ['an action', '- uses: ./.github/actions/publish\n'],
  [
    'an action that is handed a token',
    '- uses: ./.github/actions/publish\n  with: {a: "${{ github.token }}"}\n',
  ],
])('%s that uses itself many times is looked into once', async (_, use) => {
  const [repair] = await repairOf(use.repeat(12));
  expect(repair).toEqual({ safe: true, text: expect.stringContaining('packages: write') });
  await setTimeout();
});

test('a workflow that calls another one many times, which does so, is looked into once', async () => {
  const calls = (name: string) =>
    Array.from({ length: 12 }, (_, at) => `  j${at}:\n    uses: ./.github/workflows/${name}.yml\n`).join('');
  const called = (at: number) => `on: workflow_call\njobs:\n${calls(`c${at + 1}`)}`;
  const files = Array.from({ length: 8 }, (_, at) => [`.github/workflows/c${at}.yml`, called(at)]);
  const { repairs } = await lintFiles({
    [MAIN]: `on: push\njobs:\n${calls('c0')}`,
    ...Object.fromEntries(files),
    '.github/workflows/c8.yml': workflow(login() + build(), '', 'workflow_call'),
  });
  expect(repairs).not.toEqual([]);
  await setTimeout();
});

test.each([
  ['push', false],
  ['[push, workflow_call]', true],
])('a secret of a workflow on %s may be the token of the job: %s', async (event, mayBe) => {
  const release = '\n- uses: softprops/action-gh-release@v2\n  with: {token: "${{ secrets.PAT }}"}';
  const { repairs } = await lintFiles({ [MAIN]: workflow(login().trim() + build() + release, '', event) });
  const text = repairs.flatMap(({ edits }) => edits.map((each) => each.text)).join('');
  expect(text).toContain(mayBe ? 'contents: write' : 'contents: read');
});
