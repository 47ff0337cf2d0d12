/** What docker/metadata-action hands on beside whole names: the tags alone, and the labels in its JSON. */
import { expect, test } from '@jest/globals';
import { ENV, evidence, MAIN, workflowOf } from './reading.js';

const meta = (images: string) => `- id: meta\n  uses: docker/metadata-action@v6\n  with: {${images}}\n`;
const META = meta('images: ghcr.io/octo/app');
const json = (path: string) => `\${{ fromJSON(steps.meta.outputs.json).${path} }}`;
const push = (tag: string) => `- run: docker push ghcr.io/acme/app:${tag}\n`;
const each = (tags: string) => `- run: for tag in ${tags}; do docker push ghcr.io/acme/app:$tag; done\n`;

/** Each with the chance that it is pushed, and whether something is wrong with its name. */
async function pushed(steps: string) {
  const { pushes } = await evidence(
    { [MAIN]: workflowOf(`- uses: acme/ghcr-preflight@v1\n${steps}`) },
    { env: ENV, own: { images: [], login: 'docker' } },
  );
  return pushes.map(({ reference, runs, unfit }) => [reference, runs, unfit !== undefined]);
}

test.each([
  ['a label of its JSON', META + push(json("labels['org.opencontainers.image.version']"))],
  [
    'a label that it was given',
    `${meta("images: ghcr.io/octo/app, labels: 'channel=x'")}${push(json('labels.channel'))}`,
  ],
  ['the first of the tags alone', META + push(json('tag-names[0]'))],
  ['the tags alone, in turn', META + each('${{ steps.meta.outputs.tag-names }}')],
  ['the same of a variable', META + each('$DOCKER_METADATA_OUTPUT_TAG_NAMES')],
  ['the same by jq', META + each(`$(jq -r '."tag-names"[]' <<< "$DOCKER_METADATA_OUTPUT_JSON")`)],
  ['the tags of no image', meta("images: ''") + each('${{ steps.meta.outputs.tags }}')],
])('%s', async (_, steps) => {
  const [[name, runs, isUnfit] = [], ...others] = await pushed(steps);
  expect([name?.toString().split(':')[0], runs, isUnfit]).toEqual(['ghcr.io/acme/app', 'yes', false]);
  expect(others).toEqual([]);
});

test('a label that it does not make is empty', async () => {
  expect(await pushed(META + push(json('labels.channel')))).toEqual([['ghcr.io/acme/app:', 'yes', true]]);
});
