/**
 * A phrase that no word of the vocabulary leads to is never asked: the fast pass leaves its line out. Examples of each
 * phrase are made from the phrase itself, so a new one has its examples with it.
 */
import { describe, expect, test } from '@jest/globals';
import { Scanner } from '../../src/evidence/log/lines/scan.js';
import { PHRASES } from '../../src/evidence/log/words/phrases/phrases.js';
import { LOOK } from '../../src/evidence/log/words/vocabulary/look.js';
import { knownLogTools } from '../../src/workflow/knowledge/log-tools.js';
import fc from '../properties.js';

const EXAMPLES = 400;

/** The expression without what the generator knows nothing of: where a word ends, and what stands before or after. */
function plain({ source }: RegExp): RegExp {
  let text = source;
  for (let look = lookIn(text); look; look = lookIn(text))
    text = text.slice(0, look[0]) + text.slice(look[1]);
  return new RegExp(text.replaceAll('\\b', '').replaceAll('[^\\n]', '.'));
}

/** Where the first look ahead or behind begins and ends. */
function lookIn(source: string): [number, number] | null {
  const start = source.search(/\(\?<?[!=]/);
  if (start === -1) return null;
  let depth = 0;
  // An escaped character, a class, or one that stands for itself.
  for (const { 0: piece, index } of source.slice(start).matchAll(/\\.|\[(?:\\.|[^\]])*\]|./g)) {
    if (piece === '(') depth += 1;
    if (piece === ')') depth -= 1;
    if (depth === 0) return [start, start + index + 1];
  }
  return null;
}

/** Lines that the phrase is in. */
function examplesOf(pattern: RegExp): string[] {
  const made = fc.sample(fc.stringMatching(plain(pattern), { size: 'xsmall' }), EXAMPLES);
  return made.filter((line) => pattern.test(line) && !/[\n\r]/.test(line));
}

function isLookedAt(line: string): boolean {
  const scanner = new Scanner(knownLogTools().automaton);
  const found = [...scanner.add(Buffer.from(line)), ...scanner.end()];
  return found.some(({ look }) => look & LOOK.refusal);
}

describe('each phrase is reached by a word of the vocabulary', () => {
  test.each(PHRASES.map(({ pattern }) => pattern))('%s', (pattern) => {
    const examples = examplesOf(pattern);
    expect(examples.length).toBeGreaterThan(EXAMPLES / 100);
    expect(examples.filter((line) => !isLookedAt(line))).toEqual([]);
  });
});
