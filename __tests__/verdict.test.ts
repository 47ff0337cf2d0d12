import { describe, expect, test } from '@jest/globals';
import {
  canPull,
  chooseToken,
  isAccepted,
  isDeadCredential,
  isTurnedAway,
  overallVerdict,
  prospects,
  worstVerdict,
} from '../src/evidence/registry/verdict.js';
import type { Answer, TroubleKind } from '../src/evidence/types/answer.js';
import type { ImageEvidence } from '../src/evidence/types/image.js';
import type { PushLogin } from '../src/evidence/types/login.js';

const answer = (
  outcome: Answer['outcome'],
  step: Answer['step'] = 'upload',
  status: number | null = 403,
): Answer => ({
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
  expect(worstVerdict(['allowed', 'unknown', 'denied'])).toBe('denied');
  expect(worstVerdict(['allowed', 'unknown'])).toBe('unknown');
  expect(worstVerdict(['not-needed', 'allowed'])).toBe('allowed');
  expect(worstVerdict([])).toBe('not-needed');
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

const undecided = (step: Answer['step'], kind: TroubleKind, status: number | null = null): Answer => ({
  ...answer('undecided', step, status),
  trouble: { kind, detail: '' },
});

describe('a login is made with a token', () => {
  test.each([
    ['that is refused only for what it may do', [no]],
    ['that opened one upload of two', [yes, undecided('upload', 'unavailable', 503)]],
    ['whose upload met a fault', [undecided('upload', 'unreachable')]],
    [
      'whose upload would go on elsewhere, where no credential is sent',
      [{ ...yes, trouble: { kind: 'foreign-origin' as const, detail: '' } }],
    ],
  ])('%s', (_, answers) => expect(isAccepted(answers)).toBe(true));
});

describe('no login is made with a token', () => {
  test.each([
    ['that the registry does not know', [dead]],
    ['that the upload turned away', [answer('refused', 'upload', 401)]],
    ['that was never sent', [answer('refused', 'name')]],
    ['that nobody answered', [undecided('ping', 'unreachable'), undecided('token', 'unavailable', 502)]],
    ['that would have gone to a foreign realm', [undecided('token', 'foreign-origin')]],
    ['that one redirect would have taken along', [yes, undecided('upload', 'foreign-origin', 307)]],
  ])('%s', (_, answers) => expect(isAccepted(answers)).toBe(false));
});

test('only a token that is refused at the door everywhere is turned away', () => {
  expect(isTurnedAway([dead, answer('refused', 'upload', 401)])).toBe(true);
  expect(isTurnedAway([dead, no])).toBe(false);
  expect(isTurnedAway([undecided('ping', 'unreachable')])).toBe(false);
  // A name that was never asked about says nothing of the token.
  expect(isTurnedAway([answer('refused', 'name', null), dead])).toBe(true);
  expect(isTurnedAway([answer('refused', 'name', null), no])).toBe(false);
});

test('what may be read is no answer where a pull was asked about and refused', () => {
  const image = {
    image: {},
    answers: [{ token: 'github-token', answer: answer('refused', 'manifest') }],
    logins: [],
    isStandIn: false,
    readable: 'yes',
  } as unknown as ImageEvidence;
  const evidence = { images: [image], chosen: 'github-token' as const, unknownPushes: [] };
  expect(canPull({ ...evidence, access: 'pull' })).toBe(false);
  expect(canPull({ ...evidence, access: 'push' })).toBe(true);
  expect(canPull({ ...evidence, images: [], unknownPushes: ['x'] as never, access: 'push' })).toBe(false);
});

describe('a push that may find one of several logins', () => {
  const login = (token: PushLogin['token'], more: Partial<PushLogin> = {}): PushLogin => ({
    token,
    sure: false,
    reason: null,
    location: null,
    isOneOf: true,
    ...more,
  });
  const verdict = (logins: PushLogin[], ghcr: Answer, job: Answer, isStandIn = false) => {
    const answers = [
      { token: 'ghcr-token', answer: ghcr },
      { token: 'github-token', answer: job },
    ] as const;
    const image = { image: {}, answers, logins, isStandIn } as unknown as ImageEvidence;
    return overallVerdict({ images: [image], chosen: 'github-token', unknownPushes: [] });
  };
  const both = [login('ghcr-token'), login('own')];

  test('is denied where each of them is refused', () => expect(verdict(both, no, dead)).toBe('denied'));
  test('is denied where one is refused, and the other is none', () =>
    expect(verdict([login('none', { reason: 'logout' }), login('own')], yes, no)).toBe('denied'));
  test.each<[string, PushLogin[], Answer, Answer]>([
    ['one of them may', both, no, yes],
    ['the other may', both, yes, no],
    ['one was not answered', both, unsure, no],
    ['one is not known', [login('unknown'), login('own')], no, no],
    ['another one may be out of sight', both.map(({ isOneOf: _, ...each }) => each), no, no],
  ])('is unknown where %s', (_, logins, ghcr, job) => expect(verdict(logins, ghcr, job)).toBe('unknown'));
  test('is allowed where each of them may', () => expect(verdict(both, yes, yes)).toBe('allowed'));
  test('is unknown where the name only stands for another', () =>
    expect(verdict(both, no, no, true)).toBe('unknown'));
  test.each<[string, Answer]>([
    ['the registry does not know the token', dead],
    ['the upload turns the token away', answer('refused', 'upload', 401)],
    [
      'no package may be made with it',
      { ...no, message: 'installation not allowed to Create organization package' },
    ],
  ])('is denied whatever the name where %s', (_, refused) => {
    const logins = [login('own', { sure: true })].map(({ isOneOf: _, ...each }) => each);
    expect(verdict(logins, yes, refused, true)).toBe('denied');
    expect(verdict(logins, yes, no, true)).toBe('unknown');
  });
});

describe('a login that a push does not find, but comes after', () => {
  const passed = (token: PushLogin['token'], more: Partial<PushLogin> = {}): PushLogin => ({
    token,
    sure: true,
    reason: null,
    location: null,
    isPassed: true,
    ...more,
  });
  const own: PushLogin = { token: 'own', sure: true, reason: null, location: null };
  const imageWith = (logins: PushLogin[], ghcr: Answer) =>
    ({
      image: {},
      answers: [
        { token: 'ghcr-token', answer: ghcr },
        { token: 'github-token', answer: yes },
      ],
      logins,
      isStandIn: false,
    }) as unknown as ImageEvidence;
  const verdict = (login: PushLogin, ghcr: Answer = yes) =>
    overallVerdict({ images: [imageWith([own, login], ghcr)], chosen: 'github-token', unknownPushes: [] });

  test.each<[string, PushLogin, Answer]>([
    ['the registry does not know its token', passed('ghcr-token'), dead],
    ['its password is empty', passed('empty'), yes],
    [
      'its client does not understand it',
      passed('none', { misread: { what: 'option', command: 'docker login' } }),
      yes,
    ],
  ])('ends the job where %s', (_, login, ghcr) => expect(verdict(login, ghcr)).toBe('denied'));

  // A login is made with any token that the registry knows, whatever that may do.
  test.each<[string, PushLogin, Answer]>([
    ['its token may not push', passed('ghcr-token'), no],
    ['the upload says no more than denied', passed('ghcr-token'), { ...no, message: 'denied' }],
    ['nobody answered', passed('ghcr-token'), unsure],
    ['there is none', passed('none'), yes],
  ])('is nothing to it where %s', (_, login, ghcr) => expect(verdict(login, ghcr)).toBe('allowed'));

  test('is told beside the one that it finds, and that one once', () => {
    const told = (logins: PushLogin[]) =>
      prospects(imageWith(logins, dead), 'github-token').map(({ login }) => login);
    const found: PushLogin = { ...own, token: 'ghcr-token' };
    expect(told([found])).toEqual([found]);
    expect(told([found, passed('empty')])).toEqual([found, passed('empty')]);
  });
});

test('a token is dead where it is refused at the door, and without a reason or for itself', () => {
  expect(isDeadCredential(dead)).toBe(true);
  expect(isDeadCredential({ ...dead, message: 'denied' })).toBe(true);
  expect(isDeadCredential({ ...dead, message: 'permission_denied: read_package' })).toBe(false);
  expect(isDeadCredential(no)).toBe(false);
  expect(isDeadCredential({ ...dead, outcome: 'undecided' })).toBe(false);
});
