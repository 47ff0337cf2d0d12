/** What was asked of a mirror without a dot in its name, of docker's own store, of a list of charts, or of a service that is no registry. */
import { describe, expect, test } from '@jest/globals';
import { answerTo } from './support.js';

const ids = async (text: string) => (await answerTo(`${text}\n`)).ids;

describe("nothing is named that GitHub's registry did not answer", () => {
  test.each([
    [
      'a mirror in an address',
      'Error response from daemon: Head "http://cache/v2/ghcr.io/octo/app/manifests/2": unauthorized',
    ],
    [
      'a mirror in front of a quoted name',
      'failed to resolve reference "cache/ghcr.io/octo/app:2": pull access denied, repository does not exist',
    ],
    [
      'a mirror behind a scheme',
      'Error: initializing source docker://cache/ghcr.io/octo/app:2: reading manifest 2: unauthorized',
    ],
    [
      'a mirror in front of a name without quotes',
      'Error: reading manifest 2 in cache/ghcr.io/octo/app: unauthorized: authentication required',
    ],
    [
      'a mirror with a path of its own, that is pulled from',
      'Pulling from cache/proxy/ghcr.io/octo/app: denied: requested access to the resource is denied',
    ],
    [
      'a look at the store of the daemon',
      'ImageNotFound: 404 Client Error for http+docker://localhost/v1.47/images/ghcr.io/octo/app:2/json: Not Found ("No such image: ghcr.io/octo/app:2")',
    ],
    [
      'a list of charts',
      'Error: looks like "oci://ghcr.io/octo/charts" is not a valid chart repository or cannot be reached: ghcr.io/octo/charts/index.yaml: not found',
    ],
    [
      'a log of signatures, asked by a client that go-swagger made',
      'Error: signing [ghcr.io/octo/app:1]: signing bundle: uploading to rekor: [POST /api/v1/log/entries][403] createLogEntryForbidden',
    ],
    [
      'the store of artifacts',
      'The push refers to repository [ghcr.io/octo/app]\nFailed to CreateArtifact: Received non-retryable error: Failed request: (403) Forbidden: Error from intermediary with HTTP status code 403 "Forbidden"',
    ],
    [
      'the store of caches',
      'Failed to save: Failed to FinalizeCacheEntryUpload: Failed to make request after 5 attempts: Error from intermediary with HTTP status code 502',
    ],
  ])('%s', async (_, text) => expect(await ids(text)).toEqual([]));
});

describe('in a job that has logged in here', () => {
  const LOGIN = [
    '##[group]Run docker/login-action@v3',
    'with:',
    '  registry: ghcr.io',
    '##[endgroup]',
    'Logging into ghcr.io...',
    'Login Succeeded!',
  ];

  test.each([
    [
      'what another service answers an action',
      ['##[group]Run hashicorp/vault-action@v3', '##[endgroup]', '##[error]Response code 403 (Forbidden)'],
    ],
    [
      "another server's answer, whose word the registry has, too",
      ['##[group]Run ./notify.sh', './notify.sh', '##[endgroup]', 'HTTP/2 401', '{"error":"unauthorized"}'],
    ],
  ])('%s is nothing', async (_, lines) => expect(await ids([...LOGIN, ...lines].join('\n'))).toEqual([]));

  test("the engine's own message is told", async () => {
    const lines = [
      '$ docker push ghcr.io/octo/app:1',
      '{"errorDetail":{"message":"denied"},"error":"denied"}',
    ];
    expect(await ids([...LOGIN, ...lines].join('\n'))).toHaveLength(1);
  });
});

describe('what it did answer is told', () => {
  test.each([
    [
      'a quoted name of its own',
      'failed to push "ghcr.io/octo/app:2": denied: permission_denied: write_package',
      'package-not-granted',
    ],
    [
      'a name without quotes',
      'Error: reading manifest 2 in ghcr.io/octo/app: unauthorized: authentication required',
      'package-read-refused',
    ],
    [
      'a pull through the daemon',
      'NotFound: 404 Client Error for http+docker://localhost/v1.47/images/create?tag=2&fromImage=ghcr.io%2Focto%2Fapp: Not Found ("manifest unknown")',
      'manifest-not-found',
    ],
  ])('%s', async (_, text, id) => expect((await ids(text))[0]).toBe(id));
});

test('a file of source code with a line in it is no registry that was asked', async () => {
  const said =
    'Error: signing [ghcr.io/octo/app@sha256:0123]: accessing entity: entity not found in registry';
  for (const place of ['main.go:74: error during command execution', 'at cli.js:120: failed'])
    expect(await ids(`${said}\n${place}`)).toEqual(['subject-not-pushed']);
});
