/** A variable of the shell that is not set leaves an empty value behind: no option takes it in silence. */
import { describe, expect, test } from '@jest/globals';
import { program } from '../../src/faces/cli/program.js';
import { run } from './run.js';

const given = program([], {}).commands.flatMap((command) =>
  command.options
    .filter(({ long, required }) => long && required)
    .map(({ long }): [string, string] => [command.name(), long as string]),
);
/** An argument that a command can't do without. */
const ARGUMENTS: Record<string, string[]> = { completion: ['bash'], audit: ['octo-org'] };

test('every command is among them', () => {
  expect(new Set(given.map(([command]) => command))).toEqual(
    new Set(['lint', 'check', 'explain', 'audit', 'demo', 'completion', 'help']),
  );
});

describe.each(['', ' '])('the value "%s"', (value) => {
  test.each(given)('%s %s', async (command, option) => {
    const { code, stdout, stderr } = await run([command, ...(ARGUMENTS[command] ?? []), option, value]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/is empty: check that the variable|Allowed choices are/);
    expect(stderr).toContain(option);
  });
});

const ARGUMENT_NAMES = program([], {}).commands.flatMap((command) =>
  command.registeredArguments.map((each): [string, string] => [command.name(), each.name()]),
);
describe.each(['', ' '])('the argument "%s"', (value) => {
  test.each(ARGUMENT_NAMES)('%s %s', async (command, argument) => {
    const { code, stdout, stderr } = await run([command, value]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/is empty: check that the variable|Allowed choices are/);
    expect(stderr).toContain(argument);
  });
});

test('in Chinese', async () => {
  const { code, stderr } = await run(['lint', '--ignore', '', '--language', 'zh-CN']);
  expect({ code, stderr }).toEqual({
    code: 2,
    stderr: 'ghcr-preflight: --ignore 的值为空：请确认其中引用的变量已经设置。\n',
  });
});
