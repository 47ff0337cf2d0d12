/** A build takes its base from another registry: whoever has served what was asked of it refused nothing. */
import { describe, expect, test } from '@jest/globals';
import { answerTo } from './support.js';

const first = async (lines: readonly string[]) => (await answerTo(lines.join('\n'))).ids[0];

const NODE = 'docker.io/library/node:20';
const LOGIN = [
  '##[group]Run docker/login-action@v3',
  'with:',
  '  registry: ghcr.io',
  '##[endgroup]',
  'Logging into ghcr.io...',
  'Login Succeeded!',
  '##[group]Run docker/build-push-action@v6',
  'with:',
  '  push: true',
  '##[endgroup]',
];
const METADATA = `#2 [internal] load metadata for ${NODE}`;
const TOKEN = '#3 [auth] library/node:pull token for registry-1.docker.io';
const FROM = `#4 [1/2] FROM ${NODE}@sha256:${'0f'.repeat(32)}`;
const SERVED = [
  METADATA,
  TOKEN,
  '#3 DONE 0.0s',
  '#2 DONE 0.6s',
  FROM,
  `#4 resolve ${NODE} done`,
  '#4 DONE 2.1s',
];
const REFUSED = 'error: failed to solve: unexpected status: 403 Forbidden';

describe('a refusal that names nobody, in a job that logs in here', () => {
  test.each<[string, string[]]>([
    ['behind what was pulled to its end', SERVED],
    ['behind what was there already', [METADATA, '#2 DONE 0.6s', FROM, '#4 CACHED']],
    ['with another step after it', [...SERVED, '#5 [2/2] RUN npm ci', '#5 DONE 9.9s']],
  ])('%s', async (_, build) => {
    expect(await first([...LOGIN, ...build, REFUSED])).toBe('package-not-granted');
  });

  test.each<[string, string[]]>([
    ['a pull has not come to its end', [METADATA, '#2 DONE 0.6s', FROM, '#4 sha256:0f0f 0B / 3.6MB 0.2s']],
    ['another step ends, not the one that pulls', [METADATA, '#5 DONE 0.1s']],
    [
      'it is pushed there, too',
      [...SERVED, '#9 pushing layers', '#9 pushing manifest for docker.io/octo/app:1'],
    ],
    ['a command pulls from there', [...SERVED, '$ docker pull quay.io/octo/base']],
  ])('is nobody’s where %s', async (_, build) => {
    expect(await first([...LOGIN, ...build, REFUSED])).toBeUndefined();
  });
});
