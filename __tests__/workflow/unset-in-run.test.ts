/** Variables of a name that nothing sets in this run: the process shows what is set by now, and the text what later steps set. */
import { describe, expect, test } from '@jest/globals';
import { ENV, evidence, MAIN, workflowOf } from './reading.js';

const PUSH = 'docker push ghcr.io/octo/app:$TAG';
const run = (script: string, more = '') => `- run: |\n${script.replace(/^/gm, '    ')}\n${more}`;

const COMPOSE = 'services:\n  app:\n    build: .\n    image: ghcr.io/octo/app:${TAG}\n';
const BAKE = '- uses: docker/bake-action@v6\n  with: {push: true, source: ., files: compose.yml}\n';

async function references(steps: string, files: Record<string, string> = {}, more = {}) {
  const own = { images: [], login: 'docker' } as const;
  const { pushes } = await evidence({ [MAIN]: workflowOf(steps), ...files }, { own, ...more });
  return pushes.map(({ reference }) => reference);
}

describe('nothing sets it, so that no client takes the name', () => {
  test.each([
    ['docker', PUSH],
    ['podman', 'podman push app ghcr.io/octo/app:$TAG'],
    ['skopeo', 'skopeo copy dir:app docker://ghcr.io/octo/app:$TAG'],
    ['crane', 'crane push app.tar "ghcr.io/octo/app:${TAG}"'],
    ['a name that is put together before', 'IMAGE=ghcr.io/octo/app:$TAG\ndocker push "$IMAGE"'],
    ['what stands in front of the command', `TAG=1 ${PUSH}`],
    ['among others, behind then', `if true; then A="x y" TAG=1 ${PUSH}; fi`],
    ['what env is told', `env TAG=1 ${PUSH}`],
    ['what a function is called with', 'push() { docker push "$1"; }\npush ghcr.io/octo/app:$TAG'],
    ['what stands in front of a function', 'push() { docker push "$1"; }\nTAG=1 push ghcr.io/octo/app:$TAG'],
    ['where the run decides', `if [ -n "$(git tag)" ]; then ${PUSH}; fi`],
    ['on a branch that the run decides', `case "$(git branch --show-current)" in main) ${PUSH} ;; esac`],
    ['where files have changed', `if ! git diff --quiet HEAD~1 -- app; then ${PUSH}; fi`],
    ['what is exported', `export IMAGE=ghcr.io/octo/app\ndocker push $IMAGE:$TAG`],
  ])('%s', async (_, script) => expect(await references(run(script))).toEqual(['ghcr.io/octo/app:']));

  test.each(['bash', 'sh'])('in an action of the repository, by %s', async (shell) => {
    const action = `runs:\n  using: composite\n  steps:\n    - shell: ${shell}\n      run: ${PUSH}\n`;
    const files = { '.github/actions/push/action.yml': action };
    expect(await references('- uses: ./.github/actions/push\n', files)).toEqual(['ghcr.io/octo/app:']);
  });

  const IN_MAKE = PUSH.replace('$', '$$$$');
  const UNSET = ['ghcr.io/octo/app:'];
  const STARTED: [string, string, Record<string, string>, string[]][] = [
    ['a script', './ci/push.sh', { 'ci/push.sh': `#!/bin/sh\n${PUSH}\n` }, UNSET],
    ['one that checks', 'bash a.sh', { 'a.sh': `set -euo pipefail\n${PUSH}\n` }, UNSET],
    ['one that another starts', 'sh a.sh', { 'a.sh': './b.sh\n', 'b.sh': PUSH }, UNSET],
    ['a text', `bash -c '${PUSH}'`, {}, UNSET],
    ['what is taken away', 'export TAG=1\nenv -u TAG sh a.sh', { 'a.sh': PUSH }, UNSET],
    ['what is not exported', 'TAG=1\nsh a.sh', { 'a.sh': PUSH }, UNSET],
    ['all that is taken away', 'export TAG=1\nenv -i sh a.sh', { 'a.sh': PUSH }, UNSET],
    ['the same for short', 'export TAG=1\nenv - A=1 sh a.sh', { 'a.sh': PUSH }, UNSET],
    [
      'all that is taken away, for make',
      'export TAG=1\nenv --ignore-environment PATH="$PATH" make push',
      { Makefile: `push:\n\tdocker push ghcr.io/octo/app:$(TAG)\n` },
      UNSET,
    ],
    [
      'a word of a script',
      './a.sh "$NOPE"',
      { 'a.sh': '#!/bin/sh\ndocker push ghcr.io/octo/app:$1\n' },
      UNSET,
    ],
    ['one that is no word', 'bash a.sh $NOPE', { 'a.sh': 'docker push "ghcr.io/octo/app:$1"\n' }, UNSET],
    [
      'a word that a script keeps',
      'sh a.sh "$NOPE"',
      { 'a.sh': 'TAG=$1\ndocker push ghcr.io/octo/app:$TAG\n' },
      UNSET,
    ],
    ['a target of make', 'make push', { Makefile: `push:\n\tdocker push ghcr.io/octo/app:$(TAG)\n` }, UNSET],
    ['another line of a target', 'make push', { Makefile: `push:\n\tTAG=1\n\t${IN_MAKE}\n` }, UNSET],
    [
      'what make exports for another target',
      'make push',
      { Makefile: `lint: export TAG = 1\npush:\n\t${IN_MAKE}\n` },
      UNSET,
    ],
    ['a shell that prints elsewhere from there on', `exec > log 2>&1\n${PUSH}`, {}, UNSET],
    ['the shell around one that exec ends', `(exec ls)\nsh a.sh`, { 'a.sh': PUSH }, UNSET],
    ['a script of npm', 'npm run push', { 'package.json': `{"scripts":{"push":"${PUSH}"}}` }, UNSET],
    [
      'a task of Task',
      'task push',
      { 'Taskfile.yml': 'tasks:\n  push: docker push ghcr.io/octo/app:{{.TAG}}\n' },
      UNSET,
    ],
    ['a variable of one', 'task push', { 'Taskfile.yml': `tasks:\n  push: ${PUSH}\n` }, UNSET],
    ['a recipe of just', 'just push', { justfile: `push:\n  ${PUSH}\n` }, UNSET],
    [
      'another line of one',
      'just push',
      { justfile: `[script]\na:\n  ls\npush:\n  TAG=1\n  ${PUSH}\n` },
      UNSET,
    ],
    [
      'a recipe of just for bash',
      'just push',
      { justfile: `set shell := ["bash", "-euo", "pipefail", "-c"]\npush:\n  ${PUSH}\n` },
      UNSET,
    ],
  ];
  const GIVEN: [string, string, Record<string, string>, string[]][] = [
    ['what is exported', 'export TAG=1\nsh a.sh', { 'a.sh': PUSH }, ['ghcr.io/octo/app:1']],
    [
      'what wireit sets',
      'npm run push',
      {
        'package.json': `{"scripts":{"push":"wireit"},"wireit":{"push":{"command":"${PUSH}","env":{"TAG":"1"}}}}`,
      },
      ['ghcr.io/octo/app:1'],
    ],
    [
      'what wireit has a default for',
      'npm run push',
      {
        'package.json': `{"scripts":{"push":"wireit"},"wireit":{"push":{"command":"${PUSH}","env":{"TAG":{"external":true,"default":"1"}}}}}`,
      },
      ['ghcr.io/octo/app:1'],
    ],
    [
      'what goes before a default of wireit',
      'TAG=2 npm run push',
      {
        'package.json': `{"scripts":{"push":"wireit"},"wireit":{"push":{"command":"${PUSH}","env":{"TAG":{"external":true,"default":"1"}}}}}`,
      },
      ['ghcr.io/octo/app:2'],
    ],
    ['what env leaves alone', 'env -i TAG=1 sh a.sh', { 'a.sh': PUSH }, ['ghcr.io/octo/app:1']],
    [
      'a word with a default',
      './a.sh "$NOPE"',
      { 'a.sh': '#!/bin/sh\ndocker push ghcr.io/octo/app:${1:-1}\n' },
      ['ghcr.io/octo/app:1'],
    ],
    [
      'a word that a script looks after',
      './a.sh "$NOPE"',
      { 'a.sh': '#!/bin/sh\nTAG=$1\n[ -n "$TAG" ] || TAG=1\ndocker push ghcr.io/octo/app:$TAG\n' },
      ['ghcr.io/octo/app:1'],
    ],
    [
      'what npm sets',
      'npm run push',
      { 'package.json': `{"scripts":{"push":"${PUSH.replace('$TAG', '$npm_package_version')}"}}` },
      ['ghcr.io/octo/app'],
    ],
    [
      'what a parameter of just exports',
      'just push',
      { justfile: `push $TAG="1":\n  ${PUSH}\n` },
      ['ghcr.io/octo/app:1'],
    ],
    [
      'what just numbers',
      'just push 1',
      { justfile: `[positional-arguments]\npush tag:\n  ${PUSH.replace('$TAG', '$1')}\n` },
      ['ghcr.io/octo/app'],
    ],
    [
      'what Task is told',
      'task push TAG=1',
      { 'Taskfile.yml': 'tasks:\n  push: docker push ghcr.io/octo/app:{{.TAG}}\n' },
      ['ghcr.io/octo/app:1'],
    ],
    [
      'what Task reads of a file',
      'task push',
      { 'Taskfile.yml': 'dotenv: [.env]\ntasks:\n  push: docker push ghcr.io/octo/app:{{.TAG}}\n' },
      ['ghcr.io/octo/app'],
    ],
    [
      'what Task sets itself',
      'task push',
      { 'Taskfile.yml': 'tasks:\n  push: docker push ghcr.io/octo/app:{{.TASK_VERSION}}\n' },
      ['ghcr.io/octo/app'],
    ],
    [
      'what make evaluates',
      'make push',
      { Makefile: `push:\n\t$(eval TAG := $(shell git describe))\n\tdocker push ghcr.io/octo/app:$(TAG)\n` },
      ['ghcr.io/octo/app'],
    ],
    [
      'what make evaluates and hands on',
      'make push',
      { Makefile: 'push:\n\t$(eval export TAG := v1)\n\t./a.sh\n', 'a.sh': PUSH },
      ['ghcr.io/octo/app'],
    ],
    [
      'what make is told to hand on',
      'make push',
      { Makefile: '.EXPORT_ALL_VARIABLES:\nTAG = v1\npush:\n\t./a.sh\n', 'a.sh': PUSH },
      ['ghcr.io/octo/app:v1'],
    ],
    ...['MAKEFLAGS=TAG=v1', 'MAKEFILES=tags.mk'].map((given): (typeof STARTED)[number] => [
      `what every make is handed: ${given}`,
      `export ${given}\nmake push`,
      { Makefile: `push:\n\tdocker push ghcr.io/octo/app:$(TAG)\n` },
      ['ghcr.io/octo/app'],
    ]),
    [
      'what stands in front of a function',
      'release() { ./a.sh; }\nTAG=1 release',
      { 'a.sh': PUSH },
      ['ghcr.io/octo/app:1'],
    ],
    [
      'what stands in front of what retries',
      'retry() { "$@"; }\nTAG=1 retry ./a.sh',
      { 'a.sh': PUSH },
      ['ghcr.io/octo/app:1'],
    ],
    [
      'what a sourced file is given',
      'TAG=1 . ./b.sh',
      { 'b.sh': './a.sh\n', 'a.sh': PUSH },
      ['ghcr.io/octo/app:1'],
    ],
    [
      'itself with a value',
      './a.sh',
      { 'a.sh': `#!/bin/sh\nif [ -z "$TAG" ]; then TAG=1 exec "$0"; fi\n${PUSH}\n` },
      ['ghcr.io/octo/app:1', 'ghcr.io/octo/app:1', 'ghcr.io/octo/app'],
    ],
    [
      'in place of a step',
      `[ -n "$TAG" ] || exec env TAG=1 ./a.sh\n${PUSH}`,
      { 'a.sh': PUSH },
      ['ghcr.io/octo/app:1', 'ghcr.io/octo/app'],
    ],
    ['a profile', `bash -lc '${PUSH}'`, {}, ['ghcr.io/octo/app']],
    ['a profile of a script', 'bash --login a.sh', { 'a.sh': PUSH }, ['ghcr.io/octo/app']],
    ['a profile by the first line', './a.sh', { 'a.sh': `#!/bin/bash -l\n${PUSH}` }, ['ghcr.io/octo/app']],
    ['an rc file', `bash -ic ./a.sh`, { 'a.sh': PUSH }, ['ghcr.io/octo/app']],
    [
      'a file that a shell reads first',
      'export BASH_ENV=b.sh\nbash a.sh',
      { 'a.sh': PUSH },
      ['ghcr.io/octo/app'],
    ],
    ['what a text exports', `bash -a -c 'TAG=1; sh a.sh'`, { 'a.sh': PUSH }, ['ghcr.io/octo/app']],
    [
      'what make exports for one target',
      'make push',
      { Makefile: `push: export TAG = 1\npush:\n\t${IN_MAKE}\n` },
      ['ghcr.io/octo/app:1'],
    ],
    [
      'what make exports for the target that needs it',
      'make release',
      { Makefile: `release: export TAG = 1\nrelease: push\npush:\n\t./a.sh\n`, 'a.sh': PUSH },
      ['ghcr.io/octo/app:1'],
    ],
    [
      'what make exports with all others',
      'make push',
      { Makefile: `.EXPORT_ALL_VARIABLES:\nTAG = 1\npush:\n\t./a.sh\n`, 'a.sh': PUSH },
      ['ghcr.io/octo/app:1'],
    ],
    [
      'what a call of make prefers to its file',
      'TAG=1 make -e push',
      { Makefile: `TAG =\npush:\n\tdocker push ghcr.io/octo/app:$(TAG)\n` },
      ['ghcr.io/octo/app:1'],
    ],
    [
      'what a call of make evaluates',
      "make --eval 'TAG = 1' push",
      { Makefile: `push:\n\tdocker push ghcr.io/octo/app:$(TAG)\n` },
      ['ghcr.io/octo/app'],
    ],
    [
      'the options of make in the environment',
      'export MAKEFLAGS=TAG=1\nmake push',
      { Makefile: `push:\n\tdocker push ghcr.io/octo/app:$(TAG)\n` },
      ['ghcr.io/octo/app'],
    ],
    [
      "a profile of make's shell",
      'make push',
      { Makefile: `SHELL = bash\n.SHELLFLAGS = -lc\npush:\n\t${IN_MAKE}\n` },
      ['ghcr.io/octo/app'],
    ],
    [
      'a file that just is told to load',
      'just --dotenv-path ci.env push',
      { justfile: `push:\n  ${PUSH}\n` },
      ['ghcr.io/octo/app'],
    ],
    [
      'the name of such a file in the environment',
      'export JUST_DOTENV_FILENAME=ci.env\njust push',
      { justfile: `push:\n  ${PUSH}\n` },
      ['ghcr.io/octo/app'],
    ],
    [
      'an attribute of a recipe of just',
      'just push',
      { justfile: `[env("TAG", "1")]\npush:\n  ${PUSH}\n` },
      ['ghcr.io/octo/app'],
    ],
    [
      'what the file of a module exports',
      'just image push',
      { justfile: 'export TAG := "1"\nmod image\n', 'image.just': `push:\n  ${PUSH}\n` },
      ['ghcr.io/octo/app:1'],
    ],
    [
      'what the file of a module loads',
      'just image push',
      { justfile: 'set dotenv-load\nmod image\n', 'image.just': `push:\n  ${PUSH}\n` },
      ['ghcr.io/octo/app'],
    ],
    [
      'a profile of a shell of just',
      'just push',
      { justfile: `set shell := ["bash", "-lc"]\npush:\n  ${PUSH}\n` },
      ['ghcr.io/octo/app'],
    ],
    ...['script', 'script("bash")', 'group("x"), script'].map((attribute): (typeof STARTED)[number] => [
      `another line of a recipe that is one: ${attribute}`,
      'just push',
      { justfile: `[${attribute}]\npush:\n  TAG=1\n  ${PUSH}\n` },
      ['ghcr.io/octo/app:1'],
    ]),
    [
      "what starts just's shell",
      'just push',
      { justfile: `set shell := ["doppler", "run", "--", "bash", "-c"]\npush:\n  ${PUSH}\n` },
      ['ghcr.io/octo/app'],
    ],
    ['what env splits', "env -S 'TAG=1 sh a.sh'", { 'a.sh': PUSH }, ['ghcr.io/octo/app:1']],
    [
      'what pnpm sets',
      'pnpm run push',
      { 'package.json': `{"scripts":{"push":"${PUSH.replace('$TAG', '$PNPM_PACKAGE_NAME')}"}}` },
      ['ghcr.io/octo/app'],
    ],
    ['what starts it', 'dotenv run -- ./a.sh', { 'a.sh': PUSH }, ['ghcr.io/octo/app']],
    ['a script that may go on', 'sh a.sh || true', { 'a.sh': PUSH }, ['ghcr.io/octo/app']],
    ['the number of a file', `exec {TAG}> lock\n${PUSH}`, {}, ['ghcr.io/octo/app']],
    ['of one that a command has open', `ls {TAG}< lock\n${PUSH}`, {}, ['ghcr.io/octo/app']],
    ['of one that a block has open', `{ ls; } {TAG}< lock\n${PUSH}`, {}, ['ghcr.io/octo/app']],
    ['what a process beside is called', `coproc TAG { cat; }\n${PUSH}`, {}, ['ghcr.io/octo/app']],
    ['who is waited for', `sleep 1 &\nwait -n -p TAG\n${PUSH}`, {}, ['ghcr.io/octo/app']],
  ];
  test.each([...STARTED, ...GIVEN])('in what is started: %s', async (_, script, files, expected) =>
    expect(await references(`- uses: actions/checkout@v5\n${run(script)}`, files)).toEqual(expected),
  );

  test('behind a login', async () => {
    const login = run('echo $T | docker login ghcr.io -u mona --password-stdin');
    expect(await references(`${login}${run(PUSH)}`)).toEqual(['ghcr.io/octo/app:']);
  });

  test('in one of the names of a build, which ends the job before its push', async () => {
    const build = 'docker build -t ghcr.io/octo/app:2 -t ghcr.io/octo/app:$TAG .';
    expect(await references(run(`${build}\ndocker push ghcr.io/octo/app:1`))).toEqual([
      'ghcr.io/octo/app:1',
      'ghcr.io/octo/app:',
    ]);
  });

  test.each(['bash', 'pwsh', 'bash -l {0}'])(
    'in a compose file that an action of the job reads, whatever shell its scripts have (%s)',
    async (shell) => {
      const files = { 'compose.yml': COMPOSE, '.env': '' };
      const steps = `- uses: actions/checkout@v5\n${BAKE}`;
      const job = `runs-on: ubuntu-latest\ndefaults: {run: {shell: "${shell}"}}`;
      const main = { [MAIN]: workflowOf(steps, job) };
      expect(await references(steps, { ...files, ...main })).toEqual(['ghcr.io/octo/app:']);
    },
  );

  test('what another program than a shell makes of a recipe is not known', async () => {
    const justfile = `set shell := ["./in-container"]\npush:\n  ${PUSH}\n`;
    const steps = `- uses: actions/checkout@v5\n${run('just push')}`;
    expect(await references(steps, { justfile })).toEqual([null]);
  });

  test('in a compose file', async () => {
    const files = {
      'compose.yml': COMPOSE,
      '.env': '',
    };
    const steps = `- uses: actions/checkout@v5\n${run('docker compose push')}`;
    expect(await references(steps, files)).toEqual(['ghcr.io/octo/app:']);
  });
});

test('a service without any name is passed over, and its variable left as it is', async () => {
  const files = {
    'compose.yml': 'services:\n  app:\n    build: .\n    image: ${IMAGE}\n',
    '.env': '',
  };
  const steps = `- uses: actions/checkout@v5\n${run('docker compose push')}`;
  expect(await references(steps, files)).toEqual([null]);
});

test('another step has kept it to itself', async () => {
  const KEPT = [
    'TAG=1',
    'export TAG=1',
    'TAG=1\nexport TAG',
    'declare -x TAG=1',
    'TAG=$(cat version)\necho "$TAG"',
    'ls',
  ];
  for (const other of KEPT)
    expect(await references(`${run(other)}${run(PUSH)}`)).toEqual(['ghcr.io/octo/app:']);
});

describe('what only speaks of the file sets nothing', () => {
  test.each([
    ['a comment', '# GITHUB_ENV\nls'],
    ['a look', 'cat "$GITHUB_ENV"'],
    ['a question', '[ -f "$GITHUB_ENV" ] && echo yes || true'],
    ['another variable', 'echo "A=1" >> "$GITHUB_ENV"\necho B=2 | tee -a "${GITHUB_ENV}"'],
  ])('%s', async (_, script) =>
    expect(await references(`${run(script)}${run(PUSH)}`)).toEqual(['ghcr.io/octo/app:']),
  );
});

describe('something may set it', () => {
  test.each([
    ['a program that is not read', `${run('./tags')}${run(PUSH)}`],
    ['a script of a package, which is not there', `${run('npm run version')}${run(PUSH)}`],
    ['a build with plugins', `${run('mvn -B package')}${run(PUSH)}`],
    ['an action that is not read', `- uses: acme/tags@v1\n${run(PUSH)}`],
    ['a script that is read into this one', run(`. ./tags.sh\n${PUSH}`)],
    ['what a command prints', run(`eval "$(cat tags)"\n${PUSH}`)],
    ['a file that is read', run(`read -r TAG < version\n${PUSH}`)],
    ['a login shell', run(PUSH, '  shell: bash -l {0}\n')],
    ['a program that starts it', run(`dotenv run -- sh -c '${PUSH}'`)],
    ['a copied file', `${run('cp tags.env "$GITHUB_ENV"')}${run(PUSH)}`],
    ['what sed writes', `${run('sed -n "/^TAG/w $GITHUB_ENV" tags.env')}${run(PUSH)}`],
    ['what awk writes', `${run(`awk '{ print > ENVIRON["GITHUB_ENV"] }' tags.env`)}${run(PUSH)}`],
    ['the file by another name', `${run('FILE=$GITHUB_ENV\necho "TAG=1" >> "$FILE"')}${run(PUSH)}`],
    [
      'that name or another file',
      `${run('export FILE="${GITHUB_ENV:-/dev/null}"\n./x >> $FILE')}${run(PUSH)}`,
    ],
    ['one of a list', `${run('FILES=("$GITHUB_ENV")\ncat tags.env >> "${FILES[0]}"')}${run(PUSH)}`],
    ['a function', `${run('add() { echo "$2" >> "$1"; }\nadd "$GITHUB_ENV" TAG=1')}${run(PUSH)}`],
    ['a container', `${run('docker run -v "$GITHUB_ENV:/env" acme/tags')}${run(PUSH)}`],
    ['what is sorted into it', `${run('sort tags.env -o "$GITHUB_ENV"')}${run(PUSH)}`],
    ['an argument of the script', `${run('set -- "$GITHUB_ENV"\necho TAG=1 >> "$1"')}${run(PUSH)}`],
    ['one of a loop', `${run('for f in "$GITHUB_ENV"; do cat tags >> "$f"; done')}${run(PUSH)}`],
    ['what is read', `${run('read -r F <<< "$GITHUB_ENV"\ncat tags >> "$F"')}${run(PUSH)}`],
    ['an argument of another shell', `${run('bash -s "$GITHUB_ENV" <<< \'cat tags >> "$1"\'')}${run(PUSH)}`],
    ['what the environment is asked', `${run('cat tags >> "$(printenv GITHUB_ENV)"')}${run(PUSH)}`],
    ['a name by a name', `${run('v=GITHUB_ENV\ncat tags >> "${!v}"')}${run(PUSH)}`],
    ['a default of a function', `${run('add() { cat tags >> "${1:-$GITHUB_ENV}"; }\nadd')}${run(PUSH)}`],
    ['a descriptor', `${run('exec {fd}>> "$GITHUB_ENV"\ncat tags >&$fd')}${run(PUSH)}`],
    ['its folder', `${run('cat tags >> "$(dirname "$GITHUB_ENV")/$(basename "$GITHUB_ENV")"')}${run(PUSH)}`],
    ['its place', `${run('cat tags | tee $RUNNER_TEMP/_runner_file_commands/set_env_*')}${run(PUSH)}`],
    ['an expression', `${run('cat tags >> "$F"', '  env: {F: "${{ github.env }}"}\n')}${run(PUSH)}`],
    ['another one', `${run('cat tags >> "$F"', `  env: {F: "\${{ github['env'] }}"}\n`)}${run(PUSH)}`],
    ['what awk is told', `${run(`awk -v f="$GITHUB_ENV" '{ print > f }' tags.env`)}${run(PUSH)}`],
  ])('%s', async (_, steps) => expect(await references(steps)).toEqual(['ghcr.io/octo/app']));

  test.each(['bash -l {0}', 'pwsh'])('an action of the repository, by %s', async (shell) => {
    const action = `runs:\n  using: composite\n  steps:\n    - shell: ${shell}\n      run: ${PUSH}\n`;
    const files = { '.github/actions/push/action.yml': action };
    expect(await references('- uses: ./.github/actions/push\n', files)).toEqual(['ghcr.io/octo/app']);
  });

  test('an action of the repository in a file that it hands on', async () => {
    const action = `runs:\n  using: composite\n  steps:\n${BAKE.replace(/^/gm, '    ')}`;
    const files = { 'compose.yml': COMPOSE, '.env': '', '.github/actions/push/action.yml': action };
    const steps = '- uses: actions/checkout@v5\n- uses: ./.github/actions/push\n';
    expect(await references(steps, files)).toEqual(['ghcr.io/octo/app']);
  });

  // bash(1), Invocation: its variables are there before the first command.
  test('the file that BASH_ENV names, wherever that is set', async () => {
    expect(await references(run(PUSH), {}, { env: { ...ENV, BASH_ENV: '/etc/env.sh' } })).toEqual([
      'ghcr.io/octo/app',
    ]);
    expect(await references(run(PUSH, '  env: {BASH_ENV: ci/env.sh}\n'))).toEqual(['ghcr.io/octo/app']);
  });

  test('a script of the repository that is told the file', async () => {
    const files = { 'ci/tag.sh': 'f="${1:-$GITHUB_ENV}"\nset -- "$f"\necho TAG=1 >> "$1"\n' };
    const steps = `- uses: actions/checkout@v5\n${run('bash ci/tag.sh')}${run(PUSH)}`;
    expect(await references(steps, files)).toEqual(['ghcr.io/octo/app']);
  });

  test.each([
    'dotnet nbgv cloud --all-vars',
    'dotnet gitversion /output buildserver',
    'dotnet script version.csx',
    'dotnet tools/version.dll',
    'dotnet tool run nbgv cloud',
    'dotnet test',
    'dotnet build',
    'go test ./...',
    'earthly +version',
  ])('%s, by itself or in a script of the repository', async (command) => {
    expect(await references(`${run(command)}${run(PUSH)}`)).toEqual(['ghcr.io/octo/app']);
    const steps = `- uses: actions/checkout@v5\n${run('bash ci/tag.sh')}${run(PUSH)}`;
    expect(await references(steps, { 'ci/tag.sh': command })).toEqual(['ghcr.io/octo/app']);
  });

  test.each(['dotnet --info', 'dotnet tool install -g nbgv', 'dotnet nuget locals all --list', 'go version'])(
    'but not %s',
    async (command) => expect(await references(`${run(command)}${run(PUSH)}`)).toEqual(['ghcr.io/octo/app:']),
  );

  test.each(['bash -l {0}', 'pwsh'])('%s, by which an action runs it', async (shell) => {
    const action = `runs:\n  using: composite\n  steps:\n    - shell: ${shell}\n      run: ${PUSH}\n`;
    const files = { '.github/actions/push/action.yml': action };
    expect(await references('- uses: ./.github/actions/push\n', files)).toEqual(['ghcr.io/octo/app']);
  });

  test.each([
    ['of the step', run(PUSH, '  env: {BASH_ENV: tags.sh}\n')],
    ['of all steps behind', `${run('echo "BASH_ENV=$PWD/tags.sh" >> "$GITHUB_ENV"')}${run(PUSH)}`],
  ])('the file that bash reads first, where the text names it: %s', async (_, steps) =>
    expect(await references(steps)).toEqual(['ghcr.io/octo/app']),
  );

  test('the file that bash reads first', async () =>
    expect(await references(run(PUSH), {}, { env: { BASH_ENV: '/etc/profile.d/tags.sh' } })).toEqual([
      'ghcr.io/octo/app',
    ]));

  test.each([
    ['the script before', `TAG=2\nTAG=1 ${PUSH}`, 'ghcr.io/octo/app:2'],
    ['what is called with it', `push() { ${PUSH}; }\nTAG=1 push`, 'ghcr.io/octo/app:1'],
    ['a function', `get() { TAG=3; }\nget\n${PUSH}`, 'ghcr.io/octo/app:3'],
  ])('%s', async (_, script, expected) => expect(await references(run(script))).toEqual([expected]));

  test('the machine has set it', async () =>
    expect(await references(run(PUSH), {}, { env: { TAG: '7' } })).toEqual(['ghcr.io/octo/app:7']));
});

test('a client that takes an empty tag pushes without one', async () => {
  const oras = 'oras push ghcr.io/octo/app:$TAG a.txt\noras push ghcr.io/octo/app:${{ env.TAG }} a.txt';
  expect(await references(run(oras))).toEqual(['ghcr.io/octo/app', 'ghcr.io/octo/app']);
});

test('a push that may fail stops nothing', async () =>
  expect(await references(run(`${PUSH} || true`))).toEqual(['ghcr.io/octo/app']));

describe('a command that is given nothing, in a shell that may do anything beside', () => {
  const steps = `- uses: acme/ghcr-preflight@v1\n- shell: pwsh\n  env: {IMAGE: ghcr.io/octo/app}\n  run: docker push $IMAGE\n`;

  test('pushes something that nobody knows', async () => {
    const { pushes } = await evidence({ [MAIN]: workflowOf(steps) }, { env: ENV });
    expect(pushes).toMatchObject([{ reference: null, isHostKnown: false, runs: 'yes' }]);
  });

  test('does not, where its variable is one of the environment', async () => {
    const { pushes } = await evidence(
      { [MAIN]: workflowOf(steps.replace('$IMAGE', '$env:IMAGE')) },
      { env: ENV },
    );
    expect(pushes.map(({ reference }) => reference)).toEqual(['ghcr.io/octo/app']);
  });
});

describe('a script of PowerShell before it', () => {
  const step = (lines: string) => `- shell: pwsh\n  run: |\n${lines.replace(/^/gm, '    ')}\n`;
  const push = '- run: docker push ghcr.io/octo/app:${{ env.TAG }}\n';

  test.each([
    ['that sets its own variable', '$env:TAG = "2"'],
    ['that says it, too', '# the tag\n$tag = \'2\'\nWrite-Host "it is $tag"'],
    ['that builds', '$env:TAG = "2"\ndocker build -t app .'],
  ])('%s leaves nothing', async (_, lines) =>
    expect(await references(step(lines) + push)).toEqual(['ghcr.io/octo/app:']),
  );

  test.each([
    ['that hands it on', '"TAG=2" >> $env:GITHUB_ENV', 'ghcr.io/octo/app:2'],
    ['that runs something', './ci/set-tag.ps1', 'ghcr.io/octo/app'],
    ['that asks something', '$env:TAG = "$(Get-Tag)"', 'ghcr.io/octo/app'],
    ['that is told in other words', 'Set-Tag 2', 'ghcr.io/octo/app'],
  ])('%s may leave it', async (_, lines, expected) =>
    expect(await references(step(lines) + push)).toEqual([expected]),
  );
});
