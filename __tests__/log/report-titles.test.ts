/** A report whose title tells of a refusal, and whose workflow, shown below it, which registry that was. */
import { describe, expect, test } from '@jest/globals';
import { answerTo } from './support.js';

const workflow = (image: string) => [
  'on: push',
  'jobs:',
  '  build:',
  '    runs-on: ubuntu-latest',
  '    steps:',
  `      - run: docker push ${image}`,
];
const fenced = (image: string) => ['```yaml', ...workflow(image), '```'];
const OURS = 'ghcr.io/octo/app:1';
const ids = async (lines: readonly string[]) => (await answerTo(lines.join('\n'))).ids;

describe('a title of a push that was refused', () => {
  test.each([
    ['above a workflow', ['# Bug: push denied', '', ...workflow(OURS)]],
    ['above a block', ['# Push denied (403)', '', ...fenced(OURS)]],
    ['in Chinese', ['问题：推送被拒', '', ...fenced(OURS)]],
  ])('%s', async (_, lines) => expect(await ids(lines)).toEqual(['package-not-granted']));

  test.each([
    ['above one that pushes elsewhere', ['# Bug: push denied', '', ...fenced('docker.io/octo/app:1')]],
    ['of git', ['# Bug: git push denied', '', ...fenced(OURS)]],
    ['that is a comment', ['# push is denied for forks', ...workflow(OURS)]],
    [
      'above one that pushes to two',
      ['# Bug: push denied', '', ...fenced(OURS), ...fenced('quay.io/octo/app:1')],
    ],
  ])('and none %s', async (_, lines) => expect(await ids(lines)).toEqual([]));
});
