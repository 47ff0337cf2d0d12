/** Which images of an index a client takes for its platform. */
import { describe, expect, test } from '@jest/globals';
import type { HttpResponse } from '../../src/evidence/http/http.js';
import { isIndex, platformsIn, servesPlatform } from '../../src/evidence/registry/platforms.js';

const response = (body: string, more: Partial<HttpResponse> = {}): HttpResponse => ({
  status: 200,
  headers: { 'content-type': 'application/vnd.oci.image.index.v1+json' },
  body,
  truncated: false,
  ...more,
});

const index = (...platforms: unknown[]) =>
  JSON.stringify({ manifests: platforms.map((platform) => ({ digest: 'sha256:0', platform })) });

describe('the platforms of an index', () => {
  test('attestations beside them are none', () => {
    const body = index(
      { os: 'linux', architecture: 'amd64' },
      { os: 'linux', architecture: 'arm', variant: 'v7' },
      { os: 'unknown', architecture: 'unknown' },
    );
    expect(platformsIn(response(body))).toEqual(['linux/amd64', 'linux/arm/v7']);
  });

  test.each([
    ['an entry without one', response(index({ os: 'linux', architecture: 'amd64' }, undefined))],
    ['what was not read to its end', response(index({ os: 'linux' }), { truncated: true })],
    ['an image', response('{"layers": []}')],
    ['what is no JSON', response('{')],
    ['null', response('null')],
  ])('nobody knows them of %s', (_, given) => expect(platformsIn(given)).toBeNull());

  test.each([
    ['application/vnd.oci.image.index.v1+json', true],
    ['application/vnd.docker.distribution.manifest.list.v2+json; charset=utf-8', true],
    ['application/vnd.oci.image.manifest.v1+json', false],
  ])('%s is an index: %s', (type, expected) =>
    expect(isIndex(response('', { headers: { 'content-type': type } }))).toBe(expected),
  );
});

test.each([
  ['linux/amd64', ['linux/amd64'], true],
  ['linux/arm64', ['linux/amd64'], false],
  ['linux/arm64/v8', ['linux/arm64'], true],
  ['linux/aarch64', ['linux/arm64'], true],
  ['linux/x86_64', ['linux/amd64', 'linux/arm64'], true],
  ['Linux/ARM64', ['linux/arm64'], true],
  ['linux/arm64', ['linux/arm/v7'], true],
  ['linux/arm/v6', ['linux/arm/v7'], true],
  ['linux/amd64', ['linux/386'], true],
  ['linux/386', ['linux/amd64'], false],
  ['windows/amd64', ['linux/amd64'], false],
  ['linux/s390x', [], false],
  ['arm64', ['linux/amd64'], false],
  ['arm64', ['windows/arm64'], true],
  ['x86_64', ['linux/386'], true],
  ['linux', ['linux/amd64'], true],
  ['$PLATFORM', ['linux/amd64'], true],
  // What such an entry is for, nobody here can say.
  ['linux/arm64', ['linux/amd64', 'linux'], true],
  ['linux/arm64', ['linux/amd64', 'wasip1/wasm'], true],
])('asked for %s, where there are %p: %s', (wanted, there, expected) =>
  expect(servesPlatform(there, wanted)).toBe(expected),
);
