import { describe, expect, test } from '@jest/globals';
import { answerTo } from './support.js';

const REPORTS: readonly [id: string, text: string][] = [
  [
    'stale-credential',
    'docker pull ghcr.io/octo/app\nError response from daemon: denied\n\nThe PAT expired yesterday.',
  ],
  [
    'sso-not-authorized',
    'docker pull ghcr.io/octo/app\nError response from daemon: denied\n\nThe token was never SSO authorized.',
  ],
  [
    'token-lacks-scope',
    'The push to ghcr.io/octo/app failed with 403.\nRoot cause: the PAT only had the repo scope.',
  ],
];

const FRONTS: readonly [name: string, front: (index: number) => string][] = [
  ['times', (index) => `2026-11-02T10:00:0${index}Z `],
  ['times in brackets', (index) => `[2026-11-02 10:00:0${index}] `],
  ['clocks', (index) => `10:0${index} `],
  ['marks of a quotation', () => '> '],
  ['the bar of a box', () => '    │ '],
];

const inFront = (text: string, front: (index: number) => string) =>
  text
    .split('\n')
    .map((line, index) => front(index) + line)
    .join('\n');

describe.each(FRONTS)('a report with %s in front of every line', (_, front) => {
  test.each(REPORTS)('tells the same: %s', async (id, text) => {
    expect((await answerTo(text)).ids).toEqual([id]);
    expect((await answerTo(inFront(text, front))).ids).toEqual([id]);
  });
});

test('what a runner prints with its time is nobody’s telling', async () => {
  const text = 'docker pull ghcr.io/octo/app\nError response from daemon: denied\nThe PAT expired yesterday.';
  const printed = inFront(text, (index) => `2026-11-02T10:00:0${index}.1234567Z `);
  expect((await answerTo(printed)).ids).toEqual(['package-read-refused']);
});

describe('a log that a mail quotes', () => {
  const mail = (log: string) => `Mona wrote:\n${inFront(log, () => '> ')}\n\nCan you have a look?`;

  test('tells what its run was', async () => {
    const log =
      'GITHUB_TOKEN Permissions\nContents: read\nMetadata: read\nPackages: read\n\nERROR: failed to push ghcr.io/octo/app:1: denied: installation not allowed to Write organization package';
    const [plain, quoted] = await Promise.all([answerTo(log), answerTo(mail(log))]);
    expect(quoted).toEqual(plain);
  });

  test('goes on from one line to the next', async () => {
    const log =
      'Error: signing [ghcr.io/octo/charts/app@sha256:0123]:\n  signing digest: failed to upload layer: POST\n  https://ghcr.io/v2/octo/charts/app/blobs/uploads/:\n  UNAUTHORIZED: unauthenticated: User cannot be authenticated with the token provided.';
    const [plain, quoted] = await Promise.all([answerTo(log), answerTo(mail(log))]);
    expect(plain.ids).toEqual(['no-registry-login']);
    expect(quoted).toEqual(plain);
  });

  test('and what npm shows of a script is no quotation', async () => {
    const log =
      '> app@1.0.0 release\n> docker push ghcr.io/octo/app:1\n\ndenied: permission_denied: write_package';
    expect((await answerTo(log)).ids).toEqual(['package-not-granted']);
  });
});

describe('a box that a program draws around its error, and breaks the text for', () => {
  test.each([
    [
      'Terraform',
      'package-read-refused',
      [
        '╷',
        '│ Error: unable to pull image ghcr.io/octo/app:1: error pulling image ghcr.io/octo/app:1:',
        '│ Error response from daemon: Head "https://ghcr.io/v2/octo/app/manifests/1":',
        '│ unauthorized',
        '│ ',
        '│   with docker_image.app,',
        '╵',
      ],
    ],
    [
      'goreleaser',
      'package-not-granted',
      [
        '    error=',
        '    │ docker images: failed to push ghcr.io/octo/app:1 after 0 tries:',
        '    │ denied: permission_denied:',
        '    │ write_package',
      ],
    ],
    [
      'one that is closed',
      'job-lacks-packages-write',
      [
        '┌──────────────────────────────────────────────┐',
        '│ denied: installation not allowed to Create   │',
        '│ organization package                         │',
        '└──────────────────────────────────────────────┘',
      ],
    ],
  ])('%s', async (_, id, lines) => expect((await answerTo(lines.join('\n'))).ids).toEqual([id]));

  test('another service’s', async () => {
    const lines = [
      '╷',
      '│ Error: creating role: AccessDenied: not authorized to perform',
      '│ iam:CreateRole',
      '╵',
    ];
    expect((await answerTo(lines.join('\n'))).ids).toEqual([]);
  });
});
