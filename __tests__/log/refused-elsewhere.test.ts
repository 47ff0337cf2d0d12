/** Somebody names GitHub's registry and another place: which of them refused is told by the clause with the refusal. */
import { describe, expect, test } from '@jest/globals';
import { answerTo, askedWith } from './support.js';

describe('another place refused', () => {
  test.each([
    'We publish docs to GitHub Pages, got 403. ghcr.io is fine.',
    'The workflow publishes to ghcr.io and Docker Hub. Docker Hub returned 403.',
    'The push to Quay was denied; ghcr.io comes later.',
    'npm publish returned 403, the image on ghcr.io works fine.',
    'ghcr.io is only the cache, Docker Hub says denied: requested access to the resource is denied',
    '推送到 Docker Hub 被拒绝，ghcr.io 正常',
    'We use ghcr.io. The Slack webhook returned 403.',
    'We use ghcr.io for images. git push was denied (403).',
  ])('%s', async (text) => {
    expect((await answerTo(text)).ids).toEqual([]);
    expect((await askedWith(text)).ids).toEqual([]);
  });
});

describe("GitHub's registry refused", () => {
  test.each([
    'Docker Hub worked fine, now push to ghcr.io gives 403',
    'We push to Docker Hub and ghcr.io. ghcr.io returned 403.',
    'We push to ghcr.io and Docker Hub, got 403 from ghcr.io',
    'Unlike Docker Hub, ghcr.io returns 403 on push',
    'Login to ghcr.io works, push gives 403',
    'ghcr.io login works, we also deploy to GitHub Pages, docker push gives 403',
    'ghcr.io login works, the S3 upload too, the push gives 403',
    'We deploy to GitHub Pages fine. Push to ghcr.io got 403.',
    'ghcr.io push 403, Docker Hub 正常',
  ])('%s', async (text) => expect((await answerTo(text)).ids).toEqual(['package-not-granted']));

  test('where another one did so before', async () => {
    const text =
      'Docker Hub denied us for the rate limit, so we moved to ghcr.io and now docker push ghcr.io/acme/app is denied';
    expect((await answerTo(text)).ids).toEqual(['job-lacks-packages-write']);
  });
});
