import { describe, expect, test } from '@jest/globals';
import { chooseToken, isAccepted, worst } from '../src/evidence/registry/verdict.js';
import type { Answer } from '../src/evidence/types.js';

const answer = (outcome: Answer['outcome'], step: Answer['step'] = 'upload', status = 403): Answer => ({
  outcome,
  step,
  status,
  code: null,
  message: null,
  trouble: null,
  requestId: null,
  attempts: 1,
});
const yes = answer('allowed', 'upload', 202);
const no = answer('refused');
const dead = answer('refused', 'token');
const unsure = answer('undecided', 'upload', 503);
const choose = (...trials: Answer[][]) =>
  chooseToken(trials.map((answers, index) => ({ credential: index, answers })))?.credential;

test('the worst of several verdicts counts', () => {
  expect(worst(['allowed', 'unknown', 'denied'])).toBe('denied');
  expect(worst(['allowed', 'unknown'])).toBe('unknown');
  expect(worst(['not-needed', 'allowed'])).toBe('allowed');
  expect(worst([])).toBe('not-needed');
});

describe('the token to go on with', () => {
  test('is the first that may do all', () => expect(choose([yes, no], [yes, yes], [yes, yes])).toBe(1));
  test('is the one without a refusal when none may do all', () =>
    expect(choose([yes, no], [unsure, unsure])).toBe(1));
  test('is the one that may do more', () => expect(choose([no, no], [yes, no])).toBe(1));
  test('is the one that the registry knows', () => expect(choose([dead], [no])).toBe(1));
  test('is the first one among equals', () => expect(choose([no], [no])).toBe(0));
  test('is nobody where there is none', () => expect(choose()).toBeUndefined());
});

test('a token that is refused only for what it may do is known to the registry', () => {
  expect(isAccepted([no])).toBe(true);
  expect(isAccepted([dead])).toBe(false);
  expect(isAccepted([answer('refused', 'upload', 401)])).toBe(false);
  expect(isAccepted([answer('refused', 'name')])).toBe(false);
});
