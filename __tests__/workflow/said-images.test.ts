/** What an action of others says that it pushes, which nobody reads: that is asked about, and not the name of the repository. */
import { expect, test } from '@jest/globals';
import { imagesOf } from '../../src/observe/images.js';
import type { Question } from '../../src/observe/question.js';
import { evidence, MAIN, RUN, workflowOf } from './reading.js';

const QUESTION = { run: RUN, registry: 'ghcr.io', access: 'push', images: '', names: 'given' } as Question;
const step = (uses: string, inputs: string) => `- uses: ${uses}\n  with: {${inputs}}\n`;
const PUSHER = 'mirror/docker-build-push-action@v6';
const SEEN = '- run: docker push ghcr.io/octo/app:1\n';

async function asked(steps: string) {
  const own = { images: [], login: 'docker' } as const;
  const workflow = await evidence(
    { [MAIN]: workflowOf(`- uses: acme/ghcr-preflight@v1\n${steps}`) },
    { own },
  );
  const { references, standIns, imagesFrom } = imagesOf(QUESTION, workflow);
  const names = (list: typeof references) => list.map(({ reference }) => reference);
  return [imagesFrom, names(references), names(standIns)];
}

const ACME = 'ghcr.io/acme/app:1';
const OWN = 'ghcr.io/octo/web:1';

// A stand-in is refused by "unknown": nobody knows whether it is pushed.
test.each<[string, string, unknown[]]>([
  ['of another owner alone', step(PUSHER, 'push: true, tags: ghcr.io/acme/app:1'), ['named', [ACME], [ACME]]],
  [
    'of another owner, in two inputs',
    step('someone/build-and-push-image@v1', 'registry: ghcr.io, image: acme/app:1'),
    ['named', [ACME], [ACME]],
  ],
  ...['dockerServer: ghcr.io', 'docker_host: ghcr.io', "server: 'https://ghcr.io/'"].map(
    (host): [string, string, unknown[]] => [
      `below a registry by another name: ${host}`,
      step('someone/build-and-push-image@v1', `${host}, image: acme/app:1`),
      ['named', [ACME], [ACME]],
    ],
  ),
  [
    'beside what is seen',
    SEEN + step(PUSHER, 'push: true, tags: ghcr.io/acme/app:1'),
    ['steps', ['ghcr.io/octo/app:1', ACME], [ACME]],
  ],
  [
    'of its own, based on what is of another one',
    step(PUSHER, 'push: true, tags: ghcr.io/octo/web:1, base: ghcr.io/acme/app:1'),
    ['named', [OWN], []],
  ],
  [
    'that another one is built on',
    step('acme/build-push-image@v1', 'base-image: ghcr.io/acme/base:1, token: "${{ github.token }}"'),
    ['repository', ['ghcr.io/octo/app'], []],
  ],
  [
    'that it does not push',
    step(PUSHER, 'push: false, tags: ghcr.io/acme/app:1'),
    ['repository', ['ghcr.io/octo/app'], []],
  ],
  [
    'by one that only deploys it',
    step('someone/deploy@v1', 'image: ghcr.io/acme/app:1'),
    ['repository', ['ghcr.io/octo/app'], []],
  ],
])('an image %s', async (_, steps, expected) => expect(await asked(steps)).toEqual(expected));
