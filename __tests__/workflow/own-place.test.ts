/** Our step in an action that the job uses: the runner names the step of the job, and what stands behind ours in the action is to come. */
import { describe, expect, test } from '@jest/globals';
import { ENV, evidence, MAIN, said, workflowOf } from './reading.js';

const OURS = '- uses: acme/ghcr-preflight@v1\n';
const USES = '- uses: ./act\n';
const login = (password: string) =>
  `- uses: docker/login-action@v3\n  with: {registry: ghcr.io, username: x, password: "${password}"}\n`;
const pushes = (name: string) => `- run: docker push ghcr.io/octo/${name}\n`;
const action = (steps: string, more = '') => {
  const inShell = steps.replace(/^(- run: .*)$/gm, '$1\n  shell: bash').trimEnd();
  return `${more}runs:\n  using: composite\n  steps:\n${inShell.replace(/^/gm, '    ')}\n`;
};

const NESTED = {
  'act/action.yml': action(`- uses: ./inner\n${pushes('behind')}`),
  'inner/action.yml': action(`${pushes('before')}${OURS}`),
};

async function reading(steps: string, files: Record<string, string>, name = '__self') {
  return evidence(
    { [MAIN]: workflowOf(steps), ...files },
    {
      env: { ...ENV, GITHUB_ACTION: name },
      own: { images: [], login: 'docker' },
      tokens: [
        { source: 'ghcr-token', secret: 'a-personal-token' },
        { source: 'github-token', secret: 'the-token-of-the-job' },
      ],
    },
  );
}

describe('pushes', () => {
  const ACT = (steps: string) => ({ 'act/action.yml': action(steps) });
  test.each<[string, string, Record<string, string>, string[], string?]>([
    ['behind it in the action', USES, ACT(`${OURS}${pushes('behind')}`), ['ghcr.io/octo/behind']],
    ['before it in the action', USES, ACT(`${pushes('before')}${OURS}`), []],
    ['behind the action', `${USES}${pushes('later')}`, ACT(OURS), ['ghcr.io/octo/later']],
    ['before the action', `${pushes('earlier')}${USES}`, ACT(OURS), []],
    ['of an action in the action', USES, NESTED, ['ghcr.io/octo/behind'], '__self.__3f'],
    [
      'of an action by its id',
      USES.replace('uses', 'id: pre\n  uses'),
      NESTED,
      ['ghcr.io/octo/behind'],
      'pre',
    ],
    ['where no step is named', USES, NESTED, ['ghcr.io/octo/behind'], 'act-0'],
    [
      'of the second step that uses it',
      `${USES}${pushes('between')}${USES}${pushes('later')}`,
      ACT(OURS),
      ['ghcr.io/octo/later'],
      '__self_2',
    ],
    [
      'by a variable of the step',
      `${USES}  env: {NAME: own}\n`,
      ACT(`${OURS}${pushes('$NAME')}`),
      ['ghcr.io/octo/own'],
    ],
    [
      'by a variable that the action sets',
      `${USES}${pushes('$NAME')}`,
      ACT(`${OURS}- run: echo NAME=set >> "$GITHUB_ENV"\n`),
      ['ghcr.io/octo/set'],
    ],
    [
      'behind an action of others',
      `${pushes('earlier')}- uses: octo/ci/pre@v1\n${pushes('later')}`,
      {},
      ['ghcr.io/octo/later'],
      '__octo_ci',
    ],
  ])('%s', async (_, steps, files, expected, ...[name]) =>
    expect((await reading(steps, files, name)).pushes.map(said)).toEqual(expected),
  );
});

describe('the token of a later login', () => {
  const ACT = (steps: string) => ({ 'act/action.yml': action(steps, 'inputs: {pat: {}}\n') });
  const HANDED = `${USES}  with: {pat: "\${{ secrets.PAT }}"}\n`;
  const TAKEN = `${OURS}  with: {ghcr-token: "\${{ inputs.pat }}"}\n`;
  test.each<[string, string, Record<string, string>, string[], string?]>([
    ['before ours in the action', USES, ACT(`${login('${{ inputs.other }}')}${OURS}${pushes('app')}`), []],
    ['behind ours in the action', USES, ACT(`${OURS}${login('x')}${pushes('app')}`), ['empty']],
    ['behind the action', `${USES}${login('${{ secrets.DEPLOY }}')}${pushes('app')}`, ACT(OURS), ['unknown']],
    [
      'that the action hands to ours',
      `${HANDED}${login('${{ secrets.PAT }}')}${pushes('app')}`,
      ACT(TAKEN),
      ['ghcr-token'],
    ],
    [
      'that the action hands to both',
      HANDED,
      ACT(`${TAKEN}${login('${{ inputs.pat }}')}${pushes('app')}`),
      ['ghcr-token'],
    ],
    [
      'behind an action of others',
      `- uses: octo/ci/pre@v1\n${login('${{ secrets.DEPLOY }}')}${pushes('app')}`,
      {},
      ['unknown'],
      '__octo_ci',
    ],
  ])('%s', async (_, steps, files, expected, ...[name]) => {
    const { pushes: found } = await reading(steps, files, name);
    expect(found.flatMap(({ logins }) => logins.map(({ token }) => token))).toEqual(expected);
  });
});

test('the place of the images that are given is in the action', async () => {
  const files = { 'act/action.yml': action(`${OURS}  with:\n    images: octo/app\n`) };
  const { images, step } = await reading(USES, files);
  expect([images?.file, step?.file]).toEqual(['act/action.yml', MAIN]);
});

test('actions that use each other, every one every one, are gone through once a level', async () => {
  const all = Array.from({ length: 20 }, (_, at) => `a${at}`);
  const uses = all.map((each) => `- uses: ./${each}\n`).join('');
  const files = Object.fromEntries(all.map((each) => [`${each}/action.yml`, action(uses)]));
  const { pushes: found } = await reading(`- uses: ./a0\n${pushes('later')}`, files, 'act-0');
  expect(found.map(said)).toEqual(['ghcr.io/octo/later']);
});
