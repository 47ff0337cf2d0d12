/**
 * The words that make a line worth a closer look, by who looks. They are found in
 * one pass over the bytes, so they are plain words in lower case: no patterns.
 */
import { JOBS } from './vocabulary/jobs.js';
import { LOOK, type VocabularyWord, wordsFor } from './vocabulary/look.js';
import { REFUSALS } from './vocabulary/refusals.js';
import { REGISTRIES } from './vocabulary/registries.js';
import { STEPS } from './vocabulary/steps.js';
import { TOKENS } from './vocabulary/tokens.js';

export const VOCABULARY: readonly VocabularyWord[] = [
  ...STEPS,
  ...REFUSALS,
  ...JOBS,
  ...REGISTRIES,
  ...TOKENS,
];

/** @param publishers owners of actions: a step that runs one of theirs begins with its name */
export function vocabularyWith(publishers: readonly string[]): VocabularyWord[] {
  return [...VOCABULARY, ...wordsFor(LOOK.step, ...publishers.map((each) => `run ${each.toLowerCase()}/`))];
}
