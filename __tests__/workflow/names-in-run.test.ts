/** Names of contexts that a run surely does not have: no text of them is left open. */
import { expect, test } from '@jest/globals';
import type { WorkflowEvidence } from '../../src/evidence/types/workflow.js';
import { imagesOf } from '../../src/observe/images.js';
import type { Question } from '../../src/observe/question.js';
import { evidence, MAIN, RUN, workflowOf } from './reading.js';

const QUESTION = { run: RUN, registry: 'ghcr.io', access: 'push', images: '', names: 'given' } as Question;

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

test.each([
  ['failed', "needs.build.result == 'failure'", '', 'no'],
  ['was not skipped', "needs.build.result != 'skipped'", '', 'yes'],
  ['ended well', "needs.called.result == 'success'", '', 'yes'],
  ['failed, in a job with a condition', "needs.build.result == 'failure'", "github.ref != ''", 'no'],
  ['failed, in a job that is run anyway', "needs.build.result == 'failure'", 'always()', 'unknown'],
  ['failed, in a job that asks for it', "needs.build.result == 'failure'", 'Failure()', 'unknown'],
  [
    'failed, in a job that asks for both',
    "needs.build.result == 'failure'",
    'success() || github.ref',
    'unknown',
  ],
])('a job whose needed one %s', async (_, condition, jobs, expected) => {
  const job = `needs: [build, called]${jobs && `\nif: ${jobs}`}\nruns-on: ubuntu-latest`;
  const steps = `- uses: acme/ghcr-preflight@v1\n- run: docker push ghcr.io/octo/app\n  if: ${condition}\n`;
  const text = workflowOf(steps, job).replace('jobs:\n', `jobs:\n  ${BUILD}`);
  const { pushes } = await evidence({ [MAIN]: text });
  expect(pushes.map(({ runs }) => runs)).toEqual([expected]);
});

test('an output that the text of the needed job tells is known', async () =>
  expect(await name('needs.build.outputs.told', 'build')).toEqual(['ghcr.io/octo/app:7']));

test.each([
  ['hands back', 'needs.called.outputs.tag', 'ghcr.io/octo/app:7'],
  ['hands back of what it was given', 'needs.called.outputs.given', 'ghcr.io/octo/app:8'],
  ['does not declare', 'needs.called.outputs.tga', 'ghcr.io/octo/app:'],
  ['hands back, and that nobody knows', 'needs.called.outputs.open', 'ghcr.io/octo/app'],
])('what a called workflow %s', async (_, expression, expected) => {
  const outputs = ['tag', 'open', 'given'].map(
    (each) => `      ${each}: {value: "\${{ jobs.plan.outputs.${each} }}"}\n`,
  );
  const called = `on:
  workflow_call:
    inputs: {tag: {type: string}}
    outputs:
${outputs.join('')}jobs:
  plan:
    runs-on: ubuntu-latest
    outputs:
      tag: \${{ steps.tag.outputs.value }}
      open: \${{ steps.open.outputs.value }}
      given: \${{ inputs.tag }}
    steps:
      - {id: tag, run: echo "value=7" >> "$GITHUB_OUTPUT"}
      - {id: open, uses: acme/version@v1}
`;
  const steps = `- uses: acme/ghcr-preflight@v1\n- run: docker push ghcr.io/octo/app:\${{ ${expression} }}\n`;
  const call = 'called:\n    uses: ./.github/workflows/called.yml\n    with: {tag: "8"}\n';
  const text = workflowOf(steps, 'needs: called\nruns-on: ubuntu-latest').replace(
    'jobs:\n',
    `jobs:\n  ${call}`,
  );
  const { pushes } = await evidence({ [MAIN]: text, '.github/workflows/called.yml': called });
  expect(pushes.map(({ unfit, reference }) => unfit?.given ?? reference)).toEqual([expected]);
});

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

/** What is wrong with what the steps push; undefined: nothing that the text tells. */
async function unfitIn(steps: string) {
  const job = 'runs-on: ubuntu-latest\nenv: {EMPTY: ""}';
  const { pushes } = await evidence({ [MAIN]: workflowOf(`- uses: acme/ghcr-preflight@v1\n${steps}`, job) });
  const { references } = imagesOf(QUESTION, { pushes } as WorkflowEvidence);
  return pushes.map(({ unfit, reference }) => {
    const image = references.find(({ given }) => given === (unfit?.given ?? reference));
    return image?.problem?.kind;
  });
}

test.each([
  ['docker buildx build --push .', 'no-tags'],
  ['docker build --push .', 'no-tags'],
  ['docker buildx build -o type=registry .', 'no-tags'],
  ['docker buildx build --push -o type=image .', 'no-tags'],
  ['depot build --push .', 'no-tags'],
  ['docker push "${{ env.IMAGE }}"', 'no-name'],
  ['docker buildx build --push -t "${{ env.IMAGE }}" .', 'no-name'],
  ['docker push "${{ env.IMAGE }}:1"', 'invalid'],
  ['docker push ${{ env.IMAGE }}', 'no-name'],
  ['docker push ""', 'no-name'],
  ['docker push', 'no-name'],
  ['docker push ${{ inputs.image }}', 'no-name'],
  ['docker push "${{ inputs.image }}"', 'no-name'],
  ['docker push "$EMPTY"', 'no-name'],
  ['docker push $EMPTY', 'no-name'],
  ['docker buildx build --push -t "${{ inputs.image }}" .', 'no-name'],
  ['docker buildx imagetools create -t "$EMPTY" a b', 'no-name'],
  ['podman push', 'no-name'],
  ['podman push app "${{ env.IMAGE }}"', 'no-name'],
  ['buildah push app docker://$EMPTY', 'no-name'],
  ['skopeo copy oci:a docker://${{ env.IMAGE }}', 'no-name'],
  ['crane push a.tar "$EMPTY"', 'no-name'],
  ['crane copy alpine ${{ inputs.image }}', 'no-name'],
  ['docker push "${{ inputs.host }}/octo/app"', 'invalid'],
  ['docker push "$EMPTY/octo/app:1"', 'invalid'],
  ['podman push app ${{ inputs.host }}/octo/app', 'invalid'],
  ['docker push ":1"', 'invalid'],
  ['docker manifest push "$EMPTY"', 'no-name'],
  ['docker push "$EMPTY/octo/app:${{ vars.TAG }}"', 'invalid'],
  ['docker buildx build -t --push .', 'no-name'],
  ['docker buildx build --tag $EMPTY --push .', 'no-name'],
  ['docker buildx bake --push --set "*.tags=" app', 'no-name'],
  ['docker buildx bake --push --set "*.tags=$EMPTY" app', 'no-name'],
  ['helm push app-1.0.0.tgz ""', 'no-name'],
  ['helm push app-1.0.0.tgz $EMPTY', 'no-name'],
  ['helm push app-1.0.0.tgz', 'no-name'],
  ['helm push app-1.0.0.tgz "oci://$EMPTY/octo"', 'invalid'],
  ['oras push "" a.txt', 'no-name'],
  ['oras push', 'no-name'],
  ['oras copy quay.io/octo/a:1 "${{ inputs.image }}"', 'no-name'],
  ['oras push "${{ env.HOST }}/octo/app:1" a.txt', 'invalid'],
  ['oras push "$EMPTY/octo/app:1" a.txt', 'invalid'],
  ['oras attach --artifact-type a/b "$EMPTY/octo/app:1" a.txt', 'invalid'],
  ['oras cp quay.io/octo/a:1 "$EMPTY/octo/app:1"', 'invalid'],
  ['oras push /srv/app a.txt', 'invalid'],
  ['helm push "$CHART" "oci://$EMPTY/octo"', 'invalid'],
  ['helm push app-*.tgz "oci://$EMPTY/octo/charts"', 'invalid'],
  ['regctl image copy quay.io/a/b:1 "$EMPTY/octo/app:1"', 'invalid'],
  ['flux push artifact "oci://$EMPTY/octo/app:1" --path=.', 'invalid'],
  ['cosign sign --yes "$EMPTY/octo/app:1"', 'invalid'],
  ['nerdctl push "$EMPTY/octo/app:1"', 'invalid'],
  ['buildah push app "$EMPTY/octo/app:1"', 'invalid'],
  ['skopeo copy oci:a "docker://$EMPTY/octo/app:1"', 'invalid'],
  ['crane tag "$EMPTY/octo/app:1" latest', 'invalid'],
  ['crane append -t "$EMPTY/octo/app:1" -f a.tar', 'invalid'],
])('%s pushes nothing that any client takes', async (script, expected) => {
  expect(await unfitIn(`- run: ${JSON.stringify(script)}\n`)).toEqual([expected]);
});

test.each([
  ['docker push "$EMPTY" || true'],
  ['docker push "${{ env.IMAGE }}" || echo none'],
  ['if [ -n "$EMPTY" ]; then docker push "$EMPTY"; fi'],
  ['[ -z "$EMPTY" ] || docker push "$EMPTY"'],
  ['for each in $EMPTY; do docker push "$each"; done'],
  ['docker push --help'],
  ['docker push "${EMPTY:-quay.io/octo/app}"'],
  ['oras push --oci-layout /srv/app a.txt'],
  ['oras push --oci-layout-path /srv/app a.txt'],
  ['oras cp ghcr.io/octo/app:1 --to-oci-layout /srv/app'],
  ['oras cp --from-oci-layout /srv/app:1 "${{ vars.HOST }}/octo/app:1"'],
  ['oras push --help'],
  ['oras push --oci-layout "$EMPTY/app" a.txt'],
  ['helm push --help'],
  ['docker buildx bake --push --set "*.tags=" --set "*.output=type=image,name=quay.io/octo/app" app'],
])('%s tells of no push to this registry', async (script) =>
  expect(await unfitIn(`- run: ${JSON.stringify(script)}\n`)).toEqual([]),
);

test.each([
  ['docker push "${{ vars.IMAGE }}"'],
  ['. ./names.sh; docker push $UNKNOWN'],
  ['docker push "$(cat image)"'],
  ['cat images | xargs docker push'],
  ['test -f image && docker push "$EMPTY"'],
])('whether %s is given a name is not known', async (script) =>
  expect((await unfitIn(`- run: ${JSON.stringify(script)}\n`)).filter(Boolean)).toEqual([]),
);

test.each([
  [
    'docker/metadata-action',
    `- id: meta
  uses: docker/metadata-action@v5
  with: {images: "\${{ inputs.host }}/octo/app"}
- uses: docker/build-push-action@v6
  with: {push: true, tags: "\${{ steps.meta.outputs.tags }}"}
`,
  ],
  [
    'redhat-actions/push-to-registry',
    `- uses: redhat-actions/push-to-registry@v2
  with: {image: app, tags: latest, registry: "\${{ inputs.host }}/octo"}
`,
  ],
])('%s is given no host', async (_, steps) => expect(await unfitIn(steps)).toEqual(['invalid']));

test('a step that may fail stops nothing', async () =>
  expect(await unfitIn('- run: docker push "$EMPTY"\n  continue-on-error: true\n')).toEqual([]));

test('where another push is seen, an empty name may be meant for anything', async () =>
  expect(await unfitIn('- run: docker push "$EMPTY"\n- run: docker push ghcr.io/octo/app\n')).toEqual([
    undefined,
  ]));

test('a name that is empty may be one of another registry to which the job logs in', async () => {
  const login = 'uses: docker/login-action@v3, with: {username: octo, password: "${{ secrets.HUB }}"}';
  const steps = `- uses: acme/ghcr-preflight@v1\n- {${login}}\n- run: docker push "\${{ env.IMAGE }}"\n`;
  const { pushes } = await evidence({ [MAIN]: workflowOf(steps) });
  expect(pushes).toEqual([]);
});
