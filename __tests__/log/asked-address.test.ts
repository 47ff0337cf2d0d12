/** A request at the registry's address that ended badly is understood in the words of any program. */
import { describe, expect, test } from '@jest/globals';
import {
  ASKED_AND_NOT_LET_IN,
  askedStatusIn,
  askedWith,
} from '../../src/evidence/log/words/asked-address.js';
import { answerTo } from './support.js';

const first = async (text: string) => (await answerTo(text)).ids[0];

const MANIFEST = 'https://ghcr.io/v2/octo/app/manifests/1';
const TOKEN = 'https://ghcr.io/token?scope=repository:octo/app:pull&service=ghcr.io';
const LAYER = `https://ghcr.io/v2/octo/app/blobs/sha256:${'a'.repeat(64)}`;

const REASONS: Readonly<Record<number, string>> = {
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  429: 'Too Many Requests',
  503: 'Service Unavailable',
};

describe('a status beside the address', () => {
  const FRAMES: [string, (url: string, status: number) => string][] = [
    ["Rust's ureq", (url, status) => `Error: ${url}: status code ${status}`],
    ["Python's requests", (url, status) => `HTTPError: ${status} Client Error: Sorry for url: ${url}`],
    ["Python's aiohttp", (url, status) => `ClientResponseError: ${status}, message='Sorry', url='${url}'`],
    [
      "Java's own",
      (url, status) => `java.io.IOException: Server returned HTTP response code: ${status} for URL: ${url}`,
    ],
    [
      'OkHttp',
      (url, status) => `Unexpected code Response{protocol=h2, code=${status}, message=, url=${url}}`,
    ],
    ['nix', (url, status) => `error: unable to download '${url}': HTTP error ${status}`],
    ['Ansible', (url, status) => `{"msg": "Request failed", "status": ${status}, "url": "${url}"}`],
    ['somebody', (url, status) => `failed to fetch ${url} (${status})`],
    ['an arrow', (url, status) => `http error: GET ${url} -> ${status}`],
    ["Ruby's hash", (url, status) => `{:url=>"${url}", :status=>${status}, :body=>"no"}`],
    ["Ruby's, since 3.4", (url, status) => `{"url" => "${url}", "status" => ${status}}`],
    ['a comparison that is told', (url, status) => `GET ${url} gave status==${status}`],
    ['a statement and its address', (url, status) => `raise HTTPError(${status}) ${url}`],
    [
      'urllib, above it',
      (url, status) => `fetching ${url}\nurllib.error.HTTPError: HTTP Error ${status}: Sorry`,
    ],
    [
      'Google for Java, below it',
      (url, status) => `HttpResponseException: ${status} ${REASONS[status]}\nGET ${url}`,
    ],
  ];
  test.each(FRAMES)('%s', async (_, frame) => {
    expect(await first(frame(MANIFEST, 401))).toBe('package-read-refused');
    expect(await first(frame(MANIFEST, 404))).toBe('manifest-not-found');
    expect(await first(frame(TOKEN, 401))).toBe('package-read-refused');
    expect(await first(frame(TOKEN, 403))).toBe('package-not-found');
    expect(await first(frame(TOKEN, 429))).toBe('rate-limited');
    expect(await first(frame(LAYER, 503))).toBe('registry-unavailable');
    expect(await first(frame(MANIFEST.replace('ghcr.io', 'quay.io'), 403))).toBeUndefined();
  });

  test('regclient names the image', async () => {
    const failed = (status: string) => `failed to get manifest ghcr.io/octo/app:1: request failed: ${status}`;
    expect(await first(failed('unauthorized [http 401]'))).toBe('package-read-refused');
    expect(await first(failed('not found [http 404]'))).toBe('manifest-not-found');
    expect(await first(failed('rate limit exceeded [http 429]'))).toBe('rate-limited');
  });
});

describe('what urllib3 writes down', () => {
  const written = (request: string, status: number) =>
    `DEBUG:urllib3.connectionpool:https://ghcr.io:443 "${request} HTTP/1.1" ${status} 57`;
  test('is an answer', async () => {
    expect(await first(written('GET /v2/octo/app/manifests/1', 403))).toBe('package-read-refused');
    expect(await first(written('GET /v2/octo/app/tags/list', 429))).toBe('rate-limited');
    expect(await first(written('POST /v2/octo/app/blobs/uploads/', 403))).toBe('package-not-granted');
  });
  test.each([['401'], ['404'], ['200']])('a %s comes in the course of things', async (status) => {
    expect(await first(written('GET /v2/octo/app/manifests/1', Number(status)))).toBeUndefined();
  });
});

describe('the first answer to everybody', () => {
  const BODY = '{"errors":[{"code":"UNAUTHORIZED","message":"authentication required"}]}';
  const CHALLENGE =
    'Bearer realm="https://ghcr.io/token",service="ghcr.io",scope="repository:user/image:pull"';
  test.each([['Www-Authenticate: '], ['< www-authenticate: '], ['www-authenticate: ']])(
    'has the place for tokens in its head: %s',
    async (lead) => {
      const head = `GET /v2/ HTTP/1.1\nHost: ghcr.io\n${lead}${CHALLENGE}\n\n`;
      expect(await first(`$ cosign verify -d ghcr.io/octo/app\n${head}${BODY}`)).toBeUndefined();
      expect(
        await first(`${head}${BODY}\n\n{"errors":[{"code":"DENIED","message":"denied: ghcr.io"}]}`),
      ).toBeDefined();
    },
  );
  test('alone it is an answer', async () => {
    expect(await first(`$ curl ${MANIFEST}\n${BODY}`)).toBe('no-registry-login');
  });
});

test.each([['HEAD'], ['Head']])('%s is what a push looks with, too', async (verb) => {
  const refused = `Error: ${verb} ${LAYER}: unexpected status code 403 Forbidden`;
  expect(await first(`+ crane push app.tar ghcr.io/octo/app:1\n${refused}`)).toBe('package-not-granted');
});

test.each([
  [`Error: Authorization failed: ${TOKEN}`],
  [`Error: not authorized: ${TOKEN}`],
  [`Could not fetch ${TOKEN}: login required`],
  [`cannot authenticate: ${TOKEN}`],
  [`credentials rejected by ${TOKEN}`],
])('who is not let in: %s', async (text) => {
  expect(await first(text)).toBe('package-not-found');
  expect(await first(text.replaceAll('ghcr.io', 'quay.io'))).toBeUndefined();
});

test.each([
  [`GET ${MANIFEST} HTTP/1.1" 200 404`],
  [`GET ${MANIFEST} took 404 ms`],
  [`2026/11/02 10:00:00 <-- 404 ${LAYER} (12ms)`],
  [`HEAD ${LAYER} returned 404`],
  [`GET ${MANIFEST} at 10:00:00.404`],
  [`fetched ${LAYER}, 503 bytes`],
  ['GET https://ghcr.io/v2/: 401'],
  [`fetched ${LAYER} 1.404`],
  ['See https://ghcr.io/v2/ for the API. Status codes 401 and 404 are described there.'],
  [`${MANIFEST} answers with 404 if there is no such tag`],
  [`2026-11-02T10:00:00Z DEBUG GET ${MANIFEST} -> 401`],
  [`[DEBUG] GET ${MANIFEST} (status: 404)`],
  [`Retrying ${MANIFEST} after 503`],
  [`# ${MANIFEST} gives 404`],
  [`# TODO: not authorized users go to ${MANIFEST}`],
  [`  // GET ${MANIFEST}: 503`],
  [`line 404 of ${MANIFEST}`],
  [`port 503 ${MANIFEST}`],
  [`pid=404 GET ${MANIFEST}`],
  [`cached ${LAYER} (size=404)`],
  [`fetched 401 layers from ${MANIFEST}`],
  [`curl --retry-http 503 ${MANIFEST}`],
  [`if status == 401: request("${TOKEN}")`],
  [`case 404: return fetch("${MANIFEST}")`],
  [`mock GET ${MANIFEST} status: 401`],
  [`test: returns 401 for ${MANIFEST} ... ok`],
  [`If you are not logged in, ${MANIFEST} answers`],
  [`anonymous (not logged in): ${MANIFEST} 200 OK`],
  [`not authenticated yet, asking ${TOKEN}`],
  [`authentication required, requesting a token at ${TOKEN}`],
  [`"unauthenticated": true, "url": "${MANIFEST}"`],
])('is none: %s', (text) => {
  for (const status of ['401', '404', '503']) expect(askedWith(status).test(text)).toBe(false);
  expect(ASKED_AND_NOT_LET_IN.test(text)).toBe(false);
});

test.each([
  [`# TODO: not authorized users go to ${MANIFEST}`],
  [`build\n# login required at ${MANIFEST}\ndone`],
  [`TODO: login required at ${MANIFEST}`],
  [`- FIXME: GET ${MANIFEST} -> 401`],
])('a note in what a log shows names nothing: %s', async (text) => {
  expect(await first(text)).toBeUndefined();
});

test.each([
  [`while fetching ${MANIFEST}: 401`],
  [`Test failed: GET ${MANIFEST} -> 401`],
  [`got 401 errors from ${MANIFEST}`],
])('a failure does: %s', async (text) => {
  expect(await first(text)).toBe('package-read-refused');
});

test('a heading does', async () => {
  expect(await first(`## Error: not authorized: ${MANIFEST}`)).toBe('package-read-refused');
});

test('digits of the address are none', () => {
  expect(askedStatusIn(`GET https://ghcr.io/v2/octo/401/manifests/404: status 503`)).toBe(503);
});

test.each([
  ['addresses', `${MANIFEST} `],
  ['addresses without an end', 'https://ghcr.io/v2/'],
  ['statuses', '404 '],
  ['words', 'Authorization failed '],
])('a long line of nothing but %s has none, and is read to its end', (_, part) => {
  const line = part.repeat(1_000_000 / part.length);
  expect(askedWith('503').test(line)).toBe(false);
  expect(askedStatusIn(line)).toBeNull();
});
