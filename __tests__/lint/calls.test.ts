/** Reusable workflows: what a call grants, what it passes on, and what GitHub refuses at start-up. */
import { describe, expect, test } from '@jest/globals';
import { applyEdits } from '../../src/fix/diff.js';
import { build, ids, jobWith, lintFiles, login, MAIN, said, workflow } from './repository.js';

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

test.each([
  [WRITE, 'the job that calls it has it.'],
  [READ, 'the job that calls it needs it too.'],
])('what is to be changed where the call has %s', async (grants, expected) => {
  const { report } = await lintFiles({ [MAIN]: caller(grants), [CALLED]: called(READ) });
  expect(report.findings.map(({ fix }) => fix.summary)).toEqual([expect.stringContaining(expected)]);
});

test.each<[string, string, string]>([
  [
    'a secret that is not declared',
    `${WRITE}\nsecrets: {HOOK: "\${{ secrets.HOOK }}"}`,
    '{workflow_call: {}}',
  ],
  ['a context that a call has not', `${WRITE}\nwith: {hook: "\${{ secrets.HOOK }}"}`, '{workflow_call: {}}'],
  ['a reserved name', WRITE, '{workflow_call: {secrets: {GITHUB_TOKEN: {required: false}}}}'],
  ['the env context in a call', `${WRITE}\nwith: {image: "\${{ env.REGISTRY }}/octo/app"}`, 'workflow_call'],
])('what GitHub refuses has a title of its own, for no login is made: %s', async (_, keys, on) => {
  const files = { [MAIN]: caller(keys), [CALLED]: called(WRITE, undefined, on) };
  const titles = async (language: 'en' | 'zh-CN') =>
    (await lintFiles(files, { language })).report.findings.map(({ title }) => title);
  expect(await titles('en')).toEqual(['GitHub refuses this workflow']);
  expect(await titles('zh-CN')).toEqual(['GitHub 不接受此工作流']);
});

/** With permissions of the workflow. */
function atTop(text: string, permissions: string): string {
  return text.replace(/^jobs:/m, `${permissions}\njobs:`);
}

describe('a chain of permissions', () => {
  test.each([':1', ':v1@sha256:0123', ':${{ github.sha }}', ''])(
    'ends with the package, which has no tag: %s',
    async (tag) => {
      const push = login() + build(`ghcr.io/octo/app${tag}`);
      const { report } = await lintFiles({ [MAIN]: workflow(push, READ) });
      expect(report.findings.map(({ chain }) => chain?.at(-1)?.name)).toEqual(['ghcr.io/octo/app']);
    },
  );

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

  test.each([
    [
      'asks for more than it may: the run does not start',
      WRITE,
      /^GitHub does not start this run.*asks for packages: write/,
    ],
    ['asks for nothing: its push is refused', 'env: {A: b}', /^ghcr\.io refuses the push/],
    ['asks for more, and never runs', `if: false\n${WRITE}`, /^GitHub does not start this run/],
  ])('a called workflow %s', async (_, keys, message) => {
    const { report } = await lintFiles({ [MAIN]: caller(READ), [CALLED]: called(keys) });
    expect(report.findings.map((finding) => finding.message)).toEqual([expect.stringMatching(message)]);
  });

  test.each<[string, string, string, [string, string]]>([
    [
      'of the calling workflow',
      atTop(caller('name: call'), READ),
      called(WRITE),
      [
        'Add packages: write to the permissions of the calling workflow, which count for job "call".',
        '请在调用方工作流的 permissions（对作业 call 生效）中加上 packages: write。',
      ],
    ],
    [
      'of the calling workflow, which is to read',
      atTop(caller('name: call'), 'permissions: {contents: read}'),
      called('permissions: {packages: read}').replace('push: true', 'push: false'),
      [
        'Add packages: read to the permissions of the calling workflow, which count for job "call".',
        '请在调用方工作流的 permissions（对作业 call 生效）中加上 packages: read。',
      ],
    ],
    [
      'of the calling job',
      caller(READ),
      called(WRITE),
      [
        'Add packages: write to the permissions of the calling job "call".',
        '请在调用方作业 call 的 permissions 中加上 packages: write。',
      ],
    ],
    [
      'of the calling job, which gets a block where the workflow has an empty one',
      atTop(caller('name: call'), 'permissions: {}'),
      called(WRITE),
      [
        'Add packages: write to the permissions of the calling job "call".',
        '请在调用方作业 call 的 permissions 中加上 packages: write。',
      ],
    ],
    [
      'of the called workflow',
      caller(WRITE),
      atTop(called('name: image'), READ),
      [
        'Add packages: write to the permissions of the called workflow, which count for job "image"; the job that calls it has it.',
        '请在被调用工作流的 permissions（对作业 image 生效）中加上 packages: write；调用它的作业已有这项权限。',
      ],
    ],
    [
      'of the called job',
      caller(WRITE),
      called(READ),
      [
        'Add packages: write to the permissions of the called job "image"; the job that calls it has it.',
        '请在被调用的作业 image 的 permissions 中加上 packages: write；调用它的作业已有这项权限。',
      ],
    ],
  ])('the words name the block that the diff raises: %s', async (_, outer, inner, expected) => {
    const files = { [MAIN]: outer, [CALLED]: inner };
    const fixes = async (language: 'en' | 'zh-CN') =>
      (await lintFiles(files, { language })).report.findings.map(({ fix }) => fix.summary);
    expect([...(await fixes('en')), ...(await fixes('zh-CN'))]).toEqual(expected);
  });

  const LACKS = ['error caller-lacks-packages-write ci.yml:5 call'];

  test.each<[string, string, string[]]>([
    ['its image is pushed by an action that nobody reads', '- uses: somebody/container-push@v1', LACKS],
    ['it has to do with images no more than its caller', '- run: npm publish', []],
  ])('what is asked counts where %s', async (_, steps, expected) => {
    expect(await judged(READ, workflow(steps, WRITE, 'workflow_call').replaceAll('image', 'job'))).toEqual(
      expected,
    );
  });

  test('what is asked counts on a longer way', async () => {
    const next = '.github/workflows/next.yml';
    const pushes = workflow('- uses: somebody/container-push@v1', WRITE, 'workflow_call');
    const files = {
      [MAIN]: caller(READ),
      [CALLED]: caller(WRITE, 'workflow_call').replace('called.yml', 'next.yml'),
      [next]: pushes,
    };
    expect(said(await lintFiles(files))).toEqual(LACKS);
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

  test('a file that is started here and called from elsewhere is judged by what happens here', async () => {
    const on = async (events: string) =>
      said(await lintFiles({ [MAIN]: workflow(login() + build(), '', events) }));
    const started = await on('push');
    expect(started).toHaveLength(1);
    expect(await on('[push, workflow_call]')).toEqual(started);
    expect(await on('[workflow_call, push]')).toEqual(started);
  });

  test('calls that go in a circle end', async () => {
    const text = `on: [push, workflow_call]\njobs:\n  a:\n    permissions: {contents: read, packages: write}\n    uses: ./.github/workflows/called.yml\n${jobWith(login() + build())}`;
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

  test('on a longer way, the call that keeps it back is named', async () => {
    const through = async (outer: string, middle: string) =>
      said(
        await lintFiles({
          [MAIN]: caller(`${WRITE}\n${outer}`),
          [CALLED]: caller(`${WRITE}\n${middle}`, 'workflow_call')
            .replace('called.yml', 'inner.yml')
            .replace('call:', 'hand-on:'),
          '.github/workflows/inner.yml': text,
        }),
      );
    const mapped = 'secrets: {PAT: "${{ secrets.CR_PAT }}"}';
    expect(await through('secrets: inherit', 'secrets: inherit')).toEqual([]);
    expect(await through('secrets: inherit', 'with: {}')).toEqual([
      'error token-missing called.yml:3 hand-on',
    ]);
    expect(await through('with: {}', 'secrets: inherit')).toEqual(['error token-missing ci.yml:3 call']);
    expect(await through('with: {}', mapped)).toEqual(['error token-missing ci.yml:3 call']);
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
    ['what nobody knows', `${WRITE}\nwith: {push: "\${{ vars.PUSH }}"}`, 1],
  ])('%s', async (_, keys, count) => {
    expect(await judged(keys, text)).toHaveLength(count);
  });
});

describe('a workflow of the own repository that is called at a ref', () => {
  const at = (keys: string, ref = 'v1', on = 'push') =>
    caller(keys, on).replace(
      './.github/workflows/called.yml',
      `octo/app/.github/workflows/called.yml@${ref}`,
    );
  const judgedAt = async (callerKeys: string, calledText: string) =>
    lintFiles({ [MAIN]: at(callerKeys), [CALLED]: calledText });

  test('what the call grants holds at every ref', async () => {
    expect(said(await judgedAt(READ, called(WRITE)))).toEqual([
      'error caller-lacks-packages-write ci.yml:5 call',
    ]);
    expect(said(await judgedAt(READ, called('env: {A: b}')))).toEqual([
      'error caller-lacks-packages-write ci.yml:5 call',
    ]);
  });

  test('a secret that it asks for here may not be asked for there', async () => {
    const result = await judgedAt(WRITE, called(WRITE, 'secrets.CR_PAT'));
    expect(said(result)).toEqual(['warning token-missing ci.yml:3 call']);
    const [finding] = result.report.findings;
    expect(finding?.message).toMatch(/as it stands here; what runs is the version at v1/);
    expect(finding?.confidence).toBe('likely');
    expect(result.repairs.every(({ safe }) => !safe)).toBe(true);
    const chinese = await lintFiles(
      { [MAIN]: at(WRITE), [CALLED]: called(WRITE, 'secrets.CR_PAT') },
      { language: 'zh-CN' },
    );
    expect(chinese.report.findings[0]?.message).toContain('v1 处的版本');
  });

  test('what is wrong in it may be right there', async () => {
    expect(said(await judgedAt(WRITE, called(READ)))).toEqual([
      'warning callee-lacks-packages-write called.yml:5 image',
    ]);
    const text = workflow(login() + build('ghcr.io/octo/App:1'), WRITE, 'workflow_call');
    expect(said(await judgedAt(WRITE, text))).toEqual(['warning uppercase-image-name called.yml:16 image']);
  });

  test('what an input comes to there is not known here', async () => {
    const text = workflow(
      login() + build('${{ inputs.image }}:1'),
      WRITE,
      '\n  workflow_call: {inputs: {image: {type: string}}}',
    );
    const keys = `${WRITE}\nwith: {image: ghcr.io/octo/App}`;
    expect(said(await judgedAt(keys, text))).toEqual(['warning uppercase-image-name ci.yml:6 image']);
  });

  test('so is what is called from there', async () => {
    const files = {
      [MAIN]: at(WRITE, 'release'),
      [CALLED]: caller(`${WRITE}\nsecrets: inherit`, 'workflow_call').replace('called.yml', 'inner.yml'),
      '.github/workflows/inner.yml': called(WRITE, 'secrets.CR_PAT'),
    };
    expect(said(await lintFiles(files))).toEqual(['warning token-missing ci.yml:3 call']);
  });

  test('an action of the own repository at a ref is another version, too', async () => {
    const files = (use: string, before = '') => ({
      [MAIN]: workflow(`${before}\n- uses: ${use}\n${build()}`, WRITE),
      'setup/action.yml': 'runs:\n  using: composite\n  steps:\n    - run: echo ready\n      shell: bash\n',
    });
    expect(said(await lintFiles(files('./setup')))).toEqual(['error no-registry-login ci.yml:12 image']);
    expect(said(await lintFiles(files('octo/app/setup@v1')))).toEqual([]);
    expect(said(await lintFiles(files('octo/app/setup@v1', login())))).toEqual([]);
  });

  test('what an action at a ref pushes here is only likely pushed there', async () => {
    const pushing = (name: string) =>
      `runs:\n  using: composite\n  steps:\n    - run: docker push ${name}\n      shell: bash\n`;
    const files = (use: string, keys: string, name = 'ghcr.io/octo/app') => ({
      [MAIN]: workflow(`${login()}\n- uses: ${use}`, keys),
      'publish/action.yml': pushing(name),
    });
    const at1 = 'octo/app/publish@v1';
    expect(said(await lintFiles(files(at1, READ)))).toEqual([
      'error job-lacks-packages-write ci.yml:5 image',
    ]);
    expect(said(await lintFiles(files(at1, WRITE, 'ghcr.io/octo/App')))).toEqual([
      'warning uppercase-image-name publish/action.yml:4 image',
    ]);
    expect(said(await lintFiles(files('./publish', WRITE, 'ghcr.io/octo/App')))).toEqual([
      'error uppercase-image-name publish/action.yml:4 image',
    ]);
  });
});

describe('each leg of a job that calls', () => {
  const text = (matrix: string) =>
    caller(
      `permissions: {packages: write}\nstrategy: {matrix: ${matrix}}\nwith: {image: 'octo/\${{ matrix.app }}'}`,
    );
  const image = workflow(
    login() + build('ghcr.io/${{ inputs.image }}:1'),
    'timeout-minutes: 5',
    '{workflow_call: {inputs: {image: {type: string}}}}',
  );
  const messages = async (matrix: string) => {
    const { report } = await lintFiles({ [MAIN]: text(matrix), [CALLED]: image });
    return report.findings.map(({ id, image: about }) => `${id} ${about}`);
  };

  test.each<[string, string, string[]]>([
    ['with the name that it hands on', '{app: [api, Web]}', ['uppercase-image-name ghcr.io/octo/Web']],
    ['that is added', '{app: [api], include: [{app: Web}]}', ['uppercase-image-name ghcr.io/octo/Web']],
    ['but none that is taken out', '{app: [api, Web], exclude: [{app: Web}]}', []],
    ['as far as it is known', "{app: '${{ fromJSON(vars.APPS) }}'}", []],
  ])('is judged %s', async (_, matrix, expected) => {
    expect(await messages(matrix)).toEqual(expected);
  });
});

describe('another permission than for packages, which the called workflow asks for', () => {
  const CALLER = (grants: string) =>
    `on: push\njobs:\n  a:\n    permissions: ${grants}\n    uses: ./.github/workflows/called.yml\n`;
  const called = (grants: string) =>
    `on: workflow_call\njobs:\n${jobWith(login() + build(), `permissions: ${grants}`)}`;
  const lint = (grants: string, asked: string) =>
    lintFiles({ [MAIN]: CALLER(grants), [CALLED]: called(asked) });
  const mended = async (grants: string, asked: string) => {
    const { repairs, texts } = await lint(grants, asked);
    const text = applyEdits(texts[MAIN] as string, repairs[0]?.edits ?? []);
    const { report } = await lintFiles({ [MAIN]: text, [CALLED]: called(asked) });
    return { text, left: report.findings.length };
  };

  test.each([
    [
      'id-token: write',
      '{contents: read, packages: write}',
      '{contents: read, packages: write, id-token: write}',
    ],
    ['contents: read', '{packages: write}', '{contents: read, packages: write}'],
    ['contents: write', '{contents: read, packages: write}', '{contents: write, packages: write}'],
  ])('%s keeps the run from starting', async (lacks, grants, asked) => {
    const { report } = await lint(grants, asked);
    expect(report.findings.map(({ id }) => id)).toEqual(['caller-lacks-packages-write']);
    expect(report.findings[0]?.message).toContain(`asks for ${lacks}`);
  });

  test.each([
    ['{contents: read, packages: write}', '{contents: read, packages: write, id-token: write}'],
    ['{contents: read}', '{contents: read, packages: write, id-token: write}'],
    ['{contents: read, packages: read}', '{contents: write, packages: write, security-events: write}'],
    ['{contents: none, packages: write}', '{contents: read, packages: write}'],
    ['read-all', '{contents: read, packages: write, id-token: write}'],
  ])('%s is raised to all of %s at once', async (grants, asked) => {
    expect((await mended(grants, asked)).left).toBe(0);
  });

  test.each([
    ['{contents: read}', 'write-all'],
    ['{contents: read, packages: write}', 'write-all'],
    ['{contents: read}', 'read-all'],
  ])('nobody wants to grant, from %s, all that %s asks for', async (grants, asked) => {
    const { report, repairs } = await lint(grants, asked);
    const found = report.findings.find(({ id }) => id === 'caller-lacks-packages-write');
    expect(found?.message).toContain(`The called one asks for ${asked}, and the calling job "a" has less.`);
    expect(found?.fix.summary).toContain(`in the place of ${asked}`);
    expect(found?.fix.diff).toBeNull();
    expect(repairs.flatMap(({ edits }) => edits).filter(({ file }) => file === MAIN)).toEqual([]);
  });

  test('what no block can grant is shown, and nothing of it written', async () => {
    const { repairs } = await lint('{packages: write}', '{packages: write, contents: read, id-token: read}');
    expect(repairs.filter(({ edits }) => edits.some(({ file }) => file === MAIN))).toMatchObject([
      { safe: false },
    ]);
  });

  test.each([
    ['is enough', 'write-all', '{contents: write, packages: write, id-token: write}'],
    ['is no matter where nothing is pushed', '{contents: read}', '{contents: write}'],
  ])('what %s', async (_, grants, asked) => {
    const { report } = await lintFiles({
      [MAIN]: CALLER(grants),
      [CALLED]: asked.includes('packages')
        ? called(asked)
        : called(asked).replace(/ +steps:[\s\S]*/, '    steps: []\n'),
    });
    expect(report.findings).toEqual([]);
  });
});

describe('a call that GitHub refuses', () => {
  const declaring = (secrets: string, password: string) =>
    called(
      WRITE,
      password,
      `{workflow_call: {secrets: ${secrets}, inputs: {image: {type: string}, pat: {type: string}}}}`,
    );
  const refused = async (keys: string, secrets = '{TOKEN: {required: false}}', password = 'github.token') =>
    judged(`${WRITE}\n${keys}`, declaring(secrets, password));

  test.each<[string, string[]]>([
    ["with: {pat: '${{ secrets.PAT }}'}", ['error token-missing ci.yml:6 call']],
    ['with: {pat: "${{ format(\'{0}\', secrets.PAT) }}"}', ['error token-missing ci.yml:6 call']],
    ["secrets: {OTHER: '${{ secrets.PAT }}'}", ['error token-missing ci.yml:6 call']],
    ["secrets: {TOKEN: '${{ secrets.A }}', PAT: '${{ secrets.B }}'}", ['error token-missing ci.yml:6 call']],
    ["secrets: {GITHUB_TOKEN: '${{ github.token }}'}", ['error token-missing ci.yml:6 call']],
    ["with: {image: '${{ env.REGISTRY }}/app'}", ['error invalid-image-reference ci.yml:6 call']],
    ["secrets: {token: '${{ secrets.PAT }}'}", []],
    ['secrets: inherit', []],
    ["with: {image: '${{ vars.REGISTRY }}/app'}", []],
    ['with: {pat: "${{ format(\'secrets.{0}\', inputs.secrets) }}"}', []],
    ["with: {pat: '${{ needs.env.outputs.secrets }} and secrets'}", []],
  ])('%s', async (keys, expected) => {
    expect(await refused(keys)).toEqual(expected);
  });

  test.each<[string, string, string[]]>([
    ['{image: {type: string, required: true}}', 'with: {image: app}', []],
    ['{image: {type: string, required: true}}', 'with: {IMAGE: app}', []],
    ['{image: {type: string, required: true, default: app}}', '', []],
    ['{image: {type: string, required: false}}', '', []],
    ['{image: {type: string, required: true}}', '', ['error invalid-image-reference ci.yml:4 call']],
    ['{image: {type: string}}', 'with: {images: app}', ['error invalid-image-reference ci.yml:6 call']],
    [
      '{image: {type: string, required: true}, tag: {type: string}}',
      'with: {image: a, tags: b}',
      ['error invalid-image-reference ci.yml:6 call'],
    ],
    ['{image: {type: string}}', 'with: {context: sub}', []],
  ])('inputs %s, %s', async (inputs, keys, expected) => {
    const text = called(WRITE, 'github.token', `{workflow_call: {inputs: ${inputs}}}`);
    expect(await judged(`${WRITE}\n${keys}`, text)).toEqual(expected);
  });

  test.each(['GITHUB_TOKEN', 'github_token'])('a called workflow that declares %s', async (name) => {
    const found = await refused('secrets: inherit', `{${name}: {required: true}}`, 'secrets.GITHUB_TOKEN');
    expect(found).toEqual(['error token-missing called.yml:1']);
  });

  test('another name that begins so may be declared', async () => {
    const secrets = "secrets: {GITHUB_PAT: '${{ secrets.PAT }}'}";
    expect(await refused(secrets, '{GITHUB_PAT: {required: true}}', 'secrets.GITHUB_PAT')).toEqual([]);
  });

  test('at a ref, the called workflow may declare what it does not here', async () => {
    const keys = "secrets: {OTHER: '${{ secrets.PAT }}'}";
    const text = caller(`${WRITE}\n${keys}`).replace(
      './.github/workflows/called.yml',
      'octo/app/.github/workflows/called.yml@v1',
    );
    const files = { [MAIN]: text, [CALLED]: declaring('{TOKEN: {required: false}}', 'github.token') };
    expect(said(await lintFiles(files))).toEqual([]);
  });
});

test('what GitHub refuses of a call that has nothing to do with images is nobody else’s business', async () => {
  const watching = (more: string) => ({
    [MAIN]: `on: push\njobs:\n  call:\n    uses: ./.github/workflows/called.yml\n    secrets: {OTHER: x}\n`,
    [CALLED]: `on: {workflow_call: {inputs: {}}}\njobs:\n  a:\n    runs-on: x\n    steps: [{run: bash notes.sh}${more}]\n`,
    'notes.sh': 'echo see ghcr.io/octo/app; docker pull ghcr.io/octo/app\n',
  });
  expect(await ids(watching(''))).toEqual([]);
  expect(await ids(watching(', {run: docker info}'))).toEqual(['error token-missing']);
});

describe('a condition that asks a secret', () => {
  const job = (keys: string, condition: string) =>
    workflow(login() + build(undefined, condition), `${WRITE}\n${keys}`);

  test.each<[string, string, string[]]>([
    ["if: ${{ secrets.PAT != '' }}", '', ['error token-missing ci.yml:6 image']],
    ['if: vars.PUSH', "if: secrets.PAT != ''", ['error token-missing ci.yml:18 image']],
    ['', "if: github.ref == 'x' && secrets['PAT']", ['error token-missing ci.yml:17 image']],
    ['env: {HAS: "${{ secrets.PAT != \'\' }}"}', "if: env.HAS == 'true'", []],
    ['', "if: github.ref != 'secrets.PAT' && vars.secrets != '1'", []],
    ['', 'if: needs.secrets.outputs.x != 1', []],
  ])('job %j, step %j', async (keys, condition, expected) => {
    expect(said(await lintFiles({ [MAIN]: job(keys, condition) }))).toEqual(expected);
  });
});

describe("somebody else's workflow that is known to ask for packages: write", () => {
  const SLSA = 'slsa-framework/slsa-github-generator/.github/workflows/generator_container_slsa3.yml@v2.1.0';
  const within = (keys: string) =>
    `on: workflow_call\njobs:\n  proof:\n    uses: ${SLSA}\n    ${keys}\n    with: {image: ghcr.io/octo/app, digest: x}\n`;

  test.each<[string, string, string, string[]]>([
    ['every call grants it', WRITE, WRITE, []],
    ['the inner call does not', WRITE, READ, ['error caller-lacks-packages-write called.yml:5 proof']],
    ['the outer call does not', READ, WRITE, ['error caller-lacks-packages-write ci.yml:5 call']],
    [
      'the outer call does not, the inner inherits',
      READ,
      'name: proof',
      ['error caller-lacks-packages-write ci.yml:5 call'],
    ],
  ])('called through a workflow of this repository: %s', async (_, outer, inner, expected) =>
    expect(await judged(outer, within(inner))).toEqual(expected),
  );
});

test('a called workflow that is too large to be read is told once, however often it is met', async () => {
  const { problems } = await lintFiles({
    [MAIN]: caller(WRITE),
    '.github/workflows/again.yml': caller(WRITE),
    [CALLED]: `${called(WRITE)}${'# '.repeat(600_000)}`,
  });
  expect(problems).toMatchObject([{ file: CALLED, kind: 'too-large' }]);
});

describe('a secret that the called workflow requires, and the call does not name', () => {
  const REFUSED = ['error token-missing ci.yml:3 call'];
  const required = (keys: string, more = 'required: true', password?: string) => ({
    [MAIN]: caller(`permissions: {contents: read, packages: write}\n${keys}`),
    [CALLED]: called('', password, `{workflow_call: {secrets: {HUB_TOKEN: {${more}}}}}`),
  });

  test.each<[string, string, string, string[]]>([
    ['no secrets', '', 'required: true', REFUSED],
    ['others', 'secrets: {}', 'required: true', REFUSED],
    ['all there are', 'secrets: inherit', 'required: true', []],
    ['it, though it is empty', "secrets: {hub_token: ''}", 'required: true', []],
    ['one that may be left out', '', 'required: false', []],
    ['one that says nothing of it', '', '', []],
  ])('%s', async (_, keys, more, expected) => {
    expect(said(await lintFiles(required(keys, more)))).toEqual(expected);
  });

  test('is said once where a login wants it', async () => {
    expect(said(await lintFiles(required('', 'required: true', 'secrets.HUB_TOKEN')))).toEqual(REFUSED);
  });
});

describe('a secret that is passed by a name which the called workflow does not declare', () => {
  const passing = async (secrets: string, declared: string) => {
    const files = {
      [MAIN]: caller(`permissions: {contents: read, packages: write}\nsecrets: ${secrets}`),
      [CALLED]: called('', 'secrets.HUB_TOKEN', `{workflow_call: {secrets: ${declared}}}`),
    };
    const { report, repairs } = await lintFiles(files);
    const [first, ...others] = report.findings;
    expect(others).toEqual([]);
    return [first?.id, /and not token/.test(first?.fix.summary ?? ''), repairs.length > 0];
  };
  const PASSED = "{token: '${{ secrets.CR_PAT }}'}";

  test.each([
    ['the required one', PASSED, '{HUB_TOKEN: {required: true}}'],
    ['the only one', PASSED, '{HUB_TOKEN: {required: false}}'],
    ['the required one of two', PASSED, '{HUB_TOKEN: {required: true}, OTHER: {required: false}}'],
    ['the one left', "{OTHER: a, token: '${{ secrets.CR_PAT }}'}", '{HUB_TOKEN: {}, OTHER: {}}'],
  ])('was meant for %s', async (_, secrets, declared) => {
    expect(await passing(secrets, declared)).toEqual(['token-missing', true, true]);
  });

  test.each([
    ['two may be meant', PASSED, '{HUB_TOKEN: {required: true}, OTHER: {required: true}}'],
    ['two are passed so', '{token: a, other: b}', '{HUB_TOKEN: {required: true}}'],
    ["it is the job's own token", '{github_token: "${{ github.token }}"}', '{HUB_TOKEN: {required: true}}'],
  ])('is left as it is where %s', async (_, secrets, declared) => {
    expect(await passing(secrets, declared)).toEqual(['token-missing', false, false]);
  });
});

test.each<[string, string, boolean]>([
  ['asks for it itself', 'permissions: {contents: read, packages: write}', true],
  ['says nothing either', 'name: said', false],
])(
  'of a setting that only reads it is said what stops a call whose workflow %s',
  async (_, keys, isStart) => {
    const files = { [MAIN]: caller('name: call'), [CALLED]: called(keys) };
    for (const [language, told] of [
      ['en', 'GitHub does not start the run'],
      ['zh-CN', 'GitHub 不会启动本次运行'],
    ] as const) {
      const { report } = await lintFiles(files, { language });
      expect(report.findings.map(({ id }) => id)).toEqual(['default-token-permissions']);
      expect(report.findings[0]?.message.includes(told)).toBe(isStart);
    }
  },
);

// A call that passes what is not declared starts no run, whether that is required or has a default.
test.each<[string, string, string[]]>([
  ['{image: {type: string, required: true}}', 'imge', ['-imge: x', '+image: x']],
  ['{image: {type: string, default: a}, push: {type: boolean}}', 'imgae', ['-imgae: x', '+image: x']],
  ['{image-name: {type: string, default: a}}', 'image_name', ['-image_name: x', '+image-name: x']],
  ['{level: {type: string, default: a}}', 'lvel', []],
])('an input of %s that is passed as %s', async (inputs, name, changed) => {
  const { report } = await lintFiles({
    [MAIN]: caller(`${WRITE}\nwith:\n  ${name}: x`),
    [CALLED]: called(WRITE, undefined, `{workflow_call: {inputs: ${inputs}}}`),
  });
  const diff = report.findings.map(({ fix }) => fix.diff ?? '').join('');
  const lines = diff.split('\n').filter((line) => /^[-+](?![-+]{2} )/.test(line));
  expect(lines.map((line) => line.charAt(0) + line.slice(1).trim())).toEqual(changed);
});

test.each<[string, string[]]>([
  ['', ['error invalid-image-reference']],
  [', default: ghcr.io', []],
])('a registry in front that the call does not pass, of an input with%s', async (more, expected) => {
  const on = `{workflow_call: {inputs: {registry: {type: string${more}}}}}`;
  const text = workflow(login() + build('${{ inputs.registry }}/octo/app:1'), WRITE, on);
  const found = await judged(WRITE, text);
  expect(found.map((line) => line.split(' ').slice(0, 2).join(' '))).toEqual(expected);
});

test.each<[string, string, string[]]>([
  ['needs.a.outputs.tag', 'a step', []],
  ['jobs.a.outputs.tag', 'a step', ['Write needs.a.outputs.tag, which is the nearest name that is there.']],
])('%s in %s', async (expression, _, expected) => {
  const first = '  a:\n    runs-on: x\n    outputs: {tag: 1}\n    steps: [{run: npm test}]\n';
  const text = workflow(
    login() + build(`ghcr.io/octo/app:\${{ ${expression} }}`),
    `needs: a\n${WRITE}`,
  ).replace(/^jobs:\n/m, `jobs:\n${first}`);
  const { report } = await lintFiles({ [MAIN]: text });
  expect(report.findings.map(({ fix }) => fix.summary)).toEqual(expected);
});

test('a called workflow gives on what its jobs hand out', async () => {
  const on = '{workflow_call: {outputs: {tag: {value: "${{ jobs.build.outputs.tag }}"}}}}';
  expect(await judged(WRITE, called(WRITE, undefined, on))).toEqual([]);
});

test.each([
  ["if: ${{ secrets.PAT != '' }}", '', /^Ask a variable of the repository \(vars\)/],
  ['', "if: ${{ secrets.PAT != '' }}", /^Hand it to the env of the job/],
])('a secret that is asked in the if of a job (%s) or of a step (%s)', async (ofJob, ofStep, expected) => {
  const text = workflow(
    login() + build().replace('- uses', `- ${ofStep || 'id: image'}\n  uses`),
    `${WRITE}\n${ofJob}`,
  );
  const { report } = await lintFiles({ [MAIN]: text });
  expect(report.findings.map(({ fix }) => fix.summary)).toEqual([expect.stringMatching(expected)]);
});

test.each([
  ["environment: ''", ['error token-missing']],
  ['environment: production', []],
])('a secret that a call does not pass may be one of the environment: %s', async (environment, expected) => {
  const found = await judged(WRITE, called(`${WRITE}\n${environment}`, 'secrets.PAT'));
  expect(found.map((line) => line.split(' ').slice(0, 2).join(' '))).toEqual(expected);
});
