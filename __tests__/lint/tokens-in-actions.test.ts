/** What is said to an action of the repository that has no token: it has no `secrets` context, and other callers. */
import { describe, expect, test } from '@jest/globals';
import type { Language } from '../../src/types.js';
import { build, ids, indent, lintFiles, login, MAIN, said, workflow } from './repository.js';

const ACTION = 'publish/action.yml';
const action = (steps: string, head = '') =>
  `${head}runs:\n  using: composite\n  steps:\n${indent(steps, 4)}\n`;
const PUSH = '\n- shell: bash\n  run: docker push ghcr.io/octo/app:1';
const bare = login().replace(/password: .*/, 'password: $GITHUB_TOKEN');
const script = (variable: string) =>
  `- shell: bash\n  run: echo "$${variable}" | docker login ghcr.io -u x --password-stdin`;

const fixes = async (steps: string, head?: string, language: Language = 'en') => {
  const files = { [MAIN]: workflow('- uses: ./publish'), [ACTION]: action(steps + PUSH, head) };
  const { report } = await lintFiles(files, { language });
  return report.findings.map(({ fix }) => `${fix.summary}\n${fix.diff ?? ''}`).join('\n');
};

describe('an action is never told to name a secret', () => {
  test.each<[string, string, string]>([
    ['nothing logs in', '- run: "true"\n  shell: bash', 'password: ${{ github.token }}'],
    ['an input that nobody passes', login('inputs.token'), 'password: ${{ inputs.token || github.token }}'],
    ['a variable that no shell fills in', bare, 'expression: ${{ github.token }}'],
    ["the job's token by its variable", script('GITHUB_TOKEN'), 'GITHUB_TOKEN: ${{ github.token }}'],
    ['another variable', script('TOKEN'), 'TOKEN: ${{ github.token }}'],
  ])('%s', async (_, steps, expected) => {
    const head = 'inputs: {token: {required: false}}\n';
    const said = await fixes(steps, head);
    expect(said).toContain(expected);
    expect(said).not.toContain('secrets.');
    expect(await fixes(steps, head, 'zh-CN')).not.toContain('secrets.');
  });
});

describe('an input that the action requires is passed by the step that uses it', () => {
  const head = 'inputs: {token: {required: true}, user: {required: true}}\n';
  const withUser = login('inputs.token').replace(/username: .*/, 'username: ${{ inputs.user }}');
  const judged = async (steps: string, use: string, more = {}) => {
    const files = { [MAIN]: workflow(use), [ACTION]: action(steps + PUSH, head), ...more };
    const { report } = await lintFiles(files);
    return report.findings.map(({ id, location, fix }) => [id, location?.file, location?.line, fix.summary]);
  };
  const PASSED = '- uses: ./publish\n  with: {token: "${{ github.token }}", user: x}\n';
  const CALLER = MAIN;

  test.each<[string, string, string, unknown[][]]>([
    [
      'a token of an action',
      login('inputs.token'),
      `${PASSED}- uses: ./publish`,
      [['token-missing', CALLER, 9, 'Pass the input, under with: token: ${{ secrets.GITHUB_TOKEN }}.']],
    ],
    [
      'a token of a script',
      '- shell: bash\n  env: {T: "${{ inputs.token }}"}\n  run: echo "$T" | docker login ghcr.io -u x --password-stdin',
      '- uses: ./publish\n  with: {user: x}',
      [['token-missing', CALLER, 8, 'Pass the input, under with: token: ${{ secrets.GITHUB_TOKEN }}.']],
    ],
    [
      'a user name',
      withUser,
      '- uses: ./publish\n  with: {token: "${{ github.token }}"}',
      [['token-missing', CALLER, 8, 'Pass the input, under with: user: ${{ github.actor }}.']],
    ],
    ['nothing is left out', withUser, PASSED, []],
  ])('%s', async (_, steps, use, expected) => expect(await judged(steps, use)).toEqual(expected));

  test('also by another action', async () => {
    const outer = { 'outer/action.yml': action('- uses: ./publish') };
    expect(await judged(login('inputs.token'), '- uses: ./outer', outer)).toEqual([
      ['token-missing', 'outer/action.yml', 4, 'Pass the input, under with: token: ${{ github.token }}.'],
    ]);
  });

  test('at a ref, another version may have a default', async () => {
    const found = await judged(login('inputs.token'), '- uses: octo/app/publish@v1');
    expect(found.map(([, file]) => file)).toEqual([ACTION]);
  });
});

describe("what an action's own env holds is followed under any name", () => {
  const login = (name: string, value: string) =>
    `- shell: bash\n  env: {${name}: "\${{ ${value} }}"}\n  run: echo "$${name}" | docker login ghcr.io -u x --password-stdin`;
  const judged = async (name: string, value = 'inputs.token') => {
    const used = '- uses: ./publish\n  with: {token: "${{ secrets.GITHUB_TOKEN }}"}';
    const files = {
      [MAIN]: workflow(used, 'permissions: {contents: read}'),
      [ACTION]: action(login(name, value) + PUSH, 'inputs: {token: {required: true}}\n'),
    };
    return (await lintFiles(files)).report.findings.map(({ id }) => id);
  };

  test.each(['T', 'GITHUB_TOKEN', 'REGISTRY_PASSWORD'])('%s', async (name) => {
    expect(await judged(name)).toEqual(['job-lacks-packages-write']);
  });

  test('of what is not known there, nothing is said', async () => {
    expect(await judged('TOKEN', 'vars.TOKEN')).toEqual([]);
  });
});

describe('a repair leaves what others pass', () => {
  test('by hand, where another event has no inputs', async () => {
    const on = '{push: , workflow_dispatch: {inputs: {token: {type: string}}}}';
    const text = workflow(login('inputs.token') + build(), undefined, on);
    const { report } = await lintFiles({ [MAIN]: text });
    expect(report.findings[0]?.fix.diff).toContain('${{ inputs.token || secrets.GITHUB_TOKEN }}');
  });

  test('a login without a user and a password gets both', async () => {
    const steps = login().replace(/(username|password): .*/g, "$1: ''");
    const { report } = await lintFiles({ [MAIN]: workflow(steps + build()) });
    expect(report.findings).toHaveLength(1);
    expect(report.findings[0]?.fix.diff).toContain("+          username: '${{ github.actor }}'");
    expect(report.findings[0]?.fix.diff).toContain("+          password: '${{ secrets.GITHUB_TOKEN }}'");
  });
});

describe('a secret that a call does not pass', () => {
  const files = (declared: string) => ({
    [MAIN]:
      'on: push\njobs:\n  call:\n    permissions: {packages: write}\n    uses: ./.github/workflows/image.yml\n',
    '.github/workflows/image.yml': workflow(
      login('secrets.CR_PAT') + build(),
      'timeout-minutes: 5',
      `{workflow_call: ${declared}}`,
    ),
  });
  const summary = async (declared: string, language: Language) =>
    (await lintFiles(files(declared), { language })).report.findings[0]?.fix.summary;

  test.each<[string, string, Language, boolean]>([
    ['is passed by name where it is declared', '{secrets: {cr_pat: {required: false}}}', 'en', true],
    ['', '{secrets: {cr_pat: {required: false}}}', 'zh-CN', true],
    ['is inherited where it is not', '', 'en', false],
    ['', '', 'zh-CN', false],
  ])('%s', async (_, declared, language, isByName) => {
    const said = await summary(declared, language);
    expect(said).toContain('secrets: inherit');
    expect(said?.includes('${{ secrets.CR_PAT }}')).toBe(isByName);
  });
});

describe('a secret that a call passes by another name', () => {
  const middle = `on: {workflow_call: {secrets: {token: {required: true}}}}
jobs:
  next:
    uses: ./.github/workflows/image.yml
    secrets: {cr_pat: '\${{ secrets.CR_PAT }}'}
`;
  const files = (asked: string, isFar = false) => ({
    [MAIN]: `on: push
jobs:
  call:
    permissions: {packages: write}
    uses: ./.github/workflows/${isFar ? 'middle' : 'image'}.yml
    secrets: {token: '\${{ secrets.CR_PAT }}'}
`,
    ...(isFar ? { '.github/workflows/middle.yml': middle } : {}),
    '.github/workflows/image.yml': workflow(
      login(`secrets.${asked}`) + build(),
      'timeout-minutes: 5',
      `{workflow_call: {secrets: {${isFar ? 'cr_pat' : 'token'}: {required: true}}}}`,
    ),
  });

  test.each<[string, string, boolean, string[]]>([
    [
      'is not there by the name that it has in the repository',
      'CR_PAT',
      false,
      ['error token-missing ci.yml:3 call'],
    ],
    ['is there by its own', 'token', false, []],
    ['is handed on by that name alone', 'CR_PAT', true, ['error token-missing ci.yml:3 call']],
  ])('%s', async (_, asked, isFar, expected) => {
    expect(said(await lintFiles(files(asked, isFar)))).toEqual(expected);
  });
});

describe('a secret that a call does not pass to a job with an environment', () => {
  const CALL =
    'on: push\njobs:\n  call:\n    permissions: {packages: write}\n    uses: ./.github/workflows/image.yml\n';
  const called = (keys: string, name = 'CR_PAT') =>
    workflow(
      login(`secrets.${name}`) + build(),
      keys,
      '{workflow_call: {secrets: {cr_pat: {required: false}}}}',
    );

  test.each<[string, string, string, string[]]>([
    ['may be a secret of the environment', 'environment: production', 'CR_PAT', []],
    ['of one with a page', 'environment: {name: production, url: "https://example.org"}', 'OTHER', []],
    ['of one that an input names', 'environment: ${{ inputs.stage }}', 'CR_PAT', []],
    ['has a name that no secret can have', 'environment: production', 'GITHUB_PAT', ['error token-missing']],
    ['has no environment', "environment: ''", 'CR_PAT', ['error token-missing']],
  ])('%s', async (_, keys, name, expected) => {
    const files = { [MAIN]: CALL, '.github/workflows/image.yml': called(keys, name) };
    expect(await ids(files)).toEqual(expected);
  });
});

describe('a name that no secret of a repository can have', () => {
  const files = (callerKeys: string, declared: string, name = 'registry-token') => ({
    [MAIN]: `on: push\njobs:\n  call:\n    permissions: {packages: write}\n    uses: ./.github/workflows/image.yml\n${callerKeys}`,
    '.github/workflows/image.yml': workflow(
      login(`secrets.${name}`) + build(),
      'timeout-minutes: 5',
      `{workflow_call: ${declared}}`,
    ),
  });
  const DECLARED = '{secrets: {registry-token: {required: false}}}';
  const judged = async (texts: Readonly<Record<string, string>>) => {
    const { report, repairs } = await lintFiles(texts);
    return report.findings.map(({ id, message, fix }) => ({ id, message, fix, repairs: repairs.length }));
  };

  test.each([
    ['is left out', ''],
    ['is only inherited', '    secrets: inherit\n'],
  ])('is passed by the name that the called workflow declares, where it %s', async (_, keys) => {
    expect(await judged(files(keys, DECLARED))).toMatchObject([
      {
        id: 'token-missing',
        message: expect.stringContaining('does not pass the secret registry-token'),
        fix: { summary: expect.stringContaining('registry-token: ${{ secrets.GHCR_TOKEN }}') },
        // Others may call the same workflow, and pass it.
        repairs: 0,
      },
    ]);
  });

  test('is passed by that name where it goes by another one', async () => {
    const keys = '    secrets: {token: "${{ secrets.CR_PAT }}"}\n';
    expect(await judged(files(keys, DECLARED))).toMatchObject([
      {
        id: 'token-missing',
        message: expect.stringContaining('does not pass the secret registry-token'),
        fix: {
          summary: expect.stringContaining('registry-token, and not token'),
          diff: expect.stringContaining('+    secrets: {registry-token: "${{ secrets.CR_PAT }}"}'),
        },
        repairs: 1,
      },
    ]);
  });

  test('is in order once it is passed', async () => {
    const keys = '    secrets: {registry-token: "${{ secrets.CR_PAT }}"}\n';
    expect(await judged(files(keys, DECLARED))).toEqual([]);
  });

  test.each([
    ['registry-token', 'letters, digits and underscores only'],
    ['GITHUB_PAT', "names that begin with GITHUB_ are GitHub's own"],
  ])('nobody passes %s where it is not declared', async (name, why) => {
    const found = await judged(files('    secrets: inherit\n', '', name));
    expect(found).toMatchObject([{ id: 'token-missing', message: expect.stringContaining(why) }]);
    const alone = await judged({ [MAIN]: workflow(login(`secrets.${name}`) + build()) });
    expect(alone).toMatchObject([{ id: 'token-missing', message: expect.stringContaining(why), repairs: 1 }]);
  });

  test('with another token behind it, the push is made with that', async () => {
    const text = workflow(
      login('secrets.registry-token || secrets.GITHUB_TOKEN') + build(),
      'permissions: {contents: read}',
    );
    expect(await judged({ [MAIN]: text })).toMatchObject([{ id: 'job-lacks-packages-write' }]);
  });
});

describe('a token that an input hands to a variable of a step in an action', () => {
  const inAction = async (passed: string, keys: string) => {
    const step = `${script('REGISTRY_TOKEN')}\n  env: {REGISTRY_TOKEN: "\${{ inputs.token }}"}`;
    const files = {
      [MAIN]: workflow(`- uses: ./publish\n  with: {token: "\${{ ${passed} }}"}`, keys),
      [ACTION]: action(step + PUSH, 'inputs: {token: {required: true}}\n'),
    };
    return (await lintFiles(files)).report.findings.map(({ severity, id }) => `${severity} ${id}`);
  };

  test.each<[string, string, string[]]>([
    ['secrets.GITHUB_TOKEN', 'permissions: {contents: read}', ['error job-lacks-packages-write']],
    ['github.token', 'timeout-minutes: 5', ['warning default-token-permissions']],
    ['secrets.GITHUB_TOKEN', 'permissions: {packages: write}', []],
    ['secrets.CR_PAT', 'permissions: {contents: read}', []],
  ])('%s with %s', async (passed, keys, expected) => {
    expect(await inAction(passed, keys)).toEqual(expected);
  });
});

describe('a program in an action, which may log in with what its step names', () => {
  const USE = '- uses: ./publish\n  with: {key: "${{ secrets.CR_PAT }}", name: app}';
  const steps = (more: string) => `- shell: bash\n  run: ./prepare ${more}`;
  const MISSING = ['error no-registry-login'];

  test.each<[string, string, string, string[]]>([
    ['nothing', steps(''), USE, MISSING],
    ['another input', steps('${{ inputs.name }}'), USE, MISSING],
    ['the input', steps('${{ inputs.KEY }}'), USE, []],
    ['the input by its index', steps("${{ inputs['key'] }}"), USE, []],
    ['all of them', `${steps('')}\n  env: {ALL: "\${{ toJSON(inputs) }}"}`, USE, []],
    ['a default', steps('${{ inputs.spare }}'), '- uses: ./publish', []],
    ['a variable of the step that uses it', steps(''), `${USE}\n  env: {A: "\${{ github.token }}"}`, []],
  ])('%s', async (_, inside, use, expected) => {
    const head =
      'inputs: {key: {required: false}, name: {required: false}, spare: {default: "${{ github.token }}"}}\n';
    expect(await ids({ [MAIN]: workflow(use), [ACTION]: action(inside + PUSH, head) })).toEqual(expected);
  });

  test.each([
    ['${{ inputs.name }}', MISSING],
    ['${{ inputs.key }}', []],
  ])('by way of another action that is given %s', async (given, expected) => {
    const outer = action(`- uses: ./inner\n  with: {what: "${given}"}`);
    const inner = action(steps('${{ inputs.what }}') + PUSH);
    expect(await ids({ [MAIN]: workflow(USE), [ACTION]: outer, 'inner/action.yml': inner })).toEqual(
      expected,
    );
  });
});
