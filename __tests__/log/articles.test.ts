/** An article about refusals shows what befell nobody; what its author met, and whoever asks, is another matter. */
import { describe, expect, test } from '@jest/globals';
import { answerTo } from './support.js';

const ids = async (...lines: string[]) => (await answerTo(lines.join('\n'))).ids;

const REFUSED = 'denied: permission_denied: write_package';
const SHOWN = `ERROR: failed to push ghcr.io/: ${REFUSED}`;

describe('an article', () => {
  test.each([
    ['which says so', ['This article explains the common causes of GHCR push errors.', '', SHOWN]],
    ['and what it is good for', ['By the end of this guide you will push images to ghcr.io.', '', SHOWN]],
    [
      'whose sentence about itself has the refusal, and its author',
      [
        'This guide covers the dreaded "403 Forbidden" of a push to ghcr.io, based on my own experience.',
        'Set `packages: write` in the job.',
      ],
    ],
    [
      'that lost the marks of its headings',
      ['What this error means', SHOWN, '', 'Why this happens', 'A token.'],
    ],
    ['with numbers', ['Cause 1 — no permission', SHOWN, 'Cause 2 — no login', `ERROR: ${REFUSED}`]],
    [
      'with the day on which it was written',
      ['2025-05-27 18:47:31', '错误现象', SHOWN, '技术原理', 'https://github.com/octo/app/issues/9'],
    ],
    [
      'with chapters that reports have, and tells a reader what to do',
      ['Why this happens', `ERROR: ${REFUSED}`, 'Quick fix', 'Add `packages: write` to your job.'],
    ],
    ['in Chinese', ['错误现象', SHOWN, '', '最佳实践建议', '检查权限。']],
  ])('%s', async (_, lines) => expect(await ids(...lines)).toEqual([]));
});

describe('who met it', () => {
  test.each([
    [
      'names his image',
      ['Common causes', '', `ERROR: failed to push ghcr.io/octo/app:1: ${REFUSED}`, '', 'Quick fix'],
    ],
    ['tells of himself', ['This guide explains how to push to ghcr.io.', `Today I got "${REFUSED}".`]],
    ['asks', ['In this article, we push to ghcr.io.', SHOWN, 'How can I solve that? Any ideas?']],
    ['has one such chapter', ['Quick fix', 'None yet.', SHOWN]],
    [
      'looked into one failure',
      [
        '# Release 2 was not published',
        '## 错误现象',
        SHOWN,
        '## 根本原因',
        '权限。',
        '## 预防措施',
        '建议检查权限。',
      ],
    ],
    ['does not know why', ['**What the error means**', 'TBD', SHOWN, '', '**How to prevent it**', 'TBD']],
    ['numbers what was tried', [SHOWN, 'Fix 1: another token, same result', 'Fix 2: ran it again, too']],
    ['numbers it in Chinese', [SHOWN, '方法一：重新运行，没用', '方法二：检查令牌，没用']],
    ['numbers it, and tells no more', [SHOWN, 'Method 1: other token', 'Method 2: other runner']],
    [
      'says when',
      ['The build fails since Monday.', 'Common causes', 'ruled out', SHOWN, 'Key takeaways', '-'],
    ],
    [
      'shows what was printed',
      ['Common causes', `#12 ERROR: failed to push: ${REFUSED}`, `ERROR: ${REFUSED}`, 'Key takeaways', '-'],
    ],
    [
      'tells of an incident',
      ['Incident 14', 'Why this happens', SHOWN, 'How to prevent it', 'Make sure that the job may write.'],
    ],
    [
      'tried what others advise',
      [SHOWN, 'Method 1: make sure that it may write - it may, failed', 'Method 2: a new login, no luck'],
    ],
    ['lists what was ruled out', ['Here are the causes we ruled out: the login, the name.', SHOWN]],
  ])('%s', async (_, lines) => expect(await ids(...lines)).toEqual(['package-not-granted']));
});
