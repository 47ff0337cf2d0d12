/** The `workflow` input names a file that the run's own file calls, or that a file calls which nobody sees. */
import { describe, expect, test } from '@jest/globals';
import { evidence, MAIN } from './reading.js';

const CALLED = '.github/workflows/image.yml';

const called = (on: string) => `on:
${on}
jobs:
  image:
    runs-on: ubuntu-latest
    steps:
      - uses: acme/ghcr-preflight@v1
        with: { workflow: ${CALLED} }
      - run: docker push ghcr.io/octo/\${{ inputs.image }}:1
`;
const WITH_DEFAULT = '  workflow_call:\n    inputs: { image: { type: string, default: web } }';
const REQUIRED = '  workflow_call:\n    inputs: { image: { type: string, required: true } }';
const BY_HAND = `${REQUIRED}\n  workflow_dispatch:\n    inputs: { image: { type: string } }`;

const caller = (given: string) => `on: push
jobs:
  before:
    runs-on: ubuntu-latest
    steps: [{ run: make test }]
  call:
    needs: before
    uses: ./${CALLED}
${given}`;

async function pushed(on: string, main: string | null) {
  const files = { [CALLED]: called(on), ...(main === null ? {} : { [MAIN]: main }) };
  const { pushes } = await evidence(files, { path: CALLED });
  return pushes.map(({ reference }) => reference);
}

describe('the inputs of a called file that is named', () => {
  test.each([
    ['its default', WITH_DEFAULT, '', ['ghcr.io/octo/web:1']],
    ['what it is called with', REQUIRED, '    with: { image: api }\n', ['ghcr.io/octo/api:1']],
    [
      'what it is called with over its default',
      WITH_DEFAULT,
      '    with: { image: api }\n',
      ['ghcr.io/octo/api:1'],
    ],
    ['and not those of a start by hand', BY_HAND, '    with: { image: api }\n', ['ghcr.io/octo/api:1']],
  ])('are %s', async (_, on, given, expected) => {
    expect(await pushed(on, caller(given))).toEqual(expected);
  });

  test.each([
    ['the caller can not be read', REQUIRED, null],
    [
      "the run's own file calls another",
      WITH_DEFAULT,
      'on: push\njobs: { call: { uses: octo/other/.github/workflows/x.yml@v1 } }\n',
    ],
  ])('are unknown where %s', async (_, on, main) => {
    expect(await pushed(on, main)).toEqual([null]);
  });

  test('are nothing where the run is its own', async () => {
    const { pushes } = await evidence({ [MAIN]: called('  push: {}') }, { path: MAIN });
    expect(pushes.map(({ reference }) => reference)).toEqual(['ghcr.io/octo/:1']);
  });
});
