/** Which of the steps whose doings nobody sees may push an image. */
import { expect, test } from '@jest/globals';
import type { WorkflowPush } from '../../src/evidence/types/push.js';
import type { UnseenLogins } from '../../src/evidence/types/workflow.js';
import type { Question } from '../../src/observe/question.js';
import { supposedOf } from '../../src/observe/supposed-logins.js';

const IMAGE = { registry: 'ghcr.io', name: 'octo/app' };
const step = (changes: Partial<UnseenLogins> = {}): UnseenLogins => ({
  logins: [],
  told: [],
  isSaid: false,
  ...changes,
});
const TOLD = { told: ['ghcr.io/octo/app:1'] };
const STEPS = {
  plain: step(),
  told: step(TOLD),
  said: step({ ...TOLD, isSaid: true }),
  cut: step({ isCutOff: true }),
  cutTold: step({ ...TOLD, isCutOff: true }),
} as const;
type Name = keyof typeof STEPS;

const SEEN = [{ reference: 'ghcr.io/octo/other:1' }] as WorkflowPush[];

test.each<[Name[], 'found' | 'listed' | 'seen', Name[]]>([
  // Who says that it pushes the image is the one.
  [['plain', 'told', 'said'], 'found', ['said']],
  [['plain', 'told', 'said'], 'seen', ['said']],
  // Then who is told of it, and where nobody is, whoever it may be.
  [['plain', 'told'], 'found', ['told']],
  [['plain', 'plain'], 'found', ['plain', 'plain']],
  [['plain', 'cut'], 'found', ['plain']],
  // Who has nothing to push with is it only where nobody else may.
  [['plain', 'cutTold'], 'found', ['plain']],
  [['cut', 'cutTold'], 'found', ['cutTold']],
  [['cut'], 'found', []],
  // Of what somebody lists, any may be the one, told or not.
  [['plain', 'told'], 'listed', ['plain', 'told']],
  [['plain', 'told'], 'seen', ['told']],
  [['plain', 'cutTold'], 'seen', []],
])('of %j, where the images are %s: %j', (names, how, expected) => {
  const question = { images: how === 'listed' ? 'ghcr.io/octo/app:1' : '' } as Question;
  const all = names.map((name) => STEPS[name]);
  const { supposed } = supposedOf(IMAGE, all, question, how === 'seen' ? SEEN : []);
  expect(supposed).toEqual(expected.map((name) => STEPS[name]));
});
