/** Names of contexts that a run surely does not have: no text of them is left open. */
import { expect, test } from '@jest/globals';
import { evidence, MAIN, workflowOf } from './reading.js';

const BUILD = `build:
    runs-on: ubuntu-latest
    outputs:
      tag: \${{ steps.tag.outputs.value }}
      told: \${{ steps.told.outputs.value }}
    steps:
      - {id: tag, uses: acme/version@v1}
      - {id: told, run: echo "value=7" >> "$GITHUB_OUTPUT"}
  called:
    uses: ./.github/workflows/called.yml
`;

async function name(expression: string, needs: string) {
  const job = `needs: ${needs}\nruns-on: ubuntu-latest`;
  const steps = `- uses: acme/ghcr-preflight@v1\n- run: docker push ghcr.io/octo/app:\${{ ${expression} }}\n`;
  const text = workflowOf(steps, job).replace('jobs:\n', `jobs:\n  ${BUILD}`);
  const { pushes } = await evidence({ [MAIN]: text });
  return pushes.map(({ unfit, reference }) => unfit?.given ?? reference);
}

test.each([
  ['an output of a job that is not needed', 'needs.build.outputs.tag', '[]'],
  ['an output that the needed job does not declare', 'needs.build.outputs.tga', 'build'],
  ['a name that the context of the run does not have', 'github.ref_nam', 'build'],
])('%s is empty', async (_, expression, needs) =>
  expect(await name(expression, needs)).toEqual(['ghcr.io/octo/app:']),
);

test.each([
  ['an output that the needed job declares', 'needs.build.outputs.TAG', 'build'],
  ['one of a job that calls a workflow', 'needs.called.outputs.tag', '[build, called]'],
  ['a name of the context that no variable tells', 'github.event_path', 'build'],
])('%s is not known', async (_, expression, needs) =>
  expect(await name(expression, needs)).toEqual(['ghcr.io/octo/app']),
);

test('an output that the text of the needed job tells is known', async () =>
  expect(await name('needs.build.outputs.told', 'build')).toEqual(['ghcr.io/octo/app:7']));

test.each([
  ['one that it needs', '[plan]', 'ghcr.io/octo/app'],
  ['one that it does not need', '[]', 'ghcr.io/octo/app:'],
])('a calling job hands on the outputs of %s', async (_, needs, expected) => {
  const caller = `on: push
jobs:
  plan:
    runs-on: ubuntu-latest
    outputs:
      tag: \${{ steps.tag.outputs.value }}
    steps:
      - {id: tag, uses: acme/version@v1}
  call:
    needs: ${needs}
    uses: ./.github/workflows/called.yml
    with:
      tag: \${{ needs.plan.outputs.tag }}
`;
  const called = workflowOf(
    '- uses: acme/ghcr-preflight@v1\n- run: docker push ghcr.io/octo/app:${{ inputs.tag }}\n',
  ).replace(/^on:.*\n/m, 'on: {workflow_call: {inputs: {tag: {type: string}}}}\n');
  const { pushes } = await evidence({ [MAIN]: caller, '.github/workflows/called.yml': called });
  expect(pushes.map(({ unfit, reference }) => unfit?.given ?? reference)).toEqual([expected]);
});

test.each([
  ['one that it needs', '[plan]', 'ghcr.io/octo/app'],
  ['one that it does not need', '[]', 'ghcr.io/octo/app:'],
])('a needed job hands on the outputs of %s', async (_, needs, expected) => {
  const before = `plan:
    runs-on: ubuntu-latest
    outputs: {tag: "\${{ steps.tag.outputs.value }}"}
    steps:
      - {id: tag, uses: acme/version@v1}
  between:
    needs: ${needs}
    runs-on: ubuntu-latest
    outputs: {tag: "\${{ needs.plan.outputs.tag }}"}
    steps:
      - run: make
`;
  const text = workflowOf(
    '- uses: acme/ghcr-preflight@v1\n- run: docker push ghcr.io/octo/app:${{ needs.between.outputs.tag }}\n',
    'needs: between\nruns-on: ubuntu-latest',
  ).replace('jobs:\n', `jobs:\n  ${before}`);
  const { pushes } = await evidence({ [MAIN]: text });
  expect(pushes.map(({ unfit, reference }) => unfit?.given ?? reference)).toEqual([expected]);
});

test.each([
  ['docker push "${{ env.IMAGE }}"', 'no-name'],
  ['docker buildx build --push -t "${{ env.IMAGE }}" .', 'no-name'],
  ['docker push "${{ env.IMAGE }}:1"', undefined],
])('%s pushes nothing that any client takes', async (script, expected) => {
  const steps = `- uses: acme/ghcr-preflight@v1\n- run: ${JSON.stringify(script)}\n`;
  const { pushes } = await evidence({ [MAIN]: workflowOf(steps) });
  expect(pushes.map(({ unfit }) => unfit?.problem?.kind)).toEqual([expected]);
});

test('a name that is empty may be one of another registry to which the job logs in', async () => {
  const login = 'uses: docker/login-action@v3, with: {username: octo, password: "${{ secrets.HUB }}"}';
  const steps = `- uses: acme/ghcr-preflight@v1\n- {${login}}\n- run: docker push "\${{ env.IMAGE }}"\n`;
  const { pushes } = await evidence({ [MAIN]: workflowOf(steps) });
  expect(pushes).toEqual([]);
});
