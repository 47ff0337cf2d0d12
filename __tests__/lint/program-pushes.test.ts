/** Pushes of programs in other languages, whose text says so: what the job's own token would be refused for is a warning. */
import { expect, test } from '@jest/globals';
import { ids, lintFiles, login, MAIN, workflow } from './repository.js';

const READS = 'permissions: {contents: read}';
const LACKS = ['warning job-lacks-packages-write'];
const PUSH = "exec.exec('docker', ['push', 'ghcr.io/octo/app:1'])";
const CALL = 'subprocess.check_call(["docker", "push", "ghcr.io/octo/app:1"])';
const script = (...lines: string[]) =>
  `\n- uses: actions/github-script@v8\n  with:\n    script: |\n${lines.map((each) => `      ${each}\n`).join('')}`;
const python = (...lines: string[]) =>
  `\n- shell: python\n  run: |\n${['import os, subprocess', ...lines].map((each) => `    ${each}\n`).join('')}`;
const FILE = '\n- uses: actions/checkout@v5\n- run: python tools/ship.py';

test.each<[string, string, string, readonly string[]]>([
  ['a script of actions/github-script', login() + script(`await ${PUSH};`), READS, LACKS],
  ['one of Python', login() + python(CALL), READS, LACKS],
  ['a command as one text', login() + python('os.system("docker push ghcr.io/octo/app:1")'), READS, LACKS],
  [
    'a script that may read packages',
    login() + script(`await ${PUSH};`),
    'permissions: {packages: read}',
    LACKS,
  ],
  ['beside a pull', `${login()}\n- run: docker pull ghcr.io/octo/base${python(CALL)}`, READS, LACKS],
  ['a workflow that says nothing', login() + python(CALL), '', ['warning default-token-permissions']],
  ['a name that it makes', login() + python('subprocess.run(["docker", "push", image])'), READS, LACKS],
  ['a job that may write', login() + python(CALL), 'permissions: {packages: write}', []],
  ['a token of its own', login('secrets.GHCR_TOKEN') + python(CALL), READS, []],
  ['a login of its own', login() + python('os.system("docker login ghcr.io -u octo")', CALL), READS, []],
  ['no login', python(CALL), READS, []],
  ['another registry', login() + python('os.system("docker push quay.io/octo/app:1")'), READS, []],
  [
    'another registry, whatever the command is called',
    `${login()}\n- run: python -c 'import os; os.system("docker push quay.io/octo/app:1")'`,
    READS,
    [],
  ],
  ['a package of another owner', login() + python(CALL.replace('octo', 'other')), READS, []],
  ['words for whoever reads the log', login() + python('print("docker push ghcr.io/octo/app:1")'), READS, []],
  ['a variable that decides', login() + python('if os.environ.get("PUSH"):', `  ${CALL}`), READS, []],
  [
    'a script that may read, and asks what has happened',
    login() + script(`if (context.ref === 'refs/heads/main') await ${PUSH};`),
    'permissions: {packages: read}',
    [],
  ],
  [
    'a push beside it that is seen and lacks a login',
    `${python(CALL)}\n- run: docker push ghcr.io/octo/app:1`,
    'permissions: {packages: write}',
    ['error no-registry-login'],
  ],
])('%s', async (_, steps, keys, expected) => {
  expect(await ids({ [MAIN]: workflow(steps, keys) })).toEqual(expected);
});

const SDK = ['import docker', 'client = docker.from_env()'];

test.each<[string, string[], readonly string[]]>([
  ['docker of Python', [...SDK, 'client.images.push("ghcr.io/octo/app", tag="1")'], LACKS],
  [
    'a name that it makes',
    [...SDK, 'for line in client.images.push(name, stream=True):', '  print(line)'],
    LACKS,
  ],
  [
    'a library among others',
    [
      'import os, json as j, docker',
      'client = docker.from_env()',
      'client.push("a")',
      'client.images.push("ghcr.io/octo/app")',
    ],
    LACKS,
  ],
  [
    'what is named like one',
    ['import os, docker_names', 'client.push("a")', 'client.images.push("ghcr.io/octo/app")'],
    [],
  ],
  ['its low level', ['import docker', 'docker.APIClient().push', 'api.push("ghcr.io/octo/app")'], LACKS],
  [
    'python-on-whales',
    ['from python_on_whales import docker', 'docker.image.push("ghcr.io/octo/app:1")'],
    LACKS,
  ],
  [
    'a login of its own',
    [
      ...SDK,
      'client.login(username="octo", password=os.environ["PAT"], registry="ghcr.io")',
      'client.images.push("ghcr.io/octo/app")',
    ],
    [],
  ],
  [
    'credentials for the one push',
    [...SDK, 'client.images.push("ghcr.io/octo/app", auth_config={"username": "octo", "password": pat})'],
    [],
  ],
  [
    'a login to a host that it makes',
    [...SDK, 'client.login(username="octo", password=pat, registry=HOST)', 'client.images.push(name)'],
    [],
  ],
  ['another registry', [...SDK, 'client.images.push("quay.io/octo/app")'], []],
  ['a repository of git', ['import git, docker', 'repo.remote("origin").push()', 'items.push(1)'], []],
])('pushes by a library: %s', async (_, lines, expected) => {
  expect(await ids({ [MAIN]: workflow(login() + python(...lines), READS) })).toEqual(expected);
});

const OPTION = `import argparse, subprocess\nparser.add_argument("--push", action="store_true")\nif args.push:\n  ${CALL}\n`;

test.each<[string, string, string, readonly string[]]>([
  ['of Python', FILE, `import subprocess\n${CALL}\n`, LACKS],
  ['that is told to', `${FILE} --push`, OPTION, LACKS],
  ['that is not told to', FILE, OPTION, []],
  ['that only looks', `${FILE} --dry-run`, `import subprocess\n${CALL}\n`, []],
  ['that says nothing of it', FILE, 'print(1)\n', []],
])('a program of the checkout %s', async (_, steps, text, expected) => {
  const files = { [MAIN]: workflow(login() + steps, READS), 'tools/ship.py': text };
  expect(await ids(files)).toEqual(expected);
});

test.each<[string, string, readonly string[]]>([
  [
    'decides by itself, for the login may be for pulls',
    `import subprocess\nif is_release():\n  ${CALL}\n`,
    [],
  ],
  ['decides in one line', `import subprocess\nis_release() and ${CALL}\n`, []],
  ['only could push', `import subprocess\ndef ship():\n  ${CALL}\n\ndef build():\n  pass\n\nbuild()\n`, []],
  ['calls what it defines', `import subprocess\ndef ship():\n  ${CALL}\n\nship()\n`, LACKS],
  ['does one thing after the other', `import subprocess\n${CALL}\n`, LACKS],
  [
    'pushes by a library',
    'import docker\n\ndef main():\n  client = docker.from_env()\n  client.images.push("ghcr.io/octo/app", tag="1")\n\nif __name__ == "__main__":\n  main()\n',
    LACKS,
  ],
])('in a job that may read, a program of the checkout that %s', async (_, text, expected) => {
  const files = { [MAIN]: workflow(login() + FILE, 'permissions: {packages: read}'), 'tools/ship.py': text };
  expect(await ids(files)).toEqual(expected);
});

test('pull requests of forks: a script that pushes in any, and one that asks for the event', async () => {
  const on = (...lines: string[]) =>
    workflow(login() + script(...lines), 'permissions: {packages: write}').replace(
      'on: push',
      'on: pull_request',
    );
  expect(await ids({ [MAIN]: on(`await ${PUSH};`) })).toEqual(['warning read-only-run']);
  expect(await ids({ [MAIN]: on(`if (context.eventName === 'push') await ${PUSH};`) })).toEqual([]);
});

test('where it stands and what is pushed is said', async () => {
  const { report } = await lintFiles({ [MAIN]: workflow(login() + python(CALL), READS) });
  expect(report.findings[0]?.evidence.join('\n')).toMatch(
    /as its text says, the program there pushes ghcr\.io\/octo\/app:1 \(\.github\/workflows\/\S+:\d+\)/,
  );
});
