/** What is written for a variable that nobody has set is what happens in a repository where nobody did: a warning where it is refused. */
import { expect, test } from '@jest/globals';
import { namesWithDefault } from '../../src/workflow/runs/written-defaults.js';
import { ids, login, MAIN, workflow } from './repository.js';

const READS = 'permissions: {contents: read}';
const WRITES = 'permissions: {packages: write}';
const LACKS = ['warning job-lacks-packages-write'];
const REGISTRY = "${{ vars.REGISTRY || 'ghcr.io' }}";
const built = (tags: string) =>
  `\n- uses: docker/build-push-action@v6\n  with:\n    push: true\n    tags: ${tags}`;
const loginTo = (registry: string) => login().replace('registry: ghcr.io', `registry: ${registry}`);
const at = (steps: string, keys: string, on?: string) => ({ [MAIN]: workflow(steps, keys, on) });

test.each<[string, Record<string, string>, readonly string[]]>([
  ['of the registry', at(loginTo(REGISTRY) + built(`${REGISTRY}/octo/app:1`), READS), LACKS],
  [
    'of the registry, for a command',
    at(`${loginTo(REGISTRY)}\n- run: docker push ${REGISTRY}/octo/app:1`, READS),
    LACKS,
  ],
  [
    'of the registry, by way of the environment',
    at(
      loginTo('${{ env.HOST }}') + built('${{ env.HOST }}/octo/app:1'),
      `${READS}\nenv: {HOST: "${REGISTRY}"}`,
    ),
    LACKS,
  ],
  [
    'of the registry, with brackets',
    at(login() + built("${{ vars['REGISTRY'] || 'ghcr.io' }}/octo/app:1"), READS),
    LACKS,
  ],
  [
    'of the registry, to which nobody logs in',
    at(built(`${REGISTRY}/octo/app:1`), WRITES),
    ['warning no-registry-login'],
  ],
  [
    'of the registry, before a name in capitals',
    at(loginTo(REGISTRY) + built(`${REGISTRY}/octo/App:1`), WRITES),
    ['warning uppercase-image-name'],
  ],
  [
    'of the owner',
    at(login() + built("ghcr.io/${{ vars.OWNER || 'other' }}/app:1"), WRITES),
    ['warning owner-mismatch'],
  ],
  ['of a push that is right', at(loginTo(REGISTRY) + built(`${REGISTRY}/octo/app:1`), WRITES), []],
  ['of another registry', at(built("${{ vars.REGISTRY || 'quay.io' }}/octo/app:1"), READS), []],
  // It is used as it is elsewhere: whoever wrote that has set it.
  [
    'that stands in one place alone',
    at(
      `${login()}\n- run: echo \${{ vars.OWNER }}${built("ghcr.io/${{ vars.OWNER || 'other' }}/app:1")}`,
      WRITES,
    ),
    [],
  ],
  // The job's own token stands in for another, as it does for a secret.
  ['of the token', at(login('vars.TOKEN || secrets.GITHUB_TOKEN') + built('ghcr.io/octo/app:1'), READS), []],
  [
    'of an input, which whoever starts it leaves out',
    at(
      login() + built("${{ inputs.registry || 'ghcr.io' }}/octo/app:1"),
      READS,
      '{workflow_dispatch: {inputs: {registry: {type: string}}}}',
    ),
    LACKS,
  ],
])('a default %s', async (_, files, expected) => {
  expect(await ids(files)).toEqual(expected);
});

test('a variable that only chooses the machine makes no run of its own', () => {
  expect(
    namesWithDefault(
      'vars',
      "runs-on: ${{ vars.RUNNER || 'ubuntu-latest' }}\nenv: {A: '${{ vars.A || 1 }}'}",
    ),
  ).toEqual(['A']);
});
