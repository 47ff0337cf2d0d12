/** Code, settings and staged answers have the registry's address beside a status: nobody asked, so nothing is named. */
import { describe, expect, test } from '@jest/globals';
import { isShownCode, withoutSettings } from '../../src/evidence/log/people/sources/shown-code.js';
import { answerTo, explained } from './support.js';

const TAGS = 'https://ghcr.io/v2/octo/app/tags/list';
const ROOT = 'https://ghcr.io/v2/';
const ids = async (text: string) => (await explained(text)).map(({ id }) => id);

describe('nothing is named', () => {
  test.each([
    ['a declaration', `const REFUSED = { status: 403, url: '${TAGS}' };`],
    ['a declaration with a type', `let answer: Answer = { code: 403, url: "${TAGS}" };`],
    ['a table of answers', `ANSWERS = {"${ROOT}": 401, "${TAGS}": 403}`],
    ['a comparison', `if response.status_code == 403: give_up("${TAGS}")`],
    ['a comparison of an address', `retry = status == 503 && url === '${ROOT}'`],
    ["a shell's comparison", `[ "$(curl -so /dev/null -w '%{http_code}' ${TAGS})" = 403 ] && exit 1`],
    ['a comparison of a name with a number in it', `if try2 == 403: skip("${TAGS}")`],
    ['a comparison, the other way', `retry if 503 === answer.status and url == "${ROOT}"`],
    ['what a comment calls stubbed', `tags/list is stubbed: 403 for ${TAGS}`],
    ['a call whose answer is set', `when(get("${TAGS}")).thenReturn(403)`],
    ['a sentence in quotes', `if (text.includes('denied: permission_denied: write_package')) ask("${TAGS}")`],
    ['a branch', `case 403: // ${TAGS}: no access`],
    ['a raised error', `raise HTTPError(403, "${TAGS}")`],
    ['a comparison in a comment', `assert answer.status == 403  # ${TAGS}`],
    ['a thrown error', `throw new RegistryError(403, "${TAGS}");`],
    ['a rejected promise', `return Promise.reject(new HttpError(403, '${TAGS}'));`],
    [
      'an answer of a mock',
      `server('https://ghcr.io').get('/v2/octo/app/tags/list').reply(403, { code: 'DENIED' })`,
    ],
    ['an address that is handed over', `requests_mock.get("${TAGS}", status_code=403)`],
    ['the same with a name', `httpx_mock.add_response(url="${TAGS}", status_code=403)`],
    ['a handler', `http.get('${TAGS}', (req, res) => res.status(403))`],
    ['a mock that says what it does', `Mock registry: GET ${TAGS} -> 403`],
    ['a stub', `stubbed ${TAGS}, returns 404`],
    ['a scene', `Scenario: the package is private (${TAGS} -> 403)`],
    ['an option', `curl --retry 5 --retry-http 503 ${ROOT}`],
    ['an option with several', `wget --retry-on-http-error=429,503 ${TAGS}`],
    ['a list', `retry on [429, 500, 503] of ${TAGS}`],
    ['a field that sets', `target=${TAGS} valid_status_code=403`],
    ["a monitor's rule", `expr: probe_http_status_code{instance="${ROOT}"} == 503`],
    ["nginx's pages", `proxy_pass ${ROOT}; error_page 403 = @denied;`],
    ['a comment on a function', `/**\n * returns 403 for ${TAGS} when the package is private\n */`],
    ['what a change mends', `- resolves ghcr.io 401 errors where another account pulls`],
  ])('%s', async (_, text) => {
    expect(await ids(text)).toEqual([]);
  });

  test.each([
    ['a shell', 'echo "ERROR: docker login ghcr.io failed."'],
    ['an own command', 'die "docker login ghcr.io failed"'],
    ['one of another name', 'warn "docker login ghcr.io failed" >&2'],
    ['PowerShell', 'Write-Warning "docker login ghcr.io failed; going on without it."'],
    ['PowerShell with a variable', 'throw "docker login ghcr.io failed with exit code $LASTEXITCODE"'],
    ['a logger', 'logger -t "$TAG" "docker login ghcr.io FAILED class=$class"'],
    ['behind a login', '|| { echo "docker login ghcr.io failed"; exit 1; }'],
  ])('a script that would say it: %s', async (_, line) => {
    expect(await ids(`if ! login ghcr.io; then\n  ${line}\nfi`)).toEqual([]);
  });

  test("the registry's first answer to everybody", async () => {
    expect(await ids(`probe target=${ROOT} code=401`)).toEqual([]);
  });
});

describe("another's request", () => {
  test.each([
    ['of the program in an image', 'ghcr.io/octo/api:1 | 10:00:00 ERROR POST /login -> 401 Unauthorized'],
    ['of a checker of links', '[403] https://ghcr.io/octo/app'],
    [
      'the same behind its mark',
      '✗ [429] https://ghcr.io/octo/app | Failed: Network error: Too Many Requests',
    ],
    ['that a checker of links left out', `[EXCLUDED] ${TAGS} | 403 Forbidden`],
    [
      'of gRPC',
      'export failed: rpc error: code = PermissionDenied desc = unexpected HTTP status code received from server: 403 (Forbidden) image=ghcr.io/octo/app:1',
    ],
    ['of another host', '  allowed: ghcr.io:443\n  blocked: example.com:443 (403 Forbidden by policy)'],
    [
      'of a release',
      'pushed ghcr.io/octo/app:1\nHTTP 403: Resource not accessible by integration (https://uploads.github.com/repos/octo/app/releases/1/assets)',
    ],
    [
      'of a release, by its path',
      'pushed ghcr.io/octo/app:1\nResource not accessible by integration (POST /repos/octo/app/releases)',
    ],
  ])('%s', async (_, text) => {
    expect(await ids(text)).toEqual([]);
  });

  test("the registry's own paths are no other's", async () => {
    expect(await ids('ghcr.io: GET /v2/octo/app/manifests/1 -> 403 Forbidden')).toHaveLength(1);
  });
});

describe('a report stays one', () => {
  test.each([
    [`Error: GET ${TAGS} failed with status 403`],
    [`{"level":"error","url":"${TAGS}","status":403,"msg":"list tags"}`],
    [`url="${TAGS}" status=403 msg="list tags"`],
    [`reqwest::Error { kind: Status(403), url: "${TAGS}" }`],
    [`ClientResponseError(RequestInfo(url=URL('${TAGS}'), method='GET'), status=403, message='Forbidden')`],
    [`fetch("${TAGS}") answered with status 403`],
    [`error "${TAGS}": status 403`],
    [`when: today, what: GET ${TAGS} returned 403`],
    [`url = ${TAGS}, status = 403 Forbidden`],
    [`FATAL "GET ${TAGS}" status=403`],
    [`with --tries 3, 403 from ${TAGS}`],
    [`got 403, accepted are [200, 201], of ${TAGS}`],
    [`mock-server: image of ${TAGS}: 403 Forbidden`],
    [`* GET ${TAGS}: 403 Forbidden`],
    // A service, an image and a feature that are called as what tests set up.
    [`mockserver Error Get "${TAGS.replace('app', 'mockserver')}": unauthorized`],
    [
      `ERROR: failed to resolve ghcr.io/octo/mocked-app:1: ${TAGS.replace('app', 'mocked-app')}: 403 Forbidden`,
    ],
    [`Feature: ghcr.io/octo/features/tool:1: ${TAGS}: 403 Forbidden`],
    [`- alert: pull failed: ${TAGS}: 403 Forbidden`],
    // What was compared, and what a call came to.
    [`unexpected status of ${TAGS}: 403 != 200`],
    [`requests.get('${TAGS}', timeout=30) returned 403 Forbidden`],
    [`fetch("${TAGS}", { method: GET }) failed: 403 Forbidden`],
    [`open("${TAGS}"), got 403 Forbidden`],
    // What a program got, behind a word of its own.
    [`error "GET ${TAGS}: 403 Forbidden"`],
    [`reason 'failed to resolve reference: unexpected status from GET request to ${TAGS}: 403 Forbidden'`],
    [`all of them answered [403, 403] of ${TAGS}`],
    [`last_retry_status=403 url=${TAGS}`],
    [`stub: failed to pull ghcr.io/octo/stub:1: ${TAGS}: 403 Forbidden`],
    // Who hands on what the registry answered was asked by a path of its own.
    [`POST /v5.0.0/libpod/images/pull: reading manifest 1 in ghcr.io/octo/app: denied`],
    [`"GET /repository/ghcr${TAGS.slice(15)} HTTP/1.1" 403, upstream ${TAGS}: 403 Forbidden`],
    // A client's sentence that stands bare in a line.
    [`await pull('ghcr.io/octo/app:1') threw: unexpected status from HEAD request to ${TAGS}: 403 Forbidden`],
    [`registry=ghcr.io GET /v2/octo/app/manifests/1 403 Forbidden`],
  ])('%s', async (text) => {
    expect((await answerTo(text)).ids[0]).toBe('package-read-refused');
  });

  test.each([['return code 1 ('], ['} else if (error) '], ['With its login mocked the push still fails: ']])(
    'of a sentence that a client printed behind %s',
    async (lead) => {
      const refused = 'denied: permission_denied: write_package';
      expect(await ids(`push of ghcr.io/octo/app\n${lead}${refused}`)).toEqual(['package-not-granted']);
    },
  );

  test.each([['body'], ['response'], ['e.response'], ['err']])('of what is printed as %s', async (name) => {
    const answer = '{"errors":[{"code":"DENIED","message":"permission_denied: write_package"}]}';
    expect(await ids(`push of ghcr.io/octo/app\n${name} = ${answer}`)).toEqual(['package-not-granted']);
  });

  test.each([['error:'], ['fatal'], ['msg']])('of an answer in quotes behind %s', async (word) => {
    expect(await ids(`${word} "push of ghcr.io/octo/app: denied: permission_denied: write_package"`)).toEqual(
      ['package-not-granted'],
    );
  });

  test('a login that failed', async () => {
    expect(await ids('poll failed: docker login ghcr.io failed')).toEqual(['token-rejected']);
    expect(await ids(`curl -u bot:*** ${ROOT} -> HTTP 401`)).toEqual(['token-rejected']);
    expect(await ids(`login attempt to ${ROOT} failed with status: 401 Unauthorized`)).toEqual([
      'token-rejected',
    ]);
  });
});

test('a status that is set is taken out, and the one that came is left', () => {
  expect(withoutSettings(`--retry-http 503 got 403`)).toMatch(/^\s+got 403$/);
  expect(withoutSettings(`got 403 of [200, 201]`)).toMatch(/^got 403 of\s+$/);
});

test.each([
  ['quotes', '"'],
  ['names', 'a.'],
  ['brackets', 'a('],
  ['words', 'word '],
  ['statuses', '403,'],
])('a long line of nothing but %s is read to its end', (_, part) => {
  const line = part.repeat(1_000_000 / part.length);
  expect(isShownCode(line)).toBe(false);
  expect(withoutSettings(line)).toBe(line);
  expect(isShownCode(part.repeat(600 / part.length))).toBe(false);
});
