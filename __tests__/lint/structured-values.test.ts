/** Lists and mappings where GitHub takes a text: it refuses the file, whatever would be pushed. */
import { describe, expect, test } from '@jest/globals';
import { applyEdits } from '../../src/fix/diff.js';
import { build, indent, lintFiles, login, MAIN, workflow } from './repository.js';

const WRITE = 'permissions: {packages: write}';
const META = (images: string) =>
  `- id: meta\n  uses: docker/metadata-action@v5\n  with:\n${indent(images, 4)}`;

async function judged(text: string, language: 'en' | 'zh-CN' = 'en') {
  const { report, repairs } = await lintFiles({ [MAIN]: text }, { language });
  const fixed = repairs.filter(({ safe }) => safe).reduce((all, { edits }) => applyEdits(all, edits), text);
  return { findings: report.findings, fixed };
}

describe('a list is written as text where docker’s actions read one item a line', () => {
  test.each<[string, string, string]>([
    [
      'tags',
      login() + build('\n      - ghcr.io/octo/app:1\n      - "ghcr.io/octo/app:2"'),
      'tags: |\n  ghcr.io/octo/app:1\n  ghcr.io/octo/app:2',
    ],
    [
      'images',
      `${META('images: [ghcr.io/octo/app]\nflavor: latest=true')}\n${login()}${build('${{ steps.meta.outputs.tags }}')}`,
      'images: |\n  ghcr.io/octo/app\nflavor',
    ],
    [
      'at the column of its key',
      login() + build('ghcr.io/octo/app:1\n    platforms:\n    - linux/amd64\n    - linux/arm64'),
      'platforms: |\n  linux/amd64\n  linux/arm64',
    ],
  ])('%s', async (_, steps, text) => {
    const { findings, fixed } = await judged(workflow(steps, WRITE));
    expect(findings).toMatchObject([
      { id: 'invalid-image-reference', title: 'GitHub refuses this workflow' },
    ]);
    expect(findings[0]?.message).toContain('is a list, and GitHub takes a text alone there');
    expect(fixed).toContain(indent(text, 10).trim());
    expect((await judged(fixed)).findings).toEqual([]);
  });
});

test.each<[string, string]>([
  ['another action', `- uses: a/b@v1\n  with: {names: [a, b]}\n${login()}${build()}`],
  ['a mapping', login() + build('{a: b}')],
  ['a variable of a step', `${login()}${build()}\n- run: x\n  env: {A: [b]}`],
  [
    'a remark between the items',
    login() + build('\n      - ghcr.io/octo/app:1 # first\n      - ghcr.io/octo/app:2'),
  ],
])('is told, and left as it is: %s', async (_, steps) => {
  const text = workflow(steps, WRITE);
  const { findings, fixed } = await judged(text);
  expect(findings.map(({ id }) => id)).toEqual(['invalid-image-reference']);
  expect(fixed).toBe(text);
  expect((await judged(text, 'zh-CN')).findings[0]?.message).toContain('GitHub 在此处只接受文本');
});

test.each<[string, string]>([
  ['a variable of the container', 'container: {image: node, env: {A: [b]}}'],
  ['a variable of a service', 'services: {db: {image: redis, env: {A: {b: c}}}}'],
  ['an output of the job', 'outputs: {tags: [a, b]}'],
])('is told of what a job has of its own: %s', async (_, keys) => {
  const { findings } = await judged(workflow(login() + build(), `${WRITE}\n${keys}`));
  expect(findings).toMatchObject([{ id: 'invalid-image-reference', title: 'GitHub refuses this workflow' }]);
});

test('is told of a secret that a call passes', async () => {
  const call = '  call:\n    uses: octo/flows/.github/workflows/push.yml@v1\n    secrets: {TOKEN: [a]}\n';
  const { findings } = await judged(`${workflow(login() + build(), WRITE)}\n${call}`);
  expect(findings.map(({ message }) => message).join()).toContain('The value of TOKEN is a list');
});

test.each<[string, string]>([
  ['ports and volumes', `${WRITE}\nservices: {db: {image: redis, ports: [1], volumes: [a:/a], env: {A: 1}}}`],
  ['a container by its name', `${WRITE}\ncontainer: node:24\noutputs: {a: 1, b: }`],
  ['in the matrix', `${WRITE}\nstrategy: {matrix: {tag: [a, b], include: [{x: {y: z}}]}}`],
  ['an expression', `${WRITE}\nenv: {A: "\${{ fromJSON('[1]')[0] }}"}`],
  ['nothing', `${WRITE}\nenv: {A: }`],
])('is none: %s', async (_, keys) => {
  expect((await judged(workflow(login() + build(), keys))).findings).toEqual([]);
});

test('in a file that has nothing to do with the registry it is nobody else’s business', async () => {
  const text =
    'on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n      - uses: o/a@v1\n        with: {x: [1]}\n';
  expect((await judged(text)).findings).toEqual([]);
});
