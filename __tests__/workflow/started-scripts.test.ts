/** Scripts of the repository that something else than a shell starts: programs, runners of several packages, tools of a language. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { ENV, evidence, MAIN, said, workflowOf } from './reading.js';

const PUSH = 'docker push ghcr.io/octo/web:1';
const WEB = ['ghcr.io/octo/web:1'];
const run = (...lines: string[]) => `- run: |\n${lines.map((line) => `    ${line}\n`).join('')}`;
const json = (data: unknown) => JSON.stringify(data);
const MAKE = { Makefile: `test:\n\ttrue\npush:\n\t${PUSH}\n` };

type Files = Record<string, string>;

/** The names that are seen to be pushed, and those that a program says it pushes. */
async function found(
  steps: string,
  files: Files,
  env: Files = {},
  workspace: string | null = null,
): Promise<string[]> {
  const { pushes, named } = await evidence(
    { [MAIN]: workflowOf(steps), ...files },
    { own: { login: 'none', images: [] }, env: { ...ENV, ...env }, workspace },
  );
  return [...pushes.map(said), ...named.filter(({ isSaid }) => isSaid).map(({ reference }) => reference)];
}

test.each<[string, string, string, string[]]>([
  ['the one that is there', 'docker push ghcr.io/octo/web:${TAG:-1}', '', WEB],
  ['bash', 'docker push ghcr.io/octo/web:${TAG:-1}', 'script-shell=/bin/bash\n', WEB],
  [
    'another one',
    'docker push ghcr.io/octo/web:${TAG:-1}',
    'loglevel=warn\nscript-shell = pwsh\n',
    ['anywhere ?'],
  ],
  ['another one, to which it is the same', PUSH, 'script-shell=pwsh\n', WEB],
])('the shell of npm: %s', async (_, push, settings, expected) => {
  const files = { 'package.json': json({ scripts: { push } }), '.npmrc': settings };
  expect(await found(run('npm run push'), files)).toEqual(expected);
});

describe('a program in another language', () => {
  const script = (text: string) =>
    `- uses: actions/github-script@v8\n  with:\n    script: |\n      ${text}\n`;
  const python = (text: string): [string, Files] => [run('python ci.py'), { 'ci.py': text, ...MAKE }];

  test.each<[string, string, Files, string[]]>([
    ['starts make, in words', script("await exec.exec('make', ['push'])"), MAKE, WEB],
    ['starts make, in a line', script("await exec.exec('make push')"), MAKE, WEB],
    ['starts another target', script("await exec.exec('make', ['test'])"), MAKE, []],
    ['starts a target that a variable holds', script("await exec.exec('make', [target])"), MAKE, []],
    [
      'starts a script by its path in the workspace',
      script('await exec.exec(`${process.env.GITHUB_WORKSPACE}/ci/push.sh`)'),
      { 'ci/push.sh': PUSH },
      WEB,
    ],
    ['reads the script', script("fs.readFileSync('./ci/push.sh')"), { 'ci/push.sh': PUSH }, []],
    [
      'starts it in another folder',
      script("await exec.exec('make', ['push'], { cwd: 'web' })"),
      { 'web/Makefile': MAKE.Makefile },
      WEB,
    ],
    ['is Python', ...python('subprocess.run(["make", "push"], check=True)\n'), WEB],
    ['only says so', ...python('print("make push")\n'), []],
    ['fills in a name', ...python('os.system(f"make push TAG={tag}")\n'), WEB],
    [
      'starts a program',
      run('python ci.py'),
      { 'ci.py': 'run(["python", "b.py"])\n', 'b.py': 'run(["docker", "push", x])\n' },
      ['anywhere ?'],
    ],
    [
      'is a chain of calls',
      run('cargo xtask dist'),
      {
        'xtask/src/main.rs': 'fn main() {\n  Command::new("make")\n    .arg("push")\n    .status();\n}\n',
        ...MAKE,
      },
      WEB,
    ],
  ])('%s', async (_, steps, files, expected) => expect(await found(steps, files)).toEqual(expected));
});

describe('a file that is named by the workspace', () => {
  const FILES = {
    'ci/push.sh': PUSH,
    'ci/compose.yml': 'services: {a: {build: ., image: ghcr.io/octo/web:1}}',
  };
  const env = { GITHUB_WORKSPACE: '/home/runner/work/app/app', CI_FOLDER: '/home/runner/work/app/app/ci' };

  test.each([
    run('$GITHUB_WORKSPACE/ci/push.sh'),
    run('cd "$GITHUB_WORKSPACE/ci" && ./push.sh'),
    run('bash ${{ github.workspace }}/ci/push.sh'),
    run('"$CI_FOLDER/push.sh"'),
    run('docker compose -f "$GITHUB_WORKSPACE/ci/compose.yml" push'),
    `${run('./push.sh')}  working-directory: \${{ github.workspace }}/ci\n`,
  ])('%s', async (steps) => expect(await found(steps, FILES, env)).toEqual(WEB));

  test('a compose file that is not there leaves open what is pushed', async () =>
    expect(await found(run('docker compose -f other.yml push'), {})).toEqual(['anywhere']));
});

describe('what stands in a parameter or in arithmetic', () => {
  test.each<[string, string[]]>([
    ['echo "${DIGEST:-$(make push)}"', WEB],
    ['DIGEST=x', []],
    ['DIGEST=x; echo ${DIGEST:-$(make push)}', []],
    ['DIGEST=x; echo ${DIGEST:+$(make push)}', WEB],
    ['echo $(( $(make push | wc -l) + 1 ))', WEB],
    ['echo ${DIGEST#$(make push)}', WEB],
  ])('%s', async (line, expected) => expect(await found(run(line), MAKE)).toEqual(expected));
});

describe('a runner of several scripts', () => {
  // Folders are listed in a checkout alone.
  let workspace: string;
  beforeEach(async () => {
    workspace = await mkdtemp(join(tmpdir(), 'started-'));
  });
  afterEach(() => rm(workspace, { recursive: true }));
  async function checkOut(files: Files) {
    for (const [name, text] of Object.entries(files)) {
      await mkdir(dirname(join(workspace, name)), { recursive: true });
      await writeFile(join(workspace, name), text);
    }
  }

  test('among files that are edited by a pattern of their names', async () => {
    const files = { 'x.sh': PUSH.replace('web', 'app') };
    await checkOut(files);
    expect(await found(run("sed -i 's/app/web/' *.sh", 'sh x.sh'), files, {}, workspace)).toEqual(WEB);
  });

  const web = (data: object) => json({ name: 'web', dependencies: { lib: '*' }, ...data });
  const packages = (root: object, own: object, more: Files = {}): Files => ({
    'package.json': json({ workspaces: ['apps/*'], ...root }),
    'lerna.json': '{"packages": ["apps/*"]}',
    'apps/web/package.json': web(own),
    'apps/lib/package.json': json({ name: 'lib', scripts: { push: PUSH } }),
    ...more,
  });
  const turbo = (tasks: object) => ({ 'turbo.json': `{\n  // tasks\n  "tasks": ${json(tasks)}}` });
  const project = (targets: object, more: Files = {}): Files => ({
    'apps/web/project.json': json({ name: 'web', targets }),
    ...more,
  });
  const pushTarget = { push: { command: PUSH } };

  test.each<[string, Files, string[]]>([
    ['npm publish', { 'package.json': json({ scripts: { postpublish: PUSH } }) }, WEB],
    ['npm publish --ignore-scripts', { 'package.json': json({ scripts: { postpublish: PUSH } }) }, []],
    ['npm publish -w web', packages({}, { scripts: { prepack: PUSH } }), WEB],
    ['npm publish -w lib', packages({}, { scripts: { prepack: PUSH } }), []],
    ['pnpm -r publish', packages({}, { scripts: { prepack: PUSH } }), WEB],
    ['pnpm -r run publish', packages({}, { scripts: { prepack: PUSH } }), []],
    ['npx lerna publish', packages({}, { scripts: { postpublish: PUSH } }), WEB],
    ['npx changeset publish', packages({}, { scripts: { postpublish: PUSH } }), WEB],
    ['npm ci', { 'package.json': json({ scripts: { postinstall: PUSH } }) }, []],
    ['npm start', { 'package.json': json({ scripts: { start: PUSH } }) }, WEB],
    [`npm exec -w web -c '${PUSH}'`, packages({}, {}), WEB],
    [`npx -c '${PUSH}'`, {}, WEB],
    [`pnpm --filter web exec ${PUSH}`, packages({}, {}), WEB],
    [`yarn workspace web exec ${PUSH}`, packages({}, {}), WEB],
    ['cd "$(mktemp -d)" && yarn workspace web push', packages({}, {}), ['anywhere']],
    [`lerna exec --scope web -- ${PUSH}`, packages({}, {}), WEB],
    [`npx concurrently "npm:pu*" "true"`, { 'package.json': json({ scripts: { push: PUSH } }) }, WEB],
    ['make push', { Makefile: 'include mk/*.mk\n', 'mk/a.mk': MAKE.Makefile }, WEB],
    [
      `npx concurrently -n a "npm:lint"`,
      { 'package.json': json({ scripts: { push: PUSH, lint: 'x' } }) },
      [],
    ],
    [
      'npm run all',
      {
        'package.json': json({
          scripts: { all: 'wireit' },
          wireit: { all: { dependencies: ['./web:push'] } },
        }),
        'web/package.json': json({ scripts: { push: PUSH } }),
      },
      WEB,
    ],
    ['turbo run go --filter=web', packages({}, {}, turbo({ go: { dependsOn: ['^push'] } })), WEB],
    ['turbo run go --filter=web', packages({}, {}, turbo({ go: { dependsOn: ['lib#push'] } })), WEB],
    ['turbo run go --filter=web', packages({}, {}, turbo({ go: {}, push: { dependsOn: ['go'] } })), []],
    ['nx go web', project({ go: { dependsOn: [{ target: 'push' }] }, ...pushTarget }), WEB],
    [
      'nx go web',
      project(
        { go: {}, ...pushTarget },
        { 'nx.json': json({ targetDefaults: { go: { dependsOn: ['push'] } } }) },
      ),
      WEB,
    ],
    ['nx go web', project({ go: { options: { commands: [{ command: PUSH }] } } }), WEB],
    ['nx go web -c live', project({ go: { configurations: { live: { command: PUSH } } } }), WEB],
    [
      'nx image web',
      project({ image: { executor: '@nx-tools/nx-container:build', options: { push: true, tags: WEB } } }),
      WEB,
    ],
    [
      'nx image web',
      project({
        image: {
          executor: '@nx-tools/nx-container:build',
          options: { push: true, tags: ['ghcr.io/octo/web" --push -t "ghcr.io/octo/b'] },
        },
      }),
      ['ghcr.io/octo/web" --push -t "ghcr.io/octo/b'],
    ],
  ])('%s', async (command, files, expected) => {
    await checkOut({ 'nx.json': '{}', ...files });
    const names = await found(run(command), {}, {}, workspace);
    expect(names.map((name) => name.replace(/ \?$/, ''))).toEqual(expected);
  });
});

describe('a task or a program of one language', () => {
  const toml = (text: string) => ({ 'pyproject.toml': text });
  const program = `run("${PUSH}")\n`;

  test.each<[string, Files, string[]]>([
    ['poe all', toml(`[tool.poe.tasks]\npush = "${PUSH}"\nall = ["lint", "push"]\n`), WEB],
    ['poe lint', toml(`[tool.poe.tasks]\npush = "${PUSH}"\nlint = ["ruff"]\n`), []],
    ['pdm run push', toml(`[tool.pdm.scripts]\npush = {cmd = "${PUSH}"}\n`), WEB],
    ['pdm run push', toml(`[tool.pdm.scripts]\npush.shell = "${PUSH}"\n`), WEB],
    ['hatch run image:push', toml(`[tool.hatch.envs.image.scripts]\npush = ["${PUSH}"]\n`), WEB],
    [
      'mise run all',
      { 'mise.toml': `[tasks.push]\nrun = ["${PUSH}"]\n[tasks.all]\ndepends = ["push"]\n` },
      WEB,
    ],
    ['hatch run image:push', toml(`[tool.hatch.envs.image.scripts]\npush = ["true ]", "${PUSH}"]\n`), WEB],
    ['mise run push', { 'mise.toml': `[tasks.push]\nrun = [\n  "echo [a]",\n  "${PUSH}",\n]\n` }, WEB],
    ['mise run push', { 'mise.toml': `tasks = { push = { run = ["x", "${PUSH}"] } }\n` }, WEB],
    ['mise run all', { 'mise.toml': `tasks.all.run = [{ task = "b" }]\ntasks.b.run = "${PUSH}"\n` }, WEB],
    ['pdm run push', toml(`[tool.pdm.scripts]\npush.cmd = ["docker", "push", "${WEB[0]}"]\n`), WEB],
    ['pdm run push', toml(`[tool.pdm.scripts]\npush = { cmd = "${PUSH}" # broken\n`), []],
    ['deno task all', { 'deno.json': json({ tasks: { all: { dependencies: ['b'] }, b: PUSH } }) }, WEB],
    ['composer run all', { 'composer.json': json({ scripts: { all: ['@b'], b: PUSH } }) }, WEB],
    ['mise run push', { 'mise-tasks/push': `#!/usr/bin/env bash\n${PUSH}\n` }, WEB],
    // A line that begins with the name of a program is no call of the task that has this name.
    ['deno task b', { 'deno.json': json({ tasks: { docker: PUSH, b: 'docker build .' } }) }, []],
    ['deno task push', { 'deno.json': json({ tasks: { docker: 'docker build .', push: PUSH } }) }, WEB],
    ['composer run b', { 'composer.json': json({ scripts: { docker: PUSH, b: ['docker build .'] } }) }, []],
    ['poe b', toml(`[tool.poe.tasks]\ndocker = "${PUSH}"\nb = "docker build ."\n`), []],
    ['poe b', toml(`[tool.poe.tasks]\ndocker = "${PUSH}"\nb = [{ cmd = "docker build ." }]\n`), []],
    ['pdm run b', toml(`[tool.pdm.scripts]\ndocker = "${PUSH}"\nb.composite = ["docker"]\n`), WEB],
    ['hatch run b', toml(`[tool.hatch.envs.default.scripts]\nq = "${PUSH}"\nb = ["- q now"]\n`), WEB],
    ['hatch run ci:b', toml(`[tool.hatch.envs.default.scripts]\nb = "- ${PUSH}"\n`), WEB],
    ['rye run b', toml(`[tool.rye.scripts]\nq = "${PUSH}"\nb.chain = ["q"]\n`), WEB],
    ['mise run b', { 'mise.toml': `[tasks]\nq = "${PUSH}"\nb.depends_post = ["q"]\n` }, WEB],
    ['mise run b ::: q', { '.mise/config.toml': `[tasks]\nq = "${PUSH}"\nb = "x"\n` }, WEB],
    ['mise q', { 'mise.toml': `[tasks]\nq = "${PUSH}"\n` }, WEB],
    ['mise install', { 'mise.toml': `[tasks]\ninstall = "${PUSH}"\n` }, []],
    ['mise ls-remote', { 'mise.toml': `[tasks]\nls-remote = "${PUSH}"\n` }, []],
    ['composer q', { 'composer.json': json({ scripts: { q: PUSH } }) }, WEB],
    ['pdm q', toml(`[tool.pdm.scripts]\nq = "${PUSH}"\n`), WEB],
    ['pdm run q', toml(`[tool.pdm.scripts]\nq = "x"\npost_q = "${PUSH}"\n`), WEB],
    [`pdm run ${PUSH}`, toml(''), WEB],
    ['pixi run -e ci b', { 'pixi.toml': `[tasks]\nb = "${PUSH}"\n` }, WEB],
    ['poe -C sub b', { 'sub/pyproject.toml': `[tool.poe.tasks]\nb = "${PUSH}"\n` }, WEB],
    ['poe b', { 'poe_tasks.toml': `[tasks]\nb = "${PUSH}"\n` }, WEB],
    ['deno task b', { 'package.json': json({ scripts: { b: PUSH } }) }, WEB],
    ['deno task b', { 'deno.jsonc': `{ /* a */ "tasks": { "b": "${PUSH}", }, } // "x"\n` }, WEB],
    ['deno task b', { 'deno.jsonc': `{ "u": "https://x/*", "tasks": { "b": "${PUSH}" }, } // */` }, WEB],
    ['tox', { 'tox.ini': `[tox]\nenvlist = q,push\n[testenv:push]\ncommands = ${PUSH}\n` }, WEB],
    ['TOXENV=push tox', { 'tox.ini': `[testenv:push]\ncommands = ${PUSH}\n` }, WEB],
    ['tox config -e push', { 'tox.ini': `[testenv:push]\ncommands = ${PUSH}\n` }, []],
    ['tox -e push --notest', { 'tox.ini': `[testenv:push]\ncommands = ${PUSH}\n` }, []],
    ['tox -e push', { 'tox.ini': `[testenv:push]\r\ncommands =\r\n  ${PUSH}\r\n` }, WEB],
    [
      'tox -e push',
      { 'tox.ini': `[testenv:q]\ncommands = ${PUSH}\n[testenv:push]\nbase = testenv:q\n` },
      WEB,
    ],
    ['tox -e a', { 'tox.ini': '[testenv:a]\nbase = testenv:b\n[testenv:b]\nbase = testenv:a\n' }, []],
    [
      'tox -e push',
      { 'tox.ini': '[testenv:push]\nchange_dir = {tox_root}/s\ncommands = sh p\n', 's/p': PUSH },
      WEB,
    ],
    ['tox -c sub -e push', { 'sub/tox.ini': `[testenv:push]\ncommands = ${PUSH}\n` }, WEB],
    [
      'tox -e push',
      {
        'setup.cfg': '[metadata]\nname = x\n',
        'pyproject.toml':
          '[tool.tox.env.push]\ncommands = [["docker", "push", { replace = "posargs", default = ["ghcr.io/octo/web:1"] }]]\n',
      },
      WEB,
    ],
    [
      'tox -e push',
      { 'tox.ini': `[testenv]\ncommands = true\n[testenv:push]\ncommands =\n    ${PUSH}\n` },
      WEB,
    ],
    [
      'tox -e lint',
      { 'tox.ini': `[testenv:lint]\ncommands = true\n[testenv:push]\ncommands = ${PUSH}\n` },
      [],
    ],
    [
      'tox -e push',
      {
        'tox.ini': `[testenv:q]\ncommands = ${PUSH}\n[testenv:push]\ncommands =\n    {[testenv:q]commands}\n`,
      },
      WEB,
    ],
    ['tox -e push', { 'tox.ini': `[testenv]\ncommands = ${PUSH}\n[testenv:push]\ndeps = x\n` }, WEB],
    ['tox -e py39-push', { 'tox.ini': `[testenv:py{38,39}-push]\ncommands = ${PUSH}\n` }, WEB],
    ['tox -e py39-push', { 'tox.ini': `[testenv]\ncommands =\n  push: ${PUSH}\n  !push: x\n` }, WEB],
    ['tox -e py39', { 'tox.ini': `[testenv]\ncommands =\n  push: ${PUSH}\n` }, []],
    [
      'tox -e push -- ghcr.io/octo/web:1',
      { 'tox.ini': '[testenv:push]\ncommands =\n  docker push \\\n    {posargs:ghcr.io/octo/other}\n' },
      WEB,
    ],
    ['tox -e push', { 'tox.ini': `[testenv:push]\ncommands = ${PUSH}{posargs}\n` }, WEB],
    [
      'tox -e push',
      {
        'tox.ini':
          '[x]\nname = web\n[testenv:push]\ncommands = docker push ghcr.io/octo/{[x]name}:{env:TAG:1}\n',
      },
      WEB,
    ],
    ['tox -e push', { 'tox.toml': `[env.push]\ncommands = [["docker", "push", "${WEB[0]}"]]\n` }, WEB],
    ['tox -e push', toml(`[tool.tox]\nlegacy_tox_ini = """\n[testenv:push]\ncommands = ${PUSH}\n"""\n`), WEB],
    [
      'uv run release',
      { ...toml('[project.scripts]\nrelease = "x.cli:main"\n'), 'src/x/cli.py': program },
      WEB,
    ],
    [
      'uv run release',
      { ...toml('[project]\nscripts = { "release" = "x.cli:main" }\n'), 'src/x/cli.py': program },
      WEB,
    ],
    ['python -c "import ci.push"', { 'ci/push.py': program }, WEB],
    [
      'mix docker.push',
      { 'lib/mix/tasks/docker.push.ex': `System.cmd("docker", ["push", "${WEB[0]}"])\n` },
      WEB,
    ],
    ['elixir push.exs', { 'push.exs': `System.cmd("docker", ["push", "${WEB[0]}"])\n` }, WEB],
    ['lua push.lua', { 'push.lua': `os.execute("${PUSH}")\n` }, WEB],
    [
      'bazel run //a:push',
      { 'a/BUILD': 'oci_push(\n  name = "push",\n  repository = "ghcr.io/octo/web",\n)\n' },
      ['ghcr.io/octo/web'],
    ],
    ['bazel run //a:image.push', { 'a/BUILD': 'image(name = "image")\n' }, ['anywhere']],
    [
      'bazel run -c opt @//:p',
      { BUILD: `oci_push(name = "p", repository = "ghcr.io/octo/web")\n` },
      ['ghcr.io/octo/web'],
    ],
    ['tox -m rel', { 'tox.ini': `[testenv:p{1,2}]\nlabels = docs, rel\ncommands = ${PUSH}\n` }, WEB],
    ['tox run -m rel', { 'tox.ini': `[tox]\nlabels =\n  rel = a,p\n[testenv:p]\ncommands = ${PUSH}\n` }, WEB],
    [
      'tox -m test',
      { 'tox.ini': `[tox]\nlabels =\n  rel = p\n  test = a\n[testenv:p]\ncommands = ${PUSH}\n` },
      [],
    ],
    [
      'tox -m rel',
      { 'tox.toml': `[env.p]\nlabels = ["rel"]\ncommands = [["docker", "push", "${WEB[0]}"]]\n` },
      WEB,
    ],
    [
      'cargo make p',
      { 'Makefile.toml': 'extend = "ci/a.toml"\n', 'ci/a.toml': `[tasks.p]\nscript = ["${PUSH}"]\n` },
      WEB,
    ],
    [
      'cargo make p',
      {
        'Makefile.toml': 'extend = [{ path = "a.toml" }]\n[tasks.p]\nscript = "true"\n',
        'a.toml': `[tasks.p]\nscript = ["${PUSH}"]\n`,
      },
      [],
    ],
    [
      'bazel run //:all',
      {
        BUILD:
          'command(name = "w", command = "//web:push")\nmultirun(\n  name = "all",\n  commands = [\n    ":w",  # first\n    "lint",\n  ],\n)\n',
        'web/BUILD': 'oci_push(name = "push", repository = "ghcr.io/octo/web")\n',
      },
      ['ghcr.io/octo/web'],
    ],
    ['bazel run //:all', { BUILD: 'multirun(name = "all", commands = [":all", ":lint"])\n' }, []],
    [
      'docker buildx bake --push',
      {
        'compose.yml': `services:\n  default: {build: ., image: '${WEB[0]}'}\n  api: {image: 'ghcr.io/octo/api'}\n`,
      },
      WEB,
    ],
    ['bazel run //:push_test', { BUILD: 'py_library(name = "x")\n' }, []],
    ['bazel run //:p', { BUILD: 'oci_push_test(name = "p", repository = "ghcr.io/octo/web")\n' }, []],
    ['bazel run //:lint', { BUILD: 'oci_push(\n  name = "push",\n)\nlint(name = "lint")\n' }, []],
    [
      'bazel run //:push',
      {
        BUILD: `all(name = "all", of = ["push"])\noci_push(\n  name = "push",\n  repository = "${WEB[0]}")\n`,
      },
      WEB,
    ],
    [
      'cd a && bazel run :push',
      {
        'a/BUILD': `TAG = ":1"\n[oci_push(name = "push", repository = "ghcr.io/octo/web" + TAG) for _ in X]\n`,
      },
      WEB,
    ],
    [
      'bazel run push',
      { BUILD: `alias(name = "push", actual = ":b")\noci_push(name = "b", repository = "${WEB[0]}")\n` },
      WEB,
    ],
    [
      'bazel run //:push',
      {
        BUILD: `# name = "push"\noci_push(\n  name = "push",  # )\n  image = image(name = "x"),\n  repository = "${WEB[0]}",\n)\n`,
      },
      WEB,
    ],
    ['./gradlew :app:dockerPushImage', {}, ['anywhere']],
    ['mvn docker:push', {}, ['anywhere']],
    ['./gradlew pushTag dockerBuild -x dockerPush', {}, []],
    ['./gradlew :web:buildAndPushImage', {}, ['anywhere']],
  ])('%s', async (command, files, expected) => expect(await found(run(command), files)).toEqual(expected));
});

test('a file is parsed once, however many of its scripts need each other', async () => {
  const names = Array.from({ length: 50 }, (_, index) => `once${index}`);
  const manifest = json({
    scripts: Object.fromEntries(['all', ...names].map((each) => [each, 'wireit'])),
    wireit: { all: { dependencies: names, command: PUSH } },
  });
  const parses = jest.spyOn(JSON, 'parse');
  expect(await found(run('npm run all'), { 'package.json': manifest })).toEqual(WEB);
  expect(parses.mock.calls.filter(([text]) => text === manifest)).toHaveLength(1);
  parses.mockRestore();
});

describe('a file that the job writes itself', () => {
  const put = (start: string, text: string, ...rest: string[]) => run(start, text, 'END', ...rest);

  test.each<[string, string, Files, string[]]>([
    ['by a here-document', put("cat > x.sh <<'END'", PUSH, 'sh x.sh'), {}, WEB],
    [
      'whose variables are filled in',
      put('N=web; cat <<END > x', 'docker push ghcr.io/octo/$N:1', './x'),
      {},
      WEB,
    ],
    [
      'whose variables are its own',
      put('cat <<END > x', 'N=web; docker push ghcr.io/octo/\\$N:1', './x'),
      {},
      WEB,
    ],
    ['by printf', run(`printf '${PUSH}\\n' > x`, 'sh x'), {}, WEB],
    ['line by line', run("echo '#!/bin/sh' > x.sh", `echo ${PUSH} >> x.sh`, './x.sh'), {}, WEB],
    ['by all that a group prints', run('{', 'echo set -e', `echo ${PUSH}`, '} > x.sh', 'sh x.sh'), {}, WEB],
    ['by tee', run(`echo '${PUSH}' | tee x.sh`, 'bash x.sh'), {}, WEB],
    ['outside of the workspace', put("cat > /tmp/x.sh <<'END'", PUSH, 'bash /tmp/x.sh'), {}, WEB],
    ['in another step', put("cat > ci/x.sh <<'END'", PUSH) + run('cd ci && ./x.sh'), {}, WEB],
    ['for the PATH', put("sudo tee /usr/local/bin/rel <<'END'", PUSH) + run('rel now'), {}, WEB],
    ['that is moved', put("cat > x <<'END'", PUSH, 'install -m 755 x ci/', 'ci/x'), {}, WEB],
    [
      'in another language',
      put("cat > x.py <<'END'", 'run(["docker", "push", "ghcr.io/octo/web:1"])', 'python x.py'),
      {},
      WEB,
    ],
    [
      'for make',
      put("cat > Makefile <<'END'", 'push: ; docker push ghcr.io/octo/web:1', 'make push'),
      {},
      WEB,
    ],
    ['behind what it has', run(`echo ${PUSH} >> x.sh`, 'sh x.sh'), { 'x.sh': 'set -e' }, WEB],
    ['in the place of another', run('echo true > x.sh', 'sh x.sh'), { 'x.sh': PUSH }, []],
    ['of which nobody knows what is in it', run('./gen > x.sh', 'sh x.sh'), { 'x.sh': PUSH }, ['anywhere']],
    [
      'and edits then',
      put("cat > x.sh <<'END'", PUSH.replace('web', 'NAME'), "sed -i 's/NAME/web/g' x.sh", 'sh x.sh'),
      {},
      WEB,
    ],
    [
      'and edits so that nobody knows what is in it',
      put("cat > x.sh <<'END'", PUSH.replace('web', 'NAME'), "perl -pi -e 's/NAME/web/g' x.sh", 'sh x.sh'),
      {},
      ['anywhere'],
    ],
    [
      'once it is edited',
      run("sed -i -e 's/app/web/' -e 's|:0|:1|' x.sh", './x.sh'),
      { 'x.sh': 'docker push ghcr.io/octo/app:0' },
      WEB,
    ],
    [
      'once it is edited in a step before, and longer',
      run("sed -i.bak 's/app/web/' ci/x.sh", 'echo true >> ci/x.sh') + run('cd ci', 'sh x.sh'),
      { 'ci/x.sh': 'docker push ghcr.io/octo/app:1' },
      WEB,
    ],
    ['before it is edited', run('sh x.sh', "sed -i 's/web/app/' x.sh"), { 'x.sh': PUSH }, WEB],
    ['and starts before', run('sh x.sh', `echo ${PUSH} > x.sh`), {}, []],
    ['and does not start', put("cat > x.sh <<'END'", PUSH, 'shellcheck x.sh'), {}, []],
    [
      'in one branch of two',
      run('if ./is; then', 'echo true > x.sh', 'fi', 'sh x.sh'),
      { 'x.sh': PUSH },
      WEB,
    ],
  ])('%s', async (_, steps, files, expected) => expect(await found(steps, files)).toEqual(expected));
});

test.each([
  "perl -pi -e 's/web/app/' x.sh",
  'gawk -i inplace \'{gsub(/web/, "app")} 1\' x.sh',
  "sed -i '1c docker push ghcr.io/octo/app' x.sh",
  "sed --in-place=.old 's/web/app/' x.sh",
  'sed -i -f names.sed x.sh',
  'cp other.sh x.sh',
  'mv ci/x.sh .',
  'ln -sf other.sh x.sh',
])('what a script of the checkout pushes is not known behind %s', async (change) => {
  const files = { 'x.sh': `#!/bin/sh\nREG=ghcr.io:443\n${PUSH}\n` };
  expect(await found(run(change, 'sh x.sh'), files)).toEqual(['anywhere']);
  expect(
    await found(run('cat > x.sh <<END', PUSH, 'END', 'cp x.sh y.sh', 'sh y.sh'), { 'y.sh': 'true' }),
  ).toEqual(WEB);
});

test('of a script that is edited on one way alone, as much is known as both have in common', async () => {
  const files = { 'x.sh': PUSH };
  const behind = (edit: string) => found(run(`if ./is; then ${edit}; fi`, 'sh x.sh'), files);
  expect(await behind("sed -i 's/web/app/' x.sh")).toEqual(['-']);
  expect(await behind("perl -pi -e 's/web/app/' x.sh")).toEqual(['anywhere']);
  expect(await behind("sed -i 's/:1/:2/' x.sh")).toEqual(['ghcr.io/octo/web']);
});

test.each<[string, string[]]>([
  ['cd ci; cd -; sh x.sh', WEB],
  ['cd ci; cd "$OLDPWD"; sh x.sh', WEB],
  ['cd /tmp && wget https://example.com/x; cd - >/dev/null && sh x.sh', WEB],
  ['pushd ci; popd; sh x.sh', WEB],
  ['pushd ci; pushd "$(mktemp -d)"; cd y; popd; popd; sh x.sh', WEB],
  ['pushd ci; pushd; sh x.sh', WEB],
  ['pushd -n ci; sh x.sh', WEB],
  ['pushd -n ci; popd; sh x.sh', []],
  ['env -C ci A=1 true; sh x.sh', WEB],
  ['env -C ci sh x.sh', []],
  ['env -Cci sh x.sh', []],
  ['env -iC ci sh x.sh', []],
  ['env -ivCci sh ../x.sh', WEB],
  ['env -uC sh x.sh', WEB],
  ['env --unset CI sh x.sh', WEB],
  ['sudo -ED ci sh x.sh', []],
  ['sudo --user root sh x.sh', WEB],
  ['timeout --signal INT 60 sh x.sh', WEB],
  ['env -C ci sh ../x.sh', WEB],
  ['cd ci; env A=1 --chdir=.. sh x.sh', []],
  ['cd ci; env --chdir=.. A=1 sh x.sh', WEB],
  ['sudo -D ci sh x.sh', []],
  ['sudo -C 3 sh x.sh', WEB],
  ['go() { pushd ci && pwd && popd; }; go; sh x.sh', WEB],
  ['pushd ci; if ./is; then pushd a; popd; fi; popd; sh x.sh', WEB],
  ['(cd ci && make); sh x.sh', WEB],
  ['cd ci; cd -; cd -; sh x.sh', []],
  ['pushd ci; sh x.sh; popd', []],
  ['pushd ci; popd -n; sh x.sh', []],
  ['if ./is; then pushd ci; fi; popd; sh x.sh', []],
])('a folder that is left again: %s', async (line, expected) =>
  expect(await found(run(line), { 'x.sh': PUSH })).toEqual(expected),
);

test('of a script that a step edits which may be passed over, as much is known', async () => {
  const edit = (condition: string) =>
    found(`- if: ${condition}\n  run: sed -i 's/web/app/' x.sh\n${run('sh x.sh')}`, { 'x.sh': PUSH });
  expect(await edit('vars.IS_APP')).toEqual(['-']);
  expect(await edit("github.ref_name == 'main'")).toEqual(['ghcr.io/octo/app:1']);
  expect(await edit("github.ref_name == 'next'")).toEqual(WEB);
});

describe('what a script of the checkout pushes is not known behind', () => {
  const MAKEFILE = `IMAGE = ghcr.io/octo/web\npush:\n\tdocker push $(IMAGE):1\n`;
  test.each([
    'git apply ci/names.patch',
    'patch -p1 < unknown.patch',
    'git checkout origin/next -- FILE',
    'git -C . checkout next',
    'git -C "$GITHUB_WORKSPACE" checkout next',
    'git --no-pager -c advice.detachedHead=false checkout next',
    'gh pr checkout 12',
    'git pull origin next',
    'git switch next',
    'git reset --hard origin/next',
    'curl -fsSL https://example.com/x -o FILE',
    'wget -qO FILE https://example.com/x',
    'wget https://example.com/FILE',
    './gen | tee FILE',
    'envsubst < ci/template > FILE',
    "git ls-files | xargs sed -i 's/web/other/; q'",
    "find . -name '*' -exec perl -pi -e 's/web/other/' {} +",
    'for each in *; do sed -i "s/$OLD/web/" "$each"; done',
    'sed s/$OLD/new/ FILE > t && mv t FILE',
    'cp ci/unknown FILE',
    'rsync -a ci/next/ .',
    'dd if=ci/unknown of=FILE',
    'sd octo/web octo/other FILE',
    "ex -sc '%s/web/other/|x' FILE",
    "python3 -c \"p = Path('FILE'); p.write_text(p.read_text().replace('web', 'other'))\"",
  ])('%s', async (change) => {
    for (const [path, text, start] of [
      ['x.sh', PUSH, 'sh x.sh'],
      ['Makefile', MAKEFILE, 'make push'],
    ] as const) {
      const files = {
        [path]: text,
        'ci/names.patch': `+++ b/${path}`,
        [`ci/next/${path}`]: '',
        'ci/template': text.replace('octo/web', '$OWNER/web'),
      };
      const pushed = await found(run(change.replaceAll('FILE', path)) + run(start), files);
      // What envsubst has nothing for is empty.
      expect(pushed.filter((each) => !/^(?:anywhere|-|ghcr\.io\/\/web:1)$/.test(each))).toEqual([]);
      expect(pushed).toHaveLength(1);
    }
  });
});

test.each([
  "perl -pi -e 's/1\\.0/2.0/' x.sh",
  'perl -i -pe "s/VERSION=.*/VERSION=$NEW/" x.sh',
  'yq -i \'.version = "2"\' x.sh',
  "find . -exec perl -pi -e 's/0\\.1/0.2/' {} +",
  'git checkout -b release',
  'git checkout HEAD -- x.sh',
  'git checkout package.json',
  'git -C lib checkout v2',
  'git --git-dir=../lib.git --work-tree=../lib checkout v2',
  'gh repo clone octo/lib && cat lib/x.sh',
  'gh pr view 12',
  'git checkout "${GITHUB_REF_NAME}"',
  'git fetch origin && git reset --hard "origin/$GITHUB_REF_NAME"',
  'git clone https://example.com/x lib && cd lib && git checkout v2 && git apply ../ci/names.patch && cd ..',
  'git pull --rebase origin main && git push',
  'git stash && git stash pop',
  'git apply ci/library.patch',
  "python3 -c \"open('notes.md', 'w')\"",
  'cp -r dist/. out',
  'sed s/VERSION=1/VERSION=$NEW/ x.sh > t && mv t x.sh',
  'jq --arg v "$NEW" \'.version = $v\' x.sh > t && mv t x.sh',
  'perl -pe s/1/2/ x.sh > t',
  'if ./is; then perl -pi -e "s/VERSION=.*/VERSION=$NEW/" x.sh; fi',
  'chmod +x x.sh && dos2unix x.sh',
])('what is done to versions leaves the names of a script: %s', async (change) => {
  const files = {
    'x.sh': 'VERSION=1\ndocker push ghcr.io/octo/web:$VERSION',
    'ci/library.patch': '+++ b/lib.c',
  };
  const pushed = await found(run(change) + run('sh x.sh'), files);
  expect(pushed.map((each) => each.replace(/:[\d.]+$/, ''))).toEqual(['ghcr.io/octo/web']);
});

describe('another commit that is left again', () => {
  test.each<[string, string[]]>([
    ['git checkout main~1; make bench; git checkout ${{ github.sha }}', WEB],
    ['git checkout gh-pages && git push && git checkout "$GITHUB_REF_NAME"', WEB],
    ['git merge next; git checkout $GITHUB_SHA', WEB],
    ['git checkout next; git reset --hard origin/main', WEB],
    ['git checkout next; git checkout other', ['anywhere']],
    ['git checkout next; git checkout HEAD', ['anywhere']],
    ['git checkout next; git reset --hard', ['anywhere']],
    ['git checkout next; git checkout HEAD -- x.sh', ['anywhere']],
    // The branch has the other commit then.
    ['git merge next; git checkout main', ['anywhere']],
    ["sed -i 's/web/app/' x.sh; git checkout $GITHUB_SHA", ['ghcr.io/octo/app:1']],
    ["sed -i 's/web/app/' x.sh; git checkout -f HEAD -- x.sh", WEB],
  ])('%s', async (line, expected) =>
    expect(await found(run(line) + run('sh x.sh'), { 'x.sh': PUSH })).toEqual(expected),
  );
});

describe('a file that PowerShell writes', () => {
  const MAKEFILE = 'IMAGE = ghcr.io/octo/web\npush:\n\tdocker push $(IMAGE):1\n';
  const FILES = { Makefile: MAKEFILE, 'ci/Makefile': MAKEFILE.replace('web', 'app') };
  const behind = (line: string) => found(`- shell: pwsh\n  run: |\n    ${line}\n${run('make push')}`, FILES);

  test.each([
    "(Get-Content Makefile) -replace 'web','app' | Set-Content Makefile",
    "Get-Content .\\Makefile | ForEach-Object { $_ -replace 'web', $env:NAME } | Out-File -Encoding utf8 .\\Makefile",
    'Set-Content -Path Makefile -Value $text',
    '$text | Out-File -FilePath Makefile',
    '@"\n    push:\n    "@ | Out-File -FilePath Makefile -Encoding utf8',
    '[System.IO.File]::WriteAllText("Makefile", $text)',
    'Invoke-WebRequest https://example.com/Makefile -UseBasicParsing -OutFile Makefile',
    '"push:" | Tee-Object -FilePath Makefile',
    'New-Item -Path . -Name Makefile -Value "push:" -Force',
    "Get-ChildItem * | ForEach-Object {\n    (Get-Content $_) -replace 'web','app' | Set-Content $_\n    }",
    'foreach ($f in $files) {\n    (Get-Content $f.FullName) -replace "web","app" | Set-Content $f.FullName\n    }',
  ])('is not known any more: %s', async (line) => expect(await behind(line)).toEqual(['anywhere']));

  test.each([
    "(Get-Content Makefile) -replace ':1',':2' | Set-Content Makefile",
    "(Get-Content package.json) -replace 'web','app' | Set-Content package.json",
    'Set-Content version.txt $env:GITHUB_SHA',
    '$json | ConvertTo-Json | Set-Content package.json',
    'Get-Content Makefile | Out-File log.txt',
    '@"\n    web\n    "@ | Out-File -FilePath notes.txt',
    '$text = @"\n    Makefile\n    "@',
    'New-Item -ItemType Directory -Path Makefile.d -Force',
    'Invoke-WebRequest https://example.com/Makefile',
    'Get-Process | Tee-Object -Variable Makefile',
    "Get-ChildItem * | ForEach-Object {\n    (Get-Content $_) -replace ':1',':2' | Set-Content $_\n    }",
    'Expand-Archive tools.zip -DestinationPath tools',
  ])('stays as it was beside others: %s', async (line) => expect(await behind(line)).toEqual(WEB));

  test.each(['Copy-Item ci/Makefile Makefile -Force', 'copy-item -Path ci\\Makefile -Destination .'])(
    'is the one that is copied: %s',
    async (line) => expect(await behind(line)).toEqual(['ghcr.io/octo/app:1']),
  );
});

describe('a command that is not what it looks like', () => {
  const PERHAPS = ['ghcr.io/octo/web:1 ?'];

  test.each<[string, string, string[]]>([
    ['a variable with a whole command', run(`echo "CMD=${PUSH}" >> "$GITHUB_ENV"`) + run('$CMD'), WEB],
    ['a client that is looked for', run('D=$(command -v podman)', '$D push ghcr.io/octo/web:1'), WEB],
    [
      'a function that is handed on',
      run('pub() { docker push ghcr.io/octo/$1:1; }', 'export -f pub', "bash -c 'pub web'"),
      WEB,
    ],
    [
      'for each',
      run(
        'pub() { docker push "ghcr.io/octo/$1:1"; }',
        'export -f pub',
        `echo web | xargs -n1 bash -c 'pub "$0"'`,
      ),
      WEB,
    ],
    ['one that is not', run('pub() { docker push ghcr.io/octo/web:1; }', "bash -c 'pub web'"), []],
    [
      'lines of another file',
      run('while read -r n <&3; do docker push ghcr.io/octo/web:1; done 3< list'),
      PERHAPS,
    ],
    [
      'the same by its number',
      run('while read -r -u3 n; do docker push ghcr.io/octo/web:1; done 3< list'),
      PERHAPS,
    ],
    ['a trap at the end', run(`trap '${PUSH}' EXIT`, 'make test'), WEB],
    ['one that is taken back', run(`trap '${PUSH}' EXIT`, 'trap - EXIT'), []],
    ['one for an error', run(`trap '${PUSH}' ERR`, 'make test'), PERHAPS],
    ['one of a script that ends before', run(`trap '${PUSH}' EXIT`, 'exit 0'), WEB],
    [
      'names that xargs reads in a file',
      run('echo ghcr.io/octo/web:1 > list.txt', 'echo none | xargs -a list.txt -n1 docker push'),
      WEB,
    ],
    ['in a container', run(`docker run --rm -v a:/a tools ${PUSH}`), WEB],
    ['in one whose image is the program', run(`docker run --rm docker:cli ${PUSH}`), WEB],
    ['in a shell of one', run(`docker run tools sh -c "cd a && ${PUSH}"`), WEB],
    ['in one that is there', run(`docker exec -e A=b dind ${PUSH}`), WEB],
    ['in one of compose', run(`docker compose -f a.yml run --rm ci ${PUSH}`), WEB],
    ['in one that does something else', run('docker run --rm tools make push'), []],
    ['a program that says what it pushes', run('./release --push ghcr.io/octo/web:1'), WEB],
    ['one that does not', run('./release --tag ghcr.io/octo/web:1'), []],
  ])('%s', async (_, steps, expected) => expect(await found(steps, {})).toEqual(expected));

  test.each<[string, string[]]>([
    [run("trap 'docker logout ghcr.io' EXIT", 'make test'), ['none']],
    [run(`trap 'docker logout ghcr.io' EXIT`, PUSH).replace('- run', '- id: b\n  run'), ['none']],
    [run('docker build . || (docker logout ghcr.io && exit 1)'), []],
  ])('and a logout: %s', async (steps, expected) => {
    const all = `- uses: acme/ghcr-preflight@v1\n${steps}${run(PUSH)}`;
    const { pushes } = await evidence({ [MAIN]: workflowOf(all) }, { own: { login: 'docker', images: [] } });
    const logins = pushes.at(-1)?.logins.map(({ token }) => token) ?? [];
    expect(logins.filter((each) => each !== 'own')).toEqual(expected);
    // What stands before the end still has its login.
    expect(pushes.slice(0, -1).flatMap((push) => push.logins)).toEqual([]);
  });
});

describe('what nobody reads, by its own name', () => {
  const OTHER =
    '- uses: actions/checkout@v6\n- uses: actions/checkout@v6\n  with: {repository: octo/ci, path: ci}\n';
  const OPEN = ['anywhere ?'];
  test.each<[string, string, Files, string[]]>([
    ['a target of another repository', run('make -C ci push'), MAKE, OPEN],
    [
      'a target of what is cloned',
      run('git clone https://github.com/octo/ci', 'cd ci', 'make docker-push TAG=1'),
      {},
      OPEN,
    ],
    ['a script of another repository', run('ci/push-images.sh'), {}, OPEN],
    ['for what it prints', run('DIGEST=$(make -C ci push)'), {}, OPEN],
    ['a script for what it prints', run('echo "digest=$(ci/push-images.sh | tail -1)"'), {}, OPEN],
    [
      'a package for what it prints',
      run('while read -r d; do :; done < <(npm run -s docker:push)'),
      {},
      OPEN,
    ],
    ['a task in several words', run('task image:push'), {}, OPEN],
    ['a task in capitals', run('invoke dockerPush'), {}, OPEN],
    ['a label', run('plz run //web:web_push'), {}, OPEN],
    [
      'what a flake makes elsewhere',
      run('nix run .#push'),
      { 'flake.nix': '{ apps.push = import ./x.nix; }' },
      OPEN,
    ],
    ['what a flake calls so in two words', run('nix run .#push-image'), {}, OPEN],
    ['a task of a namespace', run('inv docker.push'), {}, OPEN],
    ['a task of a project, by its own packages', run('bundle exec rake docker:push'), {}, OPEN],
    ['the same in Python', run('uv run invoke image.push'), {}, OPEN],
    ['a task of Rust', run('cargo xtask docker-push --release'), {}, OPEN],
    ['another task of Rust', run('cargo xtask test'), {}, []],
    ['a target of a build', run('ninja -C out docker-push'), {}, OPEN],
    ['the same behind an option', run('cmake --build . --target push'), {}, OPEN],
    ['a task of Clojure, in two words', run('lein docker push'), {}, OPEN],
    ['a task of Scala', run('./mill web.docker.push'), {}, OPEN],
    ['bundles of an operator', run('make -C ci bundle-push catalog-push'), {}, OPEN],
    ['a task of Elixir', run('mix docker.push'), {}, OPEN],
    ['another task of Elixir', run('mix hex.publish'), {}, []],
    ['a program of the project', run('dotnet run --project build -- Push'), {}, OPEN],
    ['a package that is pushed', run('dotnet nuget push app.nupkg', 'nx release --push'), {}, []],
    ['a task of a project of a workspace', run('npx nx run web:push'), {}, OPEN],
    ['the task of all of them', run('moon run :push'), {}, OPEN],
    ['a task of packages that are not there', run('npx turbo run push'), {}, OPEN],
    ['a task of an environment', run('hatch run docker-push'), {}, OPEN],
    ['a program of one', run('pdm run docker-push'), {}, OPEN],
    ['the same of pipenv', run('pipenv run push-image'), {}, OPEN],
    ['a program that is installed', run('docker-push web'), {}, OPEN],
    [
      'a function of the script',
      run('push_image() { echo web; }', 'push_image web', 'log push-image'),
      {},
      [],
    ],
    [
      'one that is only asked about',
      run('docker-push --help', 'which docker-push', 'act -j docker-push'),
      {},
      [],
    ],
    ['a task of Rails', run('bin/rails docker:push'), {}, OPEN],
    ['another task of Rails', run('bin/rails db:push', 'bin/rake release'), {}, []],
    ['a task of Laravel', run('php artisan docker:push'), {}, OPEN],
    ['a task of rake with what it is given', run('rake "docker:push[1.0]"'), {}, OPEN],
    ['a task of mise without `run`', run('mise docker:push'), {}, OPEN],
    ['a target with a point', run('make -C ci docker.push'), {}, OPEN],
    ['the same behind it', run('make -C ci push.image'), {}, OPEN],
    ['an output of a flake with a point', run('nix run .#docker.push'), {}, OPEN],
    ['a task of an architecture, or of a place', run('make -C ci push-amd64 push-staging'), {}, OPEN],
    ['a task of a client', run('make -C ci podman-push'), {}, OPEN],
    ['a task that only says what it would do', run('make -C ci docker-push --dry-run'), {}, []],
    ['a task of a script', run('./x docker:push'), {}, OPEN],
    ['the same in two words', run('./x push image'), {}, OPEN],
    ['the same of a program', run('python ci/tool.py push-image'), {}, OPEN],
    ['a script of docker that is told to push', run('./docker.sh push'), {}, OPEN],
    [
      'an image of a script for Docker Hub',
      run('./x push image octo/app', './x docker:push octo/app'),
      {},
      [],
    ],
    ['another program of it', run('hatch run pytest', 'hatch publish'), {}, []],
    ['another program of a package', run('npx acme push'), {}, []],
    ['a task of a namespace that only builds', run('inv docker.build'), {}, []],
    ['an action of another repository', '- uses: ./ci/push-image\n', {}, OPEN],
    [
      'an action of the repository whose program is compiled',
      '- uses: ./act/push-image\n',
      {
        'act/push-image/action.yml': 'runs: {using: docker, image: Dockerfile}\n',
        'act/push-image/Dockerfile': 'COPY . .\nRUN go build -o /push\nENTRYPOINT ["/push"]\n',
      },
      OPEN,
    ],
    [
      'one whose program lies in an image of others',
      '- uses: ./act/push-image\n',
      { 'act/push-image/action.yml': 'runs: {using: docker, image: "docker://acme/pusher:1"}\n' },
      OPEN,
    ],
    [
      'one whose program is bundled',
      '- uses: ./act/push-image\n',
      {
        'act/push-image/action.yml': 'runs: {using: node24, main: dist/index.js}\n',
        'act/push-image/dist/index.js': 'f();'.repeat(20_000),
      },
      OPEN,
    ],
    [
      'one that is told not to push',
      '- uses: ./act/push-image\n  with: {push: false}\n',
      { 'act/push-image/action.yml': 'runs: {using: docker, image: "docker://acme/pusher:1"}\n' },
      [],
    ],
    [
      'one whose program is read and pushes nothing',
      '- uses: ./act/push-image\n',
      {
        'act/push-image/action.yml': 'runs: {using: docker, image: Dockerfile}\n',
        'act/push-image/Dockerfile': 'COPY a.sh /\nENTRYPOINT ["/a.sh"]\n',
        'act/push-image/a.sh': 'curl -X POST https://example.com\n',
      },
      [],
    ],
    [
      'an action of others, told of an image',
      '- uses: acme/docker-push-action@v1\n  with: {image: "ghcr.io/octo/web:1"}\n',
      {},
      WEB,
    ],
    ['an action of others, told of none', '- uses: acme/docker-push@v1\n  with: {image: web}\n', {}, []],
    [
      'an action of others, told of the registry and the name apart',
      '- uses: acme/docker-publish@v1\n  with: {registry: ghcr.io, image: octo/web, password: "${{ github.token }}"}\n',
      {},
      ['ghcr.io/octo/web'],
    ],
    [
      'an action of others, told of the registry and half the name',
      '- uses: acme/docker-publish@v1\n  with: {registry: ghcr.io, image: web}\n',
      {},
      OPEN,
    ],
    [
      "an action of others, given the job's token",
      '- uses: acme/docker-build-push@v1\n  with: {token: "${{ github.token }}", image: web}\n',
      {},
      OPEN,
    ],
    [
      'an action of others, given a registry that nobody knows',
      '- uses: acme/docker-build-push@v1\n  with: {registry: "${{ vars.HOST }}", image: web, password: "${{ secrets.PW }}"}\n',
      {},
      OPEN,
    ],
    ['an action of others, given nothing', '- uses: acme/docker-tag-build-push-action@v1\n', {}, OPEN],
    [
      'an action of others, given the password of Docker Hub',
      '- uses: acme/docker-build-push@v1\n  with: {image: octo/web, password: "${{ secrets.HUB }}", token: "${{ github.token }}"}\n',
      {},
      [],
    ],
    [
      'an action of others, given another registry',
      '- uses: acme/docker-build-push@v1\n  with: {registry: docker.io, token: "${{ github.token }}"}\n',
      {},
      [],
    ],
    [
      'an action of others, told of the registry with an owner',
      '- uses: acme/docker-publish@v1\n  with: {registry: ghcr.io/octo, image: "web:1"}\n',
      {},
      WEB,
    ],
    [
      'an action of others, told of a whole name in place of a registry',
      '- uses: acme/docker-publish@v1\n  with: {registry: ghcr.io/octo/web}\n',
      {},
      ['ghcr.io/octo/web'],
    ],
    [
      'an action of others, told of no name below the owner',
      '- uses: acme/docker-publish@v1\n  with: {registry: ghcr.io/octo}\n',
      {},
      OPEN,
    ],
    [
      'actions of others that push commits, or charts',
      '- uses: actions-js/push@v1.5\n  with: {github_token: "${{ github.token }}"}\n- uses: acme/helm-push-action@v1\n',
      {},
      [],
    ],
    [
      'an action of others, given a registry that is not ours',
      '- uses: acme/push-image@v1\n  with: {registry: registry.example.com, token: "${{ github.token }}"}\n',
      {},
      [],
    ],
    [
      'an action of others, given a repository of a cloud',
      '- uses: acme/docker-push@v1\n  with: {ecr-repository: app}\n',
      {},
      [],
    ],
    [
      'an action of others, given another registry as a variable',
      '- uses: acme/docker-push@v1\n  env: {REGISTRY: docker.io}\n',
      {},
      [],
    ],
    [
      'actions that are told not to push',
      '- uses: acme/docker-publish@v1\n  with: {image: "ghcr.io/octo/web:1", push: false}\n- uses: ./ci/docker-push\n  with: {dry-run: true}\n',
      {},
      [],
    ],
    [
      'an action that publishes manifests',
      '- uses: ./.github/actions/release-manifests\n- uses: acme/terraform-registry-publish@v1\n',
      {},
      [],
    ],
    ['an action of others that releases no image', '- uses: acme/release-action@v1\n', {}, []],
    [
      'an action of others that deploys',
      '- uses: acme/deploy-image@v1\n  with: {image: "ghcr.io/octo/web:1"}\n',
      {},
      [],
    ],
    ['one of ours that is read', run('make push'), MAKE, WEB],
    [
      'an action of ours that is read',
      '- uses: ./push\n',
      { 'push/action.yml': 'runs:\n  using: composite\n  steps: []\n' },
      [],
    ],
    ['a script of all packages', run('pnpm -r run push'), {}, OPEN],
    ['the same of yarn', run('yarn workspaces foreach -Apt run docker:push'), {}, OPEN],
    ['a script of one package', run('pnpm --filter web push'), {}, OPEN],
    ['the same of npm', run('npm -w apps/web run push'), {}, OPEN],
    ['a package of that name', run('npm install docker-push', 'pnpm add push'), {}, []],
    ['a target by its option', run('npx nx affected --target=push'), {}, OPEN],
    ['one of several targets', run('nx run-many -t build,docker-push'), {}, OPEN],
    ['a program in Python', run('python ci/push_images.py'), {}, OPEN],
    ['a module of Python', run('poetry run python -m ci.push_images'), {}, OPEN],
    ['a program in JavaScript', run('npx tsx scripts/push.ts'), {}, OPEN],
    ['a program in Go', run('go run ./ci/push/main.go -tag 1'), {}, OPEN],
    ['a playbook', run('ansible-playbook -i hosts push-images.yml'), {}, OPEN],
    ['a script that is sourced', run('source ci/docker-push.sh'), {}, OPEN],
    ['a program that pushes rows', run('python ci/push_metrics.py', 'go run ./cmd/tool push'), {}, []],
    ['a task that publishes images', run('make -C ci docker-publish'), {}, OPEN],
    ['a script that releases images', run('ci/release-image.sh'), {}, OPEN],
    ['a task that pushes one image of several', run('make -C ci docker-push-api'), {}, OPEN],
    ['a build for a release', run('make -C ci build-release-image'), {}, []],
    ['a task for Docker Hub', run('make -C ci push-docker-hub'), {}, []],
    [
      'what is printed of a release',
      run('TAG=$(ci/get-image-release.sh)', "T=$(git describe --match 'release*')", 'R=$(gh release view)'),
      {},
      [],
    ],
    [
      'a task for a registry of this machine',
      run('make -C ci docker-push-local', 'ci/kind-push-images.sh'),
      {},
      [],
    ],
    [
      'scripts that do something else about a push',
      run(
        'ci/get-image-release.sh',
        'ci/wait-for-image-publish.sh',
        'ci/should-push-image.sh',
        'ci/after-docker-push.sh',
      ),
      {},
      [],
    ],
    ['a script that prepares it, and pushes', run('ci/prepare-and-push-image.sh'), {}, OPEN],
    [
      'tasks of words about images',
      run('make -C ci release-image-notes', 'ci/docker-push-summary.sh', 'python ci/push_image_metrics.py'),
      {},
      [],
    ],
    ['a task that pushes an image of metrics', run('make -C ci docker-push-metrics'), {}, OPEN],
    [
      'tasks that publish what is no image',
      run('make -C ci release-manifests', 'npm run docker:publish:docs', 'make -C ci publish-registry'),
      {},
      [],
    ],
    ['a task that pushes manifests', run('make -C ci push-manifest'), {}, OPEN],
    ['variables for a push', run('source ci/docker-push.env', '. ci/docker-push-lib.sh'), {}, []],
    ['a task that tries', run('make -C ci test-docker-push'), {}, []],
    ['a task that publishes', run('make -C ci publish'), {}, OPEN],
    ['a script that releases', run('ci/release.sh 1.2'), {}, OPEN],
    ['a script without an ending', run('ci/build-and-publish'), {}, OPEN],
    ['a kind of build', run('make -C ci release'), {}, []],
    [
      'what publishes something else',
      run(
        'make -C ci publish-docs',
        'ci/release-notes.sh',
        'python ci/publish.py',
        'rake release',
        'npm run release',
      ),
      {},
      [],
    ],
    ...[
      'NODE_AUTH_TOKEN',
      'TWINE_PASSWORD',
      'CARGO_REGISTRY_TOKEN',
      'DOCKERHUB_TOKEN',
      'AWS_SECRET_ACCESS_KEY',
    ].map((name): [string, string, Files, string[]] => [
      `a script with a credential for elsewhere, ${name}`,
      `${run('ci/release.sh')}  env: {${name}: x, DOCKERHUB_USERNAME: x, GH_TOKEN: x}\n`,
      {},
      [],
    ]),
    [
      'a script with one for images as well',
      `${run('ci/release.sh')}  env: {NPM_TOKEN: x, GHCR_TOKEN: x}\n`,
      {},
      OPEN,
    ],
    [
      'a script with one of the job',
      `${run('make -C ci publish')}  env: {GH_TOKEN: x, AWS_REGION: x}\n`,
      {},
      OPEN,
    ],
    [
      'tasks that only say what they would do',
      run('make -C ci publish DRY_RUN=1', 'ci/release.sh --check', 'make -C ci docker-push PUSH=false'),
      {},
      [],
    ],
    [
      'the same by a variable',
      `${run('make -C ci docker-push', 'ci/release.sh')}  env: {DRY_RUN: true}\n`,
      {},
      [],
    ],
    ['a task that is told to do it', run('make -C ci publish DRY_RUN=0 PUSH=1'), {}, OPEN],
    [
      'a task that is perhaps told to',
      `${run('ci/publish.sh')}  env: {DRY_RUN: "\${{ vars.DRY }}"}\n`,
      {},
      OPEN,
    ],
    ['a script that is told another registry', run('ci/publish.sh REGISTRY=docker.io/octo'), {}, []],
    ['targets that are asked for', run("bazel run $(bazel query 'kind(oci_push, //...)')"), {}, OPEN],
    [
      'the same in a loop',
      run("for T in $(bazel query 'kind(oci_push, //...)'); do bazel run $T; done"),
      {},
      OPEN,
    ],
    ['one after the other', run("bazel query 'kind(oci_push, //...)' | xargs -n1 bazel run"), {}, OPEN],
    ['scripts for what is piped in', run('ls services | xargs -n1 ci/push-image.sh'), {}, OPEN],
    ['targets for what is piped in', run('ls services | xargs -I{} make -C {} push'), {}, OPEN],
    [
      'one after the other, and builds',
      run("bazel query 'kind(go_binary, //...)' | xargs bazel run"),
      {},
      [],
    ],
    [
      'a script for each word',
      run('echo a b | xargs -n1 ./push.sh'),
      { 'push.sh': 'docker push ghcr.io/octo/$1\n' },
      ['ghcr.io/octo/a', 'ghcr.io/octo/b'],
    ],
    ['a task out of a file', run('just "$(cat push.txt)"'), {}, OPEN],
    ['tasks that are asked for and build', run("bazel run $(bazel query 'kind(go_binary, //...)')"), {}, []],
    ['one beside a push of commits', run('make -C ci $TASK', 'git push', 'echo push'), {}, []],
    [
      'one beside what others push',
      run('make -C ci $TASK', 'cachix push octo', 'aws ecr push', 'sudo dvc push'),
      {},
      [],
    ],
    [
      'one in the run of an event',
      run('if [[ $GITHUB_EVENT_NAME == push ]]; then make -C ci $TASK; fi'),
      {},
      [],
    ],
    ['one by the event', run('case $GITHUB_EVENT_NAME in', 'push) make -C ci $TASK ;;', 'esac'), {}, []],
    [
      'one where the event is filled in',
      run('if [ "${{ github.event_name }}" = push ]; then make -C ci $TASK; fi'),
      {},
      [],
    ],
    ['one that is told to push nothing', run('make -C ci $TASK PUSH=false'), {}, []],
    ['one that is told to push', run('make -C ci $TASK PUSH=1'), {}, OPEN],
    ['one of a list', run('TASK=push', '[ -z "$OTHER" ] || TASK=$(cat task)', 'make -C ci $TASK'), {}, OPEN],
    ['one of a case', run('case $TASK in', 'push) ./login ;;', 'esac', 'make -C ci $TASK'), {}, OPEN],
    ['a folder that nobody knows', run('for D in $(ls); do make -C $D all; done # push'), {}, []],
    ['a program that nobody knows, of an image', run('falcoctl registry push $REF rules.tar.gz'), {}, OPEN],
    [
      'one that is told the place of an owner',
      run('mytool image push --registry ghcr.io/octo web'),
      {},
      [...OPEN, 'ghcr.io/octo'],
    ],
    [
      'and in the same word',
      run('mytool image push --registry=ghcr.io/octo web'),
      {},
      [...OPEN, 'ghcr.io/octo'],
    ],
    [
      'a script that is',
      run('python build.py --push --registry ghcr.io/octo --tag web'),
      {},
      [...OPEN, 'ghcr.io/octo'],
    ],
    [
      'one that is told the place of another registry',
      run('mytool image push --registry docker.io/octo web'),
      {},
      [],
    ],
    ['a build by one', run('kubectl buildkit build --push -t $IMAGE .'), {}, OPEN],
    ['a build by a program', run('python ci/build.py --push'), {}, OPEN],
    ['a push of one that is no image', run('mike deploy --push 1', 'lerna version --push'), {}, []],
    [
      'pages, and what ends as a build',
      run(
        'ghp-import --push docs/_build/html',
        'mkdocs build --push',
        'acme --push site/build/html',
        'python docs/build.py --push',
      ),
      {},
      [],
    ],
    [
      'a build that is told another registry',
      run('x build --push --registry docker.io', 'x build --push --registry=registry.example.com'),
      {},
      [],
    ],
    ['a build that is told ours', run('x build --push --registry ghcr.io .'), {}, OPEN],
    ['an image for Docker Hub', run('finch image push octo/app:1', 'x build --push -t octo/app .'), {}, []],
    ['an image for another registry', run('x build --push -t docker.io/octo/app .'), {}, []],
    ['a client out of a flake', run('nix run .#skopeo -- copy oci:x docker://ghcr.io/octo/web:1'), {}, WEB],
    ['another task', run('make -C ci test', 'ci/build.sh'), {}, []],
    ['what is pushed to a database', run('npm run db:push'), {}, []],
    ['tags that are pushed', run('make -C ci push-tags', 'git push --tags'), {}, []],
    ['a push that is no task', run('dvc push', 'tx push', 'supabase db push'), {}, []],
    ['a task that is told another registry', run('make -C ci push REGISTRY=docker.io/octo'), {}, []],
    ['a file of that name', run('make -f push.mk'), {}, []],
    ['a variable of that name', run('make -C ci all push=1'), {}, []],
  ])('%s', async (_, steps, files, expected) => expect(await found(OTHER + steps, files)).toEqual(expected));
});

describe('batch files', () => {
  const FILE = { 'ci/push.cmd': `@echo off\r\nrem docker push ghcr.io/octo/old:1\r\n${PUSH}\r\n` };
  const cmd = (line: string) => `- shell: cmd\n  run: |\n    ${line}\n`;
  test.each<[string, string, Files, string[]]>([
    ['that cmd calls', cmd('call ci\\push.cmd 1'), FILE, WEB],
    ['that cmd goes on with', cmd('@.\\ci\\push.cmd'), FILE, WEB],
    ['that PowerShell starts', '- shell: pwsh\n  run: ./ci/push.cmd\n', FILE, WEB],
    ['that are only shown', cmd('type ci\\push.cmd'), FILE, []],
  ])('%s', async (_, steps, files, expected) =>
    expect((await found(steps, files)).filter((each) => each !== 'anywhere ?')).toEqual(expected),
  );
});

describe('tasks in other files', () => {
  const LINE = `sh '${PUSH}'`;
  let workspace: string;
  beforeEach(async () => {
    workspace = await mkdtemp(join(tmpdir(), 'tasks-'));
  });
  afterEach(() => rm(workspace, { recursive: true }));
  test.each<[string, string, Files, string[]]>([
    [
      'rake',
      run('rake image:ship'),
      { Rakefile: '', 'lib/tasks/image.rake': `task :ship do\n  ${LINE}\nend\n` },
      WEB,
    ],
    [
      'invoke',
      run('inv image.ship'),
      { 'tasks/__init__.py': '', 'tasks/image.py': `def ship(c):\n    c.run('${PUSH}')\n` },
      WEB,
    ],
    [
      'mage',
      run('mage ship'),
      { 'magefiles/image.go': `func Ship() error {\n\treturn sh.Run(\`${PUSH}\`)\n}\n` },
      WEB,
    ],
    [
      'nix',
      run('nix run .#ship'),
      { 'flake.nix': `{\n  apps.ship = script ''\n    ${PUSH}\n  '';\n}\n` },
      WEB,
    ],
    [
      'nix, of another flake',
      run('nix run github:octo/x#ship'),
      { 'flake.nix': `{\n  apps.ship = ''\n    ${PUSH}\n  '';\n}\n` },
      [],
    ],
    [
      'another task',
      run('rake image:test'),
      { 'lib/tasks/image.rake': `task :test do\nend\ntask :ship do\n  ${LINE}\nend\n` },
      [],
    ],
    [
      'uv with options',
      run('uv run --with docker --frozen -- python x.py'),
      { 'x.py': `run('${PUSH}')` },
      WEB,
    ],
    ['uv in another folder', run('uv run --directory ci python x.py'), { 'x.py': `run('${PUSH}')` }, []],
  ])('%s', async (_, steps, files, expected) => {
    for (const [path, text] of Object.entries(files)) {
      await mkdir(dirname(join(workspace, path)), { recursive: true });
      await writeFile(join(workspace, path), text);
    }
    expect(await found(steps, files, {}, workspace)).toEqual(expected);
  });
});
