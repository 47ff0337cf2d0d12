/** No login is made with a token that the registry did not accept, whatever it was refused for. */
import { expect, test } from '@jest/globals';
import type { RegistryProbe } from '../../src/evidence/registry/probe.js';
import type { Question } from '../../src/observe/question.js';
import { loginCredential } from '../../src/observe/trials.js';

type Trials = Parameters<typeof loginCredential>[1];

test.each([
  ['accepted', { outcome: 'allowed', step: 'upload', status: 202 }, true],
  ['known, and may not push', { outcome: 'denied', step: 'upload', status: 403 }, true],
  ['not known to the registry', { outcome: 'denied', step: 'token', status: 403 }, false],
  ['refused by it', { outcome: 'denied', step: 'upload', status: 401 }, false],
])('a token that is %s', async (_, answer, expected) => {
  const credential = { source: 'ghcr-token' };
  const trials = [{ credential, answers: [answer] }] as unknown as Trials;
  // Nothing more is asked.
  const login = await loginCredential({} as Question, trials, trials[0] ?? null, {} as RegistryProbe);
  expect(login).toBe(expected ? credential : null);
});
