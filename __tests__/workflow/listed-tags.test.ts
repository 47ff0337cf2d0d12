/** A list of tags in the place of a name: `docker push` takes one, and docker/metadata-action makes several. */
import { describe, expect, test } from '@jest/globals';
import { ENV, evidence, MAIN, workflowOf } from './reading.js';

const meta = (tags: string, more = '') =>
  `- id: meta\n  uses: docker/metadata-action@v5\n  with:\n    images: ghcr.io/octo/app\n    tags: |\n${tags.replace(/^/gm, '      ')}\n${more}`;
const TWO = meta('type=raw,value=1\ntype=raw,value=2');
const ENV_TAGS = '  env:\n    TAGS: ${{ steps.meta.outputs.tags }}\n';
const run = (script: string, more = ENV_TAGS) => `- run: |\n${script.replace(/^/gm, '    ')}\n${more}`;
const TWO_NAMES = '  env:\n    TAGS: ghcr.io/octo/app:1 ghcr.io/octo/app:2\n';
const DIRECT = run('docker push ${{ steps.meta.outputs.tags }}', '');

/** Is one of the pushes refused by its client? */
async function isRefused(steps: string): Promise<boolean> {
  const { pushes } = await evidence(
    { [MAIN]: workflowOf(`- uses: acme/ghcr-preflight@v1\n${steps}`) },
    {
      env: ENV,
      own: { images: [], login: 'docker' },
    },
  );
  return pushes.some(({ refuses, unfit }) => refuses !== undefined || unfit !== undefined);
}

describe('a client that takes one name', () => {
  test.each([
    ['as they stand', TWO + DIRECT],
    ['in quotes', TWO + run('docker push "${{ steps.meta.outputs.tags }}"', '')],
    ['of a variable', TWO + run('docker push $TAGS')],
    ['of a variable in quotes', TWO + run('docker push "$TAGS"')],
    ['by xargs', TWO + run('echo "$TAGS" | xargs docker push')],
    ['a text and the commit', meta('type=raw,value=latest\ntype=sha') + DIRECT],
    ['a text and the branch', meta('type=raw,value=latest\ntype=ref,event=branch') + DIRECT],
    ['the branch and latest', meta('type=ref,event=branch', '    flavor: latest=true\n') + DIRECT],
    [
      'a build, as they stand',
      TWO + run('docker buildx build --push -t ${{ steps.meta.outputs.tags }} .', ''),
    ],
    ['a build, of a variable', run('docker buildx build --push -t $TAGS .', TWO_NAMES)],
  ])('is given several: %s', async (_, steps) => expect(await isRefused(steps)).toBe(true));

  test.each([
    [
      'a build',
      meta('type=raw,value=1') + run('docker buildx build --push -t ${{ steps.meta.outputs.tags }} .', ''),
    ],
    [
      'a build, each behind its option',
      run('docker buildx build --push $(printf -- "-t %s " $TAGS) .', TWO_NAMES),
    ],
    [
      'a build of another repository',
      run('docker buildx build --push -t ghcr.io/octo/app github.com/octo/app', ''),
    ],
    ['one', meta('type=raw,value=1') + DIRECT],
    ['the same twice', meta('type=raw,value=main\ntype=ref,event=branch') + DIRECT],
    ['another kind of run', meta('type=raw,value=1\ntype=ref,event=tag') + DIRECT],
    ['what may be off', meta('type=raw,value=1\ntype=raw,value=2,enable=${{ vars.TWO }}') + DIRECT],
    ['what may be the same', meta('type=raw,value=1\ntype=raw,value=${{ vars.TAG }}') + DIRECT],
    ['latest once more', meta('type=raw,value=latest', '    flavor: latest=true\n') + DIRECT],
    ['each in its turn', TWO + run('for tag in $TAGS; do docker push $tag; done')],
    ['line by line', TWO + run('echo "$TAGS" | xargs -n1 docker push')],
    [
      'a client that takes all',
      `${TWO}- uses: docker/build-push-action@v6\n  with: {push: true, tags: "\${{ steps.meta.outputs.tags }}"}\n`,
    ],
  ])('is given one, as far as anybody knows: %s', async (_, steps) => {
    expect(await isRefused(steps)).toBe(false);
  });
});
