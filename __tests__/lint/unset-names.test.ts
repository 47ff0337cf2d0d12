/** A push whose whole name, or a login whose user, is a variable that nothing sets, on a machine that GitHub makes for the job. */
import { describe, expect, test } from '@jest/globals';
import { ids, lintFiles, login, MAIN, workflow } from './repository.js';

const ERROR = ['error invalid-image-reference'];
const GRANTS = 'permissions: {contents: read, packages: write}';
const run = (script: string, more = '') => `\n- run: ${JSON.stringify(script)}${more}`;
const PUSH = 'docker push "$IMAGE"';

test.each<[string, string[]]>([
  [run(PUSH), ERROR],
  [run('docker push ${IMAGE}'), ERROR],
  [run('sudo docker push "$IMAGE"'), ERROR],
  [run('podman push "$IMAGE"'), ERROR],
  [run(PUSH, '\n  shell: bash'), ERROR],
  [run(`echo hi; ${PUSH}`), ERROR],
  [run(`time ${PUSH}`), ERROR],
  [run(`docker build . && ${PUSH}`), ERROR],
  [run(`# it's pushed\n${PUSH}\necho 'done'`), ERROR],
  [run(`cd app && { ${PUSH}; }`), ERROR],
  [run(`if git diff --quiet HEAD~1; then echo; else\n${PUSH}\nfi`), ERROR],
  [run(PUSH, "\n  if: github.ref_type == 'tag'"), ERROR],
  [run(`if IMAGE=$(git describe); then\n${PUSH}\nfi`), []],
  [run('docker push "${IMAGE:-ghcr.io/octo/app}"'), []],
  [run(`IMAGE=ghcr.io/octo/app\n${PUSH}`), []],
  [run(`. ./env.sh\n${PUSH}`), []],
  [run(`[ -n "$IMAGE" ] && ${PUSH}`), []],
  [run(`if [ -n "$IMAGE" ]; then\n${PUSH}\nfi`), []],
  [run(`${PUSH} || true`), []],
  [run(PUSH, '\n  continue-on-error: true'), []],
  [run(PUSH, '\n  if: vars.PUSH'), []],
  [run(PUSH, '\n  shell: bash -el {0}'), []],
  [run(PUSH, '\n  shell: nix develop -c bash {0}'), []],
  [run("doppler run -- bash -c 'docker push $IMAGE'"), []],
  [run("ssh host 'docker push $IMAGE'"), []],
  [run(`set +e\n${PUSH}`), []],
  [run('docker push "$RUNNER_NAME"'), []],
  [`\n- uses: some/action@v1${run(PUSH)}`, []],
  [`\n- run: ./vars.sh${run(PUSH)}`, []],
  [run('cat vars >> $GITHUB_ENV') + run(PUSH), []],
  [run(`docker push ghcr.io/octo/app\n${PUSH}`), []],
])('%s', async (steps, expected) => {
  expect(await ids({ [MAIN]: workflow(login() + steps, GRANTS) })).toEqual(expected);
});

describe('nobody sees what may set it', () => {
  const NAMED = 'docker push ghcr.io/octo/app:$VERSION';
  const linted = (steps: string) => workflow(login() + steps, GRANTS);

  test.each([
    ['a machine of its own', (text: string) => text.replace('ubuntu-latest', 'self-hosted')],
    ['a machine that a setting names', (text: string) => text.replace('ubuntu-latest', '${{ vars.RUNNER }}')],
    ['an image', (text: string) => text.replace('ubuntu-latest', 'ubuntu-latest\n    container: octo/x')],
  ])('%s', async (_, change) => {
    expect(await ids({ [MAIN]: linted(run(NAMED)) })).toEqual(ERROR);
    expect(await ids({ [MAIN]: change(linted(run(NAMED))) })).toEqual([]);
  });

  test.each<[string, string, string[]]>([
    ['jimver/cuda-toolkit@v0.2', 'CUDA_VERSION', []],
    ['KyleMayes/install-llvm-action@v2', 'LLVM_VERSION', []],
    ['pnpm/action-setup@v4', 'PNPM_VERSION', []],
    ['jimver/cuda-toolkit@v0.2', 'VERSION', ERROR],
    ['actions/setup-node@v4', 'NODE_VERSION', ERROR],
    ['peter-evans/create-pull-request@v7', 'REQUEST', ERROR],
  ])('%s before a tag of %s', async (action, name, expected) => {
    const uses = `\n- uses: ${action}`;
    const inScript = run(`docker push ghcr.io/octo/app:$${name}`);
    const inInput = `\n- uses: docker/build-push-action@v6\n  with: {push: true, tags: "ghcr.io/octo/app:\${{ env.${name} }}"}`;
    expect(await ids({ [MAIN]: linted(uses + inScript) })).toEqual(expected);
    expect(await ids({ [MAIN]: linted(uses + inInput) })).toEqual(expected);
    const written = `${uses}\n- run: echo "${name}=1+1" >> $GITHUB_ENV`;
    expect(await ids({ [MAIN]: linted(written + inInput) })).toEqual(ERROR);
  });

  test.each(['dotnet build', 'dotnet test', 'go test ./...'])('%s before it', async (command) =>
    expect(await ids({ [MAIN]: linted(run(command) + run(NAMED)) })).toEqual([]),
  );

  test.each([
    ['a script', `shell: bash\n      run: ${NAMED}`],
    ['an action', 'uses: docker/bake-action@v6\n      with: {push: true, source: ., files: compose.yml}'],
  ])('%s of an action of the repository, which others may use', async (_, step) => {
    const action = `runs:\n  using: composite\n  steps:\n    - ${step}\n`;
    const steps = `\n- uses: actions/checkout@v5${login()}\n- uses: ./push`;
    const compose = 'services:\n  app:\n    build: .\n    image: ghcr.io/octo/app:${VERSION}\n';
    const files = { 'push/action.yml': action, 'compose.yml': compose };
    expect(await ids({ ...files, [MAIN]: workflow(steps, GRANTS) })).toEqual([]);
  });
});

test.each(['bash', 'bash -l {0}'])(
  'an action reads it whatever shell the scripts have: %s',
  async (shell) => {
    const bake = '\n- uses: docker/bake-action@v6\n  with: {push: true, source: ., files: compose.yml}';
    const steps = `\n- uses: actions/checkout@v5${login()}${bake}`;
    const keys = `${GRANTS}\ndefaults: {run: {shell: "${shell}"}}`;
    const compose = 'services:\n  app:\n    build: .\n    image: ghcr.io/octo/app:${VERSION}\n';
    expect(await ids({ [MAIN]: workflow(steps, keys), 'compose.yml': compose })).toEqual(ERROR);
  },
);

test('a variable of the machine beside it stays in the name that is shown', async () => {
  const steps = login() + run('docker push ghcr.io/$STATS_VMD/app:$VERSION');
  const { report } = await lintFiles({ [MAIN]: workflow(steps, GRANTS) });
  expect(report.findings.map(({ message }) => message)).toEqual([
    'ghcr.io/…/app: is not a valid image reference: a part of it is empty, for nothing sets the variable VERSION.',
  ]);
});

test.each<[string, string[]]>([
  ['docker push ghcr.io/octo/$VERSION', ERROR],
  ['docker push ghcr.io/octo/app:$VERSION', ERROR],
  ['docker push "ghcr.io/octo/app:${VERSION}"', ERROR],
  ['docker push ghcr.io/$OWNER/app', ERROR],
  ['docker build -t ghcr.io/octo/app:$VERSION .\ndocker push ghcr.io/octo/app:$VERSION', ERROR],
  ['docker buildx build --push \\\n  --tag ghcr.io/octo/app:$VERSION \\\n  .', ERROR],
  ['crane push app.tar ghcr.io/octo/app:$VERSION', ERROR],
  ['skopeo copy docker-archive:app.tar docker://ghcr.io/octo/app:$VERSION', ERROR],
  // It pushes without a tag (oras-go registry/reference.go, ParseReference).
  ['oras push ghcr.io/octo/app:$VERSION report.txt', []],
  ['podman push app ghcr.io/octo/app:$VERSION', ERROR],
  ['buildah push app docker://ghcr.io/octo/app:$VERSION', ERROR],
  ['helm push app.tgz oci://ghcr.io/$OWNER/charts', ERROR],
  ['docker push ghcr.io/octo/app:v$VERSION', []],
  ["bash -c 'cd app; docker push ghcr.io/octo/app:$VERSION'", ERROR],
  ["dotenv run -- sh -c 'true; docker push ghcr.io/octo/app:$VERSION'", []],
  ['docker push ghcr.io/octo/app:$STATS_VMD', []],
  ['docker push ghcr.io/octo/app:$PERFLOG_LOCATION_SETTING', []],
  ['docker push ghcr.io/octo/app:$ANT_HOME', []],
  ['docker push ghcr.io/octo/app:$JAVA_HOME_17_X64', []],
  ['docker push ghcr.io/octo/app:$SystemRoot', []],
  ['docker push ghcr.io/octo/app:$ProgramFiles', []],
  ['docker push ghcr.io/octo/app:$XCODE_16_DEVELOPER_DIR', []],
  ['docker push ghcr.io/octo/app:${VERSION:-latest}', []],
  ['docker push ghcr.io/octo/app${SUFFIX}:1', []],
  ['docker push ghcr.io/octo/app:$RANDOM', []],
  ['docker push ghcr.io/$USER/app:1', []],
  ['docker push ghcr.io/octo/app:$ImageVersion', []],
  ['docker push ghcr.io/octo/app:$HOSTNAME', []],
  ['docker push ghcr.io/octo/app:$GITHUB_SHA', []],
  ['read VERSION < version.txt\ndocker push ghcr.io/octo/app:$VERSION', []],
  ['. ./vars\ndocker push ghcr.io/octo/app:$VERSION', []],
  ['printf -v VERSION %s 1\ndocker push ghcr.io/octo/app:$VERSION', []],
  ['export $(cat .env)\ndocker push ghcr.io/octo/app:$VERSION', []],
  ['eval "$(./version.sh)"\ndocker push ghcr.io/octo/app:$VERSION', []],
  ['for VERSION in 1 2; do\n  docker push ghcr.io/octo/app:$VERSION\ndone', []],
  ['cat versions | while read -r VERSION; do\n  docker push ghcr.io/octo/app:$VERSION\ndone', []],
  ['push() {\n  docker push ghcr.io/octo/app:$VERSION\n}\nVERSION=1 push', []],
  ['set -a; source .env; set +a\ndocker push ghcr.io/octo/app:$VERSION', []],
  [': "${VERSION:=1}"\ndocker push ghcr.io/octo/app:$VERSION', []],
  ['let VERSION=1+1\ndocker push ghcr.io/octo/app:$VERSION', []],
  ['(( VERSION = 2 ))\ndocker push ghcr.io/octo/app:$VERSION', []],
  ['mapfile -t VERSION < v\ndocker push ghcr.io/octo/app:$VERSION', []],
  ['getopts v: VERSION\ndocker push ghcr.io/octo/app:$VERSION', []],
  ['[[ -z $VERSION ]] && exit 0\ndocker push ghcr.io/octo/app:$VERSION', []],
  ['if [[ -z $VERSION ]]; then exit 0; fi\ndocker push ghcr.io/octo/app:$VERSION', []],
])('a part of a name: %s', async (script, expected) => {
  expect(await ids({ [MAIN]: workflow(login() + run(script), GRANTS) })).toEqual(expected);
});

test.each([
  ['a machine of its own', (text: string) => text.replace('ubuntu-latest', 'self-hosted')],
  [
    'a container',
    (text: string) => text.replace('ubuntu-latest', 'ubuntu-latest\n    container: octo/tools'),
  ],
  ['what bash reads first', (text: string) => text.replace('jobs:', 'env: {BASH_ENV: ./env.sh}\njobs:')],
  [
    'what bash reads first, for this step',
    (text: string) =>
      text.replace(`${JSON.stringify(PUSH)}`, `${JSON.stringify(PUSH)}\n        env: {BASH_ENV: ./env.sh}`),
  ],
  [
    'what bash reads first from now on',
    (text: string) =>
      text.replace('    steps:', '    steps:\n      - run: echo "BASH_ENV=env.sh" >> "$GITHUB_ENV"'),
  ],
  [
    'another registry, too',
    (text: string) =>
      text.replace('    steps:', '    steps:\n      - run: docker login -u octo -p "${{ secrets.HUB }}"'),
  ],
])('%s', async (_, change) => {
  expect(await ids({ [MAIN]: change(workflow(login() + run(PUSH), GRANTS)) })).toEqual([]);
});

test('it says which variable', async () => {
  const { report } = await lintFiles({ [MAIN]: workflow(login() + run(PUSH), GRANTS) });
  expect(report.findings[0]?.message).toContain('nothing sets the variable IMAGE');
});

test('no file is read first where its name is empty', async () => {
  const text = workflow(login() + run(PUSH), GRANTS).replace('jobs:', "env: {BASH_ENV: ''}\njobs:");
  expect(await ids({ [MAIN]: text })).toEqual(ERROR);
});

test('it says which variables a name lacks, and what is left of it', async () => {
  const script = 'docker push ghcr.io/$OWNER/app:$VERSION';
  const { report } = await lintFiles({ [MAIN]: workflow(login() + run(script), GRANTS) });
  expect(report.findings.map(({ message }) => message)).toEqual([
    expect.stringMatching(/OWNER(?:.|\n)*VERSION/),
  ]);
});

test('of a long script each command is looked at once', async () => {
  const script = `${'echo "it'.repeat(2_000)}\n${"echo 'a' \\ ".repeat(50_000)}\n${PUSH}`;
  // Looked at again from each of its quotes, it would not come to an end; so long, it is not read.
  expect(await ids({ [MAIN]: workflow(login() + run(script), GRANTS) })).toEqual([]);
});

test.each([
  ['docker push ghcr.io/octo/app:$ONE\ndocker push ghcr.io/octo/app:$OTHER', ['ONE', 'OTHER']],
  ['docker push $ONE\ndocker push $OTHER', ['ONE', 'OTHER']],
  ['docker push ghcr.io/octo/app:$ONE\ndocker push ghcr.io/octo/web:$ONE', ['ONE']],
])('of each variable it is told once that nothing sets it: %s', async (script, names) => {
  const { report } = await lintFiles({ [MAIN]: workflow(login() + run(script), GRANTS) });
  expect(report.findings.map(({ message }) => /the variable (\w+)/.exec(message)?.[1])).toEqual(names);
});

describe('the user name of a login', () => {
  const MISSING = ['error token-missing'];
  const TOKEN = '\n  env: {T: "${{ github.token }}"}';
  const PUSHED = run('docker push ghcr.io/octo/app');
  const feeding = (login: string) => `echo "$T" | ${login} --password-stdin`;
  test.each<[string, string[]]>([
    [feeding('docker login ghcr.io -u $NAME'), MISSING],
    [feeding('docker login ghcr.io -u "$NAME"'), MISSING],
    [feeding('docker login ghcr.io --username=${NAME}'), MISSING],
    ['docker login ghcr.io -u $NAME -p $T', MISSING],
    [`NAME=octo; ${feeding('docker login ghcr.io -u $NAME')}`, []],
    [feeding('docker login ghcr.io -u ${NAME:-octo}'), []],
    [feeding('docker login ghcr.io -u octo$NAME'), []],
    [feeding('docker login ghcr.io -u $GITHUB_ACTOR'), []],
    [feeding('docker login ghcr.io -u $USER'), []],
    [`${feeding('docker login ghcr.io -u $NAME')} || true`, []],
    [`. ./vars.sh\n${feeding('docker login ghcr.io -u $NAME')}`, []],
    [`read -r NAME < user.txt\n${feeding('docker login ghcr.io -u $NAME')}`, []],
    // Whether it asks for a name is not known.
    [feeding('oras login ghcr.io -u "$NAME"'), []],
  ])('%s', async (script, expected) => {
    expect(await ids({ [MAIN]: workflow(run(script, TOKEN) + PUSHED, GRANTS) })).toEqual(expected);
  });

  test.each(['podman', 'skopeo', 'buildah'])('%s', async (client) => {
    const login = run(feeding(`${client} login ghcr.io -u "$NAME"`), TOKEN);
    const push = run('podman push ghcr.io/octo/app');
    expect(await ids({ [MAIN]: workflow(login + push, GRANTS) })).toEqual(MISSING);
  });

  test('which another step may hand on', async () => {
    const steps = `\n- uses: some/action@v1${run(feeding('docker login ghcr.io -u $NAME'), TOKEN)}`;
    expect(await ids({ [MAIN]: workflow(steps + PUSHED, GRANTS) })).toEqual([]);
  });
});
