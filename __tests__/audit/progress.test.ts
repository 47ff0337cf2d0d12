/** The progress of a long command: on a terminal one line, elsewhere only what stays. */
import { expect, test } from '@jest/globals';
import { progressLine } from '../../src/faces/cli/progress.js';

function stream(isTTY: boolean, columns = 40) {
  const written: string[] = [];
  return { written, isTTY, columns, write: (text: string) => written.push(text) > 0 };
}

function progress(isTTY: boolean, env: NodeJS.ProcessEnv = {}) {
  const out = stream(isTTY);
  const line = progressLine(out as unknown as NodeJS.WriteStream, env);
  line.show(5, 10, 'octo-org/a-long-name-that-does-not-fit');
  line.say('waiting');
  line.show(10, 10, 'octo-org/\u001b[31mapp');
  line.end();
  return out.written;
}

test('on a terminal it is written over, fits, and is taken away', () => {
  const [half = '', cleared, said, whole = '', end] = progress(true);
  expect(half).toBe(`\r\u001b[K${'█'.repeat(12)}${'░'.repeat(12)} 5/10 octo-org…`);
  expect([cleared, said, end]).toEqual(['\r\u001b[K', 'waiting\n', '\r\u001b[K']);
  expect(whole).toContain('10/10');
  expect(whole.slice(4)).not.toContain('\u001b');
});

test.each([
  [false, {}],
  [true, { GITHUB_ACTIONS: 'true' }],
  [true, { TERM: 'dumb' }],
])('with a terminal: %s and %j only the sentence is written', (isTTY, env) => {
  expect(progress(isTTY, env)).toEqual(['waiting\n']);
});
