/** What was refused and done by the next try, and what a build did without, is nothing to mend. */
import { describe, expect, test } from '@jest/globals';
import { explanation } from '../../src/commands/explain.js';
import type { Language } from '../../src/types.js';
import { answerTo, pieces } from './support.js';

const DIGEST = `sha256:${'0123456789abcdef'.repeat(4)}`;
const BEGINS = 'The push refers to repository [ghcr.io/octo/app]';
const REFUSED = 'denied: permission_denied: write_package';
const AGAIN = 'push failed, retry 1 of 3';
const DONE = `1: digest: ${DIGEST} size: 1234`;

async function told(lines: readonly string[], language: Language = 'en') {
  const source = { name: 'log', job: null, open: async () => pieces(lines.join('\n')) };
  const { report, note } = await explanation([source], { language, run: null, place: () => null });
  return { ids: report.findings.map(({ id }) => id), verdict: report.verdict, note };
}

const timed = (lines: readonly string[]) =>
  lines.map((line, index) => `2026-05-01T10:00:${10 + index}.0000000Z ${line}`);

describe('a push that went through in the end', () => {
  test.each([
    ['with a word about the retry', [BEGINS, REFUSED, AGAIN, BEGINS, DONE]],
    ['by the times of a runner', timed([BEGINS, REFUSED, BEGINS, DONE])],
    [
      "in BuildKit's words",
      [
        `#9 ERROR: failed to push ghcr.io/octo/app:1: ${REFUSED}`,
        'Attempt 2 of 3',
        `#9 pushing manifest for ghcr.io/octo/app:1@${DIGEST} 1.0s done`,
      ],
    ],
    [
      "in podman's and skopeo's words",
      [
        'podman push ghcr.io/octo/app:1',
        'time="2026-05-01T10:00:00Z" level=warning msg="Failed, retrying in 2s ... (1/3). Error: writing blob: initiating layer upload to /v2/octo/app/blobs/uploads/ in ghcr.io: received unexpected HTTP status: 500 Internal Server Error"',
        'Copying config sha256:0123',
        'Writing manifest to image destination',
      ],
    ],
  ])('%s is said, and no cause is named', async (_, lines) => {
    for (const [language, sentence] of [
      ['en', 'The push to ghcr.io/octo/app did not work at once'],
      ['zh-CN', '向 ghcr.io/octo/app 的推送起初没有成功'],
    ] as const) {
      const { ids, verdict, note } = await told(lines, language);
      expect([ids, verdict]).toEqual([[], 'not-needed']);
      expect(note).toContain(sentence);
    }
  });

  test.each([
    ['somebody tells of two tries', [BEGINS, REFUSED, 'then I logged in', BEGINS, DONE]],
    ['it was refused again', [BEGINS, REFUSED, AGAIN, BEGINS, DONE, BEGINS, REFUSED]],
    ['the job failed afterwards', [...timed([BEGINS, REFUSED, BEGINS, DONE]), '##[error]exit code 1']],
    [
      'another image went through',
      [BEGINS, REFUSED, AGAIN, 'The push refers to repository [ghcr.io/octo/other]', DONE],
    ],
    [
      'another registry took it',
      [BEGINS, REFUSED, AGAIN, 'The push refers to repository [docker.io/octo/app]', DONE],
    ],
    [
      'its manifest was refused in the end',
      [
        'podman push ghcr.io/octo/app:1',
        'level=warning msg="Failed, retrying in 2s ... (1/3). Error: writing blob: initiating layer upload to /v2/octo/app/blobs/uploads/ in ghcr.io: denied: permission_denied: write_package"',
        'Writing manifest to image destination',
        'Error: writing manifest: uploading manifest 1 to ghcr.io/octo/app: denied: permission_denied: write_package',
      ],
    ],
    ['the push that worked came first', [BEGINS, DONE, AGAIN, BEGINS, REFUSED]],
    [
      'another tag went through, and the commands show it',
      timed([
        'docker push ghcr.io/octo/app:latest',
        BEGINS,
        REFUSED,
        'docker push ghcr.io/octo/app:1',
        BEGINS,
        DONE,
      ]),
    ],
    ['another tag went through', [`failed to push ghcr.io/octo/app:2: ${REFUSED}`, AGAIN, BEGINS, DONE]],
  ])('%s: it is explained', async (_, lines) => {
    const { ids, verdict } = await told(lines);
    expect([ids.length, verdict]).toEqual([1, 'denied']);
  });
});

describe('a pull that went through in the end', () => {
  const STEP = ['##[group]Run ./pull.sh', '##[endgroup]'];
  const PULL = 'docker pull ghcr.io/octo/base:1';
  const FAILED = 'Error response from daemon: received unexpected HTTP status: 502 Bad Gateway';
  const PULLED = 'Status: Downloaded newer image for ghcr.io/octo/base:1';
  const EVENT = (text: string) => `  Warning  Failed  2m  kubelet  ${text}`;
  const UNREACHED = EVENT(
    'Failed to pull image "ghcr.io/octo/base:1": failed to do request: Head "https://ghcr.io/v2/octo/base/manifests/1": dial tcp: lookup ghcr.io: i/o timeout',
  );
  const IN_TIME = '  Normal  Pulled  30s  kubelet  Successfully pulled image "ghcr.io/octo/base:1" in 3.2s';

  const ofPod = (event: string, number: number) => event.replace('  kubelet', `  pod/app-${number}`);

  test.each([
    ['in one step of a runner', timed([...STEP, PULL, FAILED, PULL, PULLED])],
    [
      'it was there after all',
      timed([...STEP, PULL, FAILED, PULL, PULLED.replace('Downloaded newer image', 'Image is up to date')]),
    ],
    ['with a word about the retry', [PULL, FAILED, 'retrying in 5 s', PULL, PULLED]],
    [
      "in helm's words",
      timed([
        ...STEP,
        'helm pull oci://ghcr.io/octo/base --version 1',
        'Error: GET "https://ghcr.io/v2/octo/base/manifests/1": response status code 502: Bad Gateway',
        'Pulled: ghcr.io/octo/base:1',
      ]),
    ],
    ['by the kubelet, who tries again by himself', [UNREACHED, IN_TIME]],
    ['by the kubelet for one of several pods', [ofPod(UNREACHED, 1), ofPod(IN_TIME, 1), ofPod(IN_TIME, 2)]],
  ])('%s is said, and no cause is named', async (_, lines) => {
    for (const [language, sentence] of [
      ['en', 'The pull of ghcr.io/octo/base did not work at once'],
      ['zh-CN', '对 ghcr.io/octo/base 的拉取起初没有成功'],
    ] as const) {
      const { ids, note } = await told(lines, language);
      expect(ids).toEqual([]);
      expect(note).toContain(sentence);
    }
  });

  test.each([
    ['somebody tells of two tries', [PULL, FAILED, PULL, PULLED]],
    ['another tag', timed([...STEP, PULL, FAILED, PULLED.replace(':1', ':2')])],
    ['another image', timed([...STEP, PULL, FAILED, PULLED.replace('base', 'other')])],
    [
      'a push of it',
      timed([...STEP, PULL, FAILED, 'The push refers to repository [ghcr.io/octo/base]', DONE]),
    ],
    ['it was pulled before', timed([...STEP, PULL, PULLED, PULL, FAILED])],
    ['events of several pods', [ofPod(UNREACHED, 1), ofPod(IN_TIME, 2)]],
    [
      'events of several nodes',
      [UNREACHED, IN_TIME].map((event, index) => event.replace('kubelet', `kubelet, node-${index}`)),
    ],
    ['the same in a step', timed([...STEP, ofPod(UNREACHED, 1), ofPod(IN_TIME, 2)])],
    ['times without steps: it may be another machine that pulled it', timed([PULL, FAILED, PULL, PULLED])],
    [
      'a manifest that is gone, and its tag',
      timed([
        ...STEP,
        `Error response from daemon: manifest for ghcr.io/octo/base@${DIGEST} not found: manifest unknown: manifest unknown`,
        PULLED,
      ]),
    ],
  ])('%s: it is explained', async (_, lines) => {
    expect((await told(lines)).ids).toHaveLength(1);
  });
});

describe('an error that the runner marks', () => {
  const STEPS = [
    '##[group]Run for try in 1 2; do docker push ghcr.io/octo/app:1 && break; done',
    '##[endgroup]',
    BEGINS,
    REFUSED,
    BEGINS,
    DONE,
  ];
  const ERROR = '##[error]Process completed with exit code 1.';

  test('in a later step has nothing to do with a push that went through', async () => {
    const later = ['##[group]Run npm test', '##[endgroup]', 'expected 1 to equal 2', ERROR];
    expect((await told(timed([...STEPS, ...later]))).ids).toEqual([]);
  });

  test('in its own step may be for its sake', async () => {
    expect((await told(timed([...STEPS, ERROR]))).ids).toHaveLength(1);
  });
});

test('another image that is refused afterwards leaves it made good', async () => {
  const web = 'The push refers to repository [ghcr.io/octo/web]';
  const source = {
    name: 'log',
    job: null,
    open: async () => pieces([BEGINS, REFUSED, AGAIN, BEGINS, DONE, web, REFUSED].join('\n')),
  };
  const { report } = await explanation([source], { language: 'en', run: null, place: () => null });
  expect(report.findings.map(({ location, image }) => [location?.line, image])).toEqual([
    [7, 'ghcr.io/octo/web'],
  ]);
});

describe("kaniko's cache that could not be read", () => {
  const UNREAD =
    'WARN[0006] Error while retrieving image from cache: ghcr.io/octo/base:1 GET https://ghcr.io/v2/octo/base/manifests/1: DENIED: denied';

  test.each([
    ['and a layer that it makes', 'INFO[0006] No cached layer found for cmd RUN npm ci'],
    ['and a base that it unpacks', 'INFO[0008] Unpacking rootfs as cmd COPY . . requires it.'],
    ['and a step that is done', 'INFO[0008] Taking snapshot of full filesystem...'],
    ['and an image that it pushes', 'INFO[0049] Pushed registry.example.com/octo/app@sha256:1111'],
  ])('%s is nothing to mend', async (_, line) =>
    expect(await answerTo([UNREAD, line].join('\n'))).toEqual({ ids: [], verdict: 'not-needed' }),
  );

  test('alone is explained', async () => expect((await answerTo(UNREAD)).ids).toEqual(['stale-credential']));

  test('hides no push that was refused', async () =>
    expect(
      (
        await answerTo(
          [
            UNREAD,
            'INFO[0040] Pushing image to ghcr.io/octo/app:1',
            'error pushing image: failed to push to destination ghcr.io/octo/app:1: POST https://ghcr.io/v2/octo/app/blobs/uploads/: DENIED: permission_denied: write_package',
          ].join('\n'),
        )
      ).ids,
    ).toEqual(['package-not-granted']));
});

describe('a cache that is not there yet', () => {
  const IMPORT = ['#7 importing cache manifest from ghcr.io/octo/app:buildcache'];
  const MISSING = '#7 ERROR: ghcr.io/octo/app:buildcache: not found';

  test('does no harm where the build was pushed', async () => {
    const pushed = `#9 pushing manifest for ghcr.io/octo/app:1@${DIGEST} 1.0s done`;
    expect((await told([...IMPORT, MISSING, pushed])).ids).toEqual([]);
  });

  test.each([
    [
      'a command of the Dockerfile failed',
      '#8 ERROR: process "/bin/sh -c make" did not complete successfully: exit code: 2',
    ],
    [
      'another registry refused the image',
      '#9 exporting to image\n#9 ERROR: failed to push docker.io/octo/app:1: denied: requested access to the resource is denied',
    ],
    [
      'a file is missing',
      'ERROR: failed to build: failed to solve: failed to compute cache key: failed to calculate checksum of ref abc::def: "/go.sum": not found',
    ],
    [
      'as a terminal shows it',
      ' => ERROR [2/5] RUN make\n------\nERROR: process "/bin/sh -c make" did not complete successfully: exit code: 2',
    ],
  ])('does no harm where %s', async (_, failed) => {
    expect((await told([...IMPORT, MISSING, failed])).ids).toEqual([]);
    // Whatever the cache is called.
    const named = (line: string) => line.replaceAll('buildcache', 'main');
    expect((await told([...[...IMPORT, MISSING].map(named), failed])).ids).toEqual([]);
  });

  const BARE = 'unexpected status: 403 Forbidden';
  test.each([
    ['is refused in the words of the cache', [...IMPORT, `#7 ERROR: ${BARE}`]],
    ['is another build’s, which counts its steps anew', [...IMPORT, MISSING, '#9 DONE 1s']],
  ])('hides no refusal of the image that %s', async (_, before) => {
    const { ids } = await told([
      ...before,
      '#7 exporting to image',
      '#7 pushing layers 0.3s done',
      `#7 ERROR: ${BARE}`,
      `ERROR: failed to solve: ${BARE}`,
    ]);
    expect(ids).toEqual(['package-not-granted']);
  });

  test('is told where a step in front of it failed', async () =>
    expect(
      (
        await told([
          '#6 ERROR: process "/bin/sh -c make" did not complete successfully: exit code: 2',
          ...IMPORT,
          MISSING,
        ])
      ).ids,
    ).toEqual(['manifest-not-found']));

  test('is told where nothing else is known', async () =>
    expect((await told([...IMPORT, MISSING])).ids).toEqual(['manifest-not-found']));
});

describe('what was done without, or answered in the end, is nothing that is open', () => {
  const PUSHED = [
    '#12 exporting to image',
    '#12 pushing manifest for ghcr.io/octo/app:main@sha256:aaaa 0.6s done',
    '#12 DONE 5.0s',
  ];
  const CACHE = '#9 ERROR: failed to configure registry cache importer: ';
  const ASKED = 'https://ghcr.io:443/v2/octo/app/tags/list';

  test.each([
    ['a cache that is not there yet', [`${CACHE}ghcr.io/octo/app:cache: not found`, ...PUSHED]],
    [
      'a cache that may not be read',
      [
        `${CACHE}unexpected status from HEAD request to https://ghcr.io/v2/octo/app/manifests/cache: 403 Forbidden`,
        ...PUSHED,
      ],
    ],
    [
      'a request that went through with its token',
      [
        `proxy | 2026/04/08 14:16:56 [012] 401 ${ASKED}`,
        'proxy | 2026/04/08 14:16:56 [014] 200 https://ghcr.io:443/token?service=ghcr.io',
        `proxy | 2026/04/08 14:16:56 [016] 200 ${ASKED}`,
      ],
    ],
  ])('%s', async (_, lines) =>
    expect(await answerTo(lines.join('\n'))).toEqual({ ids: [], verdict: 'not-needed' }),
  );

  test('a cache that was not there, of which nobody knows whether it was done without', async () =>
    expect((await answerTo(`${CACHE}ghcr.io/octo/app:cache: not found`)).verdict).toBe('unknown'));
});
