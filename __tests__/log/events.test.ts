/** What the event of a run tells of a refusal without a reason, where GitHub names the run and the log does not. */
import { expect, test } from '@jest/globals';
import { runEvidence } from '../../src/evidence/run.js';
import { explained } from './support.js';

const DENIED = '#11 ERROR: failed to push ghcr.io/octo/app:1: 403 Forbidden';

test.each([
  ['pull_request', 'job-lacks-packages-write'],
  ['pull_request_review', 'job-lacks-packages-write'],
  ['pull_request_review_comment', 'job-lacks-packages-write'],
  ['pull_request_target', 'package-not-granted'],
  ['push', 'package-not-granted'],
])('%s: rather %s', async (eventName, id) => {
  const run = runEvidence({ GITHUB_REPOSITORY: 'octo/app' }, { eventName, payload: null }, null);
  const [finding] = await explained(DENIED, { run });
  expect(finding?.id).toBe(id);
});
