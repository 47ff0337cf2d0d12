/** An option that is given twice loses nothing unseen: it adds, or is refused; of how something is done the last counts. */
import { describe, expect, test } from '@jest/globals';
import { run } from './run.js';

const REFUSED = 'denied: permission_denied: write_package';

describe.each([
  ['en', (name: string) => `ghcr-preflight: ${name} names two different things`],
  ['zh-CN', (name: string) => `ghcr-preflight: ${name} 给出了两个不同的值`],
] as const)('in %s', (language, sentence) => {
  test.each([
    ['explain', '--message', 'done', REFUSED],
    ['explain', '--run', '1', '2'],
    ['explain', '--workflow', 'a.yml', 'b.yml'],
    ['lint', '--event', 'push', 'release'],
    ['lint', '--repository', 'octo/app', 'octo/tools'],
    ['check', '--dotenv', 'a.env', 'b.env'],
    ['check', '--env-file', 'a.env', 'b.env'],
    ['check', '--docker-config', 'a.json', '-'],
    ['audit', '--shard', '1/2', '2/2'],
    ['audit', '--resume', 'a.json', 'b.json'],
  ])('%s %s', async (command, name, first, second) => {
    const ran = await run([command, name, first, `${name}=${second}`, '--language', language], {
      env: { HOME: '/nowhere' },
    });
    expect([ran.code, ran.stdout]).toEqual([2, '']);
    expect(ran.stderr).toContain(sentence(name));
    expect(ran.stderr.trim().split('\n')).toHaveLength(1);
  });
});

test('the same one twice is one', async () => {
  const message = ['--message', REFUSED];
  const once = await run(['explain', ...message]);
  const twice = await run(['explain', ...message, ...message]);
  expect(once.code).toBe(1);
  expect(twice).toEqual(once);
});

test('of the form of a report the last counts', async () => {
  const { stdout } = await run(['explain', '--message', REFUSED, '--format', 'text', '--format', 'json']);
  expect(JSON.parse(stdout)).toMatchObject({ command: 'explain', verdict: 'denied' });
});
