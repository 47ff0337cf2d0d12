/** A push is refused while its token is fetched, and a sister image went through before it (facts K2). */
import { expect, test } from '@jest/globals';
import { answerTo } from './support.js';

const first = async (lines: string[]) => (await answerTo(lines.join('\n'))).ids[0];

const DIGEST = `sha256:${'a'.repeat(64)}`;
const REFUSED = 'failed to authorize: failed to fetch oauth token: denied: denied';
const pushed = (image: string) => [
  `$ docker push ${image}:1`,
  `The push refers to repository [${image}]`,
  '5f70bf18a086: Pushed',
  `1: digest: ${DIGEST} size: 528`,
];
const refused = [
  '$ docker push ghcr.io/octo/api:1',
  'The push refers to repository [ghcr.io/octo/api]',
  REFUSED,
];

test.each([
  ['of docker', [...pushed('ghcr.io/octo/web'), ...refused]],
  ['with its login', ['Login Succeeded', ...pushed('ghcr.io/octo/web'), ...refused]],
  [
    'of BuildKit',
    [
      `#20 pushing manifest for ghcr.io/octo/web:1@${DIGEST} 0.9s done`,
      '#20 DONE 4.0s',
      '#31 exporting to image',
      '#31 pushing layers',
      `#31 ERROR: failed to push ghcr.io/octo/api:1: ${REFUSED}`,
    ],
  ],
])('what worked a moment ago is no dead token: %s', async (_, lines) =>
  expect(await first(lines)).toBe('registry-unavailable'),
);

test.each([
  ['nothing was pushed before', refused],
  ['it was pushed elsewhere', [...pushed('quay.io/octo/web'), ...refused]],
  [
    'it was logged out in between',
    [
      ...pushed('ghcr.io/octo/web'),
      '$ docker logout ghcr.io',
      'Removing login credentials for ghcr.io',
      ...refused,
    ],
  ],
])('it may be one where %s', async (_, lines) => expect(await first(lines)).not.toBe('registry-unavailable'));
