/** A job that several others call: which of them this run is of, nobody tells. */
import { describe, expect, test } from '@jest/globals';
import { overallVerdict } from '../../src/evidence/registry/verdict.js';
import type { Answer } from '../../src/evidence/types/answer.js';
import type { ImageEvidence } from '../../src/evidence/types/image.js';
import { noteOpenCallers } from '../../src/observe/open-callers.js';
import type { Verdict } from '../../src/types.js';
import { evidence, MAIN, workflowOf } from './reading.js';

const CALLED = '.github/workflows/called.yml';

const called = workflowOf(
  '- uses: acme/ghcr-preflight@v1\n- run: docker push ${{ inputs.image }}\n- run: docker push ghcr.io/octo/log\n',
).replace(/^on:.*\n/, 'on: {workflow_call: {inputs: {image: {type: string}}}}\n');

const caller = (id: string, image: string, more = '') =>
  `  ${id}:\n${more}    uses: ./${CALLED}\n    with: {image: "${image}"}\n`;

async function made(jobs: string): Promise<string[]> {
  const { pushes } = await evidence({ [MAIN]: `on: push\njobs:\n${jobs}`, [CALLED]: called });
  return pushes.map(({ reference, exceptCallers = [] }) => `${reference} ${exceptCallers}`.trim());
}

const MATRIX = '    strategy: {matrix: {name: [app, web]}}\n';
const INHERITS = '    secrets: inherit\n';

test.each([
  ['one caller', caller('one', 'ghcr.io/octo/app'), ['ghcr.io/octo/app', 'ghcr.io/octo/log']],
  [
    'two that give the same',
    caller('one', 'ghcr.io/octo/app') + caller('two', 'ghcr.io/octo/app', INHERITS),
    ['ghcr.io/octo/app', 'ghcr.io/octo/log'],
  ],
  [
    'two that give others, with other secrets',
    caller('one', 'ghcr.io/octo/app') + caller('two', 'ghcr.io/else/app', INHERITS),
    ['ghcr.io/octo/app 1', 'ghcr.io/octo/log', 'ghcr.io/else/app 0'],
  ],
  [
    'two that give others, with other permissions',
    caller('one', 'ghcr.io/octo/app') +
      caller('two', 'ghcr.io/else/app', '    permissions: {packages: write}\n'),
    ['ghcr.io/octo/app 1', 'ghcr.io/octo/log', 'ghcr.io/else/app 0'],
  ],
  [
    'two that give others, with the same token',
    caller('one', 'ghcr.io/octo/app') + caller('two', 'ghcr.io/else/app'),
    ['ghcr.io/octo/app', 'ghcr.io/octo/log', 'ghcr.io/else/app'],
  ],
  [
    'legs of one',
    caller('one', 'ghcr.io/octo/${{ matrix.name }}', MATRIX),
    ['ghcr.io/octo/app', 'ghcr.io/octo/log', 'ghcr.io/octo/web'],
  ],
  [
    'one that does not run',
    caller('one', 'ghcr.io/octo/app') + caller('two', 'ghcr.io/else/app', '    if: false\n'),
    ['ghcr.io/octo/app', 'ghcr.io/octo/log'],
  ],
])('what the pushes are made by: %s', async (_, jobs, expected) =>
  expect(await made(jobs)).toEqual(expected),
);

/** An image, `refused` by the registry or not, and the callers that do not push it. */
type Pushed = [outcome: Answer['outcome'], ...exceptCallers: number[]];

const named = (name: string, tag = '1') =>
  ({
    registry: 'ghcr.io',
    owner: 'octo',
    name,
    reference: `ghcr.io/${name}:${tag}`,
  }) as ImageEvidence['image'];

function imageOf(image: ImageEvidence['image'], outcome: Answer['outcome']): ImageEvidence {
  const answer = { outcome, step: 'upload', status: 403, message: null };
  const answers = [{ token: 'github-token', answer }];
  return { image, answers, logins: [], isStandIn: false } as unknown as ImageEvidence;
}

type Pushes = Parameters<typeof noteOpenCallers>[1];

async function verdictOf(
  images: ImageEvidence[],
  pushed: Pushes,
  others = 'refused',
  asked: string[] = [],
  more: Partial<Answer> = {},
): Promise<Verdict> {
  const answer = { outcome: others, step: 'upload', status: 403, message: null, ...more } as Answer;
  await noteOpenCallers(images, pushed, 'github-token', async ({ reference }, access) => {
    asked.push(`${access} ${reference}`);
    return answer;
  });
  return overallVerdict({ images, chosen: 'github-token', unknownPushes: [] });
}

describe('the verdict', () => {
  test.each<[string, Pushed[], Verdict]>([
    [
      'nothing is refused',
      [
        ['allowed', 0],
        ['allowed', 1],
      ],
      'allowed',
    ],
    [
      'one of two is refused',
      [
        ['allowed', 0],
        ['refused', 1],
      ],
      'unknown',
    ],
    [
      'each is refused one',
      [
        ['refused', 0],
        ['refused', 1],
      ],
      'denied',
    ],
    [
      'each but one of three',
      [
        ['refused', 0, 1],
        ['refused', 1, 2],
        ['allowed', 0, 2],
      ],
      'unknown',
    ],
    ['what all push is refused', [['allowed', 0], ['allowed', 1], ['refused']], 'denied'],
    ['the other pushes nothing', [['refused', 1]], 'unknown'],
  ])('%s', async (_, given, expected) => {
    const images = given.map(([outcome], index) => imageOf(named(`octo/app${index}`), outcome));
    const pushed = given.map(([, ...exceptCallers], index) => ({
      references: [(images[index] as ImageEvidence).image],
      exceptCallers,
    }));
    expect(await verdictOf(images, pushed)).toBe(expected);
  });

  test('what has another one ready for a refusal is not surely refused', async () => {
    const [one, two] = [named('octo/app'), named('octo/other')];
    const made = (image: typeof one, fallbacks?: string[]) => ({
      references: [image],
      exceptCallers: [],
      ...(fallbacks ? { fallbacks } : {}),
    });
    const images = () => [imageOf(one, 'refused'), imageOf(two, 'allowed')];
    expect(await verdictOf(images(), [made(one, []), made(two)])).toBe('unknown');
    expect(await verdictOf(images(), [made(one, []), made(one), made(two)])).toBe('denied');
    // One step may push several.
    const both = { references: [one, two], exceptCallers: [], fallbacks: [] };
    expect(await verdictOf(images(), [both])).toBe('unknown');
  });

  test.each<[string, string, Verdict]>([
    ['is refused as well', 'refused', 'denied'],
    ['is accepted', 'allowed', 'unknown'],
    ['got no answer', 'undecided', 'unknown'],
  ])('the one that is ready %s', async (_, outcome, expected) => {
    const one = named('octo/app');
    const pushed = [{ references: [one], exceptCallers: [], fallbacks: ['ghcr.io/octo/other:1'] }];
    expect(await verdictOf([imageOf(one, 'refused')], pushed, outcome)).toBe(expected);
  });

  test('of two that are refused, one with nothing ready that is known', async () => {
    const one = named('octo/app');
    const made = (...fallbacks: string[]) => ({ references: [one], exceptCallers: [], fallbacks });
    const known = made('ghcr.io/octo/other:1');
    expect(await verdictOf([imageOf(one, 'refused')], [known, known])).toBe('denied');
    expect(await verdictOf([imageOf(one, 'refused')], [known, made()])).toBe('unknown');
  });

  test.each<[string, string, Verdict]>([
    ['is not there', 'refused', 'denied'],
    ['is there', 'allowed', 'unknown'],
    ['got no answer', 'undecided', 'unknown'],
  ])('what is pushed unless an image is there, which %s', async (_, outcome, expected) => {
    const one = named('octo/app');
    const pushed = [{ references: [one], exceptCallers: [], unlessThere: ['ghcr.io/octo/app:1'] }];
    const asked: string[] = [];
    const verdict = await verdictOf([imageOf(one, 'refused')], pushed, outcome, asked);
    expect([verdict, asked]).toEqual([expected, ['pull ghcr.io/octo/app:1']]);
    expect(await verdictOf([imageOf(one, 'allowed')], pushed, outcome)).toBe('allowed');
    // Another step pushes it in any case.
    const both = [...pushed, { references: [one], exceptCallers: [] }];
    expect(await verdictOf([imageOf(one, 'refused')], both, 'allowed')).toBe('denied');
  });

  test.each<[string, { status: number; code: string | null }, Verdict]>([
    ['may not be read', { status: 403, code: 'DENIED' }, 'denied'],
    ['is not there at all', { status: 404, code: 'NAME_UNKNOWN' }, 'denied'],
    ['lacks the usual tag', { status: 404, code: 'MANIFEST_UNKNOWN' }, 'unknown'],
    ['lacks it without a word', { status: 404, code: null }, 'unknown'],
  ])('what is pushed unless some tag of an image is there, which %s', async (_, answer, expected) => {
    const pushed = [
      { references: [named('octo/app')], exceptCallers: [], unlessThere: ['ghcr.io/octo/app'] },
    ];
    expect(await verdictOf([imageOf(named('octo/app'), 'refused')], pushed, 'refused', [], answer)).toBe(
      expected,
    );
  });

  test.each<[string, string, Verdict]>([
    ['is not there', 'refused', 'unknown'],
    ['is there', 'allowed', 'denied'],
    ['got no answer', 'undecided', 'denied'],
  ])('what is pushed only with an image, which %s', async (_, outcome, expected) => {
    const one = named('octo/app');
    const pushed = [{ references: [one], exceptCallers: [], onlyThere: ['ghcr.io/octo/app:rc'] }];
    const asked: string[] = [];
    expect(await verdictOf([imageOf(one, 'refused')], pushed, outcome, asked)).toBe(expected);
    expect(asked).toEqual(['pull ghcr.io/octo/app:rc']);
    // A step before makes it.
    const both = [...pushed, { references: [named('octo/app', 'rc')], exceptCallers: [], fallbacks: [] }];
    expect(await verdictOf([imageOf(one, 'refused')], both, outcome)).toBe('denied');
    // Without it, it is made in another way.
    const either = [
      ...pushed,
      { references: [one], exceptCallers: [], unlessThere: ['ghcr.io/octo/app:rc'] },
    ];
    expect(await verdictOf([imageOf(one, 'refused')], either, outcome)).toBe('denied');
  });

  test('an image that each pushes under another tag is pushed by all of them', async () => {
    const [one, two] = [named('octo/app', '1'), named('octo/app', '2')];
    const pushed = [
      { references: [one], exceptCallers: [1] },
      { references: [two], exceptCallers: [0] },
    ];
    expect(await verdictOf([imageOf(one, 'refused'), imageOf(two, 'refused')], pushed)).toBe('denied');
  });
});
