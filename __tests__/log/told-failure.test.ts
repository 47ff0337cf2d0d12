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
    ['I push the image to GHCR and get 503 Service Unavailable', 'registry-unavailable'],
    ['推送镜像到 GHCR，总是返回 502 Bad Gateway', 'registry-unavailable'],
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
    [
      'what the image does',
      'We pull the image from GHCR and run it, but the page answers 503 Service Unavailable',
    ],
    ['what comes after it', 'Pushing to GHCR went well, then the webhook got 503 Service Unavailable.'],
    ['what comes after it, in Chinese', '从 GHCR 拉取镜像后启动容器，访问页面返回 502 Bad Gateway'],
    ['another thing’s address', 'After pulling from GHCR, the program ends with connection refused'],
    ['packages that are no images', 'npm publish to GitHub Packages ended with 503 Service Unavailable'],
    ["a program's line", 'GET https://example.org/push: 502 Bad Gateway (GHCR)'],
  ])('%s', async (_, text) => expect((await answerTo(text)).ids).toEqual([]));
});
