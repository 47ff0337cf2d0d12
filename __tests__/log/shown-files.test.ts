/** A file that is shown beside a message: its image, which without a host is Docker Hub's, tells whose refusal it is. */
import { expect, test } from '@jest/globals';
import { explained } from './support.js';

const DENIED = 'Error response from daemon: unauthorized';
const ids = async (...lines: string[]) => (await explained(lines.join('\n'))).map(({ id }) => id);

test.each([
  ['a service of compose', ['services:', '  app:', '    image: octo/app:latest', DENIED]],
  ['an official image', ['    image: postgres:15', DENIED]],
  ['in quotes', ['  image: "octo/app"', DENIED]],
  ['a container of a pod', ['      - image: octo/app:1', DENIED]],
  ['a resource of Terraform', ['  name = "octo/app:latest"', DENIED]],
])('%s of Docker Hub', async (_, lines) => expect(await ids(...lines)).toEqual([]));

test.each([
  ['of GitHub', ['    image: ghcr.io/octo/app:latest', DENIED]],
  ['of both', ['    image: postgres:15', '    image: ghcr.io/octo/app:latest', DENIED]],
  ['of GitHub first', ['    image: ghcr.io/octo/app:latest', '    image: postgres:15', DENIED]],
  ['a variable', [`    image: $\{IMAGE}`, DENIED]],
  [
    'of Docker Hub, and somebody speaks of GitHub',
    ['We pull from GHCR and get', '    image: octo/app', DENIED],
  ],
])('%s is explained', async (_, lines) => expect(await ids(...lines)).toEqual(['package-read-refused']));
