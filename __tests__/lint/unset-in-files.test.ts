/** A push by a name of a compose file or a bake file with a variable that nothing sets. */
import { describe, expect, test } from '@jest/globals';
import { ids, lintFiles, login, MAIN, workflow } from './repository.js';

const ERROR = ['error invalid-image-reference'];
const run = (script: string, more = '') => `\n- run: ${JSON.stringify(script)}${more}`;
const CHECKOUT = '\n- uses: actions/checkout@v5';
const stack = (image: string) => `services:\n  app: {build: ., image: "${image}"}\n`;
const PUSH = run('docker compose push');

type Files = Record<string, string>;

const composed = (image: string, steps = PUSH, more: Files = {}) => ({
  'compose.yml': stack(image),
  ...more,
  [MAIN]: workflow(CHECKOUT + login() + steps),
});

describe('a compose file', () => {
  test.each<[string, string[]]>([
    ['ghcr.io/octo/app:${TAG}', ERROR],
    ['ghcr.io/octo/app:$TAG', ERROR],
    ['ghcr.io/${OWNER}/app', ERROR],
    ['ghcr.io/octo/app:${TAG:?say it}', ERROR],
    ['ghcr.io/octo/app:${TAG?}', ERROR],
    ['${REGISTRY:-ghcr.io}/octo/app:${TAG}', ERROR],
    ['ghcr.io/octo/app:${TAG:-$VERSION}', ERROR],
    ['ghcr.io/octo/app:${TAG:-1}', []],
    ['ghcr.io/octo/app:${TAG-1}', []],
    ['ghcr.io/octo/app:v${TAG}', []],
    ['ghcr.io/octo/app${SUFFIX}:1', []],
    ['ghcr.io/octo/app:1${TAG:+-$VERSION}', []],
    // A service without a name is passed over.
    ['${IMAGE}', []],
    ['ghcr.io/octo/app:${GITHUB_SHA}', []],
    ['ghcr.io/octo/app:${HOSTNAME}', []],
    ['ghcr.io/octo/app:$$TAG', ERROR],
  ])('%s', async (image, expected) => {
    expect(await ids(composed(image))).toEqual(expected);
  });

  const IMAGE = 'ghcr.io/octo/app:${TAG}';

  test.each<[string, string[]]>([
    [run('docker compose build --push'), ERROR],
    [run('docker compose build\ndocker compose push app'), ERROR],
    [run('docker-compose push'), ERROR],
    [run('sudo docker compose push'), ERROR],
    [run('# compose reads it\ndocker compose push'), ERROR],
    [run('docker compose -f compose.yml push'), ERROR],
    [run('docker compose push', '\n  env: {TAG: 1}'), []],
    [run('TAG=1 docker compose push'), []],
    [run('export TAG=1\nenv -i docker compose push'), ERROR],
    [run('env -i TAG=1 docker compose push'), []],
    [run('export TAG=1\ndocker compose push'), []],
    [run('. ./vars\ndocker compose push'), []],
    [run('set -a; source vars; set +a\ndocker compose push'), []],
    [run('read -r TAG < version\nexport TAG\ndocker compose push'), []],
    [run('echo "TAG=1" >> "$GITHUB_ENV"') + PUSH, []],
    [run('cat vars >> "$GITHUB_ENV"') + PUSH, []],
    [run('echo "TAG=$(git describe)" > .env\ndocker compose push'), []],
    [run('cp .env.example .env') + PUSH, []],
    [run('printenv > .env') + PUSH, []],
    [run('printenv > .env') + run('echo A=1 >> .env\ndocker compose push'), []],
    [run('./vars.sh') + PUSH, []],
    [run('make env') + PUSH, []],
    [`\n- uses: some/dotenv@v1${PUSH}`, []],
    [run('doppler run -- docker compose push'), []],
    [run('docker compose version\ndoppler run -- docker compose push'), []],
    [run("docker compose version\ndotenv -- sh -c 'docker compose push'"), []],
    [run('ssh host "docker compose push"'), []],
    // Whoever wrote such a program may have it set what it reads.
    [run('./bin/docker-compose push'), []],
    [run('docker compose push || true'), []],
    [run('set +e\ndocker compose push'), []],
    [run('docker compose push --ignore-push-failures'), []],
    [run('docker compose push', '\n  continue-on-error: true'), []],
    [run('docker compose push', '\n  shell: bash -el {0}'), []],
    [run('docker compose push', '\n  if: vars.PUSH'), []],
    [run('docker compose --project-directory x push'), []],
    [run('docker compose --env-file vars.env push'), []],
    [run('docker compose -f compose.yml -f secret.yml push'), []],
    [run('docker compose $OPTIONS push'), []],
    [run('if [ -n "$TAG" ]; then docker compose push; fi'), []],
    [run('docker compose config'), []],
    [run('docker compose push other'), []],
  ])('%s', async (steps, expected) => {
    expect(await ids(composed(IMAGE, steps))).toEqual(expected);
  });

  const uses = (action: string, given = '') => `\n- uses: ${action}${given && `\n  with: {${given}}`}`;
  const ACTION = '.github/actions/prepare/action.yml';
  const composite = (script: string) =>
    `runs:\n  using: composite\n  steps:\n    - {run: ${JSON.stringify(script)}, shell: bash}\n`;

  test.each<[string, Files?]>([
    [run('tar xzf config.tgz')],
    [run('curl -s https://example.org/config.tgz | tar xz')],
    [run('unzip -o config.zip')],
    [run('git pull')],
    [run('gh release download v1')],
    [run('aws s3 sync s3://bucket/config .')],
    [run('docker cp built:/out/. .')],
    [run('docker run --rm -v "$PWD:/work" tool generate')],
    [run('docker buildx build -o . .')],
    [run('python3 generate.py')],
    [run('npm run setup')],
    [run('bash generate.sh'), { 'generate.sh': 'python3 generate.py\n' }],
    [run("node -e \"require('fs').writeFileSync(process.argv[1], 'TAG=1')\" .env")],
    [run('cat vars > "$(pwd)/$FILE"')],
    [run('cp -r config/. .'), { 'config/.env': 'TAG=1' }],
    [run('python3 generate.py\ndocker compose push')],
    [uses('octo/prepare@v1')],
    [uses('actions/checkout@v5', 'repository: octo/config')],
    [uses('actions/checkout@v5', 'ref: deploy')],
    [uses('actions/github-script@v8', "script: require('fs').writeFileSync(file, text)")],
    [uses('docker://octo/prepare')],
    [uses('./.github/actions/prepare'), { [ACTION]: 'runs: {using: node24, main: index.js}\n' }],
    [uses('./.github/actions/prepare'), { [ACTION]: composite('tar xzf config.tgz') }],
  ])('may be made before, out of our sight: %s', async (before, more = {}) => {
    expect(await ids(composed(IMAGE, before + PUSH, more))).toEqual([]);
  });

  test.each<[string, Files?]>([
    [uses('actions/setup-node@v6') + run('npm ci')],
    [uses('docker/setup-buildx-action@v3')],
    [uses('actions/checkout@v5', 'repository: octo/config, path: config')],
    [uses('actions/github-script@v8', 'script: core.info(context.ref)')],
    [uses('actions/cache@v4', 'path: ~/.npm, key: npm')],
    [run('curl -s https://example.org/tool.tgz | tar xz -C /usr/local/bin')],
    [run('docker run --rm -v cache:/cache tool')],
    [run('docker compose build')],
    [run('git fetch --tags\ngo build ./...')],
    [run('cat vars > "dist/$NAME.txt"')],
    [run('cp config/* .'), { 'config/.env': 'TAG=1' }],
    [run('cp -r config/. .'), { 'config/app.yml': '' }],
    [run('docker compose push\npython3 generate.py')],
    [uses('./.github/actions/prepare'), { [ACTION]: composite('npm ci') }],
  ])('is left alone by what runs before: %s', async (before, more = {}) => {
    expect(await ids(composed(IMAGE, before + PUSH, more))).toEqual(ERROR);
  });

  test.each<[string, Files, string[]]>([
    ['an env file beside it sets another', { '.env': 'OTHER=1\n' }, ERROR],
    ['an env file beside it', { '.env': 'TAG=1\n' }, []],
    ['an env file in quotes', { '.env': 'export TAG="1"\n' }, []],
    ['an env file that names other files', { '.env': 'COMPOSE_FILE=other.yml\n' }, []],
    ['an env file that nobody reads', { '.env': `T=ghp_${'a'.repeat(36)}\nTAG=1\n` }, []],
    ['another image', { 'compose.override.yml': stack('ghcr.io/octo/app:1') }, []],
    ['the same image', { 'compose.override.yml': stack('ghcr.io/octo/web:$TAG') }, ERROR],
    ['included files', { 'compose.yml': `include: [{path: a.yml, env_file: b.env}]\n${stack(IMAGE)}` }, []],
    ['a folder with too much in it', Object.fromEntries([...Array(300)].map((_, at) => [`f${at}`, ''])), []],
  ])('%s', async (_, more, expected) => {
    expect(await ids(composed(IMAGE, PUSH, more))).toEqual(expected);
  });

  test.each<[string, Files, string[]]>([
    ['docker compose -f deploy/stack.yml push', {}, ERROR],
    ['cd deploy && docker compose -f stack.yml push', {}, ERROR],
    ['docker compose -f deploy/stack.yml push', { 'deploy/.env': 'TAG=1' }, []],
    ['docker compose -f deploy/stack.yml push', { '.env': 'TAG=1' }, []],
    ['docker compose -f deploy/stack.yml --env-file deploy/vars push', { 'deploy/vars': 'TAG=1' }, []],
    ['docker compose -f deploy/stack.yml --env-file deploy/vars push', { 'deploy/vars': 'A=1' }, ERROR],
  ])('in a folder: %s', async (script, more, expected) => {
    const files = { 'deploy/stack.yml': stack(IMAGE), 'README.md': '', ...more };
    expect(await ids({ ...files, [MAIN]: workflow(CHECKOUT + login() + run(script)) })).toEqual(expected);
  });

  test.each([
    ['a machine of its own', (text: string) => text.replace('ubuntu-latest', 'self-hosted')],
    ['a container', (text: string) => text.replace('ubuntu-latest', 'ubuntu-latest\n    container: octo/x')],
    ['env of the workflow', (text: string) => text.replace('jobs:', 'env: {TAG: 1}\njobs:')],
    ['what bash reads', (text: string) => text.replace('jobs:', 'env: {BASH_ENV: ./env.sh}\njobs:')],
  ])('%s', async (_, change) => {
    const files = composed(IMAGE);
    expect(await ids({ ...files, [MAIN]: change(files[MAIN] as string) })).toEqual([]);
  });

  test.each<[string, string, Files, string[]]>([
    [
      'working-directory',
      '\n  working-directory: deploy',
      { 'deploy/compose.yml': stack(IMAGE), 'deploy/.env': 'TAG=1' },
      [],
    ],
    [
      'working-directory, without',
      '\n  working-directory: deploy',
      { 'deploy/compose.yml': stack(IMAGE) },
      ERROR,
    ],
    ['an env that is open', "\n  env: {TAG: '${{ vars.TAG }}'}", { 'compose.yml': stack(IMAGE) }, []],
    ['an env of another step', '\n- run: echo\n  env: {TAG: 1}', { 'compose.yml': stack(IMAGE) }, ERROR],
    [
      'extends',
      '',
      {
        'compose.yml': 'services:\n  app: {build: ., extends: {service: base, file: base.yml}}\n',
        'base.yml': `services:\n  base: {image: "${IMAGE}"}\n`,
      },
      ERROR,
    ],
    ['what only is run', '', { 'compose.yml': `services:\n  app: {image: "${IMAGE}"}\n` }, []],
  ])('%s', async (_, more, files, expected) => {
    expect(await ids({ ...files, [MAIN]: workflow(CHECKOUT + login() + PUSH + more) })).toEqual(expected);
  });

  test('which an artifact of another job may set', async () => {
    const files = composed(IMAGE, `\n- uses: actions/download-artifact@v5\n  with: {name: vars}${PUSH}`);
    const making = '  make:\n    runs-on: ubuntu-latest\n    steps:\n      - run: make vars\n';
    const upload =
      '      - uses: actions/upload-artifact@v5\n        with: {name: vars, path: .env, include-hidden-files: true}\n';
    expect(await ids({ ...files, [MAIN]: files[MAIN] + making + upload })).toEqual([]);
  });

  test('it says which variable', async () => {
    const { report } = await lintFiles(composed(IMAGE));
    expect(report.findings[0]?.message).toContain('nothing sets the variable TAG');
  });
});

describe('a bake file', () => {
  const hcl = (tags: string, variable = 'variable "TAG" {}') =>
    `${variable}\ntarget "default" {\n  tags = [${tags}]\n}\n`;
  const TAGS = '"ghcr.io/octo/app:${TAG}"';
  const BAKE = run('docker buildx bake --push');
  const action = (more = '', env = '') =>
    `\n- uses: docker/bake-action@v6\n${env}  with:\n    push: true\n    source: .\n${more}`;
  const baked = (text: string, steps = BAKE, more: Files = {}) => ({
    'docker-bake.hcl': text,
    ...more,
    [MAIN]: workflow(CHECKOUT + login() + steps),
  });

  test.each<[string, string[]]>([
    [hcl(TAGS), ERROR],
    [hcl(TAGS, 'variable "TAG" {\n  type = string\n}'), ERROR],
    [hcl('"ghcr.io/octo/app:1", "ghcr.io/octo/app:${TAG}"'), ERROR],
    [hcl('format("ghcr.io/octo/app:%s", TAG)'), ERROR],
    [hcl('"${IMAGE}:${TAG}"', 'variable "TAG" {}\nvariable "IMAGE" {default = "ghcr.io/octo/app"}'), ERROR],
    [hcl('"ghcr.io/octo/app:${NAME}"', 'variable "TAG" {}\nvariable "NAME" {default = "${TAG}"}'), ERROR],
    [hcl(TAGS, 'variable "TAG" {default = "1"}'), []],
    [hcl(TAGS, 'variable "TAG" {\n  default = "1"\n}'), []],
    [hcl(TAGS, 'variable "TAG" {}\nTAG = "1"'), []],
    [hcl(TAGS, 'variable "TAG" {default = null}'), []],
    [hcl(TAGS, ''), []],
    [hcl('TAG'), []],
    [hcl('"ghcr.io/octo/app:v${TAG}"'), []],
    [hcl('notequal("", TAG) ? "ghcr.io/octo/app:${TAG}" : ""'), []],
    [hcl('RELEASE != "" ? "ghcr.io/octo/app:${TAG}" : ""', 'variable "TAG" {}\nvariable "RELEASE" {}'), []],
    [hcl('join(":", compact(["ghcr.io/octo/app", TAG]))'), []],
    [hcl('trimsuffix("ghcr.io/octo/app:${TAG}", ":")'), []],
    [hcl('replace("ghcr.io/octo/app:${TAG}", ":", "-")'), []],
    [hcl('"ghcr.io/octo/app:${coalesce(TAG, "1")}"'), []],
    [hcl('"ghcr.io/octo/app:${TAG != "" ? TAG : "1"}"'), []],
  ])('%s', async (text, expected) => {
    expect(await ids(baked(text))).toEqual(expected);
  });

  test.each<[string, string[]]>([
    [action(), ERROR],
    [action('    targets: default\n'), ERROR],
    [action('', '  env: {TAG: 1}\n'), []],
    [action('    set: "*.tags=ghcr.io/octo/app:1"\n'), []],
    [action('    set: ${{ vars.SET }}\n'), []],
    [action('    vars: TAG=1\n'), []],
    [action('    vars: ${{ vars.BAKE }}\n'), []],
    [action('    files: |\n      docker-bake.hcl\n      ${{ vars.FILE }}\n'), []],
    [action('    files: |\n      docker-bake.hcl\n      missing.hcl\n'), []],
    [action('', '  continue-on-error: true\n'), []],
    [action('', '  if: vars.PUSH\n'), []],
    [run('echo "TAG=1" >> "$GITHUB_ENV"') + action(), []],
    [run('cat vars >> "$GITHUB_ENV"') + action(), []],
    [`\n- uses: some/vars@v1${action()}`, []],
    [run('docker buildx bake --push default'), ERROR],
    [run('docker buildx bake -f docker-bake.hcl --push'), ERROR],
    [run('TAG=1 docker buildx bake --push'), []],
    [run('docker buildx bake --push --var TAG=1'), []],
    [run('docker buildx bake --push --set "*.tags=ghcr.io/octo/app:1"'), []],
    [run('docker buildx bake --push $TARGETS'), []],
    [run('dotenv -- docker buildx bake --push'), []],
    [run('docker buildx bake --push || true'), []],
    [run('docker buildx bake --push', '\n  env: {BUILDX_BAKE_FILE: other.hcl}'), []],
    [run('docker buildx bake --print'), []],
  ])('%s', async (steps, expected) => {
    expect(await ids(baked(hcl(TAGS), steps))).toEqual(expected);
  });

  test.each<[string, Files, string[]]>([
    ['an override', { 'docker-bake.override.hcl': 'TAG = "1"\n' }, []],
    ['another default', { 'docker-bake.override.hcl': 'variable "TAG" {default = "1"}\n' }, []],
    [
      'other tags',
      { 'docker-bake.override.hcl': 'target "default" {\n  tags = ["ghcr.io/octo/app:1"]\n}\n' },
      [],
    ],
    ['an env file', { '.env': 'TAG=1\n' }, ERROR],
  ])('%s', async (_, more, expected) => {
    expect(await ids(baked(hcl(TAGS), BAKE, more))).toEqual(expected);
  });

  test('files of any size are read once', async () => {
    const services = [...Array(5_000)].map(
      (_, at) => `  s${at}: {build: ., image: "ghcr.io/octo/s${at}:$V${at}"}`,
    );
    const targets = [...Array(2_000)].map(
      (_, at) => `variable "V${at}" {}\ntarget "t${at}" {\n  tags = ["ghcr.io/octo/t${at}:\${V${at}}"]\n}`,
    );
    const names = targets.map((_, at) => `"t${at}"`).join(', ');
    const group = `group "default" {\n  targets = [${names}]\n}\n`;
    const found = await ids({
      'compose.yml': `services:\n${services.join('\n')}\n`,
      'docker-bake.hcl': `${targets.join('\n')}\n${group}`,
      '.env': '\n'.repeat(200_000),
      [MAIN]: workflow(CHECKOUT + login() + run(`${'echo it\n'.repeat(2_000)}docker compose push`) + BAKE),
    });
    expect(new Set(found)).toEqual(new Set(ERROR));
  });

  test.each<[string, Files, string[]]>([
    [
      'JSON',
      {
        'docker-bake.json':
          '{"variable": {"TAG": {}}, "target": {"default": {"tags": ["ghcr.io/octo/app:${TAG}"]}}}',
      },
      ERROR,
    ],
    [
      'JSON with a default',
      {
        'docker-bake.json':
          '{"variable": {"TAG": {"default": "1"}}, "target": {"default": {"tags": ["ghcr.io/octo/app:${TAG}"]}}}',
      },
      [],
    ],
    [
      'a remark, which sets nothing',
      { 'docker-bake.hcl': hcl(TAGS, 'variable "TAG" { # default = "1"\n}') },
      ERROR,
    ],
    [
      'a default with a remark behind',
      { 'docker-bake.hcl': hcl(TAGS, 'variable "TAG" {\n  default = "1" # not "2"\n}') },
      [],
    ],
    [
      'a target that is not built',
      { 'docker-bake.hcl': `${hcl('"ghcr.io/octo/app:1"')}target "web" {\n  tags = [${TAGS}]\n}\n` },
      [],
    ],
    [
      'a matrix',
      {
        'docker-bake.hcl':
          'variable "TAG" {}\ntarget "default" {\n  name = "t-${item}"\n  matrix = {\n    item = ["a", "b"]\n  }\n  tags = ["ghcr.io/octo/${item}:${TAG}"]\n}\n',
      },
      ERROR,
    ],
    [
      'what an action hands on',
      {
        'docker-bake.hcl': hcl(
          '"ghcr.io/octo/app:${DOCKER_METADATA_OUTPUT_VERSION}"',
          'variable "DOCKER_METADATA_OUTPUT_VERSION" {}',
        ),
      },
      [],
    ],
  ])('%s', async (_, files, expected) => {
    const meta = '\n- uses: docker/metadata-action@v5\n  with: {images: ghcr.io/octo/app}';
    expect(await ids({ ...files, [MAIN]: workflow(CHECKOUT + login() + meta + BAKE) })).toEqual(expected);
  });

  test('tags that an action makes', async () => {
    const text = `${hcl(TAGS)}target "docker-metadata-action" {}\ntarget "app" {\n  inherits = ["docker-metadata-action"]\n}\n`;
    const steps = '\n- id: meta\n  uses: docker/metadata-action@v5\n  with: {images: ghcr.io/octo/app}';
    const more =
      '    targets: app\n    files: |\n      ./docker-bake.hcl\n      cwd://${{ steps.meta.outputs.bake-file }}\n';
    expect(await ids(baked(text, steps + action(more)))).toEqual([]);
  });

  test('of compose', async () => {
    const files = { 'compose.yml': stack('ghcr.io/octo/app:${TAG}') };
    const text = workflow(CHECKOUT + login() + BAKE);
    expect(await ids({ ...files, [MAIN]: text })).toEqual(ERROR);
    expect(await ids({ ...files, '.env': 'TAG=1\n', [MAIN]: text })).toEqual([]);
  });
});

describe('a Makefile that reads a file of variables', () => {
  const MAKEFILE =
    '-include .env\nIMAGE ?= ghcr.io/octo/$(NAME)\npush:\n\tdocker build -t $(IMAGE):1 .\n\tdocker push $(IMAGE):1\n';
  const made = (before: string, more: Files = {}) => ({
    Makefile: MAKEFILE,
    ...more,
    [MAIN]: workflow(CHECKOUT + login() + before),
  });
  const MAKE = run('make push');

  test.each<[string, string[]]>([
    [MAKE, ERROR],
    [run('npm ci') + MAKE, ERROR],
    [run('echo "OTHER=1" >> "$GITHUB_ENV"') + MAKE, ERROR],
    [run('echo "OTHER=1" | tee -a "$GITHUB_ENV"') + MAKE, ERROR],
    [run('echo "## Image" >> $GITHUB_STEP_SUMMARY') + MAKE, ERROR],
    [MAKE + run('tar xzf config.tgz'), ERROR],
    [run('tar xzf config.tgz') + MAKE, []],
    [run('tar xzf config.tgz\nmake push'), []],
    [run('python3 generate.py') + MAKE, []],
    [run('cat vars > "$FILE"') + MAKE, []],
    [`\n- uses: actions/cache@v4\n  with: {path: .env, key: env}${MAKE}`, []],
    [`\n- uses: some/dotenv@v1${MAKE}`, []],
    [run('make push NAME=app'), []],
  ])('%s', async (steps, expected) => expect(await ids(made(steps))).toEqual(expected));
});
