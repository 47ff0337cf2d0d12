/** What the REST API refuses is about packages where its request is: the address stands above the sentence, or below it. */
import { describe, expect, test } from '@jest/globals';
import { explained } from './support.js';

const SAID = 'Resource not accessible by integration';
const PUSH = '+ docker push ghcr.io/octo/app:1';
const named = async (...lines: string[]) => (await explained(lines.join('\n'))).map(({ id }) => id);

describe('beside a push, what the API refused', () => {
  test.each([
    [
      "Octokit's dump below it",
      [
        `RequestError [HttpError]: ${SAID}`,
        '    at process.processTicksAndRejections (node:internal/process/task_queues:95:5) {',
        '  status: 403,',
        '  request: {',
        "    method: 'PUT',",
        "    url: 'https://api.github.com/repos/octo/app/contents/README.md',",
      ],
    ],
    [
      'the page that the answer names',
      [`Error: ${SAID}`, '"documentation_url": "https://docs.github.com/rest/repos/contents#create-a-file"'],
    ],
    [
      'the request above it',
      ['PUT https://api.github.com/repos/octo/app/git/refs', `{"message": "${SAID}"}`],
    ],
    [
      'a command of gh',
      ['##[group]Run gh release upload v1 app.tgz', '##[endgroup]', `gh: ${SAID} (HTTP 403)`],
    ],
    ['a path without its beginning', [`Error: \`PUT .../tap/contents/app.rb: 403 ${SAID}\``]],
  ])('is about something else, by %s', async (_, lines) => expect(await named(PUSH, ...lines)).toEqual([]));

  test.each([
    [
      'that of a package',
      [`Error: ${SAID}`, "  url: 'https://api.github.com/orgs/octo/packages/container/app/versions/1',"],
    ],
    ['what was to be done', ['Deleting old package versions', `Error: ${SAID}`]],
    [
      'another request long before',
      [
        'GET https://api.github.com/repos/octo/app',
        ...Array(9).fill('reading'),
        'Deleting old package versions',
        `Error: ${SAID}`,
      ],
    ],
  ])('is about packages with %s', async (_, lines) =>
    expect(await named(PUSH, ...lines)).toEqual(['api-permission-missing']),
  );

  test('may be about anything without an address, for a registry is no word of packages', async () =>
    expect(await named(PUSH, `Error: ${SAID}`)).toEqual([]));

  test('is nothing of ours where it is all that is told, with its path', async () =>
    expect(await named(`PUT .../tap/contents/app.rb: 403 ${SAID}`)).toEqual([]));

  test('is not mixed up with an image that has a name as of the API', async () =>
    expect(
      await named(
        'POST https://ghcr.io/v2/octo/issues/blobs/uploads/: TOOMANYREQUESTS: retry-after: 1ms, allowed: 2000/minute',
      ),
    ).toEqual(['rate-limited']));

  test('is the cause of an organisation all the same, whatever was asked', async () =>
    expect(
      await named(
        PUSH,
        'HttpError: Although you appear to have the correct authorization credentials, the `octo` organization has an IP allow list enabled, and your IP address is not permitted to access this resource.',
        '+ curl https://api.github.com/repos/octo/app',
      ),
    ).toEqual(['ip-not-allowed']));

  test.each([
    ['beside a push', [PUSH], ['ip-not-allowed']],
    ['in a job that works with no registry', [], []],
  ])('is so with the page of another request in its line, %s', async (_, before, ids) =>
    expect(
      await named(
        ...before,
        '##[error]Although you appear to have the correct authorization credentials, the `octo` organization has an IP allow list enabled, and your IP address is not permitted to access this resource. - https://docs.github.com/rest/repos/repos#get-a-repository',
      ),
    ).toEqual(ids),
  );
});

describe('what the API says of anything is of a service in a step that asks it for nothing else', () => {
  const step = (uses: string) => [`##[group]Run ${uses}`, '##[endgroup]', `##[error]${SAID}`];

  test.each([
    ['github/codeql-action/upload-sarif@v3', ['client-lacks-permission']],
    ['actions/attest-build-provenance@v2', ['client-lacks-permission']],
    ['actions/attest@v4', ['client-lacks-permission']],
    ['softprops/action-gh-release@v2', []],
    ['actions/labeler@v5', []],
  ])('%s', async (uses, expected) => {
    expect(await named(PUSH, ...step(uses))).toEqual(expected);
    // Who publishes nothing here may ask for what he likes.
    expect(await named(...step(uses))).toEqual([]);
  });
});

describe("the words of CodeQL's action are of one service, whichever step prints them", () => {
  const LACKS =
    'This run of the CodeQL Action does not have permission to access the CodeQL Action API endpoints.';

  test('of a permission', async () =>
    expect(await named(PUSH, `##[warning]${LACKS} Details: Resource not accessible by integration`)).toEqual([
      'client-lacks-permission',
    ]));

  test('of a repository without code scanning', async () =>
    expect(
      await named(PUSH, `##[warning]${LACKS} Code scanning is not enabled for this repository.`),
    ).toEqual([]));
});
