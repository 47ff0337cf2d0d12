/** A job that several others call: which of them this run is of, nobody tells. */
import { describe, expect, test } from '@jest/globals';
import { overallVerdict } from '../../src/evidence/registry/verdict.js';
import type { Answer } from '../../src/evidence/types/answer.js';
import type { ImageEvidence } from '../../src/evidence/types/image.js';
import { exceptCallersOf, noteOpenCallers } from '../../src/observe/open-callers.js';
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

test.each([
  ['one caller', caller('one', 'ghcr.io/octo/app'), ['ghcr.io/octo/app', 'ghcr.io/octo/log']],
  [
    'two that give the same',
    caller('one', 'ghcr.io/octo/app') + caller('two', 'ghcr.io/octo/app'),
    ['ghcr.io/octo/app', 'ghcr.io/octo/log'],
  ],
  [
    'two that give others',
    caller('one', 'ghcr.io/octo/app') + caller('two', 'ghcr.io/else/app'),
    ['ghcr.io/octo/app 1', 'ghcr.io/octo/log', 'ghcr.io/else/app 0'],
  ],
  [
    'legs of one',
    caller('one', 'ghcr.io/octo/${{ matrix.name }}', MATRIX),
    ['ghcr.io/octo/app 1', 'ghcr.io/octo/log', 'ghcr.io/octo/web 0'],
  ],
  [
    'one that does not run',
    caller('one', 'ghcr.io/octo/app') + caller('two', 'ghcr.io/else/app', '    if: false\n'),
    ['ghcr.io/octo/app', 'ghcr.io/octo/log'],
  ],
])('what the pushes are made by: %s', async (_, jobs, expected) =>
  expect(await made(jobs)).toEqual(expected),
);

/** An image of the callers that are not named: `refused` by the registry, or not. */
const image = (outcome: Answer['outcome'], ...exceptCallers: number[]): ImageEvidence =>
  ({
    image: {},
    answers: [{ token: 'github-token', answer: { outcome, step: 'upload', status: 403, message: null } }],
    logins: [],
    isStandIn: false,
    exceptCallers,
  }) as unknown as ImageEvidence;

describe('the verdict', () => {
  test.each<[string, ImageEvidence[], Verdict]>([
    ['nothing is refused', [image('allowed', 0), image('allowed', 1)], 'allowed'],
    ['one of two is refused', [image('allowed', 0), image('refused', 1)], 'unknown'],
    ['each is refused one', [image('refused', 0), image('refused', 1)], 'denied'],
    [
      'each but one of three',
      [image('refused', 0, 1), image('refused', 1, 2), image('allowed', 0, 2)],
      'unknown',
    ],
    ['what all push is refused', [image('allowed', 0), image('allowed', 1), image('refused')], 'denied'],
    ['the other pushes nothing', [image('refused', 1)], 'unknown'],
  ])('%s', (_, images, expected) => {
    noteOpenCallers(images, 'github-token');
    expect(overallVerdict({ images, chosen: 'github-token', unknownPushes: [] })).toBe(expected);
  });
});

test('an image that each pushes under another tag is pushed by all of them', () => {
  const named = (tag: string) =>
    ({ name: 'octo/app', reference: `ghcr.io/octo/app:${tag}` }) as ImageEvidence['image'];
  const [one, two] = [named('1'), named('2')];
  const pushed = [
    { references: [one], exceptCallers: [1] },
    { references: [two], exceptCallers: [0] },
  ];
  expect([...exceptCallersOf([one, two], pushed)]).toEqual([]);
});
