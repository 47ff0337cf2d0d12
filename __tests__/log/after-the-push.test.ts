/** What is refused after a push that has ended well is refused by somebody else, unless the registry's own words say so. */
import { describe, expect, test } from '@jest/globals';
import { answerTo, explained } from './support.js';

const named = async (...lines: string[]) =>
  (await answerTo([...lines, '##[error]Process completed with exit code 1.'].join('\n'))).ids;

const ENDS: readonly (readonly [string, readonly string[]])[] = [
  ['helm', ['Pushed: ghcr.io/octo/charts/app:1.2.3']],
  [
    'docker',
    ['The push refers to repository [ghcr.io/octo/app]', `1: digest: sha256:${'a1'.repeat(32)} size: 1234`],
  ],
  ['BuildKit', ['#21 pushing manifest for ghcr.io/octo/app:1 0.9s done', '#21 DONE 1.2s']],
];

describe.each(ENDS)('after the end of a push by %s', (_, end) => {
  test.each([
    ['a shell', 'bash: ./deploy.sh: Permission denied'],
    ['a database', 'psql: error: FATAL: permission denied for table users'],
    ['git', 'remote: Permission to octo/app.git denied to github-actions[bot].'],
    ['a script', 'HTTP 403'],
    ['a library', '{"message":"403 Forbidden"}'],
    ['curl', 'curl: (22) The requested URL returned error: 401'],
    ['a cluster', 'error: You must be logged in to the server (Unauthorized)'],
    ['an exception', 'Error: Unauthorized'],
    ['a status alone', 'Error: 403 Forbidden'],
    [".NET's library", 'error: Response status code does not indicate success: 401 (Unauthorized).'],
    [
      "Amazon's library",
      'operation error STS: GetCallerIdentity, https response error StatusCode: 403, RequestID: 1, api error X: invalid',
    ],
    [
      "Amazon's command",
      'An error occurred (AccessDenied) when calling the PutObject operation: Access Denied',
    ],
    ["Google's library", 'googleapi: Error 403: Permission denied on resource project octo, forbidden'],
    [
      "Google's command",
      "ERROR: (gcloud.run.deploy) PERMISSION_DENIED: Permission 'run.services.get' denied",
    ],
  ])('%s is none of the registry', async (_by, line) => expect(await named(...end, line)).toEqual([]));

  test('a status alone is the next push’s, where one is under way', async () =>
    expect(
      await named(...end, 'The push refers to repository [ghcr.io/octo/other]', 'Error: 403 Forbidden'),
    ).not.toEqual([]));

  test('the registry is, in its own words', async () =>
    expect(await named(...end, 'denied: permission_denied: write_package')).not.toEqual([]));

  test('the registry is, by its address', async () =>
    expect(
      await named(
        ...end,
        'Error: PUT https://ghcr.io/v2/octo/other/manifests/1: unexpected status code 403 Forbidden',
      ),
    ).not.toEqual([]));
});

test.each([
  ['OCI runtime create failed: exec: "/app/start.sh": permission denied: unknown'],
  ['503 Service Unavailable'],
  ['x509: certificate signed by unknown authority'],
])('a line about an image that was pulled does not go on with %s', async (line) =>
  expect(
    await named('Normal  Pulled  2m  kubelet  Successfully pulled image "ghcr.io/octo/app:1" in 1.2s', line),
  ).toEqual([]),
);

test('a limit of Docker Hub does not go on with what is to be pushed', async () =>
  expect(
    await named(
      'ERROR: failed to solve: node:20: failed to resolve source metadata for docker.io/library/node:20: 429 Too Many Requests',
      'tags: ghcr.io/octo/app:1',
    ),
  ).toEqual([]));

describe('an image of Docker Hub without a slash', () => {
  const FAILED = 'no matching manifest for linux/arm/v6 in the manifest list entries';
  const built = 'docker build -t ghcr.io/octo/app:1 .';

  test('is what a build begins with', async () =>
    expect(await named(built, 'Step 1/9 : FROM node:20-alpine AS build', FAILED)).toEqual([]));

  test('is told from a stage and from an image of the registry', async () => {
    expect(await named(built, 'Step 1/9 : FROM ghcr.io/octo/base:1', FAILED)).toEqual([
      'platform-not-in-index',
    ]);
    expect(
      await named(built, 'Step 1/9 : FROM ghcr.io/octo/base:1 AS base', 'Step 2/9 : FROM base', FAILED),
    ).toEqual(['platform-not-in-index']);
  });
});

test("docker's own word is written small", async () => {
  const lines = ['+ docker pull ghcr.io/octo/app:1', 'Error: unauthorized'];
  expect(await named(...lines)).toEqual(['package-read-refused']);
});

describe('after the push of one image', () => {
  const PUSHED = [
    '##[group]Run docker push ghcr.io/octo/app:1',
    '##[endgroup]',
    'The push refers to repository [ghcr.io/octo/app]',
    `1: digest: sha256:${'a1'.repeat(32)} size: 1234`,
  ];
  const REFUSED = 'Error response from daemon: denied: permission_denied: read_package';
  const first = async (...lines: string[]) => {
    const [finding] = await explained([...PUSHED, ...lines].join('\n'));
    return [finding?.id, finding?.confidence];
  };

  test('the same image may not be ready yet', async () =>
    expect(await first('##[group]Run docker pull ghcr.io/octo/app:1', '##[endgroup]', REFUSED)).toEqual([
      'new-package-race',
      'likely',
    ]));

  test('another image is not there because of that', async () =>
    expect(await first('##[group]Run docker pull ghcr.io/octo/base:1', '##[endgroup]', REFUSED)).toEqual([
      'package-read-refused',
      'likely',
    ]));

  test('another image that was pushed before it, too, may not be ready', async () =>
    expect(
      await first(
        'The push refers to repository [ghcr.io/octo/base]',
        `1: digest: sha256:${'b2'.repeat(32)} size: 1234`,
        '##[group]Run docker pull ghcr.io/octo/base:1',
        '##[endgroup]',
        REFUSED,
      ),
    ).toEqual(['new-package-race', 'likely']));

  test.each([
    ['manifest unknown', 'manifest-not-found'],
    ['Error: name unknown', 'package-not-found'],
  ])('%s in a step that names no image is only possible', async (said, id) =>
    expect(await first('##[group]Run ./deploy.sh', '##[endgroup]', said)).toEqual([id, 'possible']),
  );
});
