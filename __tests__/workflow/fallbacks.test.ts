/** What comes of a failure behind which something stands, as its words tell. */
import { describe, expect, test } from '@jest/globals';
import { parse } from 'unbash';
import { type Fallback, Fallbacks } from '../../src/workflow/shell/fallbacks.js';

type Statement = ReturnType<typeof parse>['commands'][number];

const statementsOf = (script: string): readonly Statement[] => parse(script).commands;

test.each<[string, Fallback]>([
  ['exit', 'exits'],
  ['exit 1', 'exits'],
  ['exit "$?"', 'exits'],
  ['exit 007', 'exits'],
  ['exit 0', 'open'],
  ['exit "$CODE"', 'open'],
  ['false', 'fails'],
  ['echo no', 'goes on'],
  ['{ echo no; exit 1; }', 'exits'],
  // As the command in front of it has ended, which is none that failed.
  ['{ echo no; exit; }', 'open'],
  ['{ exit; }', 'exits'],
  ['{ exit 1 & }', 'open'],
  ['{ echo no; false; }', 'fails'],
  ['{ false; echo no; }', 'open'],
  ['{ echo $?; }', 'open'],
])('%s', (script, expected) => {
  const [statement] = statementsOf(script);
  expect(new Fallbacks().of((statement as Statement).command as never)).toBe(expected);
});

describe('a function', () => {
  const [call] = statementsOf('stop');

  test('that ends the script is known from where it is made', () => {
    const fallbacks = new Fallbacks();
    expect(fallbacks.mayEnd(call as Statement)).toBe(false);
    fallbacks.define('stop', statementsOf('exit 1')[0] as Statement);
    expect(fallbacks.mayEnd(call as Statement)).toBe(true);
  });

  test('that only prints ends nothing', () => {
    const fallbacks = new Fallbacks();
    fallbacks.define('stop', statementsOf('echo stopped')[0] as Statement);
    expect(fallbacks.mayEnd(call as Statement)).toBe(false);
  });
});
