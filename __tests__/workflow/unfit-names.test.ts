/** Pushes that were meant for the registry, by a name that no client takes: each is asked about, and refused by its name. */
import { describe, expect, test } from '@jest/globals';
import { imagesOf } from '../../src/observe/images.js';
import type { Question } from '../../src/observe/question.js';
import { evidence, MAIN, RUN, workflowOf } from './reading.js';

const QUESTION = { run: RUN, registry: 'ghcr.io', access: 'push', images: '', names: 'given' } as Question;
const push = (tags: string) => `- uses: docker/build-push-action@v6\n  with: {push: true, tags: "${tags}"}\n`;
const meta = (images: string) =>
  `- id: meta\n  uses: docker/metadata-action@v5\n  with: {images: "${images}"}\n${push('${{ steps.meta.outputs.tags }}')}`;
const JOB = `runs-on: ubuntu-latest
env: {REGISTRY: ghcr.io, ADDRESS: 'https://ghcr.io', IMAGE: ghcr.io/Octo/App, OTHER: docker.io}`;

async function asked(steps: string, images = '') {
  const workflow = await evidence({ [MAIN]: workflowOf(steps, JOB) });
  const { references, imagesFrom } = imagesOf({ ...QUESTION, images }, workflow);
  return {
    imagesFrom,
    images: references.map(({ given, problem }) => `${given} ${problem?.kind} ${problem?.corrected}`),
  };
}

describe('a variable that no shell reads', () => {
  test.each([
    [push('$REGISTRY/octo/app:1'), '$REGISTRY/octo/app:1 not-filled-in ghcr.io/octo/app:1'],
    [push('${REGISTRY}/octo/app:1'), '${REGISTRY}/octo/app:1 not-filled-in ghcr.io/octo/app:1'],
    [push('$IMAGE:1'), '$IMAGE:1 not-filled-in ghcr.io/octo/app:1'],
    [meta('${IMAGE,,}'), '${image,,}:… not-filled-in ghcr.io/octo/app'],
  ])('%j', async (steps, expected) =>
    expect(await asked(steps)).toEqual({ imagesFrom: 'steps', images: [expected] }),
  );

  test('of another registry is not asked about', async () =>
    expect(await asked(push('$OTHER/octo/app:1'))).toMatchObject({ imagesFrom: 'repository' }));

  test('is read in a script', async () =>
    expect(await asked('- run: docker push $REGISTRY/octo/app:1')).toMatchObject({
      images: ['ghcr.io/octo/app:1 undefined undefined'],
    }));
});

describe('an address', () => {
  test.each([
    [push('https://ghcr.io/octo/app:1')],
    [push('${{ env.ADDRESS }}/octo/app:1')],
    ['- run: docker push $ADDRESS/octo/app:1'],
  ])('%j', async (steps) =>
    expect(await asked(steps)).toEqual({
      imagesFrom: 'steps',
      images: ['https://ghcr.io/octo/app:1 invalid ghcr.io/octo/app:1'],
    }),
  );

  test('of another registry is not asked about', async () =>
    expect(await asked(push('https://quay.io/octo/app:1'))).toMatchObject({ imagesFrom: 'repository' }));
});

test('beside the images that were asked about', async () => {
  const steps = push('$IMAGE:1') + push('https://ghcr.io/octo/app:1') + push('ghcr.io/octo/other:1');
  expect((await asked(steps, 'octo/app:1')).images).toEqual([
    'octo/app:1 undefined undefined',
    '$IMAGE:1 not-filled-in ghcr.io/octo/app:1',
    'https://ghcr.io/octo/app:1 invalid ghcr.io/octo/app:1',
  ]);
});

describe('capitals in one of two ways to name an image', () => {
  const sign = '- run: cosign sign --yes ghcr.io/${{ github.repository }}@${{ steps.push.outputs.digest }}\n';
  const small =
    '- id: push\n  uses: docker/build-push-action@v6\n  with: {push: true, tags: ghcr.io/octo/app}\n';
  test.each([
    [small + sign],
    ['- run: oras attach ghcr.io/Octo/App a.json\n- run: docker push ghcr.io/octo/app\n'],
  ])('%j', async (steps) =>
    expect((await asked(steps)).images).toEqual(['ghcr.io/Octo/App uppercase ghcr.io/octo/app']),
  );
});
