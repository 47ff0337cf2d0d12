/** Messages that YAML breaks over several lines, as `kubectl get -o yaml` prints them. */
import { describe, expect, test } from '@jest/globals';
import { withoutFolds } from '../../src/evidence/log/lines/folded.js';
import { explained } from './support.js';

const unfolded = (...lines: string[]) => withoutFolds(lines).filter((line) => line !== '');

describe('withoutFolds', () => {
  test('makes a value in single quotes one line, with its quotes as they are meant', () => {
    expect(
      unfolded("  message: 'failed to get ''oci://a'':", '    unauthorized', "    here'", '  reason: X'),
    ).toEqual(["  message: 'failed to get 'oci://a': unauthorized here'", '  reason: X']);
  });

  test('takes a break back that a backslash stands in front of', () => {
    expect(unfolded('- message: "a: unautho\\', '    rized, \\"b\\"', '    \\ c"')).toEqual([
      '- message: "a: unauthorized, \\"b\\"  c"',
    ]);
  });

  test('makes a folded block one line', () => {
    expect(unfolded('a:', '  message: >-', '    one', '    two', '  b: 1')).toEqual([
      'a:',
      '  message: one two',
      '  b: 1',
    ]);
  });

  test.each([
    ['a value that ends in its line', ["message: 'one'", "  'two'"]],
    ['one that never ends', ["message: 'one", '  two', 'b: 1']],
    ['a literal block', ['message: |', '  one', '  two']],
    ['what is no value', ["it's the", "  user's"]],
  ])('leaves %s', (_, lines) => expect(withoutFolds(lines)).toEqual(lines));

  test.each([
    ['one line, in single quotes', () => [`message: '${'x'.repeat(20_000_000)}`, '  y', "  z'"]],
    ['one line, in double quotes', () => [`message: "${'x'.repeat(20_000_000)}`, '  y', '  z"']],
    ['the next line', () => ["message: 'x", `  ${'y'.repeat(20_000_000)}`, "  z'"]],
    [
      'each of many, deeper and deeper',
      () =>
        Array.from(
          { length: 30 },
          (_, index) => `${' '.repeat(index)}m: >\n${' '.repeat(index)} ${'x'.repeat(500_000)}`,
        ).flatMap((each) => each.split('\n')),
    ],
  ])('leaves a value that is too long for a message: %s', (_, made) => {
    const lines = made();
    expect(withoutFolds(lines).every((line, index) => line === lines[index])).toBe(true);
  });

  test('takes no longer for many that never end', () => {
    const lines = Array.from({ length: 5_000 }, (_, index) => `${' '.repeat(index % 50)}message: 'one`);
    expect(withoutFolds(lines)).toEqual(lines);
  });
});

/** A whole Pod has lines that are wider than any terminal. */
const pod = (...message: string[]) =>
  [
    'metadata:',
    '  annotations:',
    '    example.com/applied: |',
    `      {"kind":"Pod","spec":{"containers":[{"env":[${'{"name":"A","value":"1"},'.repeat(12)}]}]}}`,
    'status:',
    '  containerStatuses:',
    '  - state:',
    '      waiting:',
    ...message.map((line) => `        ${line}`),
    '        reason: ErrImagePull',
    '',
  ].join('\n');

describe('a message in a Pod', () => {
  test.each([
    [
      'behind the name and its colon',
      'package-read-refused',
      'ghcr.io/octo/app',
      [
        'message: \'failed to pull and unpack image "ghcr.io/octo/app:3": failed to resolve reference',
        '  "ghcr.io/octo/app:3": unexpected status from HEAD request to',
        '  https://ghcr.io/v2/octo/app/manifests/3: 401',
        "  Unauthorized'",
      ],
    ],
    [
      'within a word',
      'package-read-refused',
      'ghcr.io/octo/app',
      ['message: "Head \\"https://ghcr.io/v2/octo/app/manifests/3\\": unautho\\', '  rized"'],
    ],
    [
      'of another registry',
      undefined,
      undefined,
      [
        'message: \'failed to resolve reference "quay.io/octo/app:3": unexpected status',
        "  code: 401 Unauthorized'",
      ],
    ],
  ])('%s', async (_, id, image, message) => {
    const [finding] = await explained(pod(...message));
    expect(finding?.id).toBe(id);
    expect(finding?.image ?? undefined).toBe(image);
  });
});
