/** An error code of the distribution specification is the same in each client's spelling, whatever stands beside it. */
import { describe, expect, test } from '@jest/globals';
import { answerTo, explained } from './support.js';

const first = async (text: string) => (await answerTo(text)).ids[0];

/** Code, message, cause: what GitHub's registry says while something is stored. */
const CODES: [string, string, string][] = [
  ['BLOB_UNKNOWN', 'blob unknown to registry', 'registry-unavailable'],
  ['BLOB_UPLOAD_INVALID', 'blob upload invalid', 'upload-interrupted'],
  ['BLOB_UPLOAD_UNKNOWN', 'blob upload unknown to registry', 'upload-interrupted'],
  ['MANIFEST_BLOB_UNKNOWN', 'blob unknown to registry', 'manifest-before-blobs'],
  ['DIGEST_INVALID', 'provided digest did not match uploaded content', 'unexplained-refusal'],
  ['SIZE_INVALID', 'provided length did not match content length', 'unexplained-refusal'],
  ['TAG_INVALID', 'manifest tag did not match URI', 'unexplained-refusal'],
  ['MANIFEST_UNVERIFIED', 'manifest failed signature verification', 'unexplained-refusal'],
];

describe.each(CODES)('%s', (code, message, id) => {
  const spelt = `${code.toLowerCase().replaceAll('_', ' ')}: ${message}`;
  const url = 'https://ghcr.io/v2/octo/app/manifests/1';
  test.each([
    ['the answer itself', `{"errors":[{"code":"${code}","message":"${message}"}]} from ${url}`],
    ['go-containerregistry', `Error: PUT ${url}: ${code}: ${message}`],
    ['docker', `failed to push ghcr.io/octo/app:1: ${spelt}`],
    ['podman', `Error: writing manifest: uploading manifest 1 to ghcr.io/octo/app: ${spelt}`],
    ['oras, with the status', `Error: PUT "${url}": response status code 400: ${spelt}`],
  ])('%s', async (_, text) => expect(await first(text)).toBe(id));

  test("is not another registry's", async () =>
    expect(await first(`failed to push docker.io/octo/app:1: ${spelt}`)).toBeUndefined());
});

test('the words in a sentence are no code', async () => {
  expect(await first('ghcr.io/octo/app: we make the digest invalid on purpose')).toBeUndefined();
});

describe('a tag in the URL of helm push is told from what helm put behind it', () => {
  const push = 'helm push app-0.1.0.tgz oci://ghcr.io/octo/app:0.1.0';
  const shown = 'Error: invalid reference: invalid tag "0.1.0/app:0.1.0"';
  const hidden = 'Error: invalid_reference: invalid tag';

  test.each([
    ['helm 3.18 and later', `${push}\n${shown}`, 'helm-url-has-tag'],
    ['before that', `${push}\n${hidden}`, 'helm-url-has-tag'],
    ['the message alone', shown, 'helm-url-has-tag'],
    ['the older message alone', hidden, 'helm-url-has-tag'],
    [
      'a tag with a name',
      `${push.replaceAll('0.1.0', 'v1')}\n${shown.replaceAll('0.1.0', 'v1')}`,
      'helm-url-has-tag',
    ],
    [
      "oras, another registry's",
      'oras push docker.io/octo/app:feature/x\nError: invalid reference: invalid tag "feature/x"',
      undefined,
    ],
    ['a branch as a tag', 'Error: invalid reference: invalid tag "feature/x"', 'invalid-image-reference'],
    [
      'oras, a branch as a tag',
      'oras push ghcr.io/octo/app:feature/x\nError: invalid reference: invalid tag "feature/x"',
      'invalid-image-reference',
    ],
    ['a pull', `$ helm pull oci://ghcr.io/octo/app:0.1.0\n${hidden}`, 'invalid-image-reference'],
  ])('%s', async (_, text, id) => expect(await first(text)).toBe(id));

  test.each([
    ['the name is the chart’s', push, 'oci://ghcr.io/octo.'],
    [
      'the name is a folder’s',
      'helm push app-0.1.0.tgz oci://ghcr.io/octo/charts:0.1.0',
      'oci://ghcr.io/octo/charts.',
    ],
  ])('the URL to write: %s', async (_, command, url) => {
    expect((await explained(`${command}\n${shown}`))[0]?.fix.summary).toContain(url);
  });
});

describe('the code for what has none is no refusal', () => {
  const url = 'https://ghcr.io/v2/octo/app/manifests/2';
  test.each([
    ['go-containerregistry', `OCI repository error: GET ${url}: UNKNOWN: unknown error`],
    ['docker', 'failed to push ghcr.io/octo/app:1: unknown: unknown error'],
    ['docker, below its command', 'docker push ghcr.io/octo/app:1\nunknown: unknown error'],
    ['the answer itself', `PUT ${url} {"errors":[{"code":"UNKNOWN","message":"unknown error"}]}`],
  ])('%s', async (_, text) => expect(await first(text)).toBe('registry-unavailable'));

  test("is not another registry's, nor another program's", async () => {
    expect(
      await first('GET https://quay.io/v2/octo/app/manifests/2: UNKNOWN: unknown error'),
    ).toBeUndefined();
    expect(await first('docker push ghcr.io/octo/app:1\ndeploy: unknown error')).toBeUndefined();
  });
});

describe('the code of a service that is down', () => {
  const url = 'https://ghcr.io/v2/octo/app/manifests/2';
  test.each([
    ['go-containerregistry', `OCI repository error: GET ${url}: UNAVAILABLE: service unavailable`],
    ['docker', 'failed to push ghcr.io/octo/app:1: unavailable: service unavailable'],
    ['docker, below its command', 'docker push ghcr.io/octo/app:1\nunavailable: service unavailable'],
    ['the answer itself', `GET ${url} {"errors":[{"code":"UNAVAILABLE","message":"service unavailable"}]}`],
  ])('%s', async (_, text) => expect(await first(text)).toBe('registry-unavailable'));

  test("is not another registry's, nor another protocol's", async () => {
    expect(
      await first('GET https://quay.io/v2/octo/app/manifests/2: UNAVAILABLE: service unavailable'),
    ).toBeUndefined();
    expect(
      await first('docker push ghcr.io/octo/app:1\nrpc error: code = Unavailable desc = UNAVAILABLE: io'),
    ).toBeUndefined();
  });
});

describe('a token that is not known for a layer, after the manifest was read with it', () => {
  const url = `https://ghcr.io/v2/octo/app/blobs/sha256:${'a'.repeat(64)}`;
  const dead = 'unauthenticated: User cannot be authenticated with the token provided.';
  test.each([
    ['go-containerregistry', `failed to fetch the layer: GET ${url}: UNAUTHORIZED: ${dead}`],
    ['oras', `Error: GET "${url}": response status code 401: unauthorized: ${dead}`],
    [
      'podman',
      `Trying to pull ghcr.io/octo/app:1...\nError: reading blob sha256:${'a'.repeat(64)}: fetching blob: unauthorized: ${dead}`,
    ],
  ])('%s', async (_, text) => expect(await first(text)).toBe('registry-unavailable'));

  test.each([
    [
      'skopeo',
      `skopeo copy docker://ghcr.io/octo/app:1 dir:x\nFATA[0001] copying system image: reading blob sha256:${'a'.repeat(64)}: fetching blob: unauthorized: authentication required`,
    ],
    ['go-containerregistry', `Error: fetching layer: GET ${url}: UNAUTHORIZED: authentication required`],
  ])('%s, which is asked to log in for it', async (_, text) => {
    const [found] = await explained(text);
    expect(found?.id).toBe('registry-unavailable');
    expect(found?.alternatives).not.toContain('package-not-found');
  });

  test('is dead where the manifest is asked for', async () =>
    expect(await first(`Error: GET https://ghcr.io/v2/octo/app/manifests/1: UNAUTHORIZED: ${dead}`)).toBe(
      'token-rejected',
    ));
});

describe('a name that the registry does not take, behind what the client was about', () => {
  const said = 'name invalid: invalid repository name';
  test.each([
    [`Error: writing blob: initiating layer upload to /v2/octo/app_/blobs/uploads/ in ghcr.io: ${said}`],
    [`Error: writing manifest: uploading manifest 1 to ghcr.io/octo/app_: ${said}`],
    [
      `Error: initializing source docker://ghcr.io/octo/app_:1: reading manifest 1 in ghcr.io/octo/app_: ${said}`,
    ],
    [`time="2026-01-01T00:00:00Z" level=fatal msg="fetching tags list: ${said}" image=ghcr.io/octo/app_`],
    ['Error: writing manifest: uploading manifest 1 to ghcr.io/octo/app_: name invalid'],
  ])('%s', async (text) => expect(await first(text)).toBe('invalid-image-reference'));

  test.each([
    ['Error: resource "service" "x": name invalid: must match [a-z]'],
    ['Validation failed: name invalid'],
    ['Validation failed:\nname invalid\nemail missing'],
    ['The Deployment is invalid: metadata.name: name invalid characters found'],
  ])("is not another tool's: %s", async (line) => {
    const text = `docker push ghcr.io/octo/app:1\n1: digest: sha256:${'a'.repeat(64)} size: 528\n${line}`;
    expect(await first(text)).toBeUndefined();
  });
});

describe('a message without its code', () => {
  test.each([
    ['blob unknown to registry', 'registry-unavailable'],
    ['unknown error', 'registry-unavailable'],
    ['service unavailable', 'registry-unavailable'],
    ['provided digest did not match uploaded content', 'unexplained-refusal'],
    ['manifest references a manifest or blob unknown to registry', 'manifest-before-blobs'],
    ['invalid repository name', 'invalid-image-reference'],
  ])('%s', async (message, id) => {
    const line = `Error response from daemon: error from registry: ${message}`;
    expect(await first(`docker push ghcr.io/octo/app:1\n${line}`)).toBe(id);
    expect(await first(`docker push quay.io/octo/app:1\n${line}`)).toBeUndefined();
  });
});

describe('an operation that the registry does not have', () => {
  test.each([
    ['{"errors":[{"code":"UNSUPPORTED","message":"The operation is unsupported."}]}', 'deletion-refused'],
    ['Failed to delete ghcr.io/octo/app:1: unsupported: The operation is unsupported.', 'deletion-refused'],
    [
      'Error: PUT https://ghcr.io/v2/octo/app/manifests/1: UNSUPPORTED: The operation is unsupported.',
      'unexplained-refusal',
    ],
  ])('%s', async (text, id) => expect(await first(text)).toBe(id));
});

test.each(['PATCH', 'PUT'])('%s to a session that is not known', async (method) => {
  const url = 'https://ghcr.io/v2/octo/app/blobs/upload/1.0123';
  expect(await first(`Error: ${method} "${url}": response status code 404: Not Found`)).toBe(
    'upload-interrupted',
  );
  expect(await first(`unexpected status from ${method} request to ${url}: 404 Not Found`)).toBe(
    'upload-interrupted',
  );
});

test("the engine's own messages, as its API sends them", async () => {
  const push = '{"status":"The push refers to repository [ghcr.io/octo/app]"}';
  expect(await first(`${push}\n{"errorDetail":{"message":"denied"},"error":"denied"}`)).toBe(
    'job-lacks-packages-write',
  );
});

describe('a request without a credential, or with an empty one', () => {
  test.each([
    `curl -H 'Authorization: Bearer' https://ghcr.io/v2/octo/app/blobs/sha256:0123\n{"errors":[{"code":"UNAUTHORIZED","message":"authentication token not provided"}]}`,
    'npm error 401 Unauthorized - GET https://npm.pkg.github.com/download/@octo/app/1.0.0/0123 - authentication token not provided',
  ])('%s', async (text) => expect(await first(text)).toBe('no-registry-login'));

  test('says nothing where another server says it', async () =>
    expect(
      await first('Error: 401 - authentication token not provided (https://api.octo.test)'),
    ).toBeUndefined());
});
