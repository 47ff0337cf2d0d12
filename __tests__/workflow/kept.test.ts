/** What a shell keeps by names is what a map would keep, and the more of it there is, the less a step further costs. */
import { describe, expect, test } from '@jest/globals';
import { Kept } from '../../src/workflow/shell/known/kept.js';
import { followScript } from '../../src/workflow/shell/script.js';
import { NO_PLACE } from '../../src/workflow/shell/starting/started.js';
import fc from '../properties.js';

/** Pairs that have the same FNV-1a hash, and names that begin alike. */
const NAMES = [
  'costarring',
  'liquid',
  'declinate',
  'macallums',
  'altarage',
  'zinke',
  '',
  'A',
  'A1',
  'A10',
  'é',
];

type Change = [name: string, value: number | null];

const changes = fc.array(
  fc.tuple(
    fc.oneof(fc.constantFrom(...NAMES), fc.string({ maxLength: 2 })),
    fc.option(fc.integer({ max: 3 })),
  ),
);

function changed(kept: Kept<number>, all: readonly Change[]): Kept<number> {
  return all.reduce(
    (sofar, [name, value]) => (value === null ? sofar.without(name) : sofar.with(name, value)),
    kept,
  );
}

function asMap(all: readonly Change[]): Map<string, number> {
  const map = new Map<string, number>();
  for (const [name, value] of all)
    if (value === null) map.delete(name);
    else map.set(name, value);
  return map;
}

describe('as a map', () => {
  test('whatever is put in and taken out', () => {
    fc.assert(
      fc.property(changes, (all) => {
        const kept = changed(Kept.none(), all);
        const map = asMap(all);
        expect(new Map([...kept.keys()].map((name) => [name, kept.get(name)]))).toEqual(map);
        expect(kept.size).toBe(map.size);
        for (const name of NAMES) expect(kept.has(name)).toBe(map.has(name));
      }),
    );
  });

  test('what two of them differ in', () => {
    fc.assert(
      fc.property(changes, changes, changes, (common, one, other) => {
        const [a, b] = [one, other].map((each) => changed(changed(Kept.none(), common), each)) as [
          Kept<number>,
          Kept<number>,
        ];
        const names = new Set([...a.keys(), ...b.keys()]);
        const expected = [...names].filter((name) => a.get(name) !== b.get(name));
        expect([...a.differing(b)].sort()).toEqual(expected.sort());
      }),
    );
  });

  test('the one before is as it was', () => {
    const before = Kept.none<number>().with('A', 1);
    expect([before.with('A', 2).get('A'), before.without('A').has('A'), before.get('A')]).toEqual([
      2,
      false,
      1,
    ]);
    expect(before.with('A', 1)).toBe(before);
    expect(before.without('B')).toBe(before);
  });
});

test('a script that sets eight times as much takes about eight times as long', () => {
  const timeOf = (count: number) => {
    const lines = Array.from({ length: count }, (_, index) => `F${index}=1\n`).join('');
    const { user } = process.cpuUsage();
    followScript(lines, () => null, { ...NO_PLACE, readsPassed: true });
    return process.cpuUsage().user - user;
  };
  const leastOf = (count: number) => Math.min(...[1, 2, 3].map(() => timeOf(count)));
  // It would be thirty times as long where each line makes another copy of what all those before it have set.
  expect(leastOf(4000)).toBeLessThan(18 * Math.max(leastOf(500), 10_000));
});
