/** Loggers and traces say from which image a program runs: what was refused to it was refused by anybody. */
import { describe, expect, test } from '@jest/globals';
import { isLabelOnly } from '../../src/evidence/log/people/label-only.js';
import { answerTo } from './support.js';

const ids = async (text: string) => (await answerTo(text)).ids;

describe('nothing is named', () => {
  test.each([
    [
      'traces',
      'error="traces export: rpc error: code = PermissionDenied desc = 403 Forbidden" image=ghcr.io/octo/app:1',
    ],
    ['spans', 'level=error msg="failed to export spans: 403 Forbidden" image=ghcr.io/octo/app:1'],
    ['metrics', 'failed to upload metrics: unexpected status 401 (Unauthorized) image=ghcr.io/octo/app:1'],
    [
      'JSON',
      '{"level":"error","error":"code = PermissionDenied desc = forbidden","image":"ghcr.io/octo/app:1"}',
    ],
    [
      'another name',
      '{"message":"upstream: 503 Service Unavailable","container_image":"ghcr.io/octo/app:1"}',
    ],
    [
      'a registration',
      '{"level":"error","image_id":"ghcr.io/octo/app@sha256:aa","msg":"user registration refused: 403 Forbidden"}',
    ],
    ['a notification', '{"image":"ghcr.io/octo/app:1","msg":"push notification to APNs: 403 Forbidden"}'],
    ['pictures', '{"image":"ghcr.io/octo/app:1","msg":"download of user images from S3: 403 Forbidden"}'],
    // What stands in the fields beside it is none of what is said.
    ['fields', 'level=error container=api image=ghcr.io/octo/app:1 msg="upstream: 401 Unauthorized"'],
    ['tags of a metric', 'level=error image=ghcr.io/octo/app:1 msg="statsd: 403 Forbidden" tags=env:prod'],
    ['a server', 'level=error msg="request failed" status=403 path=/api/users image=ghcr.io/octo/app:1'],
    ['a database', 'level=error msg="connect to postgres: connection refused" image="ghcr.io/octo/app:1"'],
  ])('%s', async (_, line) => {
    expect(isLabelOnly(line)).toBe(true);
    expect(await ids(line)).toEqual([]);
  });
});

describe('where the line speaks of work, too', () => {
  test.each([
    [
      'a pull',
      'level=error msg="pull failed: 403 Forbidden" image=ghcr.io/octo/app:1',
      'package-read-refused',
    ],
    [
      'a manifest',
      'msg="Cannot get remote manifest" error="unauthorized" image=ghcr.io/octo/app:1',
      'package-read-refused',
    ],
    [
      'an event of a pod',
      '{"message":"Error: ErrImagePull","image":"ghcr.io/octo/app:1","note":"unauthorized"}',
      'package-read-refused',
    ],
    [
      'what is done',
      'level=error msg="unauthorized" image=ghcr.io/octo/app:1 op=pull',
      'package-read-refused',
    ],
    [
      'what stands in front of the fields',
      'WRN Cannot get remote manifest error="403 Forbidden" image=ghcr.io/octo/app:1',
      'package-read-refused',
    ],
    [
      'the host',
      'msg="dial tcp: lookup ghcr.io: no such host" image=ghcr.io/octo/app:1',
      'network-unreachable',
    ],
  ])('%s', async (_, line, cause) => {
    expect(isLabelOnly(line)).toBe(false);
    expect((await ids(line))[0]).toBe(cause);
  });

  test.each(
    'push pull registry registries manifest digest blob layer tag tags docker podman skopeo crane oras helm cosign container artifact chart'
      .split(' ')
      .concat(
        'the image',
        'scope=a',
        'anonymous token',
        'denied: ',
        'HEAD request',
        'GET /v2/',
        'ImagePullBackOff',
      ),
  )('%s', (word) =>
    expect(isLabelOnly(`msg="${word} failed: 403 Forbidden" app_image=ghcr.io/octo/app:1`)).toBe(false),
  );

  test('a line without a label has none', () => {
    expect(isLabelOnly('ghcr.io/octo/app:1: 403 Forbidden')).toBe(false);
  });
});

test('a long line of nothing but such words is read to its end', () => {
  expect(isLabelOnly('image'.repeat(200_000))).toBe(false);
});

describe('the labels that an image is given hold what somebody wrote', () => {
  const SAID = 'says why a push ends with denied: permission_denied: write_package';
  test.each([
    [
      'a command, as the runner shows it',
      `/usr/bin/docker buildx build --label org.opencontainers.image.description=${SAID} --tag ghcr.io/octo/app:1 --push .`,
    ],
    ['a command in a shell', `$ docker build --label "description=${SAID}" -t ghcr.io/octo/app:1 .`],
    [
      'a long command',
      `docker buildx build ${'--build-arg NAME=value '.repeat(40)}--label description=${SAID} --tag ghcr.io/octo/app:1 .`,
    ],
    ['a Dockerfile', `LABEL org.opencontainers.image.description="${SAID} at ghcr.io"`],
    ['a step of a build', `#7 [2/2] LABEL description="${SAID}"`],
    ['the metadata action', `org.opencontainers.image.description=${SAID}`],
  ])('%s', async (_, line) => expect(await ids(line)).toEqual([]));

  test('what stands behind them is told', async () =>
    expect(
      await ids(
        `docker buildx build --label title=app --push . failed: denied: permission_denied: write_package`,
      ),
    ).toEqual(['package-not-granted']));
});
