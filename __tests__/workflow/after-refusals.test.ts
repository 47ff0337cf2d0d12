/** What a push finds where a login before it is refused: whether the job goes on then, its script tells. */
import { describe, expect, test } from '@jest/globals';
import type { PushLogin } from '../../src/evidence/types/login.js';
import { evidence, MAIN, workflowOf } from './reading.js';

const LOGIN = 'echo "$T" | docker login ghcr.io -u mona --password-stdin';
const PUSH = '- run: docker push ghcr.io/octo/app:1\n';

/** A script as a step, with lines of its own beside it. */
const script = (text: string, more = '') =>
  `- run: |\n${text.replace(/^/gm, '    ')}\n  env: {T: "\${{ secrets.GHCR_TOKEN }}"}\n${more}`;

async function found(steps: string, files: Record<string, string> = {}): Promise<string[]> {
  const ours = '- uses: acme/ghcr-preflight@v1\n  with: {ghcr-token: "${{ secrets.GHCR_TOKEN }}"}\n';
  const { pushes } = await evidence(
    { [MAIN]: workflowOf(ours + steps + PUSH), ...files },
    {
      own: { images: [], login: 'docker' },
      tokens: [
        { source: 'ghcr-token', secret: 'a-personal-token' },
        { source: 'github-token', secret: 'the-token-of-the-job' },
      ],
    },
  );
  return pushes.flatMap(({ logins }) => logins.filter(({ isPassed }) => !isPassed).map(said));
}

/** Each by its token, what is found in its place behind `else`, and `?` where that is open. */
function said({ token, sure, instead }: PushLogin): string {
  const otherwise = instead ? ` else ${instead.map(said).join(' or ')}` : '';
  return `${token}${sure ? '' : '?'}${otherwise}`;
}

const GOES_ON = ['ghcr-token else own'];
const ENDS = ['ghcr-token'];
const OPEN = ['ghcr-token else ghcr-token? or own?'];

describe('the script goes on', () => {
  test.each([
    ['no shell that ends at errors', script(`${LOGIN}\necho`, '  shell: bash {0}\n')],
    ['errors end nothing', script(`set +e\n${LOGIN}\necho`)],
    ['its end is told to be good', script(`set +e\n${LOGIN}\nexit 0`)],
    ['a pipe that goes on', script(`${LOGIN} | tee log`)],
    ['behind it what is kept, and nobody asks', script(`${LOGIN} || failed=1\necho`)],
    ['behind it something else', script(`${LOGIN} || echo no`)],
    ['a warning and more', script(`${LOGIN} || { echo no; echo more; }`)],
    ['a condition', script(`if ${LOGIN}; then echo yes; fi`)],
    ['a condition with another way', script(`if ! ${LOGIN}; then echo no; else echo yes; fi`)],
    ['turned', script(`! ${LOGIN}`)],
    ['in front of what it allows', script(`${LOGIN} && echo yes\necho`)],
    ['tried again', script(`for each in 1 2; do ${LOGIN} && break; sleep 1; done`)],
    ['a subshell for itself', script(`(set +e; ${LOGIN}; true)\necho`)],
    ['a function that somebody asks', script(`f() { ${LOGIN}; }\nf || echo no`)],
    ['an early line of one', script(`f() { ${LOGIN}; echo; }\nf && echo yes`)],
    ['a shell that ends at no error', script(`bash -c '${LOGIN.replace(/"/g, '')}; echo'`)],
  ])('%s', async (_, steps) => expect(await found(steps)).toEqual(GOES_ON));

  test('a file that ends at no error', async () => {
    expect(await found(script('./in.sh'), { 'in.sh': `#!/bin/bash\n${LOGIN}\necho\n` })).toEqual(GOES_ON);
  });

  test('a file for which somebody looks', async () => {
    expect(await found(script('./in.sh || true'), { 'in.sh': `set -e\n${LOGIN}\n` })).toEqual(GOES_ON);
  });
});

/** A task that logs in and goes on. */
const recipe = (prefix: string) => ({ Makefile: `in:\n\t${prefix}${LOGIN.replace('$T', '$$T')}\n\techo\n` });

describe('a task of make', () => {
  test('ends it', async () => expect(await found(script('make in'), recipe(''))).toEqual(ENDS));
  test.each(['-', '@-'])('goes on behind %s', async (prefix) =>
    expect(await found(script('make in'), recipe(prefix))).toEqual(GOES_ON),
  );
  test('of a shell that is told something', async () => {
    const { Makefile } = recipe('');
    const told = { Makefile: `.SHELLFLAGS = -xc\n${Makefile}` };
    expect(await found(script('make in'), told)).toEqual(OPEN);
  });
  test('is looked for', async () =>
    expect(await found(script('make in || echo no'), recipe(''))).toEqual(GOES_ON));
});

describe('a line of just', () => {
  const justfile = (prefix: string, set = '') => ({
    justfile: `${set}in:\n    ${prefix}${LOGIN}\n    echo\n`,
  });
  test('ends it', async () => expect(await found(script('just in'), justfile(''))).toEqual(ENDS));
  test.each(['-', '@-', '-@'])('goes on behind %s', async (prefix) =>
    expect(await found(script('just in'), justfile(prefix))).toEqual(GOES_ON),
  );
  test('of a shell that is told something', async () => {
    const told = justfile('', 'set shell := ["bash", "-euo", "pipefail", "-c"]\n\n');
    expect(await found(script('just in'), told)).toEqual(OPEN);
  });
});

describe('a script of a package', () => {
  const scripts = (own: string) => ({ 'package.json': JSON.stringify({ scripts: { in: own } }) });
  test.each(['npm run in', 'pnpm in', 'yarn run in'])('ends %s', async (line) =>
    expect(await found(script(line), scripts(LOGIN))).toEqual(ENDS),
  );
  test('ends for its last command only', async () =>
    expect(await found(script('npm run in'), scripts(`${LOGIN}; echo`))).toEqual(GOES_ON));
  test('is looked for', async () =>
    expect(await found(script('npm run in || echo no'), scripts(LOGIN))).toEqual(GOES_ON));
});

describe('a command of Task', () => {
  const taskfile = (more: string, above = '') => ({
    'Taskfile.yml': `version: '3'\n${above}tasks:\n  in:\n    cmds:\n      - cmd: '${LOGIN}'\n${more}      - echo\n`,
  });
  test('ends it', async () => expect(await found(script('task in'), taskfile(''))).toEqual(ENDS));
  test('goes on where its errors are ignored', async () =>
    expect(await found(script('task in'), taskfile('        ignore_error: true\n'))).toEqual(GOES_ON));
  test('of a shell that is told something', async () =>
    expect(await found(script('task in'), taskfile('', 'set: [pipefail]\n'))).toEqual(OPEN));
  test('is looked for', async () =>
    expect(await found(script('task in || echo no'), taskfile(''))).toEqual(GOES_ON));
});

describe('a command of tox', () => {
  const tox = (prefix: string, more = '') => ({
    'tox.ini': `[testenv:in]\n${more}commands =\n    ${prefix}docker login ghcr.io -u mona -p {env:T}\n    echo\n`,
  });
  test('ends it', async () => expect(await found(script('tox -e in'), tox(''))).toEqual(ENDS));
  test('goes on behind a sign', async () =>
    expect(await found(script('tox -e in'), tox('- '))).toEqual(GOES_ON));
  test('where errors are ignored', async () =>
    expect(await found(script('tox -e in'), tox('', 'ignore_errors = true\n'))).toEqual(OPEN));
});

describe('the job ends', () => {
  test.each([
    ['at once', script(`${LOGIN}\necho`)],
    ['with the last line', script(`set +e\n${LOGIN}`)],
    ['with the last line of any shell', script(LOGIN, '  shell: bash {0}\n')],
    ['with its pipe', script(`${LOGIN} | tee log\necho`, '  shell: bash\n')],
    ['with its pipe, as the script says', script(`set -o pipefail\n${LOGIN} | tee log\necho`)],
    ['by what stands behind it', script(`${LOGIN} || exit 1\necho`)],
    ['by what says so first', script(`${LOGIN} || { echo no; exit 2; }\necho`)],
    ['by what keeps its error', script(`${LOGIN} || exit $?\necho`)],
    ['by the other way', script(`if ${LOGIN}; then echo yes; else exit 1; fi\necho`)],
    ['by the way of a failure', script(`if ! ${LOGIN}; then exit 1; fi\necho`)],
    [
      'in its own place',
      script(`echo "$T" > t\nset +e\nexec docker login ghcr.io -u mona --password-stdin < t\necho`),
    ],
    ['with its list', script(`${LOGIN} && echo yes`)],
    ['with its subshell', script(`(${LOGIN})\necho`)],
    ['with a function', script(`f() { ${LOGIN}; echo; }\nf\necho`)],
    ['with a shell of its own', script(`bash -ec '${LOGIN.replace(/"/g, '')}; echo'\necho`)],
    ['with a shell told at length', script(`bash -o errexit -c '${LOGIN.replace(/"/g, '')}; echo'\necho`)],
    ['with a shell that is fed', script(`bash -es <<'END'\n${LOGIN}\necho\nEND\necho`)],
  ])('%s', async (_, steps) => expect(await found(steps)).toEqual(ENDS));

  test.each([
    ['as it says', './in.sh', `#!/bin/sh\nset -e\n${LOGIN}\necho\n`],
    ['by its first line', './in.sh', `#!/bin/bash -e\n${LOGIN}\necho\n`],
    ['as it is started', 'bash -e in.sh', `${LOGIN}\necho\n`],
    ['with its last line', 'bash in.sh', `${LOGIN}\n`],
    ['as a part of the script', '. ./in.sh', `${LOGIN}\necho\n`],
  ])('with a file, %s', async (_, start, text) => {
    expect(await found(script(`${start}\necho`), { 'in.sh': text })).toEqual(ENDS);
  });
});

describe('nobody knows', () => {
  test.each([
    ['a function that may end it', script(`die() { exit 1; }\n${LOGIN} || die no\necho`)],
    ['a function by its name', script(`. ./none.sh\n${LOGIN} || die no`)],
    ['what is asked later', script(`set +e\n${LOGIN}\n[ $? = 0 ] || exit 1`)],
    ['an end that is kept', script(`set +e\n${LOGIN}\ncode=$?\nexit $code`)],
    ['the end of a loop', script(`for each in 1 2; do ${LOGIN} && exit 0; done\nexit 1`)],
    ['beside the script', script(`${LOGIN} &\nwait`)],
    ['beside the script, with more', script(`(${LOGIN}; echo) &\nwait $!`)],
    ['for its text, with more', script(`A=$(${LOGIN}; echo)`)],
    ['what is kept in a variable', script(`code=0\n${LOGIN} || code=1\nexit $code`)],
    ['what is asserted', script(`${LOGIN} || failed=1\n[ -z "$failed" ]`)],
    ['what is not reached', script(`${LOGIN} && ok=1\n[ "$ok" = 1 ]`)],
    ['what is kept in a file', script(`${LOGIN} || echo 1 > failed\ntest ! -f failed`)],
    ['a question', script(`${LOGIN} || test -f there\necho`)],
    ['how the parts of a pipe end', script(`${LOGIN} | tee log\n[ \${PIPESTATUS[1]} = 0 ] || exit 1`)],
    ['a shell told of pipes', script(`bash -euo pipefail -c '${LOGIN.replace(/"/g, '')}; echo'`)],
    ['a task of a make that goes on with others', script('make -k in')],
  ])('%s', async (_, steps) => expect(await found(steps, recipe(''))).toEqual(OPEN));
});

describe('nobody knows what a loop or the shell makes of it', () => {
  const lax = '  shell: bash {0}\n';
  test.each([
    ['the last command of the last turn', script(`for each in 1 2; do ${LOGIN}; done`, lax)],
    ['one behind which a loop is left', script(`for each in 1 2; do ${LOGIN} && break; done`)],
    ['the turns of a file', script(`while read -r each; do ${LOGIN}; done < list`, lax)],
    ['a loop in a loop', script(`for each in 1; do for other in 1 2; do ${LOGIN}; done; done`, lax)],
    ['a shell that may be told to end', script(`[ -f strict ] && set -e\n${LOGIN}\necho`, lax)],
    ['a shell that may be told to go on', script(`[ -f lax ] && set +e\n${LOGIN}\necho`)],
    ['a shell that is told what nobody knows', script(`set -$FLAGS\n${LOGIN}\necho`, lax)],
  ])('%s', async (_, steps) => expect(await found(steps)).toEqual(OPEN));

  test.each([
    ['more behind the loop', script(`for each in 1 2; do ${LOGIN}; done\necho`, lax), GOES_ON],
    ['more in each turn', script(`for each in 1 2; do ${LOGIN}; echo; done`, lax), GOES_ON],
    ['a strict shell that is told so again', script(`[ -f x ] && set -e\n${LOGIN}\necho`), ENDS],
    ['what is told last', script(`[ -f x ] && set +e\nset -e\n${LOGIN}\necho`), ENDS],
    ['bash told in its own way', script(`shopt -so errexit\n${LOGIN}\necho`, lax), ENDS],
  ])('but with %s', async (_, steps, expected) => expect(await found(steps)).toEqual(expected));
});

describe('many that are refused', () => {
  const logins = (user: (index: number) => string) =>
    script(Array.from({ length: 8 }, (_, at) => `${LOGIN.replace('mona', user(at))} || true`).join('\n'));

  test('the same token is refused each time', async () =>
    expect(await found(logins(() => 'mona'))).toEqual(GOES_ON));

  test('what is behind too many others nobody knows', async () =>
    expect(await found(logins((at) => `mona${at}`))).toEqual([`${'ghcr-token else '.repeat(6)}ghcr-token?`]));
});

test('one that is refused leaves the one before it', async () => {
  expect(await found(script(`${LOGIN} || true\n${LOGIN.replace('mona', 'octo')} || true`))).toEqual([
    'ghcr-token else ghcr-token else own',
  ]);
});

test('a long list', async () => {
  const lines = `${'test -f x && echo y\n'.repeat(4_000)}${'('.repeat(200)}true${')'.repeat(200)}`;
  expect(await found(script(`set +e\n${LOGIN}\n${lines}`))).toHaveLength(1);
});
