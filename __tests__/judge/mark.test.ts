/** Which part of a line is underlined. */
import { expect, test } from '@jest/globals';
import { markedIn } from '../../src/judge/logs/mark.js';

const marked = (text: string, said: string | null, status: number | null = null) => {
  const { from, to } = markedIn(text, { said, status });
  return text.slice(from, to);
};

test.each([
  [
    'the words with what leads into them',
    'failed to push ghcr.io/o/a:1: denied: permission_denied: write_package',
    'permission_denied: write_package',
    'denied: permission_denied: write_package',
  ],
  [
    'the words alone where nothing leads into them',
    'ERROR: failed to push: insufficient_scope',
    'insufficient_scope',
    'insufficient_scope',
  ],
  ['the last of them', 'denied: denied', 'denied', 'denied: denied'],
  [
    'a status',
    'unexpected status from HEAD request to https://ghcr.io/v2/octo/app/manifests/1: 403 Forbidden',
    null,
    '403 Forbidden',
  ],
  [
    'what made it a failure',
    'Get "https://ghcr.io/v2/": dial tcp: lookup ghcr.io: no such host',
    null,
    'dial tcp: lookup ghcr.io: no such host',
  ],
  ['all of it where nothing stands out', 'strange', null, 'strange'],
] as const)('%s', (_, text, said, part) => expect(marked(text, said, 403)).toBe(part));
