/** Somebody tells, beside a refusal in a pull request, that the repository's own branches fail as well. */
import { describe, expect, test } from '@jest/globals';
import { tellsOfUsualRuns } from '../../src/evidence/log/people/told/usual-runs.js';
import { answerTo } from './support.js';

const REFUSED =
  'ERROR: failed to push ghcr.io/octo/app:1: unexpected status from POST request to https://ghcr.io/v2/octo/app/blobs/uploads/: 403 Forbidden';

describe("it is not the run's token", () => {
  test.each([
    ['Our dependabot PRs fail with', 'It also fails on main.'],
    ['A dependabot PR failed with', 'I merged it, and the runs on `develop` still fail with the same error.'],
    ['This is a pull request from a fork:', 'On the default branch it fails, too.'],
    ['A pull request from a fork fails:', 'Pushes to master are denied as well.'],
    ['A pull request from a fork fails:', 'Even after merging it is the same 403.'],
    ['Dependabot 的 PR 报错：', '合并之后，主分支也同样失败。'],
    ['来自 fork 的 PR 失败：', 'main 分支也报错 403。'],
  ])('%s … %s', async (before, after) => {
    const alone = await answerTo(`${before}\n\n${REFUSED}\n`);
    expect(alone.ids).toEqual(['read-only-run']);
    const { ids } = await answerTo(`${before}\n\n${REFUSED}\n\n${after}\n`);
    expect(ids).toHaveLength(1);
    expect(ids).not.toEqual(['read-only-run']);
  });
});

describe('nothing is said of other branches', () => {
  test.each([
    'On main it works.',
    'On main it works, and in the pull request it still fails.',
    'Does it also fail on main?',
    'It does not fail on main, too.',
    'If it also fails on main, tell us.',
    'The same error in the main repository of our organisation.',
    'It only fails on PRs, the same as last week.',
    '主分支没有问题，PR 也失败。',
  ])('%s', (text) => expect(tellsOfUsualRuns(text)).toBe(false));
});
