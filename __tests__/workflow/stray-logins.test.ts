/** Pushes before which the job ends, at a later login to a host that is the registry's, misspelt. */
import { expect, test } from '@jest/globals';
import { imagesOf } from '../../src/observe/images.js';
import type { Question } from '../../src/observe/question.js';
import { ENV, evidence, MAIN, RUN, workflowOf } from './reading.js';

const QUESTION = { run: RUN, registry: 'ghcr.io', access: 'push', images: '', names: 'given' } as Question;
const OURS = '- uses: acme/ghcr-preflight@v1\n';
const PUSH = '- run: docker push ghcr.io/octo/web:1\n';
const JOB = 'runs-on: ubuntu-latest\nenv:\n  REGISTRY: gchr.io';

const login = (host: string, more = '') =>
  `- uses: docker/login-action@v3\n${more}  with: {registry: "${host}", username: x, password: "\${{ github.token }}"}\n`;
const script = (command: string) => `- run: echo "\${{ github.token }}" | ${command}\n`;

async function pushes(steps: string, files: Record<string, string> = {}, images = '') {
  const own = { images: [], login: 'docker' } as const;
  const workflow = await evidence({ [MAIN]: workflowOf(steps, JOB), ...files }, { own, env: ENV });
  const { references } = imagesOf({ ...QUESTION, images }, workflow);
  const lines = workflow.pushes.map(({ namedAt, location }) => namedAt?.name.line ?? location.line);
  return {
    images: references.map(({ reference, given, problem }) => [reference, given, problem?.kind].join(' ')),
    lines: [...new Set(lines)],
  };
}

const REFUSED = ['ghcr.io/octo/web:1 gchr.io misspelt-host'];
const RIGHT = ['ghcr.io/octo/web:1 ghcr.io/octo/web:1 '];

test.each([
  ['an action', login('gchr.io'), 10],
  ['an address', login('https://gchr.io/v2/'), 10],
  ['a value of the job', login('${{ env.REGISTRY }}'), 6],
  ['a command', script('docker login gchr.io -u x --password-stdin'), 9],
  ['podman', script('podman login gchr.io -u x --password-stdin'), 9],
  ['a condition that holds', login('gchr.io', "  if: github.event_name == 'push'\n"), 11],
])('%s', async (_, steps, line) =>
  expect(await pushes(OURS + steps + PUSH)).toEqual({ images: REFUSED, lines: [line] }),
);

test.each([
  ['before our own step', login('gchr.io') + OURS + PUSH],
  ['after the push', OURS + PUSH + login('gchr.io')],
  ['in a step that may fail', OURS + login('gchr.io', '  continue-on-error: true\n') + PUSH],
  ['in a script that may', OURS + script('docker login gchr.io -u x --password-stdin || true') + PUSH],
  ['in a step that is not run', OURS + login('gchr.io', "  if: github.event_name == 'release'\n") + PUSH],
  ['in a step that may not be', OURS + login('gchr.io', '  if: vars.X\n') + PUSH],
  ['before a push that is made anyway', `${OURS}${login('gchr.io')}${PUSH.trim()}\n  if: always()\n`],
  ['of which nobody knows the host', OURS + login('${{ vars.HOST }}') + PUSH],
  ['to a host that somebody may have', OURS + login('ghr.io') + PUSH],
  ['without a password', `${OURS}- run: docker logout gchr.io\n${PUSH}`],
])('one %s ends no job', async (_, steps) => expect((await pushes(steps)).images).toEqual(RIGHT));

test('in an action, the step that uses it decides', async () => {
  const files = {
    '.github/actions/login/action.yml': `runs:\n  using: composite\n  steps:\n${login('gchr.io').replace(/^/gm, '    ').trimEnd()}\n`,
  };
  const use = '- uses: ./.github/actions/login\n';
  expect((await pushes(OURS + use + PUSH, files)).images).toEqual(REFUSED);
  expect((await pushes(`${OURS}${use}  continue-on-error: true\n${PUSH}`, files)).images).toEqual(RIGHT);
});

test('it is told beside the images that were asked about, and of no push to another registry', async () => {
  const steps = OURS + login('gchr.io');
  expect((await pushes(steps + PUSH, {}, 'ghcr.io/octo/web:1')).images).toEqual(REFUSED);
  expect((await pushes(`${steps}- run: docker push quay.io/octo/web:1\n`)).images).toEqual([
    'ghcr.io/octo/app ghcr.io/octo/app ',
  ]);
});
