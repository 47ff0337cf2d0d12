/** No login is made with a token that the registry did not accept, whatever it was refused for. */
import { expect, test } from '@jest/globals';
import type { RegistryProbe } from '../../src/evidence/registry/probe.js';
import type { ImageReference } from '../../src/evidence/types/reference.js';
import type { Question } from '../../src/observe/question.js';
import { isNameRefused, loginCredential } from '../../src/observe/trials.js';

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

test.each([
  ['right', null, false],
  ['in upper case, where our own step writes it', { kind: 'uppercase', refused: false }, false],
  ['in upper case, where a client is given it', { kind: 'uppercase', refused: true }, true],
  ['of no owner', { kind: 'no-owner' }, true],
])('a name that is %s is asked about, or not', (_, problem, expected) => {
  expect(isNameRefused({ problem } as unknown as ImageReference)).toBe(expected);
});
