/** Where a client stops before it asks, nothing is said of an answer by the registry. */
import { describe, expect, test } from '@jest/globals';
import type { Language } from '../../src/types.js';
import { explained } from './support.js';

const LOGIN = '$ echo "$CR_PAT" | docker login ghcr.io -u octo --password-stdin';
const CASES: readonly [name: string, text: string, id: string][] = [
  ['an empty password', `${LOGIN}\nError: Password Empty`, 'token-missing'],
  [
    'no terminal',
    `${LOGIN}\nError: Cannot perform an interactive login from a non TTY device`,
    'token-missing',
  ],
  [
    'an action without a password',
    '##[group]Run docker/login-action@v3\nwith:\n  registry: ghcr.io\n  username: octo\n##[endgroup]\n##[error]Password required',
    'token-missing',
  ],
  ['no credential for the host', 'Error: No credentials found for registry ghcr.io', 'no-registry-login'],
  [
    'a token with a line break',
    'Error: pushing image ghcr.io/octo/app:1: Get "https://ghcr.io/v2/": net/http: invalid header field value for "Authorization"',
    'token-malformed',
  ],
];

const OF_AN_ANSWER: Readonly<Record<Language, RegExp>> = {
  en: /ghcr\.io refuse[sd]/,
  'zh-CN': /ghcr\.io 拒绝/,
};

describe.each(['en', 'zh-CN'] as const)('what was never sent was never refused (%s)', (language) => {
  test.each(CASES)('%s', async (_, text, id) => {
    const [finding] = await explained(text, { language });
    expect(finding?.id).toBe(id);
    expect(finding?.message).not.toMatch(OF_AN_ANSWER[language]);
  });

  test('and a refused login still is', async () => {
    const [finding] = await explained(
      `${LOGIN}\nError response from daemon: Get "https://ghcr.io/v2/": denied: denied`,
      { language },
    );
    expect(finding?.message).toMatch(OF_AN_ANSWER[language]);
  });
});
