/** What fails beside work with GitHub's registry that went well, and is another's: nothing is named for it. */
import { describe, expect, test } from '@jest/globals';
import { answerTo } from './support.js';

const DIGEST = `sha256:${'a'.repeat(64)}`;

/** What went well, as different programs print it. */
const BESIDE: readonly [string, string][] = [
  ['a pull', `docker pull ghcr.io/octo/app:1\nStatus: Downloaded newer image for ghcr.io/octo/app:1`],
  ['a push', `The push refers to repository [ghcr.io/octo/app]\n1: digest: ${DIGEST} size: 1234`],
  ['a login', 'Run docker/login-action@v3\nLogging into ghcr.io...\nLogin Succeeded!'],
  ['a sentence', 'Starting container from image ghcr.io/octo/app:1'],
  ['a builder', `#5 [1/4] FROM ghcr.io/octo/base:1@${DIGEST}\n#5 DONE 2.1s`],
  ['a service of the job', '/usr/bin/docker create --name x ghcr.io/octo/app:1'],
];

const FAILED = [
  "EACCES: permission denied, open '/app/.env'",
  "PermissionError: [Errno 13] Permission denied: '/var/run/x'",
  'redis.exceptions.AuthenticationError: Authentication required.',
  'NOAUTH Authentication required.',
  'HttpError: Resource not accessible by integration',
  'Error: Input required and not supplied: token',
  'java.net.ConnectException: Connection refused',
  'getaddrinfo ENOTFOUND db',
  'context deadline exceeded',
  'ERROR upload failed: 403 Forbidden',
  'HTTP request failed: 502 Bad Gateway',
  'netlify: Error: Unauthorized',
  'remote: Permission to octo/app.git denied to github-actions[bot].',
];

describe.each(BESIDE)('beside %s', (_, before) => {
  test.each(FAILED)('%s', async (line) => {
    expect((await answerTo(`${before}\n${line}\n`)).ids).toEqual([]);
  });

  test.each(FAILED)('and in front of it: %s', async (line) => {
    expect((await answerTo(`${line}\n${before}\n`)).ids).toEqual([]);
  });
});

test("Ansible says fatal as git does, of whatever its task's command printed", async () => {
  const printed =
    'docker pull ghcr.io/octo/app:9\\ntoomanyrequests: retry-after: 1.2ms, allowed: 44000/minute';
  expect((await answerTo(`fatal: [web1]: FAILED! => {"changed": false, "msg": "${printed}"}`)).ids).toEqual([
    'rate-limited',
  ]);
});

test.each([
  [
    'a reason that was broken off',
    `Error: failed to pull the image ghcr.io/octo/app:1 from the registry:\nunauthorized`,
  ],
  [
    'a sentence of which the line was full',
    'failed to push ghcr.io/octo/app:1 because the registry said that it was\nForbidden (403 Forbidden)',
  ],
])('%s still belongs to it', async (_, text) => {
  expect((await answerTo(text)).ids).toHaveLength(1);
});

test.each([
  ['what is to be done', 'FIXME(octo): ghcr.io gives 403 Forbidden on push'],
  ['what is to be done, with its box', '- [ ] handle 403 Forbidden from ghcr.io'],
  [
    "pytest's summary",
    'FAILED tests/test_push.py::test_push - registry.Denied: denied: permission_denied: write_package',
  ],
  ["PHPUnit's difference", "--- Expected\n+++ Actual\n-'denied: permission_denied: write_package'\n+'ok'"],
  ["a change's title", 'Handle unauthorized answers of ghcr.io'],
  ['what was asked for', 'Support private ghcr.io images (currently unauthorized)'],
  ['what helped', 'Adding the login fixed the 403 Forbidden from ghcr.io'],
  ['what anybody is answered', 'ghcr.io answers 401 Unauthorized to anonymous requests of private packages.'],
  ['a hint', 'Note: ghcr.io returns 401 Unauthorized for private images.'],
  ['what a monitor counted', 'ghcr_requests_total{host="ghcr.io",code="401"} 3.0'],
  ["a test's title", '<testsuite name="push to ghcr.io: denied" tests="1" failures="0">'],
  [
    "an advisory's row",
    'ghcr.io/octo/app:1 (debian 12)\nGHSA-aaaa-bbbb-cccc  left-pad  access denied bypass  HIGH',
  ],
  ['what a program sends', '[ghcr.io/octo/app:1] cannot publish event: 401 Unauthorized'],
  [
    'titles of examples that passed',
    'Push to ghcr.io\n  says unauthorized\n  says denied: permission_denied: write_package\n\nFinished in 0.1 seconds\n2 examples, 0 failures',
  ],
])('%s is no refusal', async (_, text) => {
  expect((await answerTo(text)).ids).toEqual([]);
});

test.each([
  ['a job by its name', 'Release push job of ghcr.io/octo/app failed with 403 Forbidden'],
  ['images of a job', 'failed to push job images to ghcr.io/octo/app:1: 403 Forbidden'],
  [
    'a test that failed',
    '<failure message="failed to push ghcr.io/octo/app:1: denied: permission_denied: write_package">',
  ],
  ['what helped nobody', 'I still have not fixed the 401 Unauthorized when I pull ghcr.io/octo/app:1'],
  [
    'a hint whose writer was refused',
    'ghcr.io returns 401 Unauthorized for private images although I am logged in',
  ],
  ['a box with a message', '- [ ] push: denied: permission_denied: write_package'],
  ['a status in front of a request', '[403] GET https://ghcr.io/v2/octo/app/manifests/1: denied'],
  ['a message behind a title', 'Handle denied: pulling ghcr.io/octo/app:1: unauthorized'],
])('%s is one', async (_, text) => {
  expect((await answerTo(text)).ids).not.toEqual([]);
});
