/** What a push asks the registry is a push's, whatever its request looks like. */
import { describe, expect, test } from '@jest/globals';
import { answerTo, explained } from './support.js';

const first = async (...lines: string[]) => (await answerTo(lines.join('\n'))).ids[0];

const REFUSED = (name: string) =>
  `Error: HEAD https://ghcr.io/v2/${name}/manifests/1: unexpected status code 403 Forbidden (HEAD responses have no body, use GET for details)`;

describe('who pushes looks first whether the tag is there', () => {
  test.each([
    ['crane push', '$ crane push app.tar ghcr.io/octo/app:1'],
    ['crane copy', '$ crane copy docker.io/library/alpine:3 ghcr.io/octo/app:1'],
    ['crane cp with an option', 'crane cp --jobs=2 quay.io/octo/app:1 ghcr.io/octo/app:1'],
    ["crane's own line", '2026/11/02 10:00:00 Copying from quay.io/octo/app:1 to ghcr.io/octo/app:1'],
    ['regctl', 'regctl image copy quay.io/octo/app:1 ghcr.io/octo/app:1'],
    ['docker push', '+ docker push ghcr.io/octo/app:1'],
  ])('%s', async (_, command) => {
    expect(await first(command, REFUSED('octo/app'))).toBe('package-not-granted');
  });

  test.each([
    ['its source', 'crane copy ghcr.io/octo/app:1 quay.io/octo/app:1'],
    ['another image', 'crane push app.tar ghcr.io/octo/other:1'],
    ['a pull', 'docker pull ghcr.io/octo/app:1'],
  ])('not of %s', async (_, command) => {
    expect(await first(command, REFUSED('octo/app'))).toBe('package-read-refused');
  });
});

describe('what is sent can not be missing there', () => {
  test.each([
    ['an upload', 'POST', 'blobs/uploads/', 'owner-not-found'],
    ['a manifest', 'PUT', 'manifests/1', 'unexplained-refusal'],
  ])('%s that is answered with 404', async (_, method, path, cause) => {
    const line = `failed to push ghcr.io/octo/app:1: unexpected status from ${method} request to https://ghcr.io/v2/octo/app/${path}: 404 Not Found`;
    const [finding] = await explained(line);
    expect(finding?.id).toBe(cause);
    expect(finding?.alternatives).not.toContain('manifest-not-found');
  });

  test('what is read can', async () => {
    expect(
      await first(
        'unexpected status from GET request to https://ghcr.io/v2/octo/app/manifests/1: 404 Not Found',
      ),
    ).toBe('manifest-not-found');
  });
});
