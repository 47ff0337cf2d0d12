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
  ])('%s', async (_, lines) => expect(await ids(...lines)).toEqual(['package-not-granted']));
});
