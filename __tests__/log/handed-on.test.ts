/** What a service hands on of the registry's answer, or makes of it in words of its own. */
import { describe, expect, test } from '@jest/globals';
import { answerTo, explained } from './support.js';

const first = async (text: string) => (await answerTo(text)).ids[0];

const TOKEN = 'https://ghcr.io/token?scope=repository%3Aocto%2Fapp%3Apull&service=ghcr.io';

describe('a policy that could not look at an image', () => {
  const denied = (webhook: string, why: string) =>
    `Error from server: admission webhook "${webhook}" denied the request: check: failed to verify image ghcr.io/octo/app:1: ${why}`;

  test('hands on the answer at its address', async () => {
    expect(await first(denied('mutate.kyverno.svc-fail', `GET ${TOKEN}: DENIED: denied`))).toBe(
      'stale-credential',
    );
    expect(
      await first(denied('policy.sigstore.dev', `GET ${TOKEN}: UNAUTHORIZED: authentication required`)),
    ).toBe('package-read-refused');
  });

  test.each([
    ['no signature', 'no matching signatures'],
    ['another registry', `GET ${TOKEN.replaceAll('ghcr.io', 'quay.io')}: DENIED: denied`],
    ['a list of registries', 'allowed are registry.corp.example'],
  ])('or has a reason of its own: %s', async (_, why) => {
    expect(await first(denied('mutate.kyverno.svc-fail', why))).toBeUndefined();
  });
});

test.each([
  ['could not find image "ghcr.io/octo/app:main"', 'package-read-refused'],
  ['unable to find the image "ghcr.io/octo/app:main" remotely', 'package-read-refused'],
  ["Unable to find image 'ghcr.io/octo/app:main' locally", undefined],
  ['could not find image "registry.fly.io/app:main"', undefined],
])('an image that nobody found: %s', async (text, cause) => {
  expect(await first(`Error: ${text}`)).toBe(cause);
});

test('cosign reads first what it is to write beside', async () => {
  const refused = `Error: signing [ghcr.io/octo/app@sha256:abc]: accessing entity: GET ${TOKEN}: UNAUTHORIZED: authentication required`;
  expect(await first(refused)).toBe('no-registry-login');
  expect(await first(refused.replace(/signing \[.*?\]: accessing entity: /, ''))).toBe(
    'package-read-refused',
  );
});

test.each([
  ['docker pushed ghcr.io/octo/app:1\nremote: Permission to octo/app.git denied to github-actions[bot].'],
  ['git push\nbatch response: Resource protected by organization SAML enforcement.'],
])('git names itself: %s', async (text) => {
  expect(await first(text)).toBeUndefined();
});

test.each([['permission_denied'], ['permission_denied: …'], ['permission_denied … HTTP 403']])(
  'a reason that was cut off is none: %s',
  async (said) => {
    const [finding] = await explained(`ERROR: failed to push ghcr.io/octo/app:1: denied: ${said}`);
    expect(finding?.id).toBe('package-not-granted');
  },
);

describe('a scanner has its database from one of its sources', () => {
  const refused =
    'ERROR [vulndb] Failed to download artifact repo="ghcr.io/octo/db:2" err="GET https://ghcr.io/v2/octo/db/manifests/2: TOOMANYREQUESTS"';
  test('another served', async () => {
    const served = 'INFO [vulndb] Artifact successfully downloaded repo="public.ecr.aws/octo/db:2"';
    expect(await first(`${refused}\n${served}`)).toBeUndefined();
    expect(await first(`${served}\n${refused}`)).toBe('rate-limited');
  });
  test('none did', async () => {
    expect(await first(`${refused}\nFATAL init error: DB error`)).toBe('rate-limited');
  });
});

test.each([
  [
    'WARN retrying push to ghcr.io/octo/app: 503 Service Unavailable (attempt 1/3)\nINFO pushed ghcr.io/octo/app:1',
  ],
  ['[ERROR] upload of report failed: 403 Forbidden\n[INFO] Pushed ghcr.io/octo/app:1'],
  ['Logged in to ghcr.io\nERROR: AADSTS700016: Application was not found. Unauthorized'],
  [
    'pushed to ghcr.io\nERROR: tag invalid: The image tag already exists and cannot be overwritten because the repository is immutable.',
  ],
])('a line of its own stays one: %j', async (text) => {
  expect(await first(text)).toBeUndefined();
});
