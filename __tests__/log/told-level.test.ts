/** What somebody says of a job's permissions beside a refusal without a reason. */
import { describe, expect, test } from '@jest/globals';
import { toldLevel } from '../../src/evidence/log/told-level.js';
import { answerTo } from './support.js';

describe('a sentence about the permissions', () => {
  test.each([
    ['My job has `packages: write`, and still:', 'write'],
    ["I've set `permissions: packages: write` for the job", 'write'],
    ['Even though the workflow already has packages: write', 'write'],
    ['作业已经设置了 packages: write', 'write'],
    ['The job only has `contents: read` permission but needs `packages: read`', 'none'],
    ['permissions are just contents: read', 'none'],
    ['The caller lacks packages: read', 'none'],
    ['The job should have packages: write', null],
    ["The job doesn't have packages: write", null],
    ['This adds packages: write to the job', null],
    ['The job needs to have packages: write', null],
    ['The job now has packages: write', null],
    ['The job only has contents: read and packages: write', null],
    ['  packages: write', null],
  ] as const)('%s', (text, level) => expect(toldLevel(text)).toBe(level));
});

const PUSH =
  'ERROR: failed to push ghcr.io/octo/app:1: unexpected status from POST request to https://ghcr.io/v2/octo/app/blobs/uploads/: 403 Forbidden';
const NAMED = 'ERROR: denied: installation not allowed to Write organization package';
const PULL = 'docker pull ghcr.io/octo/app:1\nError response from daemon: denied';
const ids = async (text: string) => (await answerTo(text)).ids;

describe('decides where the registry gives no reason', () => {
  test('nobody is told to add what he says that he has', async () => {
    expect((await ids(PUSH))[0]).toBe('job-lacks-packages-write');
    expect((await ids(`The job has packages: write.\n${PUSH}`))[0]).toBe('package-not-granted');
  });

  test('a pull of a job that may only read contents', async () => {
    expect((await ids(PULL))[0]).toBe('package-read-refused');
    expect((await ids(`The job only has contents: read.\n${PULL}`))[0]).toBe('job-lacks-packages-read');
  });

  test("not against the registry's own words", async () => {
    expect((await ids(`The job has packages: write.\n${NAMED}`))[0]).toBe('job-lacks-packages-write');
  });
});
