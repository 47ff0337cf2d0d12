/** `permissions` at a place where GitHub refuses them, and what `--fix` makes of the file. */
import { expect, test } from '@jest/globals';
import { applyEdits } from '../../src/fix/diff.js';
import { applyRepairs } from '../../src/fix/rounds.js';
import { lintFiles, login, MAIN } from '../lint/repository.js';

const STEPS = `    steps:${login().replace(/^(?=.)/gm, '      ')}      - run: docker push ghcr.io/octo/app:1\n`;
const JOB = `  a:\n    runs-on: ubuntu-latest\n${STEPS}`;
const OTHER = '  b: {runs-on: ubuntu-latest, steps: [{run: make}]}\n';
const BLOCK = '    contents: read\n    packages: write # ours\n';
const TOP = 'permissions:\n  contents: read\n  packages: write # ours\n';

/** What the first refusal's edit makes of the file, and whether `--fix` makes it. */
async function mended(text: string): Promise<[string, 'fixed' | 'shown'] | null> {
  const { report, repairs } = await lintFiles({ [MAIN]: text });
  expect(report.findings.map(({ id }) => id)).toContain('invalid-permissions');
  const found = repairs.find(({ finding }) => report.findings[finding]?.id === 'invalid-permissions');
  if (!found) return null;
  const after = applyEdits(text, found.edits);
  const left = await lintFiles({ [MAIN]: after });
  expect(left.report.findings.length).toBeLessThan(report.findings.length);
  return [after, found.safe ? 'fixed' : 'shown'];
}

test.each<[string, string, [string, 'fixed' | 'shown'] | null]>([
  [
    'above the jobs',
    `on: push\n\n# All of them.\njobs:\n  # Rights.\n  permissions:\n${BLOCK}\n${JOB}${OTHER}`,
    [`on: push\n\n# Rights.\n${TOP}\n# All of them.\njobs:\n${JOB}${OTHER}`, 'fixed'],
  ],
  [
    'below the one job',
    `on: push\njobs:\n${JOB}\n  permissions:\n${BLOCK}`,
    [`on: push\n${TOP}\njobs:\n${JOB}\n`, 'fixed'],
  ],
  [
    'at the end of a file without a line end',
    `on: push\njobs:\n${JOB}  permissions: {packages: write}`,
    [`on: push\npermissions: {packages: write}\n\njobs:\n${JOB}`, 'fixed'],
  ],
  [
    'behind one of several jobs',
    `on: push\njobs:\n${JOB}  permissions:\n${BLOCK}${OTHER}`,
    [`on: push\n${TOP}\njobs:\n${JOB}${OTHER}`, 'shown'],
  ],
  [
    'a word for all of them',
    `on: push\njobs:\n  permissions: write-all\n${JOB}`,
    [`on: push\npermissions: write-all\n\njobs:\n${JOB}`, 'fixed'],
  ],
  [
    'in a workflow that others call',
    `on: [push, workflow_call]\njobs:\n  permissions:\n${BLOCK}${JOB}`,
    [`on: [push, workflow_call]\n${TOP}\njobs:\n${JOB}`, 'shown'],
  ],
  ['between braces', `on:\n  {push: {},\n   permissions: {packages: write}}\njobs:\n${JOB}`, null],
  ['beside those of the workflow', `on: push\npermissions: {}\njobs:\n  permissions:\n${BLOCK}${JOB}`, null],
  [
    'an event',
    `on:\n  push:\n    branches: [main]\n    permissions:\n${BLOCK.replaceAll('    ', '      ')}\njobs:\n${JOB}`,
    [`on:\n  push:\n    branches: [main]\n\n${TOP}\njobs:\n${JOB}`, 'fixed'],
  ],
  [
    'an event alone, of several jobs',
    `on:\n  push:\n    permissions:\n${BLOCK.replaceAll('    ', '      ')}jobs:\n${JOB}${OTHER}`,
    [`on:\n  push:\n${TOP}\njobs:\n${JOB}${OTHER}`, 'shown'],
  ],
  [
    'a container',
    `on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    container:\n      permissions:\n        packages: write\n      image: docker\n${STEPS}`,
    [
      `on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    permissions:\n      packages: write\n    container:\n      image: docker\n${STEPS}`,
      'fixed',
    ],
  ],
  [
    'an environment, of which nothing would be left',
    `on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    environment:\n      permissions: {packages: write}\n${STEPS}`,
    null,
  ],
])('%s', async (_, text, expected) => {
  expect(await mended(text)).toEqual(expected);
  const windows = (each: string) => each.replaceAll('\n', '\r\n');
  expect(await mended(windows(text))).toEqual(expected && [windows(expected[0]), expected[1]]);
});

const withBlock = (block: string, more = '') =>
  `on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n${block}${STEPS}${more}`;

test.each<[string, string, [string, 'fixed' | 'shown'] | null]>([
  [
    'which GITHUB_TOKEN can read anyway',
    '    permissions:\n      metadata: read\n      packages: write\n',
    ['    permissions:\n      packages: write\n', 'fixed'],
  ],
  [
    'between braces',
    '    permissions: {packages: write, metadata: read}\n',
    ['    permissions: {packages: write}\n', 'fixed'],
  ],
  [
    'which a step may need',
    '    permissions:\n      packages: write\n      workflows: write\n',
    ['    permissions:\n      packages: write\n', 'shown'],
  ],
  ['alone', '    permissions:\n      metadata: read\n', null],
])('a permission of GitHub Apps %s', async (_, before, expected) => {
  expect(await mended(withBlock(before))).toEqual(expected && [withBlock(expected[0]), expected[1]]);
});

const onStep = (block: string) => `        permissions: ${block}\n`;

test.each<[string, string, string, string | null]>([
  [
    'with nothing',
    '',
    '{contents: read, packages: write}',
    '    permissions:\n      contents: read\n      packages: write\n',
  ],
  [
    'with one of them lower',
    '    permissions:\n      packages: read\n',
    '{id-token: write, packages: write}',
    '    permissions:\n      packages: write\n      id-token: write\n',
  ],
  [
    'with two of them lower',
    '    permissions: {contents: read, packages: read}\n',
    '{contents: write, packages: write}',
    null,
  ],
  ['with all that there is', '', 'write-all', null],
])('several permissions on a step of a job %s', async (_, block, asked, expected) => {
  expect(await mended(withBlock(block, onStep(asked)))).toEqual(expected && [withBlock(expected), 'fixed']);
});

test.each([
  ['a build that is not pushed', '- uses: docker/build-push-action@v6\n  with: {push: false}'],
  ['the event', "- run: make\n  if: github.event_name == 'push'"],
  ['a comment', '- run: make # no push'],
])('permissions of which nothing is written do not write packages for %s', async (_, step) => {
  const lines = `- uses: actions/checkout@v5\n${step}`.replace(/^/gm, '      ');
  const text = `on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    permissions:\n    steps:\n${lines}\n      - run: echo ghcr.io/octo/app\n`;
  expect(await mended(text)).toEqual([
    text.replace('permissions:\n', 'permissions:\n      contents: read\n'),
    'fixed',
  ]);
});

test('permissions of which nothing is written read packages for a pull', async () => {
  const text = withBlock('    permissions:\n').replace('docker push', 'docker pull');
  expect(await mended(text)).toEqual([
    text.replace('permissions:\n', 'permissions:\n      packages: read\n'),
    'fixed',
  ]);
});

/** What `--fix` makes of such a block, and how many refusals are left. */
async function appScopes(block: string): Promise<[string, number]> {
  const text = `on: push\npermissions:${block}\njobs:\n${JOB}`;
  const first = await lintFiles({ [MAIN]: text });
  const { files, left } = await applyRepairs(first, (texts) => lintFiles({ [MAIN]: texts[MAIN] ?? text }));
  const after = files.get(MAIN)?.after ?? text;
  return [
    after.slice('on: push\npermissions:'.length, after.indexOf('\njobs:')),
    left.report.findings.filter(({ id }) => id === 'invalid-permissions').length,
  ];
}

test.each<[string, string, string, number]>([
  [
    'with a comment behind it',
    '\n  packages: write # ours\n  metadata: read # why',
    '\n  packages: write # ours',
    0,
  ],
  [
    'above one with a comment of its own',
    '\n  metadata: read # why\n  # to push\n  packages: write',
    '\n  # to push\n  packages: write',
    0,
  ],
  [
    'beside one that a step may need',
    '\n  metadata: read # a\n  workflows: write # b\n  packages: write',
    '\n  workflows: write # b\n  packages: write',
    1,
  ],
  ['alone', '\n  metadata: read # why', '\n  metadata: read # why', 1],
])('metadata, which GITHUB_TOKEN can read anyway, goes %s', async (_, block, after, left) => {
  expect(await appScopes(block)).toEqual([after, left]);
});

test('workflows goes by hand, with its comment', async () => {
  const text = `on: push\npermissions:\n  packages: write\n  workflows: write # b\njobs:\n${JOB}`;
  expect(await mended(text)).toEqual([text.replace('  workflows: write # b\n', ''), 'shown']);
});
