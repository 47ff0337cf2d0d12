/** Lines that failed, where no refusal is known: shown, bounded, and none where nothing failed. */
import { describe, expect, test } from '@jest/globals';
import { answerTo, read } from './support.js';

const failed = async (text: string) => (await read(text)).failures.map(({ line }) => line);

test.each([
  ['nothing failed', 'ok\nghcr.io/octo/app:1 pushed\n', []],
  ['a line that names the registry', 'ok\nghcr.io/octo/app: something failed badly\n', [2]],
  [
    'what reads like a refusal by another registry',
    'failed to push docker.io/octo/app:1: denied: requested access to the resource is denied',
    [1],
  ],
  [
    "the runner's mark, in a log that names the registry",
    'Login to ghcr.io\ndocker push ghcr.io/octo/app:1\n##[error]the moon is in the wrong house',
    [3],
  ],
  [
    'an error of any program, in a log that names the registry',
    'docker push ghcr.io/octo/app:1\nError: the moon is in the wrong house\nfatal: so is the sun\n',
    [2, 3],
  ],
  ['an error of any program, in a log that does not', 'Error: the moon is in the wrong house', []],
  [
    "docker's answer, whatever registry it had asked",
    'docker: Error response from daemon: no such image: app',
    [1],
  ],
  [
    'a store of credentials that does not work',
    'Error saving credentials: error storing credentials - err: exit status 1\nerror getting credentials - err: exit status 1',
    [1, 2],
  ],
  [
    'an answer that is none of a registry',
    "error parsing HTTP 413 response body: invalid character '<'",
    [1],
  ],
  ['a name that another program finds invalid', 'Invalid address: https://ghcr.io/octo/app:1', [1]],
  ['a word in a sentence', 'docker push ghcr.io/octo/app:1\nno error: all is well', []],
  ["the runner's mark, in a log that does not", '##[error]the moon is in the wrong house', []],
  [
    "the runner's epilogue",
    'docker push ghcr.io/octo/app:1\n##[error]Process completed with exit code 1.',
    [],
  ],
  [
    'a build that ended in itself, before anything was pushed',
    [
      'docker push ghcr.io/octo/app:1',
      '#9 ERROR: process "/bin/sh -c npm ci" did not complete successfully: exit code: 1',
      'ERROR: failed to build: failed to solve: process "/bin/bash -o pipefail -c make" did not complete successfully: exit code: 2',
      '##[error]buildx failed with: ERROR: failed to solve: process "/bin/sh -c go build ./..." did not complete successfully: exit code: 1',
      'ERROR: failed to solve: failed to compute cache key: failed to calculate checksum of ref a::b: "/dist": not found',
      'ERROR: failed to solve: failed to read dockerfile: open Dockerfile: no such file or directory',
      'ERROR: failed to solve: write /var/lib/docker/tmp/a: no space left on device',
      'ERROR: Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?',
      'ERROR: Get "http://%2Fvar%2Frun%2Fdocker.sock/v1.47/info": dial unix /var/run/docker.sock: connect: permission denied',
      'ERROR: failed to build: failed to solve: dockerfile parse error on line 3: unknown instruction: RNU',
    ].join('\n'),
    [],
  ],
  [
    'a build whose step may have asked a registry',
    [
      'docker push ghcr.io/octo/app:1',
      'ERROR: process "/bin/sh -c oras pull ghcr.io/octo/data:1" did not complete successfully: exit code: 1',
      'ERROR: process "/bin/sh -c curl -fsS $URL" did not complete successfully: exit code: 22',
      'ERROR: failed to solve: failed to compute cache key: failed to copy: httpReadSeeker: failed open: 500',
    ].join('\n'),
    [2, 3, 4],
  ],
  ['a script that is only shown', '##[group]Run build\necho "ghcr.io failed"\n##[endgroup]\n', []],
] as const)('%s', async (_, text, lines) => expect(await failed(text)).toEqual(lines));

describe('told by its own words', () => {
  const reasons = async (text: string) => {
    const { failures } = await read(text);
    return failures.map(({ reason }) => reason);
  };

  test.each([
    'Secret NPM_TOKEN is required, but not provided while calling.',
    'error parsing called workflow "a.yml" -> "./b.yml" : workflow was not found.',
    "The workflow is not valid. a.yml (Line: 3, Col: 9): Unrecognized named-value: 'secrets'.",
    "The nested job 'x' of this workflow is not valid: Error calling workflow 'o/r/.github/workflows/b.yml@v1'.",
    'X This run likely failed because of a workflow file issue.',
    '.github/workflows/ci.yml (Line: 7, Col: 5): Required property is missing: runs-on',
    'No jobs were run',
    'You have an error in your yaml syntax on line 12',
    '{"status":"completed","conclusion":"startup_failure"}',
    'Invalid workflow file: .github/workflows/ci.yml#L12',
  ])("GitHub's about a workflow's file: %s", async (text) =>
    expect(await reasons(text)).toEqual(['not-started']),
  );

  test.each([
    [
      'helper-missing',
      'error getting credentials - err: exec: "docker-credential-x": executable file not found in $PATH',
    ],
    [
      'helper-missing',
      'InitializationError: docker-credential-desktop not installed or not available in PATH',
    ],
    [
      'helper-locked',
      'error storing credentials - err: exit status 1, out: `Cannot autolaunch D-Bus without X11 $DISPLAY`',
    ],
    [
      'helper-locked',
      'Error saving credentials: error storing credentials - err: exit status 1, out: `User interaction is not allowed.`',
    ],
    [
      'helper-keyless',
      'error getting credentials - err: exit status 1, out: `gpg: decryption failed: No secret key`',
    ],
    [
      'helper-keyless',
      'error storing credentials - err: exit status 1, out: `pass not initialized: exit status 1`',
    ],
    ['helper-failed', 'error getting credentials - err: signal: killed, out: ``'],
  ])('%s, of a credential helper: %s', async (reason, text) => expect(await reasons(text)).toEqual([reason]));

  test.each([
    'denied: requested access to the resource is denied',
    "Error response from daemon: pull access denied for octo/app, repository does not exist or may require 'docker login': denied: requested access to the resource is denied",
    'push access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed',
  ])("Docker Hub's of a name without a registry: %s", async (text) =>
    expect(await reasons(text)).toEqual(['at-hub']),
  );

  test.each([
    '#14 ERROR: failed to push app:latest: push access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed',
    'ERROR: failed to solve: base:1: pull access denied, repository does not exist or may require authorization',
    'error writing layer blob: push access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed',
    '$ docker push ghcr.io/octo/app:1\n1: digest: sha256:00 size: 1\n##[group]Run make cache\n##[endgroup]\nerror writing layer blob: push access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed',
    '#5 ERROR: pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed\n#6 [internal] load metadata for ghcr.io/octo/base:1',
  ])('of its challenge no cause is named: %s', async (text) =>
    expect((await answerTo(text)).ids).toEqual([]),
  );

  test("but of a name at GitHub's registry one is", async () =>
    expect(
      (
        await answerTo(
          'ERROR: failed to push ghcr.io/octo/app:1: push access denied, repository does not exist or may require authorization',
        )
      ).ids,
    ).not.toEqual([]));

  test.each([
    'Error: reading repos for ghcr.io: GET https://ghcr.io/token?scope=registry%3Acatalog%3A%2A&service=ghcr.io: DENIED: requested access to the resource is denied',
    'Error: GET "https://ghcr.io/v2/_catalog": GET "https://ghcr.io/token?scope=registry%3Acatalog%3A%2A&scope=repository%3Auser%2Fimage%3Apull&service=ghcr.io": response status code 403: denied: requested access to the resource is denied',
    'time="2026-01-01T00:00:00Z" level=error msg="Get \\"https://ghcr.io/v2/_catalog\\": unexpected status code 401 Unauthorized"',
    '$ regctl repo ls ghcr.io\nfailed to list repositories: unauthorized [http 401]',
    '$ oras repo ls ghcr.io\nError: failed to list repositories: unauthorized',
    '$ curl -s https://ghcr.io/v2/_catalog\n{"errors":[{"code":"UNAUTHORIZED","message":"authentication required"}]}',
    'curl -H "Authorization: Bearer $(echo $TOKEN | base64)" https://ghcr.io/v2/_catalog\n{"errors":[{"code":"DENIED","message":"requested access to the resource is denied"}]}',
    'The feed search failed: ghcr.io _catalog returned 403 Forbidden',
  ])('of the list of all images, which nobody gets: %s', async (text) => {
    expect(await reasons(text)).toEqual(['no-catalog']);
    expect(await answerTo(text)).toEqual({ ids: [], verdict: 'unknown' });
  });

  test('and what is asked next is another question', async () => {
    const text =
      '$ curl -s https://ghcr.io/v2/_catalog\n{"errors":[{"code":"UNAUTHORIZED","message":"authentication required"}]}\n$ docker push ghcr.io/octo/app:1\ndenied: permission_denied: write_package';
    expect((await answerTo(text)).ids).toEqual(['package-not-granted']);
  });

  test("and not another registry's list", async () => {
    const text =
      'GET https://quay.io/v2/_catalog: UNAUTHORIZED: access to the requested resource is not authorized';
    expect(await reasons(text)).not.toContain('no-catalog');
  });

  test.each([
    'failed to push docker.io/octo/app:1: denied: requested access to the resource is denied',
    'failed to push quay.io/octo/app:1: push access denied, repository does not exist or may require authorization',
  ])('and not where a registry is named: %s', async (text) => expect(await reasons(text)).toEqual([null]));

  test.each([
    'The credential helper (docker-credential-gcr) has nothing for server URL: ghcr.io',
    'Your workflow file was updated.',
    "if: github.event.workflow_run.conclusion == 'startup_failure'",
    'The template is not valid. ci.yml (Line: 20, Col: 14): Error reading JToken from JsonReader.',
    'Installing docker-credential-pass',
    'docker-credential-secretservice: error while loading shared libraries: libsecret-1.so.0: cannot open shared object file: No such file or directory',
  ])('not where nothing failed: %s', async (text) => expect(await reasons(text)).toEqual([]));
});

test('no more than twenty are kept, each of them once and cut', async () => {
  const line = (index: number) => `ghcr.io/octo/app: failure ${index} ${'x'.repeat(1000)}`;
  const { failures } = await read(Array.from({ length: 100 }, (_, index) => line(index % 50)).join('\n'));
  expect(failures).toHaveLength(20);
  for (const { text } of failures) expect(text.length).toBeLessThanOrEqual(300);
});

test('a job that ended well failed in nothing', async () => {
  const whole =
    'Secret source: Actions\nghcr.io/octo/app: failed, trying again\nCleaning up orphan processes\n';
  expect(await failed(whole)).toEqual([]);
});
