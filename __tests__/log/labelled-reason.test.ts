/** A report with its root cause and its fix, each under a label of its own: it is no guide, and the label tells the reason. */
import { describe, expect, test } from '@jest/globals';
import { answerTo } from './support.js';

const first = async (lines: readonly string[]) => (await answerTo(lines.join('\n'))).ids[0];
const MESSAGE = 'denied: permission_denied: write_package';
const block = ['```', MESSAGE, '```'];

describe('one failure with its root cause is a report', () => {
  test.each([
    ['in chapters', ['## Problem', ...block, '## Root cause', 'It is not linked.', '## Fix', 'Add it.']],
    ['of one level', ['## Problem', ...block, '## Cause', 'It is not linked.', '## Fix', 'Add it there.']],
    ['behind labels', ['**Error:**', ...block, '**Root cause:** no link.', '**Fix:** Add the repository.']],
    [
      'a label a line',
      [`**Problem:** ${MESSAGE}`, '**Root cause:** it is not linked.', '**Fix:** Add the repository.'],
    ],
    ['below a title', [`## ${MESSAGE}`, '', '**Root cause:** it is not linked.', '', '**Fix:** Add it.']],
    ['as a symptom', ['### Symptom', ...block, '### Root cause', 'No link.', '### Resolution', 'Grant it.']],
  ])('%s', async (_, lines) => expect(await first(lines)).toBe('package-not-granted'));

  test('and several of them are a guide', async () => {
    const chapter = (message: string, cause: string) => [
      `### ${message}`,
      '**Error:**',
      '```',
      message,
      '```',
      `**Root cause:** ${cause}`,
      '**Fix:** Add what is missing.',
    ];
    const guide = [...chapter(MESSAGE, 'no link'), ...chapter('denied: denied', 'an old token')];
    expect(await answerTo(guide.join('\n'))).toEqual({ ids: [], verdict: 'not-needed' });
  });
});

const PUSH = ['## Problem', 'Pushing to ghcr.io/octo/app fails with 403 Forbidden.', ''];
const PULL = ['## Problem', 'Pulling ghcr.io/octo/app is denied.', ''];

describe('the reason under a label', () => {
  test.each([
    ['job-lacks-packages-write', [...PUSH, '## Root cause', 'The job has no `packages: write` permission.']],
    ['package-not-granted', [...PUSH, '## Root cause', 'The package is not linked to this repository.']],
    ['token-rejected', [...PUSH, '## Root cause', 'The PAT in secrets.GHCR_TOKEN expired.']],
    ['token-lacks-scope', [...PUSH, '## Root cause', 'The PAT only has read:packages.']],
    ['owner-mismatch', [...PUSH, '## Root cause', "The image points to the upstream owner's namespace."]],
    ['sso-not-authorized', [...PULL, '**Root cause:** the token is not authorized for SSO.']],
    [
      'uppercase-image-name',
      ['Pushing to ghcr.io fails.', '## Root cause', 'The name has uppercase letters.'],
    ],
    ['job-lacks-packages-write', [...PUSH, '## Fix', 'Add `packages: write` to the permissions of the job.']],
    ['job-lacks-packages-write', [...PUSH, 'Fix: add `packages: write` to the job.']],
    [
      'uppercase-image-name',
      [
        'The job fails while pushing to ghcr.io.',
        '## Context',
        'It is because the name of the owner has uppercase letters.',
      ],
    ],
    ['token-lacks-scope', [...PUSH, '**Solution:** generate a token with write:packages']],
    [
      'job-lacks-packages-write',
      ['推送 ghcr.io/octo/app 报 403', '根本原因：作业没有 packages: write 权限。'],
    ],
    ['job-lacks-packages-write', ['推送 ghcr.io/octo/app 报 403', '## 解决方案', '添加 packages: write。']],
  ])('%s: %j', async (id, lines) => expect(await first(lines)).toBe(id));

  test('of a text that is longer than a message', async () => {
    const words = Array.from(
      { length: 40 },
      () => 'The release of the images is what the whole team waits for.',
    );
    const told = [...PUSH, ...words, '## Root cause', 'The PAT only has read:packages.'];
    expect(await first(told)).toBe('token-lacks-scope');
  });

  test.each([
    [
      'that is only guessed',
      [...PUSH, '## Root cause', 'Maybe the PAT expired.', '## Fix', 'Renew the PAT.'],
    ],
    ['that is likely', [...PUSH, '## Possible cause', 'The PAT only has read:packages.']],
    [
      'beside what the registry said',
      [`${MESSAGE} for ghcr.io/octo/app`, 'Root cause: the name is not lowercase.'],
    ],
  ])('%s is none', async (_, lines) => expect(await first(lines)).toBe('package-not-granted'));
});

describe('what the refusal itself shows counts for more', () => {
  const NO_LEVEL = [
    '',
    '## Root cause',
    'The job has no `packages: write`.',
    '',
    '## Fix',
    'Add `packages: write`.',
  ];
  test.each([
    [
      'token-rejected',
      ['Logging into ghcr.io...', 'Error response from daemon: Get "https://ghcr.io/v2/": denied: denied'],
    ],
    ['package-read-refused', ['Error: Head "https://ghcr.io/v2/octo/app/manifests/1": unauthorized']],
    [
      'package-read-refused',
      [
        'docker pull ghcr.io/octo/app:1',
        'unexpected status from HEAD request to https://ghcr.io/v2/octo/app/manifests/1: 403 Forbidden',
      ],
    ],
    [
      'cache-reference-refused',
      [
        '#41 ERROR: error writing layer blob: unexpected status from POST request to https://ghcr.io/v2/octo/cache/blobs/uploads/: 403 Forbidden',
      ],
    ],
  ])('%s: %j', async (id, log) => expect(await first([...log, ...NO_LEVEL])).toBe(id));
});
