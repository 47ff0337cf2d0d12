/** Where there is nothing to say, the causes are not asked: so nothing may be lost with them. */
import { describe, expect, test } from '@jest/globals';
import type { Answer } from '../../src/evidence/types/answer.js';
import type { PullSecretFault } from '../../src/evidence/types/deployment.js';
import type { Evidence } from '../../src/evidence/types/evidence.js';
import type { ImageEvidence } from '../../src/evidence/types/image.js';
import type { PushLogin } from '../../src/evidence/types/login.js';
import type { TokenEvidence } from '../../src/evidence/types/token.js';
import { diagnose } from '../../src/judge/answers/answers.js';
import { isClear } from '../../src/judge/answers/clear.js';
import { scenario } from '../causes/scenario.js';
import fc from '../properties.js';

const ALLOWED: Partial<Answer> = { outcome: 'allowed', status: 202, message: null, code: null };

/** An ordinary run of octo/app whose push is allowed. */
const allowed: Evidence = {
  ...scenario({ name: '', answer: ALLOWED, token: 'job', grants: [['build', 'job', 'write', 6]] }).evidence,
  imagesFrom: 'steps',
};
const [image] = allowed.images as [ImageEvidence];
const [token] = allowed.tokens as [TokenEvidence];
const location = { file: '.github/workflows/ci.yml', line: 9, column: 1, endLine: 9, endColumn: 5 };
const unknown = { ...allowed.workflow?.pushes[0], reference: null, shown: '…', location } as never;

const without = (about: Partial<ImageEvidence>): Evidence => ({
  ...allowed,
  images: [{ ...image, ...about }],
});
const ofWorkflow = (about: Partial<NonNullable<Evidence['workflow']>>): Evidence => ({
  ...allowed,
  workflow: allowed.workflow && { ...allowed.workflow, ...about },
});
const login = (from: PushLogin['token']): PushLogin => ({
  token: from,
  sure: true,
  reason: 'logout',
  location,
});
const user = { rejected: false, login: 'Mona', scopes: ['write:packages'], expiresAt: null };

const MISFIT = { fault: { kind: 'legacy' } as PullSecretFault, location };
const UNTOLD = { shown: 'ghcr.io/octo/…', location, missing: ['NAME'], isHere: true };

test('an allowed push has nothing to be told of, nor has one that is not needed', () => {
  expect(isClear(allowed)).toBe(true);
  expect(isClear({ ...allowed, images: [] })).toBe(true);
  expect(isClear({ ...allowed, tokens: [{ ...token, kind: 'classic-pat', user }] })).toBe(true);
  expect(isClear(without({ readable: 'absent' }))).toBe(true);
});

test.each<[string, Evidence]>([
  [
    'a refusal',
    without({
      answers: [
        {
          token: token.source,
          answer: { ...image.answers[0]?.answer, ...ALLOWED, outcome: 'refused', status: 403 } as Answer,
        },
      ],
    }),
  ],
  [
    'a pull secret that does not fit',
    { ...allowed, pullSecret: { name: 'ghcr', namespace: null, username: null, faults: [MISFIT] } },
  ],
  ['an image that a deployment does not tell', { ...allowed, untoldImages: [UNTOLD] }],
  [
    'a token that was passed over',
    without({
      answers: [
        {
          token: 'ghcr-token',
          answer: { ...image.answers[0]?.answer, outcome: 'refused', status: 403, step: 'upload' } as Answer,
        },
        ...image.answers,
      ],
    }),
  ],
  ['a name that nobody gave', { ...allowed, imagesFrom: 'repository' }],
  ['a name that a program is told of', { ...allowed, imagesFrom: 'named' }],
  ['a push that is not known', { ...allowed, unknownPushes: [unknown] }],
  [
    'a permission that another step of the job lacks',
    ofWorkflow({
      lacked: [
        {
          permission: 'attestations',
          by: ['actions/attest'],
          grants: [{ file: location.file, job: 'build', declaredAt: 'job', level: 'none', location }],
        },
      ],
    }),
  ],
  [
    'an input at which another step fails',
    ofWorkflow({
      refusedInput: { action: 'docker/build-push-action', name: 'push', value: 'yes', location },
    }),
  ],
  ['no login left', without({ logins: [login('none')] })],
  ['a login that nobody knows', without({ logins: [login('unknown')] })],
  ['an empty login', without({ logins: [login('empty')] })],
  [
    'an upper-case name',
    without({
      image: { ...image.image, problem: { kind: 'uppercase', corrected: 'octo/app', refused: false } },
    }),
  ],
  ['white space around a token', { ...allowed, tokens: [{ ...token, defects: ['newline'] }] }],
  [
    'a token that ends',
    {
      ...allowed,
      tokens: [
        {
          ...token,
          kind: 'classic-pat',
          user: { ...user, expiresAt: new Date(allowed.now.getTime() + 86_400_000).toISOString() },
        },
      ],
    },
  ],
  [
    'a new package of a user',
    { ...without({ readable: 'absent' }), tokens: [{ ...token, kind: 'classic-pat', user }] },
  ],
])('%s has', (_, evidence) => {
  expect(diagnose(evidence, 'en')).not.toEqual([]);
  expect(isClear(evidence)).toBe(false);
});

describe('never surer than the book', () => {
  const answers = fc.constantFrom<Partial<Answer>>(
    ALLOWED,
    ALLOWED,
    { outcome: 'refused', status: 403, step: 'upload' },
    { outcome: 'refused', status: 404, step: 'manifest' },
    { outcome: 'undecided', status: 503, step: 'upload' },
  );
  const tokens = fc.record({
    source: fc.constantFrom('ghcr-token' as const, 'github-token' as const, 'auth-file' as const),
    kind: fc.constantFrom(
      'classic-pat' as const,
      'github-token' as const,
      'app-installation' as const,
      'unknown' as const,
    ),
    defects: fc.subarray<TokenEvidence['defects'][number]>(['newline', 'quotes', 'inner-white-space'], {
      maxLength: 1,
    }),
    file: fc.constant(null),
    user: fc.constantFrom(
      null,
      user,
      { ...user, rejected: true },
      { ...user, expiresAt: allowed.now.toISOString() },
    ),
  });
  const images = fc
    .record({
      answer: answers,
      from: fc.constantFrom('ghcr-token' as const, 'github-token' as const, null),
      readable: fc.constantFrom(null, 'yes' as const, 'absent' as const),
      logins: fc.array(
        fc
          .constantFrom('none', 'empty', 'unknown', 'own', 'ghcr-token')
          .map((each) => login(each as PushLogin['token'])),
        { maxLength: 1 },
      ),
      problem: fc.constantFrom(null, null, {
        kind: 'uppercase' as const,
        corrected: 'octo/app',
        refused: true,
      }),
      isStandIn: fc.boolean(),
    })
    .map(
      ({ answer, from, problem, ...about }): ImageEvidence => ({
        ...image,
        ...about,
        image: { ...image.image, problem },
        answers: [{ token: from, answer: { ...image.answers[0]?.answer, ...answer } as Answer }],
      }),
    );
  const evidences = fc.record({
    access: fc.constantFrom('push' as const, 'pull' as const),
    // A run has one token from each source.
    tokens: fc.uniqueArray(tokens, { selector: ({ source }) => source, minLength: 1, maxLength: 2 }),
    chosen: fc.constantFrom('ghcr-token' as const, 'github-token' as const, null),
    images: fc.array(images, { maxLength: 2 }),
    imagesFrom: fc.constantFrom('steps' as const, 'input' as const, 'named' as const, 'repository' as const),
    unknownPushes: fc.constantFrom<never[]>([], [], [unknown]),
    cacheReads: fc.array(images, { maxLength: 1 }),
    readOnly: fc.constantFrom(null, 'fork' as const),
  });

  test('whatever was observed', () => {
    let clear = 0;
    fc.assert(
      fc.property(evidences, ({ readOnly, ...about }) => {
        const evidence: Evidence = { ...allowed, ...about, run: { ...allowed.run, readOnly } };
        if (!isClear(evidence)) return;
        clear += 1;
        expect(diagnose(evidence, 'en')).toEqual([]);
      }),
      { numRuns: 3000 },
    );
    expect(clear).toBeGreaterThan(50);
  });
});
