/** Keys and versions for which GitHub refuses the whole file, where it is a file that pushes, and what it passes over. */
import { describe, expect, test } from '@jest/globals';
import { build, indent, lintFiles, login, MAIN, said, workflow } from './repository.js';

const GOOD = workflow(login() + build());
const CALLED = (below: string) => `on:\n  workflow_call:\n${indent(below, 4)}\n${GOOD.replace(/^.*\n/, '')}`;

/** What is said of it, and the lines that its edit changes. */
async function met(text: string): Promise<{ said: string[]; message: string; lines: string[] }> {
  const result = await lintFiles({ [MAIN]: text });
  const [finding] = result.report.findings;
  const lines = (finding?.fix.diff ?? '').split('\n').filter((line) => /^[-+](?![-+])/.test(line));
  return { said: said(result), message: finding?.message ?? '', lines };
}

const REFUSED = 'error invalid-image-reference ci.yml';

describe('a key by another name', () => {
  test.each([
    ['jobs in the singular', GOOD.replace('jobs:', 'job:'), 2, 'A workflow has no key job', 'jobs:'],
    ['jobs by another word', GOOD.replace('jobs:', 'builds:'), 2, 'A workflow has no key builds', 'jobs:'],
    [
      'jobs that are called as events are',
      GOOD.replace('jobs:', 'job:').replace('image:', 'release:'),
      2,
      'A workflow has no key job',
      'jobs:',
    ],
    [
      'jobs with an anchor in them',
      GOOD.replace('jobs:', 'job:').replace('  image:', '  image: &image'),
      2,
      'A workflow has no key job',
      'jobs:',
    ],
    ['on in the plural', GOOD.replace('on:', 'ons:'), 1, 'A workflow has no key ons', 'on: push'],
    ['on in capitals', GOOD.replace('on:', 'On:'), 1, 'A workflow has no key On', 'on: push'],
    [
      'on by another word',
      GOOD.replace('on: push', 'trigger: [push, pull_request]'),
      1,
      'A workflow has no key trigger',
      'on: [push, pull_request]',
    ],
    [
      'secrets of a call',
      CALLED('secret:\n  CR_PAT: {required: true}'),
      3,
      'on.workflow_call has no key secret',
      'secrets:',
    ],
    [
      'what is said of an input',
      CALLED('inputs:\n  tag:\n    type: string\n    requird: true'),
      6,
      'on.workflow_call.inputs.<input_id> has no key requird',
      'required: true',
    ],
    [
      'the settings of a matrix',
      workflow(login() + build(), 'strategy:\n  fail_fast: true\npermissions: {packages: write}'),
      6,
      'jobs.<job_id>.strategy has no key fail_fast',
      'fail-fast: true',
    ],
    [
      'the settings of a service',
      workflow(login() + build(), 'services:\n  db:\n    images: a\npermissions: {packages: write}'),
      7,
      'jobs.<job_id>.services.<service_id> has no key images',
      'image: a',
    ],
  ])('%s', async (_, text, line, message, after) => {
    const { said, lines, ...found } = await met(text);
    expect(said[0]).toMatch(new RegExp(`^${REFUSED}:${line}\\b`));
    expect(found.message).toBe(`${message}, so GitHub refuses the whole file and no job of it runs.`);
    expect(lines.map((each) => each.slice(1).trim())).toContain(after);
  });
});

test.each([
  ['runs-on beside the jobs', GOOD.replace('jobs:', 'runs-on: ubuntu-latest\njobs:'), 2, 'A workflow'],
  ['branches beside on', GOOD.replace('jobs:', 'branches: [main]\njobs:'), 2, 'A workflow'],
  ['a script of a job', workflow(login() + build(), 'run: make\npermissions: {packages: write}'), 5, 'A job'],
  ['needs of a step', workflow(`${login()}\n- run: make\n  needs: a${build()}`), 14, 'A step'],
])('a key of another place: %s', async (_, text, line, message) => {
  const found = await met(text);
  expect(found.said[0]).toMatch(new RegExp(`^${REFUSED}:${line}\\b`));
  expect(found.message).toMatch(new RegExp(`^${message} has no key `));
  expect(found.lines).toEqual([]);
});

test.each([
  ['an event', GOOD.replace('on: push', 'on:\npush:\n  branches: [main]'), '+  push:'],
  ['a job', `${GOOD.replace('jobs:\n', 'jobs:\n\n').replace(/^ {2}/gm, '')}`, '+  image:'],
])('behind an empty key: %s', async (_, text, line) => {
  const found = await met(text);
  expect(found.said[0]).toContain(REFUSED);
  expect(found.lines).toContain(line);
});

describe('a key of a job beside it', () => {
  test.each([
    ['steps', GOOD.replace(/ {4}(?=steps:)/, '  ')],
    ['steps, with their lines', GOOD.replace(/ {4}steps:[\s\S]*/, (lines) => lines.replace(/^ {2}/gm, ''))],
    [
      'the machine and what it does',
      GOOD.replace(/ {4}permissions: [^\n]*\n/, '').replace(/ {4}(?=steps:)/, '  '),
    ],
  ])('%s', async (_, text) => {
    const found = await met(text);
    expect(found.message).toMatch(/^jobs has no key steps, so .* It belongs under image\.$/);
    expect(found.lines).toContain('+    steps:');
  });

  test('is the name of a job where it has what one needs', async () => {
    const other = '  container:\n    runs-on: x\n    steps: [{run: make}]\n';
    expect((await met(GOOD + other)).said).toEqual([]);
  });
});

describe('an event that there is not', () => {
  const on = (below: string) => GOOD.replace('on: push', `on:\n${indent(below, 2)}`);

  test.each([
    ['in the plural', on('pull_requests:'), 2, 'pull_request:'],
    ['with a dash', on('push:\npull-request:'), 3, 'pull_request:'],
    ['in the singular', on('issue:'), 2, 'issues:'],
    ['in a list', GOOD.replace('on: push', 'on: [push, pull-request]'), 1, 'on: [push, pull_request]'],
    ['alone, with a slip', GOOD.replace('on: push', 'on: workflow-dispatch'), 1, 'on: workflow_dispatch'],
    ['its filter beside it', on('push:\nbranches: [main]'), 3, 'branches: [main]'],
    ['its types beside it', on('push:\npull_request:\ntypes: [opened]'), 4, 'types: [opened]'],
    ['its filters, behind one in its place', on('push:\n  tags: [v*]\nbranches:\n  - main'), 4, '- main'],
  ])('%s', async (_, text, line, after) => {
    const found = await met(text);
    expect(found.said[0]).toMatch(new RegExp(`^${REFUSED}:${line}\\b`));
    expect(found.message).toMatch(/^on has no key /);
    expect(found.lines.map((each) => each.slice(1).trim())).toContain(after);
  });

  test.each([
    ['newer than we are', on('push:\nagent_session:')],
    ['of GitHub', on('push:\nworkflow_dispatch:\nschedule: [{cron: "0 0 * * *"}]')],
  ])('not one %s', async (_, text) => {
    expect((await met(text)).said).toEqual([]);
  });
});

describe('keys that do not go together', () => {
  const more = (below: string) => `${GOOD}  more:\n${indent(below, 4)}\n`;
  const step = (below: string) => `${GOOD}      - name: more\n${indent(below, 8)}\n`;

  test.each([
    [
      'a call and a machine',
      more('uses: ./.github/workflows/b.yml\nruns-on: a'),
      19,
      'A job',
      'runs-on',
      'uses',
    ],
    [
      'a call and steps',
      more('steps: [{run: make}]\nuses: ./.github/workflows/b.yml'),
      18,
      'A job',
      'steps',
      'uses',
    ],
    [
      'a call and variables',
      more('uses: ./.github/workflows/b.yml\nenv: {A: b}'),
      19,
      'A job',
      'env',
      'uses',
    ],
    [
      'steps and inputs',
      more('runs-on: a\nwith: {a: b}\nsteps: [{run: make}]'),
      19,
      'A job',
      'with',
      'steps',
    ],
    ...['branches', 'tags', 'paths'].map((filter): [string, string, number, string, string, string] => [
      `${filter} and others`,
      GOOD.replace('on: push', `on:\n  push:\n    ${filter}: [a]\n    ${filter}-ignore: [b]`),
      4,
      'on.push',
      `${filter}-ignore`,
      filter,
    ]),
    ['an action and a script', step('uses: actions/checkout@v4\nrun: make'), 19, 'A step', 'run', 'uses'],
    [
      'an action and its folder',
      step('uses: a/b@v1\nworking-directory: c'),
      19,
      'A step',
      'working-directory',
      'uses',
    ],
    ['a script and inputs', step('run: make\nwith: {a: b}'), 19, 'A step', 'with', 'run'],
  ])('%s', async (_, text, line, owner, key, other) => {
    const found = await met(text);
    expect(found.said[0]).toMatch(new RegExp(`^${REFUSED}:${line}\\b`));
    expect(found.message).toBe(
      `${owner} has no key ${key} beside ${other}, so GitHub refuses the whole file and no job of it runs.`,
    );
    expect(found.lines).toEqual([]);
  });
});

describe('a job that is waited for', () => {
  const waiting = (needs: string) =>
    `${GOOD}  more:\n    needs: ${needs}\n    runs-on: a\n    steps: [{run: make}]\n`;

  test.each(['tests', '[image, tests]', '\n      - image\n      - tests'])(
    'and is not there: %j',
    async (needs) => {
      const found = await met(waiting(needs));
      expect(found.said).toEqual([expect.stringMatching(new RegExp(`^${REFUSED}:\\d+ more$`))]);
      expect(found.message).toMatch(/^needs names tests, and there is no such job here, so GitHub refuses /);
    },
  );

  test.each(['image', '[image]', '[Image]', '[]'])('and is there: %s', async (needs) => {
    expect((await met(waiting(needs))).said).toEqual([]);
  });
});

test('two slips that hide each other', async () => {
  const found = await met(GOOD.replace('jobs:', 'job:').replace('runs-on', 'runs_on'));
  expect(found.message).toMatch(/^A workflow has no key job,/);
  expect(found.lines).toContain('+jobs:');
});

describe('a key that is missing', () => {
  const more = (below: string) => `${GOOD}  more:\n${indent(below, 4)}\n`;

  test.each([
    ['on', GOOD.replace('on: push\n', ''), 1, 'A workflow needs on'],
    ['events', GOOD.replace('on: push', 'on:'), 1, 'A workflow needs on'],
    ['any of them', GOOD.replace('on: push', 'on: []'), 1, 'A workflow needs on'],
    ['the machine of a job', more('steps: [{run: make}]'), 17, 'A job needs runs-on or uses'],
    ['its steps', more('runs-on: a'), 17, 'A job needs steps or uses'],
    ['all of a job', `${GOOD}  more:\n`, 17, 'A job needs runs-on or uses'],
    ['any of these', more('runs-on: a\nsteps: []'), 17, 'A job needs steps or uses'],
    ['what a step does', `${GOOD}      - name: nothing\n`, 17, 'A step needs uses or run'],
    [
      'what one beside another does',
      `${GOOD}      - parallel:\n          - id: a\n`,
      18,
      'A step needs uses or run',
    ],
    [
      'the type of an input',
      CALLED('inputs:\n  tag:\n    required: true'),
      4,
      'on.workflow_call.inputs.<input_id> needs type',
    ],
    [
      'a group',
      GOOD.replace('jobs:', 'concurrency: {cancel-in-progress: true}\njobs:'),
      2,
      'concurrency needs group',
    ],
    [
      'the name of an environment',
      more('runs-on: a\nenvironment: {url: b}\nsteps: [{run: make}]'),
      19,
      'jobs.<job_id>.environment needs name',
    ],
  ])('%s', async (_, text, line, message) => {
    const found = await met(text);
    expect(found.said[0]).toMatch(new RegExp(`^${REFUSED}:${line}\\b`));
    expect(found.message).toBe(
      `${message}, and here is none, so GitHub refuses the whole file and no job of it runs.`,
    );
  });

  test.each([
    ['of a job that stands for another', `${GOOD.replace('  image:', '  image: &image')}  more: *image\n`],
    ['of steps that wait', `${GOOD}      - wait-all:\n      - name: stop\n        cancel: a\n`],
    [
      'of files of others',
      'jobs:\n  image:\n    docker: [{image: ghcr.io/octo/app}]\n    steps: [checkout]\n',
    ],
  ])('not %s', async (_, text) => {
    expect((await met(text)).said).toEqual([]);
  });
});

describe('GitHub passes over', () => {
  test.each([
    ['a filter of an event that it does not know', GOOD.replace('on: push', 'on: {push: {branch: [main]}}')],
    ['filters where an event has none', GOOD.replace('on: push', 'on: {workflow_dispatch: {branches: [a]}}')],
    ['a key that may be newer than we are', GOOD.replace('jobs:', 'lockfile: a.lock\njobs:')],
  ])('%s', async (_, text) => {
    expect((await met(text)).said).toEqual([]);
  });

  test('files of others', async () => {
    const compose = 'job:\n  app:\n    image: ghcr.io/octo/app\non: push\n';
    expect((await met(compose)).said).toEqual([]);
  });
});

describe('an action without a version', () => {
  const uses = (written: string) => GOOD.replace('docker/login-action@v4', written);

  test.each([
    [
      'none',
      uses('docker/login-action'),
      'names no version',
      'Write @ and a version behind it: docker/login-action@REF.',
    ],
    ['nothing behind the @', uses('docker/login-action@'), 'names no version', 'docker/login-action@REF.'],
    ['no owner', uses('login-action@v4'), 'names no owner', 'OWNER/login-action@v4.'],
    ['no owner and no version', uses('login-action@'), 'names no owner', 'OWNER/login-action@REF.'],
    [
      'a mark within it',
      uses('docker/login-action@releases/v4@1'),
      'has more than one @',
      'Write @ once, with the version behind it: docker/login-action@REF.',
    ],
  ])('%s', async (_, text, lack, fix) => {
    const { report } = await lintFiles({ [MAIN]: text });
    expect(report.findings).toHaveLength(1);
    expect(report.findings[0]).toMatchObject({ id: 'invalid-image-reference', location: { line: 7 } });
    expect(report.findings[0]?.message).toContain(` ${lack}: GitHub takes`);
    expect(report.findings[0]?.fix.summary).toContain(fix);
    expect(report.findings[0]?.fix.diff).toBeNull();
  });

  test.each([
    ['behind a colon', uses('docker/login-action:v4'), 'docker/login-action@v4'],
    ['behind two marks', uses('docker/login-action@@v4'), 'docker/login-action@v4'],
    ['as elsewhere', `${uses('docker/login-action')}${indent(login(), 6)}\n`, 'docker/login-action@v4'],
    ['a path', uses('.github/actions/login'), './.github/actions/login'],
  ])('%s', async (_, text, meant) => {
    expect((await met(text)).lines).toContain(`+      - uses: ${meant}`);
  });

  test('a workflow', async () => {
    const call = `${GOOD}  more:\n    uses: octo/app/.github/workflows/b.yml\n`;
    expect((await met(call)).said).toEqual([`${REFUSED}:18 more`]);
  });

  test.each([
    ['of a step', `${GOOD}      - uses: octo/act@\${{ secrets.GITHUB_TOKEN }}\n`, 17, 'secrets'],
    ['of a step, in its path', `${GOOD}      - uses: ./.github/actions/\${{ matrix.kind }}\n`, 17, 'matrix'],
    [
      'of a call',
      `${GOOD}  more:\n    uses: octo/app/.github/workflows/b.yml@\${{ github.ref_name }}\n`,
      18,
      'github',
    ],
  ])('none filled in: %s', async (_, text, line, context) => {
    const { report } = await lintFiles({ [MAIN]: text });
    expect(report.findings[0]).toMatchObject({ id: 'invalid-image-reference', location: { line } });
    expect(report.findings[0]?.message).toContain(`GitHub knows no ${context} context under jobs.<job_id>.`);
    expect(report.findings[0]?.fix.summary).toMatch(/^Write .* out/);
  });

  test.each(['./login', 'docker://ghcr.io/octo/app', '$/login', 'a/b/c@v1'])('not %s', async (written) => {
    const { report } = await lintFiles({ [MAIN]: `${GOOD}      - uses: ${written}\n` });
    expect(report.findings).toEqual([]);
  });
});
