/** What is said of a password or a name that comes to nothing: which name is not there, and what it is the name of. */
import { describe, expect, test } from '@jest/globals';
import type { Language } from '../../src/types.js';
import { build, indent, lintFiles, login, MAIN, said, workflow } from './repository.js';

const messages = async (text: string, language: Language = 'en') =>
  (await lintFiles({ [MAIN]: text }, { language })).report.findings.map(({ message }) => message);

const KEYS =
  'permissions: {packages: write}\nneeds: [first]\nstrategy:\n  matrix:\n    include: [{name: a}, {name: b}]';
const FIRST =
  '  first:\n    runs-on: ubuntu-latest\n    outputs: {tag: "${{ github.sha }}"}\n    steps: [{run: "true"}]\n  other:\n    runs-on: ubuntu-latest\n    steps: [{run: "true"}]\n';
const withSteps = (steps: string) =>
  workflow(`- id: made\n  run: echo a=b >> $GITHUB_OUTPUT\n${steps}`, KEYS) + FIRST;

describe.each<[string, string, string]>([
  ['env.A_TOKEN', 'nothing sets the variable A_TOKEN', '没有任何地方设置变量 A_TOKEN'],
  ['steps.gone.outputs.token', 'no step before it has the id gone', '没有 id 为 gone 的步骤'],
  ['steps.made.outputs.token', 'the step made sets no output token', '没有设置输出 token'],
  ['steps.made.token', 'and no token (steps.made)', '没有 token（steps.made）'],
  ['needs.other.outputs.token', 'the job does not need the job "other"', '没有作业 other'],
  ['needs.first.outputs.token', 'the job "first" has no output token', '作业 first 没有输出 token'],
  ['needs.first.token', 'and no token (needs.first)', '没有 token（needs.first）'],
  ['matrix.token', 'the matrix has no key token here', '没有键 token'],
  ['github.tokens', 'the context github has no tokens', '上下文 github 中没有 tokens'],
  ['vars.THE-PAT', 'such names have letters, digits and underscores only', '名称只能包含字母、数字和下划线'],
  ['vars.GITHUB_PAT', 'nobody can define a variable called GITHUB_PAT', '无法创建名为 GITHUB_PAT 的变量'],
])('%s', (expression, english, chinese) => {
  test('as a part of a name', async () => {
    const text = withSteps(login() + build(`ghcr.io/octo/\${{ ${expression} }}:1`));
    expect((await messages(text))[0]).toContain(english);
    expect((await messages(text, 'zh-CN'))[0]).toContain(chinese);
  });

  test('as the host', async () => {
    const text = withSteps(login() + build(`\${{ ${expression} }}/octo/app:1`));
    expect((await messages(text))[0]).toContain(english);
  });

  test('as a password', async () => {
    const steps = login(expression).replace('username', 'logout: false\n    username');
    const [first] = await messages(withSteps(steps + build()));
    expect(first).toContain(english.startsWith('and no') ? 'token' : english);
  });
});

describe('an output that is made of a step which nobody has', () => {
  const found = (output: string) => {
    const keys = 'permissions: {packages: write}\nneeds: [first]';
    const steps = login() + build('ghcr.io/octo/app:${{ needs.first.outputs.tag }}');
    const first = `  first:\n    runs-on: ubuntu-latest\n    outputs: {tag: "\${{ ${output} }}"}\n    steps: [{id: Made, uses: a/b@v1}, {uses: c/d@v1}]\n`;
    return messages(workflow(steps, keys) + first);
  };

  test('of a job', async () => {
    expect((await found('steps.meta.outputs.tag')).join()).toContain('no step before it has the id meta');
    expect(await found('steps.made.outputs.tag')).toEqual([]);
    expect(await found('steps.meta.outputs.tag || github.sha')).toEqual([]);
  });

  test('of an action', async () => {
    const inside = (id: string) =>
      `outputs: {tag: {value: "\${{ steps.${id}.outputs.tag }}"}}\nruns:\n  using: composite\n  steps: [{id: made, uses: a/b@v1}]\n`;
    const steps = `- id: own\n  uses: ./own\n${login()}${build('ghcr.io/octo/app:${{ steps.own.outputs.tag }}')}`;
    const judged = async (id: string) =>
      (await lintFiles({ [MAIN]: workflow(steps), 'own/action.yml': inside(id) })).report.findings.length;
    expect([await judged('meta'), await judged('made')]).toEqual([1, 0]);
  });
});

describe('an output that a script does not write', () => {
  const found = (script: string) =>
    messages(
      workflow(
        `- id: made\n  run: |\n${script.replace(/^/gm, '    ')}\n${login()}${build('ghcr.io/octo/${{ steps.made.outputs.name }}:1')}`,
        'permissions: {packages: write}',
      ),
    );

  test.each([
    'echo "nmae=app" >> "$GITHUB_OUTPUT"',
    'if [ "$X" = 1 ]; then\n  echo "nmae=$(./name.sh)" >> $GITHUB_OUTPUT\nfi'.replace(
      './name.sh',
      'git describe',
    ),
    '{\n  echo nmae=a\n  echo other=b\n} >> ${GITHUB_OUTPUT}',
    'echo "nmae=a" | tee -a "$GITHUB_OUTPUT"',
    // Printed to the log, it goes nowhere else.
    'echo name=app',
  ])('is a slip: %j', async (script) => {
    expect((await found(script)).join()).toContain('the step made sets no output name');
  });

  test.each([
    ['it is written', 'echo name=app >> "$GITHUB_OUTPUT"'],
    ['it may be written', 'if [ -f a ]; then echo name=app >> "$GITHUB_OUTPUT"; fi'],
    ['a name is not known', 'echo "$(git describe)=app" >> "$GITHUB_OUTPUT"'],
    ['lines are not known', 'echo a=b >> "$GITHUB_OUTPUT"\njq -r .x a.json >> "$GITHUB_OUTPUT"'],
    ['nothing is written in sight', 'git describe'],
    [
      'the file has another name, too',
      'echo a=b >> "$GITHUB_OUTPUT"\nOUT=$GITHUB_OUTPUT\necho name=app >> "$OUT"',
    ],
    ['it is handed to somebody', 'echo a=b >> "$GITHUB_OUTPUT"\nmytool --to "$GITHUB_OUTPUT"'],
    ['a script may write it', 'echo a=b >> "$GITHUB_OUTPUT"\n./name.sh'],
    ['a program may write it', 'echo a=b >> "$GITHUB_OUTPUT"\npython name.py'],
  ])('may be there where %s', async (_, script) => {
    expect(await found(script)).toEqual([]);
  });
});

describe('an expression that comes to nothing in a run is named', () => {
  test.each([
    ['a key of the matrix', 'ghcr.io/octo/${{ matrix.image }}:1', 'matrix.image is empty in this run (push)'],
    ['a tag', 'ghcr.io/octo/app:${{ github.head_ref }}', 'github.head_ref is empty in this run (push)'],
  ])('%s', async (_, tags, expected) => {
    const keys = 'permissions: {packages: write}\nstrategy:\n  matrix:\n    include: [{image: ""}]';
    const found = await messages(workflow(login() + build(tags), keys));
    expect(found.join()).toContain(expected);
  });
});

describe('an output that a called workflow does not declare', () => {
  const called =
    'on:\n  workflow_call:\n    outputs: {image: {value: "${{ jobs.name.outputs.image }}"}}\njobs:\n  name:\n    runs-on: ubuntu-latest\n    outputs: {image: "${{ steps.made.outputs.image }}"}\n    steps: [{id: made, run: echo image=app >> $GITHUB_OUTPUT}]\n';
  const found = async (uses: string, output: string) => {
    const keys = 'permissions: {packages: write}\nneeds: [first]';
    const steps = login() + build(`ghcr.io/octo/\${{ needs.first.outputs.${output} }}:1`);
    const text = `${workflow(steps, keys)}  first:\n    uses: ${uses}\n`;
    const files = { [MAIN]: text, '.github/workflows/name.yml': called };
    return (await lintFiles(files)).report.findings.map(({ message }) => message).join();
  };

  test('is empty', async () => {
    expect(await found('./.github/workflows/name.yml', 'img')).toContain('the job "first" has no output img');
  });

  test('and one that it does declare is there, in whatever case', async () => {
    expect(await found('./.github/workflows/name.yml', 'Image')).toBe('');
  });

  test('may be there at another ref', async () => {
    expect(await found('octo/app/.github/workflows/name.yml@v1', 'img')).toBe('');
  });
});

describe('an output that an action never had', () => {
  const made = (action: string) =>
    `- id: names\n  uses: ${action}\n  with: {images: ghcr.io/octo/app, context: .}\n`;
  const used = (action: string, tags: string) => withSteps(made(action) + login() + build(tags));
  test.each([
    ['docker/metadata-action@v5', 'ghcr.io/octo/app:${{ steps.names.outputs.tag }}', 'tag'],
    ['docker/build-push-action@v6', 'ghcr.io/octo/app:${{ steps.names.outputs.tag }}', 'tag'],
    ['octo/ghcr-preflight@v1', '${{ steps.names.outputs.image_name }}:1', 'image_name'],
  ])('%s', async (action, tags, name) => {
    expect((await messages(used(action, tags)))[0]).toContain(`the step names sets no output ${name}`);
  });

  test.each([
    ['one that it has', 'docker/metadata-action@v5', 'ghcr.io/octo/app:${{ steps.names.outputs.version }}'],
    ['one that it may get', 'docker/metadata-action@v5', 'ghcr.io/octo/app:${{ steps.names.outputs.sha }}'],
    ['one of a stranger', 'octo/names@v1', 'ghcr.io/octo/app:${{ steps.names.outputs.tag }}'],
  ])('but not %s', async (_, action, tags) => {
    expect(await messages(used(action, tags))).toEqual([]);
  });
});

test.each([
  ['a part of a name', 'ghcr.io/octo/${{ env.NAME }}:1'],
  ['a host', '${{ env.NAME }}/octo/app:1'],
])("what a caller's env sets does not reach %s in a called workflow", async (_, tags) => {
  const called = `on: workflow_call\njobs:\n  image:\n    runs-on: ubuntu-latest\n    steps:\n${indent(login() + build(tags), 6)}\n`;
  const said = async (env: string, language: Language) => {
    const caller = `on: push\npermissions: {packages: write, contents: read}\n${env}jobs:\n  call: {uses: ./.github/workflows/called.yml}\n`;
    const files = { [MAIN]: caller, '.github/workflows/called.yml': called };
    return (await lintFiles(files, { language })).report.findings[0]?.message;
  };
  expect(await said('env: {NAME: app}\n', 'en')).toContain(
    'does not reach it: hand the value over as an input',
  );
  expect(await said('env: {NAME: app}\n', 'zh-CN')).toContain('不会传递到被调用的工作流');
  expect(await said('', 'en')).toContain('nothing sets the variable NAME');
  expect(await said('', 'en')).not.toContain('does not reach it');
});

describe('a slip is told beside what was meant', () => {
  const KEYS_WITH_ENV = `${KEYS}\nenv: {IMAGE: ghcr.io/octo/app}`;
  const fixes = async (tags: string, language: Language = 'en') => {
    const steps = `- id: made\n  run: echo image=ghcr.io/octo/app >> $GITHUB_OUTPUT\n${login()}${build(tags)}`;
    const text = workflow(steps, KEYS_WITH_ENV) + FIRST;
    return (await lintFiles({ [MAIN]: text }, { language })).report.findings.map(({ fix }) => fix.summary);
  };

  test.each([
    ['steps.made.outputs.imgae', 'steps.made.outputs.image'],
    ['steps.maed.outputs.image', 'steps.made'],
    ['needs.first.outputs.tga', 'needs.first.outputs.tag'],
    ['needs.frist.outputs.tag', 'needs.first'],
    ['matrix.nam', 'matrix.name'],
    ['env.IMGAE', 'IMAGE'],
  ])('%s', async (slip, meant) => {
    for (const tags of [`\${{ ${slip} }}:1`, `ghcr.io/octo/\${{ ${slip} }}:1`]) {
      expect((await fixes(tags)).join()).toContain(`Write ${meant}, `);
      expect((await fixes(tags, 'zh-CN')).join()).toContain(`请改为 ${meant}`);
    }
  });

  test('and alone, where nothing is near', async () => {
    expect(await fixes('${{ steps.made.outputs.version }}:1')).toEqual(['Write ghcr.io/octo/NAME:1.']);
  });
});

describe('an input of an action of the repository', () => {
  const found = async (declared: string, passed: string, language: Language = 'en') => {
    const files = {
      [MAIN]: workflow(`${login()}\n- uses: actions/checkout@v4\n- uses: ./img${passed}`),
      'img/action.yml': `inputs: {${declared && `image: ${declared}`}}\nruns:\n  using: composite\n  steps:\n    - shell: bash\n      run: docker push ghcr.io/octo/\${{ inputs.image }}:1\n`,
    };
    return (await lintFiles(files, { language })).report.findings.map(({ message }) => message);
  };

  test('is empty where it is not passed and has no default', async () => {
    expect((await found('{required: true}', ''))[0]).toContain('passes no input image');
    expect((await found('{required: true}', '\n  with: {name: app}'))[0]).toContain('passes no input image');
    expect((await found('{}', '', 'zh-CN'))[0]).toContain('没有传入输入 image');
  });

  test.each([
    ['{default: app}', ''],
    ['{default: "${{ github.event.repository.name }}"}', ''],
    ['{required: true}', '\n  with: {image: app}'],
    ['{required: true}', '\n  with: {IMAGE: app}'],
    // What is passed is there, declared or not: the runner only warns.
    ['', '\n  with: {image: app}'],
    ['{required: true}', '\n  with: {image: "${{ vars.IMAGE }}"}'],
  ])('is no harm: %s%s', async (declared, passed) => expect(await found(declared, passed)).toEqual([]));
});

test('a variable called tags is one like others', async () => {
  const [first] = await messages(workflow(`${login()}\n- run: docker push $tags`));
  expect(first).toContain('nothing sets the variable tags');
});

describe('an output of another job that holds a secret', () => {
  const jobs = (output: string, script = 'true') =>
    `  first:\n    runs-on: ubuntu-latest\n    outputs: {token: "${output}"}\n    steps:\n      - id: made\n        env: {TOKEN: "\${{ secrets.PAT }}"}\n        run: ${script}\n      - id: app\n        uses: actions/create-github-app-token@v2\n        with: {app-id: "1", private-key: "\${{ secrets.KEY }}"}\n`;
  const keys = 'permissions: {packages: write}\nneeds: [first]';
  const lintWith = (steps: string, first: string, language: Language = 'en') =>
    lintFiles({ [MAIN]: workflow(steps, keys) + first }, { language });
  const used = login('needs.first.outputs.token') + build();
  const written = (value: string) => `echo "token=${value}" >> "$GITHUB_OUTPUT"`;
  const OWN = '${{ steps.made.outputs.token }}';

  test.each<[string, string, string]>([
    ['a secret', '${{ secrets.PAT }}', 'true'],
    ["the job's own token", '${{ github.token }}', 'true'],
    ['a secret that a script hands on', OWN, written('$TOKEN')],
    ["an App's token", '${{ steps.app.outputs.token }}', 'true'],
  ])('is not handed on: %s', async (_, output, script) => {
    const { report } = await lintWith(used, jobs(output, `'${script}'`));
    expect(report.findings.map(({ id }) => id)).toEqual(['token-missing']);
    expect(report.findings[0]?.message).toContain('the output token of the job "first" holds a secret');
  });

  test.each<[string, string, string]>([
    ['another text may be taken', "${{ secrets.PAT || 'a' }}", 'true'],
    ['it is a part of a longer text', 'a-${{ secrets.PAT }}', 'true'],
    ['a script cuts it', OWN, written('${TOKEN:1}')],
    ['a script encodes it', OWN, written('$(echo "$TOKEN" | base64 -w0)')],
    ['a script encrypts it', OWN, written('$(echo "$TOKEN" | gpg --symmetric --batch)')],
  ])('may be handed on where %s', async (_, output, script) => {
    expect(said(await lintWith(used, jobs(output, `'${script}'`)))).toEqual([]);
  });

  test('may be handed on where a script that is started encodes it', async () => {
    const first = jobs(OWN, './encode.sh').replace('steps:', 'steps:\n      - uses: actions/checkout@v4');
    const script = `#!/bin/bash\n${written('$(echo "$TOKEN" | base64)')}\n`;
    const all = { [MAIN]: workflow(used, keys) + first, 'encode.sh': script };
    expect(said(await lintFiles(all))).toEqual([]);
    const plain = { ...all, 'encode.sh': `#!/bin/bash\n${written('$TOKEN')}\n` };
    expect((await lintFiles(plain)).report.findings.map(({ id }) => id)).toEqual(['token-missing']);
  });

  test('what is written in its place is the secret', async () => {
    const english = await lintWith(used, jobs('${{ secrets.PAT }}'));
    expect(english.report.findings[0]?.fix.summary).toBe(
      'Write secrets.PAT in the place of needs.first.outputs.token.',
    );
    expect(english.report.findings[0]?.fix.diff).toContain('password: ${{ secrets.PAT }}');
    const chinese = await lintWith(used, jobs('${{ secrets.PAT }}'), 'zh-CN');
    expect(chinese.report.findings[0]?.message).toContain('作业 first 的输出 token 中含有机密');
    expect(chinese.report.findings[0]?.fix.summary).toBe('请把 needs.first.outputs.token 改为 secrets.PAT。');
  });

  test('nor by a called workflow, whose job the caller does not need', async () => {
    const called = `on: {workflow_call: {outputs: {token: {value: "\${{ jobs.inner.outputs.secret }}"}}}}\njobs:\n  inner:\n    runs-on: ubuntu-latest\n    outputs: {secret: "\${{ secrets.PAT }}"}\n    steps: [{run: echo}]\n`;
    const first = '  first: {uses: ./.github/workflows/token.yml, secrets: inherit}\n';
    const all = { [MAIN]: workflow(used, keys) + first, '.github/workflows/token.yml': called };
    const [finding] = (await lintFiles(all)).report.findings;
    expect(finding?.message).toContain('the output token of the job "first" holds a secret');
    expect(finding?.fix.summary).toBe('Write secrets.PAT in the place of needs.first.outputs.token.');
    expect(finding?.fix.diff).toContain('password: ${{ secrets.PAT }}');
  });

  test('nor is the name of an image', async () => {
    const steps = login() + build('ghcr.io/octo/${{ needs.first.outputs.token }}:1');
    const { report } = await lintWith(steps, jobs('${{ secrets.NAME }}'));
    expect(report.findings[0]?.message).toContain('holds a secret, and GitHub hands no such output on');
  });
});
