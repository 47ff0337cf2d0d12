/** Reusable workflows: what a call grants, what it passes on, and what GitHub refuses at start-up. */
import { describe, expect, test } from '@jest/globals';
import { build, jobWith, lintFiles, login, MAIN, said, workflow } from './repository.js';

const CALLED = '.github/workflows/called.yml';

const caller = (keys: string, on = 'push') =>
  `on: ${on}\njobs:\n  call:\n    uses: ./.github/workflows/called.yml\n${keys.replace(/^(?=.)/gm, '    ')}\n`;
const called = (keys: string, password = 'secrets.GITHUB_TOKEN', on = 'workflow_call') =>
  workflow(login(password) + build(), keys, on);

async function judged(callerKeys: string, calledText: string, on?: string): Promise<string[]> {
  return said(await lintFiles({ [MAIN]: caller(callerKeys, on), [CALLED]: calledText }));
}

const WRITE = 'permissions: {packages: write}';
const READ = 'permissions: {contents: read}';

describe('a chain of permissions', () => {
  test.each<[string, string, string, string[]]>([
    ['both grant', WRITE, WRITE, []],
    ['the called job inherits', WRITE, 'env: {A: b}', []],
    ['the call grants less than is asked', READ, WRITE, ['error caller-lacks-packages-write ci.yml:5 call']],
    [
      'the call grants less, nothing is asked',
      READ,
      'env: {A: b}',
      ['error caller-lacks-packages-write ci.yml:5 call'],
    ],
    ['the called job lowers', WRITE, READ, ['error callee-lacks-packages-write called.yml:5 image']],
    [
      'nobody says anything',
      'name: call',
      'env: {A: b}',
      ['warning default-token-permissions ci.yml:3 call'],
    ],
    ['only the called job says', 'name: call', WRITE, ['warning default-token-permissions ci.yml:3 call']],
  ])('%s', async (_, callerKeys, calledKeys, expected) => {
    expect(await judged(callerKeys, called(calledKeys))).toEqual(expected);
  });

  test('what is asked counts even where it never runs', async () => {
    const text = called(`if: false\n${WRITE}`);
    expect(await judged(READ, text)).toEqual(['error caller-lacks-packages-write ci.yml:5 call']);
  });

  test('a personal token needs no permission', async () => {
    const text = called('env: {A: b}', 'secrets.PAT');
    expect(await judged(`${READ}\nsecrets: inherit`, text)).toEqual([]);
  });

  test('a workflow for other repositories is judged by its own words alone', async () => {
    const of = async (keys: string) => said(await lintFiles({ [CALLED]: called(keys) }));
    expect(await of('env: {A: b}')).toEqual([]);
    expect(await of(WRITE)).toEqual([]);
    expect(await of(READ)).toEqual(['error callee-lacks-packages-write called.yml:5 image']);
  });

  test('its name and its owner are those of the repository that calls', async () => {
    const text = workflow(login() + build('ghcr.io/${{ github.repository }}'), WRITE, 'workflow_call');
    expect(said(await lintFiles({ [CALLED]: text }, { repository: 'Octo/App' }))).toEqual([]);
  });

  test('calls that go in a circle end', async () => {
    const text = `on: [push, workflow_call]\njobs:\n  a:\n    ${WRITE}\n    uses: ./.github/workflows/called.yml\n${jobWith(login() + build())}`;
    const again = text.replace('called.yml', 'ci.yml');
    expect(said(await lintFiles({ [MAIN]: text, [CALLED]: again }))).toEqual([]);
  });
});

describe('secrets on their way to a called workflow', () => {
  const text = called(WRITE, 'secrets.PAT', '{workflow_call: {secrets: {PAT: {required: false}}}}');

  test.each<[string, string, string[]]>([
    ['inherited', `${WRITE}\nsecrets: inherit`, []],
    ['passed', `${WRITE}\nsecrets: {PAT: "\${{ secrets.OTHER }}"}`, []],
    ['not passed', WRITE, ['error token-missing ci.yml:3 call']],
    [
      'another one passed',
      `${WRITE}\nsecrets: {OTHER: "\${{ secrets.OTHER }}"}`,
      ['error token-missing ci.yml:3 call'],
    ],
  ])('%s', async (_, keys, expected) => {
    expect(await judged(keys, text)).toEqual(expected);
  });

  test('passed under another name, GITHUB_TOKEN stays what it is', async () => {
    const keys = `${READ}\nsecrets: {PAT: "\${{ secrets.GITHUB_TOKEN }}"}`;
    expect(await judged(keys, text.replace(WRITE, 'env: {A: b}'))).toEqual([
      'error caller-lacks-packages-write ci.yml:5 call',
    ]);
  });

  test('a fallback to GITHUB_TOKEN is always there', async () => {
    const fallback = called(WRITE, 'secrets.PAT || github.token');
    expect(await judged(WRITE, fallback)).toEqual([]);
  });
});

describe('inputs of a called workflow', () => {
  const declared = '{workflow_call: {inputs: {push: {type: boolean, default: false}}}}';
  const text = called(READ, 'secrets.GITHUB_TOKEN', declared).replace(
    'push: true',
    'push: ${{ inputs.push }}',
  );

  test.each<[string, string, number]>([
    ['the default', WRITE, 0],
    ['a literal', `${WRITE}\nwith: {push: true}`, 1],
    ['a fact of the run', `${WRITE}\nwith: {push: "\${{ github.event_name == 'push' }}"}`, 1],
    ['another run', `${WRITE}\nwith: {push: "\${{ github.event_name == 'release' }}"}`, 0],
    ['what nobody knows', `${WRITE}\nwith: {push: "\${{ vars.PUSH }}"}`, 0],
  ])('%s', async (_, keys, count) => {
    expect(await judged(keys, text)).toHaveLength(count);
  });
});
