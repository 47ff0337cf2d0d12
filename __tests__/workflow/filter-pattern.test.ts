/** GitHub's filter patterns (docs: Workflow syntax, Filter pattern cheat sheet). */
import { expect, test } from '@jest/globals';
import { filterPattern } from '../../src/workflow/runs/filter-pattern.js';

const rows: [pattern: string, matching: string[], others: string[]][] = [
  ['main', ['main'], ['mai', 'main2', 'Main', '']],
  ['*', ['main', 'v1', ''], ['feature/a']],
  ['**', ['main', 'feature/a/b', ''], []],
  ['feature/*', ['feature/a', 'feature/'], ['feature/a/b', 'feature']],
  ['feature/**', ['feature/a', 'feature/a/b'], ['features/a']],
  ['**-feature', ['a/b-feature', '-feature'], ['a-feature2']],
  ['*feature', ['my-feature', 'feature'], ['a/feature']],
  ['v2*', ['v2', 'v2.0'], ['v1', 'v2/0']],
  ['v[12].[0-9]+.[0-9]+', ['v1.10.1', 'v2.0.0'], ['v3.1.1', 'v1..1', 'v1.1.']],
  ['a?b', ['ab', 'b'], ['aab', 'a']],
  ['a+b', ['ab', 'aaab'], ['b', 'a']],
  ['[ab]?c*', ['c', 'ac', 'bcd'], ['abc', 'dc']],
  ['a?a?a?b', ['b', 'ab', 'aaab'], ['aaaab', 'aaa']],
  ['a?b*c', ['bc', 'abxc', 'abcc'], ['ac', 'bcd']],
  ['*a*b', ['ab', 'xaxb', 'aab'], ['ba', 'a/b']],
  ['***', ['a/b', ''], []],
  ['a.b', ['a.b'], ['axb']],
  ['[a.]b', ['.b', 'ab'], ['xb']],
];

test.each(rows)('%s', (pattern, matching, others) => {
  const matches = filterPattern(pattern);
  expect(matching.filter((name) => !matches(name))).toEqual([]);
  expect(others.filter((name) => matches(name))).toEqual([]);
});

test.each(['[', 'a]', '?a', '+', '[z-a]'])('of %s, which GitHub refuses, nothing is known', (pattern) => {
  expect(filterPattern(pattern)('anything')).toBe(true);
});

test.each([
  ['stars that all could take it', '*a'.repeat(50_000)],
  ['marks that all may be left out', 'a?'.repeat(50_000)],
  ['marks that all may be repeated', `${'a+'.repeat(50_000)}b`],
  ['a row of stars', `${'*'.repeat(100_000)}b`],
])('%s are matched in one pass', (_, pattern) => {
  expect(filterPattern(pattern)('a'.repeat(200))).toBe(pattern.startsWith('a?'));
});
