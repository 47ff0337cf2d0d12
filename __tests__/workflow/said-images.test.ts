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

/** How many pushes have a name that nobody knows. */
async function unknown(steps: string) {
  const { pushes } = await evidence(
    { [MAIN]: workflowOf(`- uses: acme/ghcr-preflight@v1\n${steps}`) },
    { own: { images: [], login: 'docker' } },
  );
  return pushes.filter(({ reference }) => reference === null).length;
}

test.each([
  ['push: true, registry: ghcr.io, tag: v1, password: "${{ github.token }}"', 1],
  ['push: true, image-tag: v1, token: "${{ github.token }}"', 1],
  ['push: true, registry: gcr.io, image-tag: v1', 0],
  ['push: true, registry: "https://registry.npmjs.org", token: x', 0],
  ['push: true, token: "${{ github.token }}"', 0],
  ['push: false, registry: ghcr.io, tag: v1', 0],
])('an action that is told %s pushes %i of which nobody knows the name', async (inputs, expected) =>
  expect(await unknown(step('someone/factory@v1', inputs))).toBe(expected),
);

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
  ...[
    'push: true, image: ghcr.io/acme/app:1',
    'publish: "true", registry: ghcr.io, name: acme/app:1',
    'image: "ghcr.io/acme/app:1", push_image: "${{ github.event_name != \'pull_request\' }}"',
    'source: "alpine:3", destination: ghcr.io/acme/app:1',
    'destination: "docker://ghcr.io/acme/app:1"',
    'from: x, to-image: ghcr.io/acme/app:1',
    'source-image: x, target-image: ghcr.io/acme/app:1',
    'push: true, image: ghcr.io/acme/app:1, commit: "${{ github.sha }}"',
  ].map((inputs): [string, string, unknown[]] => [
    `by one whose inputs say it: ${inputs}`,
    step('someone/factory@v1', inputs),
    ['named', [ACME], [ACME]],
  ]),
  ...[
    'push: false, image: ghcr.io/acme/app:1',
    'push: true, token: x, url: ghcr.io/acme/app:1',
    'target: ghcr.io/acme/app:1',
    'target_image: ghcr.io/acme/app:1, file: Dockerfile',
    'push: true, image: ghcr.io/acme/app:1, commit_message: Take the new image',
    'push: "${{ github.ref_name == \'main\' }}", image: ghcr.io/acme/app:1, git-user-name: x, file: values.yaml',
    'destination: out/sbom.json, image: ghcr.io/acme/app:1',
  ].map((inputs): [string, string, unknown[]] => [
    `by one whose inputs do not: ${inputs}`,
    step('someone/factory@v1', inputs),
    ['repository', ['ghcr.io/octo/app'], []],
  ]),
  [
    'by one that only deploys it',
    step('someone/deploy@v1', 'image: ghcr.io/acme/app:1'),
    ['repository', ['ghcr.io/octo/app'], []],
  ],
])('an image %s', async (_, steps, expected) => expect(await asked(steps)).toEqual(expected));
