/** Options in front of the command, by the built command line and by the rule alone. */
import { describe, expect, test } from '@jest/globals';
import { behindCommand } from '../../src/faces/cli/leading-options.js';
import { run } from './run.js';

describe('what stands in front of the command moves behind it', () => {
  test.each([
    ['--no-color lint a', 'lint --no-color a'],
    ['--format json lint a', 'lint --format json a'],
    [
      '--format=json --language zh-CN --no-color check x',
      '--language zh-CN check --format=json --no-color x',
    ],
    ['--format lint lint', 'lint --format lint'],
    // Nothing to move, or nowhere to.
    ['lint --format json', 'lint --format json'],
    ['--language en lint', '--language en lint'],
    ['--format json', '--format json'],
    ['--format', '--format'],
    ['--no-color -- lint', '--no-color -- lint'],
    ['--version', '--version'],
    ['', ''],
  ])('%s', (given, expected) => {
    const words = (text: string) => text.split(' ').filter(Boolean);
    expect(behindCommand(['node', 'cli', ...words(given)])).toEqual(['node', 'cli', ...words(expected)]);
  });
});

describe('the command line takes them there', () => {
  const MESSAGE = ['--message', 'denied: permission_denied: write_package'];
  test('the form of the report', async () => {
    const { code, stdout } = await run(['--format', 'json', '--no-color', 'explain', ...MESSAGE]);
    expect(code).toBe(1);
    expect(JSON.parse(stdout).command).toBe('explain');
  });
  test('a form that there is not', async () => {
    const { code, stderr } = await run(['--format', 'yaml', 'explain', ...MESSAGE]);
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: expect.stringContaining('Allowed choices are text, json, sarif, github') as unknown,
    });
  });

  test.each([
    // What belongs to a command is no unknown option because none came.
    [
      ['--format', 'json'],
      /^ghcr-preflight: option "--format" was given without a command\n\(Allowed choices are lint, check, .*help\)\n\(ghcr-preflight --help/,
    ],
    [
      ['--language', 'zh-CN', '--no-color'],
      /^ghcr-preflight: 给出了选项 --no-color，但没有给出命令。\n（可用的值：lint、check、.*help）\n（更多信息/,
    ],
    [['--formt', 'json', 'lint'], /^ghcr-preflight: unknown option "--formt"\n\(Did you mean --format\?\)\n/],
    [['--no-colour', 'lint'], /\(Did you mean --no-color\?\)/],
    [
      ['--fail-on', 'never', 'lint'],
      /^ghcr-preflight: unknown option "--fail-on"\n\(Write it behind its command: lint\)\n/,
    ],
    [['--language', 'zh-CN', '--registry', 'a.b', 'check'], /（请写在命令之后：check、audit）/],
    [
      ['--nothing-like-it', 'lint'],
      /^ghcr-preflight: unknown option "--nothing-like-it"\n\(ghcr-preflight --help/,
    ],
  ])('%j is told as what it is', async (args, words) => {
    const { code, stdout, stderr } = await run(args);
    expect({ code, stdout, stderr }).toEqual({ code: 2, stdout: '', stderr: expect.stringMatching(words) });
  });
});
