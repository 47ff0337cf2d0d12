/** A message of several lines, each of which a program wrote with its time. */
import { describe, expect, test } from '@jest/globals';
import { answerTo, explained, read } from './support.js';

const MESSAGES: readonly string[][] = [
  [
    'ERROR: failed to build: failed to solve: failed to push',
    'ghcr.io/octo/app:1: denied: installation not allowed to',
    'Create organization package',
  ],
  [
    'Error: trying to reuse blob sha256:0123 at destination:',
    'failed to read from destination repository octo/app: 403',
    '(Forbidden)',
  ],
  [
    'Error response from daemon: Head',
    '"https://ghcr.io/v2/octo/app/manifests/1": received unexpected',
    'HTTP status: 503 Service Unavailable',
  ],
];

const FRONTS: [string, (index: number) => string][] = [
  ['a runner', (index) => `2026-11-02T10:00:0${index}.1234567Z `],
  ['a log with a blank', (index) => `2026-11-02 10:00:0${index} `],
  ['a system’s log', (index) => `Nov  2 10:00:0${index} host dockerd[12]: `],
  ['a container’s runtime', (index) => `2026-11-02T10:00:0${index}.123456789Z stderr F `],
  ['a clock', (index) => `10:00:0${index} `],
  ['gh run view', (index) => `build\tPush\t2026-11-02T10:00:0${index}.1234567Z `],
];

describe('is one message', () => {
  test.each(FRONTS)('by %s', async (_, front) => {
    for (const lines of MESSAGES) {
      const [whole] = (await answerTo(lines.join(' '))).ids;
      expect(whole).toBeDefined();
      const stamped = lines.map((line, index) => `${front(index)}${line}`).join('\n');
      expect((await answerTo(stamped)).ids[0]).toBe(whole);
    }
  });

  test('and stands where it begins, at the time of its first line', async () => {
    const lines = ['docker push ghcr.io/octo/app:1', ...(MESSAGES[0] as string[])];
    const text = lines.map((line, index) => `2026-11-02T10:00:0${index}Z ${line}`).join('\n');
    expect((await explained(text))[0]?.location?.line).toBe(2);
    expect((await read(text)).jobs[0]?.job.at).toBe(Date.parse('2026-11-02T10:00:00Z'));
  });
});

test('what two jobs print is no one message', async () => {
  const [first, second] = ['a', 'b'].map((job) => `${job}\tPush\t2026-11-02T10:00:00.1234567Z `);
  const text = `${first}ERROR: failed to push ghcr.io/octo/app:1:\n${second}denied: permission_denied: write_package`;
  expect((await read(text)).jobs).toHaveLength(2);
});
