/** Inputs that are read as booleans and are none: their step fails before it does anything, and what comes after it is passed over. */
import { describe, expect, test } from '@jest/globals';
import { build, ids, login, MAIN, workflow } from './repository.js';

const READ_ONLY = 'permissions: {contents: read}';
const DENIED = ['error no-registry-login'];

const said = (steps: string, on?: string) => ids({ [MAIN]: workflow(steps, READ_ONLY, on) });
const pushing = (push: string, input = '') =>
  build(`ghcr.io/octo/app:1
    ${input}`).replace('push: true', `push: ${push}`);
const bake = (push: string) =>
  `\n- uses: docker/bake-action@v6\n  with:\n    push: ${push}\n    set: app.tags=ghcr.io/octo/app:1`;

describe('what is no boolean pushes nothing', () => {
  test.each([
    ['a word', pushing('"yes"')],
    ['a number', pushing('1')],
    ['an input of another event', pushing('${{ inputs.push }}')],
    ['a key that the payload does not have', pushing('${{ github.event.inputs.push }}')],
    ['the last of what an `and` joins', pushing("${{ github.ref == 'refs/heads/main' && github.actor }}")],
    ['a token', pushing("${{ github.ref == 'refs/heads/main' && secrets.GITHUB_TOKEN }}")],
    ['text around an expression', pushing("${{ github.ref }} == 'refs/heads/main'")],
    ['another input beside it', pushing('true', 'no-cache: ${{ inputs.fresh }}')],
    [
      'a cache of a build that fails',
      pushing('${{ inputs.push }}', 'cache-to: type=registry,ref=ghcr.io/octo/app:cache'),
    ],
    ['the first release that refuses it', pushing('${{ inputs.push }}').replace('@v6', '@v2.6.0')],
    ['the newest of its version', pushing('${{ inputs.push }}').replace('@v6', '@v2')],
    ['a commit', pushing('${{ inputs.push }}').replace('@v6', `@${'1a'.repeat(20)}`)],
    ['an input of bake', bake('"on"')],
    [
      'an attestation',
      `\n- uses: actions/attest@v4\n  with: {subject-name: ghcr.io/octo/app, subject-digest: 'sha256:0', push-to-registry: "on"}`,
    ],
    ['a logout', login().replace('registry:', 'logout: ${{ inputs.logout }}\n    registry:') + build()],
  ])('%s', async (_, steps) => {
    expect(await said(steps)).toEqual([]);
  });
});

describe('what may be one is a push', () => {
  test.each([
    ['in other letters', pushing('"True"')],
    ['a comparison', pushing("${{ github.ref == 'refs/heads/main' }}")],
    ['a choice of texts', pushing("${{ github.ref == 'refs/heads/main' && 'true' || 'false' }}")],
    ['what an earlier step finds', pushing('${{ steps.x.outputs.push }}')],
    ['version 1, which reads it by itself', pushing('true', 'no-cache: "on"').replace('@v6', '@v1')],
    ['a release that takes it for false', pushing('true', 'no-cache: "on"').replace('@v6', '@v2.5.0')],
    [
      'a logout of the same age',
      login().replace('registry:', 'logout: ""\n    registry:').replace('@v4', '@v1.9.0') + build(),
    ],
  ])('%s', async (_, steps) => {
    expect(await said(`\n- id: x\n  run: echo "push=$(cat push)" >> "$GITHUB_OUTPUT"\n${steps}`)).not.toEqual(
      [],
    );
  });
});

describe('behind a step that fails', () => {
  const failing = pushing('${{ inputs.push }}').replace('- uses', '- id: build\n  uses');
  const push = (more = '') => `\n- run: docker push ghcr.io/octo/app:1${more}`;

  test('nothing is pushed', async () => {
    expect(await said(failing + push())).toEqual([]);
  });

  test.each([
    ['where the step may fail', `${failing.replace('  uses', '  continue-on-error: true\n  uses')}${push()}`],
    ['of a release that goes on without a push', failing.replace('@v6', '@v2.4.0') + push()],
    ['by what is always run', failing + push('\n  if: always()')],
    [
      'where that step is not always run',
      `${failing.replace('  uses', '  if: github.ref_name == vars.X\n  uses')}${push()}`,
    ],
  ])('but %s', async (_, steps) => {
    expect(await said(steps)).toEqual(DENIED);
  });

  test('no attestation lacks its image', async () => {
    const attest = `\n- uses: actions/attest@v4\n  with: {subject-name: ghcr.io/octo/app, subject-digest: '\${{ steps.build.outputs.digest }}', push-to-registry: true}`;
    expect(
      await ids({
        [MAIN]: workflow(
          login() + failing + attest,
          'permissions: {packages: write, id-token: write, attestations: write}',
        ),
      }),
    ).toEqual([]);
  });

  test('within an action of the repository the job ends, too', async () => {
    const action = (more = '') =>
      `runs:\n  using: composite\n  steps:\n${failing.replace(/^(?=.)/gm, '    ')}\n${more}`;
    const steps = `\n- uses: actions/checkout@v4\n- uses: ./build${push()}`;
    const files = (used: string) => ({ [MAIN]: workflow(used, READ_ONLY), 'build/action.yml': action() });
    expect(await ids(files(steps))).toEqual([]);
    expect(await ids(files(steps.replace('./build', './build\n  continue-on-error: true')))).toEqual(DENIED);
  });
});
