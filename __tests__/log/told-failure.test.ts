/** A sentence that calls GitHub's registry by its name, and tells that it gave no answer. */
import { describe, expect, test } from '@jest/globals';
import { answerTo } from './support.js';

describe('somebody tells that nothing was answered', () => {
  test.each([
    ['Publishing to GHCR failed: i/o timeout', 'network-unreachable'],
    ['Our pulls from GitHub Packages ended with a TLS handshake timeout.', 'network-unreachable'],
    ['GHCR answered 502 Bad Gateway to the push of the second image.', 'registry-unavailable'],
    ['Pulls from ghcr end with HTTP 429 since this morning.', 'rate-limited'],
    ['从 GHCR 拉取镜像时 TLS handshake timeout', 'network-unreachable'],
  ])('%s', async (text, id) => expect((await answerTo(text)).ids).toEqual([id]));
});

describe('nobody does', () => {
  test.each([
    ['another registry', 'Pushes to Docker Hub ended with 502 Bad Gateway, those to GHCR went well.'],
    ['another sentence', 'The database ended with an i/o timeout. We push to GHCR.'],
    ['advice', 'If pulls from GHCR end with a TLS handshake timeout, look at the proxy.'],
    ['what may be', 'Pushes to GHCR may end with 502 Bad Gateway.'],
    ['a change', 'retry pushes to GHCR at 502 Bad Gateway'],
    ['what is done with no image', 'The GHCR badge shows 502 Bad Gateway.'],
    ["a program's line", 'GET https://example.org/push: 502 Bad Gateway (GHCR)'],
  ])('%s', async (_, text) => expect((await answerTo(text)).ids).toEqual([]));
});
