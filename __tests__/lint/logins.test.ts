/** Which login a push finds, and whose token that is. */
import { describe, expect, test } from '@jest/globals';
import { build, ids, lintFiles, login, MAIN, workflow } from './repository.js';

const READ = 'permissions: {contents: read}';
const PUSH = '\n- run: docker push ghcr.io/octo/app';
const LACKS = 'error job-lacks-packages-write';
const NO_LOGIN = 'error no-registry-login';

/** What is said of a job that may only read: its own token is too weak, another one is not. */
const asReader = (steps: string, files = {}) => ids({ [MAIN]: workflow(steps, READ), ...files });
const run = (script: string) => `\n- run: |\n${script.replace(/^/gm, '    ')}`;

describe('apptainer keeps logins of its own, and reads those of docker', () => {
  const TOKEN = '-u x -p ${{ github.token }}';
  const APP = '\napptainer push app.sif oras://ghcr.io/octo/app:1';
  const all = (script: string, keys?: string) => ids({ [MAIN]: workflow(run(script), keys) });

  test.each<[string, string, string | undefined, string[]]>([
    ['its own', `apptainer registry login ${TOKEN} oras://ghcr.io${APP}`, undefined, []],
    ['by its older name', `singularity remote login ${TOKEN} docker://ghcr.io${APP}`, undefined, []],
    ['of docker', `docker login ${TOKEN} ghcr.io${APP}`, undefined, []],
    ['too weak a one', `apptainer registry login ${TOKEN} oras://ghcr.io${APP}`, READ, [LACKS]],
    [
      'that is gone',
      `apptainer registry login ${TOKEN} oras://ghcr.io\napptainer registry logout oras://ghcr.io${APP}`,
      undefined,
      [NO_LOGIN],
    ],
    [
      'which docker does not read',
      `apptainer registry login ${TOKEN} oras://ghcr.io\ndocker push ghcr.io/octo/app`,
      undefined,
      [NO_LOGIN],
    ],
  ])('%s', async (_, script, keys, expected) => {
    expect(await all(script, keys)).toEqual(expected);
  });
});

describe("the job's own token, however it gets there", () => {
  test.each([
    ['as an input', login('github.token')],
    [
      'through env',
      login('env.TOKEN').replace('- uses', '- env: {TOKEN: "${{ secrets.GITHUB_TOKEN }}"}\n  uses'),
    ],
    [
      'in a list',
      '\n- uses: docker/login-action@v4\n  with:\n    registry-auth: |\n      - registry: ghcr.io\n        password: ${{ github.token }}',
    ],
    ['piped', run('echo "${{ github.token }}" | docker login ghcr.io -u x --password-stdin')],
    ['as a here-string', run('docker login ghcr.io -u x --password-stdin <<< "${{ github.token }}"')],
    ['as an option', run('docker login -u x --password=${{ github.token }} https://ghcr.io')],
    [
      'from a variable of the script',
      run('T=${{ github.token }}\nprintf "%s" "$T" | docker login ghcr.io -u x --password-stdin'),
    ],
    [
      'through GITHUB_ENV',
      run('echo "T=${{ github.token }}" >> $GITHUB_ENV') + run('docker login ghcr.io -u x -p "$T"'),
    ],
    ['either way', login("github.ref == 'x' && secrets.GITHUB_TOKEN || github.token")],
    [
      'in a file',
      run(
        `echo '{"auths": {"ghcr.io": {"username": "x", "password": "\${{ github.token }}"}}}' > ~/.docker/config.json`,
      ),
    ],
    [
      'in a file, encoded with its name',
      run(
        'echo "{\\"auths\\":{\\"ghcr.io\\":{\\"auth\\":\\"$(echo -n ${{ github.actor }}:${{ github.token }} | base64 -w0)\\"}}}" > ~/.docker/config.json',
      ),
    ],
    [
      'in a file, encoded before',
      run(
        `AUTH=$(printf %s "x:\${{ github.token }}" | base64)\nmkdir -p ~/.docker\nprintf '{"auths": {"ghcr.io": {"auth": "%s"}}}' "$AUTH" > ~/.docker/config.json`,
      ),
    ],
  ])('%s', async (_, steps) => {
    expect(await asReader(steps + PUSH)).toEqual([LACKS]);
  });
});

describe('a token that is not (surely) the job’s own needs no permission', () => {
  test.each([
    ['a secret', login('secrets.PAT')],
    ['one or the other', login('vars.TOKEN || secrets.GITHUB_TOKEN')],
    ['an output of an App', `\n- {id: app, uses: octo/app-token@v1}${login('steps.app.outputs.token')}`],
    ['a variable', login('vars.TOKEN')],
    ['a file', run('cat token.txt | docker login ghcr.io -u x --password-stdin')],
    ['a part of it', run('docker login ghcr.io -u x -p "x${{ github.token }}"')],
    [
      'a secret that is written into a file, encoded',
      run(
        'echo "{\\"auths\\":{\\"ghcr.io\\":{\\"auth\\":\\"$(echo -n ${{ github.actor }}:${{ secrets.PAT }} | base64)\\"}}}" > ~/.docker/config.json',
      ),
    ],
    [
      'a file that holds it encoded',
      run(
        'echo "{\\"auths\\":{\\"ghcr.io\\":{\\"auth\\":\\"${{ secrets.AUTH }}\\"}}}" > ~/.docker/config.json',
      ),
    ],
  ])('%s', async (_, steps) => {
    expect(await asReader(steps + PUSH)).toEqual([]);
  });
});

describe('in a container that may bring a login along', () => {
  const KEYS = 'permissions: {packages: write}\ncontainer: alpine:3';

  test.each<[string, string, string[]]>([
    ['a package manager does not log in', run('apk add --no-cache skopeo'), [NO_LOGIN]],
    ['another one', run('microdnf install -y skopeo'), [NO_LOGIN]],
    ['a program of somebody may', run('setup-all'), []],
  ])('%s', async (_, steps, expected) => {
    expect(await ids({ [MAIN]: workflow(steps + PUSH, KEYS) })).toEqual(expected);
  });
});

test('a word that may say --dry-run leaves open whether skopeo syncs', async () => {
  const sync = (option: string) =>
    run(`skopeo sync ${option} --src yaml --dest docker images.yml ghcr.io/octo/mirror`);
  const guarded = login().replace('- uses', "- if: github.ref_name == 'main'\n  uses");
  const judged = (option: string) =>
    ids({
      [MAIN]: workflow(
        guarded + sync(option),
        'permissions: {packages: write}',
        '{schedule: [{cron: 0 0 * * *}]}',
      ),
    });
  expect(await judged("${{ github.ref_name != 'main' && '--dry-run' || '' }}")).toEqual([]);
  expect(await judged('--all')).toEqual(['warning no-registry-login']);
});

describe('no login is an error only where nothing could have logged in', () => {
  test.each<[string, string, string[]]>([
    [
      'a file with two registries, of which one is not known',
      run(
        `echo '{"auths": {"docker.io": {"auth": "eDp5"}, "ghcr.io": {"auth": "\${{ secrets.AUTH }}"}}}' > ~/.docker/config.json`,
      ),
      [],
    ],
    ['nothing before it', '', [NO_LOGIN]],
    ['harmless steps', '\n- uses: actions/checkout@v4\n- run: npm ci && npm run build', [NO_LOGIN]],
    ...[
      'buildpacks/github-actions/setup-pack@v5',
      'buildpacks/github-actions/setup-tools@v5',
      'carvel-dev/setup-action@v2',
      'werf/actions/install@v2',
    ].map((uses): [string, string, string[]] => [
      `a tool that is set up by ${uses}`,
      `\n- uses: ${uses}`,
      [NO_LOGIN],
    ]),
    // Its login stands in a folder that only its own process knows.
    ['one that logs in for itself', '\n- uses: werf/actions/converge@v2', [NO_LOGIN]],
    ['a script', run('./login.sh'), []],
    ['a script with nothing to log in with', run('./generate.sh'), [NO_LOGIN]],
    ['a script with a secret', run('./generate.sh ${{ secrets.A }}'), []],
    ['a script that is sourced', run('source ./env.sh'), [NO_LOGIN]],
    ['make', run('make login'), []],
    ['npm', run('npm run docker:login'), []],
    ['JavaScript in the workflow', '\n- uses: actions/github-script@v8\n  with: {script: "exec()"}', []],
    ['an action of somebody', '\n- uses: acme/login@v1', []],
    ['a shell that we do not read', '\n- shell: python\n  run: import os', [NO_LOGIN]],
    ['a script that is none', run('if then fi ('), [NO_LOGIN]],
    ['one with a token', run('if then fi ( ${{ github.token }}'), []],
    ['another DOCKER_CONFIG', run('export DOCKER_CONFIG=$PWD/.docker'), []],
    ['a host that is not known', login().replace('registry: ghcr.io', 'registry: ${{ vars.HOST }}'), []],
    [
      'a misspelt host and a token of whoever',
      login('secrets.THE_PAT').replace('ghcr.io', 'gchr.io'),
      [NO_LOGIN],
    ],
    [
      'the job’s token for another registry',
      '\n- uses: acme/setup@v1\n- uses: docker/login-action@v3\n  with: {password: "${{ github.token }}"}',
      [NO_LOGIN],
    ],
  ])('%s', async (_, steps, expected) => {
    expect(await ids({ [MAIN]: workflow(steps + PUSH) })).toEqual(expected);
  });

  test.each([
    'echo "T=VALUE" >> "$GITHUB_ENV"',
    '{\necho "T=VALUE"\n} >> "$GITHUB_ENV"',
    'keep() { echo "$1=$2"; }\nkeep T "VALUE" >> "$GITHUB_ENV"',
    'for each in T U; do echo "$each=VALUE"; done >> "$GITHUB_ENV"',
    'echo "::set-env name=T::VALUE"',
  ])('a script may find a token that is kept so: %j', async (keeps) => {
    const behind = (value: string) =>
      ids({ [MAIN]: workflow(run(keeps.replace('VALUE', value)) + run('npm run ship') + PUSH) });
    expect(await behind('${{ secrets.TOKEN }}')).toEqual([]);
    expect(await behind('none')).toEqual([NO_LOGIN]);
  });

  test.each<[string, string, string[]]>([
    ['tests', 'jest', [NO_LOGIN]],
    ['tests that need an image', 'docker login ghcr.io -u x -p $CR_PAT && jest', []],
    ['tests in a script of the repository', './test.sh', []],
  ])('npm runs %s', async (_, script, expected) => {
    const files = { 'package.json': JSON.stringify({ scripts: { pretest: script, test: 'jest' } }) };
    const steps = `\n- uses: actions/checkout@v4${run('npm test')}\n  env: {CR_PAT: "\${{ secrets.CR_PAT }}"}${PUSH}`;
    const login = 'echo "$CR_PAT" | docker login ghcr.io -u x --password-stdin\n';
    expect(await ids({ [MAIN]: workflow(steps), ...files, 'test.sh': login })).toEqual(expected);
  });

  test.each<[string, string[]]>([
    ['next build --webpack', [NO_LOGIN]],
    ['tsc -p . && vite build', [NO_LOGIN]],
    ['rimraf dist && webpack --mode production', [NO_LOGIN]],
    ['ng build && node ship.js', []],
    ['ship-it build', []],
  ])('a build by %s, of which a package.json tells', async (build, expected) => {
    const files = { 'package.json': JSON.stringify({ scripts: { build } }) };
    for (const command of ['pnpm run build', 'npm run build', build])
      expect(
        await ids({
          [MAIN]: workflow(
            `\n- uses: actions/checkout@v4${run(command)}\n  env: {CR_PAT: "\${{ secrets.CR_PAT }}"}${PUSH}`,
          ),
          ...files,
        }),
      ).toEqual(expected);
  });

  test.each(['npm --prefix web test', 'npm -C web t', 'npm --prefix=web test', 'npm --prefix=web run test'])(
    'a login by the tests of a folder: %s',
    async (command) => {
      const scripts = { test: 'docker login ghcr.io -u x -p "$CR_PAT"' };
      const files = { 'web/package.json': JSON.stringify({ scripts }) };
      const steps = `\n- uses: actions/checkout@v4${run(command)}\n  env: {CR_PAT: "\${{ secrets.CR_PAT }}"}${PUSH}`;
      expect(await ids({ [MAIN]: workflow(steps), ...files })).toEqual([]);
    },
  );

  test.each<[string, string[]]>([
    ['ubuntu-latest', [NO_LOGIN]],
    ['ubuntu-24.04-arm', [NO_LOGIN]],
    ['[ubuntu-22.04]', [NO_LOGIN]],
    ['buildjet-4vcpu-ubuntu-2204', [NO_LOGIN]],
    ['blacksmith-8vcpu-ubuntu-2404-arm', [NO_LOGIN]],
    ['depot-ubuntu-24.04-8', [NO_LOGIN]],
    ['ubicloud-standard-2', [NO_LOGIN]],
    ['ubicloud-of-acme', []],
    ['self-hosted', []],
    ['[self-hosted, linux]', []],
    ['{group: large}', []],
    ['acme-runner', []],
    ["'${{ vars.RUNNER }}'", []],
  ])('runs-on: %s', async (runner, expected) => {
    const text = workflow(PUSH).replace('runs-on: ubuntu-latest', `runs-on: ${runner}`);
    expect(await ids({ [MAIN]: text })).toEqual(expected);
  });
});

describe('a login under a condition that always holds', () => {
  test.each([
    ['github.token', []],
    ['github.token != null', []],
    ["github.token != ''", []],
    ['null != github.token', []],
    ['!github.token', [NO_LOGIN]],
    ['github.token == null', [NO_LOGIN]],
    // Nobody knows whether it is set.
    ['env.THE_PAT != null', []],
  ])('%s', async (condition, expected) => {
    const env = 'permissions: {packages: write}\nenv: {THE_PAT: "${{ secrets.THE_PAT }}"}';
    expect(
      await ids({ [MAIN]: workflow(login('github.token', `if: ${JSON.stringify(condition)}`) + PUSH, env) }),
    ).toEqual(expected);
  });
});

describe('a login and a push under conditions', () => {
  const FOUND = ['a', 'd'].map((id) => `- {uses: actions/cache@v5, id: ${id}}`).join('\n');
  const at = (condition: string) => `if: ${condition}`;
  const guarded = (first: string, second: string) =>
    ids({
      [MAIN]: workflow(
        `${FOUND}${login('github.token', first)}${build('ghcr.io/octo/app', '')}\n${second.replace(/^/gm, '  ')}`,
      ),
    });

  test.each<[string, string, string, string[]]>([
    ['the same', at("steps.a.outputs.b == 'c'"), at("${{ steps.a.outputs.b == 'c' }}"), []],
    ['the login is wider', '', at("steps.a.outputs.b == 'c'"), []],
    ['the login is narrower', at("steps.a.outputs.b == 'c'"), '', ['warning no-registry-login']],
    ['nobody can compare them', at("steps.a.outputs.b == 'c'"), at("steps.d.outputs.e == 'f'"), []],
    ['a setting decides', at("vars.PUSH == 'yes'"), '', []],
    ['the login never runs', at("github.event_name == 'release'"), '', [NO_LOGIN]],
    [
      'the login depends on the branch, and on a setting',
      at("github.ref == 'refs/heads/main' && vars.PUSH == 'yes'"),
      '',
      ['warning no-registry-login'],
    ],
    [
      'it never runs, whatever the setting',
      at("github.event_name == 'release' && vars.PUSH"),
      '',
      [NO_LOGIN],
    ],
  ])('%s', async (_, first, second, expected) => {
    expect(await guarded(first, second)).toEqual(expected);
  });
});

test.each<[string, string, string[]]>([
  ['that is not read', '- uses: acme/recipe@v1', ['warning no-registry-login']],
  ['that speaks of logins', '- uses: acme/registry-setup@v1', []],
  ['under a condition', '- {uses: acme/recipe@v1, if: vars.X}', []],
])(
  'a job that logs in elsewhere or too late by itself, with an action beside it %s',
  async (_, beside, expected) => {
    const hub = '- uses: docker/login-action@v4\n  with: {username: a, password: "${{ secrets.HUB }}"}';
    expect(await ids({ [MAIN]: workflow(`${beside}\n${hub}\n${build()}`) })).toEqual(expected);
    expect(await ids({ [MAIN]: workflow(`${beside}\n${build()}${login()}`) })).toEqual(expected);
    expect(await ids({ [MAIN]: workflow(`${beside}\n${build()}`) })).toEqual([]);
  },
);

describe('clients and the files that they read', () => {
  const TOKEN = '${{ github.token }}';
  test.each<[string, string, string[]]>([
    [`docker login ghcr.io -u x -p ${TOKEN}`, 'podman push ghcr.io/octo/app', []],
    [`docker login ghcr.io -u x -p ${TOKEN}`, 'helm push a.tgz oci://ghcr.io/octo', []],
    [`docker login ghcr.io -u x -p ${TOKEN}`, 'crane copy x/y ghcr.io/octo/app', []],
    [`podman login ghcr.io -u x -p ${TOKEN}`, 'skopeo copy docker://x/y docker://ghcr.io/octo/app', []],
    [`podman login ghcr.io -u x -p ${TOKEN}`, 'docker push ghcr.io/octo/app', [NO_LOGIN]],
    [`helm registry login ghcr.io -u x -p ${TOKEN}`, 'docker push ghcr.io/octo/app', [NO_LOGIN]],
    // Of Helm 3 from 3.18 on.
    [`helm registry login oci://ghcr.io -u x -p ${TOKEN}`, 'helm push a.tgz oci://ghcr.io/octo', []],
    [`helm registry login oci://ghcr.io/octo -u x -p ${TOKEN}`, 'helm push a.tgz oci://ghcr.io/octo', []],
    [`helm registry login oci://gcr.io -u x -p ${TOKEN}`, 'helm push a.tgz oci://ghcr.io/octo', [NO_LOGIN]],
    [`docker login oci://ghcr.io -u x -p ${TOKEN}`, 'docker push ghcr.io/octo/app', [NO_LOGIN]],
    [`spin registry login ghcr.io -u x -p ${TOKEN}`, 'spin registry push ghcr.io/octo/app', []],
    [`docker login ghcr.io -u x -p ${TOKEN}`, 'spin registry push ghcr.io/octo/app', []],
    [`spin registry login ghcr.io -u x -p ${TOKEN}`, 'docker push ghcr.io/octo/app', [NO_LOGIN]],
    ['true', 'spin build && spin registry push ghcr.io/octo/app', [NO_LOGIN]],
    [`oras login ghcr.io -u x -p ${TOKEN}`, 'docker push ghcr.io/octo/app', []],
    [
      `docker login ghcr.io -u x -p ${TOKEN}`,
      'sudo docker push ghcr.io/octo/app',
      ['warning no-registry-login'],
    ],
    [`docker login ghcr.io -u x -p ${TOKEN}`, 'sudo -E docker push ghcr.io/octo/app', []],
    [`sudo docker login ghcr.io -u x -p ${TOKEN}`, 'sudo docker push ghcr.io/octo/app', []],
    ...[
      'sudo -u runner',
      'sudo -nHu runner',
      'sudo -urunner',
      'sudo --user=runner',
      'timeout 60 sudo --user "$USER" -g docker',
      'sudo -iu "$(whoami)"',
      "sudo -u '#1001'",
      'sudo -g docker',
    ].map((own): [string, string, string[]] => [
      `docker login ghcr.io -u x -p ${TOKEN}`,
      `${own} docker push ghcr.io/octo/app`,
      [],
    ]),
    ...['sudo -u builder', 'sudo --user=root', 'sudo -g docker -u builder', 'sudo -p -u'].map(
      (other): [string, string, string[]] => [
        `docker login ghcr.io -u x -p ${TOKEN}`,
        `${other} docker push ghcr.io/octo/app`,
        ['warning no-registry-login'],
      ],
    ),
    ...[
      "sudo su builder -c 'COMMAND'",
      "su - builder -c 'COMMAND'",
      "su builder --shell /bin/sh --command='COMMAND'",
      "su -lc 'COMMAND' builder",
      "su -c 'COMMAND' -s /bin/bash - builder",
      "sudo -u runner su builder -c 'COMMAND'",
      "sudo -E su -c 'COMMAND'",
      "sudo su builder -- -c 'COMMAND'",
      'sudo su builder <<EOF\nCOMMAND\nEOF',
      "sudo su - builder <<'EOF'\nset -e\nCOMMAND\nEOF",
      "sudo su -s /bin/sh builder <<< 'COMMAND'",
      "echo 'COMMAND' | sudo su",
      "echo 'COMMAND' > push.sh\nsudo su builder push.sh",
      'sudo -i <<EOF\nCOMMAND\nEOF',
      'sudo --shell <<EOF\nCOMMAND\nEOF',
      'sudo -iu builder <<EOF\nCOMMAND\nEOF',
      'sudo env "PATH=$PATH" COMMAND',
    ].map((other): [string, string, string[]] => [
      `docker login ghcr.io -u x -p ${TOKEN}`,
      other.replace('COMMAND', 'docker push ghcr.io/octo/app'),
      ['warning no-registry-login'],
    ]),
    ...[
      "sudo su runner -c 'COMMAND'",
      "sudo su - runner -c 'COMMAND'",
      "su -m builder -c 'COMMAND'",
      'sudo su - "$USER" -c \'COMMAND\'',
      'sudo su - runner <<EOF\nCOMMAND\nEOF',
      'sudo -Es <<EOF\nCOMMAND\nEOF',
      'sudo -u runner -i <<EOF\nCOMMAND\nEOF',
      'sudo su\nCOMMAND',
      'sudo -i\nCOMMAND',
      'sudo env HOME="$HOME" COMMAND',
      'sudo -n env -u DEBUG DOCKER_CONFIG="$HOME/.docker" COMMAND',
      'sudo docker --config "$HOME/.docker" push ghcr.io/octo/app',
    ].map((own): [string, string, string[]] => [
      `docker login ghcr.io -u x -p ${TOKEN}`,
      own.replace('COMMAND', 'docker push ghcr.io/octo/app'),
      [],
    ]),
    [
      `su builder -c 'docker login ghcr.io -u x -p ${TOKEN}'`,
      "su builder -c 'docker push ghcr.io/octo/app'",
      [],
    ],
    // The variable is left behind, whoever it is.
    [`export APP=ghcr.io/octo/app`, "sudo -u runner sh -c 'docker push $APP'", []],
    ['true', `podman push --creds x:${TOKEN} ghcr.io/octo/app`, []],
    ['true', 'KO_DOCKER_REPO=ghcr.io/octo/app ko build --bare .', [NO_LOGIN]],
    [`export GITHUB_TOKEN=${TOKEN}`, 'true', []],
  ])('%s; %s', async (first, second, expected) => {
    expect(await ids({ [MAIN]: workflow(run(`${first}\n${second}`)) })).toEqual(expected);
  });
});

describe('a login that was meant for this registry is led there, and no second one made', () => {
  const OWN = '-u x -p ${{ github.token }}';
  const PAT = '-u x -p ${{ secrets.CR }}';
  /** The line that the mend writes in the place of another one. */
  const mended = async (steps: string) => {
    const { report } = await lintFiles({ [MAIN]: workflow(steps) });
    const finding = report.findings.find(({ id }) => id === 'no-registry-login');
    expect(finding).toBeDefined();
    return /^- .*\n\+ +(?:- run: )?(.*)$/m.exec(finding?.fix.diff ?? '')?.[1] ?? null;
  };

  test.each<[string, string, string | null]>([
    ['a slip of the pen', `docker login ghrc.io ${OWN}`, `docker login ghcr.io ${OWN}`],
    ['with a token of somebody', `docker login gchr.io ${PAT}`, `docker login ghcr.io ${PAT}`],
    ['Docker Hub, which it goes to by itself', `docker login ${OWN}`, `docker login ghcr.io ${OWN}`],
    ['another one, with the token of the job', `podman login quay.io ${OWN}`, null],
    ['a variable, which others may use', `H=gchr.io\n    docker login $H ${OWN}`, null],
    ['another one, with its own', `docker login quay.io ${PAT}`, null],
    ['a slip of a client that docker does not read', `helm registry login ghrc.io ${OWN}`, null],
  ])('%s', async (_, command, expected) => {
    expect(await mended(`- run: |\n    ${command}${PUSH}`)).toBe(expected);
  });

  test('the input of an action', async () => {
    const steps =
      '- uses: redhat-actions/podman-login@v1\n  with: {registry: gchr.io, username: x, password: "${{ github.token }}"}';
    expect(await mended(`${steps}${PUSH}`)).toContain('registry: ghcr.io');
  });
});

describe('what is piped into a group is what its commands read', () => {
  const SIGN_IN = 'docker login ghcr.io -u x --password-stdin';
  const TOKEN = 'echo "${{ github.token }}"';
  const judged = (script: string, files = {}) =>
    asReader(run(`${script}\ndocker push ghcr.io/octo/app`), files);

  test.each<[string, string]>([
    ['a function', `f() { docker login "$1" -u x --password-stdin; }\n${TOKEN} | f ghcr.io`],
    ['a function, from a text', `f() { ${SIGN_IN}; }\nf <<< "\${{ github.token }}"`],
    ['a function that reads it first', `f() { read -r t; docker login ghcr.io -u x -p "$t"; }\n${TOKEN} | f`],
    ['braces', `${TOKEN} | { echo in; ${SIGN_IN}; }`],
    ['a shell of its own', `${TOKEN} | (${SIGN_IN}) > /dev/null`],
    ['a branch', `${TOKEN} | if true; then ${SIGN_IN}; fi`],
    ['a script that is given', `${TOKEN} | bash -c '${SIGN_IN}'`],
  ])('%s', async (_, script) => {
    expect(await judged(script)).toEqual([LACKS]);
  });

  test('a script of the repository', async () => {
    const steps = `\n- uses: actions/checkout@v5${run(`${TOKEN} | ./in.sh\ndocker push ghcr.io/octo/app`)}`;
    expect(await asReader(steps, { 'in.sh': `#!/bin/sh\n${SIGN_IN}\n` })).toEqual([LACKS]);
    expect(await asReader(steps, { 'in.sh': `#!/bin/sh\n${SIGN_IN} < token\n` })).toEqual([]);
  });

  test.each<[string, string]>([
    ['another pipe inside', `f() { cat t | ${SIGN_IN}; }\n${TOKEN} | f`],
    ['a file', `f() { ${SIGN_IN} < t; }\n${TOKEN} | f`],
    ['what nobody knows', `f() { ${SIGN_IN}; }\nvault read x | f`],
    ['what is left of it', `f() { read -r t; ${SIGN_IN}; }\n${TOKEN} | f`],
  ])('and not %s', async (_, script) => {
    expect(await judged(script)).toEqual([]);
  });

  test('and not an earlier one', async () => {
    expect(await judged(`f() { ${SIGN_IN}; }\n${TOKEN} | cat\nf`)).toEqual(['error token-missing']);
  });
});

describe('an action that is given a registry and a password', () => {
  const given = (uses: string) =>
    `\n- uses: ${uses}\n  with: {registry: ghcr.io, username: x, password: "\${{ secrets.CR }}"}`;

  test.each<[string, string, string[]]>([
    ['of a family that else logs in to nothing', `${given('anchore/sign-in@v1')}${PUSH}`, []],
    ['is like its family without them', `\n- uses: anchore/sign-in@v1${PUSH}`, [NO_LOGIN]],
    ['of the table, which keeps it for itself', `${given('anchore/scan-action@v6')}${PUSH}`, [NO_LOGIN]],
    ['of other programs’ logins', `${given('regclient/actions/regctl-login@main')}${PUSH}`, [NO_LOGIN]],
  ])('%s', async (_, steps, expected) => {
    expect(await ids({ [MAIN]: workflow(steps) })).toEqual(expected);
  });

  test.each(['password', 'registry_password', 'registryPassword', 'dockerPassword', 'ghcrToken'])(
    'under the name %s, which comes to nothing',
    async (name) => {
      const step = `\n- uses: acme/deploy@v1\n  with: {dockerServer: ghcr.io, ${name}: "\${{ github.tokn }}"}`;
      expect(await ids({ [MAIN]: workflow(step) })).toEqual(['error token-missing']);
    },
  );

  test('regctl-login logs in to ghcr.io with the token of the job, if nothing else is said', async () => {
    const steps = `- uses: regclient/actions/regctl-login@main${run('regctl image copy busybox ghcr.io/octo/app:1')}`;
    expect(await ids({ [MAIN]: workflow(steps) })).toEqual([]);
    expect(await asReader(steps)).toEqual([LACKS]);
  });
});

describe('a program that says that it publishes, and is told the registry and a secret', () => {
  const STEP = '- run: ./ci/publish-images\n  env: {REGISTRY_PASSWORD: "${{ secrets.REGISTRY_PASSWORD }}"}';
  const on = '[push, pull_request]';

  test.each<[string, string, string, string, string[]]>([
    ['by its job', '', 'env: {REGISTRY: ghcr.io}', STEP, ['warning read-only-run']],
    ['by its workflow, which is for all jobs', 'env: {REGISTRY: ghcr.io}\n', 'timeout-minutes: 9', STEP, []],
    ['another one', '', 'env: {REGISTRY: quay.io}', STEP, []],
    ['and does something else', '', 'env: {REGISTRY: ghcr.io}', STEP.replace('publish', 'list'), []],
  ])('%s', async (_, head, keys, steps, expected) => {
    expect(await ids({ [MAIN]: head + workflow(steps, keys, on) })).toEqual(expected);
  });

  // The names in a job's `env` may be those that another step pulls, and who writes `packages: read` says that the job does.
  const PUBLISH = '- run: ./ci/publish-recipes';
  test.each<[string, string, string, string, string[]]>([
    ['a job that may read, by its env', 'read', 'env: {APP: ghcr.io/octo/app}', PUBLISH, []],
    ['one that may read, by the login', 'read', 'timeout-minutes: 9', PUBLISH, []],
    [
      'one that may read, by the step',
      'read',
      'timeout-minutes: 9',
      `${PUBLISH}\n  env: {APP: ghcr.io/octo/app}`,
      ['warning job-lacks-packages-write'],
    ],
    [
      'one that may read, by the words of the command',
      'read',
      'timeout-minutes: 9',
      `${PUBLISH} ghcr.io/octo/app`,
      ['warning job-lacks-packages-write'],
    ],
    [
      'one that may not, by its env',
      'none',
      'env: {APP: ghcr.io/octo/app}',
      PUBLISH,
      ['warning job-lacks-packages-write'],
    ],
  ])('%s: %s', async (_, level, keys, steps, expected) => {
    const all = `${keys}\npermissions: {packages: ${level}}`;
    expect(await ids({ [MAIN]: workflow(`${login()}\n${steps}`, all) })).toEqual(expected);
  });

  test.each<[string, string, string[]]>([
    ['the registry alone', 'APP: ghcr.io/octo/app', ['warning read-only-run']],
    ['another one alone', 'APP: ttl.sh/octo-app', []],
    ['both', 'BASE: ghcr.io/octo/base, APP: ttl.sh/octo-app', []],
    [
      'both, of which one is where a module of Go is',
      'PACKAGE: github.com/octo/app, APP: ghcr.io/octo/app',
      ['warning read-only-run'],
    ],
    [
      'another one in pull requests alone',
      "APP: \"${{ github.event_name == 'pull_request' && 'ttl.sh' || 'ghcr.io' }}/octo/app\"",
      [],
    ],
  ])('which of two registries it pushes to is left open where it is told %s', async (_, env, expected) => {
    const steps = `${login()}\n- run: ./ci/publish-images\n  env: {${env}}`;
    expect(await ids({ [MAIN]: workflow(steps, 'permissions: {packages: write}', on) })).toEqual(expected);
  });
});

describe('a password that is surely empty', () => {
  test.each<[string, string, string[]]>([
    [
      'a variable that nothing sets',
      run('docker login ghcr.io -u x -p "$GHCR_TOKEN"'),
      ['error token-missing'],
    ],
    [
      'one that a step may set',
      `\n- uses: acme/secrets@v1${run('docker login ghcr.io -u x -p "$GHCR_TOKEN"')}`,
      [],
    ],
    [
      'one that the script sets',
      run('GHCR_TOKEN=$(cat file)\ndocker login ghcr.io -u x -p "$GHCR_TOKEN"'),
      [],
    ],
    ['a name that no secret can have', login('secrets.GITHUB_PAT'), ['error token-missing']],
    [
      'the login that setup-ko makes by the way, before what says that it publishes',
      '\n- uses: ko-build/setup-ko@v0.9\n- run: go run ./cmd/publish',
      [],
    ],
    ['a name with a dash, which no secret has', login('secrets.GHCR-TOKEN'), ['error token-missing']],
    ['a name that the run makes', login("secrets[format('{0}_TOKEN', vars.WHO)]"), []],
    ['a name with a dash, and the own token in its place', login('secrets.GHCR-TOKEN || github.token'), []],
    ['of another registry', run('docker login quay.io -u x -p "$QUAY_TOKEN"'), []],
    ['an empty option', run('docker login ghcr.io -u x -p ""'), ['error token-missing']],
    [
      'nothing that is piped',
      run('echo "" | podman login ghcr.io -u x --password-stdin'),
      ['error token-missing'],
    ],
    [
      'an input that the run does not have',
      run('echo "${{ inputs.token }}" | docker login ghcr.io -u x --password-stdin'),
      ['error token-missing'],
    ],
    ['what a file has', run('docker login ghcr.io -u x --password-stdin < token'), []],
    ['what is piped in the dark', run('vault read x | docker login ghcr.io -u x --password-stdin'), []],
    ['what only the run knows', run('oras login ghcr.io -u x -p "$(cat t)"'), []],
    ['nothing, for another registry', run('echo "" | docker login quay.io -u x --password-stdin'), []],
  ])('%s', async (_, steps, expected) => {
    expect(await ids({ [MAIN]: workflow(steps) })).toEqual(expected);
  });

  test.each([
    ['an action', login('inputs.token')],
    [
      'a pipe',
      run('echo "${{ inputs.token }}" | docker login ghcr.io -u "${{ github.actor }}" --password-stdin'),
    ],
    ['an option', run('docker login ghcr.io -u "${{ github.actor }}" -p "${{ inputs.token }}"')],
  ])('what is empty is named: %s', async (_, steps) => {
    const { report } = await lintFiles({ [MAIN]: workflow(steps) });
    expect(report.findings.map(({ message }) => message)).toEqual([
      expect.stringContaining('${{ inputs.token }} is empty here'),
    ]);
  });

  test('an input that a composite action does not declare', async () => {
    const inside =
      'inputs: {token: {required: true}}\nruns:\n  using: composite\n  steps:\n    - shell: bash\n      run: echo "${{ inputs.tokn }}" | docker login ghcr.io -u x --password-stdin\n';
    const use = '\n- uses: ./actions/sign-in\n  with: {token: "${{ secrets.PAT }}"}';
    expect(await ids({ [MAIN]: workflow(use), 'actions/sign-in/action.yml': inside })).toEqual([
      'error token-missing',
    ]);
    const right = inside.replace('tokn', 'token');
    expect(await ids({ [MAIN]: workflow(use), 'actions/sign-in/action.yml': right })).toEqual([]);
  });
});

describe('actions of the same repository', () => {
  const action = (steps: string, inputs = 'token: {default: "${{ github.token }}"}') =>
    `inputs:\n  ${inputs}\nruns:\n  using: composite\n  steps:\n${steps.trim().replace(/^(?=.)/gm, '    ')}\n`;
  const USE = '\n- uses: ./actions/sign-in';

  test('a login inside counts', async () => {
    expect(
      await asReader(USE + PUSH, { 'actions/sign-in/action.yml': action(login('inputs.token')) }),
    ).toEqual([LACKS]);
  });

  test('with what the job passes', async () => {
    const files = { 'actions/sign-in/action.yml': action(login('inputs.token')) };
    expect(await asReader(`${USE}\n  with: {token: "\${{ secrets.PAT }}"}${PUSH}`, files)).toEqual([]);
  });

  test('an action in an action', async () => {
    const files = {
      'actions/sign-in/action.yaml': action(
        '- uses: ./actions/inner\n  with: {token: "${{ inputs.token }}"}',
      ),
      'actions/inner/action.yml': action(login('inputs.token')),
    };
    expect(await asReader(USE + PUSH, files)).toEqual([LACKS]);
  });

  test('outputs and variables come out of it', async () => {
    const files = {
      'actions/sign-in/action.yml': `outputs:\n  image: {value: "\${{ steps.a.outputs.image }}"}\n${action(
        `${login('inputs.token')}\n- id: a\n  shell: bash\n  run: |\n    echo "image=ghcr.io/octo/app" >> $GITHUB_OUTPUT\n    echo "TAG=1" >> $GITHUB_ENV`,
      )}`,
    };
    const steps = `\n- id: s\n  uses: ./actions/sign-in\n- run: docker push "\${{ steps.s.outputs.image }}:$TAG"`;
    expect(await asReader(steps, files)).toEqual([LACKS]);
  });

  test('an output that it does not declare may be one of the version that is checked out', async () => {
    const steps =
      '\n- uses: actions/checkout@v5\n  with: {repository: octo/other}\n- id: x\n  uses: ./actions/sign-in';
    const files = { 'actions/sign-in/action.yml': action('- run: echo', 'image: {}') };
    const text = workflow(steps + login('steps.x.outputs.token') + PUSH);
    expect(await ids({ [MAIN]: text, ...files })).toEqual([]);
  });

  test('one that uses itself ends', async () => {
    const files = { 'actions/sign-in/action.yml': action('- uses: ./actions/sign-in') };
    expect(await asReader(USE + login() + PUSH, files)).toEqual([LACKS]);
  });

  test('one that is not there, or no composite, may log in', async () => {
    expect(await asReader(USE + PUSH)).toEqual([]);
    expect(
      await asReader(USE + PUSH, { 'actions/sign-in/action.yml': 'runs: {using: node24, main: x.js}' }),
    ).toEqual([]);
  });
});

describe("this project's own action is a login", () => {
  const own = (inputs = '') => `\n- uses: acme/ghcr-preflight@v1\n  id: preflight\n${inputs}`;
  const named = (output: string) => build(`\${{ steps.preflight.outputs.${output} }}:1`);

  test.each([
    ["with the job's own token", own() + PUSH, [LACKS]],
    ['and names the image of a later step', own() + named('image-name'), [LACKS]],
    [
      'and hands on the images that it was given',
      own('  with: {images: "ghcr.io/Octo/App:2"}') + build('${{ steps.preflight.outputs.images }}'),
      [LACKS],
    ],
    [
      'and puts the registry in front of them',
      own('  with: {images: "octo/app"}') + named('image-name'),
      [LACKS],
    ],
    ['and names the registry', own() + build('${{ steps.preflight.outputs.registry }}/octo/app:1'), [LACKS]],
    ['with another token', own('  with: {github-token: "${{ secrets.PAT }}"}') + PUSH, []],
    [
      'with the first of two',
      own('  with: {ghcr-token: "${{ secrets.GHCR_TOKEN }}"}') + PUSH,
      ['warning job-lacks-packages-write'],
    ],
    ['unless it was told not to', own('  with: {login: none}') + PUSH, [NO_LOGIN]],
    ['to another registry', own('  with: {registry: containers.acme.ghe.com}') + PUSH, [NO_LOGIN]],
  ])('%s', async (_, steps, expected) => {
    expect(await asReader(steps)).toEqual(expected);
  });

  test('which the actions in its folders are not', async () => {
    expect(await asReader(`\n- uses: acme/ghcr-preflight/lint@v1${PUSH}`)).not.toContain(LACKS);
  });
});

describe('what only sounds like a file of credentials hides no login', () => {
  test.each([
    ['a login to another host', 'docker login registry.hub.docker.com -u x --password-stdin <<< "$DOCKER"'],
    ['Docker Hub by its own name', 'docker login https://index.docker.io/v1/ -u x -p "$DOCKER"'],
    ['an image of such a host', 'docker pull mirror.docker.example/octo/base'],
    ['settings of a compiler', 'npx tsc -p tsconfig.json'],
    ['a file of a build', 'docker build -f app.docker .'],
  ])('%s', async (_, script) => {
    expect(await asReader(run(script) + PUSH)).toEqual([NO_LOGIN]);
  });

  test.each([
    ['the file itself', 'cp creds ~/.docker/config.json'],
    ['the folder', 'tar -C "$HOME"/.docker -xf creds.tar'],
    ["podman's", 'install -m 600 creds "$XDG_RUNTIME_DIR/containers/auth.json"'],
  ])('%s may be written with one', async (_, script) => {
    expect(await asReader(run(script) + PUSH)).toEqual([]);
  });
});

describe('jib reads its image out of the build file', () => {
  const pom = (image: string) =>
    `<project><artifactId>app</artifactId><properties><image.name>octo/app</image.name></properties><build>
<plugin><artifactId>jib-maven-plugin</artifactId><configuration><to><image>${image}</image></to></configuration></plugin></build></project>`;
  const gradle = (image: string) =>
    `plugins { id 'com.google.cloud.tools.jib' }\njib {\n  to {\n    image = ${image}\n  }\n}\n`;

  test.each([
    ['as it stands', 'mvn -B jib:build', { 'pom.xml': pom('ghcr.io/octo/app') }, [LACKS]],
    [
      'with a property',
      './mvnw jib:build',
      { 'pom.xml': pom('ghcr.io/${image.name}:${project.version}') },
      [LACKS],
    ],
    [
      'with a variable of the environment',
      'REGISTRY=ghcr.io mvn jib:build',
      { 'pom.xml': pom('${env.REGISTRY}/octo/app') },
      [LACKS],
    ],
    ['with a variable that nobody sets', 'mvn jib:build', { 'pom.xml': pom('${env.REGISTRY}/octo/app') }, []],
    [
      "with a token of the project's own",
      'mvn jib:build',
      {
        'pom.xml': pom('ghcr.io/octo/app').replace(
          '</to>',
          '<auth><username>octo</username><password>${env.PAT}</password></auth></to>',
        ),
      },
      [],
    ],
    [
      'of a module',
      'mvn jib:build -pl app',
      { 'app/pom.xml': pom('ghcr.io/octo/app'), 'pom.xml': '' },
      [LACKS],
    ],
    ['of Gradle', './gradlew jib', { 'build.gradle': gradle("'ghcr.io/octo/app'") }, [LACKS]],
    [
      'of a Gradle module',
      'gradle :app:jib',
      { 'app/build.gradle.kts': gradle('"ghcr.io/octo/app:$version"') },
      [LACKS],
    ],
    ['of another registry', 'mvn jib:build', { 'pom.xml': pom('quay.io/octo/app') }, []],
    ['that is loaded only', 'mvn jib:dockerBuild', { 'pom.xml': pom('ghcr.io/octo/app') }, []],
    [
      'that the command replaces',
      'mvn jib:build -Djib.to.image=quay.io/x/y',
      { 'pom.xml': pom('ghcr.io/octo/app') },
      [],
    ],
    [
      'of which the command sets the registry',
      'mvn jib:build -D registry=quay.io',
      {
        'pom.xml': pom('${registry}/octo/app').replace(
          '<properties>',
          '<properties><registry>ghcr.io</registry>',
        ),
      },
      [],
    ],
    [
      'with a password of the command in the place of another',
      'mvn jib:build -Dpw=${{ secrets.PAT }}',
      {
        'pom.xml': pom('ghcr.io/octo/app')
          .replace('<properties>', '<properties><pw>changeme</pw>')
          .replace('</to>', '<auth><username>octo</username><password>${pw}</password></auth></to>'),
      },
      [],
    ],
    [
      'that nothing names',
      'gradle jib',
      { 'build.gradle': 'jib { from { image = "ghcr.io/octo/base" } }' },
      [],
    ],
  ])('%s', async (_, script, files, expected) => {
    expect(await asReader(login() + run(script), files)).toEqual(expected);
  });

  const auth = (inside: string) => ({
    'pom.xml': pom('ghcr.io/octo/app').replace('</to>', `<auth>${inside}</auth></to>`),
  });
  const to = '-Djib.to.image=ghcr.io/octo/app -Djib.to.auth.';

  // With one of the two jib goes on to the logins.
  test.each<[string, string, Record<string, string>, string[]]>([
    ['a password without a user', `mvn jib:build ${to}password=abc`, {}, [LACKS]],
    ['with an empty one', `gradle jib ${to}username= -Djib.to.auth.password=abc`, {}, [LACKS]],
    ['with one that nobody knows', `mvn jib:build ${to}username=$NOBODY -Djib.to.auth.password=abc`, {}, []],
    ['a user without a password', `mvn jib:build ${to}username=x`, {}, [LACKS]],
    [
      'with one that is not there',
      `mvn jib:build ${to}username=x -Djib.to.auth.password=\${{ github.tokn }}`,
      {},
      [LACKS],
    ],
    ['a password alone in the build file', 'mvn jib:build', auth('<password>abc</password>'), [LACKS]],
    [
      'and in that of Gradle',
      'gradle jib',
      { 'build.gradle': gradle("'ghcr.io/octo/app'\n    auth { password = 'abc' }") },
      [LACKS],
    ],
  ])('%s', async (_, script, files, expected) => {
    expect(await asReader(login() + run(script), files)).toEqual(expected);
  });

  test("with the job's own token, which no login has to bring", async () => {
    const auth = '<auth><username>octo</username><password>${env.TOKEN}</password></auth></to>';
    const files = { 'pom.xml': pom('ghcr.io/octo/app').replace('</to>', auth) };
    expect(await asReader(run('TOKEN=${{ github.token }} mvn jib:build'), files)).toEqual([LACKS]);
  });
});

describe('a build file of Gradle hands its plugin a password, which counts before any login', () => {
  const jib = (password: string) =>
    `jib {\n  from { auth { password = "x" } }\n  to {\n    image = "ghcr.io/octo/app"\n    auth {\n      username = "octo"\n      password = ${password}\n    }\n  }\n}\n`;
  const spring = (password: string) =>
    `tasks.named("bootBuildImage") {\n  imageName = "ghcr.io/octo/app"\n  publish = true\n  docker {\n    publishRegistry {\n      ${password}\n    }\n  }\n}\n`;

  test.each<[string, string, string, string]>([
    ['a variable', 'gradle jib', jib('System.getenv("PAT")'), 'PAT'],
    ['a provider', './gradlew jib', jib('providers.environmentVariable("PAT").get()'), 'PAT'],
    [
      'a property or a variable',
      'gradle jib',
      jib('(findProperty("pw") ?: System.getenv("PAT")) as String'),
      'PAT',
    ],
    ['a property of the environment', 'gradle jib', jib('property("pw")'), 'ORG_GRADLE_PROJECT_pw'],
    ['a property of the command', 'gradle jib -Ppw=$PAT', jib('"$pw"'), 'PAT'],
    [
      'in one line',
      'gradle jib',
      'jib.to.image = "ghcr.io/octo/app"\njib.to.auth.username = "octo"\njib.to.auth.password = System.getenv("PAT")\n',
      'PAT',
    ],
    ['for Spring Boot', 'gradle bootBuildImage', spring('password = System.getenv("PAT")'), 'PAT'],
    ['for Spring Boot, set', 'gradle bootBuildImage', spring('token.set(System.getenv("PAT"))'), 'PAT'],
    ['a variable in a text', 'gradle jib', jib('"${System.getenv("PAT")}"'), 'PAT'],
    ['a variable in a text, with other quotes', 'gradle jib', jib(`"\${System.getenv('PAT')}"`), 'PAT'],
    ['the second in a text', 'gradle jib', jib('"${findProperty("pw") ?: System.getenv("PAT")}"'), 'PAT'],
  ])('%s', async (_, script, build, name) => {
    const files = { 'build.gradle': build };
    const found = (token: string) =>
      asReader(`${login()}${run(script)}\n  env: {${name}: "\${{ ${token} }}"}`, files);
    expect(await found('secrets.PAT')).toEqual([]);
    expect(await found('secrets.GITHUB_TOKEN')).toEqual([LACKS]);
  });

  test('one that only other runs have is anybody’s guess', async () => {
    const build = jib('"local"').replace('    auth {\n', '    if (!System.getenv("CI")) auth {\n');
    expect(await asReader(login() + run('gradle jib'), { 'build.gradle': build })).toEqual([]);
  });

  test.each<[string, string]>([
    ['one that nobody sets', jib('System.getenv("PAT")')],
    ['that of the image below', jib('System.getenv("PAT")').replace(/auth \{\s+username[^}]*\}/, '')],
  ])('the login of the job counts in front of %s', async (_, build) => {
    expect(await asReader(login() + run('gradle jib'), { 'build.gradle': build })).toEqual([LACKS]);
  });
});

describe("Spring Boot's plugins push what the build file or the command says", () => {
  const pom = (image: string) =>
    `<project><plugin><artifactId>spring-boot-maven-plugin</artifactId><configuration><image>${image}</image></configuration></plugin></project>`;
  const named = '<name>ghcr.io/octo/app:${project.version}</name>';
  const gradle = (settings: string) => `tasks.named("bootBuildImage") {\n  ${settings}\n}\n`;

  test.each([
    [
      'a pom that publishes',
      'mvn spring-boot:build-image',
      { 'pom.xml': pom(`${named}<publish>true</publish>`) },
      [LACKS],
    ],
    ['a pom that only builds', 'mvn spring-boot:build-image', { 'pom.xml': pom(named) }, []],
    [
      'the goal by its whole name, which publishes',
      'mvn org.springframework.boot:spring-boot-maven-plugin:build-image-no-fork -Dspring-boot.build-image.publish=true',
      { 'pom.xml': pom(named) },
      [LACKS],
    ],
    [
      'a build file of Gradle that publishes',
      './gradlew bootBuildImage',
      { 'build.gradle': gradle('imageName = "ghcr.io/octo/app:$version"\n  publish = true') },
      [LACKS],
    ],
    [
      'one in Kotlin, and a command that publishes',
      './gradlew bootBuildImage --publishImage',
      { 'build.gradle.kts': gradle('imageName.set("ghcr.io/octo/app")') },
      [LACKS],
    ],
    [
      'one that publishes, and a command that does not',
      './gradlew bootBuildImage --no-publishImage',
      { 'build.gradle': gradle('imageName = "ghcr.io/octo/app"\n  publish = true') },
      [],
    ],
    [
      'Docker Hub, by default',
      './gradlew bootBuildImage --publishImage',
      { 'build.gradle': 'plugins {}' },
      [],
    ],
  ])('%s', async (_, script, files, expected) => {
    expect(await asReader(login() + run(script), files)).toEqual(expected);
  });
});

describe('a login that can reach nobody', () => {
  const told = (password: string) => login().replace(/password: .*/, `password: ${password}`);

  test.each(['GITHUB_TOKEN', 'secrets.GITHUB_TOKEN', 'github.token', 'env.GHCR_TOKEN'])(
    'with the name %s for a password',
    async (password) => {
      expect(await ids({ [MAIN]: workflow(told(password) + PUSH) })).toEqual(['error token-missing']);
    },
  );

  test('with a secret in an action, which has none', async () => {
    const files = {
      '.github/actions/sign-in/action.yml': `runs:\n  using: composite\n  steps:${login('secrets.GITHUB_TOKEN').replace(/^/gm, '    ')}`,
    };
    const use = '\n- uses: actions/checkout@v4\n- uses: ./.github/actions/sign-in';
    expect(await ids({ [MAIN]: workflow(use + PUSH), ...files })).toEqual(['error token-missing']);
  });

  test.each([
    ['an input', login().replace('registry: ghcr.io', 'registry: ${{ env.REGISTRY }}')],
    ['a word', run('docker login "$REGISTRY" -u x -p "${{ github.token }}"')],
  ])('at a host that nothing names, as %s', async (_, steps) => {
    expect(await ids({ [MAIN]: workflow(steps + PUSH) })).toEqual([NO_LOGIN]);
  });

  test('but at one that a step may have named', async () => {
    const steps = run('./configure.sh') + run('docker login "$REGISTRY" -u x -p "${{ github.token }}"');
    expect(await ids({ [MAIN]: workflow(steps + PUSH) })).toEqual([]);
  });
});

describe('a program out of nixpkgs is that program', () => {
  const copy = 'copy docker-archive:app.tar docker://ghcr.io/octo/app';

  test.each([
    [`nix run nixpkgs#skopeo -- ${copy}`, [NO_LOGIN]],
    [`nix shell nixpkgs#skopeo nixpkgs#jq -c skopeo ${copy}`, [NO_LOGIN]],
    [`nix run github:NixOS/nixpkgs/nixos-24.11#skopeo -- ${copy}`, [NO_LOGIN]],
    [`nix run .#skopeo -- ${copy}`, [NO_LOGIN]],
    ['nix run nixpkgs#skopeo', []],
    ['nix run .#image.copyTo -- docker://ghcr.io/octo/app', [NO_LOGIN]],
    ['nix run -L .#packages.x86_64-linux.image.copyTo docker://ghcr.io/octo/app', [NO_LOGIN]],
    ['nix run .#image.copyTo -- --dest-creds x:${{ github.token }} docker://ghcr.io/octo/app', [LACKS]],
    ['nix run .#image.copyToDockerDaemon', []],
    ['nix run .#image.copyToRegistry', []],
  ])('%s', async (script, expected) => {
    expect(await asReader(run(script))).toEqual(expected);
  });
});

describe('actions whose outputs and side effects are known', () => {
  const lower = (input: string) =>
    `\n- id: lower\n  uses: ASzc/change-string-case-action@v6\n  with: {string: "${input}"}`;

  test('a name that an action lower-cases', async () => {
    const push = '\n- run: docker push "${{ steps.lower.outputs.lowercase }}/app:1"';
    expect(await asReader(lower('ghcr.io/${{ github.repository_owner }}') + login() + push)).toEqual([LACKS]);
    expect(await asReader(lower('quay.io/${{ github.repository_owner }}') + login() + push)).toEqual([]);
    const upper = '\n- run: docker push "${{ steps.lower.outputs.uppercase }}/app:1"';
    expect(await asReader(lower('ghcr.io/octo') + login() + upper)).toContain('error uppercase-image-name');
  });

  test('a tag is created without a login', async () => {
    const tag = '\n- uses: rickstaa/action-create-tag@v1\n  with: {tag: latest}';
    expect(await asReader(tag + PUSH)).toEqual([NO_LOGIN]);
    expect(await asReader(tag.replace('rickstaa', 'acme') + PUSH)).toEqual([]);
  });
});

describe('a login in a container', () => {
  const push = '- run: docker push ghcr.io/octo/app';
  const inside = 'sh -c "docker login ghcr.io -u x -p $T"';
  const compose = (volume: string) =>
    `services:\n  login:\n    image: octo/login\n    volumes:\n      - ${volume}\n`;
  const run = (command: string, file = '') =>
    ids({
      [MAIN]: workflow(`- run: ${command}\n  env: {T: "\${{ github.token }}"}\n${push}`),
      ...(file && { 'compose.yaml': file }),
    });

  test.each<[string, string, string]>([
    ['that is given the file of credentials', `docker run -v ~/.docker:/root/.docker octo/x ${inside}`, ''],
    ['that is given the home folder', `docker run -v "$HOME":/root octo/x ${inside}`, ''],
    ['that is given it by --mount', `podman run --mount type=bind,src=$HOME,dst=/root octo/x ${inside}`, ''],
    ['of a service with the file', 'docker compose run --rm login', compose('~/.docker:/root/.docker')],
    ['of a service with its home', 'docker compose -f compose.yaml up login', compose('"${HOME}:/root"')],
    [
      'of a service that says so at length',
      'docker-compose run login',
      compose('{type: bind, source: ~/.docker/config.json, target: /c}'),
    ],
    [
      'that is told on the command line',
      'docker compose run -v ~/.docker:/root/.docker login',
      compose('./a:/b'),
    ],
  ])('%s may be ours', async (_, command, file) => {
    expect(await run(command, file)).toEqual([]);
  });

  test.each<[string, string, string]>([
    ['of a service with other files', 'docker compose run login', compose('./src:/root')],
    ['of a service that is only stopped', 'docker compose down', compose('~/.docker:/root/.docker')],
  ])('%s is not', async (_, command, file) => {
    expect(await run(command, file)).toEqual(['error no-registry-login']);
  });
});

describe('where no login is made before the push, the words say what is there instead', () => {
  const words = async (steps: string, language: 'en' | 'zh-CN' = 'en') => {
    const [finding] = (await lintFiles({ [MAIN]: workflow(steps) }, { language })).report.findings;
    return [finding?.id, finding?.message, finding?.fix?.summary].join('\n');
  };

  test.each([
    ['to another registry', login().replace('ghcr.io', 'docker.io')],
    ['that is never made', login().replace('  with:', '  if: false\n  with:')],
  ])('but not a login behind it %s', async (_, later) => {
    expect(await words(build() + later)).toContain('nothing before it in job "image" logs in');
  });

  test.each([
    ['env.REGISTY', 'Docker Hub, for ${{ env.REGISTY }} is empty here'],
    ["''", "Docker Hub, for ${{ '' }} is empty here"],
  ])('a login to the host %s', async (host, expected) => {
    expect(await words(login().replace('ghcr.io', `\${{ ${host} }}`) + build())).toContain(expected);
  });

  test('a login to another host', async () => {
    expect(await words(login().replace('ghcr.io', 'quay.io') + build())).toContain('goes to quay.io.');
  });
});

describe('a client in a container of its own finds what is mounted where it looks', () => {
  const KANIKO = 'gcr.io/kaniko-project/executor:v1 --destination ghcr.io/octo/app:1';
  const found = (options: string, before: string, keys?: string) =>
    ids({ [MAIN]: workflow(`${before}\n- run: 'docker run ${options} ${KANIKO}'`, keys) });
  const FILE = '/kaniko/.docker/config.json';

  test.each([
    '-v $PWD:/workspace',
    '-v "$(pwd)":/workspace',
    '-v ${{ github.workspace }}:/workspace -v /var/run/docker.sock:/var/run/docker.sock',
    '--mount type=bind,src=$PWD,dst=/workspace',
  ])('%s is no credential', async (options) => {
    expect(await found(options, login())).toEqual([NO_LOGIN]);
  });

  test.each([
    `-v $HOME/.docker/config.json:${FILE}`,
    `-v "\${HOME}/.docker":/kaniko/.docker`,
    `-v ~/.docker/config.json:${FILE}:ro`,
    `--mount type=bind,src=/home/runner/.docker/config.json,dst=${FILE}`,
  ])('%s brings the login of this machine, and only that', async (options) => {
    expect(await found(options, login())).toEqual([]);
    expect(await found(options, login('github.token'), READ)).toEqual([LACKS]);
    expect(await found(options, "- run: 'true'")).toEqual([NO_LOGIN]);
    expect(await found(options, login().replace('ghcr.io', 'quay.io'))).toEqual([NO_LOGIN]);
  });

  test.each([
    '-v $PWD/.docker:/kaniko/.docker',
    '-v $CFG:/kaniko/.docker',
    // Where other clients look, and this one does not.
    '-v $HOME/.docker:/root/.docker',
    '-v $PWD:/workspace -e DOCKER_CONFIG=/workspace/auth',
    `-v $HOME/.docker/config.json:$TARGET`,
  ])('%s may', async (options) => {
    expect(await found(options, "- run: 'true'")).toEqual([]);
  });
});

describe('a login that is tried until it succeeds', () => {
  const LOGIN = 'echo "${{ github.token }}" | docker login ghcr.io -u x --password-stdin';
  const lint = (script: string) => ids({ [MAIN]: workflow(run(script) + PUSH) });

  test.each([
    ['a while without an end', `while true; do\n  ${LOGIN} && break\ndone`],
    ['a counter', `N=0\nwhile [ $N -lt 5 ]; do\n  ${LOGIN} && break\n  N=$((N+1))\ndone`],
    ['a sequence', `for i in $(seq 1 "$MAX"); do\n  if ${LOGIN}; then exit 0; fi\n  sleep 5\ndone`],
    ['a for of arithmetic', `for ((i=0;i<5;i++)); do\n  ${LOGIN} && break\ndone`],
    ['a loop in a loop', `while true; do\n  for i in $(seq 9); do ${LOGIN} && break 2; done\ndone`],
  ])('%s', async (_, script) => {
    expect(await lint(script)).toEqual([]);
  });

  test('is another one than a login that the script comes to at times', async () => {
    const script = `while read -r host; do\n  case "$host" in\n    ghcr.io) ${LOGIN} ;;\n  esac\ndone < hosts`;
    expect(await lint(script)).toEqual(['warning no-registry-login']);
  });
});

describe('a login command that its client does not understand', () => {
  const saidAfter = (command: string, push = 'docker push ghcr.io/octo/app:1') =>
    ids({ [MAIN]: workflow(`- run: |\n    ${command}\n    ${push}`) });

  test.each([
    'docker login -u octo --password${{ secrets.PAT }} ghcr.io',
    'docker login -u octo --password-stdin ${{ secrets.PAT }} ghcr.io',
    'docker login -username octo -password ${{ secrets.PAT }} ghcr.io',
    'docker login ghcr.io octo ${{ secrets.PAT }}',
    'echo ${{ github.token }} | docker login ghcr.io octo -u octo --password-stdin',
  ])('%s', async (command) => {
    expect(await saidAfter(command)).toEqual(['error no-registry-login']);
  });

  test('podman takes one registry, too', async () => {
    const login = 'echo ${{ github.token }} | podman login ghcr.io octo -u octo --password-stdin';
    expect(await saidAfter(login, 'podman push ghcr.io/octo/app:1')).toEqual(['error no-registry-login']);
  });

  test.each([
    'docker login ghcr.io -u octo -p${{ github.token }}',
    'docker login ghcr.io --username=octo --password=${{ github.token }}',
    'echo ${{ github.token }} | docker login ghcr.io $OPTIONS -u octo --password-stdin',
    'echo ${{ github.token }} | docker login -u octo --password-stdin -- ghcr.io',
  ])('not %s', async (command) => {
    expect(await saidAfter(command)).toEqual([]);
  });

  test('it is pointed at, and said in both languages', async () => {
    const files = {
      [MAIN]: workflow(
        '- run: docker login -u octo --password-stdin ${{ secrets.PAT }} ghcr.io\n- run: docker push ghcr.io/octo/app:1',
      ),
    };
    const { report } = await lintFiles(files);
    expect(report.findings[0]?.location?.line).toBe(7);
    expect(report.findings[0]?.message).toContain('docker does not understand the login before it');
    const chinese = await lintFiles(files, { language: 'zh-CN' });
    expect(chinese.report.findings[0]?.message).toContain('docker 无法识别');
  });
});

describe('a login that keeps its credential in another folder than the push looks into', () => {
  const LOGS_IN = 'echo ${{ github.token }} | docker login ghcr.io -u octo --password-stdin';
  const given = (folder: string) => `\n  env: {DOCKER_CONFIG: "${folder}"}`;
  const saidOf = (login: string, push = '') =>
    ids({
      [MAIN]: workflow(`- run: |\n    ${LOGS_IN}${login}\n- run: docker push ghcr.io/octo/app:1${push}`),
    });
  const MOVED = ['error no-registry-login'];

  test.each<[string, string, string[]]>([
    ['${{ runner.temp }}/docker', '', MOVED],
    ['', '${{ github.workspace }}/auth', MOVED],
    ['${{ runner.temp }}/a', '${{ runner.temp }}/b', MOVED],
    ['/tmp/${{ github.run_id }}', '', MOVED],
    ['${{ runner.temp }}/docker', '${{ runner.temp }}/docker', []],
    ['${{ runner.temp }}/docker', '${{ vars.DOCKER_CONFIG }}', []],
    ['${{ vars.HOME }}/.docker', '', []],
    ['${{ vars.DOCKER_CONFIG }}', '', []],
  ])('%s, then %s', async (login, push, expected) => {
    expect(await saidOf(login && given(login), push && given(push))).toEqual(expected);
  });

  test.each<[string, string[]]>([
    ['export DOCKER_CONFIG=$(mktemp -d)', MOVED],
    ['export DOCKER_CONFIG=$RUNNER_TEMP/docker', MOVED],
    ['export DOCKER_CONFIG=$RUNNER_TEMP/docker\necho "DOCKER_CONFIG=$DOCKER_CONFIG" >> $GITHUB_ENV', []],
  ])('%s', async (script, expected) => {
    const steps = `- run: |\n    ${script.replaceAll('\n', '\n    ')}\n    ${LOGS_IN}\n- run: docker push ghcr.io/octo/app:1`;
    expect(await ids({ [MAIN]: workflow(steps) })).toEqual(expected);
  });
});

describe('docker that may be podman finds the login of podman', () => {
  const LOGS_IN = '- run: echo ${{ github.token }} | podman login ghcr.io -u octo --password-stdin';
  const PUSHES = '\n- run: docker push ghcr.io/octo/app:1';
  const saidOf = (steps: string, keys?: string) => ids({ [MAIN]: workflow(steps, keys) });

  test.each([
    'sudo apt-get install -y podman-docker',
    'sudo ln -sf "$(which podman)" /usr/local/bin/docker',
    'echo DOCKER_HOST=unix:///run/user/1001/podman/podman.sock >> $GITHUB_ENV',
    'printf \'#!/bin/sh\\nexec podman "$@"\\n\' | sudo tee /usr/local/bin/docker',
  ])('%s', async (script) => {
    expect(await saidOf(`- run: |\n    ${script}\n${LOGS_IN}${PUSHES}`)).toEqual([]);
  });

  test('in an image', async () => {
    const keys = 'permissions: {packages: write}\ncontainer: quay.io/octo/builder';
    expect(await saidOf(LOGS_IN + PUSHES, keys)).toEqual([]);
  });

  test.each([
    ['that is docker', LOGS_IN + PUSHES],
    ['without a login', `- run: sudo apt-get install -y podman-docker${PUSHES}`],
    ['beside a file of docker', `- run: podman run -v ./a:/a docker.io/octo/x\n${LOGS_IN}${PUSHES}`],
  ])('and not one %s', async (_, steps) => {
    expect(await saidOf(steps)).toEqual(['error no-registry-login']);
  });
});

describe('a login for some events only, beside an action that is not read', () => {
  const steps = (unread: string, condition: string) =>
    `${unread}\n${login('github.token', `if: github.event_name ${condition}`)}${build()}`;
  const saidOf = (unread: string, condition: string) =>
    ids({ [MAIN]: workflow(steps(unread, condition), undefined, '[push, workflow_dispatch]') });

  test.each<[string, string, string, string[]]>([
    ['that has to do with none', '- uses: acme/recipe@v1', "== 'push'", ['warning no-registry-login']],
    ['and the push as wide', '- uses: acme/recipe@v1', "!= 'pull_request'", []],
    ['that may log in', '- uses: acme/registry-setup@v1', "== 'push'", []],
    ['that is handed a secret', '- uses: acme/a@v1\n  with: {a: "${{ secrets.A }}"}', "== 'push'", []],
    ['for the other events', "- if: github.event_name != 'push'\n  uses: acme/recipe@v1", "== 'push'", []],
  ])('%s', async (_, unread, condition, expected) => {
    expect(await saidOf(unread, condition)).toEqual(expected);
  });
});

describe('a host out of a variable that nothing sets', () => {
  const steps = (name: string) =>
    `- run: docker login "$${name}" -u x -p "\${{ github.token }}"\n- run: docker push ghcr.io/octo/app:1`;

  test.each([['REGISTRY'], ['REGISTY'], ['GHCR']])('$%s is Docker Hub', async (name) => {
    const { report } = await lintFiles({ [MAIN]: workflow(steps(name)) });
    expect(report.findings.map(({ id }) => id)).toEqual(['no-registry-login']);
    expect(report.findings[0]?.message).toContain(`Docker Hub, for $${name} is empty here`);
  });

  test('of another name may come from anywhere', async () => {
    expect(await ids({ [MAIN]: workflow(steps('WHERE')) })).toEqual([]);
  });
});

test('the login of a script is to another host where that is one of GitHub’s old ones', async () => {
  const script = JSON.stringify(
    'docker login docker.pkg.github.com -u x -p ${{ github.token }}\ndocker push ghcr.io/octo/app:1',
  );
  expect(await ids({ [MAIN]: workflow(`- shell: pwsh\n  run: ${script}`) })).toEqual([
    'error no-registry-login',
  ]);
});

test.each<[string, string[]]>([
  ['tar xf creds.tar -C ~', []],
  ['tar -xzf creds.tgz --directory="$HOME"', []],
  ['unzip -q creds.zip -d /home/runner', []],
  ['tar xzf tool.tgz -C /usr/local/bin', ['error no-registry-login']],
  ['unzip -q site.zip -d out', ['error no-registry-login']],
  ['tar czf ~/site.tgz dist', ['error no-registry-login']],
])('%s: what is unpacked at home may be a login', async (command, expected) => {
  const steps = `- run: ${command}\n- run: docker push ghcr.io/octo/app:1`;
  expect(await ids({ [MAIN]: workflow(steps) })).toEqual(expected);
});

describe('a build file of the JVM sends the token that it is handed', () => {
  const JIB = './gradlew jib --image=ghcr.io/octo/app';

  test.each<[string, string, string[]]>([
    ['none is handed to jib', JIB, [NO_LOGIN]],
    ['nor to Maven', 'mvn compile jib:build -Dimage=ghcr.io/octo/app', [NO_LOGIN]],
    [
      'nor to Spring Boot',
      './gradlew bootBuildImage --publishImage --imageName=ghcr.io/octo/app',
      [NO_LOGIN],
    ],
    ['a secret is, by a name of its own', `REGISTRY_KEY=\${{ secrets.KEY }} ${JIB}`, []],
    ['the job’s own token is', `T=\${{ github.token }} ${JIB}`, []],
    ['anything may be', `X='\${{ toJSON(github) }}' ${JIB}`, []],
  ])('%s', async (_, command, expected) => {
    expect(await ids({ [MAIN]: workflow(`- run: ${JSON.stringify(command)}`) })).toEqual(expected);
  });

  test('on a machine of one’s own a file may hold it', async () => {
    const text = workflow(`- run: ${JIB}`).replace('ubuntu-latest', 'self-hosted');
    expect(await ids({ [MAIN]: text })).toEqual([]);
  });
});

describe('the login of a step whose host the matrix tells', () => {
  const legs = (...hosts: string[]) =>
    `strategy: {matrix: {host: [${hosts}]}}\npermissions: {packages: write}`;
  const step = (password = 'github.token') => `
- uses: docker/login-action@v3
  with: {registry: '\${{ matrix.host }}', username: x, password: '\${{ ${password} }}'}${PUSH}`;

  test.each<[string, string, string, string[]]>([
    ['goes elsewhere in one leg', legs('docker.io', 'ghcr.io'), step(), [NO_LOGIN]],
    ['has a slip in one leg', legs('ghcr.io', 'gchr.io'), step(), [NO_LOGIN]],
    [
      'goes elsewhere with a token of its own',
      legs('docker.io', 'ghcr.io'),
      step('secrets.HUB'),
      ['warning no-registry-login'],
    ],
    ['goes there in all', legs('ghcr.io'), step(), []],
  ])('%s', async (_, keys, steps, expected) => {
    expect(await ids({ [MAIN]: workflow(steps, keys) })).toEqual(expected);
  });
});

test.each<[string, string[]]>([
  ['${{ secrets.AUTH }}', []],
  ['{"auths":{"ghcr.io":{"auth":"${{ secrets.AUTH }}"}}}', []],
  ['{"auths":{"quay.io":{"auth":"${{ secrets.AUTH }}"}}}', ['no-registry-login']],
])('a login that docker finds in its environment: %s', async (value, ids) => {
  const push = `- run: docker push ghcr.io/octo/app:1\n  env:\n    DOCKER_AUTH_CONFIG: '${value}'`;
  const { report } = await lintFiles({ [MAIN]: workflow(push) });
  expect(report.findings.map(({ id }) => id)).toEqual(ids);
});

test('what is pushed behind more logins than are looked at has a login that nobody knows', async () => {
  const logins = 'docker login quay.io -u x -p y\n'.repeat(700);
  const pushes = (last: string) => `${'docker push quay.io/octo/app\n'.repeat(700)}docker push ${last}`;
  expect(await asReader(run(`${logins}docker push ghcr.io/octo/app`))).toEqual([NO_LOGIN]);
  const both = pushes('ghcr.io/octo/app\ndocker push ghcr.io/Octo/app');
  expect(await asReader(run(logins + both))).toEqual(['error uppercase-image-name']);
});
