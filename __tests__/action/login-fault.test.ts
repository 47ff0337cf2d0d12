/** Why no login was made: what is ours to say is said in the language that was asked for. */
import { describe, expect, test } from '@jest/globals';
import { notMade } from '../../src/faces/action/preflight/login-fault.js';
import type { LoginFault } from '../../src/login/client.js';

const FILE = '/docker/config.json';

describe.each<[LoginFault, RegExp]>([
  [{ kind: 'exit', code: 3 }, /exit code 3$/],
  [{ kind: 'silent', seconds: 20 }, /no answer in 20 s$/],
  [{ kind: 'gone' }, /there is no docker/],
  [{ kind: 'not-taken', file: FILE }, /config\.json names did not take it\nThe token is not the reason/],
  [{ kind: 'file', file: FILE, reason: 'not-an-object' }, /config\.json is no auth file/],
  [{ kind: 'file', file: FILE, reason: 'no-regular-file' }, /config\.json is no regular file$/],
  [{ kind: 'file', file: FILE, reason: 'too-large' }, /config\.json is too large/],
  [{ kind: 'file', file: FILE, reason: 'EROFS' }, /config\.json could not be read or written \(EROFS\)$/],
])('%j', (fault, said) => {
  const words = (language: 'en' | 'zh-CN') =>
    notMade({ kind: 'failed', tool: 'docker', fault }, 'ghcr.io', language);

  test('in English', () => {
    expect(words('en')).toMatch(/^The login to ghcr\.io with docker failed: /);
    expect(words('en')).toMatch(said);
  });

  test('in Chinese', () => expect(words('zh-CN')).not.toMatch(/[a-z]{2,} [a-z]{2,}/));
});

test('a client is quoted', () => {
  const fault = { kind: 'said', words: 'denied: denied' } as const;
  for (const language of ['en', 'zh-CN'] as const)
    expect(notMade({ kind: 'failed', tool: 'podman', fault }, 'ghcr.io', language)).toMatch(
      /denied: denied$/,
    );
});
