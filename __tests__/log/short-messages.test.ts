/** One short message and nothing around it gets an answer; a text that has more of its own does not. */
import { describe, expect, test } from '@jest/globals';
import { SHORT_MESSAGES, shortMessage } from '../../src/evidence/log/short-messages.js';
import { explainLogs, joined } from '../../src/judge/symptoms.js';
import type { Language } from '../../src/types.js';

function answered(text: string, language: Language = 'en') {
  const read = shortMessage(text, 'message');
  return read ? explainLogs([joined(read, null, null)], language) : [];
}

describe('the messages of guides and posts', () => {
  test.each([
    ['denied: permission_denied', 'package-not-granted'],
    ['insufficient_scope', 'package-read-refused'],
    ['manifest not found', 'manifest-not-found'],
    ['pull access denied', 'package-read-refused'],
    ['authentication failed', 'token-rejected'],
    ['failed to push to registry', 'job-lacks-packages-write'],
    ['image not found', 'manifest-not-found'],
    ['403 Forbidden', 'package-read-refused'],
    ['Error: failed to push image to the registry', 'job-lacks-packages-write'],
    ['login failed', 'token-rejected'],
    ['unauthorized', 'package-read-refused'],
    ['too many requests', 'rate-limited'],
  ])('%s', (text, id) => expect(answered(text).map((finding) => finding.id)).toEqual([id]));

  test.each(SHORT_MESSAGES.map(({ seen }) => seen))('%s: a guess that says so, in both languages', (seen) => {
    for (const [language, condition] of [
      ['en', 'this holds if it came from ghcr.io'],
      ['zh-CN', '仅在它来自 ghcr.io 时成立'],
    ] as const) {
      const [finding] = answered(seen, language);
      expect(finding).toMatchObject({ confidence: 'possible', image: null });
      expect(finding?.message).toContain(condition);
    }
  });

  test('each is matched by its own pattern first', () => {
    for (const { seen, pattern } of SHORT_MESSAGES)
      expect(SHORT_MESSAGES.find((each) => each.pattern.test(seen))?.pattern).toBe(pattern);
  });

  test('the line that says it is named', () => {
    const read = shortMessage('hello\n\n  403 Forbidden\n', 'message');
    expect(read?.symptoms[0]).toMatchObject({ line: 3, text: '403 Forbidden' });
  });
});

test.each([
  ['a text without a refusal', 'all is well'],
  ['a name without a host, which is on Docker Hub', 'pull access denied for octo/app'],
  ['another registry', 'denied by Docker Hub'],
  ['another program', 'git: permission denied (publickey)'],
  ['a whole story', `${'word '.repeat(60)}403 Forbidden`],
  ['nothing', '  \n'],
])('%s is none', (_, text) => expect(shortMessage(text, 'message')).toBeNull());
