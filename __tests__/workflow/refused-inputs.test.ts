/** An input that is no boolean, at which the step fails that would push: told where no step is seen to push. */
import { describe, expect, test } from '@jest/globals';
import { noPushFound } from '../../src/causes/book/no-push-found.js';
import { placeholders } from '../../src/causes/rules.js';
import { evidence, MAIN, workflowOf } from './reading.js';

const OURS = '- uses: acme/ghcr-preflight@v1\n';
const build = (inputs: string, action = 'docker/build-push-action@v6') =>
  `- uses: ${action}\n  with: {tags: "ghcr.io/octo/app:1", ${inputs}}\n`;

async function refused(steps: string, files: Record<string, string> = {}): Promise<string | null> {
  const { refusedInput: found } = await evidence(
    { [MAIN]: workflowOf(OURS + steps), ...files },
    { own: { images: [], login: 'docker' } },
  );
  return found ? `${found.action} ${found.name}=${found.value} ${found.location.line}` : null;
}

test.each([
  ['a word', build('push: yes'), 'docker/build-push-action push=yes 8'],
  ['a number', build('push: 1'), 'docker/build-push-action push=1 8'],
  [
    'in front of a push',
    `${build('push: false, load: yes')}- run: docker push ghcr.io/octo/app:1\n`,
    'docker/build-push-action load=yes 8',
  ],
  [
    'behind a pull',
    `- run: docker pull ghcr.io/octo/base:1\n${build('push: yes')}`,
    'docker/build-push-action push=yes 9',
  ],
  ['in the step that pushes', build('push: true, load: yes'), 'docker/build-push-action load=yes 8'],
  [
    'in front of a push that is never made',
    `- if: false\n  run: docker push ghcr.io/octo/app:1\n${build('push: yes')}`,
    'docker/build-push-action push=yes 10',
  ],
  [
    'in the step that pushes, on one line',
    '- {uses: docker/build-push-action@v6, with: {tags: "ghcr.io/octo/app:1", push: true, load: yes}}\n',
    'docker/build-push-action load=yes 7',
  ],
  ['capitals of its own', build('push: tRue'), 'docker/build-push-action push=tRue 8'],
  ['nothing', build('push: ""'), 'docker/build-push-action push= 8'],
  ['another input', build('push: false, load: on'), 'docker/build-push-action load=on 8'],
  ['bake', build('push: "on"', 'docker/bake-action@v6'), 'docker/bake-action push=on 8'],
])('%s', async (_, steps, expected) => expect(await refused(steps)).toBe(expected));

/** A step that may be passed over, whose value has the others looked at. */
const PASSED_OVER = build('load: yes').replace('- uses', '- if: vars.X\n  uses');

describe('none', () => {
  test.each([
    ['an expression beside a word', `${PASSED_OVER}${build('push: "${{ vars.PUSH }}"')}`],
    ['a boolean among blanks beside a word', `${PASSED_OVER}${build('push: " true "')}`],
    ['a boolean', build('push: False')],
    ['a boolean among blanks', build('push: " true "')],
    ['what is not given', build('context: .')],
    ['an expression', build('push: "${{ vars.PUSH }}"')],
    ['a release that takes it for false', build('push: yes', 'docker/build-push-action@v2.5.0')],
    ['an action that nobody knows', build('push: yes', 'acme/build@v1')],
    ['a step that may fail', build('push: yes').replace('- uses', '- continue-on-error: true\n  uses')],
    ['a step that may be passed over', build('push: yes').replace('- uses', '- if: vars.X\n  uses')],
    ['behind a push', `- run: docker push ghcr.io/octo/app:1\n${build('push: yes')}`],
    [
      'before a push that is made all the same',
      `${build('push: yes')}- if: always()\n  run: docker push ghcr.io/octo/app:1\n`,
    ],
  ])('%s', async (_, steps) => expect(await refused(steps)).toBeNull());
});

/** A push in a file of its own, on a line further down than any of the workflow. */
const ELSEWHERE = `runs:\n  using: composite\n  steps:\n${'\n'.repeat(20)}  - {run: docker push ghcr.io/octo/app:1, shell: bash}\n`;

test('none behind a push of an action of the repository', async () => {
  const steps = `- uses: actions/checkout@v4\n- uses: ./push\n${build('push: yes')}`;
  expect(await refused(steps, { 'push/action.yml': ELSEWHERE })).toBeNull();
});

test.each([
  [
    'en',
    /fails here, and nothing is pushed: docker\/build-push-action takes only true or false for push, and not "yes"/,
  ],
  ['zh-CN', /docker\/build-push-action 的输入 push 只接受 true 或 false，不接受“yes”/],
] as const)('in %s', (language, said) => {
  const location = { file: MAIN, line: 8, column: 1, endLine: 8, endColumn: 2 };
  const detail = { action: 'docker/build-push-action', name: 'push', value: 'yes', location };
  const text = noPushFound.text[language];
  expect(text.message(placeholders(noPushFound), detail)).toMatch(said);
  expect(text.fix(placeholders(noPushFound), detail)).toContain('push: true');
});
