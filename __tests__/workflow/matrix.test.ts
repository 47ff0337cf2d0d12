import { describe, expect, test } from '@jest/globals';
import { matrixContext, matrixLegs } from '../../src/workflow/language/matrix.js';
import { absentName } from '../../src/workflow/language/origins.js';
import { type Dictionary, UNKNOWN } from '../../src/workflow/language/values.js';
import { parseWorkflow } from '../../src/workflow/text/parse.js';

function legs(matrix: string) {
  const { document } = parseWorkflow('ci.yml', `strategy: {matrix: ${matrix}}\n`);
  return matrixLegs(document?.root as never)?.map((leg) => Object.fromEntries(leg)) ?? null;
}

describe('the legs of a matrix', () => {
  test.each([
    [
      '{a: [1, 2], b: [x]}',
      [
        { a: 1, b: 'x' },
        { a: 2, b: 'x' },
      ],
    ],
    ['{a: [1, 2], exclude: [{a: 1}]}', [{ a: 2 }]],
    ['{a: [1, 2], b: [x, y], exclude: [{a: 1, b: x}, {a: 2}]}', [{ a: 1, b: 'y' }]],
    // Added where it overwrites nothing, else a leg of its own.
    ['{a: [1, 2], include: [{a: 1, c: z}]}', [{ a: 1, c: 'z' }, { a: 2 }]],
    ['{a: [1], include: [{c: z}]}', [{ a: 1, c: 'z' }]],
    ['{a: [1], include: [{a: 3}]}', [{ a: 1 }, { a: 3 }]],
    ['{include: [{a: 1}, {a: 2, b: x}]}', [{ a: 1 }, { a: 2, b: 'x' }]],
    ['{a: ["${{ vars.X }}"]}', [{ a: UNKNOWN }]],
    ['{a: "${{ fromJSON(vars.X) }}"}', null],
    ['"${{ fromJSON(vars.X) }}"', null],
    ['{a: [1], include: "${{ vars.X }}"}', null],
  ])('%s', (matrix, expected) => {
    expect(legs(matrix)).toEqual(expected);
  });

  test('more than GitHub allows are not expanded', () => {
    const list = `[${Array.from({ length: 17 }, (_, n) => n).join()}]`;
    expect(legs(`{a: ${list}, b: ${list}}`)).toBeNull();
  });
});

test('without knowing the leg, only what all agree on is known', () => {
  const context = matrixContext([
    new Map([
      ['host', 'ghcr.io'],
      ['app', 'web'],
    ]),
    new Map([
      ['host', 'ghcr.io'],
      ['app', 'api'],
    ]),
  ]) as Dictionary;
  expect([context.get('host'), context.get('app')]).toEqual(['ghcr.io', UNKNOWN]);
  expect(context.get('none')).toBe(absentName('matrix.none'));
  expect(matrixContext(null)).toBe(UNKNOWN);
});
