/** Tokens that a login takes: a spare one, an App's, one that stands in the text, none at all. */
import { describe, expect, test } from '@jest/globals';
import { lintOutput } from '../../src/commands/lint/output.js';
import { applyEdits } from '../../src/fix/diff.js';
import type { Language } from '../../src/types.js';
import { build, ids, lintFiles, login, MAIN, said, workflow } from './repository.js';

const READ = 'permissions: {contents: read}';

const judged = async (steps: string, keys?: string) =>
  said(await lintFiles({ [MAIN]: workflow(steps, keys) })).map((line) =>
    line.split(' ').slice(0, 2).join(' '),
  );

describe('a slip in the name that a password is asked under is put right', () => {
  const app = '\n- {id: app, uses: actions/create-github-app-token@v2, with: {app-id: 1, private-key: x}}';
  test.each([
    ['github.tokn', 'github.token'],
    ['steps.ap.outputs.token', 'steps.app.outputs.token'],
    ['github.repo', null],
    ['steps.other.outputs.token', null],
  ])('%s', async (written, meant) => {
    const text = workflow(app + login(written) + build(), 'permissions: {packages: write}');
    const { report, repairs } = await lintFiles({ [MAIN]: text });
    expect(report.findings.map(({ id }) => id)).toEqual(['token-missing']);
    const mended = applyEdits(text, repairs[0]?.edits ?? []);
    expect(mended).toBe(meant === null ? text : text.replace(written, meant));
  });
});

test.each([
  ['secrets.GITHUB_PAT', 'denied'],
  ['github.tokn', 'denied'],
  ['secrets.GHCR_TOKEN', 'allowed'],
])('what is pushed with %s is %s', async (password, verdict) => {
  const text = workflow(login(password) + build(), 'permissions: {packages: write}');
  const { report } = await lintFiles({ [MAIN]: text });
  expect(report.images.map((image) => image.verdict)).toEqual([verdict]);
  expect(report.verdict).toBe(verdict);
});

test.each([
  ['read', 'With GITHUB_TOKEN in its place, the next refusal waits: The job may not write packages'],
  ['write', null],
])(
  'what refuses the push that is made with a login, once that is mended: packages: %s',
  async (level, next) => {
    const { report } = await lintFiles({
      [MAIN]: workflow(
        login().replace('${{ secrets.GITHUB_TOKEN }}', 'GITHUB_TOKEN') + build(),
        `permissions: {packages: ${level}}`,
      ),
    });
    expect(report.findings.map(({ id }) => id)).toEqual(['token-missing']);
    const message = report.findings.map((each) => each.message).join();
    if (next) expect(message).toContain(next);
    else expect(message).not.toContain('next refusal');
  },
);

describe('the job token in the place of a secret that is not there', () => {
  const both = 'secrets.GHCR_TOKEN || secrets.GITHUB_TOKEN';
  test.each<[string, string | undefined, string[]]>([
    [both, READ, ['warning job-lacks-packages-write']],
    ['secrets.CR_PAT || github.token', READ, ['warning job-lacks-packages-write']],
    [both, 'permissions: {packages: read}', ['warning job-lacks-packages-write']],
    [both, 'timeout-minutes: 5', ['warning default-token-permissions']],
    [both, undefined, []],
    ['secrets.CR_PAT || secrets.OTHER_PAT', READ, []],
    ['secrets.GITHUB_TOKEN || secrets.CR_PAT', READ, ['error job-lacks-packages-write']],
  ])('%s with %s', async (password, keys, expected) => {
    expect(await judged(login(password) + build(), keys)).toEqual(expected);
  });

  test.each<[string, boolean]>([
    ["secrets.A != '' && secrets.A || github.token", true],
    ["(secrets.A != '' && secrets.A) || github.token", true],
    ['secrets.A && secrets.A || github.token', true],
    ["secrets.USER != '' && secrets.A || github.token", false],
    ["vars.OWN == 'true' && github.token || secrets.A", false],
    ["secrets.A == '' && secrets.A || github.token", false],
    ["secrets.A != '' && github.token || secrets.A", false],
    ["secrets.A != 'x' && secrets.A || github.token", false],
    ["case(secrets.A != '', secrets.A, github.token)", true],
    ["case(github.event_name == 'x', secrets.B, secrets.A != '', secrets.A, github.token)", true],
    ["case(secrets.A != '', github.token, secrets.A)", false],
    ["case(vars.OWN == 'true', github.token, secrets.A)", false],
    ["case(secrets.A != '', secrets.A, secrets.B != '', secrets.B, github.token)", false],
  ])('%s', async (choice, isChoice) => {
    expect(await judged(login(choice) + build(), READ)).toEqual(
      isChoice ? ['warning job-lacks-packages-write'] : [],
    );
  });

  test.each<[string, string[]]>([
    ['anchore/sbom-action/download-syft@v0', ['error token-missing']],
    ['google-github-actions/auth@v2', ['error token-missing']],
    ['hashicorp/vault-action@v3', []],
  ])('a variable of another step alone, after %s', async (uses, expected) => {
    const steps = `- uses: ${uses}${login('env.GITHUB_TOKEN')}${build()}  env: {GITHUB_TOKEN: "\${{ github.token }}"}`;
    expect(await judged(steps)).toEqual(expected);
  });

  test('a cloud whose name an action finds out may be part of the name of an image', async () => {
    const push = build().replace('octo/app', '${{ env.GCP_PROJECT }}/app');
    expect(await judged(`- uses: google-github-actions/auth@v2${login()}${push}`)).not.toContain(
      'error invalid-image-reference',
    );
  });

  test.each<[string, boolean]>([
    ['if [ -n "$A" ]; then P=$A; else P=$T; fi', true],
    ['if test ! "$A"; then P=$T; else P=$A; fi', true],
    ['if [[ $A != "" ]]; then P=$A; else P=$T; fi', true],
    ['P=$A; if [[ ! -n $A ]]; then P=$T; fi', true],
    ['P=$T; [ "$A" ] && P=$A', true],
    ['P=$A; [ "$P" ] || P=$T', true],
    ['if [ -n "$A" ]; then P=$T; else P=$A; fi', false],
    ['if [ -n "$B" ]; then P=$A; else P=$T; fi', false],
    ['if [ -n "$A" ]; then P=$A; elif [ -n "$B" ]; then P=$B; else P=$T; fi', false],
  ])('%s', async (choice, isChoice) => {
    const script = `${choice}; echo "$P" | docker login ghcr.io -u x --password-stdin`;
    const env = 'A: "${{ secrets.A }}", B: "${{ secrets.B }}", T: "${{ github.token }}"';
    const steps = `\n- run: |\n    ${script}\n  env: {${env}}${build()}`;
    expect(await judged(steps, READ)).toEqual(isChoice ? ['warning job-lacks-packages-write'] : []);
  });

  test('the words name the secret, and the edit gives the permission', async () => {
    const { report } = await lintFiles({ [MAIN]: workflow(login(both) + build(), READ) });
    expect(report.findings[0]?.message).toContain('where the secret GHCR_TOKEN is not there');
    expect(report.findings[0]?.fix.diff).toContain('packages: write');
  });

  test.each<[string, string, Language, RegExp]>([
    [
      'default-token-permissions',
      'timeout-minutes: 5',
      'en',
      /^The login takes .*: then ghcr\.io may refuse/,
    ],
    [
      'default-token-permissions',
      'timeout-minutes: 5',
      'zh-CN',
      /^机密 GHCR_TOKEN 不存在时，.*可能会拒绝推送/,
    ],
    ['callee-lacks-packages-write', READ, 'en', /^The login takes .*whatever the calling job grants: then/],
    ['callee-lacks-packages-write', READ, 'zh-CN', /^机密 GHCR_TOKEN 不存在时，.*此时 ghcr\.io 会拒绝推送/],
  ])('%s is not said of a push that the secret makes (%s, %s)', async (id, keys, language, words) => {
    const job = workflow(login(both) + build(), keys);
    const called = job.replace(/^on: .*$/m, 'on: workflow_call');
    const caller =
      'on: push\njobs:\n  call:\n    permissions: {contents: read, packages: write}\n    uses: ./.github/workflows/called.yml\n    secrets: inherit\n';
    const files: Record<string, string> =
      id === 'callee-lacks-packages-write'
        ? { '.github/workflows/called.yml': called, [MAIN]: caller }
        : { [MAIN]: job };
    const { report } = await lintFiles(files, { language });
    expect(report.findings).toEqual([
      expect.objectContaining({ id, severity: 'warning', message: expect.stringMatching(words) }),
    ]);
  });
});

describe("an App's installation token", () => {
  const app = (uses: string) => `
- id: app
  uses: ${uses}
  with: {app-id: 1, private-key: x}`;
  test.each<[string, string, string[]]>([
    [
      app('actions/create-github-app-token@v2'),
      login('steps.app.outputs.token'),
      ['error app-token-unsupported'],
    ],
    [app('tibdex/github-app-token@v2'), login('steps.app.outputs.token'), ['error app-token-unsupported']],
    [app('octo-sts/action@v1'), login('steps.app.outputs.token'), ['error app-token-unsupported']],
    [
      app('actions/create-github-app-token@v2'),
      `
- run: echo "\${{ steps.app.outputs.token }}" | docker login ghcr.io -u x --password-stdin`,
      ['error app-token-unsupported'],
    ],
    [
      app('actions/create-github-app-token@v2'),
      `
- run: echo "$TOKEN" | docker login ghcr.io -u x --password-stdin
  env:
    TOKEN: \${{ steps.app.outputs.token }}`,
      ['error app-token-unsupported'],
    ],
    [
      app('actions/create-github-app-token@v2'),
      login('steps.app.outputs.token || secrets.GITHUB_TOKEN'),
      ['error app-token-unsupported'],
    ],
    [app('actions/create-github-app-token@v2'), login(), []],
    [app('octo/other-action@v2'), login('steps.app.outputs.token'), []],
  ])('%s %s', async (made, used, expected) => {
    expect(await judged(made + used + build())).toEqual(expected);
  });
});

describe('a token that stands in the text', () => {
  const secret = (prefix: string) => `${prefix}${'a1B2'.repeat(9)}`;
  const literal = (password: string) => `
- uses: docker/login-action@v4
  with:
    registry: ghcr.io
    username: octo
    password: ${password}`;
  test.each([
    ['ghp_', 'error token-rejected'],
    ['gho_', 'error token-rejected'],
    ['ghs_', 'error token-rejected'],
    ['github_pat_', 'error token-kind-unsupported'],
  ])('%s', async (prefix, expected) => {
    expect(await judged(literal(secret(prefix)) + build())).toEqual([expected]);
    const piped = `
- run: echo ${secret(prefix)} | docker login ghcr.io -u octo --password-stdin`;
    expect(await judged(piped + build())).toEqual([expected]);
  });

  test.each(['text', 'json', 'sarif', 'github'] as const)('is in no output: %s', async (format) => {
    const token = secret('ghp_');
    const text = workflow(`
- run: docker login ghcr.io -u octo -p $CR_TOKEN
  env: {CR_TOKEN: ${token}}${build()}`);
    const result = await lintFiles({ [MAIN]: text });
    expect(result.report.findings.map(({ location }) => location?.line)).toEqual([8]);
    const output = await lintOutput(result, format, {
      language: 'en',
      color: false,
      run: null,
      columns: 120,
    });
    expect(output).toContain('token-rejected');
    expect(output).not.toContain(token.slice(4, 14));
  });

  test.each<[string, string]>([
    ['an input', literal('Hunter2-hunter2')],
    ['a word on a line of a script', '\n- run: docker login ghcr.io -u octo -p Hunter2-hunter2'],
    ['what is piped in', '\n- run: echo Hunter2-hunter2 | docker login ghcr.io -u octo --password-stdin'],
    [
      'of another registry, beside one of ours',
      '\n- run: docker login quay.io -u octo -p Hunter2-hunter2; docker login ghcr.io -u octo -p tooshort',
    ],
  ])('a password of another form is in no output either: %s', async (_, steps) => {
    const result = await lintFiles({ [MAIN]: workflow(steps + build()) });
    for (const format of ['text', 'json', 'sarif', 'github'] as const) {
      const output = await lintOutput(result, format, {
        language: 'en',
        color: false,
        run: null,
        columns: 120,
      });
      expect(output).toContain('token-missing');
      expect(output).not.toContain('unter2');
    }
  });

  test.each(['my-password', 'MY_TOKEN'])('%s is a word, and stays one', async (word) => {
    const result = await lintFiles({ [MAIN]: workflow(literal(word) + build()) });
    const output = await lintOutput(result, 'text', {
      language: 'en',
      color: false,
      run: null,
      columns: 120,
    });
    expect(output).toContain(word);
  });

  test('of another registry it is not our business', async () => {
    const other = literal(secret('ghp_')).replace('ghcr.io', 'quay.io');
    expect(await judged(other + login() + build())).toEqual([]);
  });
});

describe('nothing to log in with', () => {
  const withInputs = (inputs: string) => `
- uses: docker/login-action@v4
  with:
    registry: ghcr.io
${inputs.replace(/^/gm, '    ')}`;
  test.each<[string, string[]]>([
    ['username: ${{ github.actor }}', ['error token-missing']],
    ['password: ${{ github.token }}', ['error token-missing']],
    ["username: octo\npassword: ''", ['error token-missing']],
    ['username: ${{ secrets.GITHUB_USER }}\npassword: ${{ github.token }}', ['error token-missing']],
    ['username: octo\npassword: $GITHUB_TOKEN', ['error token-missing']],
    ['username: octo\npassword: ${GITHUB_TOKEN}', ['error token-missing']],
    ['username: octo\npassword: ${ GITHUB_TOKEN }', ['error token-missing']],
    ['username: octo\npassword: "$ {{ secrets.GITHUB_TOKEN }}"', ['error token-missing']],
    ['username: octo\npassword: "{{ secrets.GITHUB_TOKEN }}"', ['error token-missing']],
    ['username: octo\npassword: ${{ env.CR_PAT }}', ['error token-missing']],
    ['username: octo\npassword: ${{ env.GHCR }}', ['error token-missing']],
    ['username: ${{ vars.USER }}\npassword: ${{ github.token }}', []],
    ['username: ${{ github.actor }}\npassword: ${{ github.token }}', []],
  ])('%j', async (inputs, expected) => {
    expect(await judged(withInputs(inputs) + build())).toEqual(expected);
  });

  test.each([
    ['ubuntu-latest\ncontainer: docker:27-cli', ['error token-missing']],
    ['self-hosted', []],
  ])('the env context of a job on %j', async (machine, expected) => {
    const keys = machine.replace('\n', '\n    ');
    const text = workflow(withInputs('username: octo\npassword: ${{ env.GHCR }}') + build());
    expect(await ids({ [MAIN]: text.replace('ubuntu-latest', keys) })).toEqual(expected);
  });

  test.each<[string, string[]]>([
    ['docker login ghcr.io -u "" --password-stdin <<< "$T_TOKEN"', ['error token-missing']],
    ['echo "$T_TOKEN" | podman login ghcr.io --username "" --password-stdin', ['error token-missing']],
    ['echo "$T_TOKEN" | skopeo login ghcr.io --password-stdin', ['error token-missing']],
    ['echo "$T_TOKEN" | nerdctl login -u "$GHCR_USER" --password-stdin ghcr.io', ['error token-missing']],
    ['echo "$T_TOKEN" | buildah login -u "$GITHUB_ACTOR" --password-stdin ghcr.io', []],
    ['echo "$T_TOKEN" | docker login -u "$USER" --password-stdin ghcr.io', []],
    ['docker login ghcr.io', []],
    ['echo "$T_TOKEN" | oras login --password-stdin ghcr.io', []],
  ])('%s', async (command, expected) => {
    const steps = `\n- run: ${command}\n  env: {T_TOKEN: "\${{ secrets.PAT }}"}`;
    expect(await judged(steps)).toEqual(expected);
  });

  test('the words are of an option, not of an input', async () => {
    const steps = '\n- run: docker login ghcr.io --password-stdin <<< "${{ secrets.PAT }}"';
    const [finding] = (await lintFiles({ [MAIN]: workflow(steps) })).report.findings;
    expect(finding?.message).toContain('has no --username: the client stops');
    expect(finding?.fix).toMatchObject({
      summary: 'Give the login a user name: --username "$GITHUB_ACTOR".',
      diff: null,
    });
  });
});

describe('a variable that no shell fills in', () => {
  const said = async (run: string, language: Language = 'en') => {
    const steps = `\n- run: |\n${run.replace(/^/gm, '    ')}${build()}`;
    const [finding] = (await lintFiles({ [MAIN]: workflow(steps) }, { language })).report.findings;
    return [finding?.id, finding?.message, finding?.fix.summary].join('\n');
  };

  test.each([
    ["echo '$TOKEN' | docker login ghcr.io -u x --password-stdin", '"$TOKEN"'],
    ["docker login ghcr.io -u x -p '${TOKEN}'", '"${TOKEN}"'],
    ["docker login ghcr.io -u x --password-stdin <<'EOF'\n$TOKEN\nEOF", '<<EOF without quotes'],
  ])('%s', async (run, cure) => {
    const text = await said(run);
    expect(text).toContain('between single quotes');
    expect(text).toContain(cure);
    expect(await said(run, 'zh-CN')).toContain('单引号');
  });

  test('PowerShell', async () => {
    const steps = `\n- shell: pwsh\n  run: echo '$env:TOKEN' | docker login ghcr.io -u x --password-stdin${build()}`;
    const [finding] = (await lintFiles({ [MAIN]: workflow(steps) })).report.findings;
    expect(finding?.message).toContain('is the text $env:TOKEN itself: between single quotes');
  });

  test('words that are none', async () => {
    const text = await said('echo secrets.GITHUB_TOKEN | docker login ghcr.io -u x --password-stdin');
    expect(text).toContain('Write the password as an expression: ${{ secrets.GITHUB_TOKEN }}');
  });
});

describe('what no token can be where the token belongs', () => {
  const named = (username: string, password: string) => `
- uses: docker/login-action@v3
  with:
    registry: ghcr.io
    username: ${username}
    password: ${password}`;

  test.each([
    ['octo', '${{ github.actor }}', 'Log in with a token', '    password: ${{ secrets.GITHUB_TOKEN }}'],
    [
      'octo',
      '${{ github.repository_owner }}',
      'Log in with a token',
      '    password: ${{ secrets.GITHUB_TOKEN }}',
    ],
    [
      '${{ secrets.CR_PAT }}',
      '${{ github.actor }}',
      'change places',
      '    username: ${{ github.actor }}\n+          password: ${{ secrets.CR_PAT }}',
    ],
  ])('%s with %s', async (username, password, cure, edit) => {
    const { report } = await lintFiles({ [MAIN]: workflow(named(username, password) + build()) });
    expect(report.findings.map(({ id, severity }) => `${severity} ${id}`)).toEqual(['error token-missing']);
    expect(report.findings[0]?.message).toContain(`is ${password}, which is no token`);
    expect(report.findings[0]?.fix.summary).toContain(cure);
    expect(report.findings[0]?.fix.diff).toContain(edit);
  });

  test.each([
    ['docker login ghcr.io -u octo -p ${{ github.sha }}', 'is ${{ github.sha }}, which is no token'],
    [
      'podman login ghcr.io -u octo -p ${{ github.event.sender.login }}',
      'sender.login }}, which is no token',
    ],
    ['echo "$GITHUB_ACTOR" | docker login ghcr.io -u octo --password-stdin', 'is ${{ github.actor }}, which'],
    ['docker login ghcr.io -u octo -p ghcr_token', 'a text that is too short for a token'],
    ['docker login ghcr.io -u octo -p ghp_yourtoken', 'a text that is too short for a token'],
  ])('%s', async (run, words) => {
    const { report } = await lintFiles({ [MAIN]: workflow(`\n- run: ${run}`) });
    expect(report.findings.map(({ id, severity }) => `${severity} ${id}`)).toEqual(['error token-missing']);
    expect(report.findings[0]?.message).toContain(words);
    expect(report.findings[0]?.message).not.toMatch(/ghcr_token|yourtoken/);
  });

  test.each([
    '${{ github.token }}',
    '${{ vars.ACTOR }}',
    '${{ format(github.actor) }}',
    '${{ secrets.PAT || github.actor }}',
    '${{ github.event.client_payload.token }}',
    '${{ github.head_ref }}${{ vars.A }}',
    '0123456789abcdef0123456789abcdef01234567',
  ])('%s is none', async (password) => {
    const text = workflow(named('octo', password) + build(), undefined, 'repository_dispatch');
    expect(said(await lintFiles({ [MAIN]: text }))).toEqual([]);
  });
});

describe('a variable for a credential that nothing sets is empty', () => {
  const LOGIN = 'echo "$CR_PAT" | docker login ghcr.io -u x --password-stdin';
  const PUSH = '\n- run: docker push ghcr.io/octo/app:1';

  test.each<[string, string, string[]]>([
    ['on a line', `\n- run: ${LOGIN}`, ['error token-missing']],
    [
      'of another step',
      `\n- run: echo on\n  env: {CR_PAT: "\${{ github.token }}"}\n- run: ${LOGIN}`,
      ['error token-missing'],
    ],
    ['that a sourced file may set', `\n- run: . ./env.sh; ${LOGIN}`, []],
    ['that a program may set', `\n- run: octo-vault env\n- run: ${LOGIN}`, []],
    [
      'that a check of files does not set',
      `\n- run: opa build -b policies\n- run: ${LOGIN}`,
      ['error token-missing'],
    ],
    ['that an action may set', `\n- uses: octo/vault@v1\n- run: ${LOGIN}`, []],
    ['of the step', `\n- run: ${LOGIN}\n  env: {CR_PAT: "\${{ secrets.CR }}"}`, []],
    ['of the variables that the run makes', `\n- run: ${LOGIN}\n  env: \${{ fromJSON(vars.ENV) }}`, []],
    [
      'of any name that another step keeps for itself',
      `\n- run: export T=\${{ github.token }}\n- run: ${LOGIN.replace('CR_PAT', 'T')}`,
      ['error token-missing'],
    ],
    [
      'of any name in the env of another step',
      `\n- run: echo on\n  env: {T: "\${{ github.token }}"}\n- run: ${LOGIN.replace('CR_PAT', 'T')}`,
      ['error token-missing'],
    ],
    [
      'of any name that another step sets for the job',
      `\n- run: T=\${{ github.token }}; echo "T=$T" >> "$GITHUB_ENV"\n- run: ${LOGIN.replace('CR_PAT', 'T')}`,
      [],
    ],
    [
      'whose name another step only prints',
      `\n- run: echo set T=1 first\n- run: ${LOGIN.replace('CR_PAT', 'T')}`,
      [],
    ],
    ['of another name', `\n- run: ${LOGIN.replace('CR_PAT', 'CR')}`, []],
    [
      'whose name has a slip',
      `\n- run: ${LOGIN.replace('CR_PAT', 'REGISTRY_TOKE')}\n  env: {REGISTRY_TOKEN: "\${{ github.token }}"}`,
      ['error token-missing'],
    ],
    [
      'with another one beside it',
      `\n- run: ${LOGIN.replace('CR_PAT', 'CR')}\n  env: {IMAGE: "\${{ github.token }}"}`,
      [],
    ],
    ['that is read', `\n- run: read -r CR_PAT < file; ${LOGIN}`, []],
  ])('%s', async (_, steps, expected) => {
    expect(await judged(steps + PUSH)).toEqual(expected);
  });

  test.each<[string, boolean]>([
    ['REGISTRY_PW', true],
    ['CR_PWD', true],
    ['GHCR_PAT', true],
    ['OLDPWD', false],
    ['PWM', false],
  ])('it is told by its name: %s', async (name, isMissing) => {
    const steps = `\n- run: docker login ghcr.io -u x -p "$${name}"`;
    expect(await judged(steps + PUSH)).toEqual(isMissing ? ['error token-missing'] : []);
  });

  test.each<[string, string, string]>([
    ['its shell', `\n- run: export T=\${{ github.token }}`, 'Each step runs in a shell of its own'],
    ['its env', `\n- run: echo on\n  env: {T: "\${{ github.token }}"}`, 'is that of its own step alone'],
    ['its outputs', `\n- run: echo "T=\${{ github.token }}" >> $GITHUB_OUTPUT`, 'an output of its step'],
  ])('what another step has in %s is said, and given to this one', async (_, step, why) => {
    const { report } = await lintFiles({
      [MAIN]: workflow(`${step}\n- run: ${LOGIN.replace('CR_PAT', 'T')}${PUSH}`),
    });
    expect(report.findings[0]?.message).toContain(why);
    expect(report.findings[0]?.fix.summary).toContain('T: ${{ github.token }}');
  });

  test('the variable that was meant takes its place', async () => {
    const steps = `\n- run: docker login ghcr.io -u x -p "$REGISTRY_TOKE"\n  env: {REGISTRY_TOKEN: "\${{ github.token }}"}`;
    const { report } = await lintFiles({ [MAIN]: workflow(steps + PUSH) });
    expect(report.findings[0]?.fix.diff).toContain('-p "$REGISTRY_TOKEN"');
  });

  test('an App’s token is the output that its action has', async () => {
    const app = (output: string) =>
      `\n- uses: actions/create-github-app-token@v2\n  id: app\n${login(`steps.app.outputs.${output}`)}`;
    expect(await judged(app('app-token') + PUSH)).toEqual(['error token-missing']);
    expect(await judged(app('token') + PUSH)).toEqual(['error app-token-unsupported']);
  });

  test('on a machine of one’s own there may be any', async () => {
    const text = workflow(`\n- run: ${LOGIN}${PUSH}`).replace('ubuntu-latest', 'self-hosted');
    expect(said(await lintFiles({ [MAIN]: text }))).toEqual([]);
  });

  test.each([
    'pipenv run',
    'uv run --env-file .env',
    'mise exec --',
    'nix develop -c',
    'direnv exec .',
    'conda run',
  ])('%s may set it', async (tool) => {
    expect(await judged(`\n- run: ${tool} sh -c '${LOGIN}'${PUSH}`)).toEqual([]);
  });
});

describe('a password that is given with the push', () => {
  const copied = (options: string, keys = '', to = 'ghcr.io/octo/app:1') =>
    judged(`\n- run: skopeo copy ${options} docker-daemon:app docker://${to}\n${keys}`);

  test.each<[string, string, string[]]>([
    ['--dest-creds octo:${{ github.actor }}', '', ['error token-missing']],
    ['--dest-username octo --dest-password ${{ github.sha }}', '', ['error token-missing']],
    ['--dest-creds "octo:$WHO"', "  env: {WHO: '${{ github.actor }}'}", ['error token-missing']],
    ['--dest-creds "octo:$GHCR_TOKEN"', '', ['error token-missing']],
    ['--dest-creds octo:${{ secrets.GITHUB_PAT }}', '', ['error token-missing']],
    ['--dest-creds octo:${{ secrets.PAT }}', '', []],
    ['--dest-creds octo:${{ github.token }}', '', []],
    ['--dest-creds "octo:$X"', '', []],
    ['--dest-creds "octo:$(cat token)"', '', []],
    ['--dest-creds octo:${{ github.token }} --src-creds octo:${{ github.actor }}', '', []],
  ])('%s %s', async (options, keys, expected) => {
    expect(await copied(options, keys)).toEqual(expected);
  });

  test('at another registry it may be anything', async () => {
    expect(await copied('--dest-creds octo:password', '', 'quay.io/octo/app:1')).toEqual([]);
  });
});

describe('what a shell makes of a token is the same token', () => {
  const LACKS = 'job-lacks-packages-write';
  const ENV = '\n  env: {T: "${{ github.token }}", S: "${{ secrets.CR_PAT }}"}';
  const PUSH = '\n- run: docker push ghcr.io/octo/app:1';

  test.each<[string, string[]]>([
    ['$T', [`error ${LACKS}`]],
    ['${T:-}', [`error ${LACKS}`]],
    ['${T-}', [`error ${LACKS}`]],
    ['${T:-none}', [`error ${LACKS}`]],
    ['${T:=none}', [`error ${LACKS}`]],
    ['${T:+$T}', [`error ${LACKS}`]],
    ["${T%$'\\n'}", [`error ${LACKS}`]],
    ["${T//[$'\\r\\n']/}", [`error ${LACKS}`]],
    ['${T//[[:space:]]/}', [`error ${LACKS}`]],
    ['${NONE_PAT:-$T}', [`error ${LACKS}`]],
    ['${S:-$T}', [`warning ${LACKS}`]],
    ['${S:-}', []],
    ['${S:-${OTHER_PAT:-$T}}', [`warning ${LACKS}`]],
    ['${T//a/b}', []],
    ['${T%x}', []],
    ['${T:0:9}', []],
  ])('%s', async (text, expected) => {
    const steps = `\n- run: |\n    echo "${text}" | docker login ghcr.io -u x --password-stdin${ENV}${PUSH}`;
    expect(await judged(steps, READ)).toEqual(expected);
  });

  test.each(['"$file"', '"${file:-}"', '"${file##*/}"', '"${file/a/b}"', '"${file:1}"', '"${file:-x}"'])(
    'what is made of a file that is found is up to the run, too: %s',
    async (text) => {
      const loop = `for file in a/*.tgz; do if [ -z ${text} ]; then break; fi; helm push "$file" oci://ghcr.io/octo; done`;
      expect(await judged(`${login()}\n- run: '${loop}'`, READ)).toEqual([`error ${LACKS}`]);
    },
  );
});

describe('whether the token of the job is there, a script may ask', () => {
  test.each([
    'if [ -n "$T" ]; then LOGIN; fi',
    'if [[ -n "${T:-}" ]]; then LOGIN; else exit 1; fi',
    '[ -z "$T" ] || LOGIN',
    'test -n "$T" && LOGIN',
    'if [ -n "v-$UNKNOWN" ]; then LOGIN; fi',
  ])('%s', async (line) => {
    const script = line.replace('LOGIN', 'echo "$T" | docker login ghcr.io -u x --password-stdin');
    const steps = `\n- run: |\n    ${script}\n  env: {T: "\${{ github.token }}", UNKNOWN: "\${{ vars.A }}"}\n- run: docker push ghcr.io/octo/app:1`;
    expect(await judged(steps, READ)).toEqual(['error job-lacks-packages-write']);
    expect(await judged(steps, 'permissions: {packages: write}')).toEqual([]);
  });

  test('a secret may not be there', async () => {
    const steps =
      '\n- run: if [ -n "$S" ]; then echo "$S" | docker login ghcr.io -u x --password-stdin; fi\n  env: {S: "${{ secrets.CR_PAT }}"}\n- run: docker push ghcr.io/octo/app:1';
    expect(await judged(steps, READ)).toEqual([]);
  });
});

test.each<[Language, string, string]>([
  ['en', 'No file says whether this runs at all', 'stops it'],
  ['zh-CN', '看不出它是否会运行', '因此失败'],
])(
  'of a login that is kept from running without its token, nothing says that it stops the job (%s)',
  async (language, sentence, untrue) => {
    const script =
      'if [ -n "$GITHUB_TOKEN" ]; then echo "$GITHUB_TOKEN" | docker login ghcr.io -u x --password-stdin; fi';
    const steps = `\n- run: '${script}'\n- run: docker push ghcr.io/octo/app:1`;
    const text = workflow(steps, 'permissions: {packages: write}');
    const { report } = await lintFiles({ [MAIN]: text }, { language });
    expect(report.findings.map(({ id, severity }) => `${severity} ${id}`)).toEqual(['warning token-missing']);
    expect(report.findings[0]?.message).toContain(sentence);
    expect(report.findings[0]?.message).not.toContain(untrue);
  },
);
