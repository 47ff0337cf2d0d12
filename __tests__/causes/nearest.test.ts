/** Slips of the pen, and the word that was meant. */
import { expect, test } from '@jest/globals';
import { lettersBetween, nearestWord } from '../../src/causes/nearest.js';
import fc from '../properties.js';

test.each<[string, string, number]>([
  ['meta', 'meta', 0],
  ['mta', 'meta', 1],
  ['metaa', 'meta', 1],
  ['mete', 'meta', 1],
  ['mtea', 'meta', 1],
  ['emat', 'meta', 2],
  ['', 'meta', 4],
  ['build', 'meta', 5],
])('%s and %s are %d letters apart', (from, to, distance) => {
  expect(lettersBetween(from, to)).toBe(distance);
  expect(lettersBetween(to, from)).toBe(distance);
});

const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c', '_'), maxLength: 12 });

test('a bound changes nothing within it', () => {
  fc.assert(
    fc.property(word, word, fc.nat(8), (from, to, most) => {
      const distance = lettersBetween(from, to);
      const bounded = lettersBetween(from, to, most);
      if (distance <= most) expect(bounded).toBe(distance);
      else expect(bounded).toBeGreaterThan(most);
    }),
  );
});

test('the first of the nearest words is meant, where a third of it or less would change', () => {
  fc.assert(
    fc.property(word, fc.array(word, { maxLength: 8 }), (given, words) => {
      const begun = words.filter((each) => each.startsWith(given));
      fc.pre(given.length < 2 || begun.length !== 1);
      const distances = words.map((each) => lettersBetween(given, each));
      const least = Math.min(...distances);
      const best = words[distances.indexOf(least)];
      const isNear = best !== undefined && least * 3 <= best.length;
      expect(nearestWord(given, words)).toBe(isNear ? best : null);
    }),
  );
});
