/** A build takes its base from another registry: whoever has served what was asked of it refused nothing. */
import { describe, expect, test } from '@jest/globals';
import { answerTo, explained } from './support.js';

const first = async (lines: readonly string[]) => (await answerTo(lines.join('\n'))).ids[0];

const NODE = 'docker.io/library/node:20';
const LOGIN = [
  '##[group]Run docker/login-action@v3',
  'with:',
  '  registry: ghcr.io',
  '##[endgroup]',
  'Logging into ghcr.io...',
  'Login Succeeded!',
  '##[group]Run docker/build-push-action@v6',
  'with:',
  '  push: true',
  '##[endgroup]',
];
const METADATA = `#2 [internal] load metadata for ${NODE}`;
const TOKEN = '#3 [auth] library/node:pull token for registry-1.docker.io';
const FROM = `#4 [1/2] FROM ${NODE}@sha256:${'0f'.repeat(32)}`;
const SERVED = [
  METADATA,
  TOKEN,
  '#3 DONE 0.0s',
  '#2 DONE 0.6s',
  FROM,
  `#4 resolve ${NODE} done`,
  '#4 DONE 2.1s',
];
const REFUSED = 'error: failed to solve: unexpected status: 403 Forbidden';

describe('a refusal that names nobody, in a job that logs in here', () => {
  test.each<[string, string[]]>([
    ['behind what was pulled to its end', SERVED],
    ['behind what was there already', [METADATA, '#2 DONE 0.6s', FROM, '#4 CACHED']],
    ['with another step after it', [...SERVED, '#5 [2/2] RUN npm ci', '#5 DONE 9.9s']],
  ])('%s', async (_, build) => {
    expect(await first([...LOGIN, ...build, REFUSED])).toBe('package-not-granted');
  });

  test.each<[string, string[]]>([
    ['a pull has not come to its end', [METADATA, '#2 DONE 0.6s', FROM, '#4 sha256:0f0f 0B / 3.6MB 0.2s']],
    ['another step ends, not the one that pulls', [METADATA, '#5 DONE 0.1s']],
    [
      'it is pushed there, too',
      [...SERVED, '#9 pushing layers', '#9 pushing manifest for docker.io/octo/app:1'],
    ],
    ['a command pulls from there', [...SERVED, '$ docker pull quay.io/octo/base']],
  ])('is nobody’s where %s', async (_, build) => {
    expect(await first([...LOGIN, ...build, REFUSED])).toBeUndefined();
  });
});

describe('a base that this registry has served', () => {
  const ours = (lines: readonly string[]) =>
    lines.map((line) =>
      line
        .replaceAll(NODE, 'ghcr.io/octo/base:1')
        .replace('library/node:pull token for registry-1.docker.io', 'octo/base:pull token for ghcr.io'),
    );
  const pushing = (tags: string) => [...LOGIN.slice(0, -1), `  tags: ${tags}`, '##[endgroup]'];

  test.each([
    '***/app:1',
    '***.dkr.ecr.us-east-1.amazonaws.com/app:1',
    'octo/app:1',
    'acme.example/team/app:1',
  ])('is no reason to take what is refused of %s for its own', async (tags) => {
    expect(await first([...pushing(tags), ...ours(SERVED), REFUSED])).toBeUndefined();
    expect(await first([...pushing(tags), ...ours(SERVED), 'ERROR: denied: denied'])).toBeUndefined();
  });

  test('is not what a push is refused', async () => {
    const log = [...pushing('ghcr.io/octo/app:1'), ...ours(SERVED), REFUSED];
    expect(await first(log)).toBe('package-not-granted');
    const [finding] = await explained(log.join('\n'));
    expect(finding?.image).not.toBe('ghcr.io/octo/base');
  });

  test('is refused where its pull has not come to its end', async () => {
    const begun = ours([METADATA, TOKEN, '#3 DONE 0.0s', REFUSED]);
    expect(await first([...pushing('octo/app:1'), ...begun])).toBe('package-read-refused');
  });
});

describe('all that a build reads from this registry is read when it exports', () => {
  const COPY = 'COPY --from=ghcr.io/octo/tool:1 /tool /bin/';
  test.each<[string, string[]]>([
    ['as a log has it', [`#4 [1/2] ${COPY}`, '#6 exporting to image', '#6 pushing layers']],
    [
      'as a terminal shows it',
      [
        ` => [1/2] ${COPY}`.padEnd(99, ' '),
        ' => exporting to image'.padEnd(99, ' '),
        ' => => exporting layers'.padEnd(99, ' '),
      ],
    ],
    [
      'in lines of any width',
      [
        ` => CACHED [1/2] ${COPY}    0.0s`,
        ' => exporting to image                                          0.9s',
      ],
    ],
  ])('%s', async (_, lines) => {
    const [finding] = await explained([...LOGIN, ...lines, REFUSED].join('\n'));
    expect([finding?.id, finding?.image]).toEqual(['package-not-granted', null]);
  });

  test('and not before', async () => {
    const [finding] = await explained([...LOGIN, `#4 [1/2] ${COPY}`, REFUSED].join('\n'));
    expect(finding?.image).toBe('ghcr.io/octo/tool');
  });
});

describe("what docker's old builder has come past is read", () => {
  const FROM_OURS = 'Step 1/3 : FROM ghcr.io/octo/base:1';
  test.each<[string, string[]]>([
    ['at the id of its layer', [FROM_OURS, ' ---> 0123456789ab', 'denied']],
    ['at the next step', [FROM_OURS, 'Step 2/3 : RUN ./ask', ' ---> Running in 0123456789ab', 'denied']],
    ['at a layer that was there', [FROM_OURS, ' ---> Using cache', ' ---> 0123456789ab', 'denied']],
  ])('%s', async (_, lines) => expect(await first(lines)).toBeUndefined());

  test('and not before', async () => expect(await first([FROM_OURS, 'denied'])).toBe('package-not-found'));

  test('a push behind it is of its own', async () =>
    expect(
      await first([
        FROM_OURS,
        ' ---> 0123456789ab',
        'The push refers to repository [ghcr.io/octo/app]',
        'denied',
      ]),
    ).toBe('job-lacks-packages-write'));
});
