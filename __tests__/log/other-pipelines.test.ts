/** A job of another CI than GitHub's is known by what only that prints: its cure is in the pipeline's variables, its token a person's. */
import { describe, expect, test } from '@jest/globals';
import { explained } from './support.js';

const PUSH = ['docker push ghcr.io/octo/app:1', 'denied: permission_denied: write_package'];
const LOGIN = [
  'docker login ghcr.io -u octo --password-stdin',
  'Error response from daemon: Get "https://ghcr.io/v2/": denied: denied',
];

/** What each prints around the lines of a command. */
const AROUND: [string, (lines: readonly string[]) => string[]][] = [
  ['GitLab', (lines) => [...lines, 'section_end:1764151200:step_script', 'ERROR: Job failed: exit code 1']],
  ['GitLab, with times', (lines) => lines.map((line) => `2026-11-26T10:00:00.123456Z 01E ${line}`)],
  ['Jenkins', (lines) => ['[Pipeline] sh', ...lines]],
  ['CircleCI', (lines) => [...lines, 'CircleCI received exit code 1']],
  ['Buildkite', (lines) => [...lines, '🚨 Error: The command exited with status 1']],
  ['Travis CI', (lines) => ['travis_time:start:0123', ...lines]],
  ['Cloud Build', (lines) => lines.map((line) => `Step #2: ${line}`)],
  ['CodeBuild', (lines) => ['[Container] 2026/11/26 10:00:00.123456 Running command ./push', ...lines]],
  [
    'an older project of Jenkins',
    (lines) => [...lines, "Build step 'Execute shell' marked build as failure"],
  ],
  ["CircleCI's step", (lines) => ['#!/bin/bash -eo pipefail', ...lines, 'Exited with code exit status 1']],
  ["Travis CI's end", (lines) => [...lines, `The command "${lines[0]}" exited with 1.`]],
  [
    'Azure, without its sections',
    (lines) => [`##[command]${lines[0]}`, ...lines, "##[error]Bash exited with code '1'."],
  ],
  ["Azure's task", (lines) => ['Task         : Docker', ...lines, '##[error]exit code 1']],
  ['Bitbucket', (lines) => [...lines, 'Build teardown']],
  ["Woodpecker's command line", (lines) => lines.map((line, at) => `[push:L${at}:3s] ${line}`)],
  ["Drone's command line", (lines) => lines.map((line, at) => `[push:${at}] ${line}`)],
  ["TeamCity's steps", (lines) => lines.map((line) => `[10:00:00]W:\t [Step 2/3] ${line}`)],
  ['AppVeyor', (lines) => [...lines, 'Command exited with code 1']],
  ['Concourse', (lines) => ['selected worker: worker-1', ...lines]],
  ['Semaphore', (lines) => [...lines, 'exit code: 1 duration: 2s', 'export SEMAPHORE_JOB_RESULT=failed']],
  [
    'Argo Workflows',
    (lines) => [
      'app-push-7: time="2026-11-26T10:00:00.000Z" level=info msg="capturing logs" argo=true',
      ...lines,
    ],
  ],
  ['TeamCity', (lines) => ["##teamcity[progressMessage 'push']", ...lines]],
];

describe.each(AROUND)('%s', (_, around) => {
  test('a role is missing to the user of the token', async () => {
    const [finding] = await explained(around(PUSH).join('\n'));
    expect([finding?.id, finding?.alternatives]).toEqual([
      'user-lacks-package-role',
      ['package-not-granted'],
    ]);
  });

  test('the token is to be renewed in the variables', async () => {
    const [finding] = await explained(around(LOGIN).join('\n'));
    expect(finding?.id).toBe('token-rejected');
    expect(finding?.fix.summary).toContain('a masked variable of the pipeline');
  });
});

test('a job of GitHub has the right of its repository', async () => {
  const [finding] = await explained(`Run ${PUSH.join('\n')}\n##[error]Process completed with exit code 1.`);
  expect(finding?.id).toBe('package-not-granted');
});

describe('a push that another pipeline makes is refused without a reason', () => {
  test.each([
    ['in one word', ['docker push ghcr.io/octo/app:1', 'denied']],
    [
      'with a status',
      [
        '#9 ERROR: failed to push ghcr.io/octo/app:1: unexpected status from POST request to https://ghcr.io/v2/octo/app/blobs/uploads/: 403 Forbidden',
      ],
    ],
  ])("%s: a person's token needs its user's role, or a scope", async (_, lines) => {
    const [finding] = await explained([...lines, 'CircleCI received exit code 1'].join('\n'));
    expect(finding?.id).toBe('user-lacks-package-role');
    expect(finding?.alternatives).toContain('token-lacks-scope');
  });

  test('and of a token that works elsewhere nothing is told', async () => {
    const text =
      'In our workflow docker push to ghcr.io gives 403 Forbidden, with my PAT it works from my laptop.';
    expect((await explained(text))[0]?.id).not.toBe('user-lacks-package-role');
  });

  test('and by a login with a classic token in sight, at a terminal', async () => {
    const login = '$ echo $GHCR_PAT | docker login ghcr.io -u octo --password-stdin\nLogin Succeeded';
    const [finding] = await explained(`${login}\n$ docker push ghcr.io/octo/app:1\ndenied`);
    expect(finding?.id).toBe('user-lacks-package-role');
  });
});

test("Buildkite's clock takes no room", async () => {
  const push = ['The push refers to repository [ghcr.io/octo/app]', '0123456789ab: Preparing', 'denied'];
  const text = push.map((line, at) => `\u001b_bk;t=170000000000${at}\u0007${line}`).join('\n');
  expect((await explained(text))[0]?.id).toBe(
    (await explained(`${push.join('\n')}\nCircleCI received exit code 1`))[0]?.id,
  );
});

describe('a step that somebody called push pulls', () => {
  const LINES = [
    'docker pull ghcr.io/octo/app:1',
    'Error response from daemon: Head "https://ghcr.io/v2/octo/app/manifests/1": unauthorized',
  ];
  const LEADS: [string, (line: string, at: number) => string][] = [
    ['Drone', (line, at) => `[push:${at}] ${line}`],
    ['Woodpecker', (line, at) => `[push:L${at}:3s] ${line}`],
    ['Tekton', (line) => `[build : push] ${line}`],
    ["Tekton's of one task", (line) => `[build-push] ${line}`],
    ['kubectl', (line) => `[pod/build-0123/push] ${line}`],
    ['Cloud Build', (line) => `Step #1 - "push": ${line}`],
    ['docker compose', (line) => `push-1  | ${line}`],
  ];
  test.each(LEADS)('%s', async (_, lead) => {
    expect((await explained(LINES.map(lead).join('\n')))[0]?.id).toBe('package-read-refused');
  });
});

describe("a client's own word behind the runner's mark", () => {
  const first = async (said: string) =>
    (await explained(`The push refers to repository [ghcr.io/octo/app]\n${said}`))[0]?.id;

  test.each(['##[error]denied', '2026-11-26T10:00:00.1234567Z ##[error]denied'])(
    '%s is Azure’s, whose token is a person’s',
    async (said) => expect(await first(said)).toBe('user-lacks-package-role'),
  );

  test.each([
    '##[error]buildx failed with: ERROR: denied',
    'denied\n##[error]Process completed with exit code 1.',
    'Error: denied',
  ])('%s is not', async (said) => expect(await first(said)).not.toBe('user-lacks-package-role'));
});
