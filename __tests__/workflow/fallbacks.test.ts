/** What comes of a failure behind which something stands, as its words tell. */
import { describe, expect, test } from '@jest/globals';
import { parse } from 'unbash';
import { type Fallback, Fallbacks } from '../../src/workflow/shell/flow/fallbacks.js';

type Statement = ReturnType<typeof parse>['commands'][number];

const statementsOf = (script: string): readonly Statement[] => parse(script).commands;

test.each<[string, Fallback]>([
  ['exit', 'exits'],
  ['exit 1', 'exits'],
  ['exit "$?"', 'exits'],
  ['exit 007', 'exits'],
  ['exit 0', 'open'],
  ['exit 256', 'open'],
  ['exit 257', 'exits'],
  ['exit "3"', 'exits'],
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
  // What stands behind may look at it.
  ['failed=1', 'keeps it'],
  ['touch failed', 'keeps it'],
  ['echo 1 > failed', 'keeps it'],
  ['{ echo no; docker logout; }', 'keeps it'],
  ['echo no >&2', 'goes on'],
  ['echo no 2> /dev/null', 'goes on'],
  // The answer is its end.
  ['[ -f there ]', 'open'],
  ['[[ -f there ]]', 'open'],
  ['(( 1 ))', 'open'],
  ['! true', 'open'],
  ['{ echo no; test -f there; }', 'open'],
])('%s', (script, expected) => {
  const [statement] = statementsOf(script);
  expect(new Fallbacks().of((statement as Statement).command as never)).toBe(expected);
});

test('a test that stands for itself may end the script, one that a condition asks does not', () => {
  const fallbacks = new Fallbacks();
  const of = (script: string) => fallbacks.lastEnd(statementsOf(script));
  expect(of('echo\n[ -z "$FAILED" ]\necho')).toBe(1);
  expect(of('echo\n[[ -z $FAILED ]]\necho')).toBe(1);
  expect(of('echo\n[ -f a ] && [ -f b ]\necho')).toBe(1);
  expect(of('echo\nif [ -f a ]; then echo; fi\necho')).toBe(-1);
  expect(of('echo\n[ -f a ] && echo\necho')).toBe(-1);
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
