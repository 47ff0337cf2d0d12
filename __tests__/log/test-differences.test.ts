/** What a failed test shows of two values, and what suites print that pass. */
import { describe, expect, test } from '@jest/globals';
import { answerTo } from './support.js';

const REFUSED = 'ERROR: failed to push ghcr.io/octo/app:1: denied: permission_denied: write_package';
const ids = async (...lines: string[]) => (await answerTo(lines.join('\n'))).ids;

describe('two values side by side are no refusal, and hide none below', () => {
  test.each([
    [
      "Mocha's",
      [
        "      AssertionError: expected 'unauthorized' to equal 'denied: denied'",
        '      + expected - actual',
        '',
        '      -unauthorized: authentication required',
        '      +denied: denied',
        '',
        '      at Context.<anonymous> (test/registry.js:12:3)',
      ],
    ],
    [
      "Jest's",
      [
        '    - Expected  - 1',
        '    + Received  + 1',
        '',
        '    - denied: permission_denied: write_package',
        '    + unauthorized: User cannot be authenticated with the token provided.',
        '',
        '      at Object.<anonymous> (src/x.test.ts:12:3)',
      ],
    ],
    [
      "go-cmp's",
      [
        '    registry_test.go:31: Push() mismatch (-want +got):',
        '          string(',
        '        -   denied: permission_denied: write_package',
        '        +   POST https://ghcr.io/v2/o/a/blobs/uploads/: unexpected status code 403 Forbidden',
        '          )',
      ],
    ],
    [
      "PHPUnit's",
      [
        '--- Expected',
        '+++ Actual',
        '@@ @@',
        '-denied: permission_denied: write_package',
        '+unauthorized: ghcr.io 401 Unauthorized',
      ],
    ],
    [
      "RSpec's",
      [
        '  1) Client#push raises when ghcr.io denied the push',
        '     Failure/Error: expect { client.push("ghcr.io/octo/app:1") }.to raise_error(/denied/)',
        '       expected Exception with message matching /denied/, got #<Error: unexpected status 403 Forbidden>',
        "     # ./spec/client_spec.rb:12:in `block (2 levels) in <top (required)>'",
      ],
    ],
  ])('%s', async (_, lines) => {
    expect(await ids(...lines)).toEqual([]);
    expect(await ids(...lines, '', REFUSED)).toEqual(['package-not-granted']);
    const timed = [...lines, '', REFUSED].map((line) => `2026-05-01T10:00:00.0000000Z ${line}`);
    expect(await ids(...timed)).toEqual(['package-not-granted']);
  });

  test("RSpec's error that no expectation was for may be the registry's", async () =>
    expect(
      await ids(
        '  1) Release pushes the image',
        '     Failure/Error: raise "denied: permission_denied: write_package"',
        '     RuntimeError: ghcr.io/octo/app:1: denied: permission_denied: write_package',
      ),
    ).toEqual(['package-not-granted']));
});

describe('what a suite prints', () => {
  const warning = 'WARN 1 --- [main] Client : ghcr.io/octo/app: denied: permission_denied: write_package';
  const suite = (failures: number) => [
    '[INFO] Running com.acme.ClientTest',
    warning,
    `[INFO] Tests run: 7, Failures: ${failures}, Errors: 0, Skipped: 0`,
  ];

  test('counts where it failed, and where none ends', async () => {
    expect(await ids(...suite(0))).toEqual([]);
    expect(await ids(...suite(1))).toEqual(['package-not-granted']);
    expect(await ids(...suite(0).slice(0, 2))).toEqual(['package-not-granted']);
    expect(await ids(...suite(0), REFUSED)).toEqual(['package-not-granted']);
    expect(await ids('[INFO] Running image push', warning, ...suite(0).slice(2))).toEqual([
      'package-not-granted',
    ]);
  });

  test.each(['OUT', 'ERROR'])(
    'under a title of Gradle is nothing, as far as it is set in: %s',
    async (kind) => {
      const title = `com.acme.ClientTest > push() STANDARD_${kind}`;
      expect(await ids(title, `    ${warning}`, '', 'com.acme.ClientTest > push() PASSED')).toEqual([]);
      expect(await ids(title, `    ${warning}`, '', '> Task :jib', REFUSED)).toEqual(['package-not-granted']);
      expect(await ids(title, `    ${warning}`, '', 'com.acme.ClientTest > push() FAILED')).toEqual([
        'package-not-granted',
      ]);
    },
  );
});

describe('a test that passed failed at nothing, whatever it is called', () => {
  test.each([
    '  ✓ throws "denied: permission_denied: write_package" when ghcr.io refuses (4 ms)',
    '✔ push is refused with 403 Forbidden from ghcr.io (3.2ms)',
    'TAP version 13\n# Subtest: push to ghcr.io denied without packages: write\nok 1 - push to ghcr.io denied',
    'tests/test_ghcr.py::test_403_forbidden_from_ghcr PASSED                  [100%]',
    'test registry::ghcr_403_forbidden ... ok',
    'test registry::manifest_unknown ... ok',
  ])('%s', async (text) => expect(await answerTo(text)).toEqual({ ids: [], verdict: 'not-needed' }));
});

describe('words of a refusal in which nobody speaks of a registry', () => {
  test.each([
    '#9 12.31 ├ ○ /unauthorized                        1.1 kB         88 kB',
    "mkdir: can't create directory '/data': Permission denied",
    '{"level":"warn","msg":"unauthorized","path":"/api/admin","status":401}',
    "db-1  | [Warning] Access denied for user 'app'@'%' (using password: NO)",
  ])('leave nothing open: %s', async (text) => {
    const pushed = 'latest: digest: sha256:1111 size: 1234';
    expect(
      (await answerTo(`The push refers to repository [ghcr.io/octo/app]\n${text}\n${pushed}`)).verdict,
    ).toBe('not-needed');
  });

  test.each(['Error: push denied by the server', 'Error: denied'])('and these do: %s', async (text) =>
    expect((await answerTo(`${text}\nLogin to docker.io\nLogin to ghcr.io`)).verdict).not.toBe('not-needed'),
  );
});

describe("Mocha's titles", () => {
  const MESSAGE = 'denied: permission_denied: write_package';
  const ids = async (...lines: string[]) => (await answerTo(lines.join('\n'))).ids;
  const run = (said: string) => [
    '  push',
    `    1) explains ${MESSAGE} of ghcr.io`,
    '',
    '  1 passing (12ms)',
    '  1 failing',
    '',
    '  1) push',
    `       explains ${MESSAGE} of ghcr.io:`,
    `      ${said}`,
  ];

  test('are no refusals', async () =>
    expect(await ids(...run('AssertionError: expected 1 to equal 2'))).toEqual([]));

  test('and what the test met is', async () =>
    expect(await ids(...run(`Error: failed to push ghcr.io/octo/app:1: ${MESSAGE}`))).toEqual([
      'package-not-granted',
    ]));
});
