/** What is said of repairs is true: before they are tried, and after. */
import { expect, test } from '@jest/globals';
import { lintOutput } from '../../src/commands/lint/output.js';
import { build, lintFiles, login, MAIN, workflow } from './repository.js';

test.each([
  [false, '1 error; --fix has a repair for it'],
  [true, '1 error'],
])('the number of findings where all repairs were tried: %s', async (isMended, counted) => {
  const steps = `${login()}\n${build()}`;
  const result = await lintFiles({ [MAIN]: workflow(steps, 'permissions: {contents: read}') });
  const output = await lintOutput(result, 'text', {
    language: 'en',
    color: false,
    docsBase: '',
    run: null,
    isMended,
  });
  expect(output.trimEnd().split('\n').at(-1)).toBe(counted);
});
