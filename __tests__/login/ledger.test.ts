/** Whose note of a login is of no use any more: a job that ended, or one whose token did. */
import { expect, test } from '@jest/globals';
import { isOver, thisJob } from '../../src/login/ledger.js';

const DAY = 24 * 60 * 60 * 1000;
const isSeen = process.platform === 'linux';

test('this job is not over, however long it takes', () => {
  expect(isOver(thisJob())).toBe(false);
  if (isSeen) expect(isOver({ ...thisJob(), at: Date.now() - 2 * DAY })).toBe(false);
});

(isSeen ? test : test.skip)('a job is over where another process has its number, or none', () => {
  expect(isOver({ ...thisJob(), started: '1' })).toBe(true);
  expect(isOver({ ...thisJob(), pid: 2 ** 22 + 1 })).toBe(true);
});

test.each([
  ['counts among other processes', { processes: 'pid:[1]' }],
  ['counts among nobody knows which', { processes: null }],
  ['began nobody saw when', { started: null }],
])('a job that %s is over when its token is', (_, other) => {
  const job = { ...thisJob(), started: '1', processes: 'pid:[1]', ...other };
  expect(isOver(job)).toBe(false);
  expect(isOver({ ...job, at: Date.now() - 2 * DAY })).toBe(true);
});
