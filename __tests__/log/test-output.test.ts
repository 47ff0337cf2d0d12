/** Tests refuse on purpose: what they print, where they go well or show their assertion, is no refusal. */
import { describe, expect, test } from '@jest/globals';
import { withoutTestOutput } from '../../src/evidence/log/people/test-output.js';
import { answerTo } from './support.js';

const ids = async (...lines: string[]) => (await answerTo(lines.join('\n'))).ids;

const REFUSED =
  'level=ERROR msg="push failed" image=ghcr.io/octo/app:1 err="denied: permission_denied: write_package"';

describe("Go's runner of tests", () => {
  test('a test that passed tells of nothing', async () => {
    expect(await ids('=== RUN   TestPush', REFUSED, '--- PASS: TestPush (0.01s)')).toEqual([]);
    const timed = '2026-05-01T10:00:00.0000000Z ';
    expect(
      await ids(`${timed}=== RUN   TestPush`, `${timed}${REFUSED}`, `${timed}    --- PASS: TestPush (0.01s)`),
    ).toEqual([]);
  });

  test.each([
    ['a test that failed', ['=== RUN   TestPush', REFUSED, '--- FAIL: TestPush (0.01s)']],
    ['another test that passed', ['=== RUN   TestPush', REFUSED, '--- PASS: TestPull (0.01s)']],
    ['what comes after it', ['=== RUN   TestPush', '--- PASS: TestPush (0.01s)', REFUSED]],
    ['what came before it', [REFUSED, '=== RUN   TestPush', '--- PASS: TestPush (0.01s)']],
    ['what has no end', ['=== RUN   TestPush', REFUSED]],
    [
      'one of two that run at the same time',
      [
        '=== RUN   TestPull',
        '=== PAUSE TestPull',
        '=== RUN   TestPush',
        '=== PAUSE TestPush',
        '=== CONT  TestPull',
        '=== CONT  TestPush',
        REFUSED,
        '--- FAIL: TestPush (0.01s)',
        '--- PASS: TestPull (0.02s)',
      ],
    ],
    [
      'a part that failed of a test whose other part passed',
      [
        '=== RUN   TestPush',
        '=== RUN   TestPush/one',
        '=== RUN   TestPush/two',
        REFUSED,
        '--- FAIL: TestPush (0.01s)',
        '    --- PASS: TestPush/one (0.01s)',
        '    --- FAIL: TestPush/two (0.01s)',
      ],
    ],
    [
      'a package that broke off, and was tried again',
      [
        '=== RUN   TestPush',
        REFUSED,
        'FAIL\texample.com/push\t0.2s',
        '=== RUN   TestPush',
        '--- PASS: TestPush (0s)',
      ],
    ],
    [
      'what comes after the last of a package',
      ['=== RUN   TestPush', 'exit status 1', REFUSED, '--- PASS: TestPush (0s)'],
    ],
  ])('%s tells of what it met', async (_, lines) => {
    expect(await ids(...lines)).toHaveLength(1);
  });

  test('nor does a part of one, where another test runs beside it', async () => {
    const lines = ['=== RUN   TestPush/one', '=== RUN   TestPull', '=== CONT  TestPush/one', REFUSED];
    expect(await ids(...lines, '--- FAIL: TestPull (0.01s)', '--- PASS: TestPush (0.01s)')).toHaveLength(1);
    expect(
      await ids('=== RUN   TestPush', ...lines, '--- FAIL: TestPull (0s)', '--- PASS: TestPush (0s)'),
    ).toEqual([]);
  });

  test('its lines are left empty, and keep their numbers', () => {
    expect(withoutTestOutput(['a', '=== RUN   T', 'b', '--- PASS: T (0.00s)', 'c'])).toEqual([
      'a',
      '=== RUN   T',
      '',
      '--- PASS: T (0.00s)',
      'c',
    ]);
  });
});

test("pytest's assertion and what it raised", async () => {
  const lines = [
    '>       assert client.pull("ghcr.io/octo/app:1") == "ok"',
    'E       registry.Denied: denied: permission_denied: read_package',
    'tests/test_client.py:12: Denied',
  ];
  expect(await ids(...lines)).toEqual([]);
});

test('of what pytest shows, an answer of the registry is one', async () => {
  const raised =
    'E   requests.exceptions.HTTPError: 403 Client Error: Forbidden for url: https://ghcr.io/v2/octo/app/manifests/1';
  for (const line of [raised, `[gw0] ${raised}`]) expect(await ids(line)).toHaveLength(1);
});

describe('what pytest caught of a test that failed', () => {
  const CAUGHT = [
    'FAILED [100%]',
    '----------------------------- Captured stderr call -----------------------------',
    'denied: permission_denied: write_package',
    '=========================== short test summary info ============================',
    '1 failed in 0.12s',
  ];
  const LOOKS: [string, (line: string) => string][] = [
    ['as it is', (line) => line],
    ['with colours', (line) => `\u001b[31m${line}\u001b[0m`],
    ['from `gh run view --log`', (line) => `test\tUNKNOWN STEP\t2026-03-02T10:10:00.1234567Z ${line}`],
    ['quoted', (line) => `> ${line}`],
  ];

  test.each(LOOKS)('is nothing, %s', async (_, look) => {
    expect(await ids(...CAUGHT.map(look))).toEqual([]);
  });

  test.each(LOOKS)('and what is refused below it is told, %s', async (_, look) => {
    const below = ['Error: failed to push ghcr.io/octo/app:1: denied: permission_denied: write_package'];
    expect(await ids(...[...CAUGHT, ...below].map(look))).toHaveLength(1);
  });
});

test.each([
  ['a side', 'left: ghcr.io/octo/app:1: https://ghcr.io/v2/octo/app/manifests/1: 403 Forbidden'],
  ['a time', '12:03 error https://ghcr.io/v2/octo/app/manifests/1: 403 Forbidden'],
  ['a time in columns', '10:02  ERROR  failed to pull ghcr.io/octo/app:1: denied'],
  ['a level', '10:00:00 E   pull  ghcr.io/octo/app:1 denied'],
  ['a hope', 'packages: write should give access, yet ghcr.io/octo/app:1 was not pulled: denied'],
])('what only begins as a test does is told: %s', async (_, line) => {
  expect(await ids(line)).toHaveLength(1);
});

describe('what the code under test writes to its console', () => {
  test.each([
    [
      'Jest',
      [
        '  console.error',
        `    ${REFUSED}`,
        '',
        '      at log (src/push.ts:20:13)',
        '',
        ' PASS  src/push.test.ts',
      ],
    ],
    [
      'Vitest',
      ['stderr | src/push.test.ts > push > explains', REFUSED, '', ' ✓ src/push.test.ts (4 tests) 12ms'],
    ],
    [
      'pytest',
      ['------------- Captured stderr call -------------', REFUSED, '====== short test summary info ======'],
    ],
    [
      'pytest, with times',
      ['2026-05-01T10:00:00.0Z ----- Captured log setup -----', `2026-05-01T10:00:01.0Z ${REFUSED}`],
    ],
    ['a linter', [`  12:5  error  Unexpected literal 'denied: denied' of ghcr.io  no-literals`]],
    [
      "Rust's assertion",
      [
        'assertion failed',
        '  left: Err(Denied("https://ghcr.io/v2/octo/app/manifests/1", 403))',
        ' right: Ok(())',
      ],
    ],
  ])('%s', async (_, lines) => {
    expect(await ids(...lines)).toEqual([]);
  });

  test.each([
    ['Jest', ['  console.error', '    message', '', 'Run push', REFUSED]],
    [
      'Jest, with more that is set in',
      ['  console.error', '    message', '', '      at log (src/a.ts:2:3)', '', `    ${REFUSED}`],
    ],
    ['Vitest', ['stderr | src/push.test.ts > push', 'message', '', REFUSED]],
    ['pytest', ['----- Captured stdout call -----', 'message', '===== 1 failed in 0.2s =====', REFUSED]],
    ['pytest, and a step begins', ['----- Captured stdout call -----', '::group::Run ./push.sh', REFUSED]],
    ['Vitest, and a step begins', ['stderr | src/push.test.ts > push', '::group::Run ./push.sh', REFUSED]],
  ])('what comes after it is none: %s', async (_, lines) => {
    expect(await ids(...lines)).toHaveLength(1);
  });
});

describe('a list that promises what may go wrong', () => {
  test.each([
    ['Common failure modes if this is missed:'],
    ['## Common errors'],
    ['Typical problems with the registry:'],
    ['**常见错误**：'],
  ])('%s', async (title) => {
    const entry =
      '- `denied: permission_denied: write_package` in the step that pushes ghcr.io/octo/app -- no role';
    expect(await ids(title, '', entry, '- `manifest unknown` in the one that pulls')).toEqual([]);
    expect(await ids(title, '', entry.replace('in the step', 'is what I get in the step'))).toHaveLength(1);
    expect(await ids(title, '', 'And this is a run:', entry.slice(2))).toHaveLength(1);
    const report = `${title} of last night`;
    expect(await ids(report, entry.replace('in the step', 'from the step'))).toHaveLength(1);
    const printed = 'denied: permission_denied: write_package';
    expect(await ids(title, `- ghcr.io/octo/app:1: ${printed}`)).toHaveLength(1);
    expect(await ids(title, `  - push of ghcr.io/octo/app:1 failed: ${printed}`)).toHaveLength(1);
  });
});

describe("Go's runner of tests, which prints events", () => {
  const event = (fields: Record<string, unknown>) =>
    JSON.stringify({ Time: '2026-05-01T10:00:00Z', Package: 'octo/app', Test: 'TestPush', ...fields });
  const printed = (test = 'TestPush') =>
    event({
      Action: 'output',
      Test: test,
      Output: `POST https://ghcr.io/v2/octo/app/blobs/uploads/: DENIED: permission_denied: write_package\n`,
    });

  test.each([
    ['a test that passed', [printed(), event({ Action: 'pass' })]],
    ['a test that was left out', [printed(), event({ Action: 'skip' })]],
    [
      'a test of which the line is shown that says so',
      [printed(), event({ Action: 'output', Output: '--- PASS: TestPush (0.00s)\n' })],
    ],
    [
      "a job's times in front of it",
      [
        `2026-05-01T10:00:00.0000000Z ${printed()}`,
        `2026-05-01T10:00:00.0000000Z ${event({ Action: 'pass' })}`,
      ],
    ],
  ])('%s tells of nothing', async (_, lines) => expect(await ids(...lines)).toEqual([]));

  test.each([
    ['a test that failed', [printed(), event({ Action: 'fail' })]],
    ['a test beside one that passed', [printed(), event({ Action: 'pass', Test: 'TestPull' })]],
    ['a test of another package', [printed(), event({ Action: 'pass', Package: 'octo/web' })]],
    [
      'no test',
      [
        JSON.stringify({
          Action: 'output',
          Package: 'octo/app',
          Output: 'ghcr.io/octo/app: denied: permission_denied: write_package\n',
        }),
      ],
    ],
  ])('%s may have been refused', async (_, lines) =>
    expect(await ids(...lines)).toEqual(['package-not-granted']),
  );
});
