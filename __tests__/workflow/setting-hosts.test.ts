/** Pushes to a registry that a secret or a variable names, beside one to a registry that the text names. */
import { describe, expect, test } from '@jest/globals';
import { imagesOf } from '../../src/observe/images.js';
import type { Question } from '../../src/observe/question.js';
import { evidence, MAIN, RUN, workflowOf } from './reading.js';

const QUESTION = { run: RUN, registry: 'ghcr.io', access: 'push', images: '', names: 'given' } as Question;
const login = (host: string) =>
  `- uses: docker/login-action@v3\n  with: {registry: "${host}", username: x, password: "\${{ secrets.P }}"}\n`;

async function unknownPushes(image: string, before = ''): Promise<number> {
  const steps = `${before}- run: docker push ghcr.io/octo/web:1\n- run: docker push "${image}"\n`;
  return imagesOf(QUESTION, await evidence({ [MAIN]: workflowOf(steps) })).unknownPushes.length;
}

describe('beside a push that is seen', () => {
  test.each([
    ['${{ secrets.REGISTRY }}/octo/api', '', 1],
    ['${{ vars.IMAGE_HOST }}/octo/api', '', 1],
    ['${{ secrets.REGISTRY }}/octo/api', login('ghcr.io'), 1],
    ['${{ secrets.REGISTRY }}/octo/api', login('${{ secrets.REGISTRY }}'), 0],
    ['${{ secrets.ACR_LOGIN_SERVER }}/api', '', 0],
    ['${{ secrets.DOCKER_USERNAME }}/api', '', 0],
    ['${{ steps.ecr.outputs.registry }}/api', '', 0],
    ['$REGISTRY/api', '', 0],
  ])('%s, after the login %j', async (image, before, expected) =>
    expect(await unknownPushes(image, before)).toBe(expected),
  );
});

describe('a push that is alone', () => {
  const ecr = (inputs: string) => `- id: ecr\n  uses: aws-actions/amazon-ecr-login@v2\n  with: ${inputs}\n`;
  test.each([
    ['after a login to the registry of an account', ecr('{}'), 0],
    ['after a login to the public one', ecr('{registry-type: public}'), 0],
    ['after one to whichever a variable says', ecr('{registry-type: "${{ vars.TYPE }}"}'), 1],
    ['after one that names none of several', ecr('{registries: "1,2"}'), 1],
    ['after what nobody knows', '- id: ecr\n  uses: acme/login@v1\n', 1],
  ])('%s', async (_, before, expected) => {
    const steps = `${before}- run: docker push "\${{ steps.ecr.outputs.registry }}/api:1"\n`;
    const { unknownPushes } = imagesOf(QUESTION, await evidence({ [MAIN]: workflowOf(steps) }));
    expect(unknownPushes).toHaveLength(expected);
  });
});
