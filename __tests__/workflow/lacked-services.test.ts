/** Permissions beside packages that later steps need, and that this run's token surely lacks. */
import { describe, expect, test } from '@jest/globals';
import type { ReadOptions } from '../../src/workflow/reading/this-run/run-options.js';
import { ENV, evidence, MAIN, workflowOf } from './reading.js';

const WRITE = 'runs-on: ubuntu-latest\npermissions: {contents: read, packages: write}';
const PUSH = '- run: docker push ghcr.io/octo/app:1\n';
const OWN = '- uses: acme/ghcr-preflight@v1\n';
const run = (command: string, more = '') => `- run: ${command}\n${more}`;
const SIGN = run('cosign sign --yes ghcr.io/octo/app@sha256:0');
const ATTEST =
  '- uses: actions/attest-build-provenance@v3\n  with: {subject-name: ghcr.io/octo/app, push-to-registry: true}\n';

async function lacked(text: string, more: Partial<ReadOptions> = {}, files = {}): Promise<string[]> {
  const found = await evidence({ ...files, [MAIN]: text }, { own: { images: [], login: 'docker' }, ...more });
  return found.lacked.map(({ permission, by }) => `${permission}: ${by.join()}`);
}
const ofSteps = (steps: string, job = WRITE, more: Partial<ReadOptions> = {}) =>
  lacked(workflowOf(OWN + PUSH + steps, job), more);

describe('what a block leaves out', () => {
  test.each([
    ['cosign', SIGN, ['id-token: cosign sign']],
    [
      'cosign attest',
      run('cosign attest --yes --predicate p.json ghcr.io/octo/app:1'),
      ['id-token: cosign attest'],
    ],
    [
      'an attestation',
      ATTEST,
      ['id-token: actions/attest-build-provenance', 'attestations: actions/attest-build-provenance'],
    ],
    [
      'both',
      SIGN + run('cosign attest --yes -p x ghcr.io/octo/app:1'),
      ['id-token: cosign sign,cosign attest'],
    ],
    [
      'a report',
      '- uses: github/codeql-action/upload-sarif@v4\n',
      ['security-events: github/codeql-action/upload-sarif'],
    ],
  ])('%s', async (_, steps, expected) => expect(await ofSteps(steps)).toEqual(expected));

  const SIGNS = 'docker push ghcr.io/octo/app:1\ncosign sign --yes ghcr.io/octo/app:1\n';
  test.each([
    ['a script', { 'a.sh': `set -e\n${SIGNS}` }, ['id-token: cosign sign']],
    ['one of another', { 'a.sh': 'set -e\n./b.sh\n', 'b.sh': `set -e\n${SIGNS}` }, ['id-token: cosign sign']],
    ['what goes on in one', { 'a.sh': `${SIGNS}echo\n` }, []],
    ['what nobody waits for', { 'a.sh': './b.sh || true\n', 'b.sh': SIGNS }, []],
  ])('%s', async (_, files, expected) =>
    expect(await lacked(workflowOf(OWN + run('./a.sh'), WRITE), {}, files)).toEqual(expected),
  );

  test.each([
    ['a key', run('cosign sign --key env://KEY ghcr.io/octo/app:1')],
    [
      'an identity of its own',
      run('cosign sign --yes ghcr.io/octo/app:1', '  env: {SIGSTORE_ID_TOKEN: x}\n'),
    ],
    ['what may fail', run('cosign sign --yes ghcr.io/octo/app:1 || true')],
    ['a step that may fail', run('cosign sign --yes ghcr.io/octo/app:1', '  continue-on-error: true\n')],
    [
      'a step that is passed over',
      run('cosign sign --yes ghcr.io/octo/app:1', "  if: github.event_name == 'release'\n"),
    ],
    ['what a setting decides', run('cosign sign --yes ghcr.io/octo/app:1', "  if: vars.SIGN == '1'\n")],
  ])('is no matter with %s', async (_, steps) => expect(await ofSteps(steps)).toEqual([]));

  test('nor of what has happened', async () =>
    expect(await lacked(workflowOf(SIGN + OWN + PUSH, WRITE))).toEqual([]));
});

describe('where it comes from', () => {
  test('a block that has it', async () =>
    expect(
      await ofSteps(SIGN + ATTEST, WRITE.replace('{', '{id-token: write, attestations: write, ')),
    ).toEqual([]));

  test('the runner hands it out', async () =>
    expect(
      await ofSteps(SIGN, WRITE, { env: { ...ENV, ACTIONS_ID_TOKEN_REQUEST_URL: 'https://x' } }),
    ).toEqual([]));

  test('no setting gives an identity, and one may give the rest', async () =>
    expect(await ofSteps(ATTEST, 'runs-on: ubuntu-latest')).toEqual([
      'id-token: actions/attest-build-provenance',
    ]));

  test('a call that leaves it out, where all calls do', async () => {
    const call = (id: string, more: string) =>
      `  ${id}:\n    uses: ./.github/workflows/image.yml\n    permissions: {packages: write${more}}\n`;
    const called = workflowOf(OWN + PUSH + SIGN).replace('on: push', 'on: workflow_call');
    const files = { '.github/workflows/image.yml': called };
    const of = (jobs: string) => lacked(`on: push\njobs:\n${jobs}`, {}, files);
    expect(await of(call('a', ''))).toEqual(['id-token: cosign sign']);
    expect(await of(call('a', '') + call('b', ', id-token: write'))).toEqual([]);
  });
});
