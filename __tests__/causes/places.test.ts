/** Where a push stands of which an image was taken, also where nobody takes its name as it is. */
import { describe, expect, test } from '@jest/globals';
import { type Case, caseImage } from '../../src/causes/case.js';
import { placeOfPart, stepOf } from '../../src/causes/claims/places.js';
import { imagesOf } from '../../src/observe/images.js';
import type { Question } from '../../src/observe/question.js';
import { evidence, MAIN, RUN, workflowOf } from '../workflow/reading.js';

const QUESTION = { run: RUN, registry: 'ghcr.io', access: 'push', images: '', names: 'given' } as Question;

/** The texts of the lines, image by image. */
async function lines(...tags: string[]) {
  const steps = tags.map(
    (each) => `- uses: docker/build-push-action@v6\n  with: {push: true, tags: "${each}"}\n`,
  );
  const text = workflowOf(steps.join(''), 'runs-on: ubuntu-latest\nenv: {IMAGE: ghcr.io/octo/app}');
  const workflow = await evidence({ [MAIN]: text });
  const { references } = imagesOf(QUESTION, workflow);
  return references.map((image) => {
    const { location } = stepOf({ ...image, role: image.role ?? 'image' }, { workflow });
    return text.split('\n')[(location?.line ?? 0) - 1] ?? '';
  });
}

describe('each image is found at its own step', () => {
  test.each<[string, string[]]>([
    ['names that nobody takes', ['https://ghcr.io/octo/app:1', 'https://ghcr.io/octo/web:1']],
    ['variables that no shell reads', ['$IMAGE:1', '${IMAGE}:2']],
    ['one of either', ['$IMAGE:1', 'https://ghcr.io/octo/web:1']],
    ['a right one and a wrong one', ['ghcr.io/octo/web:1', 'https://ghcr.io/octo/app:1']],
    ['a misspelt host, and the right one', ['ghrc.io/octo/app:1', 'ghcr.io/octo/app:1']],
  ])('%s', async (_, tags) => {
    const found = await lines(...tags);
    expect(found).toEqual(tags.map((each) => expect.stringContaining(`"${each}"`)));
  });
});

describe('a name that nobody takes and that our own input has', () => {
  const BUILD = '- uses: docker/build-push-action@v6\n  with: {push: true, tags: "ghcr.io/octo/app:1"}\n';
  /** The text of the line of one that is refused: by its name, or by the registry. */
  async function line(given: string, written: string, kind: Case['kind'] = 'name') {
    const text = workflowOf(`- uses: acme/ghcr-preflight@v1\n  with: {images: "${written}"}\n${BUILD}`);
    const workflow = await evidence({ [MAIN]: text });
    const { references } = imagesOf({ ...QUESTION, images: given }, workflow);
    const [image] = references;
    if (!image) throw new Error(given);
    const seen = {
      seenIn: 'answer',
      kind,
      registry: 'ghcr.io',
      workflow,
      cache: false,
      importsCache: false,
      image: caseImage(image),
    };
    const { location } = placeOfPart(seen as unknown as Case, 'name');
    return text.split('\n')[(location?.line ?? 0) - 1] ?? '';
  }

  test.each([
    'octo/app@sha256:abc',
    'ghcr.io/octo/app:',
    'ghcr.io/octo/app:a+b',
    'https://ghcr.io/octo/app:1',
    'octo/app:1;octo/app:2',
  ])('%s stands there, and not at a push of the right one', async (given) => {
    for (const written of [given, '${{ vars.IMAGES }}'])
      expect(await line(given, written)).toContain(`images: "${written}"`);
  });

  test('one that the registry refuses stands at its push', async () =>
    expect(await line('octo/app:2', 'octo/app:2', 'refused')).toContain('"ghcr.io/octo/app:1"'));
});
