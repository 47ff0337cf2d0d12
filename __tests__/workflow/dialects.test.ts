/** What shells do otherwise than bash: what they leave of a variable is read as the shell itself has it, or not told. */
import { spawnSync } from 'node:child_process';
import { expect, test } from '@jest/globals';
import { ids } from '../lint/repository.js';
import { evidence, MAIN, workflowOf } from './reading.js';

const APP = 'ghcr.io/octo/app';
const PUSH = `docker push ${APP}:$TAG`;
const LOGIN =
  '- uses: docker/login-action@v4\n  with: {registry: ghcr.io, username: octo, password: "${{ github.token }}"}\n';
const READ = `echo 1 | read TAG\n${PUSH}`;
const LOOP = `echo 1 | while read each; do TAG=$each; done\n${PUSH}`;
const FUNCTION = `f() { :; }\nTAG=1 f\n${PUSH}`;

/** The shell, its script, the tag that is read (null: it is not known), and what this shell pushes, where that is another. */
const SCRIPTS: [string, string, string | null, string?][] = [
  ['bash', `TAG=1 eval '${PUSH}'`, '1'],
  ['bash', `TAG=1 eval 'TAG=2'\n${PUSH}`, ''],
  ['bash', `TAG=1 :\n${PUSH}`, ''],
  ['bash', `TAG=1 export TAG\n${PUSH}`, '1'],
  ['bash', `TAG=1 readonly TAG\n${PUSH}`, '1'],
  ['bash', `TAG=1 export OTHER=2\n${PUSH}`, ''],
  ['bash', `set -o posix\nTAG=1 :\n${PUSH}`, '1'],
  ['bash', FUNCTION, ''],
  ['bash', READ, ''],
  ['bash', `shopt -s lastpipe\n${READ}`, null, '1'],
  ['bash', `shopt -s lastpipe\n${LOOP}`, null, '1'],
  ['bash', `shopt -s lastpipe\nshopt -u lastpipe\n${READ}`, ''],
  ['bash', `shopt -s lastpipe\necho 1 | read OTHER\n${PUSH}`, ''],
  ['bash -O lastpipe -e {0}', READ, null, '1'],
  ['bash --posix -e {0}', `TAG=1 :\n${PUSH}`, '1'],
  ['sh', `TAG=1 :\n${PUSH}`, '1'],
  ['sh', `TAG=1 export OTHER=2\n${PUSH}`, '1'],
  ['sh', `TAG=1 eval ':'\n${PUSH}`, '1'],
  ['sh', `TAG=1 true\n${PUSH}`, ''],
  ['sh', FUNCTION, null, ''],
  ['sh', READ, ''],
  ['sh', `alias tagged='TAG=1'\ntagged\n${PUSH}`, null, '1'],
  ['bash', `shopt -s expand_aliases\nalias tagged='TAG=1'\ntagged\n${PUSH}`, null, '1'],
  ['bash', `alias tagged='TAG=1'\n${PUSH}`, ''],
  ['zsh -e {0}', READ, null, '1'],
  ['zsh -e {0}', LOOP, null, '1'],
  ['zsh -e {0}', `TAG=1 :\n${PUSH}`, ''],
  ['zsh -e {0}', `TAG=1\n${PUSH}`, '1'],
];

const workflow = (steps: string) =>
  workflowOf(steps, 'runs-on: ubuntu-latest\npermissions: {contents: read, packages: write}');
const run = (shell: string, script: string) =>
  `- run: |\n${script.replace(/^/gm, '    ')}\n  shell: ${shell}\n`;

/** What the shell itself gives docker; null: this machine has no such shell. */
function pushedBy(shell: string, script: string): string | null {
  const [name = '', ...options] = shell.split(' ').filter((each) => each !== '{0}');
  const program = name === 'sh' ? 'dash' : name;
  const own = `docker() { echo "$2"; }\n${script}`;
  const { stdout, error } = spawnSync(program, [...options, '-c', own], {
    encoding: 'utf8',
    env: {},
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return error ? null : stdout.trim();
}

test.each(SCRIPTS)('%s: %j', async (shell, script, tag, real = tag ?? '') => {
  const own = { images: [], login: 'docker' } as const;
  const files = { [MAIN]: workflow(LOGIN + run(shell, script)) };
  const { pushes } = await evidence(files, { own });
  // Another shell than the runner's own may have been given variables: nothing is said of what none sets.
  const isRunners = /^(?:ba)?sh$/.test(shell);
  const expected = tag === null || (tag === '' && !isRunners) ? null : `${APP}:${tag}`;
  const found = pushes.map(({ reference }) => reference);
  expect(found.map((each) => (each === APP ? null : each))).toEqual([expected]);
  const said = await ids(files);
  if (tag !== '') expect(said).toEqual([]);
  else if (isRunners) expect(said).toEqual(['error invalid-image-reference']);
  const pushed = pushedBy(shell, script);
  if (pushed !== null) expect(pushed).toBe(`${APP}:${real}`);
});

test.each([
  ['sh publish.sh', `TAG=1 :\n${PUSH}`, `${APP}:1`],
  ['./publish.sh', `#!/bin/sh -e\nTAG=1 :\n${PUSH}`, `${APP}:1`],
  ['./publish.sh', `#!/bin/bash -e\nTAG=1 :\n${PUSH}`, `${APP}:`],
  ['zsh publish.sh', LOOP, APP],
  ['TAG=1 . ./publish.sh', PUSH, `${APP}:1`],
])('a script that is started by %s', async (command, script, expected) => {
  const steps = `${LOGIN}- uses: actions/checkout@v5\n${run('bash', command)}`;
  const files = { [MAIN]: workflow(steps), 'publish.sh': script };
  const { pushes } = await evidence(files, { own: { images: [], login: 'docker' } });
  expect(pushes.map(({ reference }) => reference)).toEqual([expected]);
});

test.each([
  `TAGS=(${APP}:1 ${APP}:2)\ndocker push $TAGS[1]`,
  `TAGS=(${APP}:1 ${APP}:2)\ndocker push \${TAGS[1]}`,
  `TAGS="${APP}:1 ${APP}:2"\nfor each in \${=TAGS}; do docker push $each; done`,
  `setopt shwordsplit\nTAGS="${APP}:1 ${APP}:2"\nfor each in $TAGS; do docker push $each; done`,
])('zsh reads %j otherwise than bash', async (script) => {
  expect(await ids({ [MAIN]: workflow(LOGIN + run('zsh -e {0}', script)) })).toEqual([]);
  expect(await ids({ [MAIN]: workflow(LOGIN + run('zsh -e {0}', `docker push ${APP}:1+2`)) })).toEqual([
    'error invalid-image-reference',
  ]);
});
