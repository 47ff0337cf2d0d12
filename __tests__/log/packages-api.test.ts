/** What the packages API answered is told by the address and the status, in whatever form a client of HTTP shows them. */
import { describe, expect, test } from '@jest/globals';
import { explained } from './support.js';

const ASKED = 'https://api.github.com/orgs/octo/packages/container/app/versions';
const named = async (...lines: string[]) => (await explained(lines.join('\n'))).map(({ id }) => id);

describe('a package that the API does not find', () => {
  test.each([
    ['Python', `requests.exceptions.HTTPError: 404 Client Error: Not Found for url: ${ASKED}?per_page=100`],
    ["Python's httpx", `httpx.HTTPStatusError: Client error '404 Not Found' for url '${ASKED}'`],
    ['Rust', `Error: HTTP status client error (404 Not Found) for url (${ASKED})`],
    ['Go', `Error: GET ${ASKED}: 404 Not Found []`],
    ['Octokit', '[Octokit ERROR] DELETE /users/octo/packages/container/app/versions/12 - 404'],
    ['a script', `status=404 for ${ASKED}`],
    [
      "a company's own server",
      'GET https://git.corp.test/api/v3/orgs/octo/packages/container/app: 404 Not Found',
    ],
    [
      'the page of years ago',
      '{"message":"Not Found","documentation_url":"https://docs.github.com/rest/reference/packages#list-packages"}',
    ],
  ])('is told by %s', async (_, line) => expect(await named(line)).toEqual(['package-not-found']));

  test('is told below a command of gh', async () =>
    expect(
      await named('$ gh api /orgs/octo/packages/container/app/versions', 'gh: Not Found (HTTP 404)'),
    ).toEqual(['package-not-found']));
});

const LIST = 'https://api.github.com/orgs/octo/packages?package_type=container';

describe('an answer with its sentence is told', () => {
  const sentence = (text: string) => `{"message":"${text}","status":"4xx"}`;
  const curl = (url: string) => `+ curl -s -H "Authorization: Bearer ***" ${url}`;

  test.each([
    ['by gh, with the address', `HTTP 400: Invalid argument. (${LIST})`, 'packages-list-unsupported'],
    ['by gh, with the address', `gh: HTTP 404: Package not found. (${ASKED})`, 'package-not-found'],
    ['by Go', `Error: GET ${LIST}: 400 Invalid argument. []`, 'packages-list-unsupported'],
    ['below curl', `${curl(LIST)}\n${sentence('Invalid argument.')}`, 'packages-list-unsupported'],
    ['below curl', `${curl(ASKED)}\n${sentence('Package not found.')}`, 'package-not-found'],
    ['below curl', `${curl(ASKED)}\n${sentence('Bad credentials')}`, 'token-rejected'],
    [
      'as jq prints it',
      '{\n  "message": "Invalid argument.",\n  "documentation_url": "https://docs.github.com/rest/packages/packages#list-packages-for-an-organization"\n}',
      'packages-list-unsupported',
    ],
  ])('%s: %s', async (_, lines, id) => expect(await named(lines)).toEqual([id]));

  test.each([
    ['Invalid argument.', 'https://api.github.com/repos/octo/app/releases'],
    ['Bad credentials', 'https://api.github.com/repos/octo/app/releases'],
    ['Not Found', 'https://api.github.com/orgs/octo/packages/npm/app'],
    ['Not Found', 'https://example.test/packages/app'],
  ])('not of another request: %s, %s', async (said, url) =>
    expect(await named(curl(url), sentence(said))).toEqual([]),
  );
});

test.each([
  ['Deleting old package versions', ['api-permission-missing']],
  ['Deleting old branches', []],
])('a refusal is told by what was said before: %s', async (before, expected) =>
  expect(await named(before, 'Error: Resource not accessible by integration')).toEqual(expected),
);

test.each([
  ['orgs/octo/packages?package_type=container', ['packages-list-unsupported']],
  ['users/octo/packages', ['packages-list-unsupported']],
  ['orgs/octo/packages/container/app/versions', []],
])('a list that is refused may be one that the token cannot have: %s', async (path, alternatives) => {
  const step = `##[group]Run gh api "/${path}" --paginate\n##[endgroup]`;
  const [finding] = await explained(`${step}\ngh: Resource not accessible by integration (HTTP 403)`);
  expect(finding).toMatchObject({ id: 'api-permission-missing', alternatives });
});

describe('what Octokit says, with its request below', () => {
  const below = (said: string, url: string) =>
    named(`RequestError [HttpError]: ${said}`, '    at app.js:1:1', '  request: {', `    url: '${url}',`);

  test.each([
    ['Not Found', ASKED, 'package-not-found'],
    ['Forbidden', 'https://git.corp.test/api/v3/orgs/octo/packages/container/app', 'api-permission-missing'],
    ['Bad credentials', 'https://api.acme.ghe.com/user/packages?package_type=container', 'token-rejected'],
  ])('%s is about a package: %s', async (said, url, id) => expect(await below(said, url)).toEqual([id]));

  test.each([
    'https://api.github.com/repos/octo/app/branches/main',
    'https://api.acme.ghe.com/repos/octo/app/packages/readme',
    'https://api.github.com/orgs/octo/packages/npm/app/versions',
    'https://api.github.com/orgs/octo/packages?package_type=maven',
  ])('it is about something else: %s', async (url) => expect(await below('Not Found', url)).toEqual([]));
});

test.each([
  ['401 Bad credentials []', 'token-rejected'],
  ['403 Forbidden', 'api-permission-missing'],
])('what it answers with %s has another cause', async (answer, id) =>
  expect(await named(`Error: GET ${ASKED}: ${answer}`)).toEqual([id]),
);

test('a token that it does not know is not said to be refused by the registry', async () => {
  const [finding] = await explained(`Error: GET ${ASKED}: 401 Bad credentials []`);
  expect(finding?.title).toBe("GitHub's API does not accept the token");
  expect(finding?.fix.summary).not.toMatch(/[Ll]og in/);
});

describe('nothing is told', () => {
  test.each([
    ['of what Octokit counts', ['GET /orgs/octo/packages/container/app - 404 with id 1A2B:3C in 43ms']],
    ['of a command that has no answer yet', [`curl -sf -o /dev/null ${ASKED} || test $? = 404`]],
    [
      'of packages of another kind',
      ['GET https://api.github.com/orgs/octo/packages/npm/app: 404 Not Found []'],
    ],
    ['of a version that bears the number', [`DELETE ${ASKED}/404 done`]],
    [
      'of another request of gh after one about packages',
      [
        '$ gh api /orgs/octo/packages/container/app/versions --jq length',
        '12',
        '$ gh api repos/octo/app/releases/latest',
        'gh: Not Found (HTTP 404)',
      ],
    ],
    [
      'of gh where only an image was named',
      ['+ docker push ghcr.io/octo/app:1', '+ gh release create v1', 'gh: Bad credentials (HTTP 401)'],
    ],
    [
      'of gh, of packages of another kind',
      ['$ gh api /orgs/octo/packages/npm/app', 'gh: Not Found (HTTP 404)'],
    ],
    ['of gh where nobody speaks of packages', ['$ gh api "$path"', 'gh: Not Found (HTTP 404)']],
  ])('%s', async (_, lines) => expect(await named(...lines)).toEqual([]));
});

describe('an action of the registry', () => {
  const lines = (action: string) => [
    `##[group]Run ${action}`,
    '##[endgroup]',
    '[app] Loading manifests',
    '##[error]Request failed with status code 404',
  ];

  test('is at work where its own client names nothing', async () =>
    expect(await named(...lines('octo/ghcr-cleanup@v1'))).not.toEqual([]));

  test('may build an image, too', async () =>
    expect(
      await named(
        ...lines('octo/push-to-ghcr@v1').slice(0, 2),
        '#9 1.2 curl: (22) The requested URL returned error: 403',
      ),
    ).toEqual([]));

  test('is told by its name alone', async () =>
    expect(await named(...lines('octo/container-deploy@v1'))).toEqual([]));
});

test('Watchtower tells of a tag that is not there in the words of its successor, too', async () =>
  expect(
    await named(
      'Could not do a head request for "ghcr.io/octo/app:1", falling back to regular pull.',
      'Reason: registry responded with invalid HEAD request: status "404 Not Found", auth: ""',
      'Cleaning up',
    ),
  ).toEqual(['manifest-not-found']));

test.each([
  ['level=info msg="Session done" Failed=0 Scanned=3 Updated=0 notify=no', []],
  ['level=info msg="Update session completed" failed=0 scanned=3 updated=1', []],
  ['level=info msg="Session done" Failed=1 Scanned=3 Updated=0 notify=no', ['manifest-not-found']],
])('Watchtower pulls all the same, and its session tells what came of it: %s', async (end, ids) =>
  expect(
    await named(
      'level=warning msg="Could not do a head request for \\"ghcr.io/octo/app:1\\", falling back to regular pull."',
      'level=warning msg="Reason: registry responded to head request with \\"404 Not Found\\", auth: \\"not present\\""',
      end,
    ),
  ).toEqual(ids),
);

test('406 says nothing of a platform where something was sent', async () =>
  expect(
    await named(
      'Error: PUT https://ghcr.io/v2/octo/app/manifests/1: unexpected status code 406 Not Acceptable',
    ),
  ).not.toContain('platform-not-in-index'));

describe('the owner of an image, whom its reader asks about first', () => {
  const ask = (image: string, path: string, answer: string) =>
    named(`cannot list the tags of "${image}": kind of owner: GET https://api.github.com/${path}: ${answer}`);

  test.each([
    ['users/octo', '401 Bad credentials []', 'token-rejected'],
    ['orgs/octo', '401 Bad credentials []', 'token-rejected'],
    ['users/Octo', '401 Bad credentials []', 'token-rejected'],
    ['users/octo', '403 API rate limit of 60 still exceeded until 2026-07-08 12:00:00', 'rate-limited'],
  ])('%s: %s', async (path, answer, id) => expect(await ask('ghcr.io/octo/app', path, answer)).toEqual([id]));

  test.each([
    ['ghcr.io/octo/app', 'orgs/octo/repos', '401 Bad credentials []'],
    ['quay.io/octo/app', 'users/octo', '401 Bad credentials []'],
  ])('of %s, another question: %s', async (image, path, answer) =>
    expect(await ask(image, path, answer)).toEqual([]),
  );

  test('a limit of the API that is met elsewhere is none of ours', async () =>
    expect(
      await named(
        'GET https://api.github.com/repos/octo/app/releases: 403 API rate limit of 60 still exceeded until noon',
      ),
    ).toEqual([]));
});

describe('the scope that the API asks for is the one that is named', () => {
  test.each([
    [
      'read:packages',
      'gh: You need at least read:packages scope to list packages. (HTTP 403)',
      'read:packages',
    ],
    [
      'delete:packages',
      'gh: You need at least delete:packages scope to delete a package version. (HTTP 403)',
      'read:packages,delete:packages',
    ],
    [
      'delete:packages',
      "Your token has not been granted the required scopes. The 'deletePackageVersion' field requires one of the following scopes: ['delete:packages'], but your token has only been granted the: ['repo'] scopes. ghcr.io",
      'read:packages,delete:packages',
    ],
  ])('%s: %s', async (scope, line, ticked) => {
    for (const language of ['en', 'zh-CN'] as const) {
      const [finding] = await explained(line, { language });
      expect(finding).toMatchObject({ id: 'token-lacks-scope', message: expect.stringContaining(scope) });
      expect(finding?.fix.summary).toContain(scope);
      expect(finding?.fix.url).toContain(`?scopes=${ticked}&`);
      expect(`${finding?.message} ${finding?.fix.summary}`).not.toContain('write:packages');
    }
  });
});
