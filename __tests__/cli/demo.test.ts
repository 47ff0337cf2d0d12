/** `demo` where nothing has to be played. */
import { describe, expect, test } from '@jest/globals';
import { run } from './run.js';

describe('demo', () => {
  test('the list of scenarios is data where data is asked for', async () => {
    const listed = JSON.parse((await run(['demo', '--list', '--format', 'json'])).stdout);
    const names = (await run(['demo', '--list'])).stdout.match(/^[\w-]+/gm);
    expect(listed.map(({ scenario }: { scenario: string }) => scenario)).toEqual(names);
    expect(listed[0].title).toMatch(/\w/);
  });

  test.each([
    [['nope'], 'There is no scenario «nope»: allowed,'],
    [['--format', 'sarif'], 'The demo has no format «sarif»'],
    [['--list', '--format', 'github'], 'The demo has no format «github»'],
  ])('%j is one sentence, and nothing else', async (args, sentence) => {
    const { code, stdout, stderr } = await run(['demo', ...args]);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(sentence);
  });
});
